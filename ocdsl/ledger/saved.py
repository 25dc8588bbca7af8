"""Reads a saved result back: strictly, so that a replay compares what was really decided.

A result is the JSON that `ocdsl evaluate --format json` prints. What is not one is answered with
what is wrong with it, where, and what to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from ocdsl.base.calendar import day_of
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.ledger.decision import COLUMNS, STATUSES, Decision
from ocdsl.ledger.result import EventAccount, Header

SUMMARY = ("contract_text", "totals", "outcomes", "measures")
_WHY = "Only a whole and unchanged result can be compared with a new one."
_FIX = "Name a file that ocdsl evaluate --format json wrote, whole and unchanged."
_COLUMN_SET = frozenset(COLUMNS)


@frozen
class SavedResult:
    """A result as it was saved. `decisions` are by id, in the order of the file."""

    path: str
    header: Header
    summary: dict[str, Any]
    """`contract_text`, `totals`, `outcomes` and `measures`, as printed."""
    account: EventAccount
    decisions: dict[str, Decision]


@frozen
class Reading:
    """A saved result, or the one reason why there is none."""

    result: SavedResult | None
    problem: Diagnostic | None = None


class _Refused(Exception):  # noqa: N818 - a refusal is an outcome, not an error
    """Raised inside the reading of one file; never leaves this module."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code, self.message = code, message


def read_saved(path: str | Path) -> Reading:
    """The result in a file, or a diagnostic: not there, not JSON, cut short, or not a result.

    Never raises for what the file holds.
    """
    try:
        return Reading(_result(str(path), _parsed(Path(path))))
    except _Refused as mistake:
        return Reading(None, _diagnostic(path, mistake.code, mistake.message))
    except OSError as mistake:
        reason = "It is a folder, not a file" if Path(path).is_dir() else mistake.strerror
        return Reading(None, _diagnostic(path, "UnreadableFile", f"{reason}."))


def _diagnostic(path: str | Path, code: str, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, f"{path}: {message}", _WHY, _FIX)


def _parsed(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as mistake:
        raise _Refused("NotUtf8", f"It is not UTF-8 text, from byte {mistake.start}.") from None
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except RecursionError:
        raise _Refused("NotAResult", "It is nested far deeper than a result is.") from None
    except json.JSONDecodeError as mistake:
        if _is_cut_short(text.strip(), mistake):
            code, end = (
                "TruncatedResult",
                f"It ends in the middle of a line, at line {mistake.lineno}.",
            )
            raise _Refused(code, end) from None
        place = f"line {mistake.lineno}, column {mistake.colno}"
        raise _Refused("NotAResult", f"It cannot be read as JSON: {place}.") from None
    except ValueError:
        raise _Refused("NotAResult", "It holds a number longer than any amount.") from None


def _is_cut_short(text: str, mistake: json.JSONDecodeError) -> bool:
    """Whether the text begins as a result does and then stops."""
    whole = text.endswith("}") and mistake.pos < len(text) - 1
    return text.startswith("{") and not whole


def _no_number(name: str) -> Any:
    raise _Refused("NotAResult", f"It holds {name}, which is not a number in a result.")


def _object(pairs: Sequence[tuple[str, Any]]) -> Any:
    """An object of the file; a decision at once as a Decision, for there can be half a million."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused("NotAResult", f'It has "{twice}" twice in one place.')
    return _decision(found) if "status" in found and "because" in found else found


# ---- the whole


def _result(path: str, found: Any) -> SavedResult:
    if not isinstance(found, dict):
        raise _Refused("NotAResult", "It is not one JSON object.")
    _columns(found, (*Header._fields, *SUMMARY, "events", "decisions"), "The result")
    header = _header(found)
    events = found["events"]
    _check(isinstance(events, dict), "events", header)
    _columns(events, EventAccount._fields, "Its account of the events")
    for name in ("read", "used", "not_relevant", "refused"):
        _check(type(events[name]) is int, f"events.{name}", header)
    totals, rows = found["totals"], found["decisions"]
    _check(isinstance(totals, dict), "totals", header)
    _check(isinstance(rows, list), "decisions", header)
    summary = {name: found[name] for name in SUMMARY}
    return SavedResult(path, header, summary, EventAccount(**events), _by_id(rows))


def _columns(found: dict[str, Any], wanted: Sequence[str], what: str) -> None:
    for name in wanted:
        if name not in found:
            version = found.get("version")
            made = f' It was made by version "{version}".' if isinstance(version, str) else ""
            raise _Refused("NotAResult", f'{what} has no "{name}".{made}')
    extra = next((name for name in found if name not in wanted), None)
    if extra is not None:
        raise _Refused("NotAResult", f'{what} has "{extra}", which no result has.')


def _header(found: dict[str, Any]) -> Header:
    values = {name: found[name] for name in Header._fields}
    for name, value in values.items():
        optional = name == "known_at" and value is None
        if not optional and not isinstance(value, str):
            raise _Refused("NotAResult", f'Its "{name}" is not text.')
    if not isinstance(found["contract_text"], str):
        raise _Refused("NotAResult", 'Its "contract_text" is not text.')
    values["as_at"] = _day("as_at", values["as_at"], "The result")
    return Header(**values)


def _check(holds: bool, name: str, header: Header) -> None:
    if not holds:
        made = f'It was made by version "{header.version}".'
        raise _Refused("NotAResult", f'Its "{name}" is not of the form that a result has. {made}')


def _by_id(rows: list[Any]) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Decision):
            raise _Refused("BrokenDecision", f"Decision {number} lacks its columns.")
        if row.id in found:
            raise _Refused("RepeatedDecision", f"It has the decision {row.id} twice.")
        found[row.id] = row
    return found


# ---- one decision


def _decision(row: dict[str, Any]) -> Decision:
    which = f"Decision {row.get('id')}"
    if row.keys() != _COLUMN_SET:
        odd = sorted(row.keys() ^ _COLUMN_SET)[0]
        word = "has no" if odd in _COLUMN_SET else "has an unknown"
        raise _Refused("BrokenDecision", f'{which} {word} "{odd}".')
    for name, value in row.items():
        if not _FORMS[name](value):
            shown = json.dumps(value, ensure_ascii=False)[:60]
            raise _Refused("BrokenDecision", f'{which}: "{name}" cannot be {shown}.')
    return Decision(
        **{
            **row,
            "amount": int(row["amount"].replace(".", "")),
            "earned_on": _day("earned_on", row["earned_on"], which),
            "payable_on": _day("payable_on", row["payable_on"], which),
            "because": tuple(row["because"]),
        }
    )


def _day(name: str, text: str | None, which: str) -> Any:
    try:
        return None if text is None else _day_of(text)
    except ValueError:
        raise _Refused("BrokenDecision", f'{which}: "{name}" is no date: {text}.') from None


# The same few thousand days come up in every row.
_day_of = lru_cache(maxsize=None)(day_of)

# As every result writes money: decimal text with two places, never a binary fraction.
_MONEY = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{2}")


def _is_money(value: Any) -> bool:
    return isinstance(value, str) and _MONEY.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


_FORMS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(COLUMNS, _is_text_or_none),
    **dict.fromkeys(("id", "payment", "currency"), _is_text),
    "clause": lambda value: type(value) is int and value > 0,
    "amount": _is_money,
    "status": lambda value: value in STATUSES,
    "because": lambda value: isinstance(value, list) and all(map(_is_text, value)),
}
