"""What was found and accepted: perverse incentives, and points of good practice."""

from __future__ import annotations

from collections.abc import Sequence

from ocdsl.model.contract import Acceptance, Contract
from ocdsl.model.register import Register
from ocdsl.rules.wording.clauses import Paragraph, Section, Table, Words, clauses_of, say
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.places import see, titled
from ocdsl.rules.wording.english.risks import risks
from ocdsl.rules.wording.english.voice import Voice

_TITLE = "Risks and perverse incentives"


def findings(voice: Voice, register: Register | None) -> Section:
    """What was found in the contract, what it is about, and why it is accepted.

    With the risk register, also what it is worth, what helps, and the shape of what is paid.
    """
    accepted = voice.contract.acceptances
    searched = tuple(a for a in accepted if a.finding)
    checked = tuple(a for a in accepted if a.diagnostic)
    found = (
        (_list(voice, _SEARCHED, searched),)
        if register is None
        else risks(register, searched, voice.welsh_titles())
    )
    parts = (*found, _list(voice, _CHECKED, checked))
    notes = tuple(note for a in accepted for note in notes_of(a))
    body = (*(p for p in parts if p.table or (register is not None and p in found)), *notes)
    none = Paragraph(say("No finding has been accepted."))
    return Section(say(_TITLE), "section.findings", body or (none,))


_SEARCHED = (
    "The rules of this contract were searched for ways in which a party could gain without anyone "
    "being helped. The findings below were made and accepted:"
)
_CHECKED = (
    "The text of this contract was checked for mistakes and against good practice. What is listed "
    "below was pointed out and accepted:"
)


def _list(voice: Voice, text: str, accepted: Sequence[Acceptance]) -> Paragraph:
    if not accepted:
        return Paragraph(say(text))
    rows = tuple(
        (titled(a), (a.finding or a.diagnostic,), _about(voice, a), (a.because,)) for a in accepted
    )
    heads = (say("Finding"), say("Code"), say("About"), say("Reason for accepting it"))
    words = ("", "finding", "diagnostic", "because")
    clauses = tuple(c for a in accepted for c in clauses_of(a, *words))
    return Paragraph(say(text), clauses, table=Table(heads, rows, (4, 2, 4, 7)))


def _about(voice: Voice, accepted: Acceptance) -> Words:
    """The block it is about, with its clause; the whole contract when it names none."""
    try:
        block = voice.block(accepted.on)
    except KeyError:
        return _aside(voice.contract, accepted.on) or say("The contract as a whole")
    return say("{on}{see}", on=voice.term(accepted.on), see=see(block))


def _aside(contract: Contract, name: str) -> Words:
    """The title of a block that holds no rule; empty for the contract itself."""
    blocks = (*contract.sections, *contract.suitability, *contract.logic_models, *contract.examples)
    return next((titled(block) for block in blocks if block.name == name), ())
