"""Which forms of the language some texts hold: each expansion of each rule of the grammar is one.

A form that is added to the grammar is an expansion that no drawn contract holds, until the drawing
learns it: `tests/fuzz` counts by this.
"""

from __future__ import annotations

from collections import Counter

from ocdsl.base.source import Source
from ocdsl.syntax import table
from ocdsl.syntax.build_clauses import BUILDERS
from ocdsl.syntax.lexer import Lexer, lines_of
from ocdsl.syntax.machine import START, Machine, Refusal, Stack, Value
from ocdsl.syntax.table import Rule, Table


class Forms(Machine):
    """Reads contracts as the parser does, and counts the expansions that each is made of."""

    def __init__(self) -> None:
        kept = table.load()
        super().__init__(kept, Lexer(kept), BUILDERS)
        self.names = expansions(kept)
        self._numbers = {id(rule): number for number, rule in enumerate(kept.rules)}
        self.counts: Counter[str] = Counter()

    def count(self, text: str) -> None:
        """Count the forms of a text without mistakes. Raises ValueError for one with some."""
        stack: Stack = START
        for line in lines_of(Source("drawn.ocdsl", text))[0]:
            read = self.read(stack, line)
            if isinstance(read, Refusal):
                raise ValueError(f"line {line.number} cannot be read: {line.content}")
            stack = read
        if isinstance(self.finish(stack), Refusal):
            raise ValueError("the text ends too soon")

    def missing(self) -> list[str]:
        """The forms that have not been counted yet, by name."""
        return sorted({name for name in self.names if name[:2] != "__"} - set(self.counts))

    def _reduce(self, rule: Rule, parts: list[Value]) -> Value:
        self.counts[self.names[self._numbers[id(rule)]]] += 1
        return super()._reduce(rule, parts)


def expansions(kept: Table) -> tuple[str, ...]:
    """A name for each rule of the table, such as `order: ORDER cap_order _NL`.

    The table keeps no symbols, but each of its states is reached by one symbol alone, and each way
    back from where a rule is complete is that rule's expansion.
    """
    back: dict[int, tuple[int, str]] = {}
    for state, actions in enumerate(kept.states):
        for symbol, target in actions.items():
            if target >= 0:
                back.setdefault(target, (state, symbol))
    complete = {
        -1 - target: state
        for state, actions in enumerate(kept.states)
        for target in actions.values()
        if target < 0
    }
    names = []
    for number, rule in enumerate(kept.rules):
        state, symbols = complete[number], []
        for _ in range(rule.size):
            state, symbol = back[state]
            symbols.append(symbol)
        names.append(f"{rule.origin}: {' '.join(reversed(symbols))}".rstrip())
    return tuple(names)
