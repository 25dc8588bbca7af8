"""PI-70: the order in which rows arrive changes what is paid."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-70",
    name="Order of rows",
    group="counting",
    actor="both",
    severity="high",
    plain="The order in which rows arrive changes what is paid.",
    property=(
        "For every log: other ids for the rows of one day pay the same in all, to each provider."
    ),
    seen="No case: it is what an audit by replay rests on.",
    source="",
    mitigation="Divide a limit in proportion instead of in order.",
    needs="a transform that gives the rows of one day other ids",
)
