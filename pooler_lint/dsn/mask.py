"""Take passwords and tokens out of a text before it is shown."""

from __future__ import annotations

import re

MASK = "***"

_SECRET_NAME = r"[\w-]*(?:password|passwd|pwd|passphrase|secret|token|api_?key|(?:access|private|service|secret)_?key)"
_SUPABASE_KEY = r"supa_?\w*key"
_SECRET_KEY = re.compile(rf"(?:{_SECRET_NAME}|{_SUPABASE_KEY})\Z", re.IGNORECASE)

_PLACEHOLDER = r"(?:\{[\w.]*\}|%s|%\(\w+\)s|\$\{\w+\})"
"""`{settings.user}` and its like name a secret without giving it; they stay, so that source lines stay readable."""
_ONLY_PLACEHOLDERS = re.compile(rf"(?:{_PLACEHOLDER}|:)*\Z")
_PLACEHOLDERS_AND_TAIL = re.compile(rf"(?:{_PLACEHOLDER})+[,;)\]}}'\"`]*\Z")

_URL_START = re.compile(r"(?<=[\w+.\-]):/{2,3}")
_ENDS_LIKE_A_PORT = re.compile(r"[^:/]*(?::\d*)?(?:[/?#,;)\]}'\"`.].*)?\Z", re.DOTALL)
_BARE_LOGIN = re.compile(r"(?<![\w/.+%*@-])([\w.+%-]*):(?!//)([^\s@/]\S*@|@)(?=[\w.\[{%*])")
_ASSIGNED = re.compile(
    rf"""
    (?P<name> (?<![\w-]) (?:{_SECRET_NAME}|{_SUPABASE_KEY}) )
    (?P<sign> \s*=(?!=)\s* | ["']\s*:\s*(?=["']) )
    (?P<value>
        '(?:[^'\\]|\\.)*(?:'|\Z)
      | "(?:[^"\\]|\\.)*(?:"|\Z)
      | (?:\\.|[^\s&\\]|\\\Z|&(?![\w.%\-]+=))+
    )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_DEFAULT = re.compile(
    rf"""
    (?P<name> \(\s*["'](?:{_SECRET_NAME}|{_SUPABASE_KEY}) )
    (?P<sign> ["']\s*,\s* )
    (?P<value> '(?:[^'\\]|\\.)*(?:'|\Z) | "(?:[^"\\]|\\.)*(?:"|\Z) )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""`os.getenv("DB_PASSWORD", "secret")`."""
_VARIABLE = re.compile(
    r"""
    (?:\w+\.)*_?(?:(?:db|pg|postgres|postgresql|database|sql|user)_)?(?:password|passwd|pwd|pw|token|secret)
    | None | True | False
    | (?:os|self|cls|settings|config|cfg|conf|env|environ|args|options|opts|params)\.[\w.]*[\w.\[("']*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Python that names a password without giving it: `password=password`, `password=os.environ["X"]`."""
_PASSWORD_NAME = re.compile(r"password\Z", re.IGNORECASE)
_TRAILING_PUNCTUATION = re.compile(r"[,;)\]}'\"`]+\Z")


def is_secret_name(name: str) -> bool:
    """True when a setting of this name holds a password or a token."""
    return _SECRET_KEY.match(name) is not None


def mask_secrets(text: str) -> str:
    """The text with every password and token in URLs, logins, conninfo strings and keywords replaced by `***`.

    The user name of a URL goes too. Where a password is written raw, so that its end is in doubt, more is masked
    rather than less. Masking twice changes nothing.
    """
    if not any(character in text for character in "@=:,"):
        return text
    masked = _mask_urls(text)
    masked = _DEFAULT.sub(_mask_assigned, _ASSIGNED.sub(_mask_assigned, masked))
    return _BARE_LOGIN.sub(_mask_login, masked) if "@" in masked else masked


def _mask_urls(text: str) -> str:
    pieces: list[str] = []
    position = 0
    while True:
        start = _URL_START.search(text, position)
        if start is None:
            break
        pieces.append(text[position : start.end()])
        position = start.end()
        at = _end_of_login(text, position)
        if at is None:
            continue
        login = text[position:at]
        pieces.append(login if _ONLY_PLACEHOLDERS.match(login) else MASK)
        position = at
    pieces.append(text[position:])
    return "".join(pieces)


def _end_of_login(text: str, start: int) -> int | None:
    """Where the `@` after the login stands, None when the URL has no login.

    The last `@` before white space counts. A password may hold white space too: it is looked for beyond when what
    stands before it cannot be `host:port`.
    """
    word = re.compile(r"\S*").match(text, start)
    end = word.end() if word else start
    at = text.rfind("@", start, end)
    if at >= 0:
        return at
    if ":" not in text[start:end] or _ENDS_LIKE_A_PORT.match(text[start:end]):
        return None
    line_end = text.find("\n", end)
    at = text.find("@", end, line_end if line_end >= 0 else len(text))
    return at if at >= 0 else None


def _mask_login(match: re.Match[str]) -> str:
    login = f"{match.group(1)}:{match.group(2)[:-1]}"
    if _ONLY_PLACEHOLDERS.match(login):
        return match.group(0)
    return f"{match.group(1)}:{MASK}@" if match.group(1) else f":{MASK}@"


def _mask_assigned(match: re.Match[str]) -> str:
    value = match.group("value")
    head = f"{match.group('name')}{match.group('sign')}"
    if value[0] in "'\"":
        inner = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]
        if not inner or _ONLY_PLACEHOLDERS.match(inner):
            return match.group(0)
        closing = value[0] if len(value) > 1 and value[-1] == value[0] else ""
        return f"{head}{value[0]}{MASK}{closing}"
    if match.group("sign") != "=" and not _PASSWORD_NAME.search(match.group("name")):
        return match.group(0)  # `token = next(tokens)`: libpq has no such setting, so this is Python
    tail = _TRAILING_PUNCTUATION.search(value)
    kept = tail.group(0) if tail else ""
    inner = value[: len(value) - len(kept)]
    if not inner or _PLACEHOLDERS_AND_TAIL.match(value) or _VARIABLE.fullmatch(inner):
        return match.group(0)
    return f"{head}{MASK}{kept}"
