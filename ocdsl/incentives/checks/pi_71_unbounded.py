"""PI-71: there is no cap, and a better result than expected breaks the budget."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-71",
    name="Unbounded liability",
    group="finance",
    actor="commissioner",
    severity="high",
    plain="There is no cap, and a better result than expected breaks the budget.",
    property="What can be paid is limited, and the limit is a number.",
    seen=(
        "In Essex 10.8% of days were in care where 27% was the target: results can go far "
        "beyond a plan."
    ),
    source="Social Finance, Essex Edge of Care bond",
    mitigation="Set a cap for the contract, and say what becomes of the excess.",
    needs="a reading of which payments no cap covers",
)
