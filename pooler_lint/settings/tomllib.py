"""TOML files: `tomllib.load` and `tomllib.loads`."""

from __future__ import annotations

from pooler_lint.settings.common.documents import loaders

MODEL = loaders("tomllib", "toml", "load", "loads")
