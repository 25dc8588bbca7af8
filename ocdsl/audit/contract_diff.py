"""Two texts of a contract: each clause that differs as a sentence, and the money that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from ocdsl.base.calendar import in_words, iso, period_end
from ocdsl.base.money import decimal_text
from ocdsl.base.source import Source
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.contract import Contract
from ocdsl.model.variations import VARIATION, Text, texts_of
from ocdsl.rules.wording.english.variations import added, changes_of, of_variation
from ocdsl.rules.wording.languages import ENGLISH
from ocdsl.syntax import tree
from ocdsl.syntax.parser import parse


@frozen
class Moved:
    """What a provider is owed in one period by either text, in pence."""

    provider: str
    """Empty where a line names none."""
    first: int
    """The first day of the statement's period in which it is payable."""
    last: int
    before: int
    now: int

    @property
    def period(self) -> str:
        """`1 April 2027 to 30 April 2027`."""
        return f"{in_words(self.first)} to {in_words(self.last)}"

    def as_json(self) -> dict[str, Any]:
        """The row as plain data, money as decimal text."""
        return {
            "provider": self.provider or None,
            "period": f"{iso(self.first)}/{iso(self.last)}",
            "before": decimal_text(self.before, 2),
            "now": decimal_text(self.now, 2),
            "difference": decimal_text(self.now - self.before, 2),
        }


@frozen
class ContractDiff:
    """Every clause that differs, and the money by provider and period that differs with it."""

    changes: tuple[str, ...]
    money: tuple[Moved, ...] | None = None
    """None when no log was compared."""

    @property
    def exit_status(self) -> int:
        """0 when no clause differs, else 1."""
        return 1 if self.changes else 0

    def as_json(self) -> dict[str, Any]:
        """The whole comparison as plain data."""
        return {"changes": list(self.changes), "money": [row.as_json() for row in self.money or ()]}


def clause_changes(old: Source, new: Source) -> tuple[str, ...]:
    """A sentence for each clause that one text has and the other has not, or has otherwise.

    Layout and comments do not count. The text as signed comes first, then each variation.
    """
    (signed, *before), (now_signed, *now) = (texts_of(parse(s).file) for s in (old, new))
    own = {_name(text): text for text in now}
    found = [f"{change}." for change in _between(_signed(signed), _signed(now_signed))]
    for text in before:
        other = own.pop(_name(text), None)
        if other is None:
            found.append(f"Take out the variation `{_name(text)}`.")
        else:
            found += [
                f"{change}, in `{_name(text)}`." for change in _between(_of(text), _of(other))
            ]
    for text in own.values():
        found += map(ENGLISH.text, of_variation(text))
    return tuple(found)


def _signed(text: Text) -> tuple[tree.Block, ...]:
    """The blocks of the contract itself, without the headings of its variations."""
    return tuple(block for block in text.file.blocks if block.keyword != VARIATION)


def _name(text: Text) -> str:
    return text.variation.name.text if text.variation else ""


def _of(text: Text) -> tuple[tree.Block, ...]:
    """The blocks that are a variation's own, its heading among them."""
    heading = (text.variation,) if text.variation else ()
    return (*heading, *(new for _, new in text.replaced), *text.added)


def _between(before: Iterable[tree.Block], now: Iterable[tree.Block]) -> Iterator[str]:
    old, new = _named(before), _named(now)
    for key in dict.fromkeys([*old, *new]):
        was, is_now = old.get(key), new.get(key)
        if was is None and is_now is not None:
            yield ENGLISH.text(added(is_now))
        elif was is not None and is_now is None:
            yield f"Take out the {was.keyword} “{was.title.text}”"
        elif was is not None and is_now is not None and was != is_now:
            yield from map(ENGLISH.text, changes_of(was, is_now))


def _named(blocks: Iterable[tree.Block]) -> Mapping[tuple[str, str], tree.Block]:
    """Blocks by keyword and name; a variation's heading is compared with its own text."""
    return {(b.keyword, b.name.text): b for b in blocks}


def moved_money(
    contract: Contract, before: Iterable[Decision], now: Iterable[Decision]
) -> tuple[Moved, ...]:
    """What is owed by either text, by provider and period of the statements, where it differs."""
    found: dict[tuple[str, int], list[int]] = {}
    unit = contract.statements
    for side, decisions in enumerate((before, now)):
        for d in decisions:
            if d.status in OWED and d.payable_on is not None:
                key = d.provider or "", contract.dates.start(d.payable_on, unit)
                found.setdefault(key, [0, 0])[side] += d.amount
    return tuple(
        Moved(provider, first, period_end(first, unit), *sums)
        for (provider, first), sums in sorted(found.items())
        if sums[0] != sums[1]
    )
