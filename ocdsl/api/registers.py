"""The public interface for the risk register that a search saved."""

from __future__ import annotations

import json
from pathlib import Path

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.contract_file import FileError
from ocdsl.model.contract import Contract
from ocdsl.model.register import Register, from_data

_HOW = "Make it by `ocdsl incentives CONTRACT --format json --out FILE`."


def read_register(path: str | Path, contract: Contract) -> Register:
    """The risk register in a saved report of the search, of this very text.

    Raises FileError when the file holds none, or one of another text of the contract.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        register = from_data(data["register"])
    except OSError as mistake:
        raise _refused("UnreadableFile", f"{path} cannot be read: {mistake.strerror}.") from mistake
    except (ValueError, KeyError, TypeError) as mistake:
        raise _refused("NoRegister", f"{path} holds no risk register.") from mistake
    if register.contract_digest != contract.source.digest:
        message = f"The risk register in {path} is of another text of the contract."
        raise _refused("AnotherContract", message)
    return register


def _refused(code: str, message: str) -> FileError:
    why = "A specification shows what was found in its own rules, and nothing else."
    return FileError([Diagnostic(code, Severity.ERROR, message, why, _HOW)])
