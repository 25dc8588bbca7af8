"""Where the files that ship beside the code are found: in a wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: Literal["contracts", "grammar", "library", "specs"]) -> Path:
    """The folder of that name: inside the installed package, or at the top of a checkout.

    Raises FileNotFoundError when it is in neither, which means a broken installation.
    """
    for place in (_PACKAGE / "_resources" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"ocdsl was installed without its {name} folder")
