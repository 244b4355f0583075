"""Judges a row by its number of items and of requests."""

from typing import Any


def judge(row: dict[str, Any]) -> list[str]:
    expect = row["expect"]
    items = sum(result["items"] for result in row["results"])
    found = []
    if items != expect["items"]:
        found.append(f"items {items}, not {expect['items']}")
    if row["requests"] != expect["requests"]:
        found.append(f"requests {row['requests']}, not {expect['requests']}")
    return found
