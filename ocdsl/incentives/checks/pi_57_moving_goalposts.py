"""PI-57: targets are changed while people are on their way."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-57",
    name="Moving the goalposts",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain="Targets are changed while people are on their way.",
    property="No variation changes what is paid for what had happened before it.",
    seen="The measures of the probation contracts were varied several times.",
    source="Public Accounts Committee, 2019",
    mitigation=(
        "Judge each person by the text in force when they joined, and keep a log of changes."
    ),
    needs="two texts of the contract: `ocdsl diff OLD NEW --log LOG` shows what a change moves",
)
