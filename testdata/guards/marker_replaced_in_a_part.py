# expect: unresolved = 1
# The branch that finds the marker is the one that takes it away.
import asyncpg

MARKER = "-pooler."


def is_pooled(url):
    host = url.partition("://")[2]
    return host is not None and MARKER in host


def direct(url):
    if not is_pooled(url):
        return url
    scheme, separator, rest = url.partition("://")
    rest = rest.replace(MARKER, ".", 1)
    return f"{scheme}{separator}{rest}"


async def connect(url):
    return await asyncpg.connect(direct(url))
