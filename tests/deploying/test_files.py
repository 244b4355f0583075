"""The files that an operator copies: read by the programs they are for, and named where they are told of."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands.running import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_has_nothing_to_say_against_the_units(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name in UNITS:
        text = (DEPLOY / "systemd" / name).read_text("utf-8")
        (tmp_path / name).write_text(re.sub(r"(?<=ExecStart=)\S+", str(program), text), "utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name in UNITS)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.parametrize("name", [*(f"systemd/{name}" for name in UNITS), "crontab", "container/Containerfile"])
def test_what_is_started_is_there(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    started = set(re.findall(r"/opt/newsbot/(deploy/\S+)|\"(deploy/\w+)\"", text))
    assert all((ROOT / (absolute or relative)).stat().st_mode & 0o111 for absolute, relative in started)


def test_every_service_is_hardened_alike() -> None:
    hardened = {}
    for name in UNITS:
        if name.endswith(".service"):
            lines = (DEPLOY / "systemd" / name).read_text("utf-8").splitlines()
            hardened[name] = [
                line for line in lines if re.match("NoNew|Capab|Protect|Private|Restrict[^=]+=|Lock", line)
            ]
    assert len({tuple(lines) for lines in hardened.values()}) == 1
    assert len(hardened["newsbot-daily.service"]) > 12


@pytest.mark.parametrize("name", ["scrapyd", "schedule", "deploy"])
def test_programs_are_read_by_the_shell(name: str) -> None:
    subprocess.run(["/bin/sh", "-n", str(DEPLOY / name)], check=True)  # noqa: S603


def test_the_image_takes_what_it_copies_and_nothing_that_is_secret() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "container" / "Containerfile").read_text("utf-8"), re.MULTILINE)
    names = sorted(name for line in copied for name in line.split())
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert ignored[0] == "*"
    assert sorted(line[1:] for line in ignored if line.startswith("!")) == names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_the_guide_names_files_that_are_there_and_every_file_of_deploy() -> None:
    guide = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    named = set(re.findall(r"deploy/[\w./-]*\w", guide))
    assert {name for name in named if not (ROOT / name).exists()} == set()
    files = {str(path.relative_to(ROOT)) for path in DEPLOY.rglob("*") if path.is_file()}
    assert {name for name in files if name not in named and not name.startswith("deploy/systemd/")} == set()
    assert [name for name in UNITS if name not in guide] == []
