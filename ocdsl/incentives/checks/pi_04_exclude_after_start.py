"""PI-04: exclusion after the start."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-04",
    name="Exclusion after the start",
    group="selection",
    actor="provider",
    severity="critical",
    plain=(
        "Somebody who is failing is written off as unsuitable or withdrawn, so that the rate rises."
    ),
    property=(
        "For every log and every person who has started and not achieved: setting that person "
        "aside never pays more."
    ),
    seen=(
        "In the contract of British general practice 48% of the gap of 13.3 points between "
        "performance and pay came from exception reports, which were used most at the end of "
        "the year."
    ),
    source=(
        "BMC Health Services Research 2008, volume 8, article 131; British Journal of General "
        "Practice 2011, volume 61, e183"
    ),
    mitigation=(
        "Count everybody who started; let the commissioner alone record why somebody leaves."
    ),
    needs="a transform of logs that plays it",
)
