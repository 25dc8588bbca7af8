"""Writes the examples that a contract lacks, ready to paste (law 28)."""

from ocdsl.generators.examples.suggest import Suggested, suggest

__all__ = ["Suggested", "suggest"]
