"""`ocdsl incentives`: what a party could gain without helping anyone, proved or shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from ocdsl import api
from ocdsl.base.writing import write_text
from ocdsl.cli.parameters import contract_argument, examples, keep_apart, out_option
from ocdsl.cli.show import working

if TYPE_CHECKING:
    from ocdsl.incentives.search import Report
    from ocdsl.incentives.subject import Plan
    from ocdsl.model.contract import Contract

FORMS = ("text", "json", "md", "html", "sarif")


@click.command(
    "incentives",
    short_help="Search for gain without help to anyone.",
    epilog=examples(
        "ocdsl incentives contracts/reablement-at-home",
        "ocdsl incentives contract.ocdsl --check PI-18 --format md --out incentives.md",
    ),
)
@contract_argument
@click.option(
    "--check",
    "codes",
    multiple=True,
    metavar="ID",
    help="Look at this entry only, such as PI-18. Repeat it for more; all when left out.",
)
@click.option(
    "--seconds",
    type=click.IntRange(min=1),
    metavar="S",
    help="Look no further after so many seconds; what was not looked at is then NOT CHECKED.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, metavar="N", help="Another seed, other logs."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="The form of the report.",
)
@out_option(
    "Where the report goes, whole or not at all; PATH.cases.md then has each finding as a case. "
    "Standard output, without cases, when left out."
)
def command(contract: Path, **options: Any) -> int:
    """Search CONTRACT for what a party could gain without helping anyone.

    Every entry of the catalogue gets one verdict. Each finding is two small logs side by side with
    what each pays, worked out by the real evaluator. The exit status is 0 when nothing was found
    that the contract does not accept, 1 when something was, and 2 when it could not be done.
    """
    asked = _Asked(**options)
    cases = asked.out and asked.out.with_name(f"{asked.out.name}.cases.md")
    keep_apart([asked.out, cases], [contract])
    loaded = api.load(contract)
    with working("Searching for perverse incentives"):
        report = api.incentives(loaded, asked.codes, asked.plan)
    text = _writers()[asked.form](loaded, report)
    if asked.out is None:
        click.echo(text, nl=False)
    else:
        write_text(asked.out, [text])
        click.echo(f"The report is in {asked.out}", err=True)
    if cases is not None and report.findings:
        from ocdsl.incentives.render.cases import to_cases

        write_text(cases, [to_cases(loaded, report)])
        click.echo(f"Each finding is a case in {cases}", err=True)
    return report.exit_status


@frozen
class _Asked:
    """The options, as given."""

    codes: tuple[str, ...]
    seconds: int | None
    seed: int
    form: str
    out: Path | None

    @property
    def plan(self) -> Plan:
        """How much the search does, and when it stops."""
        from ocdsl.incentives.subject import Plan

        if self.seconds is None:
            return Plan(self.seed)
        end = monotonic() + self.seconds
        return Plan(self.seed, stop=lambda: monotonic() >= end)


def _writers() -> dict[str, Callable[[Contract, Report], str]]:
    from ocdsl.incentives.render import markdown, page, plain, sarif, text

    return {
        "text": text.to_text,
        "md": markdown.to_markdown,
        "html": page.to_html,
        "sarif": sarif.to_sarif,
        "json": lambda _, report: plain.to_json(report),
    }
