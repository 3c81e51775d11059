"""Names that say that what has them is a secret."""

from __future__ import annotations

import ast
import re

from pooler_lint.dsn.bindings import last_name, member_name

_NAMES = re.compile(
    r"""
    pass(?:word|wd|wrd|phrase|code) | (?<![a-z])pwd | secret | credential | (?:^|[_\-.])creds?(?:$|_)
  | token$ | (?:^|[_\-.]|db|pg|sql|user|root|admin|pool|my) (?:pass|pw|pwd)$
  | (?:^|[_\-.]) auth $ | authkey | authorization$
  | (?:^|[_\-.]) supa_?\w*key $
  | (?:api|access|private|service|secret|signing|encryption|account|shared)[_\-]?key
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OTHER_THINGS = re.compile(
    r"""
    (?:file(?:name)?|path|dir|folder|url|uri|length|len|min|max|policy|validators?|hashers?|hash|encryption|name|id|arn
      |ref|env|var|variable|field|column|label|prompt|hint|timeout|ttl|expiry|type|version|required|enabled|manager|form
      |error|exception|count|size|regex|pattern)s?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""`password_file` and `secret_length` tell where or how a secret is, and not what it is."""


_LONGEST_NAME = 100
_KEY = re.compile(r"[\w./:\-]+\Z")


def names_secret(name: str) -> bool:
    """True if what has this name in a program is a secret: a variable, a key, an option `--db-password`."""
    if len(name) > _LONGEST_NAME or not _NAMES.search(name):
        return False
    return _OTHER_THINGS.search(name) is None


def is_named_secret(node: ast.expr) -> bool:
    """True if the name of an expression says that its value is a secret."""
    if isinstance(node, ast.NamedExpr):
        return names_secret(node.target.id)
    if isinstance(node, ast.Await):
        return is_named_secret(node.value)
    if isinstance(node, ast.Call):
        receiver = isinstance(node.func, ast.Attribute) and is_named_secret(node.func.value)
        asked = any(says_secret(one) for one in node.args[:1])
        return receiver or asked or names_secret(last_name(node.func))
    if isinstance(node, ast.Name):
        return names_secret(node.id)
    name = member_name(node)
    if name is not None:
        return names_secret(name)
    return isinstance(node, ast.Subscript) and says_secret(node.slice)


def says_secret(node: ast.expr) -> bool:
    """True if a key or an argument is the name of a secret."""
    if isinstance(node, ast.Constant):
        value = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
        return isinstance(value, str) and _KEY.match(value) is not None and names_secret(value)
    return isinstance(node, (ast.Name, ast.Attribute)) and last_name(node).isupper() and names_secret(last_name(node))


def has_letters(node: ast.expr) -> bool:
    """True unless it is a separator, with which a tokenizer compares what it calls a token."""
    return not isinstance(node, ast.Constant) or any(one.isalnum() for one in str(node.value))


def is_key(node: ast.expr) -> bool:
    """True if an expression is a text that can be the name of a setting."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEY.match(node.value) is not None
