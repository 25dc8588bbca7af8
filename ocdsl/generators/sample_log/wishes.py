"""Values for an event's fields: such as pass the contract's tests on them, or such as fail."""

from __future__ import annotations

from ocdsl.generators.sample_log.codes import EventCode, FieldCode
from ocdsl.generators.sample_log.draw import Draw
from ocdsl.generators.sample_log.life import Life, Values
from ocdsl.generators.sample_log.ranges import Range, closed, limit_range, overlap
from ocdsl.generators.sample_log.story import items
from ocdsl.model.kinds import scaled
from ocdsl.syntax import phrases as ph

FieldTest = ph.LimitTest | ph.ChoiceTest


def any_values(draw: Draw, event: EventCode) -> Values:
    """Values the event may hold, whatever the rules make of them."""
    return tuple((field.column, any_value(draw, field)) for field in event.fields)


def any_value(draw: Draw, field: FieldCode) -> int:
    """A value the field may hold."""
    if field.choices:
        return draw.one_of(tuple(field.choices.values()))
    return rounded(field, draw.between(field.low, field.high))


def rounded(field: FieldCode, value: int) -> int:
    """The value as a person would round it, if the field may hold that."""
    near = value - value % field.step
    return near if field.low <= near <= field.high else value


def tested_values(life: Life, event: EventCode, tests: ph.Tests | None, passes: bool) -> Values:
    """Values that pass the tests on the event's own fields, or fail them if they can."""
    aims = _aims(life.draw, event, tests, passes)
    return tuple(
        (field.column, _aimed(life, field, aims[field.name], passes))
        if field.name in aims
        else (field.column, any_value(life.draw, field))
        for field in event.fields
    )


def can_fail(event: EventCode, tests: ph.Tests | None) -> bool:
    """Whether any of the tests is on a field of the event."""
    return bool(_own_tests(event, tests))


def _own_tests(event: EventCode, tests: ph.Tests | None) -> list[FieldTest]:
    return [
        test
        for test in items(tests)
        if isinstance(test, FieldTest)
        and event.field(test.value.field.text)
        and _is_own(event, test.value.at)
    ]


def _is_own(event: EventCode, at: ph.EventPhrase | None) -> bool:
    return at is None or (at.event.text == event.name and not at.order)


def _aims(
    draw: Draw, event: EventCode, tests: ph.Tests | None, passes: bool
) -> dict[str, list[FieldTest]]:
    """The tests to pass (or fail), by field; one is enough to pass `any of` or fail `all of`."""
    own = _own_tests(event, tests)
    any_will_do = tests is not None and tests.how in ("or", "any")
    if own and any_will_do == passes:
        own = [draw.one_of(own)]
    aims: dict[str, list[FieldTest]] = {}
    for test in own:
        aims.setdefault(test.value.field.text, []).append(test)
    return aims


def _aimed(life: Life, field: FieldCode, tests: list[FieldTest], passes: bool) -> int:
    if field.choices:
        return _choice(life.draw, field, tests, passes)
    ranges = [
        r for test in tests if isinstance(test, ph.LimitTest) for r in _ranges(life, field, test)
    ]
    wanted = overlap(ranges)
    return _inside(life, field, wanted) if passes else _outside(life, field, wanted)


def _choice(draw: Draw, field: FieldCode, tests: list[FieldTest], passes: bool) -> int:
    codes = [code for name, code in field.choices.items() if _holds(name, tests) == passes]
    return draw.one_of(codes or list(field.choices.values()))


def _holds(choice: str, tests: list[FieldTest]) -> bool:
    return all(
        (choice in [name.text for name in test.choices]) != test.negated
        for test in tests
        if isinstance(test, ph.ChoiceTest)
    )


def _ranges(life: Life, field: FieldCode, test: ph.LimitTest) -> list[Range]:
    bounds = [(limit.word, _bound(life, field, limit.value)) for limit in test.limits]
    return [limit_range(word, value) for word, value in bounds if value is not None]


def _bound(life: Life, field: FieldCode, value: ph.Value) -> int | None:
    """A limit as a whole number of the field's unit; None when its event has not come about."""
    if isinstance(value, ph.PointsAbove):
        base = _bound(life, field, value.value)
        points = scaled(value.points, field.places)
        return None if base is None else base + (points if value.side == "above" else -points)
    if isinstance(value, ph.FieldAt):
        return life.value(value.at.event.text, field.column) if value.at else None
    if isinstance(value, ph.Name) or not isinstance(value, ph.Scalar):
        return None
    return scaled(value, field.places)


def _inside(life: Life, field: FieldCode, wanted: Range) -> int:
    """A number in the range: at times on its edge, more often near what is asked than far."""
    draw = life.draw
    low, high = closed(overlap([wanted, (field.low, field.high)]), (field.low, field.high))
    low, high = max(low, field.low), min(high, field.high)
    if low > high:
        return any_value(draw, field)
    edges = [edge for edge in wanted if edge is not None and low <= edge <= high]
    if edges and draw.chance(life.limit_edge):
        return draw.one_of(edges)
    near = min(draw.between(low, high) for _ in range(3))
    if wanted[0] is None:
        near = low + high - near
    return _rounded_inside(field, near, (low, high))


def _outside(life: Life, field: FieldCode, wanted: Range) -> int:
    """A number outside the range that the field may hold; any number if there is none."""
    draw, (low, high) = life.draw, wanted
    below = None if low is None or low <= field.low else (field.low, min(low - 1, field.high))
    above = None if high is None or high >= field.high else (max(high + 1, field.low), field.high)
    sides = [side for side in (below, above) if side]
    if not sides:
        return any_value(draw, field)
    side = draw.one_of(sides)
    edge = side[1] if side is below else side[0]
    if draw.chance(life.limit_edge * 2):
        return edge
    first, second = draw.between(*side), draw.between(*side)
    return _rounded_inside(field, max(first, second) if side is below else min(first, second), side)


def _rounded_inside(field: FieldCode, value: int, within: tuple[int, int]) -> int:
    """The value rounded as a person would, unless that leaves the range."""
    near = rounded(field, value)
    return near if within[0] <= near <= within[1] else value
