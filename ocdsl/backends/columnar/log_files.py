"""The files of a log, which must stay as they are: rows that were checked are read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen

from ocdsl.events.refusals import FileProblem


class UnreadableLog(Exception):  # noqa: N818 - not an error of the program: the log is what it is
    """Raised when a file cannot be read as a log: nothing is evaluated."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        """`problems` says what is wrong with each file, and what to do."""
        super().__init__("; ".join(p.message for p in problems))
        self.problems = tuple(problems)


@frozen
class LogFiles:
    """The size and the time of change of each file, as they were when it was first read."""

    stamps: tuple[tuple[Path, tuple[int, int] | None], ...]

    @staticmethod
    def of(paths: Iterable[Path]) -> LogFiles:
        """The files as they are now."""
        return LogFiles(tuple((path, _stamp(path)) for path in paths))

    def check(self) -> None:
        """Raises UnreadableLog when a file is no longer what it was: no row of it is sure then."""
        changed = [path for path, stamp in self.stamps if _stamp(path) != stamp]
        if changed:
            raise UnreadableLog([FileProblem(str(path), *_CHANGED) for path in changed])


_CHANGED = (
    "FileChanged",
    "It has changed since its rows were checked.",
    "Evaluate it again when nothing else writes to it.",
)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
