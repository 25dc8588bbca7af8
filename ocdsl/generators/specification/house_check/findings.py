"""What can be wrong with a house template: each kind of mistake, why it matters and its mend."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import NOWHERE, Span

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@frozen
class Kind:
    """A kind of mistake: how much it matters, what it is in general, why, and the usual mend."""

    severity: Severity
    what: str
    why: str
    fix: str


@frozen
class Spot:
    """A place in a template: where it is shown, and what a person would call it."""

    span: Span = NOWHERE
    heading: str = ""


def found(code: str, message: str, spot: Spot | None = None, fix: str = "") -> Diagnostic:
    """A mistake of a kind; `fix` takes the place of the usual mend."""
    kind, at = KINDS[code], spot or Spot()
    return Diagnostic(
        code, kind.severity, message, kind.why, fix or kind.fix, at.span, at.heading
    )  # fmt: skip


_ALL_LOST = "A specification cannot be made with it."
_STOPS = "Making the specification would stop here, or leave the tag in what is published."
_SPEAKS = "The file would do something, or ask something, on the machine of everybody who opens it."

KINDS: dict[str, Kind] = {
    "NotAWordFile": Kind(
        _ERROR, "The file is no Word document.", _ALL_LOST,
        "Save it from Word as a Word document ending in .docx.",
    ),
    "TemplateTooLarge": Kind(
        _ERROR, "The file, or what is packed in it, is larger than a template can be.",
        "A small file can unpack into more than a machine can hold.",
        "Take out large pictures, or begin again with `ocdsl template new`.",
    ),
    "DeclaredEntities": Kind(
        _ERROR, "A part of the file declares a document type of its own.",
        "Word never writes one; it is how a small file is made to grow, or to read other files.",
        "Open the file in Word, save it again as .docx, and use that.",
    ),
    "MacroInTemplate": Kind(_ERROR, "The file holds a program.", _SPEAKS,
        "Save it as a Word document without macros, ending in .docx."),
    "EmbeddedObject": Kind(_ERROR, "The file holds another file, or a control.", _SPEAKS,
        "Take the object out, or paste it as a picture."),
    "OutsidePart": Kind(_ERROR, "A part of the document is kept somewhere else.",
        "Whoever opens the specification would fetch it from there, or would see a gap.",
        "Put it into the document: in Word, Edit Links to Files, Break Link."),
    "OutsideLink": Kind(_ADVICE, "The document leads its readers to a page elsewhere.",
        "Everybody who reads the tender can be led there.",
        "Check that the address is yours and will last."),
    "UnsafeField": Kind(_ERROR, "A field fetches, runs or asks something.", _SPEAKS,
        "Take the field out, or turn it into plain text with Ctrl+Shift+F9."),
    "AsksOnOpening": Kind(_ERROR, "The settings make Word ask a question on opening.",
        "Everybody who opens the specification has to answer before they can read it.",
        "Take the setting out: open the file in Word, save it again as .docx, and check it."),
    "TrackedChange": Kind(_WARNING, "A tracked change is left in the template.",
        "What was taken out would be published with every specification.",
        "Accept or reject all changes in Word, and save."),
    "CommentInTemplate": Kind(_WARNING, "A comment is left in the template.",
        "It would be published with every specification.", "Delete all comments, and save."),
    "UnclosedTag": Kind(_ERROR, "A tag, or what it opens, has no end, or no beginning.", _STOPS,
        "Write its other half."),
    "UnknownTag": Kind(_ERROR, "A tag names something that there is not.", _STOPS,
        "Write one of the names that there are: specs/README.md lists them."),
    "ForbiddenTag": Kind(_ERROR, "A tag does more than show a value, repeat or choose.",
        "A template comes from outside, so it may show what it is given and nothing else.",
        "Show the value as it is: the tags that there are stand in specs/README.md."),
    "WrongTag": Kind(_ERROR, "A value is shown by the wrong kind of tag.",
        "What it holds would be lost, or the document would be damaged.",
        "Use the kind of tag that specs/README.md names for it."),
    "TextBesideTag": Kind(_ERROR, "Text stands beside a tag that takes its whole paragraph or row.",
        "That text would be lost without a word.",
        "Put the tag into a paragraph, or a row, of its own."),
    "SplitTag": Kind(_ADVICE, "A tag is written in several pieces.",
        "It works, but all of it looks like its first piece, whatever was set after that.",
        "Delete the tag and type it again in one go, or paste it as plain text."),
    "BrokenTag": Kind(_ERROR, "Something stands in the middle of a tag.",
        "It would be lost, or the document would be damaged.",
        "Delete the tag and type it again in one go, or paste it as plain text."),
    "MissingTag": Kind(_ERROR, "A tag that a specification cannot do without is missing.",
        "The document would lack it.", "Copy it from a template of `ocdsl template new`."),
    "MissingSample": Kind(_ERROR, "A kind of paragraph has no sample.",
        "Every clause of that kind would be lost without a word.",
        "Copy the sample and its tag from a template of `ocdsl template new`."),
    "RepeatedSample": Kind(_ERROR, "A kind of paragraph has more than one sample.",
        "Every clause of that kind would be said more than once.", "Delete all but one."),
    "WrongStyle": Kind(_ERROR, "A sample paragraph is in another style than its kind has.",
        "Contents, screen readers and `ocdsl verify` know headings and clauses by their styles.",
        "Give it its style back, and change how the style looks."),
    "WrongNumbering": Kind(_ERROR, "A sample paragraph is not numbered as references count it.",
        "A reference would show another number than the clause has.",
        "Copy the sample from a template of `ocdsl template new`: its list comes with it."),
    "MissingStyle": Kind(_ERROR, "A style that the clauses use is missing.",
        "What is set in it would look like plain text, and tables would lose their lines.",
        "Copy a text in that style from a template of `ocdsl template new`; its style comes too."),
    "NarrowPage": Kind(_ERROR, "The page leaves too little room for the tables.",
        "Their right-hand columns, where amounts stand, would run off the page.",
        "Set A4 with margins of at most 35 mm at the sides."),
    "NarrowMargin": Kind(_WARNING, "A margin is narrower than printers can print.",
        "The edge of the text may be cut off on paper.", "Set every margin to 10 mm or more."),
    "HeaderWithout": Kind(_WARNING, "The head and foot of the page do not say which text it is.",
        "A page that is copied or printed on its own can no longer be told from another text's.",
        "Put the tag into the header or the footer."),
    "NoLanguage": Kind(_WARNING, "The language of the text is not set.",
        "Screen readers read it with the wrong voice, and Word marks every word as a mistake.",
        "Select all, set the proofing language to English (United Kingdom), and save."),
    "NoAlternativeText": Kind(_WARNING, "A picture has no alternative text.",
        "Who cannot see it does not learn what it shows; public bodies must say so.",
        "In Word, View Alt Text: describe it, or mark it as decorative."),
    "DamagedWhenFilled": Kind(_ERROR, "Filled in, the template is no longer a Word document.",
        _ALL_LOST, "Look at tags that open in one table, row or cell and close in another."),
}  # fmt: skip
