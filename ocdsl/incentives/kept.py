"""What is worked out once and shared by all who look at the same thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import field, frozen

T = TypeVar("T")


@frozen(eq=False)
class Keeping:
    """Keeps what has been worked out about it."""

    _kept: dict[Any, Any] = field(factory=dict, repr=False, kw_only=True)

    def once(self, key: Any, work: Callable[[], T]) -> T:
        """What `work` gives, worked out once for a key and shared by all who ask."""
        if key not in self._kept:
            self._kept[key] = work()
        found: T = self._kept[key]
        return found
