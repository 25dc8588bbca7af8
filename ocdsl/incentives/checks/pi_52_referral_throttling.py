"""PI-52: the payer refers late, few people, or only the hardest, to spend less."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-52",
    name="Throttled referrals",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain="The payer refers late, few people, or only the hardest, to spend less.",
    property=(
        "A later referral never lowers what the commissioner pays, while the provider’s cost "
        "goes on."
    ),
    seen=(
        "An independent gateway delayed treatment in the drug recovery pilots; councils could "
        "put off free personal care by delaying reablement; volumes of probation were "
        "reconciled by bands."
    ),
    source="Mason and others, Addiction, 2015; House of Lords, 2010; Justice Committee, 2014",
    mitigation="Promise a least volume, set a time for referrals, and publish their log.",
    needs="what it costs a provider to wait",
)
