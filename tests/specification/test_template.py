"""The templates in `specs/`: made from code, and asking only for what it is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.house import HOUSES, House
from ocdsl.generators.specification.package import unpacked
from ocdsl.generators.specification.render import context
from ocdsl.generators.specification.specification import sections_of
from ocdsl.generators.specification.template import template_bytes
from ocdsl.rules.lowering.from_model import lower
from tests.specification import made

FOR_OTHER_TEMPLATES = {"name", "digest"}
SPECS = made.ROOT / "specs"
every_house = pytest.mark.parametrize("house", HOUSES, ids=lambda house: Path(house.file).stem)


@every_house
def test_the_committed_template_is_what_the_code_makes(house: House) -> None:
    again = "python -m ocdsl.generators.specification.template"
    assert (SPECS / house.file).read_bytes() == template_bytes(house), f"Make it again: {again}"


def test_every_template_that_ships_is_made_here() -> None:
    kept = {str(path.relative_to(SPECS)) for path in SPECS.rglob("*.docx")}
    assert kept == {house.file for house in HOUSES}


@every_house
def test_every_name_of_a_colour_or_a_typeface_is_filled_in(house: House) -> None:
    assert b"@" not in b"".join(unpacked(template_bytes(house)).values())


@every_house
def test_every_text_stands_out_from_its_ground(house: House) -> None:
    for text in (house.ink, house.deep, house.quiet):
        assert contrast(text, "FFFFFF") >= 4.5
    assert contrast(house.on_shade, house.shade) >= 4.5


def contrast(one: str, other: str) -> float:
    """The ratio of the Web Content Accessibility Guidelines, 1.4.3."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@every_house
def test_the_template_asks_for_nothing_it_is_not_given_and_uses_all_of_it(house: House) -> None:
    contract = made.contract()
    given = context(contract, Flow(sections_of(contract, lower(contract), made.worked)))
    asked = DocxTemplate(SPECS / house.file).get_undeclared_template_variables(
        ImmutableSandboxedEnvironment()
    )
    assert asked - given.keys() == set()
    assert given.keys() - asked == FOR_OTHER_TEMPLATES
