"""PI-11: a date is moved so that it falls inside a window."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-11",
    name="Backdating",
    group="timing",
    actor="provider",
    severity="high",
    plain="A date is moved so that it falls inside a window.",
    property=(
        "For every log: another day for an event that the provider records, recorded when it "
        "was, never pays more."
    ),
    seen=(
        "A provider of employment services in Australia asked a job seeker to alter the day a "
        "job began; ambulances waited outside hospitals so that a clock did not start."
    ),
    source=(
        "The Guardian, 16 February 2019; Webster, “The unexpected consequences of payment by "
        "results”"
    ),
    mitigation=(
        "Let the commissioner’s own event start each clock, and limit how late an event may be "
        "recorded."
    ),
    needs="a transform of logs that plays it",
)
