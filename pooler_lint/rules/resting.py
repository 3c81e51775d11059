"""Which known versions of libraries a judgement rests on, so that it can be said where they are written."""

from __future__ import annotations

from pooler_lint.model import Case, ConnectionSite, Endpoint
from pooler_lint.records import replace
from pooler_lint.rules.base import Context, Rule


def libraries_behind(
    rule: Rule, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context
) -> tuple[str, ...]:
    """The distributions without whose versions the rule would judge this case in another way."""
    told = rule.judge(site, case, endpoint, context)
    return tuple(
        library for library in context.versions if rule.judge(site, case, endpoint, _without(context, library)) != told
    )


def _without(context: Context, library: str) -> Context:
    return replace(context, versions={name: known for name, known in context.versions.items() if name != library})
