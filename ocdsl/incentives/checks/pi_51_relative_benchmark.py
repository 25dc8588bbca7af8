"""PI-51: pay depends on rivals’ results, so doing badly together pays, or harming a rival does."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-51",
    name="Collusion or sabotage",
    group="dynamic",
    actor="provider",
    severity="medium",
    plain="Pay depends on rivals’ results, so doing badly together pays, or harming a rival does.",
    property=(
        "No provider’s pay falls because another does better, and two that do badly together "
        "are not paid more."
    ),
    seen="No documented case is known to us.",
    source="",
    mitigation=(
        "Mix an absolute with a relative measure, over many providers, each compared with the "
        "others only."
    ),
    needs="a transform that worsens the results of another provider",
)
