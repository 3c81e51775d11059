"""The settings in use, in the form in which they are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pooler_lint.config_values import KEYS, EndpointSetting

if TYPE_CHECKING:
    from pooler_lint.config import Settings


def render(settings: Settings) -> str:
    """Every key with its value, as TOML, and where it came from."""
    rows = [f"# from {settings.source or 'the defaults'}", f"# patterns are relative to {settings.root}"]
    endpoints: list[str] = []
    for key in KEYS:
        value = getattr(settings, key.replace("-", "_"))
        if key == "endpoints":
            endpoints = [_endpoint(endpoint) for endpoint in value]
        elif value is None:
            rows.append(f"# {key} is not set")
        elif key in ("per-file-ignores", "versions"):
            pairs = ", ".join(f"{json.dumps(name)} = {_toml(item)}" for name, item in value)
            rows.append(f"{key} = {{ {pairs} }}" if pairs else f"{key} = {{}}")
        else:
            rows.append(f"{key} = {_toml(value)}")
    return "\n".join(rows + endpoints) + "\n"


def _endpoint(endpoint: EndpointSetting) -> str:
    pairs = zip(("match", "mode", "tracks-statements"), endpoint, strict=True)
    return "\n".join(["", "[[endpoints]]", *(f"{key} = {_toml(value)}" for key, value in pairs if value is not None)])


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)
