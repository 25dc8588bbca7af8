"""PI-40: a review, a relapse or a complaint is not recorded."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-40",
    name="Bad news left out",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="A review, a relapse or a complaint is not recorded.",
    property="For every log: leaving out an event that the provider records never pays more.",
    seen=(
        "Audits of waiting times were blind to what was not written down; patients who did not "
        "attend were taken out of the rate."
    ),
    source=(
        "Bevan and Hood, Public Administration, 2006; BMC Health Services Research 2008, volume"
        " 8, article 131"
    ),
    mitigation="Let missing count as not met, and let somebody else record what lowers a payment.",
    needs="a transform that leaves out each event that lowers a payment",
)
