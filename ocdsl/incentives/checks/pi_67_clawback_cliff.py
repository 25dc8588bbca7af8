"""PI-67: a relapse a day inside the window loses all, and a day outside nothing."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-67",
    name="Cliff in what is taken back",
    group="shape",
    actor="provider",
    severity="medium",
    plain="A relapse a day inside the window loses all, and a day outside nothing.",
    property="What is taken back falls with time, and nowhere jumps.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Let what is taken back fall step by step.",
    needs="a reading of what each payment takes back, and until when",
)
