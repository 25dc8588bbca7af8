"""The pictures of every shipped contract: words within boxes, captions below, told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from attrs import evolve
from lxml import etree

from ocdsl.drawing.shapes import Drawing
from ocdsl.generators.specification.specification import sections_of
from ocdsl.model.cash_flow import CashFlow, Month
from ocdsl.model.contract import Contract
from ocdsl.model.register import Chart
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import PICTURE_WIDTH, Figure, Group, Paragraph, plain
from ocdsl.rules.wording.edition import Edition
from tests.drawing.test_pictures import held_and_apart
from tests.specification import made
from tests.specification.reading import W, body
from tests.specification.test_document import hostile_text

SHIPPED = sorted(path.parent.name for path in (made.ROOT / "contracts").glob("*/contract.ocdsl"))
HIGHEST = 12_600
"""A page has room for 14,000 twentieths of a point: for the picture, its clause and caption."""


def contract(name: str) -> Contract:
    path = made.ROOT / "contracts" / name / "contract.ocdsl"
    return made.contract(path.read_text(encoding="utf-8"))


def figures(contract: Contract) -> Iterator[Figure]:
    for section in sections_of(contract, lower(contract), made.worked, made.edition(contract)):
        for paragraph in section.paragraphs():
            if paragraph.figure is not None:
                yield paragraph.figure


@cache
def figures_of(name: str) -> tuple[Figure, ...]:
    return tuple(figures(contract(name)))


@pytest.mark.parametrize("name", SHIPPED)
def test_words_stay_in_their_boxes_and_pictures_on_their_page(name: str) -> None:
    for figure in figures_of(name):
        if isinstance(figure.picture, Drawing):
            held_and_apart(figure.picture)
            assert figure.picture.width == PICTURE_WIDTH
            assert figure.picture.height <= HIGHEST, figure.caption


def test_so_do_words_that_are_awkward() -> None:
    for figure in figures(made.contract(hostile_text())):
        if isinstance(figure.picture, Drawing):
            held_and_apart(figure.picture)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_picture_is_told_in_sentences(name: str) -> None:
    told = [figure.alternative for figure in figures_of(name)]
    assert all(re.search(r"[.!?]$", text) and len(text) > 60 for text in told)
    assert len({figure.anchor for figure in figures_of(name)}) == len(told)


def test_a_picture_stays_on_the_page_of_its_clause_and_of_its_caption() -> None:
    seen = list(body(made.document()).find(f"{W}body"))
    pictures = [n for n, p in enumerate(seen) if style(p) == "Figure"]
    assert len(pictures) == len(figures_of("reablement-at-home")) > 0
    for number, place in enumerate(pictures, 1):
        assert seen[place - 1].find(f"{W}pPr/{W}keepNext") is not None
        assert style(seen[place + 1]) == "Caption"
        words = "".join(seen[place + 1].itertext(f"{W}t"))
        assert words.startswith(f"Figure {number}. ")
    ids = [p.get("id") for p in body(made.document()).iter("{*}docPr", "{*}cNvPr")]
    assert len(ids) == len(set(ids))


def style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def test_a_picture_has_its_words_as_text_that_can_be_changed() -> None:
    root = body(made.document())
    drawn = [" ".join(g.itertext(f"{W}t")) for g in root.iter("{*}wgp")]
    drawings = [f.picture for f in figures_of("reablement-at-home")
                if isinstance(f.picture, Drawing)]  # fmt: skip
    assert drawn == [" ".join(drawing.text) for drawing in drawings]


# ---- the logic model


def test_the_logic_model_leads_from_what_is_put_in_to_what_is_paid() -> None:
    (figure,) = (f for f in figures_of("reablement-at-home") if f.anchor == "figure.recovery")
    assert isinstance(figure.picture, Drawing)
    assert figure.picture.text == (
        "For whom", "Older people referred for reablement",
        "Inputs",
        "Care workers trained in reablement, a therapist for each team, equipment in the home",
        "Assumed: Enough care workers can be found and kept.",
        "Activities", "Practice of daily tasks with the person, at home",
        "Assumed: The person wants to do these things again, and family and carers let it happen.",
        "Outputs", "Weeks of support, fewer hours in each",
        "Assumed: Practice goes on between the visits.",
        "Interim outcomes",
        "The person can wash, dress, cook and move about with less help",
        "Assumed: No new illness undoes it.",
        "Final outcomes",
        "The person lives at home and needs no care, and still does so a year later",
        "Counted as outcomes",
        "No ongoing care needed", "measured by: Share of people who become independent",
        "paid by: Reablement outcome",
        "Still independent after a year", "no payment of its own",
    )  # fmt: skip
    assert "Inputs: Care workers trained in reablement" in figure.alternative


# ---- from what is recorded to what is paid


def test_each_payment_is_a_chain_from_its_events_to_what_becomes_of_it() -> None:
    figure = next(f for f in figures_of("reablement-at-home") if f.anchor == "figure.flow.1")
    assert isinstance(figure.picture, Drawing)
    said = figure.picture.text
    start = said.index("Reablement outcome")
    assert said[start - 7 : start + 7] == (
        "• Case closed", "• First visit", "• Unplanned hospital admission",
        "No ongoing care needed",
        "• Case closed within 8 weeks after First visit",
        "• no Unplanned hospital admission within 28 days after Case closed",
        "• Case closed recorded in time",
        "Reablement outcome", "£1,575.00", "for each person who achieves No ongoing care needed",
        "• 15% withheld until Share of people who become independent is known",
        "• limited by: Monthly ceiling",
        "• due 30 days after the end of the calendar month in which it is earned",
        "• 100% taken back on: Unplanned hospital admission",
    )  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_every_payment_is_in_a_picture_once(name: str) -> None:
    flows = [f.picture for f in figures_of(name) if f.anchor.startswith("figure.flow.")]
    bold = [
        line.text
        for picture in flows if isinstance(picture, Drawing)
        for box in picture.boxes
        for line in box.lines[:1] if line.bold
    ]  # fmt: skip
    for payment in contract(name).payments.values():
        assert any(payment.title.startswith(text) for text in bold), payment.title


def test_many_payments_take_several_pictures_in_order() -> None:
    flows = [f for f in figures_of("rough-sleepers") if f.anchor.startswith("figure.flow.")]
    assert [f.caption for f in flows] == [
        f"From what is recorded to what is paid, part {n} of {len(flows)}"
        for n in range(1, len(flows) + 1)
    ]
    assert len(flows) > 1


# ---- what a graded payment comes to


def test_a_band_table_is_a_chart_with_its_jumps_and_its_flat_stretches() -> None:
    figure = figure_of("reablement-at-home", "figure.weekly-support.total")
    assert figure.caption == ("What is paid as Ongoing support, by the total of hours in the week")
    assert isinstance(figure.picture, Chart)
    assert figure.picture.points[:5] == (
        (1, 7_500), (500, 7_500), (501, 15_000), (1_400, 15_000), (1_401, 32_000),
    )  # fmt: skip
    assert "It jumps from £75.00 at 5.00 hours to £150.00 at 5.01 hours." in figure.alternative
    assert "Nothing changes from 0.01 hours to 5.00 hours." in figure.alternative


def test_a_straight_line_between_two_rows_is_a_slope_and_no_jump() -> None:
    figure = figure_of("reablement-at-home", "figure.outcome-fee.measure")
    assert isinstance(figure.picture, Chart)
    # 15% of £1,575.00 is £236.25: nothing of it up to 50%, all of it from 60%.
    assert figure.picture.points == (
        (0, 0), (4_999, 0), (5_000, 0), (6_000, 23_625), (10_000, 23_625),
    )  # fmt: skip
    assert figure.picture.jumps == ()


def figure_of(name: str, anchor: str) -> Figure:
    (figure,) = (f for f in figures_of(name) if f.anchor == anchor)
    return figure


# ---- the days of one person


def test_the_days_of_a_person_are_those_of_the_worked_example() -> None:
    lives = [f for f in figures_of("reablement-at-home") if f.anchor.startswith("figure.life.")]
    assert 1 < len(lives) <= 3
    figure = figure_of("reablement-at-home", "figure.life.four-weeks-at-home.mr-j")
    assert isinstance(figure.picture, Drawing)
    # Both the part that is paid and the part that is held back are earned on 14 July.
    assert figure.picture.text == (
        "4 May 2026", "Referred by a social worker (age: 81)",
        "2 days later", "6 May 2026", "First visit", "earned: Start fee, £300.00",
        "41 days later", "16 June 2026", "Case closed (reason: needs-no-care)",
        "14 days later", "30 June 2026", "due: Start fee, £300.00",
        "14 days later", "14 July 2026", "earned: Reablement outcome, £1,575.00",
        "withheld: Reablement outcome, £236.25",
        "1 day later", "15 July 2026", "Unplanned hospital admission",
        "not released: Reablement outcome, £236.25",
        "46 days later", "30 August 2026", "due: Reablement outcome, £1,338.75",
        "taken back: Reablement outcome, £1,338.75",
    )  # fmt: skip


def test_the_last_day_of_a_recovery_is_shown_where_nothing_was_taken_back() -> None:
    lives = [f for f in figures_of("reablement-at-home") if f.anchor.startswith("figure.life.")]
    last = [
        text
        for figure in lives
        if isinstance(figure.picture, Drawing) and "taken back:" not in figure.alternative
        for text in figure.picture.text
        if "can be taken back" in text
    ]
    assert set(last) <= {"the last day on which Reablement outcome can be taken back"}


# ---- the providers' cash flow


def test_a_contract_that_assumes_nothing_says_what_is_missing() -> None:
    (said,) = cash_paragraphs(evolve(made.contract(), assumptions=()), None)
    assert said.figure is None
    assert plain(said.text).startswith("The cash flow cannot be worked out")
    assert "what serving one of them costs" in plain(said.text)


def test_the_cash_flow_is_drawn_and_told_with_the_month_that_passes() -> None:
    months = ((0, 5_000), (0, 5_000), (30_000, 5_000))
    flow = CashFlow(tuple(Month(31 * n, *each) for n, each in enumerate(months)), 12, 2)
    (said,) = cash_paragraphs(made.contract(), flow)
    text = plain(said.text)
    assert (
        "After 3 months £300.00 has come in and £150.00 has been spent. At the most, £100.00 more "
        "has been spent than has come in, at the end of month 2. From month 3 on, no less has come "
        "in than was spent."
    ) in text
    assert "one person in every 2" in text
    assert said.figure is not None and isinstance(said.figure.picture, Drawing)
    held_and_apart(said.figure.picture)
    assert {"Has been spent", "Has come in", "Month 3", "£300"} <= set(said.figure.picture.text)


@pytest.mark.parametrize("one_in", [1, 2])
@pytest.mark.parametrize("months", [((0, 5_000), (0, 0)), ((0, 5_000), (9_000, 0)), ((9_000, 0),)])
def test_every_way_that_it_may_go_is_told_in_welsh(
    months: tuple[tuple[int, int], ...], one_in: int
) -> None:
    flow = CashFlow(tuple(Month(31 * n, *each) for n, each in enumerate(months)), 12, one_in)
    (said,) = cash_paragraphs(made.contract(), flow, "cy")
    assert "Mae Ffigur" not in plain(said.text) and "darparwyr" in plain(said.text)
    assert said.figure is not None and isinstance(said.figure.picture, Drawing)
    held_and_apart(said.figure.picture)
    assert {"Wedi’i wario", "Wedi dod i mewn"} <= set(said.figure.picture.text)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_pictures_in_welsh_hold_their_words_and_fit_their_page(name: str) -> None:
    for section in sections_of(
        contract(name), lower(contract(name)), made.worked, Edition(language="cy")
    ):
        for paragraph in section.paragraphs():
            if paragraph.figure and isinstance(picture := paragraph.figure.picture, Drawing):
                held_and_apart(picture)
                assert picture.height <= HIGHEST
                assert paragraph.figure.label == "Ffigur"


def test_a_title_in_welsh_stands_in_the_pictures_where_the_contract_gives_one() -> None:
    said = [
        text
        for section in sections_of(
            made.contract(), lower(made.contract()), made.worked, Edition(language="cy")
        )
        for paragraph in section.paragraphs()
        if paragraph.figure and isinstance(picture := paragraph.figure.picture, Drawing)
        for text in picture.text
    ]
    assert "Dim angen gofal parhaus" in said and "No ongoing care needed" not in said


def cash_paragraphs(
    contract: Contract, flow: CashFlow | None, language: str = "en"
) -> list[Paragraph]:
    edition = Edition(cash_flow=flow, language=language)
    return [
        paragraph
        for section in sections_of(contract, lower(contract), made.worked, edition)
        for part in section.body
        if isinstance(part, Group) and part.anchor == "section.cash-flow"
        for paragraph in part.paragraphs
    ]
