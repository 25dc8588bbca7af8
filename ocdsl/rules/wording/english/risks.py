"""English for the risk register: what was found, who gains, what is done, and who accepts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ocdsl.base.money import pounds
from ocdsl.model.contract import Acceptance
from ocdsl.model.register import MARKS, Chart, Register, Risk
from ocdsl.rules.wording.clauses import Figure, Paragraph, Table, Words, clauses_of
from ocdsl.rules.wording.picture_words import ENGLISH


def risks(register: Register, accepted: Sequence[Acceptance]) -> tuple[Paragraph, ...]:
    """What was searched, every risk in one table, and a chart for each value that money goes by."""
    clauses = tuple(c for a in accepted for c in clauses_of(a, "", "finding", "because"))
    rows = tuple(_row(risk) for risk in register.risks)
    found = Paragraph(
        (_FOUND if rows else _NONE,),
        clauses,
        table=Table(_HEADS, rows, (7, 4, 4, 6, 7), frozenset({2}), small=True) if rows else None,
    )
    return (
        Paragraph((f"{_SEARCHED} {_counted(register.counts)} {_NOT_SAFE}",)),
        found,
        *(_chart(number, chart) for number, chart in enumerate(register.charts, 1)),
    )


_SEARCHED = (
    "The rules of this contract were searched for ways in which a party could gain without anyone "
    "being helped: those by which contracts of this kind are known to have been gamed."
)
_NOT_SAFE = "None of this says that the contract is safe."
_FOUND = (
    "What was found is listed below. What it is worth is what is gained in the smallest logs that "
    "show it, as the rules of this contract pay them; how often it would be done cannot be worked "
    "out from a contract. How grave it is, is said of contracts of this kind:"
)
_NONE = "Nothing was found that would pay a party for what helps nobody."
_HEADS = ("Risk", "Who gains", "Worth", "What helps", "Accepted by whom, and why")

_WORDS = {
    "FOUND": "are found here",
    "NOT CHECKED": "no machine could check",
    "SEARCHED": "were searched for and not found",
    "PROVED": "are proved not to be there",
    "NOT APPLICABLE": "have no clause that they could be about",
}


def _counted(counts: Mapping[str, int]) -> str:
    """`Of 72 ways 16 are found here, 22 no machine could check, …`"""
    said = [f"{n} {_WORDS[status]}" for status, n in counts.items() if n and status in _WORDS]
    listed = ", ".join(said[:-1]) + (" and " if said[:-1] else "") + "".join(said[-1:])
    return f"Of {sum(counts.values())} such ways {listed}."


def _row(risk: Risk) -> tuple[Words, ...]:
    named = f"{risk.name} ({risk.code}, {risk.severity}): {risk.on} {risk.where}".rstrip()
    accepted = f"{risk.accepted_by}: {risk.accepted}" if risk.accepted else "Not accepted."
    return (
        (f"{named}. {risk.story}",),
        (risk.gainer,),
        (pounds(risk.gain),),
        (_helps(risk),),
        (accepted,),
    )


def _helps(risk: Risk) -> str:
    """What usually helps; as a line of the contract too, where that was tried and removes it."""
    if not risk.removes:
        return risk.helps
    return f"{risk.helps} As a line, which removes it: {'; '.join(risk.lines)}."


def _chart(number: int, chart: Chart) -> Paragraph:
    anchor = f"figure.risk.{number}"
    figure = Figure(anchor, ENGLISH.figure, chart.title, chart.alternative, chart)
    return Paragraph((f"{chart.alternative} {MARKS}",), figure=figure)
