"""A weighted mean whose parts or weights do not make one (law 14)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.split_tables import shares_of
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import WeightedMean

_COLUMNS = ("part", "weight")


def find(context: Context) -> Iterator[Found]:
    """Every table of parts that is none, and every need of parts that cannot be met or missed."""
    for block in context.named["measure"].values():
        clause, needs = only(block, tree.IsValue), only(block, tree.NeedsParts)
        if context.has_unread(block):
            continue
        mean = clause.value if clause and isinstance(clause.value, WeightedMean) else None
        for message, span, fix in _table(context, mean) if mean else ():
            yield Found(message, span, heading(block, clause), fix)
        for kind in (tree.MissingParts, tree.NeedsParts):
            for alone in every(block, kind) if mean is None else ():
                message = "This measure has no parts: it is no weighted mean."
                yield Found(message, alone.span, heading(block, alone), "Take the line out.")
        if mean and needs:
            yield from _needs(block, mean, needs)


def _table(context: Context, mean: WeightedMean) -> Iterator[tuple[str, Span, str]]:
    table = mean.table
    if table.headings != _COLUMNS:
        yield "The columns of this table must be `part` and `weight`.", table.span, _HEADINGS
        return
    if any(len(row) != len(_COLUMNS) for row in table.rows):
        return
    yield from _rows(context, table)
    weights = [row[1] for row in table.rows]
    if all(isinstance(weight.content, ph.Percent) for weight in weights):
        *shares, rest = shares_of([*weights, ph.Cell(ph.Words("the rest"))])
        if min(shares) <= 0:
            yield "A part that weighs nothing is no part.", table.span, "Take the row out."
        elif rest:
            yield "The weights do not come to 100%.", table.span, "Let them come to 100%."


_HEADINGS = "Write `| part | weight |`."


def _rows(context: Context, table: ph.Table) -> Iterator[tuple[str, Span, str]]:
    seen: set[str] = set()
    for part, weight in table.rows:
        name = part.content.text if isinstance(part.content, ph.Words) else ""
        if not name:
            yield "This cell does not name a part.", part.span, "Write the name of a measure."
        elif name in context.named["rates"]:
            yield f"`{name}` is a card of rates, and no measure.", part.span, "Name a measure."
        elif name in seen:
            yield f"`{name}` stands in this table twice.", part.span, "Add up its two weights."
        elif _is_one_number(context, name):
            yield f"`{name}` is the same number for everybody.", part.span, "Take it out."
        if not isinstance(weight.content, ph.Percent):
            yield "This cell does not say what the part weighs.", weight.span, "Write a percentage."
        seen.add(name)
    if len(table.rows) < 2:
        yield "A mean has two parts at least, and this has one.", table.span, "Add the others."


def _is_one_number(context: Context, name: str) -> bool:
    block = context.named["measure"].get(name)
    clause = only(block, tree.IsValue) if block else None
    return clause is not None and isinstance(clause.value, ph.Scalar)


def _needs(block: tree.Block, mean: WeightedMean, needs: tree.NeedsParts) -> Iterator[Found]:
    count, parts = needs.limit.value, len(mean.table.rows)
    whole = isinstance(count, ph.Number) and count.places == 0
    if needs.limit.word != "at least" or not whole:
        message = "How many parts there must be is a whole number, `at least`."
        yield Found(message, needs.span, heading(block, needs), "Write `needs  at least 3 parts`.")
    elif isinstance(count, ph.Number) and not 1 <= count.digits <= parts:
        message = f"Of {parts} parts there are never {count.digits}."
        if count.digits == 0:
            message = "Of no parts at all there is no mean."
        fix = f"Write a number from 1 up to and including {parts}."
        yield Found(message, needs.span, heading(block, needs), fix)


RULE = Rule(
    code="MeanParts",
    severity=Severity.ERROR,
    what="The table of a weighted mean, or how many of its parts it needs, has no meaning.",
    why="A score that is short of its weights, or counts a part twice, pays for something else.",
    fix="Write one row for each part, with weights that come to 100%.",
    example='measure total-score "Total score"\n'
    "  for each  provider and quarter\n"
    "  is        the weighted mean of\n"
    "    | part             | weight |\n"
    "    | reablement-rate  | 50%    |\n"
    "    | reablement-rate  | 50%    |\n",
    law="laws 12 and 14",
    find=find,
)
