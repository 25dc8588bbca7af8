"""What a contract takes from the library: what it is, its sources and its digest."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.library import Used
from ocdsl.rules.wording.clauses import Group, Paragraph, Section, aside, clauses_of, say
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.places import titled
from ocdsl.rules.wording.english.voice import Voice


def library(voice: Voice) -> Section | None:
    """Every text that is used; None where the contract stands alone."""
    groups = tuple(
        Group(titled(used), aside("use", used), tuple(_used(voice, used)))
        for used in voice.contract.uses
    )
    if not groups:
        return None
    return Section(say("What is taken from the library"), "section.library", groups)


def _used(voice: Voice, used: Used) -> Iterator[Paragraph]:
    yield Paragraph(
        say("These are taken, word for word, from a text that other contracts use as well:"),
        clauses_of(used, "", "recorded by", "for", "brings"),
        items=tuple(titled(voice.block(name)) for name in used.brought),
    )
    yield Paragraph(
        say("It says that its facts come from:"), items=tuple((s,) for s in used.sources)
    )
    yield Paragraph(
        say(
            "Of that text, named {name}, the one with this digest counts, whatever it says "
            "elsewhere or later: {digest}.",
            name=used.name, digest=used.digest,
        ),
        clauses_of(used, "digest"),
    )  # fmt: skip
    yield from notes_of(used)
