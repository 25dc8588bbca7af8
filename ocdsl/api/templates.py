"""The public interface for house templates: one is checked, read, or begun."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ocdsl.api.questions import problem, question
from ocdsl.contract_file import FileError, QuestionError

if TYPE_CHECKING:
    from ocdsl.generators.specification.house_check import TemplateChecked

PLAIN = "plain"


def check_template(path: str | Path) -> TemplateChecked:
    """Everything that is wrong with a template. Raises FileError when it cannot be read."""
    from ocdsl.generators.specification.house_check import check_template as look

    try:
        content = Path(path).read_bytes()
    except OSError as failure:
        message = f"{path} cannot be read: {failure.strerror or failure}."
        fix = "Check the name, its folder and who may read it."
        raise FileError([problem("UnreadableFile", message, fix)]) from failure
    return look(content, str(path))


def read_template(path: str | Path) -> bytes:
    """A template that specifications can be made with. Raises FileError with all its errors."""
    checked = check_template(path)
    if checked.errors:
        raise FileError(checked.errors, checked.source)
    return checked.content


def template_sarif(checked: TemplateChecked) -> str:
    """What was found in a template as SARIF 2.1.0, the file itself as its artifact."""
    from ocdsl import __version__
    from ocdsl.base import sarif
    from ocdsl.generators.specification.house_check import KINDS

    helps = {
        code: sarif.RuleHelp(kind.what, kind.why, kind.fix, "") for code, kind in KINDS.items()
    }
    run = sarif.run_of(checked.diagnostics, (), checked.source, helps, __version__)
    digest = hashlib.sha256(checked.content).hexdigest()
    run["artifacts"] = [{"location": artifact["location"]} for artifact in run["artifacts"]]
    run["artifacts"][0]["hashes"] = {"sha-256": digest}
    return sarif.text_of(run)


def houses() -> tuple[str, ...]:
    """The house styles that ship, the plain one first."""
    from ocdsl.generators.specification import HOUSES

    return (PLAIN, *(Path(house.file).stem for house in HOUSES[1:]))


def new_template(path: str | Path, house: str = PLAIN) -> Path:
    """Write a copy of a template that ships, to begin one's own; gives its path.

    Raises QuestionError for a house that there is not and when a file is there already, OSError
    when it cannot be written.
    """
    from ocdsl.base.resources import folder
    from ocdsl.base.writing import whole_file
    from ocdsl.generators.specification import HOUSES

    place = Path(path)
    if house not in houses():
        fix = f"There are {', '.join(houses())}."
        raise QuestionError([question(f"There is no house style {house}.", fix)])
    if place.exists():
        fix = "Name a file that is not there yet."
        raise QuestionError([question(f"{place} is there already.", fix)])
    kept = folder("specs").joinpath(HOUSES[houses().index(house)].file)
    place.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(place) as started:
        started.write_bytes(kept.read_bytes())
    return place
