"""One step of a script: a table, the SQL that makes it, and the clauses it carries out."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ocdsl.rules.operators import Node


@frozen
class Step:
    """A statement that makes `table`; `about` are the lines of its heading comment."""

    table: str
    sql: str
    about: tuple[str, ...] = ()

    def text(self) -> str:
        """The step as it stands in a script, its heading first."""
        heading = "".join(f"-- {line}\n" for line in self.about)
        return f"{heading}{self.sql};\n"


def clause_line(node: Node) -> str:
    """`outcome-fee.withhold, line 84: …`: where a rule stands, and its words if it has any."""
    words = f": {node.says}" if node.says else ""
    place = f"{node.clause.identity}, line {node.clause.line}{words}"
    return place.replace("\n", " ")


def clause_lines(nodes: Iterable[Node]) -> tuple[str, ...]:
    """The clauses that some nodes come from, each once, in their order."""
    return tuple(dict.fromkeys(clause_line(node) for node in nodes))


def create(table: str, query: str) -> str:
    """The statement that makes a table from a query."""
    return f"CREATE OR REPLACE TABLE {table} AS\n{query}"


def view(table: str, query: str) -> str:
    """The statement that names a query, worked out anew whenever it is read."""
    return f"CREATE OR REPLACE VIEW {table} AS\n{query}"
