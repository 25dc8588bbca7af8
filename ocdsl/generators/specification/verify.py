"""Whether a specification says what a contract says: each clause of the document that differs.

The contract is put into words again, and the two documents are compared clause by clause. So it is
seen both when the contract has changed since, and when somebody has edited the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from attrs import frozen

from ocdsl.generators.specification.read_back import SpecificationRead, numbers_of


@frozen
class ClauseDiffers:
    """A clause that the document words otherwise than the contract does; one side may be empty."""

    place: str
    """The number of the clause in what the contract gives, or of the one before it."""
    document: str
    contract: str

    def as_json(self) -> dict[str, str | None]:
        """The two wordings as plain data; null where there is none."""
        return {
            "place": self.place,
            "document": self.document or None,
            "contract": self.contract or None,
        }


@frozen
class Verified:
    """What came of comparing a document with a contract."""

    document_digest: str
    contract_digest: str
    made_with: str
    version: str
    """The version of ocdsl that has compared them."""
    changes: tuple[str, ...]
    """What the contract says otherwise than the text in the document's annex: a sentence each."""
    clauses: tuple[ClauseDiffers, ...]

    @property
    def agrees(self) -> bool:
        """Whether the document is what this contract gives, word for word."""
        return not self.clauses and not self.changes and self.same_text

    @property
    def same_text(self) -> bool:
        """Whether the document was made from this very text of the contract."""
        return self.document_digest == self.contract_digest

    @property
    def exit_status(self) -> int:
        """0 when they agree, else 1."""
        return 0 if self.agrees else 1

    def as_json(self) -> dict[str, Any]:
        """The whole comparison as plain data."""
        return {
            "agrees": self.agrees,
            "document_digest": self.document_digest,
            "contract_digest": self.contract_digest,
            "made_with": self.made_with or None,
            "version": self.version,
            "changes": list(self.changes),
            "clauses": [clause.as_json() for clause in self.clauses],
        }


def compared(document: SpecificationRead, given: SpecificationRead) -> tuple[ClauseDiffers, ...]:
    """Where the document says otherwise than what the contract gives.

    The contract's text in the annex is compared as well when both name the same text: then only
    somebody's hand can have changed it.
    """
    numbers = list(numbers_of(given.clauses))
    old, new = ([clause.text for clause in side.clauses] for side in (document, given))
    found = list(_differences(old, new, numbers))
    if document.digest == given.digest:
        lines = [f"Annex A, line {n}" for n, _ in enumerate(given.contract_lines, 1)]
        found += _differences(document.contract_lines, given.contract_lines, lines)
    return tuple(found)


def _differences(
    old: Sequence[str], new: Sequence[str], places: Sequence[str]
) -> Iterator[ClauseDiffers]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        place = places[start] if start < len(places) else "the end"
        # What one side has more of stands alone, at the place where the stretch begins.
        pairs = zip_longest(old[first:last], new[start:end], places[start:end])
        for was, now, at in pairs:
            yield ClauseDiffers(at or f"before {place}", was or "", now or "")
