"""What makes a pool: money that was forfeited, and a payment shared among the providers."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Value, place


@frozen
class SharedAmong:
    """`shared among providers in proportion to base-payment × total-score`."""

    weight: Value
    span: Span = place()
