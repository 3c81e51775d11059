"""Which files of variables something loads: code, a deployment file, or only what a script or a README tells people."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from pooler_lint.project.code import Code
from pooler_lint.project.environment.source import sources
from pooler_lint.project.environment.texts import Texts
from pooler_lint.project.environment.tree import Tree

_CONVENTIONAL = frozenset({".env", ".flaskenv"})
"""What Docker Compose, Flask, pipenv, uv and the libraries for such files load without being told a name."""
_ANY_SUFFIX = re.compile(rb"\.env\.(?:\{|%s|[\"']\s*[+%])")
_ANY_PREFIX = re.compile(rb"(?:\}|%s)\.env\b|\+\s*[\"']\.env[\"']")


class Loading:
    """What names the files of variables of one tree. Each is looked up when it is first asked for."""

    __slots__ = ("_code", "_known", "_texts", "_tree")

    def __init__(self, tree: Tree, texts: Texts, code: Code) -> None:
        self._tree = tree
        self._texts = texts
        self._code = code
        self._known: dict[str, str | None] = {}

    def why_weak(self, path: str) -> str | None:
        """Return in words that neither code nor a deployment loads the file at `path`; None if one does."""
        name = posixpath.basename(path)
        if name in _CONVENTIONAL:
            return None
        if name not in self._known:
            self._known[name] = None if self._is_loaded(name) else self._in_words(name)
        return self._known[name]

    def _is_loaded(self, name: str) -> bool:
        if self._code.holding((name,)):
            return True
        pattern = _ANY_SUFFIX if name.startswith(".env.") else _ANY_PREFIX if name.endswith(".env") else None
        if pattern is not None:
            texts = (self._code.text(file) for file in self._code.holding((".env",)))
            if any(pattern.search(text) for text in texts):
                return True
        return next(self._naming(name, [kind for kind in sources() if kind != "dotenv"]), None) is not None

    def _in_words(self, name: str) -> str:
        script = next(self._naming(name, ("script",)), None)
        return "in a file that no code loads" if script is None else f"in a file that only {script} mentions"

    def _naming(self, name: str, kinds: Iterable[str]) -> Iterator[str]:
        """Yield the files of these kinds that name this one."""
        whole = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)")
        for kind in kinds:
            for path in self._tree.files.get(kind, ()):
                text = self._texts.read(path)
                if text and name in text and whole.search(text):
                    yield path
