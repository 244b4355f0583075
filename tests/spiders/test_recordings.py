"""Every spider against its recordings: ``recordings/SPIDER/answers.toml`` says what each address answers, in one table
a scenario (its ``now`` is where the clock stands); ``SCENARIO.expected.json`` is what must come out. Spiders are found
through the loader, so that none is forgotten. To write the expectations anew after a change, and read the difference:
``pytest --rewrite tests/spiders``.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from itemadapter import ItemAdapter
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings
from scrapy.utils.serialize import ScrapyJSONEncoder

RECORDINGS = Path(__file__).parent / "recordings"
LOADER = get_spider_loader(get_project_settings())
SPIDERS = sorted(LOADER.list())


def _scenarios() -> list[Any]:
    found = []
    for spider in SPIDERS:
        path = RECORDINGS / spider / "answers.toml"
        for scenario in tomllib.loads(path.read_text("utf-8")) if path.exists() else []:
            marks = [pytest.mark.browser] if getattr(LOADER.load(spider), "uses_browser", False) else []
            found.append(pytest.param(spider, scenario, marks=marks, id=f"{spider}-{scenario}"))
    return found


@pytest.mark.parametrize("spider", SPIDERS)
def test_every_spider_has_a_recording(spider: str) -> None:
    assert tomllib.loads((RECORDINGS / spider / "answers.toml").read_text("utf-8"))


@pytest.mark.parametrize(("spider", "scenario"), _scenarios())
@pytest_twisted.ensureDeferred
async def test_a_spider_yields_what_its_recording_says(
    crawl: Any, answer: Any, spider: str, scenario: str, request: pytest.FixtureRequest
) -> None:
    folder = RECORDINGS / spider
    table = tomllib.loads((folder / "answers.toml").read_text("utf-8"))[scenario]
    now = table.pop("now", None)
    answers = {
        url: answer(
            (folder / each["file"]).read_bytes(),
            each.get("status", 200),
            {"Content-Type": each["type"], **each.get("headers", {})},
        )
        for url, each in table.items()
    }
    crawled = await crawl(spider, answers, now) if now else await crawl(spider, answers)
    found = _plain(
        {
            "attempts": [[a.route, a.outcome, a.detail, a.entries] for a in crawled.attempts],
            "items": sorted(_plain([ItemAdapter(item).asdict() for item in crawled.items]), key=str),
        }
    )
    expected = folder / f"{scenario}.expected.json"
    if request.config.getoption("--rewrite"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.skip("written anew; git diff shows what has changed")
    assert found == json.loads(expected.read_text("utf-8"))


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=ScrapyJSONEncoder))
