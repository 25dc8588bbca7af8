"""Templates spoilt at random are looked at without a traceback, and soon: a finding, or nothing."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable

import pytest
from lxml import etree

from ocdsl.generators.specification.house_check import check_template
from ocdsl.generators.specification.package import packed, unpacked
from ocdsl.generators.specification.template import template_bytes

EACH = 25
LONGEST_SECONDS = 5.0
TAGS = (
    "{{ x }}", "{% if %}", "{%p endfor %}", "{%tr for a in facts %}", "{{r block.xml }}", "{{",
    "}}", "{%", "%}", "{#", "#}", "{{ title|foo(1) }}", '{{ "}}" }}', "{% for x in lines %}",
    "{% endfor %}", "{{ title if x else y }}", "{% raw %}", "{{ 1 < 2 }}", "{{ -1 }}",
    "{% if title is defined %}", "{{ title[:3] }}", "{{p places }}", "{%tc for a in facts %}",
    "{% colspan 3 %}", "{% cellbg title %}", "{% vm %}", "{% hm %}", "{%- if title -%}",
)  # fmt: skip
VALUES = (*TAGS, "", "-1", "zz", "99999999999")
Element = etree._Element


def removed(element: Element, chance: random.Random, others: list[Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def tagged(element: Element, chance: random.Random, others: list[Element]) -> None:
    element.text = (element.text or "") + chance.choice(TAGS)


def valued(element: Element, chance: random.Random, others: list[Element]) -> None:
    if element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(VALUES))


def nested(element: Element, chance: random.Random, others: list[Element]) -> None:
    other = chance.choice(others)
    if len(list(other.iter())) < 50:
        element.append(copy.deepcopy(other))


def halved(element: Element, chance: random.Random, others: list[Element]) -> None:
    element.text = (element.text or "")[: len(element.text or "") // 2]


def renamed(element: Element, chance: random.Random, others: list[Element]) -> None:
    space = etree.QName(element).namespace or "x"
    element.tag = f"{{{space}}}{chance.choice(['p', 't', 'tbl', 'tr', 'r', 'zzz'])}"


WAYS = (removed, tagged, valued, nested, halved, renamed)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_spoilt_template_is_looked_at(
    way: Callable[[Element, random.Random, list[Element]], None],
) -> None:
    chance, whole = random.Random(way.__name__), unpacked(template_bytes())
    for _ in range(EACH):
        parts, name = dict(whole), chance.choice(["word/document.xml", *whole])
        root = etree.fromstring(parts[name])
        every = list(root.iter())
        for _ in range(chance.choice([1, 1, 2, 5])):
            way(chance.choice(every), chance, every)
        parts[name] = etree.tostring(root)
        start = time.perf_counter()
        checked = check_template(packed(parts), "house.docx")
        assert time.perf_counter() - start < LONGEST_SECONDS
        assert all(d.message and d.why and d.fix for d in checked.diagnostics)
