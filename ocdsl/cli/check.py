"""`ocdsl check`: every mistake in a contract, as text, JSON or SARIF."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from attrs import evolve, frozen

from ocdsl import api
from ocdsl.base import render
from ocdsl.base.diagnostics import exit_status
from ocdsl.base.source import Source
from ocdsl.cli.parameters import examples, findings_format
from ocdsl.cli.show import in_colour
from ocdsl.model.from_syntax import Checked
from ocdsl.rules.wording.standard import OpenQuestion


@click.command(
    "check",
    short_help="Find every mistake and say how to mend it.",
    epilog=examples(
        "ocdsl check contracts/reablement-at-home",
        "ocdsl check contract.ocdsl --format sarif > findings.sarif",
        "ocdsl check north.ocdsl south.ocdsl",
    ),
)
@click.argument(
    "contracts", metavar="CONTRACT…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@findings_format(
    "How to print what was found: for people, as JSON, or as SARIF 2.1.0 for editors and code "
    "hosts."
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show advice too while there are errors. JSON and SARIF always have everything.",
)
@click.option(
    "--gaps",
    is_flag=True,
    help="List every question that the specification still asks. JSON and SARIF always have them.",
)
def command(contracts: tuple[Path, ...], form: str, everything: bool, gaps: bool) -> int:
    """Find every mistake in CONTRACT and say how to mend each.

    Of several contracts, each is checked, and then whether two of them are for the people of one
    area. The exit status is 0 when all are clean, 1 when there are warnings and 2 when there are
    errors. Advice, what an accept block of the contract takes on itself, and the questions that
    its specification still asks leave it at 0.
    """
    sources = [api.read_contract(contract) for contract in contracts]
    found = [
        _Found(source, checked, api.open_questions(checked.contract) if checked.contract else ())
        for source, checked in zip(sources, api.check_together(sources), strict=True)
    ]
    if form == "json":
        objects = [each.as_json() for each in found]
        text = render.to_json(objects if len(objects) > 1 else objects[0])
    elif form == "sarif":
        from ocdsl.model.helps import sarif_of

        text = sarif_of([(each.source, each.with_questions()) for each in found])
    else:
        text = "\n".join(each.page(everything, gaps) for each in found)
    click.echo(text, nl=not text.endswith("\n"))
    return exit_status([d for each in found for d in each.checked.diagnostics])


@frozen
class _Found:
    """What came of checking one contract, and the questions that its specification asks."""

    source: Source
    checked: Checked
    questions: tuple[OpenQuestion, ...]

    def as_json(self) -> dict[str, object]:
        asked = [question.as_json() for question in self.questions]
        return render.as_json(self.checked.diagnostics, self.source, self.checked.accepted, asked)

    def with_questions(self) -> Checked:
        """What was found, with the questions as advice."""
        contract = self.checked.contract
        asked = () if contract is None else (q.diagnostic(contract) for q in self.questions)
        return evolve(self.checked, diagnostics=(*self.checked.diagnostics, *asked))

    def page(self, everything: bool, gaps: bool) -> str:
        page = render.to_terminal_text(
            self.checked.diagnostics,
            self.source,
            accepted=len(self.checked.accepted),
            colour=in_colour(sys.stdout),
            everything=everything,
        )
        if not self.questions:
            return page
        count = len(self.questions)
        are = "1 question is" if count == 1 else f"{count} questions are"
        if not gaps:
            listed = "it" if count == 1 else "them"
            return f"{page}{are} open in its specification: `ocdsl check --gaps` lists {listed}.\n"
        lines = (
            f"  {q.question.en}\n    To answer it: write {q.answer}. (Asked for by: {q.asked_by}.)"
            for q in self.questions
        )
        return "\n".join((f"{page}{are} open in its specification:", *lines)) + "\n"
