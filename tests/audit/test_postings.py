"""What a later run posts: the difference, line by line, with its cause (law 24)."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ocdsl.ledger.decision import MONEY, STATUSES, Decision
from ocdsl.ledger.postings import Posting, as_row, post
from tests.audit.evaluated import contract_of, evaluated, shipped_text
from tests.conformance.casebook import Row, cases
from tests.conformance.logs import write_log

CLOSED: list[Row] = [
    {"date": "4 May 2026", "event": "referral", "detail": "age is 82", "id": "e1"},
    {"date": "6 May 2026", "event": "service-start", "id": "e2"},
    {"date": "16 June 2026", "event": "closure", "detail": "reason is needs-no-care", "id": "e3"},
]
LATE: Row = {
    "date": "10 July 2026", "event": "readmission", "recorded": "20 July 2026", "id": "e4",
}  # fmt: skip

JOBS = """contract jobs-bond "Jobs"
  model         standards
  commissioner  vale "Vale Council"
  provider      alder-care "Alder Care Ltd"
  term          from 1 April 2026 up to and including 31 March 2027
  tail          10 weeks, for people who joined during the term
  currency      GBP
  rounding      half up to the penny on each payment line
  due dates     may fall on any day

event job "A job sustained"
  recorded by  provider

cohort people "People"
  counts      once for each person
  joins on    the first job
  belongs to  provider at the first job

payment jobs "All jobs of the contract"
  pays  each part at its own rate by band of the number of job in people for the contract
    | the number of job in people | price     |
    | less than 4                 | £1,100.00 |
    | at least 4                  | £1,000.00 |
  due   30 days after earning
"""


def decisions(
    folder: Path, rows: list[Row], as_at: str, known_at: str | None = None
) -> list[Decision]:
    contract = contract_of(shipped_text())
    log = write_log(contract, rows, folder / "log.csv")
    return list(evaluated(contract, log, as_at, known_at).evaluation.decisions())


def short(postings: list[Posting]) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(p.id, p.amount, p.caused_by) for p in postings]


def test_e3_an_admission_recorded_after_posting(tmp_path: Path) -> None:
    posted = decisions(tmp_path, [*CLOSED, LATE], "2026-07-15", "2026-07-15")
    later = decisions(tmp_path, [*CLOSED, LATE], "2026-07-20", "2026-07-20")
    first = post([], posted)
    assert [(p.id, p.amount) for p in first] == [
        ("outcome-fee/mrs-a#payable", 133875),
        ("outcome-fee/mrs-a#withheld", 23625),
        ("start-fee/mrs-a#payable", 30000),
    ]
    second = post(posted, later)
    assert short(second) == [
        ("outcome-fee/mrs-a#payable", -133875, ("e4",)),
        ("outcome-fee/mrs-a#withheld", -23625, ("e4",)),
    ]
    assert second[1].now == 0
    assert second[0].reason == "not met: no readmission is within 28 days after the closure"
    assert as_row(second[0])["amount"] == "-1338.75"
    assert as_row(second[0])["payable_on"] == "2026-08-30"


def test_nothing_new_posts_nothing(tmp_path: Path) -> None:
    posted = decisions(tmp_path, CLOSED, "2026-07-15")
    assert post(posted, posted) == []
    assert post(posted, decisions(tmp_path, CLOSED, "2026-08-15")) == []


def test_e8_withheld_money_moves_to_released_and_forfeited(tmp_path: Path) -> None:
    """Five of nine achieve it; the ninth starts in June, so the rate is settled in August."""
    contract = contract_of(shipped_text().replace("at least 30 people", "at least 9 people"))
    achieve = ["p1", "p2", "p3", "p4", "p5"]
    rows: list[Row] = []
    for person in (*achieve, "p6", "p7", "p8", "p9"):
        start = "20 June 2026" if person == "p9" else "6 May 2026"
        rows += [
            {"date": "4 May 2026", "event": "referral", "person": person, "detail": "age is 82"},
            {"date": start, "event": "service-start", "person": person},
        ]
    rows += [{**CLOSED[2], "person": person, "id": f"closed-{person}"} for person in achieve]
    log = write_log(contract, rows, tmp_path / "log.csv")
    july, august = (
        list(evaluated(contract, log, day).evaluation.decisions())
        for day in ("2026-07-31", "2026-08-31")
    )
    found = [p for p in post(july, august) if p.id.startswith("outcome-fee/p1#")]
    assert [(p.status, p.amount) for p in found] == [
        ("forfeited", 10500), ("released", 13125), ("withheld", -23625),
    ]  # fmt: skip
    assert not any(p.caused_by for p in found)
    assert found[1].reason == "reablement-rate of the quarter of the first service-start"


def test_another_day_takes_it_back_and_posts_it_anew(tmp_path: Path) -> None:
    """The closure is corrected from 1 June to 16 June, so the fee is payable a month later."""
    first: Row = {**CLOSED[2], "date": "1 June 2026"}
    corrected: Row = {**CLOSED[2], "id": "e5", "supersedes": "e3", "recorded": "10 July 2026"}
    rows = [*CLOSED[:2], first, corrected]
    posted = decisions(tmp_path, rows, "2026-07-01", "2026-07-01")
    later = decisions(tmp_path, rows, "2026-08-01", "2026-08-01")
    found = [p for p in post(posted, later) if p.id == "outcome-fee/mrs-a#payable"]
    assert [(as_row(p)["payable_on"], p.amount, p.posted, p.now) for p in found] == [
        ("2026-07-30", -133875, 133875, 0),
        ("2026-08-30", 133875, 0, 133875),
    ]
    assert found[0].caused_by == ("e3", "e5")


def test_e32_a_retracted_unit_moves_the_later_ones(tmp_path: Path) -> None:
    """Four jobs, of which the first three are at £1,100; then the second never was."""
    contract = contract_of(JOBS)
    rows: list[Row] = [
        {"date": f"{day} May 2026", "event": "job", "id": f"job-{day}"} for day in range(1, 5)
    ]
    rows.append({**rows[1], "id": "gone", "recorded": "12 June 2027", "retracts": "job-2"})
    log = write_log(contract, rows, tmp_path / "log.csv")
    before, after = (
        list(evaluated(contract, log, "2027-06-12", known).evaluation.decisions())
        for known in ("2027-06-11", "2027-06-12")
    )
    assert [line.amount for line in before] == [3 * 1_100_00 + 1_000_00]
    assert short(post(before, after)) == [("jobs#payable", 100_00 - 1_100_00, ("job-2",))]


BOOK = Path(__file__).parents[1] / "conformance" / "cap-orders.md"


def test_e31_a_better_one_later_is_posted_as_a_difference(tmp_path: Path) -> None:
    """Training of £300 in May, a job of £500 in July: July posts £500 and takes £300 back."""
    contract = contract_of(next(cases(BOOK)).contract)
    rows: list[Row] = [
        {"date": "4 May 2026", "event": "start", "person": "p1", "id": "e1"},
        {"date": "20 May 2026", "event": "training", "person": "p1", "id": "e2"},
        {"date": "10 July 2026", "event": "job", "person": "p1", "id": "e3"},
    ]
    log = write_log(contract, rows, tmp_path / "log.csv")
    may, july = (
        list(evaluated(contract, log, day).evaluation.decisions())
        for day in ("2026-05-31", "2026-07-31")
    )
    owed = [(p.id, p.amount) for p in post(may, july) if p.status == "payable" and "bonus" in p.id]
    assert owed == [
        ("job-bonus/p1#payable", 500_00),
        ("training-bonus/p1#payable", -300_00),
    ]


def decision(name: str, provider: str, amount: int, status: str, payable_on: int) -> Decision:
    return Decision(
        f"fee/{name}#{status}", "fee", 1, provider, name, None, amount, "GBP", status, 5,
        payable_on, ("e1",), None, None,
    )  # fmt: skip


runs = st.lists(
    st.builds(
        decision,
        st.sampled_from("abc"), st.sampled_from(["p", "q"]), st.integers(-500, 500),
        st.sampled_from(STATUSES), st.integers(10, 12),
    ),
    unique_by=lambda d: d.id,
    max_size=6,
)  # fmt: skip


@given(st.lists(runs, min_size=1, max_size=4))
def test_postings_add_up_to_what_is_owed(history: list[list[Decision]]) -> None:
    ledger: dict[tuple[str, str | None, int | None], int] = {}
    before: list[Decision] = []
    for run in history:
        for p in post(before, run):
            account = (p.id, p.provider, p.payable_on)
            assert ledger.get(account, 0) == p.posted
            ledger[account] = ledger.get(account, 0) + p.amount
            assert p.now == p.posted + p.amount
        before = run
    owed = {(d.id, d.provider, d.payable_on): d.amount for d in before if d.status in MONEY}
    assert {k: v for k, v in ledger.items() if v} == {k: v for k, v in owed.items() if v}
