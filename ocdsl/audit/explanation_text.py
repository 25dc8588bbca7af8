"""An explanation as plain sentences, in an order that a councillor can follow."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.audit.explanation import Explanation, Point, Section

NUMBERED = "conditions"


def render_text(explanation: Explanation) -> str:
    """The answer first, then its points with the contract's lines and the events, then the dates.

    A person's explanation ends with the answer to each of the person's decisions.
    """
    return "\n".join(_lines(explanation)) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    yield explanation.about
    yield ""
    yield explanation.answer
    told: set[str] = set()
    for section in explanation.sections:
        yield ""
        yield from _section(section, told)
    if explanation.dates:
        yield ""
        yield "The dates"
        yield from (f"  {date.decides}: {date.text}" for date in explanation.dates)
    if explanation.others:
        yield ""
        yield "The decisions"
        yield from _answers(explanation.others)


def _section(section: Section, told: set[str]) -> Iterator[str]:
    yield section.title
    numbered = NUMBERED in section.title
    for number, point in enumerate(section.points, 1):
        mark = f"  {number}. " if numbered else "  - "
        yield f"{mark}{point.says}"
        yield from (f"{' ' * len(mark)}{line}" for line in _below(point, told))


def _below(point: Point, told: set[str]) -> Iterator[str]:
    """What stands below a point. An event is told in full once, then by its id, kind and day."""
    yield from point.details
    yield from (f"line {number}: {text}" for number, text in point.quotes)
    for event in point.events:
        yield f"event {event.name if event.event_id in told else event.text()}"
        told.add(event.event_id)


def _answers(decisions: tuple[Explanation, ...]) -> Iterator[str]:
    for each in decisions:
        yield f"  {each.about}"
        yield f"    {each.answer}"
