"""Items in tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from scrapy.exporters import CsvItemExporter
from scrapy.utils.serialize import ScrapyJSONEncoder

_ENCODER = ScrapyJSONEncoder(ensure_ascii=False)


class NestedCsvItemExporter(CsvItemExporter):
    """CSV whose nested values are JSON, where Scrapy's own prints Python's representation of them."""

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        if is_dataclass(value) or isinstance(value, (list, tuple, dict)):
            return json.dumps(json.loads(_ENCODER.encode(value)), ensure_ascii=False)
        return super().serialize_field(field, name, value)
