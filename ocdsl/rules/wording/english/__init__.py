"""The specification: every section that follows from the rules, worded in English patterns."""

from __future__ import annotations

from ocdsl.model.cash_flow import CashFlow
from ocdsl.model.contract import Contract
from ocdsl.model.register import Register
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Section
from ocdsl.rules.wording.english.aims import aims
from ocdsl.rules.wording.english.caps import caps
from ocdsl.rules.wording.english.findings import findings
from ocdsl.rules.wording.english.library import library
from ocdsl.rules.wording.english.limits import order_and_end
from ocdsl.rules.wording.english.parties import definitions, purpose
from ocdsl.rules.wording.english.payments import payments
from ocdsl.rules.wording.english.people import measures, outcomes, who_it_is_for
from ocdsl.rules.wording.english.returns import returns
from ocdsl.rules.wording.english.splits import splits
from ocdsl.rules.wording.english.variations import variations
from ocdsl.rules.wording.english.voice import Voice

SECTIONS = (
    purpose, definitions, who_it_is_for, outcomes, measures, payments, caps, splits,
    order_and_end, variations, returns, library,
)  # fmt: skip


def sections(
    contract: Contract,
    graph: Graph,
    register: Register | None = None,
    cash_flow: CashFlow | None = None,
) -> tuple[Section, ...]:
    """Every section in order, but worked examples: an engine has to work those out."""
    voice = Voice(contract, graph)
    last = (aims(voice, cash_flow), findings(voice, register))
    found = (*(section(voice) for section in SECTIONS), *last)
    return tuple(section for section in found if section is not None)
