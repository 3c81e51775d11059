"""PyYAML: `yaml.safe_load` and `yaml.load` and `yaml.full_load`."""

from __future__ import annotations

from pooler_lint.settings.common.documents import loaders

MODEL = loaders("yaml", "yaml", "safe_load", "load", "full_load")
