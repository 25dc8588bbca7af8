"""PI-25: an improvement lowers what is paid in all: early recovery ends a weekly fee."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-25",
    name="Better pays less",
    group="shape",
    actor="provider",
    severity="critical",
    plain="An improvement lowers what is paid in all: early recovery ends a weekly fee.",
    property="For every log: the same people with better results never pay less.",
    seen="Traditional home care was said to encourage providers to increase the amount of care.",
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Pay at least as much for the result as the income that it ends.",
    needs="a transform that brings a result about, or brings it forward",
)
