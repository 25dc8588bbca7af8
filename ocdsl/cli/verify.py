"""`ocdsl verify`: whether a Word specification says what a contract says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocdsl import api
from ocdsl.cli.editions import edition_of
from ocdsl.cli.parameters import contract_argument, examples, template_option, text_or_json
from ocdsl.cli.show import working

if TYPE_CHECKING:
    from ocdsl.generators.specification import ClauseDiffers, Verified

_SHORT = 12


@click.command(
    "verify",
    short_help="Say whether a Word specification agrees with a contract.",
    epilog=examples(
        "ocdsl verify tender/reablement-at-home.docx contracts/reablement-at-home",
        "ocdsl verify signed.docx contract.ocdsl --format json",
    ),
)
@click.argument("document", type=click.Path(path_type=Path), metavar="SPEC.docx")
@contract_argument
@text_or_json("Sentences for people, or all of it as JSON.")
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The risk register that SPEC.docx was made with, by the same option of generate.",
)
@template_option("The template that SPEC.docx was made with, by the same option of generate.")
def command(document: Path, contract: Path, form: str, **options: Path | None) -> int:
    """Put CONTRACT into words again and compare SPEC.docx with them, clause by clause.

    It finds both a contract that has changed since the document was made and a document that
    somebody has edited. Changes that Word tracks count as made. The exit status is 0 when they
    agree, and 1 when anything differs.
    """
    loaded = api.load(contract)
    edition = edition_of(loaded, options["register"], options["template"])
    with working("Comparing the document with the contract"):
        found = api.verify(document, loaded, edition)
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found)))
    return found.exit_status


def _lines(found: Verified) -> Iterator[str]:
    if found.agrees:
        yield f"They agree: the document is what {_short(found.contract_digest)} gives."
        return
    yield from _texts(found)
    yield from (f"  {change}" for change in found.changes)
    yield ""
    if not found.clauses:
        yield "No clause of the document differs."
        return
    count = len(found.clauses)
    yield "1 clause of the document differs:" if count == 1 else f"{count} clauses differ:"
    for clause in found.clauses:
        yield from _clause(clause)


def _texts(found: Verified) -> Iterator[str]:
    """Which text of the contract the document is of, and what made it."""
    own, other = _short(found.contract_digest), _short(found.document_digest)
    if not found.same_text:
        yield f"The document was made from another text of the contract: {other}, not {own}."
        if found.changes:
            yield "Since then the contract has changed:"
        else:
            yield "No clause has changed since then, only the layout or comments."
    elif found.made_with == found.version:
        yield f"The document was made from this text of the contract ({own}), and was edited after."
    else:
        by = found.made_with or "of an unknown version"
        yield f"The document was made from this text of the contract ({own}) by ocdsl {by}."
        yield f"This is ocdsl {found.version}, which may word it otherwise."


def _clause(clause: ClauseDiffers) -> Iterator[str]:
    yield ""
    yield f"{clause.place}"
    yield f"  the document: {clause.document or '(nothing)'}"
    yield f"  the contract: {clause.contract or '(nothing)'}"


def _short(digest: str) -> str:
    return digest.removeprefix("sha256:")[:_SHORT]
