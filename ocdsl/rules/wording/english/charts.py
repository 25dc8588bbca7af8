"""A chart of the risk register in words: its title, and what it shows."""

from __future__ import annotations

from ocdsl.base.money import decimal_text, pounds
from ocdsl.model.register import Chart
from ocdsl.rules.wording.clauses import Words, say
from ocdsl.rules.wording.english.stories import NO_TITLES, Titles, story

_ALONE = {" hours": "hours", " days": "days", " people": "people"}


def title_of(chart: Chart, titles: Titles = NO_TITLES) -> Words:
    """What the chart is of."""
    return say("What is paid by {of}", of=story(chart.of, titles))


def alone(unit: str) -> Words:
    """A unit as it stands below a chart, where no value stands before it."""
    return say(_ALONE[unit], "alone") if unit in _ALONE else story(unit)


def _value(chart: Chart, value: int) -> Words:
    """A value in words: `5.00 hours`."""
    if chart.unit == "£":
        return (pounds(value),)
    return say("{at}{unit}", at=decimal_text(value, chart.places), unit=story(chart.unit))


def alternative(chart: Chart, title: Words = ()) -> Words:
    """The chart in words, for whoever cannot see it: sentences, under its own title or another."""
    (low, least), (high, most) = chart.points[0], chart.points[-1]
    text = say(
        "{title}: {least} at {low}, {most} at {high}.",
        title=title or title_of(chart), least=pounds(least), low=_value(chart, low),
        most=pounds(most), high=_value(chart, high),
    )  # fmt: skip
    for index in chart.jumps:
        (before, earlier), (after, later) = chart.points[index - 1], chart.points[index]
        text += say(
            " It jumps from {earlier} at {before} to {later} at {after}.",
            earlier=pounds(earlier), before=_value(chart, before), later=pounds(later),
            after=_value(chart, after),
        )  # fmt: skip
    for first, last in chart.flats:
        low, high = chart.points[first][0], chart.points[last][0]
        text += say(
            " Nothing changes from {low} to {high}.",
            low=_value(chart, low),
            high=_value(chart, high),
        )
    if not chart.jumps and not chart.flats:
        text += say(" It neither jumps nor stands still.")
    return text
