"""The pictures of how what is recorded leads to what is paid: a chain for each payment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import frozen

from ocdsl.base.calendar import Due
from ocdsl.drawing.chains import Chain, Link, chains_drawn
from ocdsl.drawing.shapes import Words
from ocdsl.model.contract import Contract, Outcome, Payment
from ocdsl.model.rests_on import RestsOn, rests_on
from ocdsl.rules.wording.clauses import PICTURE_WIDTH, Figure
from ocdsl.rules.wording.picture_words import PictureWords
from ocdsl.syntax import phrases as ph

_HIGHEST = 12_400
_POINT = "• "
_MOST = 5
"""Lines of one kind in a box; the rest are counted."""


@frozen
class Spoken:
    """What a language says of the parts of a payment."""

    words: PictureWords
    amount: Callable[[Payment], str]
    """What it pays, in figures: `£300.00`, `£75.00 to £320.00`."""
    paid_for: Callable[[Payment], str]
    """What follows `for each`."""
    due: Callable[[Due], str]
    test: Callable[[Payment | Outcome, ph.Test], str]
    """A condition of a payment or an outcome in few words."""
    event: Callable[[ph.EventPhrase], str]
    share: Callable[[Fraction], str]
    day: Callable[[int], str]


def flow_figures(contract: Contract, spoken: Spoken) -> Iterator[Figure]:
    """A chain for each payment in its order, on as many pictures as they take to be readable."""
    words = spoken.words
    chains = [_chain(contract, payment, spoken) for payment in contract.payments.values()]
    if not chains:
        return
    pictures = tuple(chains_drawn(words.flow_heads, chains, PICTURE_WIDTH, _HIGHEST))
    caption = words.flow_caption if len(pictures) == 1 else words.flow_caption_part
    for part, (picture, count) in enumerate(pictures, 1):
        own, chains = chains[:count], chains[count:]
        yield Figure(
            f"figure.flow.{part}",
            words.figure,
            caption.format(part=part, parts=len(pictures)),
            " ".join(_said(chain, words) for chain in own),
            picture,
        )


def _chain(contract: Contract, payment: Payment, spoken: Spoken) -> Chain:
    words, found = spoken.words, rests_on(contract, payment)
    amount = spoken.amount(payment)
    titles = [contract.events[name].title for name in found.events]
    return (
        _few([Words(point(title)) for title in titles], words),
        (*_results(contract, found), *_few(list(_tests(contract, payment, spoken)), words)),
        (
            Words(payment.title, bold=True),
            Words(words.taken.format(amount=amount) if payment.takes else amount),
            Words(words.for_each.format(what=spoken.paid_for(payment)), ink="quiet"),
        ),
        tuple(Words(point(text)) for text in _becomes(contract, payment, spoken)),
    )


def _few(link: list[Words], words: PictureWords) -> Link:
    """The words of a box, with a count in place of what would overfill it."""
    left = len(link) - _MOST
    more = words.more.format(count=left)
    return (*link[:_MOST], Words(more, ink="quiet")) if left > 1 else tuple(link)


def _results(contract: Contract, found: RestsOn) -> Iterator[Words]:
    """The outcomes and measures by their titles."""
    for kind, names in ((contract.outcomes, found.outcomes), (contract.measures, found.measures),
                        (contract.calculations, found.calculations)):  # fmt: skip
        yield from (Words(kind[name].title, bold=True) for name in names)


def _tests(contract: Contract, payment: Payment, spoken: Spoken) -> Iterator[Words]:
    """The conditions of its outcomes, then its own."""
    outcomes = [contract.outcomes[name] for name in payment.outcomes]
    blocks: list[Payment | Outcome] = [*(outcomes if len(outcomes) == 1 else ()), payment]
    for block in blocks:
        if block.when is not None:
            if lead := _lead(block.when, spoken.words):
                yield Words(lead)
            yield from (Words(point(spoken.test(block, test))) for test in block.when.items)
        if isinstance(block, Outcome) and block.needs is not None:
            event = spoken.event(block.needs.event)
            yield Words(point(spoken.words.in_time.format(event=event)))


def _lead(tests: ph.Tests, words: PictureWords) -> str:
    if tests.how in ("any", "or"):
        return words.any_of
    return words.some_of.format(least=tests.least) if tests.how == "some" else ""


# ---- what becomes of it


def _becomes(contract: Contract, payment: Payment, spoken: Spoken) -> Iterator[str]:
    """When it is due, and what is left out, kept back, limited, divided or taken back."""
    words = spoken.words
    kept, of = payment.kept
    if kept != of:
        yield words.left_out.format(taken=of - kept, of=of)
    yield from _kept_back(contract, payment, spoken)
    for lead, blocks in ((words.limited, contract.caps), (words.divided, contract.splits)):
        yield from (lead.format(what=b.title) for b in blocks.values()
                    if payment.name in b.payments)  # fmt: skip
    paid = contract.payments
    if payment.fills:
        yield words.made_up.format(what="; ".join(paid[name].title for name in payment.fills))
    if payment.advance is not None:
        names = payment.advance.payments
        yield words.repaid.format(what="; ".join(paid[name].title for name in names))
    if payment.shadow_until is not None:
        yield words.shown_only.format(day=spoken.day(payment.shadow_until))
    yield words.due.format(when=spoken.due(payment.due))
    if payment.recovery is not None:
        share = spoken.share(Fraction(*payment.recovery.share))
        event = spoken.event(payment.recovery.event)
        yield words.recovered.format(share=share, event=event)


def _kept_back(contract: Contract, payment: Payment, spoken: Spoken) -> Iterator[str]:
    words, held, kept = spoken.words, payment.withholding, payment.retention
    if held is not None:
        known = words.withheld_until.format(what=contract.measures[held.measure].title)
        yield words.withheld.format(share=spoken.share(Fraction(*held.share)), what=known)
    if kept is not None:
        until = (
            spoken.day(kept.until)
            if kept.until is not None
            else words.withheld_until.format(what=contract.outcomes[kept.outcome].title)
        )
        yield words.withheld.format(share=spoken.share(Fraction(*kept.share)), what=until)


def point(text: str) -> str:
    """The text as a point of a list."""
    return f"{_POINT}{text}"


def _said(chain: Chain, words: PictureWords) -> str:
    """A chain in a sentence."""
    recorded, holds, paid, becomes = (
        "; ".join(each.text.removeprefix(_POINT) for each in link) or words.nothing_more
        for link in chain
    )
    return words.flow_said.format(recorded=recorded, holds=holds, paid=paid, becomes=becomes)
