import os
import stat
from pathlib import Path

import pytest

from newsbot.publishing.files import remove_unfinished, write_atomically


def test_a_file_is_written_with_its_folders_and_is_readable_by_all(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "a.md"
    write_atomically(path, "日报".encode())
    assert (path.read_text("utf-8"), stat.S_IMODE(path.stat().st_mode)) == ("日报", 0o644)
    assert [each.name for each in path.parent.iterdir()] == ["a.md"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    write_atomically(path, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a.md": b"old"}


def test_an_open_reader_keeps_the_file_it_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_atomically(path, b"old")
    with path.open("rb") as reader:
        write_atomically(path, b"new")
        assert (reader.read(), path.read_bytes()) == (b"old", b"new")


def test_what_a_killed_writer_left_is_removed_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(_handle: int) -> None:
        raise Killed

    for name in (".htaccess", ".a.md.original", "a.md"):
        (tmp_path / name).touch()
    monkeypatch.setattr(os, "fsync", killed)
    monkeypatch.setattr(Path, "unlink", lambda _path: None)
    with pytest.raises(Killed):
        write_atomically(tmp_path / "a.md", b"new")
    monkeypatch.undo()
    assert len(list(tmp_path.iterdir())) == 4
    remove_unfinished(tmp_path)
    assert {each.name for each in tmp_path.iterdir()} == {".htaccess", ".a.md.original", "a.md"}
