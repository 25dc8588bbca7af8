"""Numbers of things in Welsh: the noun is singular after a number, and may change by it.

Above ten, days and other masculine nouns stand in the plural after `o`: `28 o ddiwrnodau`.
"""

from __future__ import annotations

from attrs import frozen

_TEN = 10


@frozen
class Counted:
    """A noun: after a number, after those that change it, and in the plural after `o`."""

    one: str
    plural: str = ""
    """In its form after `o`; empty where the singular stands after any number."""
    changed: tuple[tuple[int, str], ...] = ()
    """After which numbers it has another form."""
    from_two: bool = False
    """Whether the plural stands after `o` from two on, as with people."""

    def after(self, number: int) -> str:
        """The noun as it stands after the number, with `o` where there is one."""
        many = number > _TEN or not number or (self.from_two and number != 1)
        if many and self.plural:
            return f"o {self.plural}"
        return dict(self.changed).get(number, self.one)


_DAYS = {2: "ddiwrnod", 5: "niwrnod", 7: "niwrnod", 8: "niwrnod", 9: "niwrnod", 10: "niwrnod"}
_YEARS = {
    1: "flwyddyn", 2: "flynedd", 3: "blynedd", 4: "blynedd", 5: "mlynedd", 6: "blynedd",
    7: "mlynedd", 8: "mlynedd", 9: "mlynedd", 10: "mlynedd",
}  # fmt: skip

NOUNS = {
    "day": Counted("diwrnod", "ddiwrnodau", tuple(_DAYS.items())),
    "working day": Counted(
        "diwrnod gwaith", "ddiwrnodau gwaith", tuple((n, f"{d} gwaith") for n, d in _DAYS.items())
    ),
    "week": Counted("wythnos"),
    "month": Counted("mis", changed=((2, "fis"),)),
    "calendar month": Counted("mis calendr", changed=((2, "fis calendr"),)),
    "quarter": Counted("chwarter"),
    "calendar quarter": Counted("chwarter calendr"),
    "year": Counted("blynedd", "flynyddoedd", tuple(_YEARS.items())),
    "calendar year": Counted(
        "blynedd galendr",
        "flynyddoedd calendr",
        tuple((n, f"{y} galendr") for n, y in _YEARS.items()),
    ),
    "person": Counted("person", "bobl", from_two=True),
    "period": Counted("cyfnod", "gyfnodau", ((2, "gyfnod"), (3, "chyfnod"), (6, "chyfnod"))),
    "part": Counted("rhan", "rannau", ((2, "ran"),)),
    "payment": Counted("taliad", "daliadau", ((2, "daliad"), (3, "thaliad"), (6, "thaliad"))),
    "decimal place": Counted("lle degol", "leoedd degol", ((2, "le degol"),)),
    "point": Counted("pwynt", changed=((2, "bwynt"), (3, "phwynt"), (6, "phwynt"))),
    "result": Counted(
        "canlyniad", "ganlyniadau", ((2, "ganlyniad"), (3, "chanlyniad"), (6, "chanlyniad"))
    ),
    "time": Counted("gwaith", changed=((2, "waith"),)),
}
"""Each noun by its English singular."""


def counted(number: int, noun: str) -> str:
    """`8 wythnos`, `2 flynedd`, `28 o ddiwrnodau`. Raises KeyError for an unknown noun."""
    return f"{number:,} {NOUNS[noun].after(number)}"


def counted_as(figure: str, noun: str) -> str:
    """The same of a figure as it is written: `1,000 o ddiwrnodau`, `2.5 pwynt`."""
    whole = figure.replace(",", "")
    return counted(int(whole), noun) if whole.isdigit() else f"{figure} {NOUNS[noun].one}"
