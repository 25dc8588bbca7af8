"""Lowers `in-dispute is not open`: spells asked for on the day when all else has settled."""

from __future__ import annotations

from attrs import evolve

from ocdsl.base.calendar import Lag
from ocdsl.model.contract import Contract, Payment
from ocdsl.model.open_spells import is_open
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.spells import lower_spell
from ocdsl.rules.meant import PHRASE
from ocdsl.rules.operators import Combine, Compare, NodeId, Shift, Spell
from ocdsl.syntax import phrases as ph

_THAT_DAY = "on the day when all else is met"


def without_open(contract: Contract, tests: ph.Tests) -> ph.Tests:
    """Tests without those of open spells, which rest on all the others."""
    rest = tuple(item for item in tests.items if not is_open(contract.spells, item))
    return evolve(tests, items=rest)


def open_tests(scope: Scope, payment: Payment, base: NodeId) -> tuple[NodeId, ...]:
    """The conditions of a payment's `when` on open spells, on the day when `base` settles true."""
    spells, when = scope.builder.contract.spells, payment.when
    found = [item for item in when.items if is_open(spells, item)] if when else []
    if not found:
        return ()
    scope = evolve(scope, clause=payment.clauses["when"])
    day = scope.builder.add(
        Shift, "day-all-else-is-met", scope.clause, scope.frame, of=base, lag=Lag(0)
    )
    return tuple(_open_test(scope, item, day) for item in found)


def _open_test(scope: Scope, item: ph.Test, day: NodeId) -> NodeId:
    """A spell that goes on at the end of a day; or none does, or the one that did is over."""
    assert isinstance(item, ph.ChoiceTest)
    name, builder = item.value.field.text, scope.builder
    says = builder.words(PHRASE, phrase=item)
    goes_on = _there(scope, _spell(scope, name, "open", day), f"{name} is open {_THAT_DAY}")
    if not item.negated:
        return builder.add(
            Combine, f"{name}-is-open", scope.clause, scope.frame, of=(goes_on,), least=1,
            says=says,
        )  # fmt: skip
    none = builder.negation(f"no-{name}", scope.clause, goes_on, f"no {name} is open {_THAT_DAY}")
    over = _there(scope, _spell(scope, name, "closed", day), f"the {name} open on that day is over")
    return builder.add(
        Combine, f"{name}-is-not-open", scope.clause, scope.frame, of=(none, over), least=1,
        says=says,
    )  # fmt: skip


def _spell(scope: Scope, name: str, what: str, day: NodeId) -> NodeId:
    spell = lower_spell(scope.builder, name)
    return scope.builder.add(
        Spell, f"{what}-{name}", scope.clause, scope.frame, what=what, of=spell.first, day=day,
        breaks=spell.breaks, says=f"the {name} that is {what}",
    )  # fmt: skip


def _there(scope: Scope, event: NodeId, says: str) -> NodeId:
    hint = f"{event.split('.', 1)[1]}-there"
    return scope.builder.add(
        Compare, hint, scope.clause, scope.frame, rel="present", left=event, says=says
    )
