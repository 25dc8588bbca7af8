"""The clauses of `use`: which text of the library is meant, and what of it the contract takes."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.phrases import Name, Table, place


@frozen
class Digest:
    """`digest sha256:9f86…`: the one text of the library that is meant."""

    digest: str
    span: Span = place()


@frozen
class ForPeople:
    """`for the people in older-people`: whose outcomes those of the library are."""

    cohort: Name
    span: Span = place()


@frozen
class Brings:
    """`brings` and its table: the names that are taken, and perhaps a target for each."""

    table: Table
    span: Span = place()
