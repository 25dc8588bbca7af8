"""PI-15: the provider of before does badly in the year that sets the baseline."""

from __future__ import annotations

from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject


def look(subject: Subject) -> list[Said]:
    """The language has no form that an entry of this kind could arise from."""
    del subject
    return [not_applicable("no form of the language takes a baseline from an earlier year")]


CHECK = Check(
    code="PI-15",
    name="A low baseline year",
    group="timing",
    actor="provider",
    severity="medium",
    plain="The provider of before does badly in the year that sets the baseline.",
    property="Doing better in the year of the baseline never lowers what is paid in all years.",
    seen=(
        "Targets set from last year’s results led managers to hold performance below what was "
        "possible."
    ),
    source="Bevan and Hood, Public Administration, 2006",
    mitigation=(
        "Take several years, or other providers, as the baseline, and fix it before it is known"
        " what it is for."
    ),
    how=(
        "No form of the language takes a baseline from an earlier year of the provider: every "
        "one is written, or is a starting value of the same person."
    ),
    look=look,
)
