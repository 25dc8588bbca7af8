"""The clauses by which a card of rates changes from year to year."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Name, Percent, place


@frozen
class Rises:
    """`rises with cpi each 1 April`, `rises by 3% each 1 April` or `falls by 2% each 1 April`."""

    way: Literal["rises", "falls"]
    by: Name | Percent
    """The field that records by how much, or the percentage itself."""
    day: int
    month: int
    span: Span = place()


@frozen
class RiseLimit:
    """`at least 0%` or `at most 5%`: the least or the most by which rates rise in a year."""

    word: Literal["at most", "at least"]
    share: Percent
    span: Span = place()


@frozen
class PennyRounding:
    """`rounding half up to the penny`: each year's rate, which the next rise starts from."""

    span: Span = place()
