"""The package toml: `toml.load` and `toml.loads`."""

from __future__ import annotations

from pooler_lint.settings.common.documents import loaders

MODEL = loaders("toml", "toml", "load", "loads")
