"""PI-35: what should count is recorded as something else."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-35",
    name="Recording under another name",
    group="measurement",
    actor="provider",
    severity="high",
    plain="What should count is recorded as something else.",
    property="For every log: an event recorded as the kind next to it never pays more.",
    seen="Stays for observation stood in for readmissions; trolleys were renamed beds.",
    source=(
        "Wadhera and others, BMJ 2019; Webster, “The unexpected consequences of payment by results”"
    ),
    mitigation="Define what counts broadly, and watch the kind next to it.",
    needs="a statement of which kinds of event can be taken for each other",
)
