"""The literals of a Python source that are used as a password, or whose name says that they are secret."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pooler_lint.dsn.bindings import (
    Bindings,
    Parameter,
    bound_by,
    defaults,
    fields_of_call,
    last_name,
    member_name,
    returns,
)
from pooler_lint.dsn.mask import only_placeholders, secret_ranges
from pooler_lint.dsn.secret_names import has_letters, is_key, is_named_secret, names_secret, says_secret
from pooler_lint.dsn.texts import Piece, Texts

Range = tuple[int, int]

_GETTER = re.compile(
    r"(?:get|fetch|read|load|lookup|find|require|pop|setdefault|env|config|setting|option|open|path)",
    re.IGNORECASE,
)
_PASSES_ON = frozenset(
    {"str", "bytes", "repr", "quote", "quote_plus", "SecretStr", "SecretBytes", "Secret", "b64decode"}
)
_OF_TEXT = frozenset(
    {
        "split",
        "rsplit",
        "partition",
        "rpartition",
        "strip",
        "lstrip",
        "rstrip",
        "encode",
        "decode",
        "get",
        "pop",
        "read",
    }
)
"""Methods of texts, dicts and files: those of the same name in the file are other ones."""
_NO_VALUES = frozenset({"cast", "encoding", "errors", "prompt", "scope", "case_sensitive", "help", "env", "alias"})
_GIVES_DEFAULT = frozenset({"default", "fallback", "value", "default_factory", "initial", "const", "v", "data"})
_NO_SECRETS = frozenset({"host", "port", "user", "username", "database", "dbname", "schema", "file_path"})
_NAMES_IT = frozenset({"alias", "validation_alias", "serialization_alias", "env", "env_var", "envvar", "name", "key"})
_BY_POSITION = {
    "sqlalchemy.URL.create": 2, "sqlalchemy.engine.URL.create": 2, "sqlalchemy.engine.url.URL.create": 2,
    "sqlalchemy.engine.URL": 2, "sqlalchemy.engine.url.URL": 2, "URL.create": 2, "pg8000.connect": 4,
    "pg8000.dbapi.connect": 4, "pg8000.native.Connection": 4, "redis.Redis": 3, "redis.asyncio.Redis": 3,
    "pymysql.connect": 2, "MySQLdb.connect": 2, "requests.auth.HTTPBasicAuth": 1, "aiohttp.BasicAuth": 1,
    "httpx.BasicAuth": 1, "jwt.encode": 1, "jwt.decode": 1,
}  # fmt: skip
"""Where a password is among the positional arguments."""


class Secrets(NamedTuple):
    """Where the secrets of a source are, and the whole literals that hold them, as they are written."""

    ranges: tuple[Range, ...]
    literals: frozenset[str]


def secret_literals(text: str) -> Secrets:
    """Return the secrets of a source; raise SyntaxError if it cannot be parsed."""
    return _Search(text).found()


class _Search:
    def __init__(self, text: str) -> None:
        self._text = text
        self._bindings = Bindings(text)
        self._texts = Texts(self._bindings)
        self._ranges: set[Range] = set()
        self._tokens: set[Range] = set()
        self._work: list[ast.expr] = []
        self._done: set[int] = set()
        self._added: set[int] = set()

    def found(self) -> Secrets:
        for node in self._bindings.nodes:
            self._work += self._named(node)
            if isinstance(node, ast.expr):
                self._search_text(node)
        while self._work:
            node = self._work.pop()
            if id(node) not in self._done:
                self._done.add(id(node))
                self._work += self._follow(node)
        literals = frozenset(self._text[start:end] for start, end in self._tokens)
        return Secrets(tuple(sorted({*self._ranges, *_in_comments(self._text)})), literals)

    # What a text holds

    def _search_text(self, node: ast.expr) -> None:
        """Find logins and passwords in what a literal, a sum, `%`, `.format` or `.join` makes."""
        self._search_pieces(self._texts.pieces(node))

    def _search_pieces(self, pieces: list[Piece]) -> None:
        if not pieces:
            return
        joined = "".join(piece.text for piece in pieces)
        for start, end in secret_ranges(joined):
            colon = joined.find(":", start, end)
            offset = 0
            for piece in pieces:
                first, last = max(start, offset) - offset, min(end, offset + len(piece.text)) - offset
                if first < last:
                    self._secret_piece(piece, first, last, is_user=offset + first < colon)
                offset += len(piece.text)

    def _secret_piece(self, piece: Piece, first: int, last: int, is_user: bool = False) -> None:
        if piece.expression is not None:
            if not is_user:
                self._work.append(piece.expression)
        elif piece.part is not None and not only_placeholders(piece.text[first:last]):
            part = piece.part
            end = part.offsets[last] if last < len(part.offsets) else part.end
            self._ranges.add((part.offsets[first], end))
            self._tokens.add(part.token)

    def _search_additions(self, name: ast.Name) -> None:
        """Find logins and passwords in what a name holds, one value added to the other: `url += password`."""
        held = self._bindings.held(name)
        if id(held) not in self._added:
            self._added.add(id(held))
            values = [one for one in held if isinstance(one, ast.expr)]
            values.sort(key=lambda one: (one.lineno, one.col_offset))
            self._search_pieces([piece for one in values for piece in self._texts.added(one)])

    # What names say

    def _named(self, node: ast.AST) -> Iterator[ast.expr]:
        """Yield the expressions whose value is a secret by a name that they are given here."""
        for target, value in bound_by(node):
            if is_named_secret(target):
                yield value
        if isinstance(node, ast.Dict):
            pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None]
            yield from (value for key, value in pairs if says_secret(key))
        elif isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == 2 and says_secret(node.elts[0]):
            yield node.elts[1]
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from (default for name, default in defaults(node) if names_secret(name))
            if not isinstance(node, ast.Lambda) and names_secret(node.name):
                yield from returns(node)
        elif isinstance(node, ast.Call):
            yield from self._arguments(node)
        elif isinstance(node, ast.ClassDef):
            yield from (keyword.value for keyword in node.keywords if keyword.arg and names_secret(keyword.arg))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            marks = (one for one in ast.walk(node.annotation) if isinstance(one, ast.Call))
            if any(says_secret(argument) for mark in marks for argument in mark.args):
                yield node.value
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            self._search_additions(node.target)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(is_named_secret(side) for side in sides):
                yield from (side for side in sides if not is_named_secret(side) and has_letters(side))
        elif (isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)) or isinstance(node, ast.IfExp):
            sides = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
            if any(is_named_secret(side) for side in sides):
                yield from sides
        elif isinstance(node, ast.Match) and is_named_secret(node.subject):
            for case in node.cases:
                yield from (one.value for one in ast.walk(case.pattern) if isinstance(one, ast.MatchValue))
        elif isinstance(node, ast.MatchMapping):
            for key, pattern in zip(node.keys, node.patterns, strict=True):
                if says_secret(key):
                    yield from (one.value for one in ast.walk(pattern) if isinstance(one, ast.MatchValue))
        elif isinstance(node, ast.MatchClass):
            for name, pattern in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
                if names_secret(name):
                    yield from (one.value for one in ast.walk(pattern) if isinstance(one, ast.MatchValue))

    def _arguments(self, call: ast.Call) -> Iterator[ast.expr]:
        yield from (keyword.value for keyword in call.keywords if keyword.arg and names_secret(keyword.arg))
        yield from self._by_position(call)
        named = next((index + 1 for index, one in enumerate(call.args) if says_secret(one)), None)
        if any(keyword.arg in _NAMES_IT and says_secret(keyword.value) for keyword in call.keywords):
            named = 0
        if named is not None:
            yield from call.args[named:]
            yield from (keyword.value for keyword in call.keywords if keyword.arg in _GIVES_DEFAULT)
        if last_name(call.func) == "zip":
            columns = [one for one in call.args if isinstance(one, (ast.List, ast.Tuple))]
            if any(says_secret(name) for column in columns for name in column.elts):
                for column in call.args:
                    if not (isinstance(column, (ast.List, ast.Tuple)) and any(map(says_secret, column.elts))):
                        yield column

    def _by_position(self, call: ast.Call) -> Iterator[ast.expr]:
        """Yield the positional arguments that are a password, by the library or by the parameters of the callee."""
        function, arguments = call.func, call.args
        if last_name(function) in ("partial", "partialmethod") and arguments:
            function, arguments = arguments[0], arguments[1:]
        arguments = [one for argument in arguments for one in _unpacked(argument)]
        dotted = self._dotted(function)
        position = next(
            (at for name, at in _BY_POSITION.items() if dotted == name or dotted.endswith(f".{name}")), None
        )
        fields = self._bindings.fields.get(last_name(function), [])
        secret = {index for index, name in enumerate(fields) if names_secret(name)} | ({position} - {None})
        yield from self._given_to_fields(call)
        starred = next((index for index, one in enumerate(arguments) if isinstance(one, ast.Starred)), len(arguments))
        for index, argument in enumerate(arguments):
            if index in secret or (index >= starred and secret and isinstance(argument, ast.Starred)):
                yield argument

    def _given_to_fields(self, call: ast.Call) -> Iterator[ast.expr]:
        """Yield what a named tuple gets as a list: `namedtuple(..., defaults=[...])` and `Login._make([...])`."""
        name = last_name(call.func)
        made = call.func.value if isinstance(call.func, ast.Attribute) and name == "_make" else call
        fields = self._bindings.fields.get(last_name(made), [])
        if isinstance(made, ast.Call):
            fields = dict(fields_of_call(made)).get(_text(made.args[0]) if made.args else "", fields)
        if any(map(names_secret, fields)):
            yield from call.args if name == "_make" else ()
            yield from (keyword.value for keyword in call.keywords if keyword.arg == "defaults")

    def _dotted(self, node: ast.expr) -> str:
        names = []
        while isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name):
            names.append(self._bindings.imported.get(node.id, node.id))
        return ".".join(reversed(names))

    # Where a value comes from

    def _follow(self, node: ast.expr) -> Iterator[ast.expr]:
        """Mask what a secret expression is, and yield the expressions that it is made of."""
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            self._mask(node)
            if isinstance(node, ast.JoinedStr):
                yield from (part.hole for part in self._bindings.parts(node) if part.hole is not None)
        elif isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
            values = self._bindings.held(node)
            if values and id(values) not in self._done:
                self._done.add(id(values))
                for held in values:
                    yield from self._given(held) if isinstance(held, Parameter) else (held,)
            if isinstance(node, ast.Attribute):
                if node.attr == "value" or not isinstance(node.value, (ast.Name, ast.Attribute)):
                    yield node.value  # the value of a member of an Enum
            if isinstance(node, ast.Subscript) and member_name(node) is None:
                yield node.value
        elif isinstance(node, ast.Call):
            yield from self._followed_call(node)
        else:
            yield from _made_of(node)

    def _followed_call(self, call: ast.Call) -> Iterator[ast.expr]:
        name = last_name(call.func)
        if isinstance(call.func, ast.Name):
            yield call.func
        elif isinstance(call.func, ast.Attribute):
            if name not in _OF_TEXT:
                yield call.func
            keyed = self._bindings.held(_item(call)) if name in ("get", "pop") else []
            yield from (one for one in keyed if isinstance(one, ast.expr))
            if not isinstance(call.func.value, (ast.Name, ast.Attribute)):
                yield call.func.value
        elif isinstance(call.func, ast.Lambda):
            yield call.func.body
        method = isinstance(call.func, ast.Attribute)
        passes = (name in _PASSES_ON and not (method and name == "str")) or (method and name == "join")
        arguments = [] if method and name in _OF_TEXT - {"get", "pop", "read"} else list(call.args)
        if (
            not passes
            and arguments
            and _is_key(arguments[0], getter=bool(_GETTER.match(name)) or (method and name == "str"))
        ):
            arguments = arguments[1:]
        arguments += [keyword.value for keyword in call.keywords if keyword.arg not in _NO_VALUES]
        yield from (one for one in arguments if passes or not isinstance(one, (ast.Name, ast.Attribute)))

    def _given(self, parameter: Parameter) -> Iterator[ast.expr]:
        """Yield the arguments that calls in this file have for a parameter."""
        for call in self._bindings.calls.get(parameter.function, ()):
            yield from (keyword.value for keyword in call.keywords if keyword.arg == parameter.name)
            if 0 <= parameter.position < len(call.args):
                yield call.args[parameter.position]

    def _mask(self, node: ast.Constant | ast.JoinedStr) -> None:
        if isinstance(node, ast.Constant) and not isinstance(node.value, (str, bytes)):
            if isinstance(node.value, (int, float, complex)) and not isinstance(node.value, bool):
                self._ranges.add(self._bindings.places[node])
            return
        for part in self._bindings.parts(node):
            if part.text:
                self._secret_piece(Piece(part.text, part), 0, len(part.text))


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _item(call: ast.Call) -> ast.expr:
    """Return what `values.get("key")` asks for as `values["key"]`; the call where that is not known."""
    if isinstance(call.func, ast.Attribute) and call.args:
        return ast.Subscript(call.func.value, call.args[0])
    return call


def _made_of(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the expressions whose value can be that of an expression, or a part of it."""
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, (ast.NamedExpr, ast.Await, ast.Starred, ast.YieldFrom)):
        yield node.value
    elif isinstance(node, ast.Lambda):
        yield node.body
    elif isinstance(node, ast.Dict):
        yield from _secret_values(node)
    elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        yield from node.elts
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        yield from (node.elt, *(one.iter for one in node.generators))
    elif isinstance(node, ast.DictComp):
        yield from (node.value, *(one.iter for one in node.generators))


def _secret_values(node: ast.Dict) -> Sequence[ast.expr]:
    """Return all values; of `credentials = {"host": ..., "password": ...}` only those with the key of a secret."""
    keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
    if _NO_SECRETS.isdisjoint(keys):
        return node.values
    return [value for key, value in zip(node.keys, node.values, strict=True) if key is not None and says_secret(key)]


def _is_key(node: ast.expr, getter: bool) -> bool:
    """True if the first argument of a call names the secret that is asked for."""
    return is_key(node) and (getter or says_secret(node))


def _unpacked(node: ast.expr) -> Sequence[ast.expr]:
    if isinstance(node, ast.Starred) and isinstance(node.value, (ast.Tuple, ast.List)):
        return node.value.elts
    return (node,)


def _in_comments(text: str) -> Iterator[Range]:
    if "#" not in text:
        return
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
            if token.type == tokenize.COMMENT:
                base = starts[token.start[0] - 1] + token.start[1]
                for start, end in secret_ranges(token.string):
                    if not only_placeholders(token.string[start:end]):
                        yield base + start, base + end
    except (tokenize.TokenError, SyntaxError, IndexError):
        return
