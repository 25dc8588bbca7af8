"""`ocdsl verify` and `ocdsl diff --docx`: documents compared with contracts, clause by clause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocdsl.cli.main import run
from ocdsl.generators.specification import read_specification
from ocdsl.generators.specification.comparison import marked
from ocdsl.generators.specification.package import packed, unpacked
from tests.specification.made import SHIPPED, document, text
from tests.specification.reading import all_text, paragraphs

Capture = pytest.CaptureFixture[str]
BODY = "word/document.xml"


def edited(old: str, new: str, times: int = -1) -> bytes:
    """The specification of the shipped contract after somebody has replaced words in it."""
    parts = unpacked(document())
    body = parts[BODY].decode("utf-8")
    assert old in body
    parts[BODY] = body.replace(old, new, times).encode("utf-8")
    return packed(parts)


def verified(tmp_path: Path, content: bytes, contract: Path = SHIPPED) -> tuple[int, Path]:
    """The exit status of `ocdsl verify` as JSON, and the document's path."""
    path = tmp_path / "specification.docx"
    path.write_bytes(content)
    return run(["verify", str(path), str(contract), "--format", "json"]), path


def test_a_document_agrees_with_the_contract_it_was_made_from(
    tmp_path: Path, capsys: Capture
) -> None:
    status, path = verified(tmp_path, document())
    found = json.loads(capsys.readouterr().out)
    assert (status, found["agrees"], found["clauses"], found["changes"]) == (0, True, [], [])
    assert run(["verify", str(path), str(SHIPPED)]) == 0
    assert capsys.readouterr().out.startswith("They agree: the document is what ")


def test_an_edited_figure_is_found_in_each_clause_that_holds_it(
    tmp_path: Path, capsys: Capture
) -> None:
    status, _ = verified(tmp_path, edited("pays the person", "gives the person"))
    found = json.loads(capsys.readouterr().out)
    assert status == 1
    assert found["document_digest"] == found["contract_digest"]
    assert found["clauses"], "nothing was found"
    for clause in found["clauses"]:
        assert "gives the person" in clause["document"]
        assert "pays the person" in clause["contract"]


def test_a_clause_taken_out_is_found_where_it_stood(tmp_path: Path, capsys: Capture) -> None:
    given = read_specification(document()).clauses
    gone = next(c.text for c in given if c.style == "Subclause")
    parts = unpacked(document())
    body = parts[BODY].decode("utf-8")
    at = body.index(gone[:30])
    start, end = body.rindex("<w:p>", 0, at), body.index("</w:p>", at) + len("</w:p>")
    parts[BODY] = (body[:start] + body[end:]).encode("utf-8")
    status, _ = verified(tmp_path, packed(parts))
    (clause,) = json.loads(capsys.readouterr().out)["clauses"]
    assert (status, clause["document"], clause["contract"]) == (1, None, gone)


def test_a_changed_contract_is_found_with_its_changes_in_sentences(
    tmp_path: Path, capsys: Capture
) -> None:
    varied = tmp_path / "contract.ocdsl"
    varied.write_text(text().replace("£1,575.00", "£1,620.00"), encoding="utf-8")
    status, path = verified(tmp_path, document(), varied)
    found = json.loads(capsys.readouterr().out)
    assert status == 1
    assert found["document_digest"] != found["contract_digest"]
    assert "Raise the outcome fee from £1,575.00 to £1,620.00." in found["changes"]
    assert any("£1,620.00" in (c["contract"] or "") for c in found["clauses"])
    run(["verify", str(path), str(varied)])
    shown = capsys.readouterr().out
    assert shown.startswith("The document was made from another text of the contract: ")
    assert "\nSince then the contract has changed:\n" in shown


def test_an_edited_annex_is_found_by_its_line(tmp_path: Path, capsys: Capture) -> None:
    status, _ = verified(tmp_path, edited("term          from", "term          since"))
    (clause,) = json.loads(capsys.readouterr().out)["clauses"]
    assert (status, clause["place"][:12]) == (1, "Annex A, lin")


def test_tracked_changes_count_as_made(tmp_path: Path, capsys: Capture) -> None:
    old = '<w:t xml:space="preserve">The target is at least 60%.</w:t>'
    new = (
        '<w:t xml:space="preserve">The target is at least </w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText>60%</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>65%</w:t></w:r></w:ins><w:r><w:t>.</w:t>'
    )
    status, _ = verified(tmp_path, edited(old, new))
    (clause,) = json.loads(capsys.readouterr().out)["clauses"]
    assert (status, clause["document"]) == (1, "The target is at least 65%.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip at all", "It is not a Word file ending in .docx."),
        (packed({BODY: b"<broken"}), "It is a Word file that is damaged."),
        (packed({"other.xml": b"<a/>"}), "It is not a Word file ending in .docx."),
        (packed({BODY: b"<a/>"}), "It names no digest of a contract"),
    ],
)
def test_other_files_are_refused_with_their_reason(
    tmp_path: Path, capsys: Capture, content: bytes, said: str
) -> None:
    status, path = verified(tmp_path, content)
    shown = capsys.readouterr().err
    assert status == 2
    assert f"{path} is no specification made by ocdsl. {said}" in shown
    assert "To mend it: Name a document that ocdsl generate spec has made." in shown


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, capsys: Capture) -> None:
    assert run(["verify", str(tmp_path / "none.docx"), str(SHIPPED)]) == 2
    assert "cannot be read: No such file or directory." in capsys.readouterr().err


def test_changes_as_a_document_show_each_clause_before_and_after(
    tmp_path: Path, capsys: Capture
) -> None:
    varied, out = tmp_path / "contract.ocdsl", tmp_path / "changes.docx"
    varied.write_text(text().replace("£1,575.00", "£1,620.00"), encoding="utf-8")
    assert run(["diff", str(SHIPPED), str(varied), "--docx", str(out)]) == 1
    made = out.read_bytes()
    assert run(["diff", str(SHIPPED), str(varied), "--docx", str(out)]) == 1
    assert made == out.read_bytes()
    assert str(out) in capsys.readouterr().err
    shown = all_text(made)
    assert "Raise the outcome fee from £1,575.00 to £1,620.00." in shown
    cells = [p.text for p in paragraphs(made) if p.in_table]
    at = next(n for n, cell in enumerate(cells) if cell.startswith("The commissioner pays"))
    assert "£1,575.00" in cells[at]
    assert "£1,620.00" in cells[at + 1]


def test_no_word_is_lost_between_the_marks() -> None:
    before, after = marked("Pay £10.00 & no more.", "Pay £12.00 & no <less>.")
    assert "£10.00" in before
    assert 'w:val="TakenOut"' in before
    assert "£12.00" in after
    assert "&lt;less&gt;." in after
    assert marked("", "new") == ("", '<w:r><w:rPr><w:rStyle w:val="PutIn"/></w:rPr>'
                                 '<w:t xml:space="preserve">new</w:t></w:r>')  # fmt: skip
