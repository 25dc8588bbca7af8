"""docxtpl-lint, the linter for templates of this kind, finds nothing in those that ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from docxtpl_lint import lint

from tests.specification import made

TEMPLATES = sorted((made.ROOT / "specs").rglob("*.docx"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_the_linter_has_nothing_to_say(template: Path) -> None:
    assert [(issue.rule, issue.message) for issue in lint(template).issues] == []


def test_the_linter_would_see_a_broken_tag() -> None:
    from ocdsl.generators.specification.package import packed, unpacked

    parts = unpacked(TEMPLATES[0].read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"{{ title }}", b"{{ title")
    assert [issue.rule for issue in lint(packed(parts)).errors] == ["DTL001"]
