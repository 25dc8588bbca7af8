"""The names in blocks that decide no money themselves, such as `accept`, `assume` and `use`."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.aims import uses_of_aims
from ocdsl.model.brought import names_in, names_of
from ocdsl.model.seen import Spot, Use
from ocdsl.syntax import tree

Aims = tree.Answer | tree.LeadsTo | tree.Arrive | tree.Achieve | tree.Saves
Aside = Aims | tree.Finding | tree.DiagnosticCode | tree.Brings | tree.ForPeople


def uses_aside(spot: Spot, clause: Aside) -> Iterator[Use]:
    """What an acceptance or an aim is about, and what a `use` brings and for whom."""
    context = spot.context
    match clause:
        case tree.Finding():
            blocks = context.names_of("payment", "deduction", "cap", "measure", "outcome", "cohort")
            yield Use("payment, cap, measure, outcome or cohort", clause.on, blocks, spot)
        case tree.DiagnosticCode(on=on):
            if on:
                yield Use("block", on, context.names_of(*tree.BLOCKS), spot)
        case tree.ForPeople():
            yield Use("cohort", clause.cohort, context.names_of("cohort"), spot)
        case tree.Brings():
            section = context.libraries.get(spot.block.name.text)
            known = names_of(section) if section else ()
            for name in names_in(clause) if section else ():
                yield Use("name in the library", name, known, spot)
        case _:
            yield from uses_of_aims(spot, clause)
