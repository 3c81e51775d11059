"""What Git leaves out in one clone alone: `info/exclude`, which may lie in the folder of another clone.

A linked worktree or a submodule has a file `.git` that names a folder outside of its root. Anybody can write such a
file, so the folder counts only if it names the repository in turn, and only files of these names are read there:
https://git-scm.com/docs/gitrepository-layout.
"""

from __future__ import annotations

import os

from pooler_lint.light import re
from pooler_lint.repository.files import Repository
from pooler_lint.repository.root import is_inside

_POINTER = 4096
"""Bytes of a file that holds one path."""


def excludes(repository: Repository) -> bytes | None:
    """Return the ignore patterns of this clone; None if there are none."""
    folder = _common_folder(repository)
    if folder is None:
        return None
    inside = Repository(folder)
    data = inside.content(os.path.join(folder, "info", "exclude"))
    repository.refused.update(inside.refused)
    return data


def _common_folder(repository: Repository) -> str | None:
    """Return the folder in which Git keeps what all worktrees of this clone share."""
    git = os.path.join(repository.root, ".git")
    if os.path.isdir(git):
        return git if repository.leads_in(git) else None
    named = _line(repository, git).removeprefix("gitdir:").strip()
    if not named:
        return None
    folder = os.path.realpath(os.path.join(repository.root, named))
    inside = Repository(folder)
    if _names_submodule(inside, repository):
        return folder
    back = _line(inside, os.path.join(folder, "gitdir"))
    if not back or os.path.realpath(os.path.join(folder, back)) != os.path.realpath(git):
        return None
    common = os.path.realpath(os.path.join(folder, _line(inside, os.path.join(folder, "commondir"))))
    return common if is_inside(folder, os.path.join(common, "worktrees")) else None


def _names_submodule(folder: Repository, repository: Repository) -> bool:
    config = folder.content(os.path.join(folder.root, "config")) or b""
    found = re.search(rb"(?m)^[ \t]*worktree[ \t]*=[ \t]*(\S.*)$", config)
    if found is None:
        return False
    return os.path.realpath(os.path.join(folder.root, os.fsdecode(found[1].rstrip()))) == os.path.realpath(
        repository.root
    )


def _line(repository: Repository, file: str) -> str:
    data = repository.content(file, _POINTER) or b""
    return os.fsdecode(data.partition(b"\n")[0].replace(b"\0", b"")).strip()
