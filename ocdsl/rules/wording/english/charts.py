"""A chart of the risk register in words: its title, and what it shows."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.model.register import Chart
from ocdsl.rules.wording.clauses import Words, say


def title_of(chart: Chart) -> Words:
    """What the chart is of."""
    return say("What is paid by {of}", of=chart.of)


def alternative(chart: Chart, title: Words = ()) -> Words:
    """The chart in words, for whoever cannot see it: sentences, under its own title or another."""
    (low, least), (high, most) = chart.points[0], chart.points[-1]
    text = say(
        "{title}: {least} at {low}, {most} at {high}.",
        title=title or title_of(chart), least=pounds(least), low=chart.says(low), most=pounds(most),
        high=chart.says(high),
    )  # fmt: skip
    for index in chart.jumps:
        (before, earlier), (after, later) = chart.points[index - 1], chart.points[index]
        text += say(
            " It jumps from {earlier} at {before} to {later} at {after}.",
            earlier=pounds(earlier), before=chart.says(before), later=pounds(later),
            after=chart.says(after),
        )  # fmt: skip
    for first, last in chart.flats:
        low, high = chart.points[first][0], chart.points[last][0]
        text += say(
            " Nothing changes from {low} to {high}.", low=chart.says(low), high=chart.says(high)
        )
    if not chart.jumps and not chart.flats:
        text += say(" It neither jumps nor stands still.")
    return text
