"""PI-69: the deduction is less than the duty costs."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-69",
    name="Cheaper to pay the fine",
    group="shape",
    actor="provider",
    severity="high",
    plain="The deduction is less than the duty costs.",
    property="For every duty, the deduction is at least what is saved by leaving it undone.",
    seen="The regulator of water warned of companies that profit from not delivering.",
    source="Ofwat, price review of 2014",
    mitigation="Price deductions above what is saved, and count them towards ending the contract.",
    needs="what each duty costs",
)
