"""PI-20: above the highest band a better result pays no more."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-20",
    name="Coasting at the top",
    group="shape",
    actor="provider",
    severity="medium",
    plain="Above the highest band a better result pays no more.",
    property="For every value of what a table pays by, there is a higher one that pays more.",
    seen=(
        "In the contract of British general practice 52% of the gap between performance and pay"
        " came from upper limits below 100%."
    ),
    source="BMC Health Services Research 2008, volume 8, article 131",
    mitigation="Set the top band at what the best can reach, and pay a small rate beyond it.",
    needs="a transform of logs that plays it",
)
