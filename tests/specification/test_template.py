"""The template in `specs/`: made from code, and asking only for what it is given."""

from __future__ import annotations

from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.render import context
from ocdsl.generators.specification.template import template_bytes
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.english import specification
from tests.specification import made

FOR_OTHER_TEMPLATES = {"name", "digest"}
TEMPLATE = made.ROOT / "specs" / "specification.docx"


def test_the_committed_template_is_what_the_code_makes() -> None:
    again = "python -m ocdsl.generators.specification.template"
    assert TEMPLATE.read_bytes() == template_bytes(), f"Make it again: {again}"


def test_the_template_asks_for_nothing_it_is_not_given_and_uses_all_of_it() -> None:
    contract = made.contract()
    given = context(contract, Flow(specification(contract, lower(contract))))
    asked = DocxTemplate(TEMPLATE).get_undeclared_template_variables(
        ImmutableSandboxedEnvironment()
    )
    assert asked - given.keys() == set()
    assert given.keys() - asked == FOR_OTHER_TEMPLATES
