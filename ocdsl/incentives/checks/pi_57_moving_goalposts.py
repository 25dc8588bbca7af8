"""PI-57: targets are changed while people are on their way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.incentives.check import Change, Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.texts import Rewriting, rewritten
from ocdsl.incentives.mending import under
from ocdsl.incentives.scenes import a_third
from ocdsl.incentives.subject import Subject
from ocdsl.model.clauses import every
from ocdsl.model.contract import Contract, Payment
from ocdsl.model.told import listed, told
from ocdsl.syntax import tree

_AMOUNT = re.compile(r"£([0-9,]+)\.([0-9]{2})")


def _unless(subject: Subject) -> Said | None:
    if not subject.contract.cohorts:
        return not_applicable("nobody joins a cohort, so that nobody is on the way to a result")
    if not _for_people(subject.contract):
        return not_applicable("no payment for people states an amount that could be varied")
    return None


def _for_people(contract: Contract) -> list[Payment]:
    """The payments for people, or for what they reach, that state an amount of their own."""
    for_them = (p for p in contract.payments.values() if not p.takes and (p.outcome or p.cohort))
    lines = contract.source.text.rstrip("\n").split("\n")
    return [p for p in for_them if _AMOUNT.search(_block(contract, p.name, lines))]


def _changes(subject: Subject) -> Iterator[Change]:
    """A variation that halves what is paid for people; for each payment where not all can vary."""
    day = _first_day(subject.contract)
    names = tuple(p.name for p in _for_people(subject.contract))
    together = _change(names, day)
    yield from [together] if under(subject, together) else (_change((n,), day) for n in names)


def _change(names: tuple[str, ...], day: int) -> Change:
    whose = listed([f"`{name}`" for name in names])
    says = told(
        "has the amounts of {whose} halved by a variation from {day}",
        whose=whose,
        day=in_words(day),
    )
    return Change(says, day, _halved(names, day))


def _about(subject: Subject, change: Change, on: str) -> Change:
    """The variation of one payment alone."""
    alone = _change((on,), change.day)
    return alone if under(subject, alone) else change


def _first_day(contract: Contract) -> int:
    """When a third of the term is over; after a variation that there is, half of what is left."""
    last = max((day for block in contract.tree.blocks for day in _begins(block)), default=0)
    return max(a_third(contract), (last + contract.term_end) // 2 if last else 0)


def _begins(block: tree.Block) -> Iterator[int]:
    """The first day of a variation."""
    return (clause.day.ordinal for clause in every(block, tree.FromDay))


def _halved(names: tuple[str, ...], day: int) -> Callable[[Contract], tuple[Edit, ...]]:
    def edits(contract: Contract) -> tuple[Edit, ...]:
        lines = contract.source.text.rstrip("\n").split("\n")
        blocks = "\n\n".join(_block(contract, name, lines) for name in names)
        text = (
            f'\nvariation halved "Half of what was agreed"\n  from     {in_words(day)}\n'
            f"  because  Money is short.\n\n{_AMOUNT.sub(_half, blocks)}"
        )
        return (Edit(contract.name, text, (len(lines) + 1, len(lines))),)

    return edits


def _block(contract: Contract, name: str, lines: list[str]) -> str:
    """The lines of a block: of the last with that name, where a variation has replaced it."""
    first = max(b.span.line for b in contract.tree.blocks if b.name.text == name)
    last = next((n for n in range(first, len(lines)) if not lines[n].startswith(" ")), len(lines))
    return "\n".join(lines[first - 1 : last])


def _half(found: re.Match[str]) -> str:
    return pounds((int(found[1].replace(",", "")) * 100 + int(found[2])) // 2)


def _by_joining(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """Each person judged by the text in force when they joined."""
    contract = subject.contract
    if contract.judged_on is not None:
        return ()
    payment = contract.payments[finding.on]
    cohort = contract.outcomes[payment.outcome].cohort if payment.outcome else payment.cohort
    if cohort not in contract.cohorts:
        return ()
    kind = contract.cohorts[cohort].joins_on.event.text
    line = f"  versions  each person is judged by the text in force on the first {kind}"
    return (Edit(contract.name, line),)


REWRITING = Rewriting(
    changes=_changes,
    tries="what is paid for people halved by a variation when a third of the term is over",
    why="People had joined before, and were helped as before.",
    unless=_unless,
    about=_about,
    most=1,  # what protects one payment protects them all
)

CHECK = Check(
    code="PI-57",
    name="Moving the goalposts",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain="Targets are changed while people are on their way.",
    property="No variation changes what is paid for people who had joined before it.",
    seen="The measures of the probation contracts were varied several times.",
    source="Public Accounts Committee, 2019",
    mitigation=(
        "Judge each person by the text in force when they joined, and keep a log of changes."
    ),
    how=(
        "A variation that halves the amounts of what is paid for people is put below the "
        "contract. It begins a day after people joined, half way, and a day before the last that "
        "happens: what is paid for them must not fall."
    ),
    look=rewritten(REWRITING),
    mend=_by_joining,
)
