"""PI-37: several measures follow one thing, which so gets most of the money."""

from __future__ import annotations

from collections.abc import Collection
from itertools import permutations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import (
    FOUND,
    NOT_APPLICABLE,
    NOT_CHECKED,
    PROVED,
    STATUSES,
    Check,
    Edit,
    Finding,
    Said,
)
from ocdsl.incentives.engines.history import NotEncodedError, Wish, history
from ocdsl.incentives.engines.implied import implies
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.groups import outcome_payments
from ocdsl.incentives.small_logs import rows_of
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Contract, Payment
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome that a person may achieve once."""
    contract = subject.contract
    paid = [p for p in outcome_payments(contract) if not contract.outcomes[p.outcome].every_time]
    own = [p for p in paid if contract.outcomes[p.outcome].cohort and len(p.outcomes) == 1]
    pairs = [pair for pair in permutations(own, 2) if _alike(contract, *pair)]
    if not pairs:
        return [not_applicable("no event achieves two outcomes that are paid for")]
    found: dict[str, Said] = {}
    for first, second in pairs:
        known = found.get(first.name)
        if subject.about(first.name) and (known is None or known.status != FOUND):
            said = _said(subject, first, second)
            graver = known is None or STATUSES.index(said.status) < STATUSES.index(known.status)
            found[first.name] = said if graver or known is None else known
    return list(found.values())


def _alike(contract: Contract, one: Payment, other: Payment) -> bool:
    """Whether one kind of event achieves the outcomes of both, and they are not the same."""
    first, second = (contract.outcomes[p.outcome] for p in (one, other))
    same = contract.achieving(first).event == contract.achieving(second).event
    return same and first.cohort == second.cohort and first.name != second.name


def one_stands(contract: Contract, payments: Collection[str]) -> bool:
    """Whether a cap lets one of some payments stand for each person."""
    return any(
        cap.most == 1 and cap.grain == ("person",) and set(payments) <= set(cap.payments)
        for cap in contract.caps.values()
    )


def _said(subject: Subject, first: Payment, second: Payment) -> Said:
    """Whether whoever is paid for by the first payment is paid for by the second as well."""
    if one_stands(subject.contract, (first.name, second.name)):
        return Said(first.name, NOT_APPLICABLE, "a cap lets one of the payments stand")
    try:
        follows = implies(subject, first.outcome, second.outcome)
        log = _log(subject, first.outcome, second.outcome, follows)
    except NotEncodedError as missing:
        return Said(first.name, NOT_CHECKED, f"{missing} cannot be put to the solver")
    if log is None:
        detail = f"no log was made that achieves {first.outcome}"
        return Said(first.name, NOT_CHECKED, detail)
    if not follows:
        says = "by the same event, and none of them has to come with another"
        return Said(first.name, PROVED, f"for every two outcomes that are achieved {says}")
    if not _both_paid(subject, first, second, log):
        detail = f"no log was made in which {first.name} and {second.name} are both paid"
        return Said(first.name, NOT_CHECKED, detail)
    detail = f"for every log: whoever achieves {first.outcome} achieves {second.outcome}"
    return Said(first.name, FOUND, detail, (_finding(subject, (first, second), log),))


def _both_paid(subject: Subject, first: Payment, second: Payment, rows: Rows) -> bool:
    lines = [d for d in subject.played(rows).decisions if d.status in OWED and d.amount > 0]
    return {first.name, second.name} <= {d.payment for d in lines}


def _log(subject: Subject, one: str, other: str, both: bool) -> Rows | None:
    """Somebody who achieves an outcome, with another or without it, as the evaluator has it."""
    nodes = subject.graph.outcomes
    wish = Wish({nodes[one].member: True, nodes[one].achieved: True, nodes[other].achieved: both})
    found = history(subject.contract, subject.graph, wish)
    rows = rows_of(subject.contract, [("p01", found.happenings)]) if found else ()
    paid = subject.pay(rows) if rows else None
    if paid is None or not paid.achieved[one] or bool(paid.achieved[other]) != both:
        return None
    return rows


def _finding(subject: Subject, pair: tuple[Payment, Payment], rows: Rows) -> Finding:
    first, second = pair
    kind = subject.contract.achieving(subject.contract.outcomes[first.outcome]).event.text
    before = subject.played(tuple(row for row in rows if row["event"] != kind))
    after = subject.played(rows)
    provider = subject.contract.providers[0]
    outcomes = [f"“{subject.contract.outcomes[p.outcome].title}”" for p in pair]
    return Finding(
        on=first.name,
        where="",
        clause=first.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "Whoever achieves {outcomes} achieves {outcomes_2} as well: no log has "
                "the one without the other. {who} is paid for both by `{first}` and "
                "`{second}`, {amount} in all, for one change.",
                outcomes=outcomes[0],
                outcomes_2=outcomes[1],
                who=subject.title(provider),
                first=first.name,
                second=second.name,
                amount=pounds(after.owed - before.owed),
            )
        ),
        before=before,
        after=after,
        nothing_for=f"one {kind}",
    )


def _one_of_them(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A cap by which one of the payments that are for the same stands."""
    told = [p.name for p in outcome_payments(subject.contract)]
    names = {d.payment for d in finding.after.decisions if d.payment in told}
    cap = (
        f'\ncap one-change-of-{finding.on} "One payment for one change"\n'
        f"  over     {', '.join(n for n in told if n in names)}\n"
        "  at most  1 payment for each person\n  order    highest first"
    )
    return (Edit(finding.on, cap),)


CHECK = Check(
    code="PI-37",
    name="Measures that move together",
    group="counting",
    actor="designer",
    severity="medium",
    plain="Several measures follow one thing, which so gets most of the money.",
    property="No outcome that is paid for follows from another that is paid for.",
    seen="Five outcomes of one framework rest on the fall in hours or visits.",
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Limit what a group of measures can pay, and drop those that repeat.",
    how=(
        "The solver looks for somebody who achieves one outcome that is paid for and not another, "
        "for each two of them that the same event achieves. Where there is nobody, in any log, "
        "the one follows from the other. "
        "What pays less often than two outcomes together, such as a cap, is not looked at."
    ),
    look=look,
    mend=_one_of_them,
)
