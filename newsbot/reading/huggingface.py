"""Model lists of the Hugging Face Hub, as news of what a maker has put there.

``https://huggingface.co/api/models?author=X&sort=createdAt`` answers with an array of repositories, the newest first:
``{"id": "maker/Name", "createdAt": "2026-01-19T08:00:00.000Z", "pipeline_tag": "text-generation", "tags":
["license:mit", "base_model:quantized:maker/Name"], "private": false, "likes": 1, "downloads": 2, ...}``. ``createdAt``
is when the repository was made; likes, downloads and ``lastModified`` change by the hour, so nothing here depends on
them.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsbot.items import BEIJING, Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.hub_releases import Release, identities, read_repository, releases

_MOST_ROWS = 1000  # the Hub gives no more on a page
_MOST_NAMES = 8  # of a release of forty repositories, a reader needs no more

# What the Hub's tasks say of a model.
_KINDS = {
    "text-generation": "语言模型",
    "text2text-generation": "语言模型",
    "image-text-to-text": "多模态模型",
    "video-text-to-text": "多模态模型",
    "visual-question-answering": "多模态模型",
    "any-to-any": "全模态模型",
    "audio-text-to-text": "音频语言模型",
    "text-to-speech": "语音合成模型",
    "automatic-speech-recognition": "语音识别模型",
    "text-to-audio": "音频生成模型",
    "audio-to-audio": "音频处理模型",
    "text-to-image": "图像生成模型",
    "image-to-image": "图像编辑模型",
    "image-text-to-image": "图像编辑模型",
    "text-to-video": "视频生成模型",
    "image-to-video": "视频生成模型",
    "image-text-to-video": "视频生成模型",
    "video-to-video": "视频编辑模型",
    "text-to-3d": "三维生成模型",
    "image-to-3d": "三维生成模型",
    "feature-extraction": "嵌入模型",
    "sentence-similarity": "嵌入模型",
    "text-ranking": "排序模型",
    "translation": "翻译模型",
    "robotics": "机器人模型",
}


def read_models(document: object, *, organization: str, maker: str) -> list[Entry]:
    """What an organization's list says was put up, the newest release first; ``maker`` is its name in Chinese.

    The repositories of one release are one entry, whose ``id`` stays the same while it grows. Raises `ReadingError`
    where the document, or all of its rows, have another shape.
    """
    match document:
        case list(rows):
            found = [each for row in rows[:_MOST_ROWS] if (each := read_repository(row, organization)) is not None]
            if rows and not found:
                raise ReadingError(
                    Outcome.PARSE_ERROR, f"a list without one model of {organization}: the Hub has changed it"
                )
            known = sorted(identities(releases(found)), key=lambda each: each[0].main.created, reverse=True)
            return [_entry(release, identity, organization, maker) for release, identity in known]
        case {"error": str(error)}:
            raise ReadingError(Outcome.PARSE_ERROR, f"the Hub answers with an error: {error[:200]}")
    raise ReadingError(Outcome.PARSE_ERROR, "no list of models in the document: the Hub has changed it")


def _entry(release: Release, identity: str, organization: str, maker: str) -> Entry:
    # A Latin name and the Chinese after it are set apart.
    gap = " " if maker[-1:].isascii() else ""
    what = _converted(release) if release.is_converted else _what(release)
    return Entry(
        title=f"{maker}{gap}在 Hugging Face 新增{what}",
        link=f"https://huggingface.co/{release.main.id}",
        published=release.main.written,
        summary="".join(_sentences(release, organization)),
        id=identity,
    )


def _what(release: Release) -> str:
    main = release.main
    kind = _KINDS.get(main.task, "模型")
    if release.has_sizes:
        return f"{kind} {main.name.series} 系列"
    if len(release.models) > 1:
        return f"{kind} {main.name.size}"
    return f"{kind} {main.name.model if len(release.repositories) > 1 else main.name.full}"


def _converted(release: Release) -> str:
    """What is new where no model is: its formats."""
    names = [each.name for each in release.repositories]
    forms = {form.casefold(): form for name in names for form in name.forms}
    if not forms:
        return f"量化版本 {release.main.name.full}"
    if len({name.size.casefold() for name in names}) > 1:
        of = f"{names[0].series} 系列"
    else:
        of = names[0].model if len({name.model.casefold() for name in names}) == 1 else names[0].size
    gap = "" if of.endswith("系列") else " "
    return f" {of}{gap}的 {'、'.join(forms[form] for form in sorted(forms)[:_MOST_NAMES])} 版本"


def _sentences(release: Release, organization: str) -> Iterator[str]:
    main = release.main
    made = main.created.astimezone(BEIJING)
    yield (
        f"Hugging Face 上的 {organization} 账号于 {made.year} 年 {made.month} 月 {made.day} 日"
        f"创建了模型仓库 {main.name.full}。"
    )
    if main.license:
        yield f"仓库标注的许可证为 {main.license}。"
    others = release.models[1:]
    if release.is_converted:
        others = [each.name.full for each in release.repositories if each is not main]
    if others:
        which = "同一批" if release.is_converted else "同一系列"
        more = " 等" if len(others) > _MOST_NAMES else ""
        yield f"{which}还有 {'、'.join(others[:_MOST_NAMES])}{more}。"
    if release.forms and not release.is_converted:
        yield f"另有 {'、'.join(release.forms)} 格式的版本。"
