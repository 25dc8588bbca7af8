"""A text of the library that is not the one a contract was agreed with (law 19)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every digest that is not that of the text which is there."""
    for name, block in context.named["use"].items():
        section = context.libraries.get(name)
        for clause in every(block, tree.Digest):
            if section and clause.digest != section.digest:
                message = f"The text of `{name}` in the library is not the one that is named here."
                fix = (
                    f"Read it with `ocdsl library {name}`. If it is what is meant, write "
                    f"`digest {section.digest}`; if not, keep the text that was agreed beside the "
                    f"contract, as `library/{name}.ocdsl`."
                )
                yield Found(message, clause.span, heading(block, clause), fix)


RULE = Rule(
    code="LibraryChanged",
    severity=Severity.ERROR,
    what="The text that a `use` names by its digest is not the one that is there.",
    why="Its limits, outcomes or measures may differ from what was agreed, and what is paid "
    "rests on them.",
    fix="Read what is there, and then write its digest, or keep the text that was agreed.",
    example='use wemwbs "Mental wellbeing"\n  digest       sha256:00\n  recorded by  provider\n',
    law="laws 19 and 26",
    find=find,
)
