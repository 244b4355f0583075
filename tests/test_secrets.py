"""Files of secrets, and what shows itself without its password."""

import copy
import os
from pathlib import Path

import pytest

from newsbot.secrets import SecretError, SecretUrl, secret_in

SECRET = "hook-0123456789abcdef"  # noqa: S105 (nobody's)


def _file(path: Path, content: bytes = SECRET.encode(), mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_of_its_owner_s_alone_is_read_without_blanks(tmp_path: Path, mode: int) -> None:
    assert secret_in(_file(tmp_path / "key", f" {SECRET}\n".encode(), mode)) == SECRET


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o644])
def test_a_file_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    path = _file(tmp_path / "key", mode=mode)
    with pytest.raises(SecretError) as caught:
        secret_in(path)
    said = f"others than its owner may use it (mode {mode:04o}), and it is secret; run: chmod 600 {path}"
    assert str(caught.value) == f"{path}: {said}"


def test_what_is_no_such_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(fifo := tmp_path / "fifo")
    said = {
        tmp_path / "none": "No such file or directory; name a file that can be read",
        tmp_path: "Is a directory; name a file that can be read",
        _file(tmp_path / "large", b"#" * 65537): "no file of 65536 bytes at most; name one",
        fifo: "no file of 65536 bytes at most; name one",
        _file(tmp_path / "binary", b"\xff"): "not UTF-8; write it anew",
        _file(tmp_path / "empty", b" \n"): "empty; write what is secret into it",
    }
    for path, why in said.items():
        with pytest.raises(SecretError) as caught:
            secret_in(path)
        assert str(caught.value) == f"{path}: {why}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("postgresql://reader:kein%40Wort@db:5432/newsbot", "postgresql://reader:***@db:5432/newsbot"),
        ("postgresql://reader:a@b:c/d@db/newsbot", "postgresql://reader:***@db/newsbot"),
        ("postgresql://:x@/newsbot?host=/run", "postgresql://:***@/newsbot?host=/run"),
        ("postgresql://db/newsbot?sslpassword=x&password=y", "postgresql://db/newsbot?sslpassword=***&password=***"),
        ("postgresql://reader@db/newsbot", "postgresql://reader@db/newsbot"),
        ("sqlite:////home/a:b/data/newsbot.db", "sqlite:////home/a:b/data/newsbot.db"),
        ("", ""),
    ],
)
def test_a_url_is_shown_without_its_password(written: str, shown: str) -> None:
    for url in (SecretUrl(written), copy.deepcopy(SecretUrl(written))):
        assert (f"{url}", "%s" % url, repr(url), f"{url!r}") == (shown, shown, repr(shown), repr(shown))  # noqa: UP031
        assert url == written
