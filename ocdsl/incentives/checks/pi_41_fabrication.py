"""PI-41: people, visits or results are made up."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-41",
    name="Invented results",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="People, visits or results are made up.",
    property=(
        "The gain of one invented event is less than what is lost when it is found out, times "
        "how likely that is."
    ),
    seen="In 24 of 126 investigations of welfare-to-work providers there was false representation.",
    source="Public Accounts Committee, 2012",
    mitigation=(
        "Check at random at a rate that makes it not worth while, and take back in proportion."
    ),
    needs="how often events are checked, and what is lost when one is false",
)
