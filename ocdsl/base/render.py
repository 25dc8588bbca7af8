"""Diagnostics as a person or a program reads them: lines, a terminal page, JSON and SARIF 2.1.0.

Finding a mistake and showing it are apart: every form here takes the same diagnostics.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ocdsl.base.diagnostics import Diagnostic, Severity, in_order
from ocdsl.base.source import Source

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Longer lines are cut in the terminal around the mistake; the place itself is always printed.
_WIDEST = 110


def to_line(diagnostic: Diagnostic) -> str:
    """One plain line: `line:column  severity  Code  message | why | fix`, then lines to copy."""
    d = diagnostic
    words = " | ".join((d.message, d.why, d.fix))
    lines = "".join(f" » {text}" for text in d.corrected).replace("\n", " ⏎ ")
    return f"{d.span.line}:{d.span.column}  {d.severity.word}  {d.code}  {words}{lines}"


# ---- for a person at a terminal


def to_terminal_text(
    diagnostics: Iterable[Diagnostic], source: Source, *, colour: bool = False
) -> str:
    """Every mistake with its line, a mark under the words, why it matters and how to mend it.

    Ends with a count. Plain text unless `colour` is set.
    """
    found = in_order(diagnostics)
    parts = [_shown(d, source, colour) for d in found]
    return "\n".join([*parts, summary(found, source) + "\n"])


def summary(diagnostics: Sequence[Diagnostic], source: Source) -> str:
    """One sentence that counts errors, warnings and advice: `contract.ocdsl: 2 errors.`."""
    counts = []
    for severity in sorted(Severity, reverse=True):
        number = sum(d.severity is severity for d in diagnostics)
        plural = "s" if number != 1 and severity is not Severity.ADVICE else ""
        if number:
            counts.append(f"{number} {severity.word}{plural}")
    return f"{source.path}: {', '.join(counts) or 'no mistakes found'}."


def _shown(d: Diagnostic, source: Source, colour: bool) -> str:
    severity = _painted(d.severity.word, _COLOURS[d.severity], colour)
    place = f"{source.path}:{d.span.line}:{d.span.column}"
    heading = f"  (in {d.heading})" if d.heading else ""
    lines = [
        f"{place}  {severity}  {_painted(d.code, '1', colour)}{heading}",
        f"  {_visible(d.message)}",
        *_excerpt(d, source, colour),
        *([f"  Why it matters: {_visible(d.why)}"] if d.why else []),
        *([f"  To mend it: {_visible(d.fix)}"] if d.fix else []),
        *(f"    {_visible(line)}" for text in d.corrected for line in text.split("\n")),
    ]
    return "\n".join(lines) + "\n"


def _excerpt(d: Diagnostic, source: Source, colour: bool) -> list[str]:
    """The line of the mistake and carets under its words; nothing for an empty line."""
    line = _visible(source.line(d.span.line))
    if not line.strip():
        return []
    start = d.span.column - 1
    cut = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    text = ("…" if cut else "") + line[cut : cut + _WIDEST]
    text += "…" if len(line) > cut + _WIDEST else ""
    before = start - cut + (1 if cut else 0)
    length = max(1, min(d.span.length, len(text) - before))
    number = str(d.span.line)
    carets = _painted("^" * length, _COLOURS[d.severity], colour)
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {' ' * before}{carets}"]


def _visible(text: str) -> str:
    """The text with tabs as a space and characters that steer a terminal made plain to see."""
    return "".join(" " if c == "\t" else c if c.isprintable() else "�" for c in text)


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


# ---- for programs


def to_json(diagnostics: Iterable[Diagnostic], source: Source) -> str:
    """One JSON object: `path`, counts by severity, and `diagnostics` in order of place."""
    found = in_order(diagnostics)
    data = {
        "path": source.path,
        "errors": sum(d.severity is Severity.ERROR for d in found),
        "warnings": sum(d.severity is Severity.WARNING for d in found),
        "advice": sum(d.severity is Severity.ADVICE for d in found),
        "diagnostics": [_json(d) for d in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _json(d: Diagnostic) -> dict[str, object]:
    return {
        "code": d.code,
        "severity": d.severity.word,
        "line": d.span.line,
        "column": d.span.column,
        "length": d.span.length,
        "heading": d.heading,
        "message": d.message,
        "why": d.why,
        "fix": d.fix,
        "corrected": list(d.corrected),
    }


def to_sarif(diagnostics: Iterable[Diagnostic], source: Source) -> str:
    """A SARIF 2.1.0 log with one run, a rule for each code found, for code hosts and editors."""
    found = in_order(diagnostics)
    codes = sorted({d.code for d in found})
    first = {code: next(d for d in found if d.code == code) for code in codes}
    driver = {
        "name": "ocdsl",
        "rules": [_sarif_rule(first[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, codes.index(d.code), source) for d in found],
    }
    data = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(d: Diagnostic) -> dict[str, object]:
    return {
        "id": d.code,
        "name": d.code,
        "shortDescription": {"text": _spaced(d.code)},
        "fullDescription": {"text": d.why or _spaced(d.code)},
        "defaultConfiguration": {"level": _SARIF_LEVELS[d.severity]},
    }


def _spaced(code: str) -> str:
    """`OverlappingBands` as words: `Overlapping bands`."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in code).strip()
    return words[:1].upper() + words[1:]


def _sarif_result(d: Diagnostic, rule: int, source: Source) -> dict[str, object]:
    region = {
        "startLine": d.span.line,
        "startColumn": d.span.column,
        "endLine": d.span.line,
        "endColumn": d.span.column + d.span.length,
    }
    location: dict[str, object] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(source.path)}, "region": region}
    }
    if d.heading:
        location["logicalLocations"] = [{"fullyQualifiedName": d.heading}]
    return {
        "ruleId": d.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[d.severity],
        "message": {"text": " ".join(part for part in (d.message, d.why, d.fix) if part)},
        "locations": [location],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"), safe="/.:")
