"""PI-53: stalled sign-off."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-53",
    name="Stalled sign-off",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain=(
        "The payer gains by not signing, or by disputing, so that what is kept back is never "
        "released."
    ),
    property=(
        "For every log: a sign-off that does not come pays the same, after its time, as one "
        "that does."
    ),
    seen=(
        "The second model of commissioning was said to lead to more disputes; in Wiltshire the "
        "balance was paid once the person confirmed."
    ),
    source=(
        "Home Care Outcomes-based Commissioning Toolkit for Wales, Tool 5, June 2017; Local "
        "Government Association, case study of Help to Live at Home"
    ),
    mitigation=(
        "Let silence count as consent after so many days, and let somebody independent decide a"
        " dispute."
    ),
    needs="a transform that leaves out what the commissioner records",
)
