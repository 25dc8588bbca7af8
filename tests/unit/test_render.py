"""How diagnostics are shown: a line, a page, JSON and SARIF."""

from __future__ import annotations

import json

from ocdsl.base import render
from ocdsl.base.diagnostics import Diagnostic, Severity
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
    data = json.loads(render.to_json([WARNING, ERROR], SOURCE))
    assert (data["errors"], data["warnings"], data["advice"]) == (1, 1, 0)
    assert [d["code"] for d in data["diagnostics"]] == ["WrongWord", "LongLine"]
    assert data["diagnostics"][0]["column"] == 18


def test_sarif_has_a_rule_for_each_code() -> None:
    data = json.loads(render.to_sarif([WARNING, ERROR], SOURCE))
    (run,) = data["runs"]
    assert data["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["LongLine", "WrongWord"]
    first = run["results"][0]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("WrongWord", 1, "error")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "vale%20care.ocdsl"
    assert place["region"] == {"startLine": 2, "startColumn": 18, "endLine": 2, "endColumn": 22}
