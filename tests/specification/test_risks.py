"""The risk register in a specification: its table, its charts, and the file that keeps it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from ocdsl import api
from ocdsl.contract_file import FileError
from ocdsl.drawing.axes import Scale, step, ticks
from ocdsl.generators.specification import specification_bytes
from ocdsl.generators.specification.package import unpacked
from ocdsl.model.register import Chart, Register, Risk, from_data
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.edition import Edition
from tests.specification import made
from tests.specification.reading import all_text

NOTCH = Chart(
    "weekly-support", "the total of hours in a week", " hours", 2,
    ((1, 7_500), (500, 7_500), (501, 15_000), (1400, 15_000)), (2,), ((0, 1), (2, 3)),
)  # fmt: skip
RISK = Risk(
    "PI-24", "Notch in a tier", "high", "weekly-support", "at 5.00 hours", 97, "Alder & Co",
    "It records 5.01 hours.", 7_500, "Let somebody else set the hours.",
    ("weekly-support: when x < 5",), True, "The assessor sets them.", "Vale Council",
)  # fmt: skip


def register() -> Register:
    digest = made.contract().source.digest
    counts = {"FOUND": 1, "SEARCHED": 2, "PROVED": 1}
    return Register("reablement-at-home", digest, 1, counts, (RISK,), (NOTCH,))


def document() -> bytes:
    contract = made.contract()
    return specification_bytes(contract, lower(contract), made.worked, Edition(register()))


def test_every_part_of_a_risk_is_in_the_document() -> None:
    seen = all_text(document(), without=("ContractLine",))
    assert "Risks and perverse incentives" in seen
    assert "Of 4 such ways 1 are found here, 2 were searched for and not found and" in seen
    for words in (
        "Notch in a tier (PI-24, high): weekly-support at 5.00 hours. It records 5.01 hours.",
        "Alder & Co", "£75.00", "As a line, which removes it: weekly-support: when x < 5.",
        "Vale Council: The assessor sets them.",
    ):  # fmt: skip
        assert words in seen


def test_a_chart_is_drawn_with_words_for_who_cannot_see_it() -> None:
    parts = unpacked(document())
    body = etree.fromstring(parts["word/document.xml"])
    (drawn,) = (d for d in body.iter("{*}docPr") if d.get("descr") == NOTCH.alternative)
    (shown,) = drawn.getparent().iter("{*}chart")
    (name,) = shown.attrib.values()
    chart = etree.fromstring(parts[f"word/charts/{name}.xml"])
    values = [p.text for p in chart.iter("{*}v")]
    assert {"0.01", "5.01", "75.00", "150.00", "Paid", "Jump", "Nothing changes"} <= set(values)
    assert NOTCH.alternative == (
        "What is paid by the total of hours in a week: £75.00 at 0.01 hours, £150.00 at 14.00 "
        "hours. It jumps from £75.00 at 5.00 hours to £150.00 at 5.01 hours. Nothing changes from "
        "0.01 hours to 5.00 hours. Nothing changes from 5.01 hours to 14.00 hours."
    )
    links = parts["word/_rels/document.xml.rels"].decode()
    assert f'Id="{name}"' in links and f'Target="charts/{name}.xml"' in links
    assert f"/word/charts/{name}.xml" in parts["[Content_Types].xml"].decode()


def test_the_same_register_gives_the_same_bytes() -> None:
    assert document() == document()


def test_a_register_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    path.write_text(json.dumps({"register": register().as_data()}), encoding="utf-8")
    assert api.read_register(path, made.contract()) == register()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{}", "NoRegister"), ("no", "NoRegister"), ('{"register": []}', "NoRegister"),
        ('{"register": {"risks": 3}}', "NoRegister"), ("", "NoRegister"),
    ],
)  # fmt: skip
def test_a_file_without_one_is_refused(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as refused:
        api.read_register(path, made.contract())
    assert refused.value.diagnostics[0].code == code


def test_a_register_of_another_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    data = register().as_data() | {"contract_digest": "sha256:other"}
    path.write_text(json.dumps({"register": data}), encoding="utf-8")
    with pytest.raises(FileError) as refused:
        api.read_register(path, made.contract())
    assert refused.value.diagnostics[0].code == "AnotherContract"


def test_a_chart_that_points_nowhere_is_no_register() -> None:
    data = register().as_data()
    data["charts"][0]["jumps"] = [9]
    with pytest.raises(ValueError, match="points"):
        from_data(data)


def test_axes_have_round_steps() -> None:
    assert step(0, 5_625_000) == 1_000_000
    assert ticks(1, 1866) == [500, 1000, 1500]
    scale = Scale.of([0, 30], (100, 700))
    assert [scale.at(0), scale.at(15), scale.at(30)] == [100, 400, 700]
