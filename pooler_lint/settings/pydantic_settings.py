"""pydantic-settings, the settings of pydantic's second version."""

from __future__ import annotations

from pooler_lint.settings.pydantic import MODEL as MODEL
