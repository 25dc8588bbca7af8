"""Reads the files of `specs/clauses`, holds them to their rules, and keeps them as one JSON file.

Run `python -m ocdsl.rules.wording.standard.clause_files` after a change there. Every problem is
said at once, each with its file and its clause; nothing is kept while there is one.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ocdsl.base.resources import folder
from ocdsl.model.checks.practice.places import ASKED_FOR, SECTIONS
from ocdsl.rules.wording.standard.catalogue import KEPT, MODELS
from ocdsl.rules.wording.standard.facts import FACTS
from ocdsl.rules.wording.standard.slots import DOCUMENT, SLOTS, names_in
from ocdsl.rules.wording.standard.tables import TABLES

_TOPIC = {"topic", "title", "after", "into", "clauses"}
_CLAUSE = {
    "id", "title", "models", "when", "text", "table", "section", "needs", "question", "write",
    "requires", "source", "part",
}  # fmt: skip
_MUST = ("id", "title", "models", "requires", "source")
_LAW = {"title", "cite", "about", "replaced_by", "since"}
NAMED = "named.yaml"
"""The file of laws, documents and words, which the clauses name."""


class ClauseFileError(Exception):
    """Raised for clause files that break a rule; the message has every problem, a line each."""


def read_clause_files(place: Path) -> dict[str, Any]:
    """The clauses of a folder as plain data. Raises ClauseFileError, OSError."""
    files = {path.name: _loaded(path) for path in sorted(place.glob("*.yaml"))}
    odd = [name for name, found in files.items() if not _is_a_file(name, found)]
    if odd:
        raise ClauseFileError("\n".join(f"{name}: it does not hold what it should" for name in odd))
    data = {**files.pop(NAMED), "topics": list(files.values())}
    problems = [f"{NAMED}: {problem}" for problem in _of_names(data)]
    for name, topic in files.items():
        problems += [f"{name}: {problem}" for problem in _of_topic(topic, data)]
    problems += _of_ids(data)
    if problems:
        raise ClauseFileError("\n".join(problems))
    return data


def _is_a_file(name: str, found: Any) -> bool:
    """Whether a file has the keys that the rules look into, and their values are of those kinds."""
    if not isinstance(found, dict):
        return False
    if name == NAMED:
        return all(isinstance(found.get(key), dict) for key in ("laws", "documents", "words"))
    clauses = found.get("clauses")
    return isinstance(clauses, list) and all(isinstance(each, dict) for each in clauses)


def _loaded(path: Path) -> Any:
    import yaml

    try:
        # An apostrophe as it is printed; in YAML the plain one is easier to write.
        return yaml.safe_load(path.read_text(encoding="utf-8").replace("'", "\u2019"))
    except yaml.YAMLError as failure:
        said = " ".join(str(failure).split())
        raise ClauseFileError(f"{path.name}: it is not YAML: {said}") from failure


def kept_text(data: Mapping[str, Any]) -> str:
    """The one JSON file that the program reads."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


# ---- the rules, each a generator of problems


def _of_ids(data: Mapping[str, Any]) -> Iterator[str]:
    ids = [clause.get("id") for topic in data["topics"] for clause in topic["clauses"]]
    yield from (
        f"two clauses are called {name}" for name in sorted({i for i in ids if ids.count(i) > 1})
    )
    used = [c["section"] for t in data["topics"] for c in t["clauses"] if c.get("section")]
    twice = {name for name in used if used.count(name) > 1}
    for name in sorted(twice):
        models = [
            set(c["models"])
            for t in data["topics"]
            for c in t["clauses"]
            if c.get("section") == name
        ]
        if len(set.union(*models)) < sum(map(len, models)):
            yield f"section {name} has two places in the specification of one model"


def _of_names(data: Mapping[str, Any]) -> Iterator[str]:
    for name, law in data["laws"].items():
        yield from (f"law {name}: {p}" for p in _of_keys(law, _LAW, ("title", "about")))
        yield from (f"law {name}: {p}" for p in _of_text(law.get("title"), figures=True))
        successor = law.get("replaced_by")
        if successor and successor not in data["laws"]:
            yield f"law {name}: `{successor}`, which replaced it, has no entry"
    for name, document in data["documents"].items():
        yield from (f"document {name}: {p}" for p in _of_text(document["title"], figures=True))
    for name, words in data["words"].items():
        yield from (f"words {name}: {p}" for p in _of_text(words))


def _of_keys(found: Any, known: set[str], must: tuple[str, ...]) -> Iterator[str]:
    yield from (f"`{key}` is not known here" for key in sorted(set(found) - known))
    yield from (f"`{key}` is missing" for key in must if key not in found)


def _of_topic(topic: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    yield from _of_keys(topic, _TOPIC, ("topic", "title", "clauses"))
    yield from _of_text(topic.get("title"))
    for clause in topic.get("clauses", ()):
        name = clause.get("id", "a clause without an id")
        yield from (f"{name}: {problem}" for problem in _of_clause(clause, data))


def _of_clause(clause: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    yield from _of_keys(clause, _CLAUSE, _MUST)
    if any(key not in clause for key in _MUST):
        return
    yield from (
        f"model `{m}` is not one of {', '.join(MODELS)}"
        for m in clause["models"]
        if m not in MODELS
    )
    facts = [*clause.get("when", ()), *([clause["needs"]] if "needs" in clause else [])]
    yield from (
        f"fact `{fact}` is not one of {', '.join(FACTS)}" for fact in facts if fact not in FACTS
    )
    yield from (
        f"requirement `{r}` is not written like R-108"
        for r in clause["requires"]
        if not re.fullmatch(r"R-\d{3}", str(r))
    )
    if clause["source"] not in data["documents"]:
        yield f"document `{clause['source']}` has no entry in {NAMED}"
    yield from _of_question(clause)
    yield from _of_words(clause, data)
    yield from _of_table(clause, data)


def _of_question(clause: Mapping[str, Any]) -> Iterator[str]:
    section, asks = clause.get("section"), "question" in clause
    if section and section not in SECTIONS and section not in ASKED_FOR:
        yield f"section `{section}` has no line in model/checks/practice/places.py"
    fills = any(name in SLOTS for text in _right(clause) for name in names_in(text["en"]))
    if (section or "needs" in clause) and not asks:
        yield "it needs a `question`, for a contract that does not answer it"
    if asks and not (section or "needs" in clause or fills):
        yield "nothing answers its `question`: give a `section`, a fact it `needs` or a name"
    if asks and not section and "write" not in clause:
        yield "`write` has to say what in the contract answers the question"
    if not section and not clause.get("text"):
        yield "it has no `text` and no `section`"


def _of_words(clause: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    for text in (clause["title"], *([clause["question"]] if "question" in clause else [])):
        yield from _of_text(text)
    for text in clause.get("text", ()):
        yield from _of_text(text)
    for text in _right(clause):
        yield from _of_slots(clause, text, data)


def _right(clause: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Those of its texts in which names can be looked for."""
    return [text for text in clause.get("text", ()) if not list(_of_text(text, figures=True))]


def _of_table(clause: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    table = clause.get("table")
    if table is None:
        return
    yield from _of_keys(table, {"heads", "rows", "widths", "made"}, ("heads", "widths"))
    if table.get("made", next(iter(TABLES))) not in TABLES:
        yield f"table `{table['made']}` is not one of {', '.join(TABLES)}"
    if not clause.get("text"):
        yield "a table needs `text` above it"
    for row in table.get("rows", ()):
        if not len(row) == len(table["heads"]) == len(table["widths"]):
            yield f"a row of its table has {len(row)} cells"
        for cell in row:
            wrong = list(_of_text(cell))
            yield from wrong or _of_slots(clause, cell, data, row=True)


def _of_text(text: Any, figures: bool = False) -> Iterator[str]:
    """Words in both languages, the same names in both, and no figure of their own."""
    if (
        not isinstance(text, dict)
        or set(text) != {"en", "cy"}
        or not all(map(_said, text.values()))
    ):
        yield f"`{text}` is not words in `en` and in `cy`"
        return
    names = {}
    for language, words in text.items():
        try:
            names[language] = names_in(words)
        except ValueError:
            yield f"the braces of `{words}` do not pair"
            return
        plain = re.sub(r"\{[^}]*\}", "", words)
        if not figures and re.search(r"\d", plain):
            yield f"`{plain.strip()}` has a figure, which the contract or a law's title should give"
    if names["en"] != names["cy"]:
        yield f"the Welsh of `{text['en'].strip()}` has other {{names}}: {names['cy']}"


def _said(words: Any) -> bool:
    return isinstance(words, str) and bool(words.strip())


def _of_slots(
    clause: Mapping[str, Any], text: Mapping[str, str], data: Mapping[str, Any], row: bool = False
) -> Iterator[str]:
    for name in names_in(text["en"]):
        kind, _, rest = name.partition(".")
        if kind == "law":
            law = data["laws"].get(rest)
            if law is None:
                yield f"law `{rest}` has no entry in {NAMED}"
            elif law.get("replaced_by"):
                yield f"law `{rest}` was replaced by `{law['replaced_by']}`: name that"
        elif kind == "to":
            yield from _of_reference(None if row else clause, rest, data)
        elif name not in SLOTS:
            yield f"name `{name}` is not one of {', '.join(SLOTS)}"


def _of_reference(
    clause: Mapping[str, Any] | None, to: str, data: Mapping[str, Any]
) -> Iterator[str]:
    """The sentences of a clause may refer only to one that stands wherever it stands itself.

    A row of a table, which has None for its clause here, is left out where the other is.
    """
    if to in DOCUMENT:
        return
    found = [c for topic in data["topics"] for c in topic["clauses"] if c.get("id") == to]
    if not found:
        yield f"`to.{to}` is neither a section of every specification nor a standard clause"
    elif clause is not None and not (
        set(clause["models"]) <= set(found[0]["models"]) and _facts(found[0]) <= _facts(clause)
    ):
        yield f"`to.{to}` is a clause that does not stand wherever this one does"


def _facts(clause: Mapping[str, Any]) -> set[str]:
    """All that holds where a clause stands: a service of care at home is one for people."""
    facts = set(clause.get("when", ()))
    return facts | {"follows-people"} if "care-at-home" in facts else facts


def main() -> int:
    """Keep the clauses anew; 0 when that was done, 2 with the problems on standard error."""
    place = folder("specs")
    try:
        text = kept_text(read_clause_files(place / "clauses"))
    except ClauseFileError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    (place / KEPT).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
