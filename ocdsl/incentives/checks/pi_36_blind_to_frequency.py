"""PI-36: after one failure nothing more is lost, so nobody cares about the second."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, SEARCHED, Check, Finding, Said, money_of
from ocdsl.incentives.engines.pairs import most_changed, not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.incentives.undone import Undone, undone
from ocdsl.model.told import told

DAYS = (1, 7)
"""Days after the first failure on which the second comes."""


def look(subject: Subject) -> list[Said]:
    """What is said of each payment that one failure costs."""
    said: dict[str, Said] = {}
    for each in undone(subject):
        if each.row["event"] in each.scene.cast.achieves:
            continue  # another result, that stands in place of this one, is no failure
        on = most_changed(each.scene.paid, each.kept.paid, each.row["provider"])
        if subject.about(on) and not (on in said and said[on].findings):
            said[on] = _said(subject, on, each)
    return list(said.values()) or [not_applicable("no event of one person undoes what is paid")]


def _said(subject: Subject, on: str, each: Undone) -> Said:
    detail = f"a second {each.row['event']} after the first"
    gainer = each.row["provider"]
    once = money_of(each.scene.paid.decisions, gainer)
    again = [_again(each, days) for days in DAYS]
    paid = [(rows, p) for rows in again if (p := subject.pay(rows))]
    costly = [rows for rows, p in paid if money_of(p.decisions, gainer) < once]
    if costly or not paid:
        return Said(on, SEARCHED, detail, (), len(paid))
    return Said(on, FOUND, detail, (_finding(subject, on, each, paid[0][0]),), len(paid))


def _again(each: Undone, days: int) -> Rows:
    return added(each.scene.rows, later(each.row, days))


def _finding(subject: Subject, on: str, each: Undone, twice: Rows) -> Finding:
    """The fewest rows in which the first failure costs as much and the second nothing."""
    gainer, kind, second = each.row["provider"], each.row["event"], twice[-1]
    lost = money_of(each.kept.paid.decisions, gainer) - money_of(each.scene.paid.decisions, gainer)

    def logs(kept: Rows) -> list[Rows]:
        return [kept, (*kept, each.row), (*kept, each.row, second)]

    def shows(kept: Rows) -> bool:
        paid = [subject.pay(rows) for rows in logs(kept)]
        owed = [money_of(p.decisions, gainer) for p in paid if p]
        return len(owed) == 3 and owed[0] - lost == owed[1] == owed[2]

    whole = tuple(r for r in each.scene.rows if r["event_id"] != each.row["event_id"])
    _, once, again = logs(smaller(whole, shows) if shows(whole) else whole)
    payment = subject.contract.payments[on]
    return Finding(
        on=on,
        where="",
        clause=payment.clauses.get("recover") or payment.clauses.get("pays") or payment.clause,
        gainer=gainer,
        story=(
            told(
                "The first {kind} costs {who} {amount}, a second nothing. After one "
                "failure it has no more to lose by that person.",
                kind=kind,
                who=subject.title(gainer),
                amount=pounds(lost),
            )
        ),
        before=subject.played(again),
        after=subject.played(once),
        nothing_for="one failure fewer",
    )


CHECK = Check(
    code="PI-36",
    name="Blind to how often",
    group="measurement",
    actor="provider",
    severity="high",
    plain="After one failure nothing more is lost, so nobody cares about the second.",
    property="After a first failure, each further one costs something.",
    seen=(
        "Of 21 probation areas 18 cut the share of people who reoffended, and only 2 of these "
        "how often they did."
    ),
    source="Civil Service World, January 2018",
    mitigation="Pair it with a measure of how often or how badly.",
    how=(
        "To the log of somebody whose result an event undoes, or takes back, a second such event "
        "is added a day after the first, and a week after: it has to cost something."
    ),
    look=look,
    no_line=(
        "What a second failure should cost is for the parties to say: no clause has a price for it."
    ),
)
