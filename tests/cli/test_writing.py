"""Files written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.base.writing import whole_file, write_text


def test_the_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with whole_file(target) as started:
        started.write_text("half")
        assert not target.exists()
        assert started.suffix == ".txt"
    assert target.read_text() == "half"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def pieces():  # type: ignore[no-untyped-def] # two pieces, then the failure
        yield "new"
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        write_text(target, pieces())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_who_may_read_it_stays_as_it_was_and_links_stay_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_text(link, ["new\r\n"])
    assert link.is_symlink() and real.read_bytes() == b"new\r\n"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_text(Path("/dev/null"), ["nothing"])
    assert not Path("/dev/null").is_file()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_text(tmp_path, ["x"])


def test_where_there_is_no_folder_the_file_that_was_asked_for_is_named(tmp_path: Path) -> None:
    target = tmp_path / "none" / "report.md"
    with pytest.raises(FileNotFoundError) as failed:
        write_text(target, ["x"])
    assert failed.value.filename == str(target)
