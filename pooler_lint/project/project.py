"""What the repository around the files of a run says, each thing read when first asked for and kept for the run."""

from __future__ import annotations

from pooler_lint.project.modules import Modules
from pooler_lint.project.versions import VersionFinder


class Project:
    """One a run: the versions of libraries, and the values of names in other modules."""

    def __init__(self) -> None:
        self.versions = VersionFinder()
        self.modules = Modules()
