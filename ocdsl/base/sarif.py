"""Diagnostics as SARIF 2.1.0, the form that code hosts and editors read.

Columns count UTF-16 code units, as SARIF does unless told otherwise: a letter outside the first
plane of Unicode counts as two. What the contract accepts is there too, as suppressed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from attrs import frozen

from ocdsl.base.diagnostics import Accepted, Diagnostic, Severity
from ocdsl.base.source import Part, Source, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_BOM = "\ufeff"


@frozen
class RuleHelp:
    """What is said about a kind of mistake in general."""

    what: str
    why: str
    fix: str
    source: str
    """The law, or the document and section, that it comes from."""


def merged(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One run with the results of several contracts: code hosts take one run of a tool."""
    rules = {rule["id"]: rule for run in runs for rule in run["tool"]["driver"]["rules"]}
    codes = sorted(rules)
    driver = {**runs[0]["tool"]["driver"], "rules": [rules[code] for code in codes]}
    artifacts: list[Any] = []
    results: list[Any] = []
    for run in runs:
        for result in run["results"]:
            moved = _moved(result, len(artifacts))
            results.append({**moved, "ruleIndex": codes.index(result["ruleId"])})
        artifacts.extend(run["artifacts"])
    return {**runs[0], "tool": {"driver": driver}, "artifacts": artifacts, "results": results}


def _moved(part: Any, by: int) -> Any:
    """A part of a result whose places name artifacts that come after `by` others."""
    if isinstance(part, list):
        return [_moved(item, by) for item in part]
    if not isinstance(part, dict):
        return part
    moved = {name: _moved(value, by) for name, value in part.items()}
    return {**moved, "index": part["index"] + by} if "uri" in part else moved


def text_of(run: Mapping[str, Any]) -> str:
    """The SARIF log that holds one run."""
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def run_of(
    found: Sequence[Diagnostic],
    accepted: Sequence[Accepted],
    source: Source,
    rules: Mapping[str, RuleHelp],
    version: str,
) -> dict[str, Any]:
    """The run of a SARIF log, as plain data that another result can be added to."""
    every = [*found, *(each.diagnostic for each in accepted)]
    severities = {d.code: d.severity for d in every}
    codes = sorted(severities)
    driver = {
        "name": "ocdsl",
        "version": version,
        "semanticVersion": version,
        "rules": [rule_of(code, severities[code], rules.get(code)) for code in codes],
    }
    results = [_result(d, codes, source) | {"suppressions": []} for d in found]
    results += [
        _result(each.diagnostic, codes, source) | {"suppressions": [_suppression(each.because)]}
        for each in accepted
    ]
    return {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "artifacts": [_artifact(source), *(_part(part) for part in source.parts)],
        "results": results,
    }


def add_silent(run: dict[str, Any], said: tuple[str, str, str], known: RuleHelp) -> None:
    """Add a result that is no mistake to a run: its code, its kind and its text."""
    code, kind, text = said
    rules = run["tool"]["driver"]["rules"]
    rules.append(rule_of(code, Severity.WARNING, known))
    run["results"].append(
        {
            "ruleId": code,
            "ruleIndex": len(rules) - 1,
            "kind": kind,
            "level": "none",
            "message": {"text": text},
        }
    )


def _artifact(source: Source) -> dict[str, Any]:
    return {
        "location": {"uri": uri(source.path)},
        "sourceLanguage": "ocdsl",
        "encoding": "UTF-8",
        "hashes": {"sha-256": source.digest.removeprefix("sha256:")},
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "location": {"uri": uri(part.path)}, "sourceLanguage": "ocdsl", "encoding": "UTF-8",
    }  # fmt: skip


def rule_of(code: str, severity: Severity, known: RuleHelp | None) -> dict[str, Any]:
    """What is said of a code in general, with its help."""
    rule: dict[str, Any] = {
        "id": code,
        "name": code,
        "shortDescription": {"text": known.what if known else _spaced(code)},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }
    if known:
        rule["fullDescription"] = {"text": f"{known.what} {known.why}"}
        lines = (known.what, f"Why it matters: {known.why}", f"To mend it: {known.fix}")
        source = (f"Source: {known.source}.",) if known.source else ()
        rule["help"] = {"text": "\n".join((*lines, *source))}
        rule["properties"] = {"source": known.source} if known.source else {}
    return rule


def _spaced(code: str) -> str:
    """`OverlappingBands` as words: `Overlapping bands.`"""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in code).strip()
    return words[:1].upper() + words[1:] + "."


def _suppression(because: str) -> dict[str, str]:
    return {"kind": "inSource", "status": "accepted", "justification": because}


def _result(d: Diagnostic, codes: Sequence[str], source: Source) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact_location(source, d.span.line),
            "region": region(d.span, source),
        }
    }
    if d.heading:
        location["logicalLocations"] = [{"fullyQualifiedName": d.heading}]
    result: dict[str, Any] = {
        "ruleId": d.code,
        "ruleIndex": codes.index(d.code),
        "level": LEVELS[d.severity],
        "message": {"text": " ".join(part for part in (d.message, d.why, d.fix) if part)},
        "locations": [location],
        # The same for as long as the mistake is the same, whatever line it moves to.
        "partialFingerprints": {"diagnostic/v1": _digest((d.code, d.heading, d.message))},
    }
    fixes = [_fix(d, text, source) for text in d.corrected]
    # A line with a comment is left to its author: the line to copy may be without it.
    return result | ({"fixes": fixes} if fixes and "#" not in source.line(d.span.line) else {})


def _fix(d: Diagnostic, text: str, source: Source) -> dict[str, Any]:
    """The whole line as it should read, in place of its words."""
    line = source.line(d.span.line)
    words = Span(d.span.line, len(line) - len(line.lstrip()) + 1, len(line.strip()))
    replaced = {"deletedRegion": region(words, source), "insertedContent": {"text": text}}
    place = _artifact_location(source, d.span.line)
    change = {"artifactLocation": place, "replacements": [replaced]}
    return {"description": {"text": d.fix}, "artifactChanges": [change]}


def _artifact_location(source: Source, line: int) -> dict[str, Any]:
    index = sum(part.first_line <= line for part in source.parts)
    return {"uri": uri(source.at(line)[0]), "index": index}


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def region(span: Span, source: Source) -> dict[str, int]:
    """A place as SARIF counts it: from 1, in UTF-16 code units, the end not included.

    A byte order mark at the start of the file is part of no column.
    """
    line = source.line(span.line)
    skipped = 1 if span.line == 1 and line.startswith(_BOM) else 0
    start, end = span.column - 1, span.column - 1 + span.length
    return {
        "startLine": source.at(span.line)[1],
        "startColumn": max(_units(line[:start]) - skipped, 0) + 1,
        "endLine": source.at(span.line)[1],
        "endColumn": max(_units(line[:end]) - skipped, 0) + 1,
    }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def uri(path: str) -> str:
    """A file's path as a URI: relative as it was given, or `file:///…` when it is absolute."""
    place = PurePath(path)
    return place.as_uri() if place.is_absolute() else quote(path.replace("\\", "/"), safe="/.:")
