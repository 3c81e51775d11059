"""tomli: `tomli.load` and `tomli.loads`."""

from __future__ import annotations

from pooler_lint.settings.common.documents import loaders

MODEL = loaders("tomli", "toml", "load", "loads")
