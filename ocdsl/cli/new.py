"""`ocdsl new`: begins a contract from one of the three models, by a few questions or from flags."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from ocdsl import api
from ocdsl.base.writing import write_text
from ocdsl.cli.parameters import examples
from ocdsl.contract_file import FILE_NAME
from ocdsl.generators.new_contract import Answers, asks_area, name_from

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WHAT = {
    "1": "standards: providers are paid as before, and judged by what people say",
    "2": "rewards: an outcome is agreed with each person, and paid for",
    "3": "population: one provider answers for all the people of an area, at one price",
}
_FIRST_YEARS = range(2020, 2101)
_MOST_YEARS = 10


@click.command(
    "new",
    short_help="Begin a contract from one of the three models.",
    epilog=examples(
        "ocdsl new home-care-in-the-vale",
        "ocdsl new home-care-in-the-vale --model 2 --title 'Home Care in the Vale' "
        "--commissioner 'Vale Council' --provider 'Alder Care Ltd' --provider 'Bryn Support CIC' "
        "--first-year 2028 --years 3",
    ),
)
@click.argument("name")
@click.option(
    "--model", type=click.Choice(list(_WHAT)), help="1 standards, 2 rewards, 3 population."
)
@click.option("--title", metavar="TEXT", help="What people call the contract.")
@click.option("--commissioner", metavar="TEXT", help="Who commissions it.")
@click.option(
    "--provider",
    "providers",
    metavar="TEXT",
    multiple=True,
    help="Who provides it; again for each.",
)
@click.option("--area", metavar="TEXT", help="With model 3: whose people it is for.")
@click.option("--first-year", type=int, metavar="YEAR", help="The term begins on 1 April of it.")
@click.option("--years", type=int, metavar="N", help="How many years the term has.")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the folder NAME is made; here, if left out.",
)
def command(name: str, model: str | None, folder: Path | None, **given: object) -> int:
    """Begin a contract called NAME: a whole one, with its sections and examples, to be changed.

    What no flag says is asked. The prices and targets are those of the discussion paper that the
    models come from, or examples: each has to be worked out again from local figures.
    """
    if not _NAME.fullmatch(name):
        near = name_from(name)
        hint = f" {near} would do." if near else ""
        raise click.UsageError(f"{name!r} is no name: write lower-case words and hyphens.{hint}")
    path = (folder or Path()) / name / FILE_NAME
    if path.exists():
        raise click.UsageError(f"{path} is there already, and nothing is written over it.")
    asked = _Asked(given)
    number = int(model or asked.choice())
    answers = asked.answers(name, number)
    begun = api.begin_contract(number, name, answers)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, [begun.text])
    _say(path, begun.left_out)
    return 0


class _Asked:
    """The answers: from the flags, or asked for where somebody is there to answer."""

    def __init__(self, given: dict[str, object]) -> None:
        self.given = given

    def choice(self) -> str:
        """Which model."""
        self._somebody("--model")
        for number, what in _WHAT.items():
            click.echo(f"  {number}  {what}")
        found: str = click.prompt("Which model", type=click.Choice(list(_WHAT)))
        return found

    def answers(self, name: str, model: int) -> Answers:
        """Every answer that the model needs; those asked for have what is usual ready."""
        usual = name.replace("-", " ").capitalize()
        return Answers(
            area=self._area(model),
            title=self._text("title", "What is it called", usual),
            commissioner=self._text("commissioner", "Who commissions it", "The Council"),
            providers=self._providers(model),
            first_year=self._number("first_year", "In which year does it begin", _FIRST_YEARS),
            years=self._number("years", "For how many years", range(1, _MOST_YEARS + 1)),
        )

    def _area(self, model: int) -> str:
        if asks_area(model):
            return self._text("area", "Whose people is it for", "The people of the area")
        if self.given["area"] is not None:
            raise click.UsageError("--area goes with model 3: no other is for an area.")
        return ""

    def _providers(self, model: int) -> tuple[str, ...]:
        given = self.given["providers"]
        found = [str(title) for title in given] if isinstance(given, tuple) else []
        if not found:
            self._somebody("--provider")
            one = asks_area(model)
            words = "Who provides it" if one else "Who provides it (several: with ; between them)"
            said = click.prompt(words, default="The provider")
            found = [title.strip() for title in said.split(";") if title.strip()]
        if asks_area(model) and len(found) > 1:
            raise click.UsageError("Model 3 has one provider, who answers for the whole area.")
        return tuple(_sound(title) for title in found)

    def _text(self, flag: str, question: str, usual: str) -> str:
        given = self.given[flag]
        if given is None:
            self._somebody(f"--{flag}")
            given = click.prompt(question, default=usual)
        return _sound(str(given))

    def _number(self, flag: str, question: str, among: range) -> int:
        given = self.given[flag]
        if given is None:
            self._somebody(f"--{flag.replace('_', '-')}")
            given = click.prompt(question, type=int)
        if given not in among:
            words = f"from {among.start} up to and including {among.stop - 1}"
            raise click.UsageError(f"{flag.replace('_', ' ')} has to be a number {words}.")
        return int(str(given))

    @staticmethod
    def _somebody(flag: str) -> None:
        if not sys.stdin.isatty():
            raise click.UsageError(f"Nobody is there to answer: give {flag}.")


def _sound(title: str) -> str:
    """A title that can stand in quotes, and that a name can be made from."""
    if '"' in title or "\n" in title or not name_from(title):
        raise click.UsageError(f"{title!r} cannot be a title: write letters, and no quotes.")
    return title


def _say(path: Path, left_out: tuple[str, ...]) -> None:
    click.echo(str(path))
    if left_out:
        names = ", ".join(left_out)
        click.echo(f"Left out, for they rest on the term of the model: {names}.", err=True)
    click.echo("Next: ocdsl check, ocdsl test and ocdsl generate spec, each with", err=True)
    click.echo(f"  {path.parent}", err=True)
