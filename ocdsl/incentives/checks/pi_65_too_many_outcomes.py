"""PI-65: there are so many outcomes that none is worth the effort."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Check, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.scenes import Scene, provider_of, singles
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.ledger.decision import OWED
from ocdsl.model.told import told

MOST = 4
PART = 10
"""The least that one outcome should bring: one part in so many of what is paid for all."""


def look(subject: Subject) -> list[Said]:
    """What is said of the outcomes that are paid for, together."""
    payments = subject.contract.payments.values()
    paid = {name for p in payments if not p.takes for name in p.outcomes}
    if not paid:
        return [not_applicable("no payment is for an outcome")]
    if len(paid) <= MOST:
        outcomes = "outcome is" if len(paid) == 1 else "outcomes are"
        return [Said("", PROVED, f"for every log: {len(paid)} {outcomes} paid for")]
    found = [(_worth(scene), scene) for scene in singles(subject)]
    several = [(worth, scene) for worth, scene in found if len(worth) > 1]
    if not several:
        return [Said("", NOT_CHECKED, "no log was made in which several are achieved")]
    for worth, scene in sorted(several, key=lambda pair: -len(pair[0])):
        least = min(sorted(worth), key=lambda name: worth[name])
        finding = _finding(subject, least, scene)
        if 0 < finding.gain * PART < finding.after.owed:
            detail = f"{len(paid)} outcomes are paid for"
            return [Said(least, FOUND, detail, (finding,), len(several))]
    detail = f"of {len(paid)} outcomes, each that was tried brings a tenth or more"
    return [Said("", NOT_CHECKED, detail)]


def _worth(scene: Scene) -> dict[str, int]:
    """What is owed for each payment for an outcome, where anything is."""
    sums: dict[str, int] = {}
    for d in scene.paid.decisions:
        payment = scene.subject.contract.payments.get(d.payment)
        if payment and payment.outcome and d.status in OWED:
            sums[d.payment] = sums.get(d.payment, 0) + d.amount
    return {name: pence for name, pence in sums.items() if pence > 0}


def _finding(subject: Subject, least: str, scene: Scene) -> Finding:
    """The person with every result beside the same person without the least paid one."""

    def shows(rows: Rows) -> bool:
        fewer = _paid(subject, rows)
        return fewer.get(least, 0) > 0 and len(fewer) == len(_worth(scene))

    rows = smaller(scene.rows, shows)
    lacking = next(
        (fewer for i in reversed(range(len(rows)))
         if (fewer := without(rows, {i})) and not _paid(subject, fewer).get(least)),
        (),
    )  # fmt: skip
    before, after = subject.played(lacking), subject.played(rows)
    provider = provider_of(subject, rows)
    return Finding(
        on=least,
        where="",
        clause=subject.contract.payments[least].clauses["pays"],
        gainer=provider,
        story=(
            told(
                "Of {amount} that {who} is paid, {amount_2} comes from {least}: too "
                "little to be worth the effort beside all the others.",
                amount=pounds(after.owed),
                who=subject.title(provider),
                amount_2=pounds(after.owed - before.owed),
                least=least,
            )
        ),
        before=before,
        after=after,
        gained_by="by one outcome of many",
    )


def _paid(subject: Subject, rows: Rows) -> dict[str, int]:
    paid = subject.pay(rows)
    return _worth(Scene(subject, rows, paid)) if paid else {}


CHECK = Check(
    code="PI-65",
    name="Too many outcomes",
    group="finance",
    actor="designer",
    severity="medium",
    plain="There are so many outcomes that none is worth the effort.",
    property=(
        "There are at most four paid outcomes, and each carries at least a tenth of the money."
    ),
    seen="A course for commissioners advises no more than three or four.",
    source="Institute of Public Care, course slides “Monitoring and Review: Part 1”",
    mitigation="Merge them, or choose.",
    how=(
        "The outcomes that are paid for are counted; of more than four, each has to bring at "
        "least a tenth of what somebody is paid who achieves them all."
    ),
    look=look,
    no_line=("Which outcomes to merge is a choice of those who commission the service."),
)
