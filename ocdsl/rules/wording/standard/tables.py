"""The tables of standard clauses: fixed rows with what fills them, and rows from the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ocdsl.base.calendar import day_of
from ocdsl.model.contract import Contract, Outcome
from ocdsl.rules.wording.clauses import Date, Listed, Table, Term, Words, say
from ocdsl.rules.wording.standard.catalogue import Grid
from ocdsl.rules.wording.standard.slots import Filling

Rows = Iterator[tuple[Words, ...]]


def table_of(grid: Grid, filling: Filling) -> Table | None:
    """The table of a clause; None without rows. A row that the contract does not fill is left
    out, as is one for a clause that is not for such a service."""
    fixed = ([filling.filled(cell) for cell in row] for row in grid.rows)
    rows = [tuple(c for c in cells if c is not None) for cells in fixed if None not in cells]
    rows += TABLES[grid.made](filling) if grid.made else ()
    if not rows:
        return None
    heads = tuple(head.words() for head in grid.heads)
    return Table(heads, tuple(rows), grid.widths, tall=grid.made == "signatures")


def _evidence(filling: Filling) -> Rows:
    """Each outcome of a person: who records it, and what it is seen from."""
    contract = filling.contract
    for outcome in contract.outcomes.values():
        said: Words = (outcome.evidence.rstrip(". "),)
        evidence = said if outcome.evidence else filling.words("the-record")
        term = Term(outcome.title, outcome.name, outcome.welsh)
        yield (term,), _recorders(filling, outcome), evidence


def _recorders(filling: Filling, outcome: Outcome) -> Words:
    contract = filling.contract
    titles = {party.name: say("{name:n}", name=party.title) for party in contract.parties}
    names: dict[str, None] = {}
    for event in _events(contract, outcome):
        names |= dict.fromkeys(contract.events[event].recorded_by)
    kinds = {kind: filling.words(kind) for kind in ("commissioner", "provider")}
    listed = Listed(tuple(kinds.get(name) or titles[name] for name in names))
    return say("{names:^}", names=listed)


def _events(contract: Contract, outcome: Outcome) -> Iterator[str]:
    """The events that achieve an outcome: one, or those that begin and end a spell."""
    if outcome.achieved_on is not None:
        yield outcome.achieved_on.event.text
    elif outcome.lasting is not None:
        spell = contract.spells[outcome.lasting.spell]
        yield from (spell.starts_on.event.text, spell.ends_on.event.text)


def _signatures(filling: Filling) -> Rows:
    """A row for each party that is bound, with room for a name, a post, a signature and a date."""
    for party in filling.contract.parties:
        if party.kind in ("commissioner", "provider"):
            yield (party.title,), (), (), (), ()


def _laws(filling: Filling) -> Rows:
    """The laws that the clauses of this contract name, with how each is cited."""
    from ocdsl.rules.wording.standard.questions import applying
    from ocdsl.rules.wording.standard.slots import names_in

    catalogue = filling.catalogue
    named = {
        name.removeprefix("law.")
        for clause in applying(filling.contract, catalogue)
        for text in clause.text
        for name in names_in(text.en)
    }
    for name, law in catalogue.laws.items():
        if name in named and law.cite is not None:
            yield law.title.words(), law.cite.words(), law.about.words()


def _replaced(filling: Filling) -> Rows:
    """What the documents behind this specification name and is no longer so."""
    catalogue = filling.catalogue
    for law in catalogue.laws.values():
        if law.replaced_by:
            now = catalogue.laws[law.replaced_by].title.words()
            since = (Date(day_of(law.since)),) if law.since else None
            pattern = catalogue.words["replaced-since" if since else "replaced"]
            said = pattern.words(now=now, since=since) if since else pattern.words(now=now)
            yield law.title.words(), said


TABLES: Mapping[str, Callable[[Filling], Rows]] = {
    "evidence": _evidence,
    "signatures": _signatures,
    "laws": _laws,
    "replaced-laws": _replaced,
}
"""What adds rows to a table, by its name in the clause files."""
