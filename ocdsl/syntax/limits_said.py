"""The ways in which people say a limit, each with the limits of the language that it can mean.

What is limited may be set against a figure or against a name: `at most 5`, `at most planned`. A
slip has one meaning or two, and never one that turns it round.
"""

from __future__ import annotations

import re

from ocdsl.base.calendar import MONTHS
from ocdsl.syntax.spelling import near
from ocdsl.syntax.turned import ORDINAL

_MONTH = "|".join(MONTHS)
NUMBER = r"£?\d[\d,.]*%?"
_NO_NAME = r"(?!(?:the|an?|no|and|or|than|to|is|at|of|people|parts|more|less|most)\b)"
_NAME = rf"{_NO_NAME}[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_OF = rf"(?:{NUMBER}|{_NAME})"
"""What a limit is set at, as far as it is said again: a figure, or the name of a value."""
_LEAD = r"(?:\bis|,|\||^ *(?:target|needs)) +"
"""What stands before a limit whose name alone would not tell that it is one."""

_BIG = "more|greater|higher|longer|larger|bigger"
_SMALL = "less|fewer|lower|smaller|shorter"
_READINGS = (
    # Either of two is what a word leaves open; of the readings of one word all go the same way.
    (rf"(?:{_BIG}|above|over) +(?:than +)?or +equal +to|equal +to +or +(?:{_BIG}) +than|>=|≥", "≥"),
    (rf"(?:{_SMALL}|below|under) +(?:than +)?or +equal +to|equal +to +or +(?:{_SMALL}) +than|<=|≤",
     "≤"),
    (rf"(?:no|not|never) +(?:{_BIG}) +than|not +(?:over|above|exceeding|beyond)|at +(?:the +)?most"
     r"|(?:does|do|must|may) +not +exceed|until|by|on +or +before|not? +later +than", "≤"),
    (rf"(?:no|not|never) +(?:{_SMALL}) +than|not +(?:under|below|beneath)|at +the +least|from|since"
     r"|on +or +after|not? +earlier +than", "≥"),
    (rf"(?:{_BIG}|later) +than|exceed(?:s|ing)|>|after", ">"),
    (rf"(?:{_SMALL}) +than|<|before", "<"),
    (r"equal +to|equals|=", "="),
    (r"over|above|beyond", "> ≥"),
    (r"minimum|between", "≥ >"),
    (r"under|below|beneath", "< ≤"),
    (r"maximum|up +to|within", "≤ <"),
    (r"at", "= ≥"),
    (r"\+|(?:and|or) +(?:over|more|above)", "≥"),
    (r"(?:and|or) +(?:under|less|fewer|below)", "≤"),
)  # fmt: skip
_LIMITS = {
    "≥": "at least",
    ">": "more than",
    "≤": "up to and including",
    "<": "less than",
    "=": "exactly",
}
_BEFORE_A_NAME = "|".join(
    (
        rf"(?:{_BIG}|{_SMALL}|above|over|below|under) +(?:than +)?or +equal +to",
        rf"equal +to +or +(?:{_BIG}|{_SMALL}) +than",
        rf"(?:no|not) +(?:{_BIG}|{_SMALL}) +than",
        r"not +(?:over|above|exceeding|beyond|under|below|beneath)",
        r"at +(?:the +)?most|at +the +least",
        r"(?:greater|higher|longer|larger|bigger|fewer|lower|smaller|shorter) +than",
        r"equal +to|at",
    )
)
_AFTER_A_NUMBER = r"(?:or|and) +(?:over|more|above|under|less|fewer|below)"
_OPEN = "over|above|beyond|under|below|beneath|up +to|minimum|maximum"
LIMIT_SLIPS = (
    (
        "LimitWords",
        r"\bis +(?P<word>(?:on or )?(?:before|after)|by|until|from|since"
        rf"|not? (?:later|earlier) than) +(?P<n>\d{{1,2}} +(?:{_MONTH}) +\d{{4}})\b",
    ),
    ("LimitWords", rf"(?<![\w-])(?P<word>{_BEFORE_A_NAME}|later +than) +(?P<n>{NUMBER})"),
    (
        "UnboundedWord",
        rf"(?<!not )(?<![\w-])(?:an? +)?(?P<word>{_OPEN}|between)"
        rf" +(?:of +)?(?P<n>{NUMBER})(?!\d| *(?:{_MONTH}))",
    ),
    ("SignForWords", rf"(?P<word>[<>]=?|[≤≥=]) *(?P<n>{_OF})"),
    ("SignForWords", rf"(?<![\w-])(?P<n>{NUMBER})(?P<word>\+)"),
    (
        "LimitWords",
        r"(?<!least )(?<!than )(?<!including )(?<!exactly )(?<![\w-])"
        rf"(?P<n>{NUMBER}) +(?P<word>{_AFTER_A_NUMBER})\b",
    ),
    (
        "LimitWords",
        rf"{_LEAD}(?P<text>(?P<n>{_NAME}) +(?P<word>{_AFTER_A_NUMBER}))$",
    ),
    ("LimitWords", rf"{_LEAD}(?P<text>(?P<word>{_BEFORE_A_NAME}) +(?P<n>{_NAME}))"),
    (
        "LimitWords",
        rf"(?P<text>(?P<word>exceeds|equals|(?:does|do|must|may) +not +exceed) +(?P<n>{_OF}))",
    ),
    (
        "UnboundedWord",
        rf"{_LEAD}(?P<text>(?:an? +)?(?P<word>{_OPEN}|within) +(?:of +)?(?P<n>{_NAME}))",
    ),
)
"""The code of each slip with its shape: `word` says the limit and `n` is where it is set."""


_LOW = r"at least|more than"
_HIGH = rf"less than|up to and including|{_BEFORE_A_NAME}|under|below|up +to"
RANGE_SLIPS = (
    (
        "UnboundedWord",
        rf"\bbetween +(?P<low>{_OF}) +(?:and|to) +(?P<high>{_OF})"
        rf"|(?<![\w-])(?:from +)?(?P<low2>{NUMBER}) +to +(?P<high2>{NUMBER})",
    ),
    (
        "DashRange",
        r"(?<![\w-])(?P<low>£?\d[\d.]*%?) ?- ?(?P<high>£?\d[\d.]*%?)(?![\w-])",
    ),
)
"""As above, of a limit at each end: `between 5 and 10`."""
JOINED_LIMITS = (
    rf"(?P<low>(?:{_LOW}) +{_OF}),? +(?:but|and) +(?:is +)?(?P<word>{_HIGH}) +(?P<n>{_OF})"
)
"""A limit at each end, joined by a word where a comma stands: `at least 5 and at most 10`."""

_SIDES = {
    "later than": ("after",),
    "following": ("after",),
    "earlier than": ("before",),
    "prior to": ("before",),
    "ahead of": ("before",),
    "until": ("on or before", "before"),
    "up to": ("on or before", "before"),
    "by": ("on or before", "before"),
    "since": ("on or after", "after"),
    "from": ("on or after", "after"),
}
SIDE_SLIPS = tuple(
    (
        "UnboundedWord" if len(sides) > 1 else "LimitWords",
        rf"\bis +(?P<text>(?P<word>{word.replace(' ', ' +')})"
        rf" +(?P<n>(?:the|an?) +(?:(?:{ORDINAL}) +|end of the )?[a-z][a-z0-9-]*))",
    )
    for word, sides in _SIDES.items()
)
"""As above, of the side of a moment: `until the first referral`."""


def side_said(match: re.Match[str]) -> dict[str, str]:
    """The words of the message on the side of a moment, with the moment itself and without."""
    sides = _SIDES[" ".join(match["word"].split())]
    fixed = " or ".join(f"`{side} {match['n']}`" for side in sides)
    return {"text": match["text"], "number": f"`{match['n']}`", "fixed": fixed}


def range_said(match: re.Match[str]) -> dict[str, str]:
    """The words of the message on a range: what to write, with its end counted and without."""
    found = match.groupdict()
    low, high = found["low"] or found["low2"], found["high"] or found["high2"]
    fixed = f"`at least {low}, up to and including {high}` or `at least {low}, less than {high}`"
    return {"text": match[0], "number": f"`{high}`", "fixed": fixed}


def joined_said(match: re.Match[str]) -> dict[str, str] | None:
    """The words of the message on two limits that a word joins; None where both are lower ones."""
    word = " ".join(match["word"].split())
    words = (word,) if word in _LIMITS.values() else readings(word)
    if not {*words} <= {"less than", "up to and including"}:
        return None
    low, high = match["low"].rstrip(",."), match["n"].rstrip(",.")
    fixed = " or ".join(f"`{low}, {each} {high}`" for each in words)
    return {"text": match[0].rstrip(",."), "fixed": fixed}


def limit_said(match: re.Match[str]) -> dict[str, str] | None:
    """The words of the message on a slip: the text, where the limit is set, and what to write.

    None where `at` is followed by `least` misspelt.
    """
    if match["word"] == "at" and near(match["n"], "least"):
        return None
    number = match["n"].rstrip(",.")
    text = match.groupdict().get("text") or match[0]
    fixed = " or ".join(f"`{word} {number}`" for word in readings(match["word"]))
    return {"text": text.rstrip(",. "), "number": f"`{number}`", "fixed": fixed}


def readings(word: str) -> tuple[str, ...]:
    """The limits of the language that a way of saying one can mean, the likeliest first."""
    signs = next(signs for shape, signs in _READINGS if re.fullmatch(shape, " ".join(word.split())))
    return tuple(_LIMITS[sign] for sign in signs.split())
