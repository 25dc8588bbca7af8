"""The emitted engine: generates a contract's evaluator and runs that very text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from ocdsl.backends.emitted.emit import emit
from ocdsl.backends.emitted.program import ProgramResult
from ocdsl.base.money import AmountTooLargeError
from ocdsl.events.log import Log
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph


def load_evaluator(contract: Contract, graph: Graph) -> ModuleType:
    """The generated evaluator as a module, made from its text as `python evaluator.py` would."""
    module = ModuleType("ocdsl_emitted_evaluator")
    text = emit(contract, graph)
    sys.modules[module.__name__] = module  # dataclasses look their own module up
    exec(compile(text, "evaluator.py", "exec"), module.__dict__)
    return module


def evaluate(
    contract: Contract, graph: Graph, paths: Sequence[Path], log: Log, times: tuple[int, str | None]
) -> ProgramResult:
    """Evaluates a log without problems with the contract's own evaluator.

    Raises AmountTooLargeError.
    """
    module = load_evaluator(contract, graph)
    files = list(map(str, paths))
    try:
        result: ProgramResult = module.run_program(module.PROGRAM, files, log, times)
    except module.AmountTooLargeError as failure:  # the text carries a class of its own
        raise AmountTooLargeError from failure
    return result
