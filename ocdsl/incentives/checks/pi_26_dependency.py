"""PI-26: keeping somebody on weekly pay is worth more than helping them to need none."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-26",
    name="Keeping people dependent",
    group="shape",
    actor="provider",
    severity="critical",
    plain="Keeping somebody on weekly pay is worth more than helping them to need none.",
    property=(
        "Within the longest stay that is paid, no number of weeks pays more than the result and"
        " what the freed time can earn."
    ),
    seen=(
        "By indicative prices the fee for a result of £1,575 equals 21 weeks at £75, 10.5 at "
        "£150 or 4.9 at £320."
    ),
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation=(
        "Limit the weeks that are paid, pay for stepping down, and review at the week of break-"
        "even."
    ),
    needs="a comparison of the fee with the weeks of support that a table pays",
)
