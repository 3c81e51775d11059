"""A file cannot be read or parsed.

## What it does
Reports a file that is not valid Python, that is not in the encoding that it declares, or that cannot be opened.
Syntax of a later Python than the one that runs pooler-lint is adapted; where that is not possible, the file is reported
with the version that it needs. The other files are checked all the same, nothing is written to the file, and the exit
status is 2.

## Why is this bad
Nothing in the file was checked: a clean result would promise too much.

## Example
A file with these lines, which are no Python:

```text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
```

## Use instead
```python
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db.internal/shop")
```

## Fix safety
There is no repair.

## Options
- `extend-exclude`: leave files out that are not meant to be Python, such as templates.

## References
- https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations
"""

from __future__ import annotations

from pooler_lint.model import Case, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.rules.base import Context, Rule


class UnreadableFile(Rule):
    """A file that could not be checked; the run reports it, no judgement does."""

    code = "PGB900"
    name = "unreadable-file"
    summary = "a file cannot be read or parsed, and was not checked"
    url = "https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations"
    fixable = False

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine: a site exists only in a file that was read."""
        return Fine("the file was read")
