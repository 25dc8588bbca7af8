"""What an entry of the catalogue is, and what its check says of a contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.contract import Clause, Contract

if TYPE_CHECKING:
    from ocdsl.incentives.subject import Subject

Row = dict[str, str]
"""One row of a log by its columns, as text."""

FOUND = "FOUND"
NOT_CHECKED = "NOT CHECKED"
SEARCHED = "SEARCHED"
PROVED = "PROVED"
NOT_APPLICABLE = "NOT APPLICABLE"

STATUSES = (FOUND, NOT_CHECKED, SEARCHED, PROVED, NOT_APPLICABLE)
"""What can be said of an entry, the gravest first. None of them says that a contract is safe."""

COMMISSIONER = "commissioner"
"""The gainer of a finding in which the one who pays gains."""


@frozen
class SmallLog:
    """One of the two logs of a finding: its rows, the decisions they give, and the total owed."""

    rows: tuple[Row, ...]
    decisions: tuple[Decision, ...]
    owed: int
    """Whole pence payable, released or recovered, net."""


@frozen
class Edit:
    """Lines of a contract to paste: at the end of a block, or in place of others."""

    block: str
    text: str
    lines: tuple[int, int] | None = None
    """The first and the last line that they stand in place of; None at the end of the block."""


@frozen
class Change:
    """Another text of the contract, under which the second log of a finding is paid."""

    says: str
    """What the one who pays does, in the third person: `ends the contract on 31 March 2027`."""
    day: int
    """The day of it: people who joined before are on their way."""
    edits: Callable[[Contract], tuple[Edit, ...]]
    """The lines that change, of this text or of one that was mended."""


@frozen
class Mend:
    """What usually helps, as lines of the contract, and what came of trying them."""

    edits: tuple[Edit, ...]
    """The lines, ready to paste, each with the block that they belong in."""
    removes: bool | None
    """Whether the finding is gone with them; None when that could not be tried."""
    says: str
    """What the two logs pay with them, or why it was not tried: a sentence."""


@frozen
class Finding:
    """A gain without help: two small logs that differ by little, and what each pays."""

    on: str
    """The block it is about: a payment, deduction, cap, measure, outcome or cohort."""
    where: str
    """The threshold in words, such as `at 60%`; empty where there is none."""
    clause: Clause
    gainer: str
    """A provider of the contract, or `commissioner`."""
    story: str
    """Who gains, and what they do: sentences."""
    before: SmallLog
    after: SmallLog
    besides: str = ""
    """A person whose own lines are left out of the gain, for something did happen to them."""
    gained_by: str = "in all"
    """What the gain comes from, such as `by crossing the threshold alone`."""
    saved: int = 0
    """Pence that the second log costs the gainer less, as the `assume` blocks have it."""
    under: Change | None = None
    """What is changed in the text for the second log; None where both are paid by the same."""
    nothing_for: str = ""
    """What the second log has more of, where the gain is what is paid for just that: empty, or such
    as `the better result`, for which nothing is."""
    mend: Mend | None = None
    accepted: str = ""
    """The reason of the contract's `accept` block; empty when it does not accept the finding."""

    @property
    def gain(self) -> int:
        """Pence that the gainer has more in the second log than in the first, costs and all."""
        return gain_of(self, self.before.decisions, self.after.decisions)


def gain_of(finding: Finding, before: Sequence[Decision], after: Sequence[Decision]) -> int:
    """Pence that the gainer of a finding has more by the second decisions, with what it saves.

    Where the text changes, what its payment pays for people counts alone: they are on their way.
    """
    both = ([d for d in log if not finding.under or _on_the_way(finding, d)]
            for log in (before, after))  # fmt: skip
    earlier, later = (money_of(d, finding.gainer, finding.besides) for d in both)
    return later - earlier + finding.saved


def _on_the_way(finding: Finding, decision: Decision) -> bool:
    return bool(decision.person) and decision.payment == finding.on


def money_of(decisions: Sequence[Decision], gainer: str, besides: str = "") -> int:
    """What is owed to a provider in pence, or what the commissioner keeps when it is the gainer.

    Lines that belong to no provider count for each of them.
    """
    if gainer == COMMISSIONER:
        return -sum(d.amount for d in decisions if d.status in OWED)
    return sum(
        d.amount
        for d in decisions
        if d.status in OWED
        and d.provider in (gainer, None, "")
        and (not besides or d.person != besides)
    )


@frozen
class Said:
    """What a check says of one block of the contract, or of the contract as a whole."""

    on: str
    """The block; empty for the contract as a whole."""
    status: str
    """One of `STATUSES`."""
    detail: str
    """The bounds of a proof, or why nothing was checked or applies."""
    findings: tuple[Finding, ...] = ()
    searched: int = 0
    """Pairs of logs that were paid and compared."""


@frozen
class Verdict:
    """What is said of one entry of the catalogue for a whole contract."""

    check: str
    status: str
    parts: tuple[Said, ...]
    """What was said of each block, at least one."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, accepted or not."""
        return tuple(finding for part in self.parts for finding in part.findings)

    @property
    def searched(self) -> int:
        """Pairs of logs that were paid and compared."""
        return sum(part.searched for part in self.parts)

    @property
    def heading(self) -> str:
        """The status as it is printed: `SEARCHED 240, none found`."""
        if self.status == SEARCHED:
            return f"{SEARCHED} {self.searched:,}, none found"
        return self.status

    @property
    def detail(self) -> str:
        """What was said of every block, one after the other."""
        return "; ".join(f"{p.on}: {p.detail}" if p.on else p.detail for p in self.parts)


Look = Callable[["Subject"], list[Said]]
"""Looks at a contract: something said of each block that has the form, nothing if none has."""


def no_edits(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """For an entry against which no line of the language helps."""
    del subject, finding
    return ()


@frozen
class Check:
    """One entry of the catalogue."""

    code: str
    name: str
    group: str
    """What is gamed: `selection`, `measurement`, `timing`, `shape`, `counting`, …"""
    actor: str
    """Who gains or plans it, in the words of the entry."""
    severity: str
    """`critical`, `high`, `medium` or `low`."""
    plain: str
    """What goes wrong, in plain words."""
    property: str
    """What holds when it does not go wrong."""
    seen: str
    """A documented case, or that there is none."""
    source: str
    """Where the case is documented; empty when there is none."""
    mitigation: str
    """What usually helps, in words."""
    how: str = ""
    """How the check looks for it; empty where no machine checks it yet."""
    look: Look | None = None
    mend: Callable[[Subject, Finding], tuple[Edit, ...]] = no_edits
    """What usually helps, as lines of this very contract."""
    no_line: str = ""
    """Why no line of the contract does what usually helps; empty where one may."""
    needs: str = ""
    """What a machine would need to check it; empty where one does."""
    absent: Callable[[Subject], str] = lambda subject: ""
    """Why an entry without a machine check cannot be about a contract; empty where it may be."""

    def look_at(self, subject: Subject) -> list[Said]:
        """What is said of a contract: that nothing was checked, where no machine checks it."""
        if self.look is not None:
            return self.look(subject)
        if absent := self.absent(subject):
            return [Said("", NOT_APPLICABLE, absent)]
        return [Said("", NOT_CHECKED, f"it would need {self.needs}")]
