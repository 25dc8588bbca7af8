"""`ocdsl new`: a whole contract from each model, and an answer to every bad answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ocdsl import api
from ocdsl.base.diagnostics import Severity
from ocdsl.cli.main import run
from ocdsl.cli.new import command
from ocdsl.generators.new_contract import MODELS, name_from

ANSWERS = ["--title", "Home Care in the Vale", "--commissioner", "Vale Council"]
ALDER, BRYN = ["--provider", "Alder Care Ltd"], ["--provider", "Bryn Support CIC"]
TERM = ["--first-year", "2031", "--years", "4"]
FLAGS = {
    1: ["--model", "1", *ANSWERS, *ALDER, *BRYN, *TERM],
    2: ["--model", "2", *ANSWERS, *ALDER, *BRYN, *TERM],
    3: ["--model", "3", *ANSWERS, *ALDER, *TERM, "--area", "The north"],
}


@pytest.mark.parametrize("model", MODELS)
def test_a_new_contract_has_no_mistake_and_its_examples_pass(model: int, tmp_path: Path) -> None:
    assert run(["new", "vale-care", *FLAGS[model], "--out", str(tmp_path)]) == 0
    path = tmp_path / "vale-care" / "contract.ocdsl"
    checked = api.check(path)
    assert all(d.severity is Severity.ADVICE for d in checked.diagnostics)
    contract = checked.contract
    assert contract is not None
    assert (contract.name, contract.title) == ("vale-care", "Home Care in the Vale")
    results = api.run_examples(contract)
    assert results
    assert all(result.passed for result in results)
    assert run(["fmt", "--check", str(path)]) == 0


def test_the_header_is_what_was_answered(tmp_path: Path) -> None:
    run(["new", "vale-care", *FLAGS[3], "--out", str(tmp_path)])
    text = (tmp_path / "vale-care" / "contract.ocdsl").read_text(encoding="utf-8")
    assert text.splitlines()[:6] == [
        'contract vale-care "Home Care in the Vale"',
        "  model         population accountability",
        '  area          the-north "The north"',
        '  commissioner  vale-council "Vale Council"',
        '  provider      alder-care-ltd "Alder Care Ltd"',
        "  term          from 1 April 2031 up to and including 31 March 2035",
    ]


def test_the_model_itself_comes_back_with_its_own_answers(tmp_path: Path) -> None:
    """Nothing but what is asked is changed."""
    own = ["--title", "Home Care with Outcomes as Standards", "--commissioner", "The Council"]
    providers = ["--provider", "First provider", "--provider", "Second provider"]
    term = ["--first-year", "2027", "--years", "3"]
    flags = ["--model", "1", *own, *providers, *term, "--out", str(tmp_path)]
    assert run(["new", MODELS[1], *flags]) == 0
    made = (tmp_path / MODELS[1] / "contract.ocdsl").read_text(encoding="utf-8")
    shipped = Path("contracts", MODELS[1], "contract.ocdsl").read_text(encoding="utf-8")
    different = [
        (old, new)
        for old, new in zip(shipped.splitlines(), made.splitlines(), strict=True)
        if old != new
    ]
    assert different == [
        (
            '  commissioner  council "The Council"',
            '  commissioner  the-council "The Council"',
        ),
        (
            '  provider      first-provider "The first provider"',
            '  provider      first-provider "First provider"',
        ),
        (
            '  provider      second-provider "The second provider"',
            '  provider      second-provider "Second provider"',
        ),
    ]


def test_what_no_flag_says_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ocdsl.cli.new._Asked._somebody", staticmethod(lambda flag: None))
    answers = "3\nThe north\nHome Care\nVale Council\nAlder Care\n2031\n2\n"
    done = CliRunner().invoke(command, ["vale-care", "--out", str(tmp_path)], input=answers)
    assert done.exit_code == 0, done.output
    assert "3  population: one provider answers for all the people of an area" in done.output
    assert "Whose people is it for [The people of the area]: The north" in done.output
    contract = api.load(tmp_path / "vale-care")
    assert (contract.title, *contract.providers) == ("Home Care", "alder-care")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Vale Care", *FLAGS[1]], "'Vale Care' is no name: write lower-case words and hyphens. "
         "vale-care would do."),
        (["vale-care"], "Nobody is there to answer: give --model."),
        (["vale-care", "--model", "1", *ANSWERS, *ALDER], "Nobody is there to answer: give "
         "--first-year."),
        (["vale-care", *FLAGS[1], "--years", "0"], "years has to be a number from 1 up to and "
         "including 10."),
        (["vale-care", *FLAGS[1], "--area", "The north"], "--area goes with model 3: no other is "
         "for an area."),
        (["vale-care", *FLAGS[1], "--provider", "“”"], "'“”' cannot be a title: write letters, "
         "and no quotes."),
        (["vale-care", *FLAGS[3], *BRYN], "Model 3 has one provider, who answers for the whole "
         "area."),
        (["vale-care", *FLAGS[1], "--provider", "Provider"], "has a name that is already taken"),
    ],
)  # fmt: skip
def test_a_bad_answer_has_its_own_words_and_nothing_is_written(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", *arguments, "--out", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["new", "vale-care", *FLAGS[1], "--out", str(tmp_path)]
    assert run(arguments) == 0
    assert run(arguments) == 2
    assert "is there already, and nothing is written over it." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Alder Care Ltd", "alder-care-ltd"),
        ("Cyngor Bro Morgannwg – Gofal", "cyngor-bro-morgannwg-gofal"),
        ("St. Anne’s (West)", "st-annes-west"),
        ("24 Hour Care", "hour-care"),
        ("Tŷ Ffynnon", "ty-ffynnon"),
        ("!", ""),
    ],
)
def test_a_name_comes_from_a_title(title: str, name: str) -> None:
    assert name_from(title) == name
