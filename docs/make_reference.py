"""Writes the pages of the reference that follow from the code: checks, practice, operators, …

Run `python docs/make_reference.py` after changing a check or an operator; a test compares them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from language_page import grammar, whole_contract, whole_language
from specification_page import specification_page

from ocdsl.incentives.check import Check
from ocdsl.incentives.checks import catalogue
from ocdsl.incentives.detector import Detector
from ocdsl.incentives.detectors import detectors
from ocdsl.model.checks import LANGUAGE, TOGETHER
from ocdsl.model.checks.practice import PRACTICE
from ocdsl.model.checks.practice.places import SECTIONS
from ocdsl.model.checks.practice.sources import TITLES
from ocdsl.model.statements import WORDS
from ocdsl.rules.operators import OPERATORS
from ocdsl.syntax.mistakes import MISTAKES

ROOT = Path(__file__).resolve().parents[1]
_MADE = "<!-- Made by docs/make_reference.py: change the code it comes from, not this page. -->"


def checks() -> Iterator[str]:
    """Every mistake that `ocdsl check` can name."""
    yield from (_MADE, "# The checks", "")
    yield from (
        "`ocdsl check` reports every mistake at once. An error has to be mended before anything is",
        "paid; a warning and advice do not stop a contract, and an `accept` block takes them out,",
        "with a reason. Codes never change their meaning. The laws and rulings in the last column",
        "are in [laws.md](laws.md). What good practice asks for has [its own page](practice.md).",
        "How each is worded, on contracts that make the mistake:",
        "[tests/diagnostics](../tests/diagnostics).",
        "",
        "## Mistakes in meaning",
        "",
        "| code | | what is wrong | why it matters | from |",
        "|---|---|---|---|---|",
    )
    for rule in LANGUAGE:
        cells = (f"`{rule.code}`", rule.severity.word, rule.what, rule.why, rule.law)
        yield _row(cells)
    yield from (
        "",
        "## Mistakes in wording",
        "",
        "All are errors. Words in braces are filled in.",
        "",
    )
    yield from ("| code | what is said | what is advised |", "|---|---|---|")
    for code, mistake in MISTAKES.items():
        yield _row((f"`{code}`", mistake.message, mistake.fix))


def practice() -> Iterator[str]:
    """What good practice asks of a contract, and the rule that looks for each."""
    yield from (_MADE, "# Good practice", "")
    yield from (
        "What public documents on commissioning for outcomes ask of a contract, and the rule of",
        "`ocdsl check` that looks for it. The rules run when a contract has no errors, and what",
        "they say comes last. Most of it is advice. Where a contract has a good reason to differ,",
        "an `accept` block says so:",
        "",
        "```ocdsl",
        'accept both-ways "Paid for each person, and judged for all"',
        "  diagnostic  IndividualAndGroup on outcome-fee",
        "  because     The part that follows the rate keeps a provider from giving up on anyone.",
        "```",
        "",
        "The rules find prose by the name of its section (`section equipment`) and by words in it,",
        "which stand in [the file of each rule](../ocdsl/model/checks/practice). They see whether",
        "something is said, never whether it is true. How each is worded:",
        "`practice-*.md` in [tests/diagnostics](../tests/diagnostics). What two contracts cannot",
        "both claim is found when they are checked together: `ocdsl check one.ocdsl two.ocdsl`.",
        "",
        "| | asked for | rule | | what is wrong | source |",
        "|---|---|---|---|---|---|",
    )
    for rule in sorted((*PRACTICE, *TOGETHER), key=lambda r: r.requirement):
        subject, code = rule.subject, f"`{rule.code}`"
        yield _row((rule.requirement, subject, code, rule.severity.word, rule.what, rule.law))
    yield from ("", "## Sections that the rules look for", "", "| name | about |", "|---|---|")
    yield from (_row((f"`{name}`", about)) for name, about in SECTIONS.items())
    yield from ("", "## The documents", "")
    yield from (f"- *{name}*: {title}" for name, title in TITLES.items())
    yield from _statements()


def _statements() -> Iterator[str]:
    """How a stated objective is classified."""
    yield from ("", "## Outcome, output, process or input", "")
    yield from (
        "A title of an outcome, a line of a `section objectives` and the interim and final",
        "outcomes of a logic model are of the kind whose word comes first in them; of two that",
        "begin at one place, the longer counts. `*` stands for any ending. Where none of the words",
        "is there, nothing is said. The title in Welsh is looked at when the English says nothing.",
        "[Cases](../tests/unit/statements.md).",
        "",
        "| language | kind | words |",
        "|---|---|---|",
    )
    for language, kinds in WORDS.items():
        for kind, words in kinds.items():
            yield _row((language, kind, ", ".join(f"`{word}`" for word in words)))


def specification() -> Iterator[str]:
    """What each commissioning model needs in its specification, and where it is met."""
    yield from (_MADE, *specification_page())


def operators() -> Iterator[str]:
    """The nineteen operators, in the order of their definition."""
    yield from (_MADE, "# The operators", "")
    yield from (
        "Every form of the language becomes these and no others. The whole definition of each is",
        "in [ocdsl/rules/operators.py](../ocdsl/rules/operators.py); what it does, in",
        "[ocdsl/backends/reference](../ocdsl/backends/reference). No form makes a `Spell` yet, nor",
        "three of the five steps of `Roll`, and no engine carries those out.",
        "",
        "| operator | what it makes |",
        "|---|---|",
    )
    for operator in OPERATORS:
        first = (inspect.getdoc(operator) or "").split("\n\n")[0]
        yield _row((f"`{operator.__name__}`", first))


def incentives() -> Iterator[str]:
    """The catalogue of perverse incentives, and how each is looked for."""
    yield from (_MADE, "# The incentive search", "")
    yield from (
        "`ocdsl incentives CONTRACT` says one of five things of each entry of the catalogue below:",
        "",
        "| verdict | means |",
        "|---|---|",
        "| PROVED | it is not there, within the bounds that are stated |",
        "| FOUND | two small logs that the evaluator pays differently, with nobody helped |",
        "| SEARCHED n, none found | n pairs of logs were paid, and none of them gains |",
        "| NOT CHECKED | why not: what a machine would need, or a form that it does not cover |",
        "| NOT APPLICABLE | no clause of the contract has the form that it is about |",
        "",
        "None of them means that a contract is safe. A finding names who gains, what they do, the",
        "clause that made it and a documented case. Where a line of the language usually helps, it",
        "is pasted into the contract, and the report says whether the finding is gone with it. A",
        "contract takes a finding on itself with an `accept` block and its reason. One that no",
        "block accepts makes the exit status 1, and so does one that is accepted and not there.",
        "",
        "The same contract and `--seed` give the same report: how much is tried is a number and",
        "not a time. `--seconds` ends the search early, and the report then says what was not",
        "looked at. With `--out`, every finding is also a case, in the form of",
        "[the casebook](../../tests/conformance).",
        "",
        "How many faults the checks find that are planted at random: [the table](planted.md).",
        "",
        "With `--log` the command looks at a real log instead: [what real logs show](logs.md).",
        "",
        "| | entry | who | | how it is looked for |",
        "|---|---|---|---|---|",
    )
    for check in catalogue():
        how = "not yet" if check.look is None else "by a check"
        yield _row(
            (
                f"[{check.code}]({_page_of(check.group)}#{_anchor(check)})",
                check.name,
                check.actor,
                check.severity,
                how,
            )
        )


def log_detectors() -> Iterator[str]:
    """What is looked for in real logs, and what is expected there by chance."""
    yield from (_MADE, "# What real logs show", "")
    yield from (
        "`ocdsl incentives CONTRACT --log LOG --as-at DAY` looks at a real log for what would be",
        "seen if somebody gamed the contract. It is about what was recorded, and proves nothing of",
        "anybody: there may be a good reason, so each detector says what to ask.",
        "",
        "| says | means |",
        "|---|---|",
        "| FOUND n | at n places more, or less, was seen than chance explains |",
        "| NOTHING SEEN | so many places were looked at, and chance explains each |",
        "| TOO FEW | there are too few events to say anything |",
        "| NOT APPLICABLE | no clause has the form that the detector looks for |",
        "",
        "A *place* is one thing that is counted for one provider, such as the closures on the last",
        "day that counts. It is found when two things hold. It differs by enough to matter: half",
        "as much again as by chance, or the difference that its detector states. And chance alone",
        "would show as much at even one of all the places of the run in at most 1 of 100 logs: the",
        "likelihood at the place, which is exact, times the number of places (Bonferroni’s bound).",
        "Likelihoods are fractions of whole numbers; where a sum is cut short, what is left out is",
        "counted in full, so no likelihood is stated lower than it is.",
        "",
        "`make alarms` counts false alarms: in fair sample logs (`ocdsl sample-log --even`) of",
        "2,000 people, as untidy as usual, for the shipped contract. Of 100 such logs, with",
        "21,816 places, 3 had one each: fair logs are not quite even, for some people join on",
        "the first or the last day of the term. Without `--even` a sample log has many dates,",
        "totals and ages on edges on purpose, to try a contract where it turns, and the detectors",
        "say so.",
        "",
        "Events are read as `ocdsl evaluate` reads them: corrected, without what was withdrawn, as",
        "at a day and as known at a moment. An event that a rule picks is the first that passes",
        "its tests of the event itself; tests that look at other events are left to the rules. Not",
        "looked at: ends of windows that begin with earning or a due date, and events about a",
        "provider or the contract.",
        "",
        "| | detector | it would show |",
        "|---|---|---|",
    )
    for each in detectors():
        entries = ", ".join(each.entries)
        yield _row((f"[{each.code}](#{_slug(_detector_heading(each))})", each.name, entries))
    for each in detectors():
        yield from ("", f"## {_detector_heading(each)}", "", each.plain, "")
        yield f"- What is counted: {each.counts}"
        yield f"- What chance would show: {each.by_chance}"
        yield f"- For example: {each.example}"
        yield f"- What to ask: {each.ask}"
        yield f"- Source: {each.source}."


def _detector_heading(each: Detector) -> str:
    return f"{each.code}: {each.name}"


def _group_page(group: str) -> Callable[[], Iterator[str]]:
    """The page of the entries of one group."""

    def page_of_group() -> Iterator[str]:
        yield from (_MADE, f"# Perverse incentives: {group}", "")
        yield "How each is looked for, and what is said of it: [the incentive search](README.md)."
        for check in catalogue():
            if check.group == group:
                yield from _entry(check)

    return page_of_group


def _page_of(group: str) -> str:
    return f"{group.replace(' ', '-')}.md"


def _anchor(check: Check) -> str:
    return _slug(_entry_heading(check))


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _entry_heading(check: Check) -> str:
    return f"{check.code}: {check.name}"


def _entry(check: Check) -> Iterator[str]:
    yield from ("", f"## {_entry_heading(check)}", "", check.plain, "")
    yield f"- What should hold: {check.property}"
    how = check.how or f"Not looked for yet: it would need {check.needs}."
    yield f"- How it is looked for: {how}"
    yield f"- Seen before: {check.seen}" + (f" ({check.source}.)" if check.source else "")
    yield f"- What usually helps: {check.mitigation}"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |"


PAGES = {
    "docs/checks.md": checks,
    "docs/practice.md": practice,
    "docs/operators.md": operators,
    "docs/specification.md": specification,
    "docs/incentives/README.md": incentives,
    "docs/incentives/logs.md": log_detectors,
    **{
        f"docs/incentives/{_page_of(group)}": _group_page(group)
        for group in dict.fromkeys(check.group for check in catalogue())
    },
    "grammar/README.md": whole_language,
    "grammar/whole-contract.md": whole_contract,
    "grammar/grammar.md": grammar,
}


def page(name: str) -> str:
    """The text of a page as it should be now."""
    return "\n".join(PAGES[name]()) + "\n"


def main() -> None:
    """Write every page anew."""
    for name in PAGES:
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
