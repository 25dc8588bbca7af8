"""Whatever is done to a contract's text, `check` answers with diagnostics and never fails."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Source
from ocdsl.model.from_syntax import Checked, check

SHIPPED = Path(__file__).parents[2] / "contracts/reablement-at-home/contract.ocdsl"
TEXT = SHIPPED.read_text()
LINES = TEXT.splitlines()
WORDS = sorted(set(re.findall(r"[A-Za-z0-9£%,.-]+", TEXT)))

line_numbers = st.integers(0, len(LINES) - 1)


def checked(text: str) -> Checked:
    """What `check` says; a contract exactly when nothing is an error."""
    result = check(Source("contract.ocdsl", text))
    errors = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    assert (result.contract is None) == bool(errors)
    return result


@settings(max_examples=60, deadline=None)
@given(st.sets(line_numbers, max_size=6), st.lists(line_numbers, max_size=4))
def test_lines_taken_out_and_said_twice(gone: set[int], twice: list[int]) -> None:
    kept = [line for i, line in enumerate(LINES) if i not in gone]
    for number in twice:
        kept.insert(min(number, len(kept)), LINES[number])
    checked("\n".join(kept))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(line_numbers, line_numbers), min_size=1, max_size=4))
def test_lines_that_change_places(swaps: list[tuple[int, int]]) -> None:
    lines = list(LINES)
    for a, b in swaps:
        lines[a], lines[b] = lines[b], lines[a]
    checked("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_words_exchanged_for_others(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(line_numbers)
        words = list(re.finditer(r"[A-Za-z0-9£%,.-]+", lines[number]))
        if words:
            word = data.draw(st.sampled_from(words))
            new = data.draw(st.sampled_from(WORDS))
            lines[number] = lines[number][: word.start()] + new + lines[number][word.end() :]
    checked("\n".join(lines))


def test_nothing_at_all() -> None:
    assert checked("").contract is None
    assert checked("contract").contract is None
    assert checked("\x00\ufeff\n\n|||").contract is None


def test_what_is_due_at_the_end_of_a_year_where_no_term_is_known() -> None:
    text = re.sub(r"\n  term .*", "", TEXT).replace("start on 1 April", "start on 1 July")
    text = text.replace("end of the month of earning", "end of the year of earning")
    found = {diagnostic.code for diagnostic in checked(text).diagnostics}
    assert "MissingClause" in found
    assert not found & {"TailTooShort", "NeverInForce", "VariationDate"}


def test_a_wait_of_more_days_than_can_be_counted() -> None:
    text = TEXT.replace("due   30 days after", "due   55555555555555 days after")
    moving = "working days  follow england-and-wales\n  due dates     move to the next working day"
    text = text.replace("due dates     may fall on any day", moving)
    assert checked(text).contract is None


BROKEN = """contract home-care "Home care"
  model  standards

event visit "Visit"
  recorded by  provider
  price        money

cohort people "People"
  counts      once for each person
  joins on    the first visit
  belongs to  provider at the first visit

"""


def test_a_payment_with_two_amounts_does_not_stop_the_checks() -> None:
    checked(
        f"{BROKEN}payment visit-fee 'Visits'\n  pays  price for each visit in people\n"
        "  pays        £50,000.00 for the contract\n  on          1 April 2027\n"
        '\npayment both "Both"\n  pays  price for each visit\n  pays  £5.00 for the contract\n'
        '\npayment turned "Turned"\n  pays  £5.00 for the contract\n  pays  price for each visit\n'
    )


def test_means_that_rest_on_each_other_are_looked_at_once() -> None:
    parts = "\n".join(
        f'measure m{n} "M{n}"\n  for each  provider and quarter\n  is  the weighted mean of\n'
        "    | part   | weight |\n" + f"    | m{n - 1 or 40} | 50%    |\n" * 2
        for n in range(1, 41)
    )
    result = checked(f"{BROKEN}{parts}")
    assert "CircularDefinition" in [d.code for d in result.diagnostics]


def test_a_chain_of_sums_is_worked_out_once() -> None:
    first = (
        'measure m0 "M0"\n  for each  provider and quarter\n  is  the number of visit in people\n'
    )
    parts = "\n".join(
        f'measure m{n} "M{n}"\n  for each  provider and quarter\n  is  m{n - 1} + m{n - 1}\n'
        for n in range(1, 41)
    )
    checked(f"{BROKEN}{first}\n{parts}")
