"""The edition of a specification that options ask for: its register, its template, its language."""

from __future__ import annotations

from pathlib import Path

from ocdsl import api
from ocdsl.model.contract import Contract


def edition_of(
    contract: Contract, register: Path | None, template: Path | None, language: str = "en"
) -> api.Edition:
    """The edition. Raises FileError when a file of it is not what it should be."""
    return api.Edition(
        api.read_register(register, contract) if register else None,
        api.read_template(template) if template else None,
        language,
    )
