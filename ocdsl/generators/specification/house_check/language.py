"""What a tag may say: a value, a choice between values, and a walk through a list; nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from ocdsl.generators.specification.house_check.given import (
    FILTERS,
    LOOP,
    TEXT,
    Given,
    Many,
    Record,
)

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

Scope = Mapping[str, Given]
Said = tuple[str, str, str]
"""A mistake: its code, what is wrong, and how to mend it where that is known."""


class MistakeError(Exception):
    """Raised where a tag says what it may not; holds the mistake."""

    def __init__(self, code: str, message: str, fix: str = "") -> None:
        """The code, the sentence, and one mend."""
        self.said: Said = (code, message, fix)
        super().__init__(message)


@cache
def bare() -> Environment:
    """An environment that knows no function, no test and five filters."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(autoescape=True)
    made.globals.clear()
    made.tests.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


def expression(text: str, scope: Scope) -> Given:
    """What kind of value the words of a tag give. Raises MistakeError."""
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = bare().parse("{{ " + text + " }}")
    except TemplateSyntaxError as mistake:
        if mistake.message and mistake.message.startswith("No filter"):
            raise _forbidden(text) from None
        message = f"“{text}” cannot be read: {mistake.message}."
        raise MistakeError("UnknownTag", message) from None
    output = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise _forbidden(text)
    return kind_of(output.nodes[0], scope)


def kind_of(node: nodes.Node, scope: Scope) -> Given:
    """What kind of value an expression gives. Raises MistakeError."""
    from jinja2 import nodes

    if isinstance(node, nodes.Const) and isinstance(node.value, str | int):
        return TEXT
    if isinstance(node, nodes.Name):
        return _named(node.name, scope)
    if isinstance(node, nodes.Getattr):
        return _part(node, scope)
    if isinstance(node, nodes.Filter):
        return _filtered(node, scope)
    if isinstance(node, nodes.Compare | nodes.And | nodes.Or | nodes.Not):
        return _choice(node, scope)
    raise MistakeError("ForbiddenTag", f"A tag may not hold {_what(node)}.")


def _named(name: str, scope: Scope) -> Given:
    if name in scope:
        return scope[name]
    raise MistakeError("UnknownTag", f"There is no tag `{name}` here.", nearest(name, scope))


def _part(node: nodes.Getattr, scope: Scope) -> Given:
    from jinja2 import nodes

    if not isinstance(node.node, nodes.Name) or node.attr.startswith("_"):
        raise MistakeError("ForbiddenTag", f"A tag may not ask for `.{node.attr}`.")
    owner, record = node.node.name, _named(node.node.name, scope)
    if not isinstance(record, Record):
        raise MistakeError("ForbiddenTag", f"`{owner}` has no parts, so `.{node.attr}` is nothing.")
    if node.attr not in record.parts:
        names = [f"{owner}.{part}" for part in record.parts]
        asked = f"{owner}.{node.attr}"
        raise MistakeError("UnknownTag", f"There is no tag `{asked}`.", nearest(asked, names))
    return record.parts[node.attr]


def _filtered(node: nodes.Filter, scope: Scope) -> Given:
    plain = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    if node.node is None or node.name not in FILTERS or not plain:
        raise MistakeError("ForbiddenTag", f"A tag may not use `|{node.name}`.",
                           f"There are {', '.join(f'`|{name}`' for name in FILTERS)}.")  # fmt: skip
    if kind_of(node.node, scope) != TEXT:
        raise MistakeError("ForbiddenTag", f"`|{node.name}` is for plain text, and this is none.")
    return TEXT


def _choice(node: nodes.Node, scope: Scope) -> Given:
    from jinja2 import nodes

    if isinstance(node, nodes.Compare):
        if {each.op for each in node.ops} - {"eq", "ne"}:
            raise MistakeError("ForbiddenTag", "A tag may compare by `==` and `!=` only.")
        parts: Iterable[nodes.Node] = (node.expr, *(each.expr for each in node.ops))
    else:
        parts = node.iter_child_nodes()
    for part in parts:
        kind_of(part, scope)
    return TEXT


def nearest(name: str, names: Iterable[str]) -> str:
    """The mend that names the nearest of some names, where one is near."""
    every = sorted(names)
    near = difflib.get_close_matches(name, every, 1, 0.5)
    return f"Write `{near[0]}`." if near else f"There are {', '.join(f'`{n}`' for n in every)}."


_WHAT = {
    "Call": "a call", "Getitem": "brackets", "CondExpr": "`… if … else …`", "List": "a list",
    "Dict": "a table", "Tuple": "a list", "Test": "`is`", "Concat": "`~`",
}  # fmt: skip


def _what(node: nodes.Node) -> str:
    return _WHAT.get(type(node).__name__, "sums")


def _forbidden(text: str) -> MistakeError:
    return MistakeError("ForbiddenTag", f"A tag may not say “{text}”.")


# ---- the whole of a part, as it would be carried out


def whole(source: str, scope: Scope) -> Iterator[Said]:
    """What in a part is more than a template may do, wherever in its XML it stands."""
    from jinja2 import TemplateSyntaxError

    try:
        tree = bare().parse(source)
    except TemplateSyntaxError as mistake:
        yield "UnclosedTag", f"The tags do not fit together: {mistake.message}.", ""
        return
    try:
        _statements(tree.body, dict(scope))
    except MistakeError as mistake:
        yield mistake.said


def _statements(body: Iterable[nodes.Node], scope: Scope, inside: bool = False) -> None:
    from jinja2 import nodes

    for node in body:
        if isinstance(node, nodes.Output):
            for each in node.nodes:
                if not isinstance(each, nodes.TemplateData):
                    kind_of(each, scope)
        elif isinstance(node, nodes.If):
            kind_of(node.test, scope)
            _statements([*node.body, *node.elif_, *node.else_], scope, inside)
        elif isinstance(node, nodes.For):
            if inside:
                raise MistakeError("ForbiddenTag", "A `for` may not stand in another `for`.")
            _statements([*node.body, *node.else_], {**scope, **_of_loop(node, scope)}, True)
        else:
            name = type(node).__name__.lower()
            raise MistakeError("ForbiddenTag", f"A template may not say `{name}`.")


def _of_loop(node: nodes.For, scope: Scope) -> dict[str, Given]:
    from jinja2 import nodes

    plain = isinstance(node.target, nodes.Name) and not node.test and not node.recursive
    if not plain or not isinstance(node.iter, nodes.Name):
        raise MistakeError("ForbiddenTag", "A `for` goes through one list by its name.")
    assert isinstance(node.target, nodes.Name)
    return loop_scope(node.target.name, node.iter.name, scope)


def loop_scope(target: str, name: str, scope: Scope) -> dict[str, Given]:
    """The names that there are within a `for`. Raises MistakeError."""
    lists = [each for each, kind in scope.items() if isinstance(kind, Many)]
    many = scope.get(name)
    if name not in scope:
        raise MistakeError("UnknownTag", f"There is no list `{name}`.", nearest(name, lists))
    if not isinstance(many, Many):
        raise MistakeError("UnknownTag", f"`{name}` is no list.", nearest(name, lists))
    return {target: many.of, "loop": Record(LOOP)}
