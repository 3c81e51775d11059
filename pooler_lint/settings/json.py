"""JSON files: `json.load` and `json.loads`."""

from __future__ import annotations

from pooler_lint.settings.common.documents import loaders

MODEL = loaders("json", "json", "load", "loads")
