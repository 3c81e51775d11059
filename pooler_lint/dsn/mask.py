"""Take passwords and tokens out of a text before it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "***"

_SECRET_NAME = r"[\w-]*(?:password|passwd|pwd|passphrase|secret|token|api_?key|(?:access|private|service|secret)_?key)"
_SUPABASE_KEY = r"supa_?\w*key"
_SECRET_KEY = re.compile(rf"(?:{_SECRET_NAME}|{_SUPABASE_KEY})\Z", re.IGNORECASE)

_PLACEHOLDER = r"(?:\{[\w.]*\}|%s|%\(\w+\)s|\$\{\w+\})"
"""`{settings.user}` and its like name a secret without giving it; they stay, so that source lines stay readable."""
_ONLY_PLACEHOLDERS = re.compile(rf"(?:{_PLACEHOLDER}|:)*\Z")
_PLACEHOLDERS_AND_TAIL = re.compile(rf"(?:{_PLACEHOLDER})+[,;)\]}}'\"`]*\Z")

_URL_START = re.compile(r"(?<=[\w+.\-]):/{2,3}")
_HOST = r"(?:\[[^\[\]\s@]*\]|(?!\[[^\[\]\s@]*\][:/?#,\s@])[^:/?#,\s@]*)(?::(?:\d+|\{[\w.]*\}|%s)?)?"
_ENDS_LIKE_A_PORT = re.compile(rf"{_HOST}(?:,{_HOST})*(?:[/?#'\"`)\]}}]|[,;.]*\Z)")
_WHOLE_URL = re.compile(rf"\s*[\w+.\-]+:/{{2,3}}(?P<login>.*)@{_HOST}(?:,{_HOST})*(?:[/?#][^@]*)?\Z", re.DOTALL)
"""A text that is one URL and nothing else: all before its last `@` is the login, whatever characters it holds."""
_BARE_LOGIN = re.compile(r"(?<![\w/.+%*@-])[\w.+%-]*:(?!//)(?P<login>[^\s@/]\S*|)@(?=[\w.\[{%*])")
_BEFORE_HOST = re.compile(r"@(?=[\w.\[{%*])")
_ASSIGNED = re.compile(
    rf"""
    (?: (?P<query> (?<=[?&]) ) | (?<![\w-]) )
    (?P<name> (?:{_SECRET_NAME}|{_SUPABASE_KEY}|(?:\w*_|db|pg)?pass) )
    (?P<sign> \s*=(?!=)\s* | ["']\s*:\s*(?=["']) )
    (?P<value>
        '(?:[^'\\]|\\.)*(?:'|\Z)
      | "(?:[^"\\]|\\.)*(?:"|\Z)
      | (?(query) (?:\\.|[^\s&\\]|\\\Z|&(?![\w.%\-]+=))+ | (?:\\.|[^\s\\]|\\\Z)+ )
    )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SETTING = re.compile(r"(?<![\w.?&])(?:host|hostaddr|port|dbname)\s*=(?!=)")
"""A setting of libpq: in such a text an unquoted password may wrongly hold blanks."""
_NEXT_SETTING = re.compile(r"\s(?:\w+\s*=|[{%$])|[\r\n]")
_DEFAULT = re.compile(
    rf"""
    (?P<name> \(\s*["'](?:{_SECRET_NAME}|{_SUPABASE_KEY}|(?:\w*_|db|pg)?pass) )
    (?P<sign> ["']\s*,\s* )
    (?P<value> '(?:[^'\\]|\\.)*(?:'|\Z) | "(?:[^"\\]|\\.)*(?:"|\Z) )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""`os.getenv("DB_PASSWORD", "secret")`."""
_LINE = re.compile(
    rf"""
    (?:^|\n) [ \t\#"'{{*+>|-]{{0,99}}
    (?P<name>["']? (?<![\w-]) {_SECRET_NAME}["']?) (?P<sign>[ ]?:[ \t]+)
    (?P<value> '[^'\n]*' | "[^"\n]*" | [^\s'"]+ ) (?=[ \t"'}},]*(?:\n|\Z))
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A line that is `password: secret` and nothing else, as in YAML. Where more words follow, it is prose."""
_PROSE = re.compile(
    r"""
    [`<(\[:]* (?: (?:(?:py:)?(?:class|obj|data):`)? [~!]? (?:[a-z_]+\.)*
        (?:str|string|text|bytes|bool|boolean|int|integer|none|null|any|object|callable|varchar|password
          |Secret(?:Str|Bytes)|(?:optional|union|list|sequence)(?:\[[\w\[\], |.]{0,200}\])?)
      | optional|required|default|unused|yes|no|true|false|the|an?|see|tbd|todo|n/a|env|environment
      | empty|hidden|redacted
      | (?<=<)[\w -]+(?=>) | \.{2,} | \*+
    ) [`>)\].,;:]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What documentation says of a password: its type, or a word about it."""
_VARIABLE = re.compile(
    r"""
    (?:\w+\.)*_?(?:(?:db|pg|postgres|postgresql|database|sql|user)_)?(?:password|passwd|pwd|pw|token|secret)
    | None | True | False
    | (?:os|self|cls|settings|config|cfg|conf|env|environ|args|options|opts|params)\.[\w.]*[\w.\[("']*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Python that names a password without giving it: `password=password`, `password=os.environ["X"]`."""
_PASSWORD_NAME = re.compile(r"password[\"']?\Z", re.IGNORECASE)
_WORD = re.compile(r"\S*")
_PUNCTUATION = ",;)]}'\"`"


def is_secret_name(name: str) -> bool:
    """True if a setting of this name holds a password or a token."""
    return _SECRET_KEY.match(name) is not None


def only_placeholders(text: str) -> bool:
    """True if a text names values and holds none: `{user}:{password}`, `%s`, `${PASSWORD}`, or nothing."""
    return _ONLY_PLACEHOLDERS.match(text) is not None


def mask_secrets(text: str) -> str:
    """Return the text with every password and token in URLs, logins, conninfo strings and keywords replaced by `***`.

    The user name of a URL goes too. Where a password is written raw, so that its end is in doubt, more is masked
    rather than less. Masking twice changes nothing.
    """
    pieces: list[str] = []
    position = 0
    for start, end in secret_ranges(text):
        if not _ONLY_PLACEHOLDERS.match(text[start:end]):
            pieces += (text[position:start], MASK)
            position = end
    return "".join((*pieces, text[position:]))


def secret_ranges(text: str) -> list[tuple[int, int]]:
    """Return where the logins and passwords of a text are, placeholders included, in the order of the text."""
    if not any(character in text for character in "@=:,"):
        return []
    found = list(_logins(text))
    rest = _blanked(text, found)
    assigned = [
        where for pattern in (_ASSIGNED, _DEFAULT, _LINE) for match in pattern.finditer(rest) for where in _value(match)
    ]
    if assigned and _SETTING.search(rest):
        assigned = list(_with_words(rest, sorted(assigned)))
    found += assigned
    if "@" in text:
        rest = _blanked(rest, assigned)
        found += _bare_logins(rest)
    return sorted(set(found))


def _with_words(text: str, passwords: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the passwords are, each unquoted one with the words behind it that are no setting."""
    following = last = -1
    for start, end in passwords:
        if start < last:
            continue
        if not only_placeholders(text[start:end]) and text[start - 1] not in "'\"":
            if following < end:  # looked for once, however many passwords there are before it
                found = _NEXT_SETTING.search(text, end)
                following = len(text) if found is None else found.start()
            end += len(text[end:following].rstrip())
        last = end
        yield start, end


def _blanked(text: str, ranges: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(ranges):
        pieces += (text[position:start], "*" * (end - max(start, position)))
        position = max(position, end)
    return "".join((*pieces, text[position:]))


def _logins(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the login of each URL is: up to the last `@` before white space.

    A password may hold white space too: the `@` is looked for beyond, on the line, if what stands before it cannot be
    `host:port`.
    """
    whole = _WHOLE_URL.match(text)
    if whole is not None and len(text.splitlines()) == 1:
        yield whole.span("login")
        return
    word_end = last_at = next_at = line_end = position = 0
    while (start := _URL_START.search(text, position)) is not None:
        position = start.end()
        # Each of these places is looked for once, however many URLs there are before it.
        if position >= word_end:
            word = _WORD.match(text, position)
            word_end = word.end() if word else position
            last_at = text.rfind("@", position, word_end)
        if last_at >= position:
            yield position, last_at
            position = last_at
        elif _may_go_on(text, position, word_end):
            next_at = _at_or_after(word_end, next_at, "@", text)
            line_end = _at_or_after(word_end, line_end, "\n", text)
            if next_at < line_end:
                yield position, next_at
                position = next_at


def _bare_logins(text: str) -> Iterator[tuple[int, int]]:
    for word in re.finditer(r"\S+", text):
        if "@" not in word[0]:
            continue
        hosts = [match.start() for match in _BEFORE_HOST.finditer(text, word.start(), word.end())]
        if hosts:  # so that each login that begins also ends, and no character is looked at often
            for match in _BARE_LOGIN.finditer(text, word.start(), hosts[-1] + 2):
                yield match.span("login")


def _may_go_on(text: str, start: int, end: int) -> bool:
    """True if the word behind `://` has a password in which white space follows: it cannot be `host:port`."""
    return text.find(":", start, end) >= 0 and _ENDS_LIKE_A_PORT.match(text, start, end) is None


def _at_or_after(start: int, known: int, character: str, text: str) -> int:
    """Return the first place of the character from `start`; `known` is the answer for an earlier place, or 0."""
    if known >= start and known:
        return known
    found = text.find(character, start)
    return found if found >= 0 else len(text)


def _value(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where the value of an assignment is, without its quotes, unless it is a name."""
    value, (start, end) = match["value"], match.span("value")
    is_line = match.re is _LINE
    if is_line and _PROSE.fullmatch(value.strip("'\"")):
        return
    if value[0] in "'\"":
        closed = len(value) > 1 and value[-1] == value[0]
        start, end = start + 1, end - closed
    else:
        if not is_line and match["sign"] != "=" and not _PASSWORD_NAME.search(match["name"]):
            return  # `token = next(tokens)`: libpq has no such setting, so this is Python
        end -= len(value) - len(value.rstrip(_PUNCTUATION))
        inner = match.string[start:end]
        if _VARIABLE.fullmatch(inner) or (_PLACEHOLDERS_AND_TAIL.match(value) and not _ONLY_PLACEHOLDERS.match(inner)):
            return
    if start < end:
        yield start, end
