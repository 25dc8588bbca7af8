"""The risk register of a contract as data: what was found in it, what is done, and who accepts it.

The incentive search makes it, a file keeps it, and the specification and the pages show it. Its
JSON form has these names; money is decimal text there and whole pence here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import asdict, fields, frozen

from ocdsl.base.money import decimal_text, pounds
from ocdsl.model.told import Told
from ocdsl.model.told import from_data as told_from

MARKS = (
    "A thick orange line is a stretch on which nothing changes, a dashed red one a jump. Each "
    "point is what the rules pay at that value."
)
"""What the marks of a chart mean."""


@frozen
class Risk:
    """One finding: who gains what by it, what usually helps, and why it is accepted."""

    code: str
    name: str
    severity: str
    """`critical`, `high`, `medium` or `low`, as the catalogue has it for contracts of this kind."""
    on: str
    """The block it is about."""
    where: str
    line: int
    """The line of the clause that makes it."""
    gainer: str
    """A party by its title, or `the commissioner`."""
    story: str
    """Who gains, and what they do: sentences, which may remember what they were made of."""
    gain: int
    """Pence that are gained in the smallest logs that show it."""
    helps: str
    """What usually helps, in words."""
    lines: tuple[str, ...]
    """The same as lines of the contract, each with the block it belongs in."""
    removes: bool | None
    """Whether the lines take it out; None where there are none, or they were not tried."""
    accepted: str
    """The reason for accepting it; empty where the contract does not."""
    accepted_by: str
    """Who accepts it; empty where nobody does."""


@frozen
class Chart:
    """What is paid at each value of something, from the worst to the best."""

    on: str
    """The payment whose money moves most with it."""
    of: str
    """What is turned, in words: `share of people who become independent`."""
    unit: str
    """What stands behind a value: `%`, ` hours`, ` of 30 people`."""
    places: int
    points: tuple[tuple[int, int], ...]
    """Each value in its smallest unit, and the pence that are owed at it."""
    jumps: tuple[int, ...]
    """The points, counted from 0, up to which the money jumps."""
    flats: tuple[tuple[int, int], ...]
    """The first and the last point of each stretch at which nothing more is paid."""

    def says(self, value: int) -> str:
        """A value in words."""
        if self.unit == "£":
            return pounds(value)
        return f"{decimal_text(value, self.places)}{self.unit}"

    def number(self, value: int) -> str:
        """A value without its unit, and without decimals that say nothing: `5` or `12.5`."""
        text = decimal_text(value, self.places)
        return text.rstrip("0").rstrip(".") if self.places else text

    @property
    def axis(self) -> str:
        """What stands below the chart: the value, and its unit where the value does not say it."""
        unit = self.unit.strip()
        said = not unit or unit in self.of.split()
        return f"{self.of[:1].upper()}{self.of[1:]}" + ("" if said else f" ({unit})")

    @property
    def title(self) -> str:
        """What the chart is of: a phrase."""
        return f"What is paid by {self.of}"

    @property
    def alternative(self) -> str:
        """The chart in words, for whoever cannot see it: sentences."""
        (low, least), (high, most) = self.points[0], self.points[-1]
        said = [f"{self.title}: {pounds(least)} at {self.says(low)}, {pounds(most)} at "
                f"{self.says(high)}."]  # fmt: skip
        for index in self.jumps:
            (before, earlier), (after, later) = self.points[index - 1], self.points[index]
            said.append(
                f"It jumps from {pounds(earlier)} at {self.says(before)} to {pounds(later)} at "
                f"{self.says(after)}."
            )
        for first, last in self.flats:
            low, high = self.points[first][0], self.points[last][0]
            said.append(f"Nothing changes from {self.says(low)} to {self.says(high)}.")
        if not self.jumps and not self.flats:
            said.append("It neither jumps nor stands still.")
        return " ".join(said)


@frozen
class Register:
    """The risks of one exact text of a contract, and the charts that show its shape."""

    contract: str
    contract_digest: str
    seed: int
    counts: Mapping[str, int]
    """How many entries of the catalogue have each verdict."""
    risks: tuple[Risk, ...]
    charts: tuple[Chart, ...]

    def as_data(self) -> dict[str, Any]:
        """The register as plain data, in its one order."""
        data = asdict(self)
        for risk, own in zip(data["risks"], self.risks, strict=True):
            risk["gain"] = decimal_text(risk["gain"], 2)
            _remember(risk, own, "where", "story")
        for chart, shown in zip(data["charts"], self.charts, strict=True):
            _remember(chart, shown, "of", "unit")
            chart["points"] = [[x, decimal_text(pence, 2)] for x, pence in chart["points"]]
        return data


def _remember(data: dict[str, Any], own: Risk | Chart, *names: str) -> None:
    """Keeps beside the texts of those names what they were made of, where they know it."""
    texts = {name: getattr(own, name) for name in names}
    made_of = {name: text.as_data() for name, text in texts.items() if isinstance(text, Told)}
    if made_of:
        data["made_of"] = made_of


def _remembered(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: told_from(text) for name, text in data.get("made_of", {}).items()}


def from_data(data: Any) -> Register:
    """The register that `as_data` gave, from JSON. Raises ValueError when it is none."""
    try:
        risks = tuple(_risk(each) for each in data["risks"])
        charts = tuple(_chart(each) for each in data["charts"])
        named = {name: data[name] for name in ("contract", "contract_digest", "seed", "counts")}
    except (KeyError, TypeError, AttributeError) as mistake:
        raise ValueError(f"{mistake} is missing or is not as it must be") from mistake
    return Register(**named, risks=risks, charts=charts)


def _risk(data: Mapping[str, Any]) -> Risk:
    values = {field.name: data[field.name] for field in fields(Risk)}
    values |= {"gain": _pence(data["gain"]), "lines": tuple(data["lines"])}
    return Risk(**values | _remembered(data))


def _chart(data: Mapping[str, Any]) -> Chart:
    values = {field.name: data[field.name] for field in fields(Chart)}
    points = tuple((int(x), _pence(money)) for x, money in data["points"])
    flats = tuple((int(first), int(last)) for first, last in data["flats"])
    if len(points) < 2 or not all(0 < n < len(points) for n in data["jumps"]):
        raise ValueError("a chart without points")
    values |= {"points": points, "jumps": tuple(data["jumps"]), "flats": flats}
    return Chart(**values | _remembered(data))


def _pence(text: str) -> int:
    whole, _, part = text.partition(".")
    if len(part) != 2:
        raise ValueError(f"{text!r} is no amount of money")
    return int(whole + part)
