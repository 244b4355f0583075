"""``python -m tests.faults FOLDER``: exit code 0 when nothing was violated, 1 when something was, 2 for a mistake."""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType

from tests.faults import isolation
from tests.faults.row import Row
from tests.faults.run import Runner
from tests.faults.server import FaultServer, Scenario
from tests.faults.table import Judged, progress, table, violations

Judge = Callable[[Row], Sequence[str]]


def main() -> int:
    options = _parser().parse_args()
    folder: Path = options.folder.resolve()
    if not (folder / "faultserver.py").is_file():
        print(f"{folder} has no faultserver.py; name the folder that has it", file=sys.stderr)
        return 2
    isolation.enter(folder, sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    work = isolation.work_folder()
    servers: list[FaultServer] = []
    try:
        servers += [FaultServer.start(folder, work / f"server{number}") for number in range(options.jobs)]
        return _judge_all(options, servers, _judge(folder))
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(work, ignore_errors=True)


def _judge_all(options: argparse.Namespace, servers: list[FaultServer], judge: Judge) -> int:
    chosen = _chosen(servers[0].scenarios.values(), options.only, options.id)
    if not chosen:
        print("no such scenario; leave out --only and --id to run all", file=sys.stderr)
        return 2
    why_shared = isolation.why_shared()
    skipped = [each.id for each in chosen if each.needs_guard and why_shared]
    ids = [each.id for each in chosen if each.id not in skipped]
    judged: list[Judged] = []

    def seen(row: Row) -> None:
        left = [f"left behind: {', '.join(row['left_behind'])}"] if row["left_behind"] else []
        judged.append(Judged(row, [*judge(row), *left]))
        print(progress(judged[-1], len(judged), len(ids)), file=sys.stderr, flush=True)

    runner = Runner(isolation.work_folder(), isolation.guard_log(), options.browser)
    runner.run(ids, servers, seen)
    judged.sort(key=lambda each: ids.index(each.row["id"]))
    if options.json:
        rows = [{**each.row, "reasons": list(each.reasons)} for each in judged]
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    print(table(judged))
    if lines := violations(judged):
        print(f"\n{lines}")
    if skipped:
        print(f"\n{len(skipped)} skipped, which need a network of their own ({why_shared}): {', '.join(skipped)}")
    return int(any(each.reasons for each in judged))


def _chosen(scenarios: Iterable[Scenario], groups: set[str], ids: set[str]) -> list[Scenario]:
    return [each for each in scenarios if (not groups and not ids) or each.group in groups or each.id in ids]


def _judge(folder: Path) -> Judge:
    judge: Judge = _module(folder / "judge.py").judge
    return judge


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("folder", type=Path, help="has faultserver.py, judge.py and, for the guard, site/")
    parser.add_argument("--only", type=_words, default=set(), metavar="CLASS,...", help="scenarios of these classes")
    parser.add_argument("--id", type=_words, default=set(), metavar="ID,...", help="these scenarios")
    parser.add_argument("--browser", action="store_true", help="render article pages in Chromium")
    parser.add_argument("--jobs", type=int, choices=range(1, 17), default=2, metavar="N", help="crawls at once (2)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all that is known to this file")
    return parser


def _words(text: str) -> set[str]:
    return {word for word in text.split(",") if word}


if __name__ == "__main__":
    sys.exit(main())
