"""How diagnostics are shown: a line, a page and JSON."""

from __future__ import annotations

from ocdsl.base import render
from ocdsl.base.diagnostics import Accepted, Diagnostic, Severity
from ocdsl.base.source import Source, Span

SOURCE = Source("vale care.ocdsl", 'cap c "C"\n\torder  earliest paid first\n' + "x" * 500 + "\n")
ERROR = Diagnostic(
    "WrongWord",
    Severity.ERROR,
    "It is wrong.",
    "It costs.",
    "Mend it.",
    Span(2, 18, 4),
    "cap c, order",
)
WARNING = Diagnostic("LongLine", Severity.WARNING, "It is long.", "", "", Span(3, 300, 5))


def test_a_line_says_all() -> None:
    said = render.to_line(ERROR)
    assert said == "2:18  error  WrongWord  It is wrong. | It costs. | Mend it."


def test_a_page_shows_the_words_meant() -> None:
    text = render.to_terminal_text([ERROR], SOURCE)
    assert text == (
        "vale care.ocdsl:2:18  error  WrongWord  (in cap c, order)\n"
        "  It is wrong.\n"
        "  2 |  order  earliest paid first\n"
        "    |                  ^^^^\n"
        "  Why it matters: It costs.\n"
        "  To mend it: Mend it.\n"
        "\n"
        "vale care.ocdsl: 1 error.\n"
    )


def test_a_long_line_is_cut_around_the_words_meant() -> None:
    lines = render.to_terminal_text([WARNING], SOURCE).splitlines()
    assert max(map(len, lines)) < 130
    assert lines[3].count("^") == 5
    assert lines[2][lines[3].index("^")] == "x"


def test_a_page_lets_nothing_steer_the_terminal() -> None:
    source = Source("c", "a\x1b[31mb\u202ec\n")
    text = render.to_terminal_text(
        [Diagnostic("X", Severity.ERROR, "\x1b", "", "", Span(1, 1, 1))], source
    )
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_colour_is_only_there_when_asked_for() -> None:
    assert "\x1b[31merror\x1b[0m" in render.to_terminal_text([ERROR], SOURCE, colour=True)


def test_a_clean_file_is_said_to_be_clean() -> None:
    assert render.to_terminal_text([], SOURCE) == "vale care.ocdsl: no mistakes found.\n"


def test_json_has_counts_and_places() -> None:
    data = render.as_json([WARNING, ERROR], SOURCE)
    assert (data["errors"], data["warnings"], data["advice"]) == (1, 1, 0)
    assert [d["code"] for d in data["diagnostics"]] == ["WrongWord", "LongLine"]
    assert data["diagnostics"][0]["column"] == 18


def test_json_and_the_count_have_what_is_accepted() -> None:
    accepted = [Accepted(WARNING, "It is a poem.")]
    data = render.as_json([ERROR], SOURCE, accepted)
    assert [(d["code"], d["because"]) for d in data["accepted"]] == [("LongLine", "It is a poem.")]
    assert data["warnings"] == 0
    said = render.summary([], SOURCE, accepted=1)
    assert said == "vale care.ocdsl: no mistakes found; 1 accepted with a reason."


def test_good_practice_names_its_source_and_no_line() -> None:
    advice = Diagnostic(
        "X",
        Severity.ADVICE,
        "Missing.",
        "Why.",
        "Mend.",
        Span(1, 1, 3),
        "cap c",
        "A paper, section 1",
    )
    text = render.to_terminal_text([advice], SOURCE)
    assert "  To mend it: Mend. (Asked for by: A paper, section 1.)\n" in text
    assert text.startswith("Good practice asks for more.")
    assert "^" not in text
    assert render.as_json([advice], SOURCE)["diagnostics"][0]["source"]


def test_advice_waits_until_the_errors_are_mended() -> None:
    advice = Diagnostic("Later", Severity.ADVICE, "Some day.", "", "", Span(1, 1, 1))
    found = [advice, WARNING, ERROR]
    text = render.to_terminal_text(found, SOURCE)
    assert "Later" not in text
    assert text.index("WrongWord") < text.index("LongLine")
    assert "1 piece of advice left out while there are errors: `ocdsl check --all`" in text
    assert text.endswith("vale care.ocdsl: 1 error, 1 warning, 1 advice.\n")
    assert "Later" in render.to_terminal_text(found, SOURCE, everything=True)
    assert "Later" in render.to_terminal_text([advice, WARNING], SOURCE)
