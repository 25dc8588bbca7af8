"""Caps."""

from __future__ import annotations

from collections.abc import Mapping

from ocdsl.base.calendar import PERIODS
from ocdsl.model.build.block_parts import common, must
from ocdsl.model.build.payments import fraction
from ocdsl.model.caps import Cap, Keeping, periods_of
from ocdsl.model.clauses import every, only
from ocdsl.model.contract import Payment
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def build_cap(block: tree.Block, payments: Mapping[str, Payment]) -> Cap:
    """A `cap` block; `over all payments` names every payment."""
    at_most, over = must(block, tree.AtMost), must(block, tree.Over)
    paying = {
        n
        for n, payment in payments.items()
        if not (payment.takes or payment.fills or payment.advance)
    }
    amount = at_most.amount
    named = {name.text for name in over.payments} or paying
    end = only(block, tree.AtTheEnd)
    return Cap(
        **common(block),
        payments=tuple(name for name in payments if name in named),
        pence=amount.pence if isinstance(amount, ph.Money) else 0,
        value=amount if isinstance(amount, ph.FieldAt) else None,
        base=amount if isinstance(amount, ph.ShareOf) else None,
        takes=any(payments[name].takes for name in named),
        most=amount.digits if isinstance(amount, ph.Number) else 0,
        order=must(block, tree.Order).how,
        grain=tuple(name.text for name in at_most.grain),
        rolling=at_most.rolling.count if at_most.rolling else 0,
        keeps=_keeping(at_most, only(block, tree.UnusedRoom)),
        carries=any(c.what == "carried forward" for c in every(block, tree.Excess)),
        lapses=end is None or end.what == "lapses",
    )


def _keeping(at_most: tree.AtMost, clause: tree.UnusedRoom | None) -> Keeping | None:
    """For how many of the cap's own periods its unused room is kept, and how much of it."""
    if clause is None:
        return None
    unit = next(name.text for name in at_most.grain if name.text in PERIODS)
    share = (1, 1) if clause.share is None else fraction(clause.share)
    return Keeping(periods_of(unit, clause.length), share)
