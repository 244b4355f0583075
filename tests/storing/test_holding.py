"""What one process holds, no other does; and it ends with its process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.holding import Busy, Held

ROOT = Path(__file__).parents[2]
_HOLDING = """
import sys
from newsbot.storing.database import Database
held = Database.open(sys.argv[1]).hold("source kr36")
print(type(held).__name__, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds a source."""
    command = [sys.executable, "-c", _HOLDING, f"sqlite:///{tmp_path}/newsbot.db"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdin=-1, stdout=-1, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == "Held\n"
        yield process
        process.kill()


def test_one_of_two_holds_it_until_it_lets_go(database: Database) -> None:
    first = database.hold("source kr36")
    assert isinstance(first, Held)
    assert isinstance(database.hold("source kr36"), Busy)
    assert isinstance(database.hold("source infoq"), Held)
    first.release()
    second = database.hold("source kr36")
    first.release()
    assert isinstance(second, Held)
    assert isinstance(database.hold("source kr36"), Busy)


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path, other: "subprocess.Popen[str]") -> None:
    database = Database.open(f"sqlite:///{tmp_path}/newsbot.db")
    assert database.hold("source kr36") == Busy(f"process {other.pid}")
    other.kill()
    other.wait(timeout=10)
    assert isinstance(database.hold("source kr36"), Held)


@pytest.mark.parametrize("name", ["../../x", "..", "信源 甲"])
def test_any_name_can_be_held(database: Database, name: str) -> None:
    held = database.hold(name)
    assert (isinstance(held, Held), isinstance(database.hold(name), Busy)) == (True, True)


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/newsbot.db")
    held = [database.hold(name) for name in ("../../x", "..")]
    assert all(isinstance(each, Held) for each in held)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["newsbot.db.holds"]


def test_a_folder_that_cannot_be_written_is_told_in_a_line(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/newsbot.db")
    (tmp_path / "newsbot.db.holds").write_text("a file where the folder should be")
    with pytest.raises(DatabaseError, match=r"newsbot\.db: cannot be locked \(.*File exists.*\); check the database"):
        database.hold("source kr36")
