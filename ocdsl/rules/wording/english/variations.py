"""English for variations: what each one changes, a sentence for each clause (law 26)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.model.variations import Text, Version
from ocdsl.rules.wording.clauses import Group, Paragraph, Section, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.phrases import Voice, event_inline
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.clause_text import clause_text
from ocdsl.syntax.phrase_text import text_of


def variations(voice: Voice) -> Section | None:
    """Which text judges what is paid for, then every variation in the order of their dates."""
    contract = voice.contract
    groups = [
        Group(v.title, f"variation.{v.name}", tuple(_variation(v)))
        for v in contract.versions
        if v.name
    ]
    if not groups and contract.judged_on is None:
        return None
    judged = Group("Which text applies", "section.version", (_judged(voice),))
    return Section("Variations", "section.variations", (judged, *groups))


def _judged(voice: Voice) -> Paragraph:
    on = voice.contract.judged_on
    if on is None:
        return Paragraph((
            "Each payment is judged by the text in force on the day of what is paid for: of an "
            "event its day, of an outcome the day of the event that achieves it, of a period its "
            "first day. The clauses above are those in force after the last variation. What was "
            "judged by an earlier text stays as it was.",
        ), clauses_of(voice.contract, ""))  # fmt: skip
    after = " The clauses above are those in force after the last variation."
    text = say(
        "Where a variation changes this contract, each person is judged by the text in force on "
        f"the day of {{event}}, whatever comes later.{after if voice.contract.versions else ''}",
        event=event_inline(voice, on),
    )  # fmt: skip
    return Paragraph(text, clauses_of(voice.contract, "versions"))


def _variation(version: Version) -> Iterator[Paragraph]:
    start = in_words(version.start or 0)
    text = f"It is in force from {start}. {w.sentence(version.because)}".rstrip()
    yield Paragraph((text,), (version.clause,))
    for sentence in of_variation(version.text):
        yield Paragraph((sentence,), (version.clause,))


def of_variation(text: Text) -> Iterator[str]:
    """`Raise the outcome fee from £1,575.00 to £1,620.00 from 1 April 2027.`"""
    ending = f" from {in_words(text.start)}." if text.start else "."
    for old, new in text.replaced:
        yield from (f"{change}{ending}" for change in changes_of(old, new))
    for block in text.added:
        yield f"{added(block)}{ending}"


def added(block: tree.Block) -> str:
    """`Add the payment “Welcome”`."""
    return f"Add the {block.keyword} “{block.title.text}”"


def changes_of(old: tree.Block, new: tree.Block) -> Iterator[str]:
    """What differs between a block and the one in its place, a phrase for each clause."""
    what = f"the {w.in_words(new.name.text)}"
    if old.title != new.title:
        yield f"Rename {what} from “{old.title.text}” to “{new.title.text}”"
    before, after = _by_words(old), _by_words(new)
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        if was is None or now is None:
            word, clause = ("Add to", now) if was is None else ("Take out of", was)
            yield f"{word} {what}: “{_line(clause)}”"
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


def _price(what: str, was: tree.Clause, now: tree.Clause) -> str:
    """A fixed price that goes up or down; empty for any other change."""
    if not (isinstance(was, tree.Pays) and isinstance(now, tree.Pays)):
        return ""
    if not (isinstance(was.amount, ph.Money) and isinstance(now.amount, ph.Money)):
        return ""
    if was.subject != now.subject or was.amount == now.amount:
        return ""
    word = "Raise" if now.amount.pence > was.amount.pence else "Lower"
    return f"{word} {what} from {pounds(was.amount.pence)} to {pounds(now.amount.pence)}"


def _changed(what: str, was: tree.Clause, now: tree.Clause) -> str:
    old, new = _line(was), _line(now)
    if old != new:
        return f"In {what}, “{old}” becomes “{new}”"
    before, after = ([_below(row) for row in _rows(clause)] for clause in (was, now))
    gone = "; ".join(row for row in before if row not in after)
    come = "; ".join(row for row in after if row not in before)
    return f"In {what}, below “{new}”, “{gone or 'nothing'}” becomes “{come or 'nothing'}”"


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
