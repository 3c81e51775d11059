"""Which files speak of environment variables, told by their names alone."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal[
    "dotenv",
    "compose",
    "dockerfile",
    "yaml",
    "helm",
    "fly",
    "render",
    "railway",
    "heroku",
    "github_actions",
    "pooler",
    "script",
]
"""What a file is read as: "yaml" may be Kubernetes manifests, its text decides."""
_SCRIPT = re.compile(r".+\.(?:sh|bash|zsh|fish|ps1|bat|md|rst)\Z|(?:gnu)?makefile\Z|\.?justfile\Z|procfile\Z|readme")
_POOLERS = (("pgbouncer", ".ini"), ("odyssey", ".conf"), ("pgcat", ".toml"), ("pgdog", ".toml"))
"""The word that the file's or its folder's name holds, and how its name ends."""

_YAML = r"\.ya?ml\Z"
_NAMES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("dockerfile", re.compile(r"(?:docker|container)file(?:[._-][\w.-]+)?\Z|.+\.(?:docker|container)file\Z")),
    ("compose", re.compile(rf"(?:docker-)?compose(?:[._-][\w.-]+)?{_YAML}|.+[._-](?:docker-)?compose{_YAML}")),
    ("dotenv", re.compile(r"\.?env(?:[._-][\w.-]+)?\Z|[\w.-]+\.env(?:[._-][\w.-]+)?\Z")),
    ("fly", re.compile(r"fly(?:[._-][\w-]+)?\.toml\Z")),
    ("render", re.compile(rf"render(?:[._-][\w-]+)?{_YAML}")),
    ("railway", re.compile(r"railway(?:[._-][\w-]+)?\.(?:json|toml)\Z")),
    ("heroku", re.compile(r"app\.json\Z")),
    ("helm", re.compile(rf"(?:[\w.-]+[._-])?values(?:[._-][\w.-]+)?{_YAML}")),
    ("yaml", re.compile(rf".+{_YAML}")),
)
_NOT_DOTENV = re.compile(
    r"\.(?:py|pyi|js|cjs|mjs|ts|tsx|jsx|json|ya?ml|toml|sh|bash|fish|ps1|bat|md|rst|txt|html|rb|go|rs|php|ini|cfg"
    r"|lock|patch|diff|orig|rej|bak|swp|enc|gpg|age|asc|vault|keys|zip|gz|pem|key|css|tf|j2|jinja2?|erb|tpl\.py)\Z"
)
_EXAMPLE = re.compile(r"(?:\A|[._-])(?:examples?|samples?|template|tmpl|tpl|dist|schema|placeholder)(?:[._-]|\Z)")
_TEST_FILE = re.compile(r"(?:\A|/)(?:tests?|testing|conftest\.py|test_[^/]*\.py|[^/]*_tests?\.py)(?:/|\Z)")
_TEST = re.compile(r"(?:\A|[._-])(?:tests?|testing|pytest|ci|e2e)(?:[._-]|\Z)")
_NO_SETTINGS = re.compile(
    r"\.(?:py[cdiox]?|so|md|rst|html?|s?css|less|[cm]?[jt]sx?|vue|svelte|map|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|eot"
    r"|otf|mp[34]|pdf|zip|gz|xz|bz2|tar|whl|po|mo|[ct]sv|parquet|npy|sql|lock|go|rs|java|rb|php|c|h|cc|cpp|hpp|ipynb"
    r"|pem|crt|log|xlsx|docx|db|sqlite3?|bin|exe|dll|jar|patch|diff)\Z"
)


def kind_of(name: str, parent: str, grandparent: str) -> Kind | None:
    """What the file of this name, in a folder `parent` of a folder `grandparent`, is read as; None: not at all."""
    lowered = name.lower()
    if "env" not in lowered and not lowered.endswith((".yml", ".yaml", ".toml", ".json", "file")):
        if not lowered.startswith(("dockerfile", "containerfile")):
            return None
    kind = next((kind for kind, pattern in _NAMES if pattern.match(lowered)), None)
    if kind == "dotenv" and _NOT_DOTENV.search(lowered):
        return None
    if kind in ("yaml", "compose") and parent == "workflows" and grandparent in (".github", ".gitea", ".forgejo"):
        return "github_actions"
    return kind


def pooler_of(name: str, parent: str) -> str | None:
    """Return whose configuration the file of this name in a folder `parent` is; None if it is no pooler's."""
    lowered = name.lower()
    words = [word for word, end in _POOLERS if lowered.endswith(end)]
    by_name = (word for word in words if word in lowered)
    by_folder = (word for word in words if word in parent.lower() and lowered != "users.toml")
    return next(by_name, None) or next(by_folder, None)


def is_script(name: str) -> bool:
    """True for a file that tells people or shells what to run: a script, a Makefile, a README."""
    return _SCRIPT.match(name.lower()) is not None


def is_example(name: str) -> bool:
    """Is this .env file a pattern to copy, rather than one that is used?"""
    return bool(_EXAMPLE.search(name.lower()))


def is_for_tests(name: str) -> bool:
    """Is this .env file named for tests?"""
    return bool(_TEST.search(name.lower()))


def is_test_file(path: str) -> bool:
    """True for a file that tests others, by its place; `path` is relative to the root."""
    return _TEST_FILE.search(path) is not None


def may_hold_settings(name: str) -> bool:
    """False for a file that by its name is neither read for variables nor loaded as settings."""
    return _NO_SETTINGS.search(name.lower()) is None
