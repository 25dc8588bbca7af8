"""PI-02: parking."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-02",
    name="Parking",
    group="selection",
    actor="provider",
    severity="critical",
    plain=(
        "A fee is taken at the start, and hard cases then get no service, for the outcome is "
        "worth less than the effort."
    ),
    property="For every group and stage, a little more effort is worth at least what it costs.",
    seen=(
        "In the Work Programme nine payment groups were too crude to stop it; groups that were "
        "harder to help were priced higher and still did worse."
    ),
    source=(
        "Work and Pensions Committee, 2013; Gamage and Martins, Queen Mary University of "
        "London, working paper 87, 2018"
    ),
    mitigation=(
        "Pay little or nothing at the start, make a minimum service a condition, and pay for "
        "progress."
    ),
    needs="what effort costs for each group",
)
