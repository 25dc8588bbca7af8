"""PI-68: a share of savings counts any lower spending, such as by unmet need or a death."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-68",
    name="Savings that reward harm",
    group="multitask",
    actor="provider",
    severity="critical",
    plain="A share of savings counts any lower spending, such as by unmet need or a death.",
    property=(
        "For every log: somebody who dies or withdraws never pays more than somebody who is served."
    ),
    seen="The Shared Savings Program pays only those who meet its standards of quality.",
    source="42 CFR 425.610",
    mitigation="Leave deaths and withdrawals out of the sum, and let quality multiply the share.",
    needs="a transform that lets somebody die or withdraw",
)
