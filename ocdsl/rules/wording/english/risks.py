"""The risk register: what was found, who gains, what is done, and who accepts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from ocdsl.base.money import pounds
from ocdsl.model.contract import Acceptance
from ocdsl.model.register import MARKS, Chart, Register, Risk
from ocdsl.rules.wording.clauses import Figure, Kept, Paragraph, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.charts import alone, alternative, title_of
from ocdsl.rules.wording.english.stories import Titles, story
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.picture_words import picture_words


def risks(
    register: Register, accepted: Sequence[Acceptance], titles: Titles
) -> tuple[Paragraph, ...]:
    """What was searched, every risk in one table, and a chart for each value that money goes by."""
    clauses = tuple(c for a in accepted for c in clauses_of(a, "", "finding", "because"))
    rows = tuple(_row(risk, titles) for risk in register.risks)
    heads = tuple(say(head) for head in _HEADS)
    found = Paragraph(
        say(_FOUND if rows else _NONE),
        clauses,
        table=Table(heads, rows, (7, 4, 4, 6, 7), frozenset({2}), small=True) if rows else None,
    )
    return (
        Paragraph(say(_SEARCHED, ways=_counted(register.counts))),
        found,
        Paragraph(
            (),
            drawn=lambda language: tuple(
                _chart(n, chart, titles, language) for n, chart in enumerate(register.charts, 1)
            ),
        ),
    )


_SEARCHED = (
    "The rules of this contract were searched for ways in which a party could gain without anyone "
    "being helped: those by which contracts of this kind are known to have been gamed. {ways} None "
    "of this says that the contract is safe."
)
_FOUND = (
    "What was found is listed below. What it is worth is what is gained in the smallest logs that "
    "show it, as the rules of this contract pay them; how often it would be done cannot be worked "
    "out from a contract. How grave it is, is said of contracts of this kind:"
)
_NONE = "Nothing was found that would pay a party for what helps nobody."
_HEADS = ("Risk", "Who gains", "Worth", "What helps", "Accepted by whom, and why")

_WORDS = {
    "FOUND": "{n} are found here",
    "NOT CHECKED": "{n} no machine could check",
    "SEARCHED": "{n} were searched for and not found",
    "PROVED": "{n} are proved not to be there",
    "NOT APPLICABLE": "{n} have no clause that they could be about",
}


def _counted(counts: Mapping[str, int]) -> Words:
    """`Of 72 ways 16 are found here, 22 no machine could check, …`"""
    said = [say(_WORDS[status], n=str(n)) for status, n in counts.items() if n and status in _WORDS]
    total = str(sum(counts.values()))
    return say("Of {total} such ways {counted}.", total=total, counted=w.listed(said))


def _row(risk: Risk, titles: Titles) -> tuple[Words, ...]:
    named = say(
        "{name} ({code}, {severity}): {where}. {story}",
        name=Kept(risk.name, "risk"), code=risk.code, severity=say(risk.severity, "severity"),
        where=_where(risk, titles), story=story(risk.story, titles),
    )  # fmt: skip
    accepted = (
        say("{who}: {why}", who=risk.accepted_by, why=risk.accepted)
        if risk.accepted
        else say("Not accepted.")
    )
    return named, (risk.gainer,), (pounds(risk.gain),), _helps(risk), accepted


def _where(risk: Risk, titles: Titles) -> Words:
    """The block that it is about, and the threshold where there is one."""
    if not risk.where:
        return (risk.on,)
    return say("{block} {where}", block=risk.on, where=story(risk.where, titles))


def _helps(risk: Risk) -> Words:
    """What usually helps; as a line of the contract too, where that was tried and removes it."""
    if not risk.removes:
        return (Kept(risk.helps, "help"),)
    return say(
        "{helps} As a line, which removes it: {lines}.",
        helps=Kept(risk.helps, "help"), lines="; ".join(risk.lines),
    )  # fmt: skip


def _chart(number: int, chart: Chart, titles: Titles, language: Language) -> Paragraph:
    title, told = title_of(chart, titles), alternative(chart, title_of(chart, titles))
    of, unit = language.text(story(chart.of, titles)), language.text(alone(chart.unit))
    shown, label = evolve(chart, of=of, unit=unit), picture_words(language).figure
    figure = Figure(
        f"figure.risk.{number}", label, language.text(title), language.text(told), shown
    )
    return Paragraph(say("{told} {marks}", told=told, marks=say(MARKS)), figure=figure)
