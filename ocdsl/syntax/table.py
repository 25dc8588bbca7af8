"""The parse table: lark builds it from the grammar, a file beside the grammar keeps it.

Importing lark and building the table costs about half a second; reading the kept table costs a
few milliseconds, and `ocdsl check` must answer at once. So lark runs only when the grammar has
changed: `python -m ocdsl.syntax.table` writes the file anew and a test compares the two.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from ocdsl.base.resources import folder

GRAMMAR = "ocdsl.lark"
KEPT = "ocdsl.table.json"
# A line's end and a line that could not be read: the reader of lines makes these two itself.
_MADE = ("_NL", "BAD")


@frozen
class Rule:
    """One expansion of the grammar: what it reduces to and which of its parts the tree keeps."""

    origin: str
    name: str
    """Name of the builder: the rule's own name or its alias."""
    size: int
    kept: tuple[int, ...]

    @property
    def inline(self) -> bool:
        """A rule whose name begins with `_` gives its parts to the rule that holds it."""
        return self.name.startswith("_")


@frozen
class Table:
    """What the machine runs on: for each state, a symbol leads to a state or to a rule.

    A number that is not negative is the state to go to; a negative one, `-n`, is rule `n - 1`.
    State 0 is where a file starts.
    """

    words: Mapping[str, str]
    """Keyword to the name of its terminal."""
    patterns: tuple[tuple[str, str], ...]
    """Terminals with a shape, in the order to try them: name and regular expression."""
    rules: tuple[Rule, ...]
    states: tuple[Mapping[str, int], ...]
    end: int
    """The state in which a text may end."""


@cache
def load() -> Table:
    """The table of the grammar as it is now: the kept one if it fits, else built with lark."""
    place = folder("grammar")
    grammar = (place / GRAMMAR).read_text(encoding="utf-8")
    try:
        kept = json.loads((place / KEPT).read_text(encoding="utf-8"))
        if kept["grammar"] == _digest(grammar):
            return _from_json(kept)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        pass  # missing or damaged: the grammar itself still says everything
    return _from_json(json.loads(build(grammar)))


def reserved(table: Table) -> tuple[str, ...]:
    """Words that somewhere are taken for a keyword where a name could stand: no good as names."""
    words = {kind: word for word, kind in table.words.items()}
    places = [state for state in table.states if "NAME" in state]
    return tuple(sorted({words[kind] for state in places for kind in state if kind in words}))


def _digest(grammar: str) -> str:
    return hashlib.sha256(grammar.encode("utf-8")).hexdigest()


def _from_json(data: Any) -> Table:
    return Table(
        words=data["words"],
        patterns=tuple((name, pattern) for name, pattern in data["patterns"]),
        rules=tuple(Rule(o, n, size, tuple(kept)) for o, n, size, kept in data["rules"]),
        states=tuple(data["states"]),
        end=data["end"],
    )


# ---- building with lark


def build(grammar: str) -> str:
    """The table of a grammar as JSON text, a state a line; the same text on every machine.

    Raises lark's GrammarError when the grammar has a conflict.
    """
    data, memo = _analyse(grammar)
    parser = data["parser"]["parser"]
    order = _numbering(parser)
    rules = sorted((_rule(memo[key]), key) for key in _rule_keys(parser))
    index = {key: n for n, (_, key) in enumerate(rules)}
    states = [_actions(parser, old, order, index) for old in order]
    words, patterns = _terminals(memo)
    end = order.index(parser["end_states"]["start"])
    head = [
        f'"grammar":{json.dumps(_digest(grammar))}',
        f'"end":{end}',
        f'"words":{_dump(words)}',
        f'"patterns":[{_lines(patterns)}]',
        f'"rules":[{_lines([rule for rule, _ in rules])}]',
        f'"states":[{_lines(states)}]',
    ]
    return "{" + ",\n".join(head) + "}\n"


def _analyse(grammar: str) -> tuple[Any, Any]:
    """Lark's own analysis, in the form lark keeps for its saved parsers."""
    from lark import Lark
    from lark.grammar import Rule as LarkRule
    from lark.lexer import Lexer, TerminalDef

    class NoLexer(Lexer):
        """The lexer is ours (lexer.py): lark gives the grammar's meaning and the table."""

        __future_interface__ = 2

        def __init__(self, conf: object) -> None: ...

        def lex(self, lexer_state: object, parser_state: object) -> Iterator[Any]:
            return iter(())

    parser = Lark(grammar, parser="lalr", lexer=NoLexer, strict=True, maybe_placeholders=False)
    analysis: tuple[Any, Any] = parser.memo_serialize([TerminalDef, LarkRule])
    return analysis


def _numbering(parser: Any) -> list[int]:
    """The states in the order a walk from the start meets them: lark's own numbers vary."""
    start, found = parser["start_states"]["start"], {parser["start_states"]["start"]: None}
    queue = [start]
    while queue:
        for _, (kind, target) in sorted(_named(parser, queue.pop(0))):
            if kind == 0 and target not in found:
                found[target] = None
                queue.append(target)
    return list(found)


def _named(parser: Any, state: int) -> list[tuple[str, tuple[int, Any]]]:
    return [(parser["tokens"][token], act) for token, act in parser["states"][state].items()]


def _rule_keys(parser: Any) -> set[int]:
    return {
        arg["@"] for acts in parser["states"].values() for kind, arg in acts.values() if kind == 1
    }


def _actions(parser: Any, state: int, order: list[int], rules: Mapping[int, int]) -> dict[str, int]:
    place = {old: new for new, old in enumerate(order)}
    return {
        name: place[arg] if kind == 0 else -1 - rules[arg["@"]]
        for name, (kind, arg) in sorted(_named(parser, state), key=lambda pair: pair[0])
    }


def _rule(data: Any) -> list[Any]:
    keep_all = data["options"]["keep_all_tokens"]
    kept = [
        n for n, symbol in enumerate(data["expansion"]) if keep_all or not symbol.get("filter_out")
    ]
    origin = data["origin"]["name"]
    return [origin, data["alias"] or origin, len(data["expansion"]), kept]


def _terminals(memo: Any) -> tuple[dict[str, str], list[list[str]]]:
    words, shapes = {}, []
    for data in memo.values():
        if data["__type__"] != "TerminalDef" or data["name"] in _MADE:
            continue
        value = data["pattern"]["value"]
        if data["pattern"]["__type__"] == "PatternRE":
            shapes.append((-data["priority"], data["name"], value))
        elif value[0].isalpha():
            words[value] = data["name"]
        elif value.strip():
            shapes.append((0, data["name"], "\\" + value))
    return dict(sorted(words.items())), [[name, value] for _, name, value in sorted(shapes)]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(values: list[Any]) -> str:
    return "\n" + ",\n".join(_dump(value) for value in values)


def main() -> None:
    """Write the kept table anew from the grammar."""
    place = folder("grammar")
    text = build((place / GRAMMAR).read_text(encoding="utf-8"))
    (place / KEPT).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
