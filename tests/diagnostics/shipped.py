"""The shipped contract with some of its blocks replaced or left out, or with new ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "contracts/reablement-at-home/contract.ocdsl"


def blocks(text: str) -> dict[str, str]:
    """A contract's text block by block, under the keyword and the name."""
    parts = re.split(r"(?m)^(?=[a-z-]+ [a-z0-9-]+ \")", text)
    return {" ".join(part.split(" ", 2)[:2]): part for part in parts if part.strip()}


def shipped_with(changed: str, without: Iterable[str] = ()) -> str:
    """The shipped contract with the blocks of a text in place of its own, and without some."""
    there = blocks(SHIPPED.read_text(encoding="utf-8"))
    assert there.keys() >= set(without), without
    left = {heading: block for heading, block in there.items() if heading not in set(without)}
    return "\n".join({**left, **blocks(changed)}.values())
