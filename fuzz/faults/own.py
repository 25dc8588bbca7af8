"""Faults planted in what a contract has: a clause taken out, turned round or stretched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fuzz.faults.ground import Ground, Planted, UnfitError, kind, money
from ocdsl.incentives.cast import provider_may_record
from ocdsl.model.contract import Outcome, Payment
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph

BY_PROVIDER = r"\g<1>provider"


_BY_QUANTITY = r"^payment ([a-z0-9-]+) .*\n  pays +£[0-9,.]+ × ([a-z-]+) for each ([a-z-]+)"


def _block(text: str, name: str) -> tuple[int, int]:
    """Where the block of a name begins and ends."""
    found = re.search(rf"^[a-z-]+ {re.escape(name)} \".*\n(?:[ ].*\n?)*", text, re.MULTILINE)
    if found is None:  # it is part of the library, and not of the text
        raise UnfitError
    return found.span()


def _edited(text: str, name: str, old: str, new: str) -> str:
    """A contract with the first place of a pattern in a block replaced."""
    start, end = _block(text, name)
    block = text[start:end]
    again = re.sub(old, new, block, count=1, flags=re.MULTILINE)
    if again == block:
        raise UnfitError
    return text[:start] + again + text[end:]


def _in(ground: Ground, faulty: str, on: str = "") -> Planted:
    return Planted(ground.text, faulty, on, is_as_it_was=True)


def _one(ground: Ground, found: Iterable[str]) -> str:
    """One of the names that were found. Raises UnfitError when there is none."""
    names = sorted(set(found))
    if not names:
        raise UnfitError
    return ground.random.choice(names)


def _in_payment(ground: Ground, clause: str, old: str, new: str) -> Planted:
    """A payment that has a clause, with it changed."""
    payments = ground.contract.payments.values()
    name = _one(ground, (p.name for p in payments if clause in p.clauses and not p.takes))
    return _in(ground, _edited(ground.text, name, old, new), name)


def _paid_for(ground: Ground) -> list[tuple[Payment, Outcome]]:
    contract = ground.contract
    return [
        (p, contract.outcomes[p.outcome])
        for p in contract.payments.values()
        if p.outcome in contract.outcomes and not p.takes
    ]


def _told_by_provider(ground: Ground, events: Iterable[str]) -> Planted:
    """Events that no provider may record, one of which it now may."""
    events = list(events)
    if any(provider_may_record(ground.contract, event) for event in events):
        raise UnfitError  # the fault is there already
    event = _one(ground, events)
    return _in(ground, _edited(ground.text, event, r"^(  recorded by +)\S.*$", BY_PROVIDER))


@kind("PI-18", "a straight line of the contract’s own is taken out", by_block=True)
def no_straight_line(ground: Ground) -> Planted:
    """What was released in a straight line is not released."""
    return _in_payment(ground, "withhold", r"in a straight line", "nothing           ")


@kind("PI-19", "the first rate of a table becomes nothing", by_block=True)
def first_rate(ground: Ground) -> Planted:
    """The first price of a table is £0.00."""
    pattern = r"(own rate by band of (?!the).*\n.*\n.*\| +)£[0-9,.]+"
    return _in_payment(ground, "pays", pattern, r"\g<1>£0.00")


@kind("PI-20", "the last rate of a table becomes nothing", by_block=True)
def last_rate(ground: Ground) -> Planted:
    """The last price of a table is £0.00."""
    pattern = r"(own rate by band of (?!the).*\n(?:    \|.*\n)+    \|.*\| +)£[0-9,.]+"
    return _in_payment(ground, "pays", pattern, r"\g<1>£0.00")


@kind("PI-47", "what would have happened anyway is no longer taken off", by_block=True)
def less_taken_out(ground: Ground) -> Planted:
    """A `less` clause is taken out."""
    return _in_payment(ground, "less", r"^  less .*\n", "")


@kind("PI-63", "a due date is put off by months", by_block=True)
def due_later(ground: Ground) -> Planted:
    """So many days after earning become many more."""
    paid = [p.name for p, outcome in _paid_for(ground) if "due" in p.clauses]
    name, days = _one(ground, paid), ground.whole(100, 300)
    pattern = r"^(  due +)[0-9]+ days after earning"
    return _in(
        ground, _edited(ground.text, name, pattern, rf"\g<1>{days} days after earning"), name
    )


def _never_taken_back(ground: Ground) -> Planted:
    payments = [p for p, outcome in _paid_for(ground) if p.recovery and not _undone_by(outcome)]
    name = _one(ground, (p.name for p in payments))
    return _in(ground, _edited(ground.text, name, r"^  recover .*\n(?:    .*\n)*", ""), name)


def _undone_by(outcome: Outcome) -> list[str]:
    """The events that must not come for a result to stand."""
    return [
        node.event.text
        for node in nodes(outcome.when)
        if isinstance(node, ph.EventPhrase) and node.article == "no"
    ]


@kind("PI-66", "a payment is no longer taken back", by_block=True)
def recovery_taken_out(ground: Ground) -> Planted:
    """A `recover` clause is taken out, where nothing else undoes the result."""
    return _never_taken_back(ground)


@kind("PI-43", "a payment is no longer taken back", by_block=True)
def harm_is_paid(ground: Ground) -> Planted:
    """A `recover` clause is taken out, where nothing else undoes the result."""
    return _never_taken_back(ground)


@kind("PI-32", "breaks of a spell of the contract’s own are no longer ignored")
def breaks_count(ground: Ground) -> Planted:
    """An `ignores` clause is taken out."""
    spells = ground.contract.spells.values()
    name = _one(ground, (s.name for s in spells if s.longest is not None))
    return _in(ground, _edited(ground.text, name, r"^  ignores .*\n", ""))


def _each_time(ground: Ground, by_provider: bool) -> Planted:
    found = {
        p.name: o
        for p, o in _paid_for(ground)
        if not o.every_time and o.achieved_on and len(p.outcomes) == 1
        and (not by_provider or provider_may_record(ground.contract, o.achieved_on.event.text))
    }  # fmt: skip
    name = _one(ground, found)
    outcome = found[name].name
    text = _edited(ground.text, outcome, "once for each person", "every time for each person")
    return _in(ground, _edited(text, outcome, r"on the first ", "on each "), name)


@kind("PI-29", "an outcome of the contract’s own counts every time")
def own_sent_twice(ground: Ground) -> Planted:
    """`once for each person` becomes `every time`, where a provider records the result."""
    return _each_time(ground, True)


@kind("PI-33", "an outcome of the contract’s own counts every time")
def own_comes_back(ground: Ground) -> Planted:
    """`once for each person` becomes `every time`."""
    return _each_time(ground, False)


@kind("PI-41", "the provider may record a result of the contract’s own")
def own_results(ground: Ground) -> Planted:
    """What the commissioner recorded is now recorded by the provider."""
    contract = ground.contract
    return _told_by_provider(
        ground, (contract.achieving(o).event.text for _, o in _paid_for(ground))
    )


@kind("PI-05", "the provider may record what people of the contract’s own join by")
def own_enrolment(ground: Ground) -> Planted:
    """What the commissioner recorded is now recorded by the provider."""
    cohorts = ground.contract.cohorts
    joins = {cohorts[o.cohort].joins_on.event.text for _, o in _paid_for(ground)}
    if ground.contract.assumptions:
        raise UnfitError  # with groups, what counts is how much of their results is taken off
    return _told_by_provider(ground, joins)


@kind("PI-04", "the provider may record who leaves a count of the contract’s own")
def own_exclusion(ground: Ground) -> Planted:
    """What the commissioner recorded is now recorded by the provider."""
    held = {
        ground.contract.measures[p.withholding.measure].cohort
        for p in ground.contract.payments.values()
        if p.withholding
    }
    asides = (ground.contract.cohorts[name].sets_aside for name in held)
    return _told_by_provider(ground, [a.event.text for a in asides if a])


@kind("PI-40", "the provider may record the bad news of the contract’s own")
def own_silence(ground: Ground) -> Planted:
    """What undoes a result is now recorded by the provider."""
    events = [event for _, outcome in _paid_for(ground) for event in _undone_by(outcome)]
    return _told_by_provider(ground, events)


@kind("PI-71", "a limit of the contract’s own is taken out")
def limit_taken_out(ground: Ground) -> Planted:
    """The only limit on what is paid is taken out."""
    caps = [c for c in ground.contract.caps.values() if c.pence and not c.takes]
    if len(ground.contract.caps) != 1 or not caps:
        raise UnfitError
    start, end = _block(ground.text, caps[0].name)
    return _in(ground, ground.text[:start].rstrip() + "\n\n" + ground.text[end:].lstrip())


def _not_carried(ground: Ground) -> Planted:
    """Of a limit on one payment: of several, one person more is paid by others in other months."""
    caps = ground.contract.caps.values()
    own = (c for c in caps if c.carries and c.unit and not c.takes and len(c.payments) == 1)
    name = _one(ground, (c.name for c in own))
    text = _edited(ground.text, name, r"^(  excess +)carried forward", r"\g<1>is not paid")
    return _in(ground, _edited(text, name, r"^  at the end .*\n", ""), name)


@kind("PI-21", "what is over a limit of the contract’s own is lost", by_block=True)
def own_excess_lost(ground: Ground) -> Planted:
    """`carried forward` becomes `is not paid`."""
    return _not_carried(ground)


@kind("PI-10", "what is over a limit of the contract’s own is lost")
def own_excess_shifted(ground: Ground) -> Planted:
    """`carried forward` becomes `is not paid`."""
    planted = _not_carried(ground)
    return Planted(planted.sound, planted.faulty, "", True)


@kind("PI-28", "a payment of the contract’s own gets a least amount")
def own_least(ground: Ground) -> Planted:
    """A payment by the hour pays at least so much for each line."""
    text = ground.text
    pays = re.findall(_BY_QUANTITY, text, re.MULTILINE)
    events = ground.contract.events
    own = (p for p, field, event in pays if event in events and events[event].field(field))
    name = _one(ground, own)
    least = rf"\g<1>  at least  {money(ground.pence(100, 400))}\n"
    return _in(ground, _edited(text, name, r"^(  pays .*\n)", least), name)
