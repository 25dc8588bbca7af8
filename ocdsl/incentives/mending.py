"""Pastes what usually helps into the contract, and sees whether the finding is gone."""

from __future__ import annotations

from collections.abc import Sequence

from ocdsl.base.calendar import iso
from ocdsl.base.money import pounds
from ocdsl.base.source import Source
from ocdsl.incentives.check import (
    NOT_CHECKED,
    PROVED,
    Change,
    Check,
    Edit,
    Finding,
    Mend,
    Said,
    gain_of,
)
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.model.contract import Clause, Contract
from ocdsl.model.from_syntax import check as check_source

FEWER = 4
"""A contract that was mended is searched again with so many times fewer examples."""


def tried(subject: Subject, check: Check, finding: Finding) -> Mend | None:
    """What usually helps, tried on the contract; None where no line of the language does."""
    edits = check.mend(subject, finding)
    if not edits:
        return None
    mended = check_source(pasted(subject.contract, edits)).contract
    if mended is None:
        says = "It was not tried: pasted there alone, it leaves the contract with a mistake."
        return Mend(edits, None, says)
    fewer = min(max(subject.plan.examples // FEWER, 10), subject.plan.examples)
    again = subject.mended(mended.as_it_stands, finding.on, fewer)
    said = [part for part in check.look_at(again) if part.on in (finding.on, "")]
    says, quiet = _replayed(again, finding)
    gone = _is_gone(said, quiet)
    if gone and not quiet:  # by the proof: the two logs alone would seem to say otherwise
        proof = "; ".join(part.detail for part in said)
        says = (
            f"What is proved with it: {proof}. What the two logs differ by is no fault then. {says}"
        )
    return Mend(edits, gone, says)


def _is_gone(said: list[Said], quiet: bool) -> bool | None:
    """Whether nothing is found any more; None where that could not be looked at."""
    if any(part.findings for part in said):
        return False
    if said and all(part.status == PROVED for part in said):
        return True
    if quiet and any(part.status == NOT_CHECKED for part in said):
        return None
    return quiet


def _replayed(mended: Subject, finding: Finding) -> tuple[str, bool]:
    """What the two logs of a finding pay under the mended contract, and whether none gains."""
    other = mended if finding.under is None else under(mended, finding.under)
    if other is None:
        return "With it the text can no longer be changed so.", True
    try:
        rows = recorded(other, finding.before.rows) if finding.under else finding.after.rows
        before, after = mended.played(finding.before.rows), other.played(rows)
    except ValueError as refused:
        return f"With it one of the two logs is refused: {refused}", True
    gain = gain_of(finding, before.decisions, after.decisions)
    pay = f"With it log 1 pays {pounds(before.owed)} and log 2 {pounds(after.owed)}"
    if finding.nothing_for:
        return f"{pay}: {pounds(gain)} for {finding.nothing_for}.", gain > 0
    if gain == finding.gain:
        return f"{pay}: as much is gained {finding.gained_by}, {pounds(gain)}.", not gain
    instead = f"is gained {finding.gained_by} instead of {pounds(finding.gain)}"
    return f"{pay}: {pounds(gain)} {instead}.", gain * finding.gain <= 0


def under(subject: Subject, change: Change) -> Subject | None:
    """The same search on a text that is changed; None where that leaves it with a mistake."""
    contract = check_source(pasted(subject.contract, change.edits(subject.contract))).contract
    if contract is None:
        return None
    return subject.mended(contract, subject.only, subject.plan.examples)


def recorded(subject: Subject, rows: Rows) -> Rows:
    """The rows up to the last day of a text: what comes after it is no longer recorded."""
    return tuple(row for row in rows if row["occurred_on"] <= iso(subject.contract.tail_end))


def pasted(contract: Contract, edits: Sequence[Edit]) -> Source:
    """The text of a contract with edits in it."""
    lines = contract.source.text.split("\n")
    places = [(place_of(contract, edit), edit.text.split("\n")) for edit in edits]
    for (start, end), text in sorted(places, reverse=True):
        lines[start:end] = text
    return Source(contract.source.path, "\n".join(lines))


def place_of(contract: Contract, edit: Edit) -> tuple[int, int]:
    """The lines, from 0 and the last not included, in whose place the text of an edit goes."""
    if edit.lines:
        return edit.lines[0] - 1, edit.lines[1]
    lines = contract.source.text.split("\n")
    end = block_line(contract, edit.block)
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return end, end


def block_line(contract: Contract, name: str) -> int:
    """The line of the heading of a block, counted from 1."""
    return next(b.span.line for b in contract.tree.blocks if b.name.text == name)


def lines_of(contract: Contract, clause: Clause) -> tuple[int, int]:
    """The first and the last line of a clause, with the table or the bullets under it."""
    lines = contract.source.text.split("\n")
    last = clause.line
    while last < len(lines) and lines[last].startswith("    "):
        last += 1
    return clause.line, last
