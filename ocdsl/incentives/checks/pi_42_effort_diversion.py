"""PI-42: what is not paid for declines."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-42",
    name="Effort goes where the money is",
    group="multitask",
    actor="provider",
    severity="high",
    plain="What is not paid for declines.",
    property="Every stated objective has a measure that is paid or is a condition of pay.",
    seen="General practitioners described a queue of advocates for what was not measured.",
    source=(
        "Holmström and Milgrom, Cowles discussion paper 742; BMC Health Services Research 2008,"
        " volume 8, article 131"
    ),
    mitigation=(
        "Make quality a condition, pay for a balanced set, and watch what is not tied to money."
    ),
    needs="a link from each stated objective to what measures it",
)
