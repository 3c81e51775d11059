"""Django keeps connections of its own in front of a transaction pooler.

## What it does
Reports each alias of Django's `DATABASES` that goes to a pooler in transaction (or statement) mode and has a pool
(`"OPTIONS": {"pool": ...}`, Django 5.1 and later) or persistent connections (`CONN_MAX_AGE` other than 0).

This rule is off by default: nothing breaks. Turn it on with `extend-select = ["PGB204"]`.

## Why is this bad
The pooler already keeps connections to PostgreSQL. What Django keeps in front of it holds the pooler's client slots
while nothing is asked, one for each thread, and dies when the pooler drops idle clients. Opening a connection to
PgBouncer costs a fraction of what one to PostgreSQL costs, so there is little to gain.

## Example
```python
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "CONN_MAX_AGE": 600,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
```

## Use instead
```python
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
```

## Fix safety
There is no repair: what a new connection costs depends on where the pooler is, and on TLS.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://docs.djangoproject.com/en/stable/ref/databases/#connection-pool
- https://docs.djangoproject.com/en/stable/ref/databases/#persistent-connections
"""

from __future__ import annotations

from pooler_lint.model import Breaks, Case, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.wording import IDLE_CLIENTS, sentence, unresolved
from pooler_lint.slots import OptionKind
from pooler_lint.values import Dict, Known, Value


class DjangoPool(Rule):
    """A pool or persistent connections of Django's in front of a transaction pooler."""

    code = "PGB204"
    name = "django-pool-on-transaction-pooler"
    summary = "Django keeps connections of its own in front of a transaction pooler"
    messages = ("Django keeps persistent connections in front of {pooler}",)
    url = "https://docs.djangoproject.com/en/stable/ref/databases/#persistent-connections"
    severity = "warning"
    fixable = False
    default_on = False

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine where Django opens a connection for each request, which is its default."""
        if site.library != "django" or case.address.is_postgres is False:
            return Fine("not an alias of Django's that goes to PostgreSQL", applies=False)
        pool, age = case.option("pool", OptionKind.DRIVER), case.option("CONN_MAX_AGE", OptionKind.CALL)
        kept = []
        if pool is not None and _is_pool(pool.value):
            kept.append('remove "pool" from OPTIONS')
        if age is not None and _is_kept(age.value):
            kept.append("remove CONN_MAX_AGE, or set it to 0")
        if not kept:
            return Fine("Django keeps no connections")
        if endpoint.is_unresolved:
            return unresolved(endpoint)
        if not endpoint.is_transaction_pooler:
            return Fine("not behind a pooler in transaction mode", applies=False)
        return Breaks(sentence(self.messages[0], endpoint), why=IDLE_CLIENTS, help=tuple(kept), note=_NO_FIX)


_NO_FIX = "there is no fix, because the cost of a new connection depends on the network and on TLS"


def _is_pool(value: Value) -> bool:
    return (isinstance(value, Known) and bool(value.value)) or (isinstance(value, Dict) and bool(value.entries))


def _is_kept(value: Value) -> bool:
    """None means for ever; what is not known does not count."""
    return isinstance(value, Known) and value.value != 0
