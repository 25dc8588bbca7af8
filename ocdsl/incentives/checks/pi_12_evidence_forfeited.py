"""PI-12: a true result is unpaid because its proof came a day late, so effort goes into paper."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-12",
    name="Forfeit for late evidence",
    group="timing",
    actor="both",
    severity="medium",
    plain="A true result is unpaid because its proof came a day late, so effort goes into paper.",
    property=(
        "For every log: what a result pays does not fall to nothing from one day of recording "
        "to the next."
    ),
    seen=(
        "Providers of employment services in Australia met thousands of pages of rules and gave"
        " money back for small mistakes of form."
    ),
    source="Four Corners, Australian Broadcasting Corporation, 23 February 2015",
    mitigation="Allow a time to put it right, or pay less for late proof instead of nothing.",
    needs="a transform that records the proof one day later, round each limit on recording",
)
