"""PI-29: the same thing is sent in twice, under another number."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-29",
    name="Duplicate claim",
    group="counting",
    actor="provider",
    severity="critical",
    plain="The same thing is sent in twice, under another number.",
    property="For every log: a copy of a row with an id of its own never pays more.",
    seen=(
        "One in ten of the claims for troubled families that were checked in a round was not valid."
    ),
    source="Freedom of information answer reported by A Kind of Trouble, February 2015",
    mitigation=(
        "Count once for each person, outcome and episode, and let somebody else’s record decide."
    ),
    needs="a transform of logs that plays it",
)
