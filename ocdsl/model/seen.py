"""What a walk over a contract sees: names used, events mentioned, tests asked; and where."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


@frozen
class Spot:
    """Where the walk is: a clause of a block, and which events plain words there may mean.

    `hand` is the event whose fields a bare name means; `picked` the one `the EVENT` may mean.
    """

    context: Context
    block: tree.Block
    clause: tree.Clause
    hand: str = ""
    picked: str = ""
    shared: bool = False
    """Whether values are those of each provider, among whom a payment is shared."""

    @property
    def heading(self) -> str:
        """The heading trail of the place."""
        return heading(self.block, self.clause)


@frozen
class Use:
    """A name used: what it should name, the names that exist, and whose (`closure` for a field)."""

    what: str
    name: ph.Name
    known: Collection[str]
    spot: Spot
    of: str = ""


@frozen
class Mention:
    """An event mentioned, and the ways of writing it that have a meaning there.

    `form` is `first` (or the second, the third and so on), `pick` (one of those or the last),
    `first or last`, `pick or picked` (or the one the block has picked), `picked`, `test` (any of
    those, a, or no), `a`, `each` or `next`.
    """

    phrase: ph.EventPhrase
    form: str
    spot: Spot


@frozen
class Asked:
    """Tests at a place: `kind` is the place (`joins on`, `when`, …)."""

    tests: ph.Tests
    kind: str
    spot: Spot


Seen = Use | Mention | Asked
