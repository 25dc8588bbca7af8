"""The worked examples: the contract's own, with the figures an engine worked out (law 28)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract, Example, ExampleRow
from ocdsl.rules.wording.clauses import Group, Paragraph, Section, Table, Term, Words, clauses_of

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
    groups = tuple(
        Group(e.title, e.clause.identity, tuple(_example(contract, e, decisions)))
        for e, decisions in decided
    )
    none = Paragraph(("The contract text gives no example.",))
    return Section("Worked examples", "section.examples", groups or (none,))


def _example(
    contract: Contract, example: Example, decisions: tuple[Decision, ...]
) -> Iterator[Paragraph]:
    yield Paragraph(
        ("These events are recorded:",),
        clauses_of(example, "", "log"),
        table=_log(contract, example),
    )
    yield Paragraph(
        (f"As at {in_words(example.as_at)}, the rules of this contract then give these amounts:",),
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
        ("Date", 3, [(in_words(r.day),) for r in rows]),
        ("Event", 5, [_event(contract, r) for r in rows]),
        ("Detail", 4, [(_detail(r),) for r in rows]),
    ]
    if len({r.person for r in rows}) > 1:
        columns.append(("Person", 2, [(r.person,) for r in rows]))
    if len({r.provider for r in rows}) > 1:
        columns.append(("Provider", 3, [(titles.get(r.provider, r.provider),) for r in rows]))
    if any(r.recorded != r.day for r in rows):
        columns.append(("Recorded", 3, [(in_words(r.recorded),) for r in rows]))
    return Table(
        tuple(head for head, _, _ in columns),
        tuple(zip(*(cells for _, _, cells in columns), strict=True)),
        tuple(width for _, width, _ in columns),
    )


def _event(contract: Contract, row: ExampleRow) -> Words:
    return (Term(contract.events[row.event].title, row.event),)


def _detail(row: ExampleRow) -> str:
    """`age: 82`, as the data holds it."""
    return "; ".join(f"{name}: {value}" for name, value in row.values)


# ---- the decisions


def _decisions(contract: Contract, decisions: tuple[Decision, ...]) -> Table:
    """What the rules give; whose it is only where an example has several people."""
    shown = sorted(decisions, key=_order(contract))
    columns: list[tuple[str, int, list[Words]]] = [
        ("Payment", 28, [(Term(contract.payments[d.payment].title, d.payment),) for d in shown]),
        ("Amount", 24, [(pounds(d.amount),) for d in shown]),
        ("What becomes of it", 41, [(_outcome(contract, d),) for d in shown]),
        ("Earned on", 29, [(_day(d.earned_on),) for d in shown]),
        ("Payable on", 30, [(_day(d.payable_on),) for d in shown]),
    ]
    if len({d.person for d in shown}) > 1:
        columns.insert(0, ("Person", 15, [(d.person or "",) for d in shown]))
    return Table(
        tuple(head for head, _, _ in columns),
        tuple(zip(*(cells for _, _, cells in columns), strict=True)),
        tuple(width for _, width, _ in columns),
        frozenset({len(columns) - 4}),
    )


def _day(day: int | None) -> str:
    return in_words(day) if day else "–"


def _order(contract: Contract) -> Callable[[Decision], tuple[int, int, int, str]]:
    """Decisions in the order of their days, what has none last."""
    places = {name: n for n, name in enumerate(contract.payments)}

    def order(d: Decision) -> tuple[int, int, int, str]:
        return d.earned_on or _LAST, d.payable_on or _LAST, places[d.payment], d.id

    return order


def _outcome(contract: Contract, decision: Decision) -> str:
    """The status, and what a line that is not payable waits for or why it is not."""
    status = _STATUSES[decision.status]
    why = decision.awaiting or decision.reason
    payment = contract.payments[decision.payment]
    held, kept = payment.withholding, payment.retention
    if decision.status == "withheld" and kept is not None:
        what = contract.outcomes[kept.outcome].title if kept.outcome else _day(kept.until)
        return f"{status} until {what}"
    if decision.status == "withheld" and held is not None:
        return f"{status} until {contract.measures[held.measure].title} is known"
    if decision.status in ("payable", "released") or not why:
        return status
    lead = ": awaits " if decision.awaiting else ": "
    return status + lead + in_titles(contract, why)


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
    from ocdsl.base.calendar import day_of

    return in_words(day_of(found.group()))
