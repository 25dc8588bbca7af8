"""PI-37: several measures follow one thing, which so gets most of the money."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-37",
    name="Measures that move together",
    group="counting",
    actor="designer",
    severity="medium",
    plain="Several measures follow one thing, which so gets most of the money.",
    property=(
        "The weight of all measures that rest on one event is no more than was declared for it."
    ),
    seen="Five outcomes of one framework rest on the fall in hours or visits.",
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Limit what a group of measures can pay, and drop those that repeat.",
    needs="a declared weight for each thing that is measured",
)
