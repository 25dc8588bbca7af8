"""Diagnostics as a person or a program reads them: lines, a terminal page and JSON.

Finding a mistake and showing it are apart: every form here takes the same diagnostics.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ocdsl.base.diagnostics import Accepted, Diagnostic, Severity, in_order
from ocdsl.base.source import Source

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_PRACTICE = """\
Good practice asks for more. Each point below can be accepted with a reason: see `accept` in the
reference of the language.
"""
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
    diagnostics: Iterable[Diagnostic],
    source: Source,
    *,
    accepted: int = 0,
    colour: bool = False,
    everything: bool = False,
) -> str:
    """Every mistake with its line, a mark under the words, why it matters and how to mend it.

    Errors come first, and while there are any, advice is only counted unless `everything` is set.
    Ends with a count, which says how many are `accepted`. Plain text unless `colour` is set.
    """
    found = in_order(diagnostics)
    shown = found if everything else _without_advice_on_errors(found)
    parts = [_shown(d, source, colour) for d in shown]
    practice = sum(bool(d.source) for d in shown)
    if practice:
        parts.insert(len(parts) - practice, _PRACTICE)
    left_out = len(found) - len(shown)
    if left_out:
        parts.append(
            f"{left_out} piece{'s' if left_out > 1 else ''} of advice left out while there are "
            "errors: `ocdsl check --all` shows all of them.\n"
        )
    return "\n".join([*parts, summary(found, source, accepted) + "\n"])


def _without_advice_on_errors(found: list[Diagnostic]) -> list[Diagnostic]:
    """All of it where nothing has to be mended; else the errors, then the warnings."""
    if not any(d.severity is Severity.ERROR for d in found):
        return found
    kept = [d for d in found if d.severity is not Severity.ADVICE]
    return sorted(kept, key=lambda d: (bool(d.source), d.severity is not Severity.ERROR))


def summary(diagnostics: Sequence[Diagnostic], source: Source, accepted: int = 0) -> str:
    """One sentence that counts what was found and what is accepted: `contract.ocdsl: 2 errors.`."""
    counts = []
    for severity in sorted(Severity, reverse=True):
        number = sum(d.severity is severity for d in diagnostics)
        plural = "s" if number != 1 and severity is not Severity.ADVICE else ""
        if number:
            counts.append(f"{number} {severity.word}{plural}")
    besides = f"; {accepted} accepted with a reason" if accepted else ""
    return f"{source.path}: {', '.join(counts) or 'no mistakes found'}{besides}."


def _shown(d: Diagnostic, source: Source, colour: bool) -> str:
    severity = _painted(d.severity.word, _COLOURS[d.severity], colour)
    path, number = source.at(d.span.line)
    place = f"{path}:{number}:{d.span.column}"
    heading = f"  (in {d.heading})" if d.heading else ""
    lines = [
        f"{place}  {severity}  {_painted(d.code, '1', colour)}{heading}",
        f"  {_visible(d.message)}",
        *_excerpt(d, source, colour),
        *([f"  Why it matters: {_visible(d.why)}"] if d.why else []),
        *([f"  To mend it: {_visible(d.fix)}{_asked_for(d)}"] if d.fix else []),
        *(f"    {_visible(line)}" for text in d.corrected for line in text.split("\n")),
    ]
    return "\n".join(lines) + "\n"


def _asked_for(d: Diagnostic) -> str:
    return f" (Asked for by: {d.source}.)" if d.source else ""


def _excerpt(d: Diagnostic, source: Source, colour: bool) -> list[str]:
    """The line of the mistake and carets under its words; nothing for an empty line.

    Nor for what good practice misses in a whole block, whose heading would say nothing.
    """
    if d.source and "," not in d.heading:
        return []
    line = _visible(source.line(d.span.line))
    if not line.strip():
        return []
    start = d.span.column - 1
    cut = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    text = ("…" if cut else "") + line[cut : cut + _WIDEST]
    text += "…" if len(line) > cut + _WIDEST else ""
    before = start - cut + (1 if cut else 0)
    length = max(1, min(d.span.length, len(text) - before))
    number = str(source.at(d.span.line)[1])
    carets = _painted("^" * length, _COLOURS[d.severity], colour)
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {' ' * before}{carets}"]


def _visible(text: str) -> str:
    """The text with tabs as a space and characters that steer a terminal made plain to see."""
    return "".join(" " if c == "\t" else c if c.isprintable() else "�" for c in text)


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


# ---- for programs


def to_json(data: object) -> str:
    """Plain data as the text that `--format json` prints."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_json(
    diagnostics: Iterable[Diagnostic],
    source: Source,
    accepted: Iterable[Accepted] = (),
    open_questions: Sequence[object] = (),
) -> dict[str, object]:
    """One contract's object: `path`, counts, `diagnostics` in order, those `accepted` with why.

    `open_questions` are those of its specification, as plain data.
    """
    found = in_order(diagnostics)
    return {
        "path": source.path,
        "errors": sum(d.severity is Severity.ERROR for d in found),
        "warnings": sum(d.severity is Severity.WARNING for d in found),
        "advice": sum(d.severity is Severity.ADVICE for d in found),
        "diagnostics": [_json(d, source) for d in found],
        "accepted": [
            _json(each.diagnostic, source) | {"because": each.because} for each in accepted
        ],
        "open_questions": list(open_questions),
    }


def _json(d: Diagnostic, source: Source) -> dict[str, object]:
    path, line = source.at(d.span.line)
    return {
        **({"path": path} if source.parts else {}),
        "code": d.code,
        "severity": d.severity.word,
        "line": line,
        "column": d.span.column,
        "length": d.span.length,
        "heading": d.heading,
        "message": d.message,
        "why": d.why,
        "fix": d.fix,
        "corrected": list(d.corrected),
        "source": d.source or None,
    }
