"""What kind of thing a stated objective is: an outcome, an output, a process or an input.

The definitions are those of the course slides of the Institute of Public Care: an outcome is a
result, an output the amount produced, a process the procedure, an input the effort put in. The
kind is that of the first word of the lists below that the statement has; of two that begin at one
place, the longer. A statement with none of the words has no kind: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

KINDS = ("outcome", "output", "process", "input")

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "English": {
        "outcome": (
            "independen*", "at home", "own home", "no care", "no ongoing care", "no further care",
            "no longer need*", "need* no", "less care", "less support", "for themselves",
            "improv* in", "improve* their", "able to", "abilit*", "confiden*", "safe*", "health*",
            "well-being", "wellbeing", "recover*", "mobil*", "self-care", "quality of life",
            "isolat*", "lonel*", "falls", "hospital admission*", "readmission*", "readmitted",
            "residential care", "satisf*", "happ*", "feel*", "dignity", "employ*", "job*",
            "in work", "housed", "settled", "tenanc*", "accommodation", "homeless*", "rough sleep*",
            "offend*", "school*", "qualification*", "school readiness", "skills gained", "debt*",
            "paid work", "drug-free", "abstinen*", "reunited", "turned around", "what matters",
        ),
        "output": (
            "visit*", "session*", "hours", "contact*", "package*", "place* filled", "people seen",
            "people served", "referral*", "call*", "attend*", "leaflet*", "meal*", "activit*",
            "assessment* made", "assessment* completed", "plan* completed", "service start*",
            "bed day*", "training provided", "deliver*", "provided",
        ),
        "process": (
            "polic*", "procedure*", "register*", "form*", "waiting time*", "wait*",
            "response time*", "on time", "timel*", "develop*", "set up", "establish*", "written",
            "audit*", "review*", "meeting*", "plan* in place", "record* kept", "consult*",
            "assessed within", "protocol*", "strateg*",
        ),
        "input": (
            "staff*", "worker*", "wage*", "salar*", "budget*", "fund*", "spend*", "vacanc*",
            "recruit*", "volunteer*", "premises", "vehicle*", "cost*", "trained", "training of",
        ),
    },
    "Welsh": {
        "outcome": (
            "annibyn*", "gartref", "dim angen gofal", "gwella*", "iechyd*", "iach", "lles",
            "diogel*", "hyder*", "hapus*", "urddas",
        ),
        "output": ("ymweliad*", "oriau", "sesiwn", "sesiynau", "galwad*"),
        "process": ("polisi*", "cofrestr*", "amser aros", "amseroedd aros", "ffurflen*"),
        "input": ("staff*", "gweithwyr", "cyllideb*", "hyfforddi*", "swyddi gwag", "cyflog*"),
    },
}  # fmt: skip
"""The words, by language and kind; `*` stands for any ending. Welsh has only what is sure."""


def kind_of(statement: str, language: str = "English") -> str:
    """`outcome`, `output`, `process` or `input`; empty when no word of the lists is in it."""
    text = " ".join(statement.lower().replace("\u2019", "'").split())
    found = [
        (match.start(), -len(match.group()), kind)
        for kind in KINDS
        for match in [_pattern(language, kind).search(text)]
        if match
    ]
    return min(found)[2] if found else ""


@cache
def _pattern(language: str, kind: str) -> re.Pattern[str]:
    words = sorted(WORDS[language][kind], key=len, reverse=True)
    ends = (re.escape(word).replace(r"\*", r"[\w-]*") for word in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ends)})(?![\w-])")
