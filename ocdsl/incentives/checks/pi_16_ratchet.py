"""PI-16: doing well this year raises next year’s target."""

from __future__ import annotations

from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject


def look(subject: Subject) -> list[Said]:
    """The language has no form that an entry of this kind could arise from."""
    del subject
    return [not_applicable("no form of the language lets one year's result set another's target")]


CHECK = Check(
    code="PI-16",
    name="Ratchet",
    group="dynamic",
    actor="provider",
    severity="high",
    plain="Doing well this year raises next year’s target.",
    property="Doing better in one year never lowers what is paid over all years.",
    seen=(
        "Ratchets were seen in Soviet planning and in the targets of the English health "
        "service; the Shared Savings Program changed how it sets benchmarks so that savers are "
        "not punished."
    ),
    source="Bevan and Hood, Public Administration, 2006; 42 CFR 425.610",
    mitigation="Fix targets for several years, or set them from others’ results.",
    how=(
        "No form of the language lets the result of one year set the target of another: every "
        "threshold is written, or is a starting value of the same person."
    ),
    look=look,
)
