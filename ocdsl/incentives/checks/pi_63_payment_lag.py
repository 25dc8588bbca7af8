"""PI-63: small providers cannot wait for their money."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-63",
    name="Waiting too long for money",
    group="finance",
    actor="designer",
    severity="high",
    plain="Small providers cannot wait for their money.",
    property=(
        "The largest gap between what is spent and what is paid stays below what a provider can"
        " carry."
    ),
    seen="Charities find risk and payment in arrears hard.",
    source=(
        "Corry, 2015; Home Care Outcomes-based Commissioning Toolkit for Wales, Tool 5, June 2017"
    ),
    mitigation="Pay some at the start, or monthly on account.",
    needs="the provider’s costs by month",
)
