"""PI-62: what can be expected, or the worst case, does not cover the cost."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-62",
    name="Too much at risk",
    group="finance",
    actor="designer",
    severity="critical",
    plain="What can be expected, or the worst case, does not cover the cost.",
    property="The worst log pays the fixed cost, or loses no more than the provider’s capital.",
    seen=(
        "Probation companies forecast losses of £443 million; bids for the Work Programme were "
        "discounted by 6%."
    ),
    source="Public Accounts Committee, 2019; Local Government Information Unit, 2012",
    mitigation="Set a floor, limit losses, and put more at risk step by step.",
    needs="the provider’s costs and capital",
)
