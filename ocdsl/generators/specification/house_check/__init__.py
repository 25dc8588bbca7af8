"""Looks at a template that a council made: what is missing, misspelt or unsafe, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from ocdsl.base.diagnostics import Diagnostic, Severity, in_order
from ocdsl.base.source import Source
from ocdsl.generators.specification.house_check.findings import KINDS, found
from ocdsl.generators.specification.house_check.given import GIVEN
from ocdsl.generators.specification.house_check.language import whole
from ocdsl.generators.specification.house_check.opened import BODY, Refused, opened, trees
from ocdsl.generators.specification.house_check.page import page
from ocdsl.generators.specification.house_check.safety import safety
from ocdsl.generators.specification.house_check.samples import samples
from ocdsl.generators.specification.house_check.seen import Seen
from ocdsl.generators.specification.house_check.style_ids import with_known_ids
from ocdsl.generators.specification.house_check.tags import Reader

__all__ = ["KINDS", "TemplateChecked", "check_template"]

_FILLED = ("word/document", "word/header", "word/footer", "word/footnotes", "docProps/core")


@frozen
class TemplateChecked:
    """What came of looking at a template. `source` is its text, which the places are in."""

    content: bytes
    """The file, its styles under the ids by which a specification names them."""
    source: Source
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps a specification from being made with it."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


def check_template(content: bytes, path: str) -> TemplateChecked:
    """Everything that is wrong with a template; it is filled only once it is known to be safe."""
    try:
        parts = opened(content)
        read = trees(parts)
        content = with_known_ids(content, parts, read)
        seen = Seen(path, read)
    except Refused as refused:
        return TemplateChecked(content, Source(path, ""), (refused.reason,))
    found_here = [*safety(seen, parts), *_tags(seen), *page(seen)]
    if not any(d.severity is Severity.ERROR for d in found_here):
        found_here += _carried_out(seen, parts)
    if not any(d.severity is Severity.ERROR for d in found_here):
        found_here += samples(seen, content)
    return TemplateChecked(content, seen.source, tuple(in_order(found_here)))


def _tags(seen: Seen) -> Iterator[Diagnostic]:
    for name in seen.trees:
        if name.startswith(_FILLED):
            yield from Reader().read(seen.of(name))
        else:
            for line in seen.of(name):
                if "{{" in line.text or "{%" in line.text:
                    message = f"A tag stands in {name}, where none is filled in."
                    yield found("ForbiddenTag", message, line.spot())


def _carried_out(seen: Seen, parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """What the engine would be told, wherever in a part it stands: in a field, in an address."""
    from docxtpl import DocxTemplate
    from lxml import etree

    patch = DocxTemplate(BODY).patch_xml
    for name, root in seen.trees.items():
        if name.startswith(_FILLED):
            text = etree.tostring(root, encoding="unicode")
            for code, message, fix in whole(patch(text), GIVEN):
                yield found(code, message, seen.whole(name), fix)
