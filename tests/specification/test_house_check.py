"""`ocdsl template check`: each kind of mistake in a template, where it is, and its mend."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from attrs import frozen

from ocdsl.base.render import to_line, to_terminal_text
from ocdsl.cli.main import run
from ocdsl.generators.specification import (
    CannotFillError,
    filling,
)
from ocdsl.generators.specification.filling import filled
from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.house import House
from ocdsl.generators.specification.house_check import KINDS, TemplateChecked, check_template, given
from ocdsl.generators.specification.house_check.opened import LARGEST_FILE, LARGEST_PART
from ocdsl.generators.specification.package import packed, unpacked
from ocdsl.generators.specification.render import context
from ocdsl.generators.specification.specification import sections_of
from ocdsl.generators.specification.template import template_bytes
from ocdsl.rules.lowering.from_model import lower
from tests.specification import made
from tests.specification.test_template import every_house

BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
RELATIONS, HEADER = "word/_rels/document.xml.rels", "word/header1.xml"
Parts = dict[str, bytes]


@frozen
class Case:
    """A way of spoiling the plain template, and what is said of it."""

    code: str
    spoil: Callable[[Parts], None]
    says: str
    where: str = ""
    fix: str = ""


def swap(old: str, new: str, part: str = BODY, count: int = 1) -> Callable[[Parts], None]:
    def spoil(parts: Parts) -> None:
        assert old.encode() in parts[part], old
        parts[part] = parts[part].replace(old.encode(), new.encode(), count)

    return spoil


def added(name: str, content: str = "x") -> Callable[[Parts], None]:
    def spoil(parts: Parts) -> None:
        parts[name] = content.encode()

    return spoil


def link(kind: str, target: str) -> Callable[[Parts], None]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    new = f'<Relationship Id="out" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'
    return swap("</Relationships>", f"{new}</Relationships>", RELATIONS)


def words(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def before_contents(xml: str) -> Callable[[Parts], None]:
    start = '<w:p><w:pPr><w:pStyle w:val="ContentsHeading"/>'
    return swap(start, xml + start)


def field(code: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> '
        f'{code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TITLE = '<w:t xml:space="preserve">{{ title }}</w:t></w:r>'
NOTE = '<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr><w:r><w:t>{{r block.xml }}</w:t></w:r></w:p>'
DTD = '<!DOCTYPE w [<!ENTITY a "b">]>'
CASES = (
    Case("DeclaredEntities", swap("<w:document", f"{DTD}<w:document"),
         "The part word/document.xml declares a document type."),
    Case("MacroInTemplate", added("word/vbaProject.bin"), "The file holds word/vbaProject.bin."),
    Case("MacroInTemplate", swap("document.main+xml", "document.macroEnabled.main+xml",
                                 "[Content_Types].xml"),
         "macroEnabled"),
    Case("EmbeddedObject", added("word/embeddings/oleObject1.bin"),
         "The file holds word/embeddings/oleObject1.bin."),
    Case("OutsidePart", link("attachedTemplate", "file:///C:/a.dotm"),
         "The attachedTemplate is kept at file:///C:/a.dotm."),
    Case("OutsidePart", link("image", "https://example.org/a.png"), "The image is kept at"),
    Case("OutsidePart", link("hyperlink", "\\\\server\\share"), "The hyperlink is kept at"),
    Case("OutsideLink", link("hyperlink", "https://www.example.gov.uk/"),
         "A link leads to https://www.example.gov.uk/."),
    Case("UnsafeField", before_contents(field("INCLUDEPICTURE http://x/y.png")),
         "The field INCLUDEPICTURE is not allowed.", "body, paragraph 8"),
    Case("UnsafeField", before_contents(field("DDEAUTO c:\\\\x")), "The field DDEAUTO is not"),
    Case("UnsafeField", before_contents(field('FILLIN "Name?"')), "The field FILLIN is not"),
    Case("AsksOnOpening", swap("<w:zoom", '<w:updateFields w:val="true"/><w:zoom', SETTINGS),
         "The setting updateFields makes Word ask", "settings"),
    Case("TrackedChange", before_contents(
            '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>no</w:delText></w:r></w:del></w:p>'),
         "This paragraph holds a tracked change.", "body, paragraph 8"),
    Case("CommentInTemplate", added("word/comments.xml",
                                    f"<w:comments {W}><w:comment w:id='1'/></w:comments>"),
         "The template holds comments."),
    Case("UnclosedTag", swap("{{ title }}", "{{ title }"),
         "`{{` has no `}}` after it in its paragraph.", "body, paragraph 2"),
    Case("UnclosedTag", swap("{{ title }}", "title }}"),
         "`}}` has no `{{` before it in its paragraph.", "body, paragraph 2"),
    Case("UnclosedTag", swap("{%tr endfor %}", ""), "`for` has no `endfor` after it.",
         "body, table 1, row 1, cell 1", "Write `{%tr endfor %}` where it ends."),
    Case("UnclosedTag", swap("{%tr for fact in facts %}", ""),
         "`endfor` has no `for` before it.", "body, table 1, row 3, cell 1"),
    Case("UnclosedTag", swap("{%tr endfor %}", "{%p endfor %}"),
         "`{%p endfor %}` belongs to `{%tr for fact in facts %}`", "", "Write `{%tr endfor %}`."),
    Case("UnknownTag", swap("{{ title }}", "{{ titel }}"), "There is no tag `titel` here.",
         "body, paragraph 2", "Write `title`."),
    Case("UnknownTag", swap("{{ fact.value }}", "{{ fact.valeu }}"),
         "There is no tag `fact.valeu`.", "body, table 1, row 2, cell 2", "Write `fact.value`."),
    Case("UnknownTag", swap("fact in facts", "fact in fact"), "There is no list `fact`.", "",
         "Write `facts`."),
    Case("UnknownTag", swap("{%tr endfor %}", "{%tr endfro %}"), "There is no tag `endfro`.", "",
         "Write `endfor`."),
    Case("UnknownTag", swap("{{ title }}", "{{ version }}, {{ title. }}", HEADER), "cannot be read",
         "header 1, paragraph 1"),
    Case("ForbiddenTag", swap("{{ title }}", "{{ title.__class__ }}"),
         "A tag may not ask for `.__class__`.", "body, paragraph 2"),
    Case("ForbiddenTag", swap("{{ title }}", "{{ title.upper() }}"), "A tag may not hold a call."),
    Case("ForbiddenTag", swap("{{ title }}", "{{ 9 ** 9 ** 9 }}"), "A tag may not hold sums."),
    Case("ForbiddenTag", swap("{{ title }}", "{{ title|safe }}"), "A tag may not"),
    Case("ForbiddenTag", swap("{{ title }}", "{% set x = 1 %}"), "A template may not say `set`."),
    Case("ForbiddenTag", swap("fact in facts", "fact in range(10**9)"),
         "A `for` goes through one list by its name"),
    Case("ForbiddenTag", swap("{{ title }}", "{% for a in lines %}{% for b in lines %}x"
                              "{% endfor %}{% endfor %}"),
         "A `for` may not stand in another `for`."),
    Case("ForbiddenTag", before_contents(field("REF {{ title.__class__ }}")),
         "A tag may not ask for `.__class__`.", "body"),
    Case("WrongTag", swap("{{r line }}", "{{ line }}"), "`{{ line }}` is the wrong kind of tag",
         "", "Write `{{r line }}`."),
    Case("WrongTag", swap("{{ title }}", "{{ facts }}"), "`facts` is not one value"),
    Case("TextBesideTag", swap("{%p for block in blocks %}", "Clauses: {%p for block in blocks %}"),
         "“Clauses:” stands beside `{%p for block in blocks %}`."),
    Case("TextBesideTag", swap("{%tr endfor %}", "Facts {%tr endfor %}"), "“Facts” stands beside"),
    Case("SplitTag", swap(TITLE, '<w:t>{{ ti</w:t></w:r><w:r><w:t>tle }}</w:t></w:r>'),
         "`{{ title }}` is in 2 pieces.", "body, paragraph 2"),
    Case("BrokenTag", swap(TITLE, '<w:t>{{ ti</w:t></w:r><w:bookmarkStart w:id="99" w:name="b"/>'
                           '<w:r><w:t>tle }}</w:t></w:r><w:bookmarkEnd w:id="99"/>'),
         "Something else stands in the middle of `{{ title }}`."),
    Case("MissingTag", swap("{{r line }}", ""), "Nothing shows the lines of the contract's text."),
    Case("MissingTag", swap("{{p places }}", ""), "Nothing shows the table of where each clause"),
    Case("MissingTag", swap("{{ fact.value }}", ""), "Nothing shows what the cover says"),
    Case("MissingTag", swap("{{p block.xml }}", ""), "Nothing shows tables of clauses."),
    Case("MissingSample", swap("block.kind == 'note'", "block.kind == 'notes'"),
         "There is no sample paragraph for `note`."),
    Case("RepeatedSample", swap(words("{%p elif block.kind == 'after-table' %}"),
                                NOTE + words("{%p elif block.kind == 'after-table' %}")),
         "`note` has 2 sample paragraphs.", "body, paragraph 36"),
    Case("WrongStyle", swap('<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Clause"/>'),
         "The sample paragraph for `group` is in the style Clause, not in Heading2."),
    Case("WrongNumbering", swap("%1.%2.%3", "%1-%2-%3", "word/numbering.xml"),
         "The sample for `subclause` is numbered as `%1-%2-%3`; it ought to be numbered as "
         "`%1.%2.%3`."),
    Case("WrongNumbering", swap('<w:numPr><w:ilvl w:val="3"/><w:numId w:val="1"/></w:numPr>',
                                '<w:numPr><w:numId w:val="0"/></w:numPr>'),
         "The sample for `item` is not numbered"),
    Case("WrongNumbering", swap("Annex %1", "Schedule %1", "word/numbering.xml"),
         "An annex is numbered as `Schedule %1`; it ought to be numbered as `Annex %1`."),
    Case("MissingTag", swap('w:name="annex_places"', 'w:name="places"'),
         "No heading of an annex has the bookmark annex_places"),
    Case("MissingStyle", swap('w:styleId="TableHead"><w:name w:val="Table Head"',
                              'w:styleId="Mine"><w:name w:val="Mine"', STYLES),
         "There is no style Table Head (Word's id for it is TableHead).", "styles"),
    Case("NarrowPage", swap('w:right="1304"', 'w:right="3304"'),
         "The page leaves 128 mm for text; tables need 140 mm."),
    Case("NarrowMargin", swap('w:top="1474"', 'w:top="200"'), "The margin at the top has 3 mm."),
    Case("HeaderWithout", swap("{{ short_digest }}", "", HEADER),
         "No header or footer shows the digest.", "header and footer",
         "Write `{{ short_digest }}` into the header or the footer."),
    Case("NoLanguage", swap('<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>', "",
                            STYLES),
         "The styles do not say which language the text is in."),
    Case("NoAlternativeText", before_contents(
            '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
            '2006/wordprocessingDrawing"><wp:docPr id="1" name="Logo"/></wp:inline></w:drawing>'
            "</w:r></w:p>"),
         "The picture Logo has no alternative text.", "body, paragraph 8"),
    Case("DamagedWhenFilled", before_contents(
            "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" + words("{% if title == 'x' %}")
            + "</w:tc></w:tr></w:tbl>" + words("{% endif %}")),
         "The tags leave the document with halves of tables or paragraphs"),
)  # fmt: skip
OF_THE_FILE = {"NotAWordFile", "TemplateTooLarge"}


def checked(spoil: Callable[[Parts], None]) -> TemplateChecked:
    parts = unpacked(template_bytes())
    spoil(parts)
    return check_template(packed(parts), "house.docx")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.says[:30]}")
def test_it_is_said(case: Case) -> None:
    said = checked(case.spoil).diagnostics
    mine = [d for d in said if d.code == case.code and case.says in d.message]
    assert mine, [to_line(d) for d in said]
    assert case.where in mine[0].heading, mine[0].heading
    assert case.fix in mine[0].fix, mine[0].fix
    others = {d.code for d in said} - {case.code}
    assert not others or len(said) < 6, [to_line(d) for d in said]


@every_house
def test_what_ships_has_nothing_wrong(house: House) -> None:
    assert check_template(template_bytes(house), "house.docx").diagnostics == ()


def test_every_kind_of_mistake_has_a_case() -> None:
    assert {case.code for case in CASES} | OF_THE_FILE == KINDS.keys()


def test_a_mistake_is_shown_in_its_line_with_why_and_one_mend() -> None:
    said = checked(swap("{{ fact.value }}", "{{ fact.valeu }}"))
    shown = to_terminal_text(said.diagnostics, said.source)
    assert shown == (
        "house.docx:6:1  error  UnknownTag  (in body, table 1, row 2, cell 2)\n"
        "  There is no tag `fact.valeu`.\n"
        "  6 | {{ fact.valeu }}\n"
        "    | ^^^^^^^^^^^^^^^^\n"
        "  Why it matters: Making the specification would stop here, or leave the tag in what is "
        "published.\n"
        "  To mend it: Write `fact.value`.\n"
        "\n"
        "house.docx: 1 error.\n"
    )


def test_what_a_template_is_given_is_what_the_check_knows() -> None:
    contract = made.contract()
    real = context(contract, Flow(sections_of(contract, lower(contract), made.worked)))
    assert real.keys() == given.GIVEN.keys()
    assert {"words", *(n for n, k in given.GIVEN.items() if isinstance(k, given.Many))} == {
        name for name, value in real.items() if isinstance(value, list | dict)
    }


def test_a_style_is_known_by_its_name_whatever_its_id() -> None:
    parts = unpacked(template_bytes())
    for name in (BODY, STYLES):
        parts[name] = parts[name].replace(b'"TOC1"', b'"Contents1"')
        parts[name] = parts[name].replace(b'"Heading1"', b'"Titre1"')
    said = check_template(packed(parts), "house.docx")
    assert said.diagnostics == ()
    assert said.content == template_bytes() or b"Titre1" not in said.content


# ---- nobody vouches for a template


def test_what_is_no_word_file_is_said_to_be_none() -> None:
    for content in (b"", b"hello", b"PK\x03\x04", template_bytes()[:5000]):
        (said,) = check_template(content, "house.docx").diagnostics
        assert said.code == "NotAWordFile"


def test_a_file_that_says_it_is_small_and_is_not_is_refused() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(BODY, b" " * (LARGEST_PART + 1))
    (said,) = check_template(bomb.getvalue(), "house.docx").diagnostics
    assert len(bomb.getvalue()) < 10_000
    assert said.code == "TemplateTooLarge"
    (said,) = check_template(b"x" * (LARGEST_FILE + 1), "house.docx").diagnostics
    assert said.code == "TemplateTooLarge"


def test_many_parts_are_refused() -> None:
    parts = unpacked(template_bytes()) | {f"word/media/{n}.png": b"" for n in range(600)}
    (said,) = check_template(packed(parts), "house.docx").diagnostics
    assert said.code == "TemplateTooLarge"


def test_entities_are_never_put_in() -> None:
    laughs = "".join(
        f'<!ENTITY a{n} "{"".join(f"&a{n - 1};" for _ in range(10)) if n else "ha"}">'
        for n in range(9)
    )
    parts = unpacked(template_bytes())
    for encoding in ("utf-8", "utf-16"):
        text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [{laughs}]><w>&a8;</w>'
        parts["word/settings.xml"] = text.encode(encoding)
        (said,) = check_template(packed(parts), "house.docx").diagnostics
        assert said.code in ("DeclaredEntities", "NotAWordFile")


@pytest.mark.parametrize("tag", [
    "{% for a in range(10**9) %}x{% endfor %}", "{{ 'a' * 10**10 }}", "{{ 10**10**10 }}",
    "{{ ''.__class__.__mro__ }}", "{{ self }}", "{{ cycler('a') }}", "{{ lipsum(9999) }}",
    "{% include '/etc/passwd' %}", "{{ config }}", "{{ title.format(title) }}", "{{ title[0] }}",
    "{{ 'x'|attr('y') }}", "{% for a in lines recursive %}{{ loop(lines) }}{% endfor %}",
])  # fmt: skip
def test_a_tag_that_would_reach_out_is_refused_and_never_carried_out(tag: str) -> None:
    said = checked(swap("{{ title }}", tag))
    assert said.errors
    assert {d.code for d in said.errors} <= {"ForbiddenTag", "UnknownTag", "WrongTag"}
    # And where no check has looked, the sandbox stops it all the same.
    parts = unpacked(template_bytes())
    swap("{{ title }}", tag)(parts)
    if "range" in tag or "lipsum" in tag or "include" in tag or "__" in tag:
        with pytest.raises(CannotFillError):
            filled(packed(parts), {})


def test_a_template_that_makes_no_end_of_text_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "MOST_MADE", 1000)
    (said,) = check_template(template_bytes(), "house.docx").diagnostics
    assert said.message == "It makes more than 1,000 signs of text."


def test_the_linter_and_the_check_agree_that_a_template_is_wrong() -> None:
    from docxtpl_lint import lint

    for case in CASES:
        parts = unpacked(template_bytes())
        case.spoil(parts)
        if case.code != "DeclaredEntities" and lint(packed(parts)).errors:
            assert check_template(packed(parts), "house.docx").errors, case.says


# ---- by command


def test_a_specification_is_made_with_a_house_and_agrees_with_its_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = tmp_path / "house.docx"
    assert run(["template", "new", str(house), "--like", "minster"]) == 0
    assert run(["template", "check", str(house)]) == 0
    contract, out = str(made.SHIPPED), str(tmp_path / "out")
    assert run(["generate", "spec", contract, "--out", out, "--template", str(house)]) == 0
    document = str(tmp_path / "out" / "reablement-at-home.docx")
    assert b"Cambria" in unpacked(Path(document).read_bytes())[STYLES]
    assert run(["verify", document, contract, "--template", str(house)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("house", ["quayside", "minster"])
def test_one_template_serves_both_languages(house: str, tmp_path: Path) -> None:
    template = str(made.ROOT / "specs" / "houses" / f"{house}.docx")
    contract = str(made.SHIPPED)
    arguments = ["generate", "spec", contract, "--out", str(tmp_path), "--lang", "cy"]
    assert run([*arguments, "--template", template]) == 0
    document = tmp_path / "reablement-at-home-cy.docx"
    parts = unpacked(document.read_bytes())
    assert b'w:val="Atodiad %1"' in parts["word/numbering.xml"]
    assert b'<w:lang w:val="cy-GB"' in parts[STYLES]
    assert "Tudalen" in parts["word/footer1.xml"].decode()
    assert run(["verify", str(document), contract, "--template", template]) == 0


def test_a_template_may_be_without_settings(tmp_path: Path) -> None:
    parts = unpacked(template_bytes())
    del parts[SETTINGS]
    for name in ("[Content_Types].xml", RELATIONS):
        text = re.sub(
            r"<(?:Override|Relationship) [^>]*settings\.xml[^>]*/>", "", parts[name].decode()
        )
        parts[name] = text.encode()
    house = tmp_path / "house.docx"
    house.write_bytes(packed(parts))
    assert run(["template", "check", str(house)]) == 0
    arguments = ["generate", "spec", str(made.SHIPPED), "--out", str(tmp_path / "out")]
    assert run([*arguments, "--template", str(house)]) == 0


def test_nothing_is_made_with_a_template_that_has_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = unpacked(template_bytes())
    swap("{{ title }}", "{{ titel }}")(parts)
    house = tmp_path / "house.docx"
    house.write_bytes(packed(parts))
    arguments = ["generate", "spec", str(made.SHIPPED), "--out", str(tmp_path / "out")]
    assert run([*arguments, "--template", str(house)]) == 2
    said = capsys.readouterr().err
    assert "There is no tag `titel` here." in said and "Write `title`." in said
    assert not (tmp_path / "out").exists()
    assert run(["template", "check", str(house), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["diagnostics"][0]["heading"] == "body, paragraph 2"
    assert run(["template", "check", str(house), "--format", "sarif"]) == 2
    result = json.loads(capsys.readouterr().out)["runs"][0]["results"][0]
    assert result["ruleId"] == "UnknownTag"


def test_a_new_template_never_takes_the_place_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = tmp_path / "house.docx"
    house.write_text("mine")
    assert run(["template", "new", str(house)]) == 2
    assert house.read_text() == "mine"
    assert run(["template", "new", str(tmp_path / "b.docx"), "--like", "palace"]) == 2
    assert "There are plain, quayside, minster." in capsys.readouterr().err
    assert run(["template", "check", str(tmp_path / "none.docx")]) == 2
    assert "cannot be read" in capsys.readouterr().err
