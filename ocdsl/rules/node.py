"""What every node of the rules graph has, whatever its operator."""

from __future__ import annotations

from attrs import field, frozen

from ocdsl.model.contract import Clause
from ocdsl.rules.frames import Frame

NodeId = str


@frozen
class Node:
    """What every operator has: a unique name, the clause it comes from, its frame and its words."""

    id: NodeId
    clause: Clause
    frame: Frame
    says: str = field(kw_only=True, default="")
    """The contract's own words, such as `no readmission is within 28 days after the closure`."""
