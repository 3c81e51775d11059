"""The data that the rooms hand to each other: frozen, picklable, free of syntax trees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, Union

from pooler_lint.flow import Body
from pooler_lint.lines import Place
from pooler_lint.records import dataclass, field
from pooler_lint.slots import KEYWORDS, Imported, OptionKind, Slots
from pooler_lint.values import Called, Evidence, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard

Mode: TypeAlias = Literal["transaction", "session", "statement", "multiplex", "direct"]
"""How a pooler lends its server connections; "multiplex" is a transaction pooler that pins instead of breaking."""

Confidence: TypeAlias = Literal["confirmed", "assumed"]
"""Whether the pooler is proven by configuration, catalogue or deployment file, or only inferred."""

Assumption: TypeAlias = Literal["server", "version"]
"""What of an endpoint is assumed: the server, inferred from a port or a name, or the version of a proven pooler."""

Driver: TypeAlias = Literal["asyncpg", "psycopg", "psycopg2", "pg8000", "other"]
"""The program that speaks the PostgreSQL protocol; "other" is any that this tool has no facts about."""


@dataclass(frozen=True, slots=True)
class Option:
    """A setting by its own name. `place` covers its value where that is written in the file, None elsewhere."""

    name: str
    value: Value
    kind: OptionKind
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """What a DSN and its companions say, each part None when absent and a `Value` otherwise.

    `host` and `port` are the first ones of a multi-host DSN; `others` holds the rest as (host, port).
    `is_postgres` is False when the scheme is another database's, None when it can't be told.
    """

    scheme: str | None = None
    host: Value | None = None
    port: Value | None = None
    database: Value | None = None
    query: tuple[tuple[str, Value], ...] = ()
    others: tuple[tuple[Value | None, Value | None], ...] = ()
    is_postgres: bool | None = None
    unknown: str | None = None
    """Why the address is not known at all, where it is not."""
    trail: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One variant of the call: under `assumptions`, this address and these options, none a `OneOf`.

    `address_assumptions` are those of them that choose the address. `open` is why more options may be given than are
    seen (None: these are all).
    """

    address: Address
    driver: Driver | None
    options: tuple[Option, ...]
    assumptions: Guard = NOTHING_ASSUMED
    address_assumptions: Guard = NOTHING_ASSUMED
    open: str | None = None
    dsn: Value | None = None
    """The DSN (or the host keyword) as it was evaluated, to see which conditions are about it. It may hold secrets."""
    slots: Slots = KEYWORDS

    def option(self, name: str, *kinds: OptionKind) -> Option | None:
        """Return the option of this name and one of these kinds (default: any)."""
        for option in self.options:
            if option.name == name and (not kinds or option.kind in kinds):
                return option
        return None


StatementKind: TypeAlias = Literal[
    "set", "reset", "listen", "lock", "unlock", "temporary_table", "drop_table", "hold_cursor", "prepare", "execute",
    "deallocate", "begin", "end",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextChange:
    """Put `new` for `old`, which begins at the character `start` of a text."""

    start: int
    old: str
    new: str


ALL = "*"
"""The name in a statement that takes back all of its kind, such as RESET ALL."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an SQL text does. `start` is its place in the text, `literal` the string that holds the text.

    `name` is what it is done to, in small letters unless quoted: the parameter, table, channel, cursor or prepared
    statement, or the lock function; None where the text does not say. The end of a transaction has the name "rollback"
    or none. `local` says that it ends with the transaction, None that this is not known. `narrowed` are the changes to
    the text by which it would end with the transaction.
    """

    kind: StatementKind
    start: int = 0
    name: str | None = None
    local: bool | None = False
    narrowed: tuple[TextChange, ...] = ()
    literal: Place | None = None
    key: str | None = None
    """The arguments of a lock function, where the text says them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A `with` block: `path` and `through` are those of what it enters, as in `Use`, and `place` is where it stands.

    Without a `path` of its own, it enters what commits another connection; `name` is then what is called.
    """

    path: tuple[str, ...]
    through: tuple[Place, ...] = ()
    calls: tuple[str, ...] = ()
    place: Place | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """Something done later, in the same file, with what a site made: `path` is the chain of attributes.

    `await pool.acquire()` then `conn.prepare(...)` is the path ("acquire", "prepare"); `called` holds the last
    call with its arguments; `assigned` the value of `conn.prepare_threshold = None`. A name in parentheses stands for
    a function that the library calls with the connection: ("(init)", "execute"). `through` are the calls between, here
    that of `acquire`; `within` the blocks around it, the outermost first.
    """

    path: tuple[str, ...]
    place: Place
    called: Called | None = None
    assigned: Value | None = None
    through: tuple[Place, ...] = ()
    within: tuple[Block, ...] = ()
    statements: tuple[Statement, ...] = ()
    """What the SQL that is handed over does."""
    calls: tuple[str, ...] = ()
    """The names of what is called in `through`, each empty where that is itself the result of a call."""
    via: tuple[Place, ...] = ()
    """The calls of functions of the project that lead here, the outermost first; none if the function is read alone."""
    callers: tuple[Evidence, ...] = ()
    """Where these calls are written."""
    apart: bool = False
    """It belongs to a connection that is made with arguments of its own, and its statements are judged there."""

    def place_in(self, file: str) -> Place | None:
        """Return where a file runs this: the use, or the call in it that passes the statement to another file."""
        literals = [one.literal for one in self.statements if one.literal is not None]
        passing = next((call for call in reversed(self.via) if any(map(call.holds, literals))), self.place)
        if passing.file != file:
            return None
        return self.place if self.place.file == file else passing


@dataclass(frozen=True, slots=True)
class Foreign:
    """A variant of a call that goes to another database than PostgreSQL. No rule judges it; no fix may change it."""

    dsn: Value | None
    arguments: tuple[tuple[str, Value], ...]
    assumptions: Guard = NOTHING_ASSUMED
    open: str | None = None
    """Why there may be other arguments, or why Python refuses the call."""


RUNNING = frozenset({
    "execute", "executemany", "fetch", "fetchrow", "fetchval", "fetchmany", "exec_driver_sql", "scalar", "scalars",
    "stream", "stream_scalars", "query",
})  # fmt: skip
"""Methods that run a statement, whatever it is, by the names that several libraries give them."""
OPENING = frozenset({"transaction", "begin", "begin_nested", "begin_transaction"})
"""Methods that return a transaction, which a `with` statement enters, by such names."""
Entering: TypeAlias = Literal["begin", "nest", "commit", "rollback", "autocommit"]
"""What a `with` block does: it begins a transaction and commits it ("nest": unless one is open), it commits or rolls
back at its end, or each of its statements is committed by itself."""


@dataclass(frozen=True, slots=True)
class Session:
    """How the connections of a library run SQL, and what begins and ends their transactions."""

    autocommit: Literal["always", "attribute", "isolation_level", "never"] = "isolation_level"
    """Each statement outside of a block is a transaction: always, or where that is set in this way."""
    own_block: Entering | None = None
    """What a `with` block over the connection itself does."""
    blocks: Mapping[str, Entering] = field(default_factory=dict)
    """Its own names of methods that a `with` block or a decorator calls, and what they do."""
    running: frozenset[str] = frozenset()
    """Its own names of methods that run SQL, which is the first argument."""
    begins: frozenset[str] = frozenset()
    """Methods that begin a transaction without a block."""
    lends: bool = True
    """False: the object stands for one connection, also where it is a pool."""


ANY_SESSION = Session()


@dataclass(frozen=True, slots=True)
class ConnectionSite:
    """A place in code where a connection, a pool or an engine is made. `place` covers the call."""

    path: str
    place: Place
    line: int
    library: str
    """"asyncpg", "sqlalchemy", "psycopg", "psycopg_pool", "tortoise", "piccolo", "databases" or "gino": the one
    that makes the connection in the end."""
    callee: str
    """The dotted name of what is called, as the library documents it: "sqlalchemy.ext.asyncio.create_async_engine"."""
    cases: tuple[Case, ...]
    uses: tuple[Use, ...] = ()
    unknown: str | None = None
    """Why the call could not be read at all (no cases then)."""
    through: str | None = None
    """The library that is called and hands its arguments to the other, None where that is called itself."""

    @property
    def called_library(self) -> str:
        """The library that the code speaks to."""
        return self.through or self.library

    part: str | None = None
    """The name of this connection, where one call makes several."""
    part_place: Place | None = None
    """What stands for this connection alone, where the file has it."""

    @property
    def shown(self) -> Place:
        """What a finding underlines: this connection's own lines, else the call."""
        return self.part_place or self.place

    session: Session = ANY_SESSION
    bodies: tuple[Body, ...] = ()
    """The functions that the uses are in, where they are in the file."""
    declared: bool = False
    """Nothing is called: `place` covers settings, and `callee` names them."""
    one_shot: str | None = None
    """What ends it, or the program that creates it, soon: "engine.dispose() in the same function"."""
    elsewhere: Evidence | None = None
    """The place in another file where it is made; `place` is then the first of its uses in this one."""
    foreign: tuple[Foreign, ...] = ()

    @property
    def is_foreign(self) -> bool:
        """True if every variant goes to another database than PostgreSQL."""
        return bool(self.foreign) and not self.cases

    handed: str | None = None
    """What it is known as, where nothing says where it is made (no cases then): "parameter `conn` of `load`"."""
    inherited: tuple[Case, ...] = ()
    """The cases in the module that defines these settings, without what this file adds: they are reported there."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a connection goes and what stands there. Secrets never get in here: neither user nor password is kept.

    `mode` None: it is unknown what stands there, and `unknown` says why. `assumption` None: nothing is assumed.
    `accepted_parameters` are what its configuration accepts at login. `software` is the pooler that runs there,
    and `program` as well if the user configures it.
    """

    scheme: str | None = None
    driver: str | None = None
    host: str | None = None
    port: int | None = None
    database: str | None = None
    pooler: str | None = None
    mode: Mode | None = None
    tracks_statements: bool | None = None
    assumption: Assumption | None = None
    evidence: tuple[Evidence, ...] = ()
    unknown: str | None = None
    ordinary: bool = False
    """The address is known in full, and nothing says that a pooler stands there."""
    pooler_version: str | None = None
    accepted_parameters: tuple[str, ...] | None = None
    path: str | None = None
    pooler_short: str | None = None
    software: str | None = None
    program: str | None = None
    how_to_support: str | None = None
    default_pool_size: int | None = None
    """Server connections of each pool, as the configuration of the pooler says."""
    is_disputed: bool = False
    """Deployment files name a pooler there, but do not decide whether it is the one at this address."""

    @property
    def confidence(self) -> Confidence | None:
        """Return whether the pooler is confirmed or assumed; None if it is unknown what stands there."""
        if self.mode is None:
            return None
        return "confirmed" if self.assumption is None else "assumed"

    @property
    def is_unresolved(self) -> bool:
        """What the text says is not enough to know where the connection goes."""
        return self.mode is None and not self.ordinary

    @property
    def is_transaction_pooler(self) -> bool:
        """Each transaction may run on another backend."""
        return self.mode in ("transaction", "statement")

    @property
    def loses_statements(self) -> bool:
        """A transaction pooler that is known, or assumed, not to carry prepared statements across backends."""
        return self.is_transaction_pooler and self.tracks_statements is False


@dataclass(frozen=True, slots=True)
class SetOption:
    """This option must have this value at the site: `value` is Python source, or a name to import.

    `driver` True: it belongs to the driver (and so into `connect_args` or `kwargs` where the callee has one); False: it
    is a keyword of the call itself.
    """

    name: str
    value: str | Imported
    driver: bool


@dataclass(frozen=True, slots=True)
class DropOption:
    """This option must not stand there: a keyword, an entry of a dict, or a key of the URL's query."""

    name: str
    kind: OptionKind


@dataclass(frozen=True, slots=True)
class DropUnused:
    """This argument of the call has no effect any more: it must go unless another connection gets it too."""

    name: str


@dataclass(frozen=True, slots=True)
class DropArgument:
    """The keyword argument `name` of the call at `place` (another call than the site) must go."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class SetCallee:
    """Another name must be called at the site."""

    name: Imported


@dataclass(frozen=True, slots=True)
class DropUnusedImports:
    """Imports must go that only the code which the repair takes away has used."""


@dataclass(frozen=True, slots=True)
class EditText:
    """These changes must be made to the text of the string literal at `literal`."""

    literal: Place
    changes: tuple[TextChange, ...]


Wish: TypeAlias = Union[SetOption, DropOption, DropUnused, DropArgument, SetCallee, DropUnusedImports, EditText]


Safety: TypeAlias = Literal["safe", "unsafe", "display"]
Severity: TypeAlias = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Breaks:
    """A violation; `subject` tells those of one rule and case apart. `wishes` and `title` are the fix, if any."""

    message: str
    wishes: tuple[Wish, ...] = ()
    title: str = ""
    safety: Safety = "safe"
    place: Place | None = None
    evidence: tuple[Evidence, ...] = ()
    severity: Severity | None = None
    why: str = ""
    help: tuple[str, ...] = ()
    note: str | None = None
    subject: tuple[str, ...] = ()
    at_any_endpoint: bool = False


@dataclass(frozen=True, slots=True)
class Fine:
    """Nothing is wrong here, for this reason; `applies` is False where the rule is not about such a connection."""

    reason: str
    applies: bool = True


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The text does not decide it; `missing` says what is not known.

    `is_limit`: it would be known if more of the file was followed.
    """

    missing: str
    is_limit: bool = False


Verdict: TypeAlias = Union[Breaks, Fine, CannotTell]
