"""SARIF 2.1.0: the parts of its schema that this tool writes, and places counted as it counts.

The schema of the standard is far larger than what is written here, and no package of it is small
and pinned; so the objects written are held to the properties, types and words it has for them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ocdsl import api
from ocdsl.base.sarif import LEVELS, SCHEMA, region, uri
from ocdsl.base.source import Source, Span
from ocdsl.model.helps import sarif_of

CONTRACT = Path(__file__).parents[2] / "contracts/reablement-at-home/contract.ocdsl"

BAD = """contract home "Home 🏠 care"
  model         standards
  commissioner  vale "Vale"
  currency      USD 🏠
  note          🏠🏠 paid within 90 days
"""


def log_of(text: str, path: str = "a folder/contract.ocdsl") -> Any:
    source = Source(path, text)
    return json.loads(sarif_of([(source, api.check(source))]))


def texts() -> list[str]:
    shipped = CONTRACT.read_text(encoding="utf-8")
    return ["", BAD, shipped, shipped.replace("at least 60%", "at least 98%", 1)]


# ---- the parts of the schema: required properties, types, and closed lists of words

_MESSAGE = {"text": str}
_SHAPES: dict[str, dict[str, Any]] = {
    "log": {"$schema": str, "version": str, "runs": list},
    "run": {"tool": dict, "columnKind": str, "artifacts": list, "results": list},
    "driver": {"name": str, "version": str, "semanticVersion": str, "rules": list},
    "artifact": {"location": dict, "sourceLanguage": str, "encoding": str, "hashes": dict},
    "result": {
        "ruleId": str, "ruleIndex": int, "level": str, "message": dict, "locations": list,
        "partialFingerprints": dict, "suppressions": list,
    },
    "region": {"startLine": int, "startColumn": int, "endLine": int, "endColumn": int},
    "suppression": {"kind": str, "status": str, "justification": str},
}  # fmt: skip
_RULE = {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}


def holds(shape: str, value: Any) -> None:
    assert set(value) == set(_SHAPES[shape]), shape
    for name, kind in _SHAPES[shape].items():
        assert type(value[name]) is kind, (shape, name)


@pytest.mark.parametrize("text", texts(), ids=("empty", "bad", "shipped", "a target of 98%"))
def test_it_has_the_shape_of_the_schema(text: str) -> None:
    log = log_of(text)
    holds("log", log)
    assert (log["$schema"], log["version"]) == (SCHEMA, "2.1.0")
    (run,) = log["runs"]
    holds("run", run)
    holds("driver", run["tool"]["driver"])
    assert set(run["tool"]) == {"driver"}
    assert run["columnKind"] == "utf16CodeUnits"
    for artifact in run["artifacts"]:
        holds("artifact", artifact)
        assert re.fullmatch("[0-9a-f]{64}", artifact["hashes"]["sha-256"])
    for rule in run["tool"]["driver"]["rules"]:
        assert set(rule) - {"properties"} == _RULE
        for part in ("shortDescription", "fullDescription", "help"):
            assert set(rule[part]) == set(_MESSAGE) and rule[part]["text"]
        assert set(rule["defaultConfiguration"]) == {"level"}
    for result in run["results"]:
        _result_holds(run, result)


def _result_holds(run: Any, result: Any) -> None:
    for fix in result.pop("fixes", ()):
        _fix_holds(fix)
    holds("result", result)
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in LEVELS.values()
    assert set(result["message"]) == {"text"}
    (location,) = result["locations"]
    assert set(location) <= {"physicalLocation", "logicalLocations"}
    place = location["physicalLocation"]
    assert set(place) == {"artifactLocation", "region"}
    assert place["artifactLocation"] == {"uri": "a%20folder/contract.ocdsl", "index": 0}
    holds("region", place["region"])
    assert all(number >= 1 for number in place["region"].values())
    assert place["region"]["endColumn"] >= place["region"]["startColumn"]
    for suppression in result["suppressions"]:
        holds("suppression", suppression)
        assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")


def _fix_holds(fix: Any) -> None:
    assert set(fix) == {"description", "artifactChanges"}
    (change,) = fix["artifactChanges"]
    assert set(change) == {"artifactLocation", "replacements"}
    (replacement,) = change["replacements"]
    assert set(replacement) == {"deletedRegion", "insertedContent"}
    holds("region", replacement["deletedRegion"])
    assert set(replacement["insertedContent"]) == {"text"}


def test_a_fix_put_in_place_mends_the_line() -> None:
    text = CONTRACT.read_text(encoding="utf-8").replace("age is at least 65", "age is over 65", 1)
    (result,) = log_of(text)["runs"][0]["results"]
    fix = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    place, lines = fix["deletedRegion"], text.split("\n")
    line = lines[place["startLine"] - 1]
    mended = fix["insertedContent"]["text"] + line[place["endColumn"] - 1 :]
    lines[place["startLine"] - 1] = line[: place["startColumn"] - 1] + mended
    assert "age is more than 65" in "\n".join(lines)
    assert api.check(Source("c.ocdsl", "\n".join(lines))).contract is not None


def test_what_is_accepted_is_suppressed_with_its_reason() -> None:
    (run,) = log_of(CONTRACT.read_text(encoding="utf-8"))["runs"]
    accepted = {r["ruleId"]: r["suppressions"] for r in run["results"]}
    assert set(accepted) == {"IndividualAndGroup", "PunitiveTerms", "MissingExample"}
    assert accepted["MissingExample"][0]["justification"].startswith("A month at the ceiling")


def test_good_practice_has_its_source() -> None:
    (run,) = log_of(CONTRACT.read_text(encoding="utf-8"))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    source = rules["PunitiveTerms"]["properties"]["source"]
    assert source.startswith("Tool 20, framework for reviewing, section 2")
    assert f"Source: {source}." in rules["PunitiveTerms"]["help"]["text"]


# ---- places, in UTF-16 code units


@pytest.mark.parametrize(
    ("line", "span", "columns"),
    [
        ("cap c", Span(1, 5, 1), (5, 6)),
        ("é🏠 c", Span(1, 4, 1), (5, 6)),
        ("🏠🏠", Span(1, 2, 1), (3, 5)),
        ("\ufeffcap c", Span(1, 6, 1), (5, 6)),
        ("\ufeffcap c", Span(1, 1, 4), (1, 4)),
        ("", Span(1, 1, 0), (1, 1)),
    ],
)
def test_columns_are_utf16(line: str, span: Span, columns: tuple[int, int]) -> None:
    found = region(span, Source("c.ocdsl", line + "\n"))
    assert (found["startColumn"], found["endColumn"]) == columns


def test_a_slice_by_those_columns_is_what_is_meant() -> None:
    log = log_of(BAD)
    lines = BAD.split("\n")
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]["region"]
        units = lines[place["startLine"] - 1].encode("utf-16-le")
        meant = units[2 * (place["startColumn"] - 1) : 2 * (place["endColumn"] - 1)]
        assert meant.decode("utf-16-le")


def test_the_fingerprint_stays_when_a_line_moves() -> None:
    text = CONTRACT.read_text(encoding="utf-8").replace("at least 60%", "at least 98%", 1)
    prints = [
        sorted(r["partialFingerprints"]["diagnostic/v1"] for r in log_of(t)["runs"][0]["results"])
        for t in (text, "# moved\n" + text)
    ]
    assert prints[0] == prints[1]


def test_paths_are_uris() -> None:
    assert uri("a b/c.ocdsl") == "a%20b/c.ocdsl"
    assert uri("/a b/c.ocdsl") == "file:///a%20b/c.ocdsl"
