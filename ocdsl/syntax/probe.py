"""Asks the parse table what would happen, without building anything: for explaining mistakes."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from ocdsl.syntax.lexer import NEWLINE, Line, Token
from ocdsl.syntax.machine import Machine

States = tuple[int, ...]


@frozen
class Step:
    """A token of a line and the states before it."""

    token: Token
    states: States


class Probe:
    """Questions to the table of a machine. States are passed in and never changed."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._table = machine.table

    @cached_property
    def keywords(self) -> dict[str, str]:
        """Terminal to the word it stands for."""
        return {kind: word for word, kind in self._table.words.items()}

    def after(self, states: States, kind: str) -> States | None:
        """The states after one more token of a kind; None when it cannot stand there."""
        walk = list(states)
        while True:
            action = self._table.states[walk[-1]].get(kind)
            if action is None:
                return None
            if action >= 0:
                return (*walk, action)
            rule = self._table.rules[-1 - action]
            del walk[len(walk) - rule.size :]
            walk.append(self._table.states[walk[-1]][rule.origin])

    def accepted(self, states: States) -> set[str]:
        """Every kind of token that can stand next."""
        offered = self._table.states[states[-1]]
        return {k for k in offered if k.isupper() and self.after(states, k) is not None}

    def words(self, states: States) -> list[str]:
        """Every keyword that can stand next, in alphabetical order."""
        kinds = self.accepted(states)
        return sorted(word for kind, word in self.keywords.items() if kind in kinds)

    def trace(self, states: States, line: Line, at: int = 0) -> list[Step]:
        """The tokens of a line from place `at`, up to the one that is refused or the line's end."""
        steps = []
        while True:
            token = self.machine.lexer.next(line, at, self._table.states[states[-1]])
            steps.append(Step(token, states))
            following = self.after(states, token.kind)
            if following is None or token.kind == NEWLINE:
                return steps
            states, at = following, token.end - 1

    def fits(self, states: States, line: Line, at: int = 0) -> bool:
        """Whether the whole line from place `at` can stand after these states."""
        last = self.trace(states, line, at)[-1]
        return last.token.kind == NEWLINE and self.after(last.states, NEWLINE) is not None

    @cached_property
    def blocks(self) -> dict[str, States]:
        """For each block's keyword the states after its heading line."""
        found = {}
        for kind in self.accepted((0,)):
            states: States | None = (0,)
            for part in (kind, "NAME", "TITLE", NEWLINE):
                states = self.after(states, part) if states else None
            if states:
                found[self.keywords[kind]] = states
        return found
