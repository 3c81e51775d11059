"""A parameter is given at login that PgBouncer refuses.

## What it does
Reports parameters of PostgreSQL that the program gives at login, on a connection that goes to PgBouncer in any mode:

- asyncpg's `server_settings`, and a setting in the query of a DSN for asyncpg (`?statement_timeout=5000`);
- libpq's `options`, as a keyword, in `connect_args`, in Django's `OPTIONS` or in the URL
  (`?options=-c%20statement_timeout%3D5000`);
- pg8000's `startup_params`.

PgBouncer takes `client_encoding`, `datestyle`, `timezone`, `standard_conforming_strings` and `application_name`, from
1.20 on `intervalstyle` too. Before 1.20 it refuses `options` whatever they hold; since, each parameter in them counts
by itself. What its configuration lists in `ignore_startup_parameters` or `track_extra_parameters` is let through, and
not reported, where that configuration is in the repository.

## Why is this bad
The login fails, with `unsupported startup parameter: statement_timeout`. Where the pooler is told to ignore the
parameter, the login succeeds and the parameter has no effect: the timeout that the program relies on is not there.

## Example
```python
import asyncpg


async def connect():
    return await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop",
        statement_cache_size=0,
        server_settings={"statement_timeout": "5000", "application_name": "shop"},
    )
```

## Use instead
```python
import asyncpg


async def connect():
    return await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop",
        statement_cache_size=0,
        server_settings={"application_name": "shop"},
    )
```

with the setting given to the role: `ALTER ROLE app SET statement_timeout = '5s'`, or, for one transaction, with
`SET LOCAL statement_timeout = '5s'`.

## Fix safety
There is no repair: the value has to go to the role, to the database, or into each transaction.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.pgbouncer.org/config.html#ignore_startup_parameters
- https://www.pgbouncer.org/config.html#track_extra_parameters
- https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.facts.parameters import AtLogin, at_login
from pooler_lint.model import Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine
from pooler_lint.records import replace
from pooler_lint.report import shortened
from pooler_lint.rules.base import Context, Judgement, Rule
from pooler_lint.rules.startup import Given, given_at_login
from pooler_lint.rules.wording import listed, sentence, unresolved
from pooler_lint.versions import ANY_VERSION, VersionRange, parse_version_range

_MAX_NAME = 45
_POOLING = ("transaction", "session", "statement")


class RefusedStartupParameter(Rule):
    """A parameter at login that the pooler does not know."""

    code = "PGB306"
    name = "refused-startup-parameter"
    summary = "PgBouncer refuses a parameter that is given at login"
    messages = ("{pooler} rejects the startup parameter {name}",)
    url = "https://www.pgbouncer.org/config.html#ignore_startup_parameters"
    fixable = False

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        """Looks each parameter up in the table of facts, by the version of the pooler where that is known."""
        given = list(given_at_login(site, case, context))
        if not given or case.address.is_postgres is False:
            return Fine("nothing is given at login but what the driver gives")
        if endpoint.mode is None and not endpoint.ordinary:
            return unresolved(endpoint)
        if endpoint.mode not in _POOLING:
            return Fine("no pooler that refuses startup parameters")
        pooler = _program(endpoint)
        if pooler is None:
            return CannotTell(f"which startup parameters {endpoint.pooler or 'the pooler'} takes is not known")
        version = parse_version_range(endpoint.pooler_version) if endpoint.pooler_version else ANY_VERSION
        accepted = frozenset(name.lower() for name in endpoint.accepted_parameters or ())
        fates = [(one, _fate(one, pooler, version, accepted)) for one in given]
        whole = at_login(pooler, version, "options") == "refused"
        refused = [replace(one, name=None) if one.in_options and whole else one for one, f in fates if f == "refused"]
        if refused:
            return _breaks(refused, endpoint)
        unknown = next((one for one, fate in fates if fate == "unknown"), None)
        if unknown is not None:
            return CannotTell(f"whether {endpoint.pooler} takes {unknown.name or 'these options'} is not known")
        return Fine(f"{endpoint.pooler} takes what is given at login")


def _program(endpoint: Endpoint) -> str | None:
    """Return the pooler, if what it accepts is known; not that of a provider or an operator, who configure it."""
    name = endpoint.program or ""
    return name if at_login(name, ANY_VERSION, "application_name") == "accepted" else None


def _fate(given: Given, pooler: str, version: VersionRange, accepted: frozenset[str]) -> AtLogin:
    if given.name in accepted or (given.in_options and "options" in accepted):
        return "accepted"
    if not given.in_options:
        return at_login(pooler, version, given.name or "")
    options = at_login(pooler, version, "options")
    if options == "refused" or given.name is None:
        return "refused" if options == "refused" else "unknown"
    inside = at_login(pooler, version, given.name)
    return inside if inside == "refused" or options == "accepted" else "unknown"


def _breaks(refused: Sequence[Given], endpoint: Endpoint) -> Breaks:
    names = list(dict.fromkeys(one.name or "options" for one in refused))
    where = listed(list(dict.fromkeys(one.where for one in refused)))
    given = listed(names) if names == [where] else f"{listed(names)} in {where}"
    advice = [f"give {listed(names)} to the role with ALTER ROLE ... SET, or use SET LOCAL in each transaction"]
    if endpoint.accepted_parameters is None:
        advice.append(
            "if ignore_startup_parameters of the pooler lists it, the login succeeds without any effect of it"
        )
    return Breaks(
        sentence(RefusedStartupParameter.messages[0], endpoint, {"name": shortened(names[0], _MAX_NAME)}),
        why=f"the login fails with `unsupported startup parameter`, because the program gives {given}",
        help=tuple(advice),
        note="there is no fix, because the value has to go to the role, to the database, or into each transaction",
    )
