"""PI-48: the economy or a policy moves the measure, and nobody’s work."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-48",
    name="Stale baseline",
    group="attribution",
    actor="both",
    severity="high",
    plain="The economy or a policy moves the measure, and nobody’s work.",
    property=(
        "No baseline is older than a few years, and what is outside the service moves no payment."
    ),
    seen=(
        "Reoffending was judged against 2011; the Work Programme assumed the economy of 2001 to"
        " 2008."
    ),
    source="Civil Service World, January 2018; Local Government Information Unit, 2012",
    mitigation="Compare with others at the same time, follow an index, or allow a review.",
    needs="the year that each baseline is from",
)
