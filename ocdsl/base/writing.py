"""Files written whole or not at all: a reader never meets half a result."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name in the same folder to write to; it takes the place of `path` when the block ends.

    When the block raises, `path` is as it was and nothing is left behind. Raises OSError when
    the folder cannot be written to.
    """
    real = path.resolve()
    if real.is_dir():
        raise IsADirectoryError(21, "It is a folder, not a file", str(path))
    if real.exists() and not real.is_file():
        # A pipe or a device takes what it is given, and must not be replaced by a file.
        yield real
        return
    # Ends as the real name does, for writers that look at the suffix.
    started = real.with_name(f".{secrets.token_hex(8)}{real.suffix}")
    try:
        started.touch()
    except OSError as failed:  # told of the file that was asked for, and not of this one
        raise OSError(failed.errno, failed.strerror, str(path)) from None
    try:
        yield started
        if real.exists():
            started.chmod(real.stat().st_mode & 0o777)
        started.replace(real)
    finally:
        started.unlink(missing_ok=True)


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write text as UTF-8 with its line ends as they are, whole or not at all. Raises OSError."""
    write_bytes(path, (piece.encode("utf-8") for piece in pieces))


def write_bytes(path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Write bytes, whole or not at all. Raises OSError."""
    with whole_file(path) as started, started.open("wb") as file:
        file.writelines(pieces)
