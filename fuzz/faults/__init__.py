"""Faults of known kinds, planted at random into sound contracts: `make incentives-bench`."""

from __future__ import annotations

from fuzz.faults import assumed, counting, days, own, people, prices
from fuzz.faults.ground import KINDS, Kind, Planted

__all__ = ["KINDS", "Kind", "Planted", "assumed", "counting", "days", "own", "people", "prices"]
