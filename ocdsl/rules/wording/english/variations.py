"""Variations: what each one changes, a sentence for each clause (law 26)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import pounds
from ocdsl.model.variations import Text, Version
from ocdsl.rules.wording.clauses import Date, Group, Paragraph, Section, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import event_inline
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.clause_text import clause_text
from ocdsl.syntax.phrase_text import text_of


def variations(voice: Voice) -> Section | None:
    """Which text judges what is paid for, then every variation in the order of their dates."""
    contract = voice.contract
    groups = [
        Group((v.title,), f"variation.{v.name}", tuple(_variation(v)))
        for v in contract.versions
        if v.name
    ]
    if not groups and contract.judged_on is None:
        return None
    judged = Group(say("Which text applies"), "section.version", (_judged(voice),))
    return Section(say("Variations"), "section.variations", (judged, *groups))


def _judged(voice: Voice) -> Paragraph:
    on = voice.contract.judged_on
    if on is None:
        text = say(
            "Each payment is judged by the text in force on the day of what is paid for: of an "
            "event its day, of an outcome the day of the event that achieves it, of a period its "
            "first day. The clauses above are those in force after the last variation. What was "
            "judged by an earlier text stays as it was."
        )
        return Paragraph(text, clauses_of(voice.contract, ""))
    text = say(
        "Where a variation changes this contract, each person is judged by the text in force on "
        "the day of {event}, whatever comes later.",
        event=event_inline(voice, on),
    )
    if voice.contract.versions:
        text += say(" The clauses above are those in force after the last variation.")
    return Paragraph(text, clauses_of(voice.contract, "versions"))


def _variation(version: Version) -> Iterator[Paragraph]:
    text = say("It is in force from {start}.", start=Date(version.start or 0))
    if version.because:
        text = say("{text} {because:^}", text=text, because=version.because)
    yield Paragraph(text, (version.clause,))
    for sentence in of_variation(version.text):
        yield Paragraph(sentence, (version.clause,))


def of_variation(text: Text) -> Iterator[Words]:
    """`Raise the outcome fee from £1,575.00 to £1,620.00 from 1 April 2027.`"""
    changes = [change for old, new in text.replaced for change in changes_of(old, new)]
    for change in (*changes, *(added(block) for block in text.added)):
        if text.start:
            yield say("{change} from {start}.", change=change, start=Date(text.start))
        else:
            yield say("{change}.", change=change)


def added(block: tree.Block) -> Words:
    """`Add the payment “Welcome”`."""
    keyword = say(block.keyword, "block")
    return say("Add the {kind} “{title}”", kind=keyword, title=block.title.text)


def changes_of(old: tree.Block, new: tree.Block) -> Iterator[Words]:
    """What differs between a block and the one in its place, a phrase for each clause."""
    what = w.in_words(new.name.text)
    if old.title != new.title:
        yield say(
            "Rename the {what} from “{old}” to “{new}”",
            what=what, old=old.title.text, new=new.title.text,
        )  # fmt: skip
    before, after = _by_words(old), _by_words(new)
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        if was is None:
            yield say("Add to the {what}: “{clause}”", what=what, clause=_line(now))
        elif now is None:
            yield say("Take out of the {what}: “{clause}”", what=what, clause=_line(was))
        else:
            yield _price(what, was, now) or _changed(what, was, now)


def _by_words(block: tree.Block) -> dict[str, tree.Clause]:
    """Each clause by its first words, and by its place among those that share them."""
    found: dict[str, tree.Clause] = {}
    for clause in block.clauses:
        key = clause_text(clause).keyword
        number = sum(name.split(" #")[0] == key for name in found)
        found[f"{key} #{number}"] = clause
    return found


def _price(what: str, was: tree.Clause, now: tree.Clause) -> Words:
    """A fixed price that goes up or down; empty for any other change."""
    if not (isinstance(was, tree.Pays) and isinstance(now, tree.Pays)):
        return ()
    if not (isinstance(was.amount, ph.Money) and isinstance(now.amount, ph.Money)):
        return ()
    if was.subject != now.subject or was.amount == now.amount:
        return ()
    text = (
        "Raise the {what} from {was} to {now}"
        if now.amount.pence > was.amount.pence
        else "Lower the {what} from {was} to {now}"
    )
    return say(text, what=what, was=pounds(was.amount.pence), now=pounds(now.amount.pence))


def _changed(what: str, was: tree.Clause, now: tree.Clause) -> Words:
    old, new = _line(was), _line(now)
    if old != new:
        return say("In the {what}, “{old}” becomes “{new}”", what=what, old=old, new=new)
    before, after = ([_below(row) for row in _rows(clause)] for clause in (was, now))
    gone = "; ".join(row for row in before if row not in after)
    come = "; ".join(row for row in after if row not in before)
    return say(
        "In the {what}, below “{line}”, “{old}” becomes “{new}”",
        what=what, line=new, old=gone or say("nothing"), new=come or say("nothing"),
    )  # fmt: skip


def _rows(clause: tree.Clause) -> tuple[object, ...]:
    text = clause_text(clause)
    return text.tests or (text.table.rows if text.table else ())


def _below(row: object) -> str:
    cells = row if isinstance(row, tuple) else (row,)
    return " | ".join(text_of(cell) for cell in cells)


def _line(clause: tree.Clause | None) -> str:
    if clause is None:
        return ""
    text = clause_text(clause)
    return f"{text.keyword} {text.rest}".strip()
