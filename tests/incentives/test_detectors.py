"""What the detectors see in logs: nothing in a fair one, and each manipulation planted in it."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import count
from math import comb
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of, iso, month_end
from ocdsl.events.from_model import schema_of
from ocdsl.generators.sample_log import EVEN, make_sample
from ocdsl.incentives.detectors import detectors
from ocdsl.incentives.engines.luck import at_least, at_most_by_luck, drawn_at_most
from ocdsl.incentives.render.log_markdown import to_markdown
from ocdsl.incentives.render.log_page import to_html
from ocdsl.incentives.render.log_plain import to_json
from ocdsl.incentives.render.log_sarif import to_sarif
from ocdsl.incentives.render.log_shown import about, one_in
from ocdsl.incentives.render.log_text import to_text
from ocdsl.incentives.watch import LogReport
from ocdsl.model.contract import Contract

SHIPPED = Path(__file__).parents[2] / "contracts" / "reablement-at-home"
ALDER, BRYN = "alder-care", "bryn-support"
PEOPLE = 2_000

Row = dict[str, str]


@cache
def contract() -> Contract:
    return api.load(SHIPPED)


@cache
def fair(seed: int) -> tuple[Row, ...]:
    """A log in which nothing is put on an edge on purpose, as untidy as usual."""
    sample = make_sample(contract(), PEOPLE, seed, living=EVEN)
    names = sample.columns
    return tuple(
        dict(zip(names, cells, strict=True))
        for batch in sample.batches()
        for cells in zip(*batch, strict=True)
    )


def watched(rows: list[Row], folder: Path) -> LogReport:
    path = folder / "log.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema_of(contract()).columns)
        writer.writeheader()
        writer.writerows(rows)
    return api.watch_log(contract(), [path], contract().tail_end)


def seen(report: LogReport) -> set[tuple[str, str]]:
    return {(code, sighting.place.provider) for code, sighting in report.sightings}


# ---- manipulations, each of one provider


def by_person(rows: list[Row], event: str, provider: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["event"] == event and row["provider"] == provider and not row["retracts"]:
            found[row["person"]].append(row)
    return found


def redated(row: Row, day: int) -> None:
    moved = day - day_of(row["occurred_on"])
    recorded = day_of(row["recorded_at"][:10]) + max(moved, 0)
    row["occurred_on"] = iso(day)
    row["recorded_at"] = iso(recorded) + row["recorded_at"][10:]


def too_young_made_old_enough(rows: list[Row]) -> list[Row]:
    """Everybody under 65 is recorded as 65, across the threshold."""
    for row in rows:
        if row["event"] == "referral" and row["provider"] == ALDER and row["age"].isdigit():
            row["age"] = str(max(int(row["age"]), 65))
    return rows


def closed_on_the_last_day(rows: list[Row]) -> list[Row]:
    """Every other case of the last ten days, or too late by as many, is closed on day 56."""
    starts = by_person(rows, "service-start", ALDER)
    for number, (person, closures) in enumerate(by_person(rows, "closure", ALDER).items()):
        for row in closures if person in starts and number % 2 else ():
            try:
                begun = day_of(starts[person][0]["occurred_on"])
                days = day_of(row["occurred_on"]) - begun
            except ValueError:  # a date that the log's own untidiness spoilt
                continue
            if row["reason"] == "needs-no-care" and 46 <= days <= 66:
                redated(row, begun + 56)
    return rows


def back_in_hospital_when_it_is_safe(rows: list[Row]) -> list[Row]:
    """One in twelve whose case is closed is back in hospital the day after the fee is safe.

    Earned 28 days after the closure; due 30 days after the end of that month; 28 days more.
    """
    like = next(row for row in rows if row["event"] == "readmission" and row["provider"] == ALDER)
    kept, added = by_person(rows, "readmission", ALDER), []
    for number, (person, (first, *_)) in enumerate(by_person(rows, "closure", ALDER).items()):
        day = first["occurred_on"]
        if number % 12 or person in kept or first["reason"] != "needs-no-care" or day[4] != "-":
            continue
        safe = iso(month_end(day_of(day) + 28) + 30 + 28 + 1)
        own = {"event_id": f"x{number}", "person": person, "occurred_on": safe}
        added.append({**like, **own, "recorded_at": f"{safe}T12:00:00"})
    return rows + added


def hours_topped_up(rows: list[Row]) -> list[Row]:
    """Two in three weeks of up to an hour short of more than 14 get what is missing."""
    weeks: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for person, days in by_person(rows, "support-day", ALDER).items():
        for row in days:
            if row["hours"] and "/" not in row["occurred_on"] and not row["supersedes"]:
                first = contract().dates.start(day_of(row["occurred_on"]), "week")
                weeks[person, first].append(row)
    for number, own in enumerate(weeks.values()):
        total = sum(Fraction(row["hours"]) for row in own)
        if 13 <= total <= 14 and number % 3:
            hours = Fraction(own[0]["hours"]) + Fraction(57, 4) - total
            own[0]["hours"] = f"{int(hours * 100) // 100}.{int(hours * 100) % 100:02d}"
    return rows


def older_people_turned_away(rows: list[Row]) -> list[Row]:
    """From April 2028 on, three in four of those over 74 are not there."""
    gone = {
        row["person"]
        for number, row in enumerate(rows)
        if row["event"] == "referral" and row["provider"] == BRYN
        and row["occurred_on"] >= "2028-04-01" and row["age"].isdigit()
        and int(row["age"]) > 74 and number % 4
    }  # fmt: skip
    return [row for row in rows if row["person"] not in gone]


def failing_people_written_off(rows: list[Row]) -> list[Row]:
    """In March 2027 those without a result, who began in the winter, are closed as moved away."""
    ids = count(1)
    closed = {
        person
        for person, closures in by_person(rows, "closure", ALDER).items()
        if any(row["reason"] == "needs-no-care" for row in closures)
    }
    for person, (start, *_) in by_person(rows, "service-start", ALDER).items():
        if person not in closed and "2026-12-01" <= start["occurred_on"] <= "2027-03-10":
            number = next(ids)
            if number <= 30:
                day = f"2027-03-{11 + number % 20:02d}"
                rows.append(start | {
                    "event_id": f"x{number}", "event": "closure", "reason": "moved-away",
                    "occurred_on": day, "recorded_at": f"{day}T12:00:00",
                })  # fmt: skip
    return rows


def sent_again_by_the_other(rows: list[Row]) -> list[Row]:
    """Sixty days of support are sent again under new ids, by the other provider."""
    days = [days[0] for days in by_person(rows, "support-day", ALDER).values()][:60]
    again = (
        row | {"event_id": f"x{n}", "provider": BRYN, "recorded_by": BRYN, "supersedes": ""}
        for n, row in enumerate(days)
    )
    return [*rows, *again]


def made_up_people(rows: list[Row]) -> list[Row]:
    """Forty people are there twice, under another name and other ids."""
    names = list(by_person(rows, "service-start", ALDER))[:60]
    copied = [row for row in rows if row["person"] in names and not row["supersedes"]]
    again = (
        row | {"event_id": f"x{row['event_id']}", "person": f"x{row['person']}", "retracts": ""}
        for row in copied
        if not row["retracts"]
    )
    return [*rows, *again]


def hurried_into_the_quarter(rows: list[Row]) -> list[Row]:
    """Cases that are closed in the first three weeks of a quarter are dated to the one before."""
    dates = contract().dates
    for closures in by_person(rows, "closure", BRYN).values():
        for row in closures:
            if "/" not in row["occurred_on"]:
                day = day_of(row["occurred_on"])
                first = dates.start(day, "quarter")
                if day - first < 21:
                    redated(row, first - 1 - (day - first) % 5)
    return rows


def no_readmissions(rows: list[Row]) -> list[Row]:
    """No readmission of the provider's people is there."""
    return [r for r in rows if (r["event"], r["provider"]) != ("readmission", ALDER)]


PLANTED: dict[Callable[[list[Row]], list[Row]], tuple[str, str]] = {
    too_young_made_old_enough: ("LD-01", ALDER),
    closed_on_the_last_day: ("LD-02", ALDER),
    back_in_hospital_when_it_is_safe: ("LD-02", ALDER),
    hours_topped_up: ("LD-03", ALDER),
    older_people_turned_away: ("LD-04", BRYN),
    failing_people_written_off: ("LD-05", ALDER),
    sent_again_by_the_other: ("LD-06", BRYN),
    made_up_people: ("LD-07", ALDER),
    hurried_into_the_quarter: ("LD-08", BRYN),
    no_readmissions: ("LD-09", ALDER),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_fair_log_is_quiet(seed: int, tmp_path: Path) -> None:
    report = watched([*fair(seed)], tmp_path)
    assert not report.sightings
    assert report.exit_status == 0
    assert report.looked > 150


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_what_is_planted_in_it_is_seen(
    plant: Callable[[list[Row]], list[Row]], tmp_path: Path
) -> None:
    report = watched(plant([dict(row) for row in fair(2)]), tmp_path)
    assert PLANTED[plant] in seen(report)
    assert report.exit_status == 1


@pytest.mark.parametrize(("after_the_term", "codes"), [(True, set()), (False, {"LD-08"})])
def test_the_first_days_after_the_term_are_of_no_whole_period(
    after_the_term: bool, codes: set[str], tmp_path: Path
) -> None:
    rows = [dict(row) for row in fair(2)]
    first = contract().term_end + 1
    if not after_the_term:
        first = contract().dates.start(contract().term_end, "quarter")
    moved = count()
    for row, *_ in by_person(rows, "closure", BRYN).values():
        if "/" not in row["occurred_on"] and next(moved) % 4 == 0:
            redated(row, first + len(row["event_id"]) % 2)
    assert {code for code, _ in seen(watched(rows, tmp_path))} & {"LD-08"} == codes


def test_every_detector_has_something_planted_for_it() -> None:
    assert {code for code, _ in PLANTED.values()} == {each.code for each in detectors()}


@pytest.mark.parametrize("each", detectors(), ids=lambda each: each.code)
def test_a_detector_says_what_it_must(each: object) -> None:
    for part in ("name", "entries", "plain", "counts", "by_chance", "example", "ask", "source"):
        assert getattr(each, part), part


# ---- the report


@cache
def report_of_no_readmissions(folder: Path) -> LogReport:
    return watched(no_readmissions([dict(row) for row in fair(2)]), folder)


def test_what_is_said_of_a_sighting(tmp_path: Path) -> None:
    report = report_of_no_readmissions(tmp_path)
    ((code, sighting),) = report.sightings
    place = sighting.place
    others = int(place.beside.split("it is recorded of ")[1])
    assert code == "LD-09"
    assert place.seen == 0
    # Nobody of n is marked, and others of the rest are: so many ways of drawing n without them.
    rest = int(place.beside.split("providers’ ")[1].split(" people")[0])
    assert place.expected == Fraction(place.of * others, rest)
    exact = Fraction(comb(rest, others), comb(place.of + rest, others))
    assert exact <= sighting.chance <= exact * Fraction(1_000_001, 1_000_000)
    assert sighting.anywhere == sighting.chance * report.looked
    text = " ".join(to_text(contract(), report).split())
    assert "By chance alone as much would be seen there in at most 1 in " in text
    assert f"at even one of the {report.looked} places" in text


def test_every_form_has_every_detector_and_sighting(tmp_path: Path) -> None:
    report = report_of_no_readmissions(tmp_path)
    codes = [each.code for each in detectors()]
    for form in (to_text, to_markdown, to_html):
        text = form(contract(), report)
        assert all(code in text for code in codes)
        assert "Who records it" in text
    plain = json.loads(to_json(report))
    assert [each["detector"] for each in plain["detectors"]] == codes
    assert plain["detectors"][-1]["found"][0]["seen"] == 0
    run = json.loads(to_sarif(contract(), report))["runs"][0]
    assert {result["ruleId"] for result in run["results"]} == set(codes)
    (found,) = (r for r in run["results"] if r["level"] == "warning")
    line = found["locations"][0]["physicalLocation"]["region"]["startLine"]
    assert contract().source.line(line).startswith("event readmission")


def test_the_same_log_gives_the_same_report(tmp_path: Path) -> None:
    rows = no_readmissions([dict(row) for row in fair(2)])
    first = to_json(watched(rows, tmp_path))
    turned = watched(list(reversed(rows)), tmp_path)
    # The rows in another order: the same but for the digest of the file.
    assert json.loads(first) == json.loads(to_json(turned)) | {
        "log_digest": json.loads(first)["log_digest"]
    }


# ---- the arithmetic


@pytest.mark.parametrize(("successes", "people"), [(0, 5), (3, 5), (30, 60), (61, 400), (400, 400)])
@pytest.mark.parametrize("chance", [Fraction(1, 14), Fraction(1, 2), Fraction(1)])
def test_luck_for_many_is_no_less_than_luck(successes: int, people: int, chance: Fraction) -> None:
    exact, quick = at_least(successes, people, chance), at_most_by_luck(successes, people, chance)
    assert exact <= quick <= exact * Fraction(1_000_001, 1_000_000)


@pytest.mark.parametrize(
    ("few", "draw", "marked", "people"),
    [(2, 10, 7, 30), (0, 10, 25, 30), (5, 10, 25, 30), (7, 7, 7, 30), (3, 20, 20, 30),
     (40, 200, 300, 1_000)],
)  # fmt: skip
def test_a_draw(few: int, draw: int, marked: int, people: int) -> None:
    ways = sum(comb(marked, n) * comb(people - marked, draw - n) for n in range(few + 1))
    exact = Fraction(ways, comb(people, draw))
    quick = drawn_at_most(few, draw, marked, people)
    assert exact <= quick <= exact * Fraction(1_000_001, 1_000_000)


def test_numbers_in_words() -> None:
    assert one_in(Fraction(3, 4_441)) == "1 in 1,480"
    assert one_in(Fraction(1, 10**20)) == "1 in 1,000,000,000,000"
    assert about(Fraction(147, 10)) == "14.7"
    assert about(Fraction(14)) == "14"
