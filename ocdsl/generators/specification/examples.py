"""The worked examples: the contract's own, with the figures an engine worked out (law 28)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from ocdsl.base.calendar import day_of, in_words
from ocdsl.base.money import pounds
from ocdsl.generators.specification.life import Life, life_figures
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Block, Contract, Example, ExampleRow
from ocdsl.rules.wording.clauses import (
    Date,
    Figure,
    Group,
    Paragraph,
    Ref,
    Section,
    Table,
    Term,
    Titled,
    Words,
    clauses_of,
    say,
)
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.pictures.titles import titled_in

_STATUSES = {
    "payable": "Payable",
    "withheld": "Withheld",
    "released": "Released",
    "forfeited": "Not released",
    "recovered": "Recovered",
    "repaid": "Set off against an advance",
    "capped": "Above the limit, not paid",
    "carried-forward": "Carried forward",
    "shadow": "Shown only",
    "pending": "Not yet known",
    "not-due": "Not due",
}

_LAST = 10**7
"""After any day there is."""


def worked_examples(
    contract: Contract, decided: Iterable[tuple[Example, tuple[Decision, ...]]]
) -> Section:
    """A section with each example: its events, and every payment decided as at its day."""
    known = tuple(decided)

    @cache
    def figures(language: Language) -> tuple[tuple[Life, Figure], ...]:
        return tuple(life_figures(titled_in(language, contract), known, language))

    groups = tuple(
        Group(
            (Titled(e.title, e.welsh),),
            e.clause.identity,
            (*_example(contract, e, decisions), _drawn(e, figures)),
        )
        for e, decisions in known
    )
    none = Paragraph(say("The contract text gives no example."))
    return Section(say("Worked examples"), "section.examples", groups or (none,))


def _drawn(
    example: Example, figures: Callable[[Language], tuple[tuple[Life, Figure], ...]]
) -> Paragraph:
    """The days of those people of an example who are worth a picture among all of the contract."""
    return Paragraph(
        (),
        drawn=lambda language: tuple(
            Paragraph(
                say(_SHOWN, picture=Ref(figure.anchor), person=life.person),
                clauses_of(example, ""),
                figure=figure,
            )
            for life, figure in figures(language)
            if life.example is example
        ),
    )


_SHOWN = "{picture} shows the days of {person}, with the time between them."


def _example(
    contract: Contract, example: Example, decisions: tuple[Decision, ...]
) -> Iterator[Paragraph]:
    yield Paragraph(
        say("These events are recorded:"),
        clauses_of(example, "", "log"),
        table=_log(contract, example),
    )
    yield Paragraph(
        say(
            "As at {day}, the rules of this contract then give these amounts:",
            day=Date(example.as_at),
        ),
        clauses_of(example, "as at", "expect"),
        table=_decisions(contract, decisions),
    )
    for note in example.notes:
        yield Paragraph((note,), clauses_of(example, "note"), note=True)


# ---- the events


def _log(contract: Contract, example: Example) -> Table:
    """The events of an example; people, providers and late records only where they tell apart."""
    rows = sorted(example.rows, key=lambda row: row.day)
    titles = {p.name: p.title for p in contract.parties}
    columns: list[tuple[str, int, list[Words]]] = [
        ("Date", 3, [(Date(r.day),) for r in rows]),
        ("Event", 5, [_event(contract, r) for r in rows]),
        ("Detail", 4, [(_detail(r),) for r in rows]),
    ]
    if len({r.person for r in rows}) > 1:
        columns.append(("Person", 2, [(r.person,) for r in rows]))
    if len({r.provider for r in rows}) > 1:
        columns.append(("Provider", 3, [(titles.get(r.provider, r.provider),) for r in rows]))
    if any(r.recorded != r.day for r in rows):
        columns.append(("Recorded", 3, [(Date(r.recorded),) for r in rows]))
    return Table(
        tuple(say(head) for head, _, _ in columns),
        tuple(zip(*(cells for _, _, cells in columns), strict=True)),
        tuple(width for _, width, _ in columns),
    )


def _event(contract: Contract, row: ExampleRow) -> Words:
    return (_term(contract.events[row.event]),)


def _term(block: Block) -> Term:
    return Term(block.title, block.name, block.welsh)


def _detail(row: ExampleRow) -> str:
    """`age: 82`, as the data holds it."""
    return "; ".join(f"{name}: {value}" for name, value in row.values)


# ---- the decisions


def _decisions(contract: Contract, decisions: tuple[Decision, ...]) -> Table:
    """What the rules give; whose it is only where an example has several people."""
    shown = sorted(decisions, key=_order(contract))
    columns: list[tuple[str, int, list[Words]]] = [
        ("Payment", 28, [(_term(contract.payments[d.payment]),) for d in shown]),
        ("Amount", 23, [(pounds(d.amount),) for d in shown]),
        ("What becomes of it", 48, [_outcome(contract, d) for d in shown]),
        ("Earned on", 29, [_day(d.earned_on) for d in shown]),
        ("Payable on", 30, [_day(d.payable_on) for d in shown]),
    ]
    if len({d.person for d in shown}) > 1:
        columns.insert(0, ("Person", 23, [(d.person or "",) for d in shown]))
    return Table(
        tuple(say(head) for head, _, _ in columns),
        tuple(zip(*(cells for _, _, cells in columns), strict=True)),
        tuple(width for _, width, _ in columns),
        frozenset({len(columns) - 4}),
    )


def _day(day: int | None) -> Words:
    return (Date(day),) if day else ("–",)


def _order(contract: Contract) -> Callable[[Decision], tuple[int, int, int, str]]:
    """Decisions in the order of their days, what has none last."""
    places = {name: n for n, name in enumerate(contract.payments)}

    def order(d: Decision) -> tuple[int, int, int, str]:
        return d.earned_on or _LAST, d.payable_on or _LAST, places[d.payment], d.id

    return order


def _outcome(contract: Contract, decision: Decision) -> Words:
    """The status, and what a line that is not payable waits for or why it is not."""
    status = say(_STATUSES[decision.status])
    payment = contract.payments[decision.payment]
    held, kept = payment.withholding, payment.retention
    if decision.status == "withheld" and kept is not None:
        what = (_titled(contract.outcomes[kept.outcome]),) if kept.outcome else _day(kept.until)
        return say("{status} until {what}", status=status, what=what)
    if decision.status == "withheld" and held is not None:
        measure = _titled(contract.measures[held.measure])
        return say("{status} until {measure} is known", status=status, measure=measure)
    if decision.status in ("payable", "released") or not (decision.awaiting or decision.reason):
        return status
    if decision.awaiting:
        return say("{status}: awaits {what}", status=status, what=_awaited(contract, decision))
    return say("{status}: {why}", status=status, why=_why(contract, decision.reason or ""))


def _titled(block: Block) -> Titled:
    return Titled(block.title, block.welsh)


def _awaited(contract: Contract, decision: Decision) -> Words:
    """What is awaited in the contract's own words, and until when."""
    what, _, day = (decision.awaiting or "").rpartition(", by ")
    if (room := what.removeprefix(_ROOM)) != what:
        words = say("room under {cap}", cap=in_titles(contract, room))
    else:
        words = (in_titles(contract, what),)
    return say("{what}, by {day}", what=words, day=Date(day_of(day)))


_ROOM = "room under "
# How a reason begins, and what stands after that: words of the contract, or a name.
_REASONS = {
    "not met: ": "not met: {what}",
    "not released by ": "not released by {what}",
    "taken back on ": "taken back on {what}",
    "in shadow until ": "in shadow until {what}",
    "makes up ": "makes up {what}",
    "over ": "over {what}",
}


def _why(contract: Contract, reason: str) -> Words:
    for start, pattern in _REASONS.items():
        if reason.startswith(start):
            return say(pattern, what=in_titles(contract, reason.removeprefix(start)))
    return (in_titles(contract, reason),)


def in_titles(contract: Contract, text: str) -> str:
    """A reason with dates in words, and names as their titles."""
    blocks = (contract.events, contract.cohorts, contract.outcomes, contract.measures)
    titles = {name: block.title for kind in blocks for name, block in kind.items()}

    def title(found: re.Match[str]) -> str:
        word = found.group()
        return titles.get(word, word)

    dated = re.sub(r"\d{4}-\d{2}-\d{2}", _day_in_words, text)
    titled = re.sub(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", title, dated)
    return re.sub(r"\b(first|last|next) (\1)\b", r"\2", titled, flags=re.IGNORECASE)


def _day_in_words(found: re.Match[str]) -> str:
    return in_words(day_of(found.group()))
