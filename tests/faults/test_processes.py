import subprocess
import sys
import time
from pathlib import Path

from tests.faults.processes import Ended, Process, kill_all, left_by


def _end_of(process: Process) -> Ended:
    while (end := process.ended()) is None:
        time.sleep(0.01)
    return end


def test_what_a_process_prints_goes_to_its_log_and_its_end_is_told(tmp_path: Path) -> None:
    def work() -> None:
        sys.stdout.write("printed\n")
        raise ValueError("wrong")

    log = tmp_path / "log"
    assert _end_of(Process.fork(work, mark="log", log=log)).status == 1
    lines = log.read_text("utf-8").splitlines()
    assert [lines[0], lines[-1]] == ["printed", "ValueError: wrong"]


def test_a_process_that_hangs_is_ended_by_its_number(tmp_path: Path) -> None:
    process = Process.fork(lambda: time.sleep(60), mark="hang", log=tmp_path / "log")
    while process.age < 0.2:  # until it leads a session of its own
        time.sleep(0.01)
    process.kill()
    assert _end_of(process).status == -9


def test_a_program_that_outlives_its_crawl_is_found_and_ended(tmp_path: Path) -> None:
    def work() -> None:
        subprocess.Popen(["/bin/sleep", "60"], start_new_session=True)

    _end_of(Process.fork(work, mark="outliving", log=tmp_path / "log"))
    left = left_by("outliving")
    kill_all(left)
    while left_by("outliving"):
        time.sleep(0.01)
    assert list(left.values()) == ["sleep"]
