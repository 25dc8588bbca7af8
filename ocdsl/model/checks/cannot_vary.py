"""What a variation would change, and this version of the language cannot have change (law 26)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.articles import with_article
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.variations import Text
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_REPLACED = (
    "payment", "deduction", "outcome", "measure", "rates", "accept", "example", "section",
    "suitability", "logic-model", "assume",
)  # fmt: skip
_ADDED = (*_REPLACED, "event", "spell", "cohort", "use")


def find(context: Context) -> Iterator[Found]:
    """Every block of a variation that can take no other's place, or cannot be added."""
    if context.text is None:
        return
    for block in context.text.added:
        if block.keyword not in _ADDED:
            what = with_article(block.keyword)
            fix = f"Write the {block.keyword} into the contract as it was signed."
            yield Found(f"A variation cannot add {what}.", block.span, heading(block), fix)
    for old, new in context.text.replaced:
        reason = _reason(context, context.text, old, new)
        if reason:
            fix = (
                ""
                if new.keyword in _ADDED
                else "Leave it as it was signed, or agree a new contract."
            )
            yield Found(reason, new.span, heading(new), fix)


def _reason(context: Context, text: Text, old: tree.Block, new: tree.Block) -> str:
    """Why a block cannot take the place of another; empty when it can."""
    name = new.name.text
    if new.keyword not in _REPLACED:
        return f"A variation cannot replace the {new.keyword} `{name}`."
    if old.keyword != new.keyword:
        return f"`{name}` is {with_article(old.keyword)}, and stays one."
    if new.keyword == "measure" and only(new, tree.IsPercentage):
        return f"`{name}` counts people over whole periods, and cannot change in the middle of one."
    if new.keyword == "outcome":
        return _of_outcome(context, old, new)
    return _of_payment(context, old, new) if new.keyword in ("payment", "deduction") else ""


def _of_payment(context: Context, old: tree.Block, new: tree.Block) -> str:
    name = new.name.text
    if only(old, tree.Repaid) or only(new, tree.Repaid):
        return f"`{name}` is an advance, paid on its day: what repays it cannot change afterwards."
    if context.wide_grain(new) == ():
        return (
            f"`{name}` is for the contract as a whole, whose first day was before the variation: "
            "it would be in force on no line."
        )
    return ""


def _of_outcome(context: Context, old: tree.Block, new: tree.Block) -> str:
    name = new.name.text
    if any(node.of.text == name for _, _, node in context.parts(ph.NumberOf)):
        return f"`{name}` is counted by `the number of {name}`, and cannot change."
    for block in (old, new):
        if only(block, tree.AchievedWhen) and not only(context.header, tree.Versions):
            return (
                f"`{name}` is achieved by a spell that lasts, which no version has to itself. "
                "With `versions` each person is judged by one text."
            )
        if any(len(counts.grain) > 1 for counts in every(block, tree.Counts)):
            return f"`{name}` counts once for each of several choices, and cannot change."
    return ""


RULE = Rule(
    code="CannotVary",
    severity=Severity.ERROR,
    what="A variation changes what cannot change from one day to the next.",
    why="What was counted before that day would be counted in two ways, and so would its payment.",
    fix="Add a block with a name of its own, or agree a new contract.",
    example='variation fee-2027 "From April 2027"\n'
    "  from     1 April 2027\n"
    "  because  The ceiling was agreed anew.\n"
    '\ncap another-ceiling "Another ceiling"\n'
    "  over     all payments\n"
    "  at most  £1,000.00 for each person\n"
    "  order    earliest earned first, the last in part\n"
    "  excess   is not paid\n",
    law="law 26",
    find=find,
)
