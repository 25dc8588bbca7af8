"""What is shown of a report and its findings, whatever the form."""

from __future__ import annotations

from ocdsl.base.calendar import day_of, in_words
from ocdsl.base.money import pounds
from ocdsl.incentives.check import (
    FOUND,
    SEARCHED,
    Check,
    Edit,
    Finding,
    Row,
    SmallLog,
    Verdict,
)
from ocdsl.incentives.search import Report
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Contract

FIXED = {
    "event_id", "event", "provider", "person", "occurred_on", "recorded_at", "recorded_by",
    "supersedes", "retracts",
}  # fmt: skip

NO_SAFETY = (
    "PROVED holds within the bounds that are stated, SEARCHED of the logs that were tried; none "
    "of these words says that the contract is safe."
)


REMOVES = {
    None: "",
    True: "That removes the finding. ",
    False: "That does not remove the finding. ",
}
"""What is said of lines that were tried."""


def side_by_side(finding: Finding) -> list[tuple[str, list[str], list[str]]]:
    """For each group of people alike in both logs: who, and what happens to them in each."""
    before, after = (_by_person(log) for log in (finding.before, finding.after))
    if before == after:  # then the logs differ by their ids alone
        before, after = (_by_person(log, ids=True) for log in (finding.before, finding.after))
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for person in sorted({*before, *after}):
        key = (tuple(before.get(person, ())), tuple(after.get(person, ())))
        groups.setdefault(key, []).append(person)
    return [(_who(people), list(a), list(b)) for (a, b), people in groups.items()]


def _by_person(log: SmallLog, ids: bool = False) -> dict[str, list[str]]:
    people: dict[str, list[str]] = {}
    for row in sorted(log.rows, key=lambda row: row["occurred_on"]):
        people.setdefault(row["person"] or row["provider"], []).append(
            f"{row['event_id']}, {_happening(row)}" if ids else _happening(row)
        )
    return people


def _happening(row: Row) -> str:
    """A row in words: its day, its event and its values; when it was recorded if that was later."""
    facts = [
        f"{name} is {value}" for name, value in row.items() if name not in FIXED and value != ""
    ]
    day, recorded = row["occurred_on"], row["recorded_at"][:10]
    if recorded != day:
        facts.append(f"recorded on {in_words(day_of(recorded))}")
    return f"{in_words(day_of(day))}: {row['event']}" + "".join(f", {fact}" for fact in facts)


def _who(people: list[str]) -> str:
    """`p01`, or `p01 to p17 (17 people)` for names in a row."""
    if len(people) == 1:
        return people[0] or "the contract"
    return f"{people[0]} to {people[-1]} ({len(people)} people)"


def paid(finding: Finding) -> list[tuple[str, int, int]]:
    """The money owed in each log, by payment and status, and in all; pence."""
    sums: dict[str, list[int]] = {}
    for index, log in enumerate((finding.before, finding.after)):
        for d in log.decisions:
            if d.status in OWED:
                sums.setdefault(f"{d.payment}, {d.status}", [0, 0])[index] += d.amount
    rows = [(name, a, b) for name, (a, b) in sorted(sums.items())]
    return [*rows, ("in all", finding.before.owed, finding.after.owed)]


def quoted(contract: Contract, finding: Finding) -> str:
    """The clause that made a finding, with its line."""
    line = " ".join(contract.source.line(finding.clause.line).split())
    return f"line {finding.clause.line} of {finding.clause.block}: {line}"


def gained(finding: Finding) -> str:
    """`Gained by crossing the threshold alone: £4,016.25`, or that nothing is."""
    if finding.nothing_for:
        return f"Paid for {finding.nothing_for}: {pounds(finding.gain)}"
    says = f"Gained {finding.gained_by}: {pounds(finding.gain)}"
    if finding.saved:
        paid = pounds(finding.gain - finding.saved)
        return f"{says} ({paid} in what is paid, {pounds(finding.saved)} in what it costs)"
    return says


def place(edit: Edit) -> tuple[str, str]:
    """The block that lines are pasted into, and the lines of the text that they replace, if any."""
    if edit.lines is None:
        return edit.block, ""
    first, last = edit.lines
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return edit.block, f", in place of {lines}"


OTHERWISE = "Log 2 is paid under a text with these lines instead"
"""What is said before the lines of `otherwise`."""


def otherwise(contract: Contract, finding: Finding) -> tuple[Edit, ...]:
    """The lines of the contract that are others for the second log; none for most findings."""
    return finding.under.edits(contract) if finding.under else ()


def helps(check: Check, finding: Finding) -> str:
    """What usually helps, and why no line that could be pasted does it, where none does."""
    if finding.mend is not None:
        return check.mitigation
    why = check.no_line or "None of the lines that help elsewhere fits this contract."
    return f"{check.mitigation} No line is given to paste. {why}"


def seen(check: Check) -> str:
    """The documented case with its source."""
    return f"{check.seen} ({check.source}.)" if check.source else check.seen


def heading(check: Check, finding: Finding) -> str:
    """`PI-18 Cliff edge at a threshold: outcome-fee at 60%`."""
    return f"{check.code} {check.name}: {finding.on} {finding.where}".rstrip()


def status_of(verdict: Verdict) -> str:
    """The status of an entry; of what is found, how much of it the contract accepts."""
    if verdict.status != FOUND:
        return verdict.heading
    accepted = sum(bool(finding.accepted) for finding in verdict.findings)
    if not accepted:
        return FOUND
    return f"{FOUND}, {'all' if accepted == len(verdict.findings) else accepted} accepted"


def counted(report: Report) -> str:
    """One sentence that counts the verdicts."""
    words = ", ".join(
        f"{n} {status}{' with none found' if status == SEARCHED else ''}"
        for status, n in report.counts.items()
        if n
    )
    many = len(report.verdicts)
    return f"Of {many} {'entry' if many == 1 else 'entries'} of the catalogue: {words}."


def idle_words(code: str, on: str) -> str:
    """What is said of an acceptance without a finding."""
    return f"The contract accepts {code} on {on}, which is not there: the block can be taken out."
