"""PI-25: an improvement lowers what is paid in all: early recovery ends a weekly fee."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import decimal_text, pounds
from ocdsl.incentives.cast import baselines_of
from ocdsl.incentives.check import (
    NOT_APPLICABLE,
    NOT_CHECKED,
    PROVED,
    Check,
    Edit,
    Finding,
    Row,
    Said,
)
from ocdsl.incentives.engines.curves import Curve
from ocdsl.incentives.engines.dials import shaped
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.engines.steps import falls
from ocdsl.incentives.groups import outcome_payments
from ocdsl.incentives.mends import said_otherwise
from ocdsl.incentives.scenes import WHOLE, Scene, singles
from ocdsl.incentives.service import ending_kinds, kept_on
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import changed, moved, scaled, without
from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Field
from ocdsl.model.told import PERSON, told

_WEEKS = 4


def look(subject: Subject) -> list[Said]:
    """What is said of worse results for one person, and of each number that payments follow."""
    said = pairs(RELATION)(subject)
    curves = shaped(subject, lambda curve: True, lambda curve: _dip(subject, curve))
    found = {part.on for part in curves if part.findings}
    rising = [part for part in _rising(subject) if part.on not in found]
    if (curves or rising) and said[0].status in (NOT_APPLICABLE, NOT_CHECKED):
        return [*curves, *rising]
    return [*said, *curves, *rising]


def _rising(subject: Subject) -> Iterator[Said]:
    """The shares that are released by a rate of which more is better: none falls, by the solver."""
    for payment in subject.contract.payments.values():
        withheld = payment.withholding
        if withheld is None or not subject.about(payment.name):
            continue
        target = subject.contract.measures[withheld.measure].target
        if target and target.word in ("at least", "more than") and not falls(withheld.bands, WHOLE):
            detail = "for every two rates from 0% to 100%: the higher never releases less"
            yield Said(payment.name, PROVED, detail)


def _unless(subject: Subject) -> Said | None:
    scored = any(f.better for e in subject.contract.events.values() for f in e.fields)
    if not subject.contract.outcomes and not scored:
        return not_applicable("the contract has no outcome, and no score that says what is better")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    cast = scene.cast
    for index, row in scene.rows_of(cast.achieves - cast.joins - cast.starts):
        if row["person"] in achievers and row["provider"]:
            yield from _result_worse(scene, index, row)
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(scene.rows):
        for field in scene.subject.contract.events[row["event"]].fields:
            key = (row["event"], field.name)
            first = key in baselines_of(scene.subject) and key not in seen
            seen.add(key)
            if field.better and row[field.name] and row["provider"] and not first:
                yield from _score_worse(scene, index, row, field)


def _result_worse(scene: Scene, index: int, row: Row) -> Iterator[Way]:
    """The result left out, and four weeks later with the service going on until then."""
    kind, provider, person = row["event"], row["provider"], row["person"]
    if fewer := without(scene.rows, {index}):
        yield Way(
            fewer,
            provider,
            told("does not bring {person} to the {kind}", person=PERSON, kind=kind),
            person,
        )
    if any(True for _ in scene.rows_of(scene.cast.undoes)):
        return  # later, the result could come after what undoes it
    longer = kept_on(scene.subject, scene.rows, _WEEKS)
    later = longer
    if kind not in ending_kinds(scene.subject):
        later = moved(longer, index, 7 * _WEEKS) or longer
    if longer != scene.rows:
        says = told(
            "brings {person} to the {kind} four weeks later, and goes on until then",
            person=PERSON,
            kind=kind,
        )
        yield Way(later, provider, says, person)


def _score_worse(scene: Scene, index: int, row: Row, field: Field) -> Iterator[Way]:
    places = field.places or 0
    unit = -1 if field.better != "lower" else 1
    for step in (1, 20):
        value = scaled(row[field.name], places) + unit * step * 10**places
        worse = changed(scene.rows, index, **{field.name: decimal_text(value, places)})
        if worse and value >= 0:
            says = told(
                "leaves {field} of {person} at the {event} worse by {step}",
                field=field.name,
                person=PERSON,
                event=row["event"],
                step=step,
            )
            yield Way(worse, row["provider"], says, row["person"])


def _dip(subject: Subject, curve: Curve) -> Finding | None:
    """The first place where the next better value is paid less."""
    found = next(((a, b) for a, b in curve.steps if b.owed < a.owed), None)
    if found is None:
        return None
    worse, better = found
    story = told(
        "At {at} {who} is paid {amount} less than at {at_2}, although the best is "
        "paid most. It gains by staying below.",
        at=curve.says(better),
        who=subject.title(curve.gainer),
        amount=pounds(worse.owed - better.owed),
        at_2=curve.says(worse),
    )
    before, after = (subject.played(point.rows) for point in (better, worse))
    return Finding(
        on=curve.block,
        where=told("at {at}", at=curve.says(better)),
        clause=curve.clause,
        gainer=curve.gainer,
        story=story,
        before=before,
        after=after,
        gained_by="by the worse result",
    )


def _worth_more(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A result that is left out, paid as much more as is gained by that, where it has one price."""
    kept = {row["event_id"] for row in finding.after.rows}
    left_out = {row["event"] for row in finding.before.rows if row["event_id"] not in kept}
    for payment in outcome_payments(subject.contract):
        outcome = subject.contract.outcomes[payment.outcome]
        of_it = subject.contract.achieving(outcome).event.text in left_out
        if of_it and isinstance(payment.price, Flat):
            old, new = payment.price.pence, payment.price.pence + finding.gain
            return said_otherwise(subject, payment.name, pounds(old), pounds(new))[:1]
    return ()


RELATION = Relation(
    ways=_ways,
    tries="results left out, put off and made worse",
    why="The person is worse off for it, or well later.",
    unless=_unless,
    starts_with=singles,
)


CHECK = Check(
    code="PI-25",
    name="Better pays less",
    group="shape",
    actor="provider",
    severity="critical",
    plain="An improvement lowers what is paid in all: early recovery ends a weekly fee.",
    property="For every log: the same people with better results never pay less.",
    seen="Traditional home care was said to encourage providers to increase the amount of care.",
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Pay at least as much for the result as the income that it ends.",
    how=(
        "A result is left out, or comes four weeks later with the service going on until then, "
        "and a score is made worse; that may never pay more. Each number with thresholds and each "
        "rate is turned from the worst to the best: no better value may be paid less than the one "
        "before it. Of a share that is released by a rate, the solver asks it of every two rates."
    ),
    look=look,
    mend=_worth_more,
)
