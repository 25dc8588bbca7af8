"""The order in which adjustments apply, and what the end of the contract does."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.rules import operators as op
from ocdsl.rules.wording.clauses import (
    Date,
    Group,
    Paragraph,
    Ref,
    Section,
    Words,
    clauses_of,
    say,
)
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.voice import Voice

# ---- the order of adjustments


def order_and_end(voice: Voice) -> Section:
    """The fixed order of adjustments (law 23), how time counts, and the end of the contract."""
    parts = (
        Group(say("Time limits"), "section.time", tuple(_time())),
        Group(say("The end of the contract"), "section.end", tuple(_end(voice))),
    )
    if not voice.contract.payments:
        title = say("Time limits and the end of the contract")
        return Section(title, "section.order", parts)
    order = Paragraph(
        say("The amount of each payment is worked out in this order:"), (), _steps(voice)
    )
    adjusted = Group(say("Order of adjustments"), "section.order-of-adjustments", (order,))
    title = say("Order of adjustments, time limits and the end of the contract")
    return Section(title, "section.order", (adjusted, *parts))


def _steps(voice: Voice) -> tuple[Words, ...]:
    """Only the steps that the rules have, in the order in which the rules apply them."""
    nodes = voice.graph.nodes.values()
    steps: list[Words] = [
        say("the price is looked up"),
        say("the conditions are tested"),
        say("the amount is rounded, once, to a whole penny"),
    ]
    held = _blocks(n for n in nodes if isinstance(n, op.Allocate) and n.shares)
    if held:
        steps.append(say("a share is withheld ({of})", of=_titles(voice, held)))
    for node in nodes:
        if isinstance(node, op.Apportion) and not node.parties:
            steps += _cap_steps(voice, node)
    if any(isinstance(n, op.Reverse) for n in nodes):
        taken = _blocks(n for n in nodes if isinstance(n, op.Reverse))
        steps.append(say("money to be recovered is taken back ({of})", of=_titles(voice, taken)))
    if voice.contract.splits:
        of = _titles(voice, list(voice.contract.splits))
        steps.append(say("each payment is divided between its parties ({of})", of=of))
    return w.as_items(steps)


def _cap_steps(voice: Voice, node: op.Apportion) -> Iterator[Words]:
    if node.fills is not None:
        floor = voice.contract.payments[node.cap]
        yield say("what {floor} lacks is made up{see}", floor=voice.term(node.cap), see=see(floor))
        return
    if node.back is not None:
        paid = voice.contract.payments[node.cap]
        yield say(
            "what repays {advance} is set off{see}", advance=voice.term(node.cap),
            see=see(paid, "repaid"),
        )  # fmt: skip
        return
    cap = voice.contract.caps[node.cap]
    yield say("{cap} is applied{see}", cap=voice.term(node.cap), see=see(cap))
    if cap.carries:
        yield say("what does not fit under {cap} is carried forward", cap=voice.term(node.cap))


def _blocks(nodes: Iterator[op.Node]) -> list[str]:
    return list(dict.fromkeys(node.clause.block for node in nodes))


def _titles(voice: Voice, names: list[str]) -> Words:
    refs = [
        say("{term}, clause\u00a0{ref}", term=voice.term(n), ref=Ref(_anchor(voice, n)))
        for n in names
    ]
    return w.listed(refs)


def _anchor(voice: Voice, name: str) -> str:
    return voice.block(name).clause.identity


# ---- time, and the end


def _time() -> Iterator[Paragraph]:
    yield Paragraph(
        say(
            "Payments are worked out as at a day, from what had taken place by the end of that day "
            "and had been recorded by a stated moment."
        )
    )
    yield Paragraph(
        say(
            "A time limit runs on the day an event took place, not on the day it was recorded, "
            "unless a clause speaks of recording."
        )
    )
    yield Paragraph(
        say(
            "An event that is recorded late, corrected or withdrawn changes no statement already "
            "issued. The next statement carries the difference, and names the event that caused it."
        )
    )


def _end(voice: Voice) -> Iterator[Paragraph]:
    contract = voice.contract
    text = (
        "The term ends on {end}. What happens after that day still counts for a person who joined "
        "during the term, up to and including {last} (the end of the contract, {tail} later)."
        if contract.tail_end > contract.term_end
        else "The term ends on {end}, and the contract with it. What happens after that day does "
        "not count."
    )
    last, tail = Date(contract.tail_end), _tail(voice)
    end = say(text, end=Date(contract.term_end), last=last, tail=tail)
    yield Paragraph(end, clauses_of(contract, "tail"))
    yield Paragraph(say("At the end of the contract:"), (), _at_the_end(voice))


def _tail(voice: Voice) -> Words:
    days = voice.contract.tail_end - voice.contract.term_end
    return w.count(days // 7, "week") if days % 7 == 0 else w.count(days, "day")


def _at_the_end(voice: Voice) -> tuple[Words, ...]:
    items = [
        say(
            "a condition that is not met by then can no longer be met, and a payment that waits "
            "for it is not due"
        )
    ]
    for measure in voice.contract.measures.values():
        place = see(measure, "needs" if "needs" in measure.clauses else "")
        text = "{measure} is settled for every period{see}"
        items.append(say(text, measure=voice.term(measure.name), see=place))
    if any(p.withholding or p.retention for p in voice.contract.payments.values()):
        items.append(say("nothing stays withheld: it is released or it is not paid"))
    for cap in voice.contract.caps.values():
        if cap.carries:
            text = (
                "what {cap} still carries forward lapses"
                if cap.lapses
                else "what {cap} still carries forward is paid on the last statement"
            )
            items.append(say(text, cap=voice.term(cap.name)))
    return w.as_items(items)
