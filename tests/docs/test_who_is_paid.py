"""The table of who is paid names the providers that the example below it pays."""

from __future__ import annotations

import re

from ocdsl import api
from ocdsl.base.source import Source
from tests.docs.parts import PARTS, on_the_short_contract, parts

ROW = re.compile(
    r"^\| `(?!for each`)[^|]+` \| [^|]+ \| [^|]+ \| ([^|]+) \| [^|]+ \|$", re.MULTILINE
)


def test_each_row_names_the_provider_who_is_paid() -> None:
    page = (PARTS / "who-is-paid.md").read_text(encoding="utf-8")
    (part,) = (part for part in parts() if part.page == "who-is-paid")
    contract = api.load(Source(part.name, on_the_short_contract(part.text)))
    (example,) = api.run_examples(contract)
    paid: dict[str, set[str]] = {name: set() for name in contract.payments if name != "fee"}
    for line in example.evaluation.decisions():
        if line.status == "payable":
            paid[line.payment].add(line.provider or "nobody")
    told = [set(re.findall(r"[a-z]+", cell)) for cell in ROW.findall(page)]
    assert told == list(paid.values())
