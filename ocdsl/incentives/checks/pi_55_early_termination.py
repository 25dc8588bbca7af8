"""PI-55: the contract is ended before results that are under way fall due."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-55",
    name="Ended before the results are due",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain="The contract is ended before results that are under way fall due.",
    property="On every day, ending the contract pays at least the value of what is under way.",
    seen=(
        "The third group of the bond at HMP Peterborough was cancelled when national policy "
        "changed."
    ),
    source="Emma Tomkinson, 27 October 2014",
    mitigation="Let the tail go on for people who have joined, or pay a fee for breaking off.",
    needs="a form of the language that ends a contract early",
)
