"""z3 with a context of its own for each question.

In the context that z3 shares by default, which log answers a question depends on what was asked
before, and so would the findings of one search on those of another.
"""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

_NAMED = ("Bool", "Int", "Ints", "Real", "BoolVal", "IntVal", "RealVal")
_SORTS = ("IntSort", "RealSort")
_TOGETHER = ("And", "Or")
_PARTS = ("If", "Implies", "Not", "Q")
_ASKED = ("Optimize", "Solver")
_AS_IT_IS = (
    *("Function", "Sum", "ToReal", "is_bool", "is_int", "is_int_value", "is_rational_value"),
    *("is_true", "sat", "simplify", "unsat"),
)


def own_z3() -> Any:
    """The part of z3 that is used here, all of whose terms are of one new context."""
    import z3

    context = z3.Context()
    made: dict[str, Any] = {name: getattr(z3, name) for name in _AS_IT_IS}
    for name in (*_NAMED, *_SORTS, *_PARTS, *_ASKED):
        made[name] = partial(getattr(z3, name), ctx=context)
    for name in _TOGETHER:
        made[name] = _joining(getattr(z3, name), context)
    return SimpleNamespace(**made)


def _joining(joins: Any, context: Any) -> Any:
    """`And` and `Or` take their context after the parts."""
    return lambda *parts: joins(*parts, context)
