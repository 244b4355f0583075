"""Who makes a model: the organization its leaderboard names first, the family its name belongs to second."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypedDict

# Words a name may end in without being another vendor's: "DeepSeek AI", "Zhipu Inc."
_TAIL = frozenset(
    {"ai", "co", "company", "corp", "group", "inc", "lab", "labs", "ltd", "research", "team", "technology"}
)
# No name of a model or an organization is longer; a longer one is nobody's.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Vendor:
    """A maker of models; ``name`` is the one that is printed."""

    id: str
    name: str
    chinese: bool


class _Entry(TypedDict):
    id: str
    name: str
    chinese: bool
    organizations: list[str]
    families: list[str]


@dataclass(frozen=True, slots=True)
class _Directory:
    organizations: dict[str, Vendor]
    families: tuple[tuple[re.Pattern[str], Vendor], ...]
    derived: re.Pattern[str]


@lru_cache(maxsize=4096)
def vendor_of(model: str, organization: str) -> Vendor | None:
    """The vendor of a model, or None for one nobody knows; ``organization`` is "" where the leaderboard names none.

    An organization that is known decides alone: what NVIDIA made of a Qwen is NVIDIA's. One that is not known, such as
    a misspelt one, leaves the decision to the model's name, of which the part before a "/" counts as organization.
    """
    if len(model) > _LONGEST or len(organization) > _LONGEST:
        return None
    account, slash, last = model.rpartition("/")
    by_organization = _by_organization(organization) or (_by_organization(account) if slash else None)
    return by_organization or _by_family(last)


def is_chinese(model: str, organization: str) -> bool:
    """Whether a model's vendor is known, and Chinese."""
    vendor = vendor_of(model, organization)
    return vendor is not None and vendor.chinese


def _by_organization(organization: str) -> Vendor | None:
    known = _directory().organizations
    for part in (organization, *organization.split("/")):
        words = _words(part)
        while words:
            if vendor := known.get("".join(words)):
                return vendor
            if words[-1] not in _TAIL:
                break
            words.pop()
    return None


def _by_family(model: str) -> Vendor | None:
    directory = _directory()
    # Publishers that print names for people write "Claude 3 Opus", "Amazon Nova Lite 1.0".
    name = re.sub(r"[\s_]+", "-", unicodedata.normalize("NFKC", model).casefold().strip())
    for pattern, vendor in directory.families:
        match = pattern.match(name)
        if match and not directory.derived.search(name, match.end()):
            return vendor
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


@cache
def _directory() -> _Directory:
    data = tomllib.loads((files(__package__) / "vendors.toml").read_text("utf-8"))
    organizations: dict[str, Vendor] = {}
    families: list[tuple[re.Pattern[str], Vendor]] = []
    entries: list[_Entry] = data["vendor"]
    for entry in entries:
        vendor = Vendor(entry["id"], entry["name"], entry["chinese"])
        organizations |= {"".join(_words(spelling)): vendor for spelling in entry["organizations"]}
        families += [(re.compile(rf"(?:{family})(?:(?<![a-z])|(?![a-z]))"), vendor) for family in entry["families"]]
    derived = "|".join(map(re.escape, data["derived"]))
    return _Directory(organizations, tuple(families), re.compile(rf"(?<![a-z])(?:{derived})(?![a-z])"))
