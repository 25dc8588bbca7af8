"""Where each figure of a specification comes from: the contract's text, an engine, or a source.

The contract's text is read here by its lines alone, and what an engine works out by its decisions,
so that nothing rests on the code that words a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from ocdsl import __version__
from ocdsl.base.calendar import day_of, in_words
from ocdsl.base.money import pounds
from ocdsl.ledger.decision import Decision
from ocdsl.model.cash_flow import CashFlow
from ocdsl.model.contract import Contract, Example
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import Paragraph, Ref, Words, plain
from ocdsl.rules.wording.standard.catalogue import StandardClause, catalogue
from tests.specification import made

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FIGURE = re.compile(
    rf"sha256:[0-9a-f]+|\d{{4}}-\d\d-\d\d|\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?"
    r"|£\d[\d,]*(?:\.\d\d)?|\d[\d,]*(?:\.\d+)*%?"
)


def figures(text: str) -> list[str]:
    """Every date, amount, percentage and number in a text.

    How many more conditions a picture leaves to its clause is a count of the page's own.
    """
    plainly = re.sub(r"and \d+ more", "", text.replace("\xa0", " "))
    found = (figure.rstrip(",.") for figure in FIGURE.findall(plainly))
    return [figure for figure in found if figure]


# ---- the contract's text, by its blocks


@frozen
class Texts:
    """The lines of each block by the block's name; the header's are under ``."""

    blocks: Mapping[str, str]

    def near(self, names: Iterable[str]) -> str:
        """The text of some blocks, of those that they name, of the header, and every title."""
        seen, waiting = {""}, [*names]
        users = [name for name, text in self.blocks.items() if re.match("use ", text)]
        waiting += [user for user in users for n in waiting if n in self.blocks[user].split()]
        while waiting:
            name = waiting.pop()
            if name in self.blocks and name not in seen:
                seen.add(name)
                words = set(re.findall(r"[a-z][\w-]*", self.blocks[name]))
                waiting += words & self.blocks.keys()
        titles = re.findall(r'^[a-z].*?"(.*)"', self.whole, re.MULTILINE)
        return "\n".join([*(self.blocks.get(name, "") for name in sorted(seen)), *titles])

    @property
    def whole(self) -> str:
        """The text of every block."""
        return "\n".join(self.blocks.values())


def texts_of(source: str) -> Texts:
    """A contract's text by its blocks; of two of one name (a variation's) both."""
    blocks: dict[str, str] = {}
    name = ""
    for number, line in enumerate(source.splitlines()):
        heading = re.match(r"[a-z][\w-]* ([a-z][\w-]*)", line)
        if heading and number:
            name = heading[1]
        blocks[name] = blocks.get(name, "") + line + "\n"
    return Texts(blocks)


# ---- what follows from it


def derived(contract: Contract, text: str) -> set[str]:
    """Figures that follow from the text near a clause, each by one step of sums."""
    numbers = re.findall(r"(?<![\d.£,-])\d+(?![\d.%,])", text)
    whole = sorted({int(n) for n in numbers if len(n) < 5})
    rates = sorted({int(r) for r in re.findall(r"(?<![\d.])(\d+)%", text)})
    days = (contract.tail_end, contract.term_start, contract.term_end)
    return {
        *(in_words(day) for day in days),
        date.fromordinal(contract.term_start).isoformat(),
        str(contract.tail_end - contract.term_end),
        *_parts_of_money(text, rates),
        *(str(int(of) - int(n)) for n, of in re.findall(r"(\d+) in every (\d+)", text)),
        *(str(7 * n) for n in whole),  # weeks, told in days
        *(str(n - 1) for n in whole),  # the months before one of twelve
        *(f"{(a + b) // 2}%" for a in rates for b in rates if (a + b) % 2 == 0),  # half way
        *_quarters(contract),
        "0", "£0.00",  # the day counted from, and nothing
    }  # fmt: skip


def _parts_of_money(text: str, rates: Iterable[int]) -> Iterator[str]:
    """A percentage of each amount, what is left of it without 1 in every 6, and what is divided."""
    amounts = {pence_of(each) for each in re.findall(r"£[\d,]*\d(?:\.\d\d)?", text)}
    parts = {Fraction(rate, 100) for rate in rates}
    for taken, of in re.findall(r"(\d+) in every (\d+)", text):
        parts.add(1 - Fraction(int(taken), int(of)))
    for amount in amounts:
        yield from (pounds(int(amount * part + Fraction(1, 2))) for part in parts)
    for amount_divided, by in re.findall(r"(£[\d,.]+) ÷ (\d+)", text):
        yield pounds(pence_of(amount_divided) // int(by))


def pence_of(amount: str) -> int:
    """`£1,575.00` in pence."""
    whole, _, pence = amount.strip("£").replace(",", "").partition(".")
    return int(whole) * 100 + int(pence or 0)


def of_a_chart(text: str) -> set[str]:
    """The edges of the tables in a text, with a smallest unit to each side, and a third beyond."""
    found: set[str] = set()
    for number in re.findall(r"(?<![\d£])\d+(?:\.\d+)?", text):
        scaled = int(Fraction(number) * 100)
        for edge in (scaled - 1, scaled, scaled + 1, scaled + scaled // 3):
            found |= {f"{edge // 100}.{edge % 100:02d}{unit}" for unit in ("", "%")}
        found |= {str(int(Fraction(number)) + n) for n in (-1, 1)}
    return found | {"0.00%", "100.00%"}


def of_parts(text: str) -> set[str]:
    """The number a third beyond the last edge of each part at its own rate, and its worked sum."""
    rows = re.findall(r"\| ([^|]*\d) +\| £([\d,.]+) +\| (no limit|£[\d,.]+) +\|", text)
    if "each part at its own rate" not in text or not rows:
        return set()
    edges = [int(re.findall(r"\d+", limits)[-1]) for limits, _, _ in rows]
    beyond = (edges[-1] + 1) * 4 // 3
    starts, ends, total = [0, *edges[:-1]], [*edges[:-1], beyond], 0
    for (_, price, most), start, end in zip(rows, starts, ends, strict=True):
        part = (end - start) * _pence(price)
        total += part if most == "no limit" else min(part, _pence(most[1:]))
    return {str(beyond), pounds(total)}


def _pence(amount: str) -> int:
    return int(Fraction(amount.replace(",", "")) * 100)


def _quarters(contract: Contract) -> Iterator[str]:
    """The first days of the quarters of the contract's year, and of the years of its term."""
    start = date.fromordinal(contract.term_start)
    for step in range(4):
        month = (start.month - 1 + 3 * step) % 12 + 1
        yield in_words(date(start.year, month, 1).toordinal()).rpartition(" ")[0]
    for year in range(start.year, date.fromordinal(contract.term_end).year + 1):
        yield in_words(date(year, start.month, start.day).toordinal())


# ---- what an engine worked out


def of_example(contract: Contract, example: Example) -> set[str]:
    """The amounts and days that the reference decided for an example, and its log's own values."""
    decisions: list[Decision] = list(made.worked(contract, lower(contract), example))
    days = {day for d in decisions for day in (d.earned_on, d.payable_on) if day}
    days |= {day_of(d.awaiting[-10:]) for d in decisions if d.awaiting} | {example.as_at}
    values = " ".join(text for row in example.rows for _, text in row.values)
    reasons = " ".join(f"{d.reason or ''} {d.payment}" for d in decisions)
    days |= {row.day for row in example.rows}
    lengths = {int(n) for n in re.findall(r"(\d+) days", contract.source.text)}
    days |= {d.payable_on + n for d in decisions if d.payable_on for n in lengths}
    wholes = (
        sum(d.amount for d in decisions if d.person == one.person and d.payment == one.payment
            and d.status != "recovered")
        for one in decisions
    )  # fmt: skip
    return {
        *(str(later - day) for day in days for later in days if later > day),
        *(pounds(whole) for whole in wholes),
        *(pounds(abs(d.amount)) for d in decisions),
        *(in_words(day) for day in days),
        *figures(values),
        *figures(reasons),
    }


# ---- what stands in every specification


def of_the_page(contract: Contract) -> set[str]:
    """The cover's own figures: the digest, the version of the text, and that of the tool."""
    number = max(1, len(contract.versions))
    digest = contract.source.digest
    short = figures(digest.removeprefix("sha256:")[:12])
    return {digest, *short, *figures(__version__), __version__, str(number)}


def of_cash_flow(flow: CashFlow) -> set[str]:
    """The people who are reckoned with; sums and months: of the end, the lowest and passing."""
    income, cost = sum(m.income for m in flow.months), sum(m.cost for m in flow.months)
    behind, worst, at, passes = 0, 0, 0, 0
    for number, month in enumerate(flow.months, 1):
        behind += month.cost - month.income
        worst, at = (behind, number) if behind > worst else (worst, at)
        passes = number + 1 if behind > 0 else passes
    sums = {pounds(pence) for pence in (income, cost, worst)}
    return sums | {f"{n:,}" for n in (flow.people, flow.one_in, len(flow.months), at, passes)}


def of_its_axes(flow: CashFlow) -> set[str]:
    """Round sums and numbers of months up to the most that is drawn."""
    most = max(sum(m.income for m in flow.months), sum(m.cost for m in flow.months))
    steps = [n * 10**power for power in range(8) for n in (1, 2, 5)]
    sums = {f"£{step * n:,}" for step in steps for n in range(10) if step * n * 100 <= most}
    return sums | {str(step * n) for step in steps for n in range(10)
                   if step * n <= len(flow.months)}  # fmt: skip


def of_clause(clause: StandardClause) -> set[str]:
    """The figures of a standard clause, its table and the laws it names; it has a source."""
    kept = catalogue()
    assert clause.source in kept.documents, clause.id
    assert kept.documents[clause.source].whole, clause.id
    texts = " ".join(text.en for text in clause.texts())
    laws = re.findall(r"\{law\.([\w-]+)\}", texts)
    named = {*figures(texts), *(f for law in laws for f in figures(kept.laws[law].title.en))}
    return named | _of_laws() if clause.grid and "laws" in clause.grid.made else named


def _of_laws() -> set[str]:
    """The figures of the laws' titles, of how they are cited, and of when one was replaced."""
    kept = catalogue()
    days = (in_words(day_of(law.since)) for law in kept.laws.values() if law.since)
    texts = [text.en for law in kept.laws.values() for text in law.texts()]
    return {f for text in (*texts, *days) for f in figures(text)}


def of_the_questions() -> set[str]:
    """The figures of the documents that ask what is still open, and of the parts that ask it."""
    kept = catalogue()
    texts = [document.title.en for document in kept.documents.values()]
    for clause in kept.clauses():
        texts += [clause.part, clause.write, clause.question.en if clause.question else ""]
    return {f for text in texts for f in figures(text)}


def said(paragraph: Paragraph) -> Iterator[Words]:
    """All that a paragraph says: its text, items, table, and the words of its picture."""
    yield paragraph.text
    yield from paragraph.items
    if paragraph.table is not None:
        yield from paragraph.table.headings
        for row in paragraph.table.rows:
            yield from row
    if paragraph.figure is not None:
        yield (paragraph.figure.caption,)
        yield (paragraph.figure.alternative,)


def told(paragraph: Paragraph) -> set[str]:
    """Every figure of a paragraph but the numbers of clauses and pictures that it refers to."""
    texts = (tuple(p for p in words if not isinstance(p, Ref)) for words in said(paragraph))
    return {f for words in texts for f in figures(plain(words))}
