"""The checks, one a file, and the tuple that lists them."""

from __future__ import annotations

from ocdsl.incentives.check import Check
from ocdsl.incentives.checks.cliff_edge import CLIFF_EDGE
from ocdsl.incentives.checks.tier_notch import TIER_NOTCH

CHECKS: tuple[Check, ...] = (CLIFF_EDGE, TIER_NOTCH)
