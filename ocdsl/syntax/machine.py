"""Runs the parse table over the lines of a text, a line at a time.

A stack is never changed in place: the stack at the start of each line is kept, so that a line with
a mistake can be replaced and read again without reading the whole text again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.lexer import NEWLINE, Lexer, Line, Token
from ocdsl.syntax.table import Rule, Table

END = "$END"


class Inline(tuple[Any, ...]):
    """The parts of a rule that gives them to the rule that holds it; may nest to any depth."""

    __slots__ = ()


@frozen
class Piece:
    """What a builder gets: the kept parts of a rule and the tokens at its two ends."""

    parts: tuple[Any, ...]
    first: Token
    last: Token

    @property
    def span(self) -> Span:
        """The place of the piece; one of several lines is placed by its first line."""
        return Span(self.first.line, self.first.column, self.last.end - self.first.column)


Builders = Mapping[str, Callable[[Piece], Any]]


class Value(NamedTuple):
    """What the stack holds beside each state: a result and its ends on its first line."""

    result: Any
    first: Token
    last: Token


_NO_TOKEN = Token("", "", 1, 1)


@frozen
class Stack:
    """The states so far and what was built in each."""

    states: tuple[int, ...]
    values: tuple[Value, ...]


START = Stack((0,), ())


@frozen
class Refusal:
    """Where a line stopped making sense: the token and the stack of states before it."""

    token: Token
    states: tuple[int, ...]


class Machine:
    """Reads lines by a table, building the tree from the bottom up."""

    def __init__(self, table: Table, lexer: Lexer, builders: Builders) -> None:
        self.table = table
        self.lexer = lexer
        self._builders = builders

    def read(self, stack: Stack, line: Line) -> Stack | Refusal:
        """The stack after a line, or where the line stopped making sense."""
        states, values, at = list(stack.states), list(stack.values), 0
        if line.too_long:
            return Refusal(
                Token("STRAY", line.content[:20], line.number, line.indent + 1), stack.states
            )
        made = iter(line.made or ())
        while True:
            token = next(made, None) or self.lexer.next(line, at, self.table.states[states[-1]])
            if not self._feed(states, values, token):
                return Refusal(token, tuple(states))
            if token.kind == NEWLINE:
                return Stack(tuple(states), tuple(values))
            at = token.end - 1

    def finish(self, stack: Stack) -> Value | Refusal:
        """What the whole text built, or a refusal when it stops too soon."""
        states, values = list(stack.states), list(stack.values)
        token = Token(END, "", 0, 1)
        if self._feed(states, values, token):
            return values[-1]
        return Refusal(token, tuple(states))

    def _feed(self, states: list[int], values: list[Value], token: Token) -> bool:
        """Reduce as often as the token asks and take it; False when it cannot stand here."""
        table = self.table.states
        while True:
            if token.kind == END and states[-1] == self.table.end:
                return True
            action = table[states[-1]].get(token.kind)
            if action is None:
                return False
            if action >= 0:
                states.append(action)
                values.append(Value(token, token, token))
                return True
            rule = self.table.rules[-1 - action]
            base = len(values) - rule.size
            value = self._reduce(rule, values[base:])
            del states[base + 1 :], values[base:]
            values.append(value)
            states.append(table[states[-1]][rule.origin])

    def _reduce(self, rule: Rule, parts: list[Value]) -> Value:
        results = tuple([parts[n].result for n in rule.kept])
        first, last = _ends(parts)
        if rule.inline:
            return Value(Inline(results), first, last)
        piece = Piece(_flat(results), first, last)
        return Value(self._builders[rule.name](piece), first, last)


def _ends(parts: list[Value]) -> tuple[Token, Token]:
    """The first token of the parts and the last one on the same line."""
    if not parts:
        return _NO_TOKEN, _NO_TOKEN
    first = parts[0].first
    return first, next(part.last for part in reversed(parts) if part.first.line == first.line)


def _flat(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """The parts with those of inline rules in their place, however deep, without recursion."""
    if not any(type(part) is Inline for part in parts):
        return parts
    result, waiting = [], list(reversed(parts))
    while waiting:
        part = waiting.pop()
        if type(part) is Inline:
            waiting.extend(reversed(part))
        else:
            result.append(part)
    return tuple(result)
