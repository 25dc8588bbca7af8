"""PI-13: what would undo a result is put off, or comes, the day after the last that counts."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-13",
    name="Harm just after the window",
    group="timing",
    actor="provider",
    severity="high",
    plain="What would undo a result is put off, or comes, the day after the last that counts.",
    property=(
        "For every log: an event that undoes a result costs about as much the day after its "
        "window as on the last day of it."
    ),
    seen=(
        "Under the readmissions programme of the United States, whose window is 30 days, "
        "returns to hospital rose once stays for observation and emergencies are counted."
    ),
    source="Wadhera and others, BMJ 2019",
    mitigation="Pay part of the result later, or let what is taken back fall with time.",
    needs="a transform of logs that plays it",
)
