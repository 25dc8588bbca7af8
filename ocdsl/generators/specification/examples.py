"""The worked examples: the contract's own, with the figures an engine worked out (law 28)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from ocdsl.base.money import pounds
from ocdsl.generators.specification.life import Life, life_figures
from ocdsl.generators.specification.reasons import NOT_KNOWN, NOT_MET, awaited, reason
from ocdsl.ledger.decision import Decision
from ocdsl.model.amounts import Retention
from ocdsl.model.contract import Block, Contract, Example, ExampleRow
from ocdsl.rules.graph import Graph
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
    aside,
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
    contract: Contract, graph: Graph, decided: Iterable[tuple[Example, tuple[Decision, ...]]]
) -> Section:
    """A section with each example: its events, and every payment decided as at its day."""
    known = tuple(decided)

    @cache
    def figures(language: Language) -> tuple[tuple[Life, Figure], ...]:
        return tuple(life_figures(titled_in(language, contract), known, language))

    groups = tuple(
        Group(
            (Titled(e.title, e.welsh),),
            aside("example", e),
            (*_example(contract, graph, e, decisions), _drawn(e, figures)),
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
                say(_ALONE, picture=Ref(figure.anchor))
                if life.alone
                else say(_SHOWN, picture=Ref(figure.anchor), person=life.person),
                clauses_of(example, ""),
                figure=figure,
            )
            for life, figure in figures(language)
            if life.example is example
        ),
    )


_SHOWN = "{picture} shows the days of {person}, with the time between them."
_ALONE = "{picture} shows these days, with the time between them."
"""Where the example is of one person, whom the clause above does not name."""


def _example(
    contract: Contract, graph: Graph, example: Example, decisions: tuple[Decision, ...]
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
        table=_decisions(contract, graph, decisions),
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


def _decisions(contract: Contract, graph: Graph, decisions: tuple[Decision, ...]) -> Table:
    """What the rules give; whose it is only where an example has several people."""
    shown = sorted(decisions, key=_order(contract))
    columns: list[tuple[str, int, list[Words]]] = [
        ("Payment", 26, [(_term(contract.payments[d.payment]),) for d in shown]),
        ("Amount", 20, [(pounds(d.amount).replace("-", "−"),) for d in shown]),
        ("What becomes of it", 54, [_outcome(contract, graph, d) for d in shown]),
        ("Earned on", 29, [_day(d.earned_on) for d in shown]),
        ("Payable on", 30, [_day(d.payable_on) for d in shown]),
    ]
    if len({d.person for d in shown}) > 1:
        columns.insert(0, ("Person", 18, [(d.person or "",) for d in shown]))
    elif len({d.provider for d in shown}) > 1:
        titles = {p.name: p.title for p in contract.parties}
        providers: list[Words] = [(titles.get(d.provider or "", ""),) for d in shown]
        columns.insert(0, ("Provider", 24, providers))
    return Table(
        tuple(say(head) for head, _, _ in columns),
        tuple(zip(*(cells for _, _, cells in columns), strict=True)),
        tuple(width for _, width, _ in columns),
        frozenset({len(columns) - 4}),
        small=True,
    )


def _day(day: int | None) -> Words:
    return (Date(day),) if day else ("–",)


def _order(contract: Contract) -> Callable[[Decision], tuple[int, int, int, str]]:
    """Decisions in the order of their days, what has none last."""
    places = {name: n for n, name in enumerate(contract.payments)}

    def order(d: Decision) -> tuple[int, int, int, str]:
        return d.earned_on or _LAST, d.payable_on or _LAST, places[d.payment], d.id

    return order


def _kept_until(contract: Contract, kept: Retention) -> Words:
    """The outcome or the day up to which a part of a payment is kept."""
    if not kept.outcome:
        return _day(kept.until)
    return say("{outcome}", "outcome", outcome=_term(contract.outcomes[kept.outcome]))


def _outcome(contract: Contract, graph: Graph, decision: Decision) -> Words:
    """The status, and what a line that is not payable waits for or why it is not."""
    status = say(_STATUSES[decision.status])
    payment = contract.payments[decision.payment]
    held, kept = payment.withholding, payment.retention
    if decision.status == "withheld" and kept is not None:
        return say("{status} until {what}", status=status, what=_kept_until(contract, kept))
    if decision.status == "withheld" and held is not None:
        measure = _term(contract.measures[held.measure])
        return say("{status} until {measure} is known", status=status, measure=measure)
    if decision.status in ("payable", "released") or not (decision.awaiting or decision.reason):
        return status
    return _why(contract, graph, decision, status)


def _why(contract: Contract, graph: Graph, decision: Decision, status: Words) -> Words:
    """The status, with what is waited for or what does not hold."""
    if decision.awaiting:
        what = awaited(contract, graph, decision)
        return say("{status}: awaits {what}", status=status, what=what)
    if decision.reason == NOT_KNOWN:
        return say("{status}: the amount cannot be worked out", status=status)
    why = reason(contract, graph, decision)
    if (decision.reason or "").startswith(NOT_MET):
        return say("{status}; this does not hold: {why}", status=status, why=why)
    return say("{status}: {why}", status=status, why=why)
