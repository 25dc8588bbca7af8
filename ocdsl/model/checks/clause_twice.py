"""A clause said twice in a block that can hold only one."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, words_of, words_of_kind
from ocdsl.model.context import Context
from ocdsl.syntax import tree

_MANY = (tree.FreeText, tree.FieldClause, tree.Expect, tree.Party)


def find(context: Context) -> Iterator[Found]:
    """Every clause whose first words an earlier clause of the block has."""
    for block in context.file.blocks:
        seen: dict[str, int] = {}
        for clause in block.clauses:
            words = words_of(clause)
            if isinstance(clause, _MANY) and not _is_alone(block, clause):
                continue
            if isinstance(clause, tree.AchievedWhen):
                words = words_of_kind(tree.AchievedOn)  # an outcome is achieved in one way
            first = seen.setdefault(words, clause.span.line)
            if first != clause.span.line:
                message = (
                    f"The {block.keyword} `{block.name.text}` says `{words}` twice: "
                    f"on line {first} and here."
                )
                yield Found(message, clause.span, heading(block, clause))


def _is_alone(block: tree.Block, clause: tree.Clause) -> bool:
    """Whether a clause of a kind that may repeat is one of those that may not."""
    if isinstance(clause, tree.Party):
        return clause.kind == "commissioner"
    if isinstance(clause, tree.FreeText) and clause.kind == "because":
        return block.keyword == "accept"
    return isinstance(clause, tree.FreeText) and clause.kind in ("evidence", "Cymraeg")


RULE = Rule(
    code="ClauseTwice",
    severity=Severity.ERROR,
    what="A block says the same clause twice.",
    why="Two prices, two dates or two limits in one place leave open which of them is paid.",
    fix="Keep one of the two lines.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each person in older-people\n"
    "  pays  £350.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 3",
    find=find,
)
