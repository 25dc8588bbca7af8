"""A payment that two splits divide in the same way (law 21)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.model.split_tables import side_of
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every split of a side of a payment that an earlier split divides."""
    first: dict[tuple[str, str], str] = {}
    for block in context.named["split"].values():
        for clause in every(block, tree.Divides):
            side, named = side_of(clause), [name.text for name in clause.payments]
            for payment in named or context.named["payment"]:
                owner = first.setdefault((side or block.name.text, payment), block.name.text)
                if owner != block.name.text:
                    message = (
                        f"`{owner}` divides `{payment}` by {clause.table.headings[0]} already."
                    )
                    yield Found(message, clause.span, heading(block, clause))


RULE = Rule(
    code="DividedTwice",
    severity=Severity.ERROR,
    what="Two splits divide the same side of one payment.",
    why="One reader takes the second share of the whole, another of what the first leaves.",
    fix="Name the payment in one of them, with every party in its table.",
    example='split who-pays "Who pays"\n'
    "  divides  all payments\n"
    "    | payer        | share    |\n"
    "    | vale         | 60%      |\n"
    "    | health-board | the rest |\n\n"
    'split start-payers "Who pays the start fee"\n'
    "  divides  start-fee\n"
    "    | payer        | share    |\n"
    "    | vale         | 50%      |\n"
    "    | health-board | the rest |\n",
    law="law 21",
    find=find,
)
