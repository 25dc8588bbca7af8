"""The tags of a template, each with its place: whether it can be read, and ends where it should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.generators.specification.house_check.findings import found
from ocdsl.generators.specification.house_check.given import (
    BLOCK,
    GIVEN,
    NUMBER,
    PARAGRAPHS,
    RUNS,
    TEXT,
    Given,
    Many,
    Record,
)
from ocdsl.generators.specification.house_check.language import (
    MistakeError,
    expression,
    loop_scope,
    nearest,
)
from ocdsl.generators.specification.house_check.seen import Line, between
from ocdsl.generators.specification.package import W

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_LOOSE = re.compile(r"\{[{%#]|[}%#]\}")
_VALUE = re.compile(r"\{\{(?P<kind>r|p|tr|tc)? (?P<says>.*)\}\}|\{\{(?P<bare>.*)\}\}")
_STATEMENT = re.compile(r"\{%-?(?P<kind>p|tr|tc|r)? +(?P<word>\w+)(?P<says>.*?)-?%\}|"
                        r"\{%(?P<bareword>\w+)(?P<barerest>.*?)%\}")  # fmt: skip
_FOR = re.compile(r"(\w+) in (\w+)")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_ENDS = {"endfor": "for", "endif": "if"}
_WORDS = ("for", "endfor", "if", "elif", "else", "endif")
_LONGEST = 300
_NESTED = "A `for` may not stand in another `for`."
_SHOWN_BY = {TEXT: "", NUMBER: "", RUNS: "r", PARAGRAPHS: "p"}


@frozen
class Tag:
    """A tag: how it begins (`{{` or `{%`), its letter (`p`, `r`, `tr`, `tc`), and what it says."""

    line: Line
    start: int
    text: str
    opens: str
    kind: str
    word: str
    says: str


def tags_of(lines: Sequence[Line]) -> Iterator[Tag | Diagnostic]:
    """Every tag in order, and every half of one that has no other half."""
    for line in lines:
        last = 0
        for match in _TAG.finditer(line.text):
            yield from _halves(line, last, match.start())
            last = match.end()
            if not match.group().startswith("{#"):
                yield _tag(line, match.start(), match.group())
        yield from _halves(line, last, len(line.text))


def _halves(line: Line, start: int, end: int) -> Iterator[Diagnostic]:
    for match in _LOOSE.finditer(line.text, start, end):
        half = match.group()
        opens = half[0] == "{"
        other = {"{{": "}}", "{%": "%}", "{#": "#}"}.get(half, "{" + half[0])
        message = f"`{half}` has no `{other if opens else other.replace('}', '{')}`"
        where = "after it" if opens else "before it"
        spot = line.spot(match.start(), 2)
        yield found("UnclosedTag", f"{message} {where} in its paragraph.", spot)


def _tag(line: Line, start: int, text: str) -> Tag:
    plain = text.translate(_QUOTES)
    if plain.startswith("{{"):
        match = _VALUE.fullmatch(plain)
        assert match
        says = match["bare"] if match["bare"] is not None else match["says"]
        return Tag(line, start, text, "{{", match["kind"] or "", "", says.strip())
    match = _STATEMENT.fullmatch(plain)
    if match is None:
        return Tag(line, start, text, "{%", "", "", plain[2:-2].strip())
    word = match["word"] or match["bareword"] or ""
    rest = match["says"] if match["word"] else match["barerest"]
    return Tag(line, start, text, "{%", match["kind"] or "", word, (rest or "").strip())


@define
class Reader:
    """Goes through the tags of a part in order, with what is open and which names there are."""

    open: list[Tag] = field(factory=list)
    names: list[dict[str, Given]] = field(factory=lambda: [dict(GIVEN)])

    def read(self, lines: Sequence[Line]) -> Iterator[Diagnostic]:
        """Every mistake in the tags of a part."""
        made = list(self._all(lines))
        # Where a `for` is never closed, everything after it stands in it: that says nothing new.
        never = any(tag.word == "for" for tag in self.open)
        yield from (d for d in made if not (never and d.message == _NESTED))
        for tag in self.open:
            end = "endfor" if tag.word == "for" else "endif"
            yield self._found(tag, MistakeError(
                "UnclosedTag", f"`{tag.word}` has no `{end}` after it.",
                f"Write `{_like(tag, end)}` where it ends."))  # fmt: skip

    def _all(self, lines: Sequence[Line]) -> Iterator[Diagnostic]:
        for tag in tags_of(lines):
            if isinstance(tag, Diagnostic):
                yield tag
                continue
            try:
                self._read(tag)
            except MistakeError as mistake:
                yield self._found(tag, mistake)
            yield from _written(tag)

    def _found(self, tag: Tag, mistake: MistakeError) -> Diagnostic:
        code, message, fix = mistake.said
        return found(code, message, tag.line.spot(tag.start, len(tag.text)), fix)

    def _read(self, tag: Tag) -> None:
        if len(tag.text) > _LONGEST:
            raise MistakeError("ForbiddenTag", f"A tag has more than {_LONGEST} signs.")
        if tag.opens == "{{":
            self._value(tag)
        elif tag.word == "for":
            self._for(tag)
        elif tag.word == "if":
            self.open.append(tag)
            self.names.append(self.names[-1])
            self._asks(tag.says)
        elif tag.word in ("elif", "else"):
            self._middle(tag)
        elif tag.word in _ENDS:
            self._end(tag)
        elif tag.word in ("set", "macro", "include", "import", "from", "extends", "block", "call",
                          "filter", "raw", "with", "do", "autoescape"):  # fmt: skip
            raise MistakeError("ForbiddenTag", f"A template may not say `{tag.word}`.")
        else:
            shown = tag.word or tag.says
            raise MistakeError("UnknownTag", f"There is no tag `{shown}`.", nearest(shown, _WORDS))

    def _value(self, tag: Tag) -> None:
        kind = self._asks(tag.says)
        if isinstance(kind, Many | Record):
            raise MistakeError("WrongTag", f"`{tag.says}` is not one value, and cannot be shown.")
        if kind == BLOCK:
            if tag.kind not in ("r", "p"):
                raise MistakeError("WrongTag", f"`{tag.says}` is shown as `{{{{{tag.kind}`.",
                    "Write `{{r block.xml }}`, or `{{p block.xml }}` for a table.")  # fmt: skip
            return
        right = _SHOWN_BY[kind]
        if tag.kind != right:
            written = f"{{{{{right} {tag.says} }}}}"
            raise MistakeError("WrongTag", f"`{tag.text}` is the wrong kind of tag for this value.",
                               f"Write `{written}`.")  # fmt: skip

    def _for(self, tag: Tag) -> None:
        outside, self.names = self.names[-1], [*self.names, self.names[-1]]
        inside = any(each.word == "for" for each in self.open)
        self.open.append(tag)
        match = _FOR.fullmatch(tag.says)
        if match is None:
            message = "A `for` goes through one list by its name, as in `for fact in facts`."
            raise MistakeError("ForbiddenTag", message)
        self.names[-1] = {**outside, **loop_scope(match[1], match[2], outside)}
        if inside:
            raise MistakeError("ForbiddenTag", _NESTED)

    def _middle(self, tag: Tag) -> None:
        if not self.open or self.open[-1].word != "if":
            raise MistakeError("UnclosedTag", f"`{tag.word}` stands in no `if`.")
        self._same_kind(tag)
        if tag.word == "elif":
            self._asks(tag.says)

    def _end(self, tag: Tag) -> None:
        if not self.open:
            raise MistakeError("UnclosedTag", f"`{tag.word}` has no `{_ENDS[tag.word]}` before it.")
        opener = self.open[-1]
        if opener.word != _ENDS[tag.word]:
            place = f"the `{opener.word}` of {opener.line.where}"
            raise MistakeError("UnclosedTag", f"`{tag.word}` stands where {place} is still open.")
        self._same_kind(tag)
        self.open.pop()
        self.names.pop()

    def _same_kind(self, tag: Tag) -> None:
        opener = self.open[-1]
        if tag.kind != opener.kind:
            written = _like(opener, f"{tag.word} {tag.says}".strip())
            message = f"`{tag.text}` belongs to `{opener.text}`, and begins otherwise."
            if tag.word in _ENDS:  # it does end it, so that nothing else is said of it
                self.open.pop()
                self.names.pop()
            raise MistakeError("UnclosedTag", message, f"Write `{written}`.")

    def _asks(self, says: str) -> Given:
        return expression(says, self.names[-1])


def _like(opener: Tag, says: str) -> str:
    return f"{{%{opener.kind} {says} %}}"


def _written(tag: Tag) -> Iterator[Diagnostic]:
    """How a tag stands in its paragraph: in pieces, or beside what it would take with it."""
    spot = tag.line.spot(tag.start, len(tag.text))
    pieces, whole = between(tag.line, tag.start, tag.start + len(tag.text))
    if not whole:
        yield found("BrokenTag", f"Something else stands in the middle of `{tag.text}`.", spot)
    elif pieces > 1:
        yield found("SplitTag", f"`{tag.text}` is in {pieces} pieces.", spot)
    beside = tag.line.text.replace(tag.text, "", 1).strip()
    if tag.kind == "tr":
        row = next(tag.line.element.iterancestors(f"{W}tr"), None)
        words = "" if row is None else "".join(t.text or "" for t in row.iter(f"{W}t"))
        beside = words.replace(tag.text, "", 1).strip()
    if tag.kind in ("p", "tr") and beside:
        yield found("TextBesideTag", f"“{beside[:60]}” stands beside `{tag.text}`.", spot)
