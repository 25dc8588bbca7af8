"""English for perverse incentives that were found and accepted, each with its reason."""

from __future__ import annotations

from ocdsl.rules.wording.clauses import Paragraph, Section, Table, clauses_of, say
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.phrases import Voice, see


def findings(voice: Voice) -> Section:
    """Each accepted finding, what it is about, and why it is accepted."""
    accepted = voice.contract.acceptances
    if not accepted:
        none = Paragraph(("No finding has been accepted.",))
        return Section(_TITLE, "section.findings", (none,))
    rows = tuple(
        (
            (a.title,),
            (a.finding,),
            say("{on}{see}", on=voice.term(a.on), see=see(voice.block(a.on))),
            (a.because,),
        )
        for a in accepted
    )
    text = (
        "The rules of this contract were searched for ways in which a party could gain without "
        "anyone being helped. The findings below were made and accepted:",
    )
    heads = ("Finding", "Code", "About", "Reason for accepting it")
    clauses = tuple(c for a in accepted for c in clauses_of(a, "", "finding", "because"))
    table = Table(heads, rows, (3, 2, 4, 5))
    notes = tuple(note for a in accepted for note in notes_of(a))
    return Section(_TITLE, "section.findings", (Paragraph(text, clauses, table=table), *notes))


_TITLE = "Accepted findings on perverse incentives"
