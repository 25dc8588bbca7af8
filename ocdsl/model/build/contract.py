"""The whole contract: its header, and every block by name."""

from __future__ import annotations

from attrs import evolve

from ocdsl.model.build.aims import build_area, build_logic_model, build_suitability
from ocdsl.model.build.assumptions import build_assumption
from ocdsl.model.build.block_parts import common, must
from ocdsl.model.build.caps import build_cap
from ocdsl.model.build.cards import build_card
from ocdsl.model.build.events import build_event
from ocdsl.model.build.examples import build_acceptance, build_example, build_section
from ocdsl.model.build.gates import build_gate, is_gate
from ocdsl.model.build.payments import build_payment
from ocdsl.model.build.people import build_cohort, build_measure, build_outcome, build_spell
from ocdsl.model.build.splits import build_split
from ocdsl.model.build.use import build_use
from ocdsl.model.build.values import build_calculation
from ocdsl.model.clauses import only, texts
from ocdsl.model.context import Context
from ocdsl.model.contract import Clause, Contract, Party
from ocdsl.model.reach import tail_end
from ocdsl.model.variations import Version, varied
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def build_contract(context: Context) -> Contract:
    """The checked model of a tree in which no check found an error."""
    named, header = context.named, context.header
    if header is None:
        raise LookupError("there is no contract block")
    events = {name: build_event(block) for name, block in named["event"].items()}
    outcomes = {
        name: build_outcome(block, context.dates)
        for name, block in named["outcome"].items()
        if not is_gate(block)
    }
    payments = {name: build_payment(context, block) for name, block in context.payments.items()}
    provider = next((p.name.text for p in context.parties("provider")), "")
    term = must(header, tree.Term)
    return Contract(
        **common(header),
        source=context.source,
        tree=context.file,
        model=must(header, tree.Model).text,
        area=build_area(header),
        parties=_parties(context),
        term_start=term.start.ordinal,
        term_end=term.end.ordinal,
        tail_end=tail_end(context),
        currency=must(header, tree.Currency).code,
        dates=context.dates,
        statements=_statements(header),
        rounds_statements="statement" in must(header, tree.Rounding).text,
        events=events,
        spells={name: build_spell(block, context.dates) for name, block in named["spell"].items()},
        cohorts={name: build_cohort(block) for name, block in named["cohort"].items()},
        outcomes=outcomes,
        gates={n: build_gate(context, b) for n, b in named["outcome"].items() if is_gate(b)},
        measures={
            name: build_measure(block)
            for name, block in named["measure"].items()
            if not only(block, tree.IsValue)
        },
        calculations={
            name: build_calculation(context, block)
            for name, block in named["measure"].items()
            if only(block, tree.IsValue)
        },
        cards={name: build_card(context, block) for name, block in named["rates"].items()},
        payments=payments,
        caps={name: build_cap(block, payments) for name, block in named["cap"].items()},
        splits={
            name: build_split(block, payments, context.dates)
            for name, block in named["split"].items()
        },
        acceptances=tuple(build_acceptance(block) for block in named["accept"].values()),
        examples=tuple(build_example(b, events, provider) for b in named["example"].values()),
        sections=tuple(build_section(block) for block in named["section"].values()),
        suitability=tuple(build_suitability(block) for block in named["suitability"].values()),
        judged_on=_judged_on(header),
        uses=tuple(build_use(context, block) for block in named["use"].values()),
        logic_models=tuple(build_logic_model(block) for block in named["logic-model"].values()),
        assumptions=tuple(build_assumption(block) for block in named["assume"].values()),
    )


def with_versions(contexts: tuple[Context, ...]) -> Contract:
    """The contract as it stands after its last variation, with every version of it (law 26).

    What is not settled when the tail of any of them ends is settled then, in all of them.
    """
    contracts = [build_contract(context) for context in contexts]
    if len(contracts) == 1:
        return contracts[0]
    last = max(contract.tail_end for contract in contracts)
    contracts = [evolve(contract, tail_end=last) for contract in contracts]
    starts = [context.text.start if context.text else None for context in contexts]
    ends = [start - 1 if start is not None else None for start in starts[1:]]
    versions = tuple(
        _version(*each) for each in zip(contexts, contracts, starts, (*ends, None), strict=True)
    )
    return evolve(contracts[-1], versions=versions, varied=varied(contexts))


def _version(context: Context, contract: Contract, start: int | None, end: int | None) -> Version:
    text = context.text
    assert text is not None
    if text.variation is None:
        return Version("", "", start, end, contract, text, contract.clause)
    own, because = common(text.variation), " ".join(texts(text.variation, "because"))
    return Version(own["name"], own["title"], start, end, contract, text, own["clause"], because)


def _judged_on(header: tree.Block) -> ph.EventPhrase | None:
    clause = only(header, tree.Versions)
    return clause.event if clause else None


def _parties(context: Context) -> tuple[Party, ...]:
    block = context.header.name.text if context.header else ""
    return tuple(
        Party(p.kind, p.name.text, p.title.text, Clause(block, p.kind, p.span))
        for p in context.parties("commissioner", "provider", "role")
    )


def _statements(header: tree.Block) -> str:
    statements = only(header, tree.Statements)
    return statements.unit if statements else "month"
