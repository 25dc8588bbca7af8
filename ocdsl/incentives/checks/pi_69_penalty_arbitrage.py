"""PI-69: the deduction is less than the duty costs."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ocdsl.base.money import pounds
from ocdsl.incentives.check import (
    FOUND,
    NOT_CHECKED,
    SEARCHED,
    Check,
    Edit,
    Finding,
    Said,
    money_of,
)
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.scenes import provider_of, singles
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import copied
from ocdsl.model.amounts import Flat
from ocdsl.model.assumptions import Saving
from ocdsl.model.contract import Contract, Payment
from ocdsl.model.told import told

_OFTEN = (1, 2, 5, 10)
"""How often in a row a duty is left undone: a limit may make the last times free."""
_SCENES = 12


def look(subject: Subject) -> list[Said]:
    """What is said of each deduction: whether it is at least what is saved by what it is for."""
    deductions = [p for p in subject.contract.payments.values() if p.takes]
    if not deductions:
        return [not_applicable("nothing is deducted")]
    return [_said(subject, block) for block in deductions if subject.about(block.name)]


def savings(contract: Contract) -> dict[str, Saving]:
    """What is saved each time a deduction is made, where an `assume` block says so."""
    told = (saving for assumed in contract.assumptions for saving in assumed.savings)
    return {saving.deduction: saving for saving in told}


def _said(subject: Subject, block: Payment) -> Said:
    saving = savings(subject.contract).get(block.name)
    if saving is None:
        lines = (
            f'assume spared "What is saved by leaving it undone"\n'
            f"  saves    £40.00 for each {block.name}\n"
            "  because  Where this figure comes from."
        )
        detail = f"the contract does not say what is saved each time; for example:\n{lines}"
        return Said(block.name, NOT_CHECKED, detail)
    detail = f"what it is for happens 1, 2, 5 and 10 times, at {pounds(saving.pence)} saved each"
    tried = 0
    for undone in _undone(subject, block, saving):
        gain = undone.gain(subject)
        tried += gain is not None
        if gain is not None and gain > 0:
            return Said(block.name, FOUND, detail, (_finding(subject, undone),), tried)
    if not tried:
        detail = "no log was made in which it is left undone: no event of its own says so"
        return Said(block.name, NOT_CHECKED, detail)
    return Said(block.name, SEARCHED, detail, (), tried)


@frozen
class _Undone:
    """A log in which a duty is left undone so many times."""

    block: Payment
    kind: str
    """The event that the deduction is for each of, or that begins what it is for."""
    rows: Rows
    often: int
    saving: Saving

    @property
    def done(self) -> Rows:
        """The same without it."""
        return tuple(row for row in self.rows if row["event"] != self.kind)

    @property
    def saved(self) -> int:
        """Whole pence that are saved in all."""
        return self.often * self.saving.pence

    def gain(self, subject: Subject) -> int | None:
        """Pence that the provider is better off by it; None where a row is refused."""
        both = subject.pay(self.done), subject.pay(self.rows)
        if both[0] is None or both[1] is None:
            return None
        provider = provider_of(subject, self.rows)
        done, undone = (money_of(paid.decisions, provider) for paid in both if paid)
        return undone - done + self.saved


def _undone(subject: Subject, block: Payment, saving: Saving) -> Iterator[_Undone]:
    """Logs in which a duty is left undone, seldom and often, on one day."""
    spell = subject.contract.spells.get(block.spell)
    kind = spell.starts_on.event.text if spell else block.event
    for often in _OFTEN:
        for rows in _once(subject, block, kind):
            index = next(n for n, row in enumerate(rows) if row["event"] == kind)
            again = rows
            for _ in range(often - 1):
                again = copied(again, index)
            yield _Undone(block, kind, again, often, saving)


def _once(subject: Subject, block: Payment, kind: str) -> Iterator[Rows]:
    """Logs that hold what a deduction is for once, and in which it is made."""
    given = 0
    for scene in singles(subject):
        own = [row["event_id"] for row in scene.rows if row["event"] == kind]
        made = any(d.payment == block.name and d.amount for d in scene.paid.decisions)
        if own and made and given < _SCENES:
            given += 1
            yield tuple(row for row in scene.rows if row["event_id"] not in own[1:])


def _finding(subject: Subject, undone: _Undone) -> Finding:
    whole = undone.gain(subject)

    def shows(rows: Rows) -> bool:
        fewer = evolve(undone, rows=rows)
        own = sum(row["event"] == undone.kind for row in rows)
        return own == undone.often and fewer.gain(subject) == whole

    least = evolve(undone, rows=smaller(undone.rows, shows))
    provider = provider_of(subject, least.rows)
    times = "" if undone.often == 1 else told(" {often} times", often=undone.often)
    return Finding(
        on=undone.block.name,
        where="",
        clause=undone.block.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} leaves undone{times} what `{block}` is for. That saves it "
                "{amount}, which is more than is deducted.",
                who=subject.title(provider),
                times=times,
                block=undone.block.name,
                amount=pounds(undone.saved),
            )
        ),
        before=subject.played(least.done),
        after=subject.played(least.rows),
        gained_by="by leaving it undone",
        saved=undone.saved,
    )


def _dearer(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The deduction at what is saved each time, where it is one price in pounds."""
    block = subject.contract.payments[finding.on]
    saving = savings(subject.contract)[finding.on]
    if not isinstance(block.price, Flat) or block.price.pence >= saving.pence:
        return ()
    place = lines_of(subject.contract, block.clauses["pays"])
    line = subject.contract.source.line(place[0])
    text = line.replace(pounds(block.price.pence), pounds(saving.pence))
    return () if text == line else (Edit(block.name, text, place),)


CHECK = Check(
    code="PI-69",
    name="Cheaper to pay the fine",
    group="shape",
    actor="provider",
    severity="high",
    plain="The deduction is less than the duty costs.",
    property="For every duty, the deduction is at least what is saved by leaving it undone.",
    seen="The regulator of water warned of companies that profit from not delivering.",
    source="Ofwat, price review of 2014",
    mitigation="Price deductions above what is saved, and count them towards ending the contract.",
    how=(
        "What a deduction is for happens 1, 2, 5 and 10 times on a day, so that a limit is reached "
        "as well: what is deducted in all must be at least what an `assume` block says is saved."
    ),
    look=look,
    mend=_dearer,
)
