"""What a rule is: a code, a page and one judgement over model data."""

from __future__ import annotations

import inspect
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Literal, TypeAlias

from pooler_lint.model import Breaks, Case, ConnectionSite, Endpoint, Severity, Verdict
from pooler_lint.records import dataclass, field
from pooler_lint.versions import VersionRange

Judgement: TypeAlias = "Verdict | tuple[Breaks, ...]"
"""One verdict, or several places of one case that break, each a finding of its own; never an empty tuple."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the project says: the versions in use (by distribution, in small letters) and its choice of pool class."""

    versions: Mapping[str, VersionRange] = field(default_factory=dict)
    pool_class: Literal["null", "keep"] | None = None
    """None: not configured; the size of a pool decides how safe another pool class is."""


class Rule(ABC):
    """One rule. The docstring of its module is its page; see `pooler_lint.rules.pages`."""

    code: ClassVar[str]
    name: ClassVar[str]
    """Names the bad thing, in words joined by hyphens."""
    summary: ClassVar[str]
    messages: ClassVar[tuple[str, ...]] = ()
    """The templates of its messages; see `pooler_lint.rules.wording.sentence`."""
    url: ClassVar[str]
    """The first source to read; one of the references of the page."""
    severity: ClassVar[Severity] = "error"
    fixable: ClassVar[bool] = True
    default_on: ClassVar[bool] = True
    decisive: ClassVar[bool] = False
    """Its silence says that a connection is right: a connection of which it can't tell is unresolved."""
    any_case: ClassVar[bool] = False
    """One breaking case is enough; otherwise all the cases of one address must break."""
    every_case: ClassVar[bool] = False
    """All the cases of one address must break even where it is the same on every way."""

    covered_by: ClassVar[tuple[str, ...]] = ()
    """Rules that report the same fault of a connection where its endpoint is known."""
    over_uses: ClassVar[bool] = False
    """It judges what is done with a connection, wherever that is made; the others judge how it is made."""

    def decides(self, site: ConnectionSite) -> bool:
        """Return whether the rule's silence says that this connection is right."""
        return self.decisive

    @abstractmethod
    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        """What becomes of one case of a site at its endpoint; Fine where the rule does not concern the site."""

    @classmethod
    def page(cls) -> str:
        """The text of the rule's page, in Markdown, below its title."""
        return inspect.cleandoc(sys.modules[cls.__module__].__doc__ or "")
