"""PI-32: one episode is closed and opened again, and billed as two."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-32",
    name="Splitting an episode",
    group="counting",
    actor="provider",
    severity="high",
    plain="One episode is closed and opened again, and billed as two.",
    property="For every log: an episode that is cut in two never pays more than the whole.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Join episodes that are a short break apart, and count once for each person.",
    needs="a transform of logs that plays it",
)
