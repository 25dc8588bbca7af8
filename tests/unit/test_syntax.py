"""The parser: places, texts from Word, refusals, and threads."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ocdsl.base.source import Source, Span
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mistakes import MOST
from ocdsl.syntax.parser import Parsed, parse
from ocdsl.syntax.printer import to_text

CONTRACT = (Path(__file__).parents[2] / "contracts/reablement-at-home/contract.ocdsl").read_text(
    encoding="utf-8"
)


def read(text: str) -> Parsed:
    return parse(Source("contract.ocdsl", text))


def codes(text: str) -> list[str]:
    return [d.code for d in read(text).diagnostics]


def test_places_are_those_of_the_text() -> None:
    source = Source("c", CONTRACT)
    block = next(b for b in parse(source).file.blocks if b.name.text == "outcome-fee")
    assert source.slice(block.span) == 'payment outcome-fee "Reablement outcome"'
    assert source.slice(block.name.span) == "outcome-fee"
    withhold = next(c for c in block.clauses if isinstance(c, tree.Withhold))
    assert source.slice(withhold.share.span) == "15%"
    assert source.slice(withhold.span).startswith("withhold")
    assert source.slice(withhold.span).endswith("of the first service-start")
    assert source.slice(withhold.period.span) == "the quarter of the first service-start"
    row = withhold.table.rows[1]
    assert source.slice(row[1].span) == "in a straight line"
    pays = block.clauses[0]
    assert isinstance(pays, tree.Pays)
    assert (source.slice(pays.amount.span), pays.amount.pence) == ("£1,575.00", 157500)


def test_a_place_does_not_move_in_text_from_word() -> None:
    text = "\ufeffcap c “C”\r\n\tat most\u00a0£5.00 for the contract \r\n"
    parsed = read(text)
    assert parsed.diagnostics == ()
    (clause,) = parsed.file.blocks[0].clauses
    assert isinstance(clause, tree.AtMost)
    assert clause.amount.span == Span(2, 10, 5)
    assert to_text(parsed.file) == 'cap c "C"\n  at most  £5.00 for the contract\n'


def test_prose_keeps_what_its_author_typed() -> None:
    (clause,) = (
        read("section s “A – B”\n  text It’s a\u00a0promise – no # comment").file.blocks[0].clauses
    )
    assert clause == tree.FreeText("text", "It’s a\u00a0promise – no # comment")


def test_a_blank_cell_is_placed_by_its_row() -> None:
    text = 'example a "A"\n  log\n    | date | detail |\n    | 1 May 2026 |  |\n'
    log = read(text).file.blocks[0].clauses[0]
    assert isinstance(log, tree.Log)
    blank = log.table.rows[0][1]
    assert (blank.content, blank.span.line) == (ph.Facts(()), 4)


def test_comments_are_kept_with_their_places() -> None:
    file = read('# one\ncap c "C # not"  # two\n  # three\n  note a # not\n').file
    assert [(c.text, c.own_line, c.span.line) for c in file.comments] == [
        ("one", True, 1),
        ("two", False, 2),
        ("three", True, 3),
    ]


def test_a_hyphen_at_a_line_start_is_a_bullet_and_inside_a_word_is_not() -> None:
    file = read('outcome o "O"\n  when all of\n  -a-b is c-d\n').file
    when = file.blocks[0].clauses[0]
    assert isinstance(when, tree.When)
    assert to_text(file).splitlines()[2] == "    - a-b is c-d"


def test_an_article_is_printed_as_it_sounds() -> None:
    text = 'payment p "P"\n  on  a assessment\n  on  an hour-of-care\n  on  an unit-change\n'
    assert to_text(read(text).file).splitlines()[1:] == [
        "  on  an assessment",
        "  on  an hour-of-care",
        "  on  a unit-change",
    ]


def test_the_rest_of_a_file_is_read_past_its_mistakes() -> None:
    parsed = read(CONTRACT.replace("age is at least 65", "age is over 65").replace("GBP", "£"))
    assert [d.code for d in parsed.diagnostics] == ["MoneyFormat", "UnboundedWord"]
    whole = read(CONTRACT).file
    assert [b.name for b in parsed.file.blocks] == [b.name for b in whole.blocks]
    assert parsed.file.blocks[2:7] == whole.blocks[2:7]


def test_a_mistake_in_a_title_does_not_lose_the_name() -> None:
    parsed = read(CONTRACT.replace('referral "Referred by', "referral Referred by"))
    assert "referral" in [b.name.text for b in parsed.file.blocks]


def test_the_heading_trail_says_where_a_mistake_is() -> None:
    text = CONTRACT.replace("in a straight line", "in straight lines")
    (found,) = read(text).diagnostics
    assert found.heading == "payment outcome-fee, withhold"


def test_a_file_of_another_kind_is_refused_politely() -> None:
    assert codes("x" * 5_000_001) == ["FileTooLong"]
    assert codes("contract a\rcurrency GBP\r") == ["NoLineEnds"]
    assert codes("") == ["EmptyFile"]
    assert codes('payment p "P"\n  on ' + "the end of the month of " * 400) == ["LineTooLong"]
    many = read('payment p "P"\n' + "  pays nothing\n" * 500).diagnostics
    assert (len(many), many[-1].code) == (MOST + 1, "TooManyMistakes")
    rows = "    | 1 May 2026 |\n    | 1 May 2026 | a | b |\n" * 200
    uneven = read(f'example a "A"\n  log\n    | date | event |\n{rows}').diagnostics
    assert (len(uneven), uneven[-1].code) == (MOST + 1, "TooManyMistakes")


@pytest.mark.parametrize("digits", [16, 300, 5000])
def test_a_number_with_very_many_digits_is_refused(digits: int) -> None:
    text = 'payment p "P"\n  pays £{}.00 for each person\n'
    assert codes(text.format("9" * digits)) in (["NumberTooLong"], ["LineTooLong"])


def test_a_line_of_a_separator_alone_is_reported() -> None:
    assert codes('cohort p "P"\n  counts  once for each person\n\u2028\n')
    assert codes('cohort p "P"\n  counts  once for each person\n| a |\n\u2028\n')


def test_an_amount_has_pence_whether_they_are_written_or_not() -> None:
    text = 'payment p "P"\n  pays £{} for each person\n'
    assert codes(text.format("9" * 13)) == []
    assert codes(text.format("9" * 14)) == ["NumberTooLong"]


def test_free_text_may_be_as_long_as_it_needs() -> None:
    assert codes('section s "S"\n  text ' + "word " * 3000) == []


def test_every_control_of_direction_is_refused_with_its_place() -> None:
    for number in (0x202E, 0x2066, 0x200F):
        (found,) = read(f'cap c "C"\n  note a{chr(number)}b\n').diagnostics
        assert (found.code, found.span) == ("HiddenControl", Span(2, 9, 1))
    assert codes('cap c\u202e "C"\n') == ["HiddenControl"]


def test_threads_may_read_at_once() -> None:
    results: list[Parsed] = []
    threads = [threading.Thread(target=lambda: results.append(read(CONTRACT))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == results[0] for result in results)
    assert len(results) == 8


_WORDS = [
    *(f"{{n}} {j} {w}" for j in ("or", "and")
      for w in ("over", "more", "above", "under", "less", "fewer", "below")),
    *(f"{j} {w} than {{n}}" for j in ("no", "not") for w in ("more", "less", "fewer")),
    "at most {n}", "greater than {n}", "fewer than {n}", "equal to {n}",
]  # fmt: skip


@pytest.mark.parametrize("words", _WORDS)
def test_every_limit_in_other_words_is_mended(words: str) -> None:
    text = f'payment fee "Fee"\n  when  hours is {words.format(n=5)}\n'
    assert "LimitWords" in codes(text)


def test_a_limit_in_other_words_is_not_read_into_two_limits() -> None:
    text = 'payment fee "Fee"\n  when  hours is  than 2 and less than 1 April 2026\n'
    assert "LimitWords" not in codes(text)
