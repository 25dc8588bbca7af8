"""PI-03: one price for everywhere means less service where it is dear to give."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-03",
    name="Spatial creaming",
    group="selection",
    actor="provider",
    severity="high",
    plain="One price for everywhere means less service where it is dear to give.",
    property="In every area that is named, what can be expected to be paid covers the cost.",
    seen=(
        "Statistical evidence of it was found in the Work Programme, whose expected rate "
        "without help was set once for the nation."
    ),
    source=(
        "Whitworth, 2020; Local Government Information Unit on the National Audit Office’s "
        "report of 2012"
    ),
    mitigation="Weight prices by area, set baselines by area, or ask for coverage of each area.",
    needs="areas of people, and what each costs",
)
