"""What the scheme of a database URL says: which database, and which driver."""

from __future__ import annotations

from pooler_lint.model import Driver

_POSTGRES = frozenset({"postgres", "postgresql", "postgis", "pgsql", "psql", "asyncpg", "psycopg"})
"""`asyncpg` and `psycopg` are schemes of Tortoise ORM; `postgis`, `pgsql` and `psql` of Django's URL helpers."""

_OTHER_DATABASES = frozenset(
    {
        *("mysql", "mysql2", "mariadb", "sqlite", "sqlite3", "spatialite", "libsql", "duckdb", "motherduck"),
        *("cockroachdb", "cockroach", "crdb", "redshift", "spanner", "edgedb", "gel", "yugabytedb"),
        *("mssql", "oracle", "db2", "ibm_db_sa", "firebird", "sybase", "hana", "vertica", "teradatasql", "access"),
        *("clickhouse", "clickhousedb", "snowflake", "bigquery", "databricks", "trino", "presto", "hive", "impala"),
        *("awsathena", "druid", "starrocks", "doris", "cassandra", "scylla", "neo4j", "bolt", "influxdb"),
        *("redis", "rediss", "valkey", "valkeys", "memcached", "memcache", "mongodb", "elasticsearch", "opensearch"),
        *("amqp", "amqps", "kafka", "nats", "pyamqp", "sqs", "http", "https", "ws", "wss", "ftp", "file", "s3", "gs"),
        *("prisma", "jdbc", "odbc", "tcp", "udp", "smtp", "ldap"),
    }
)

_UNMISTAKABLE = frozenset({"sqlite", "mysql", "mariadb", "mssql", "duckdb"})
"""Words that name another database wherever they are in a URL."""

_DRIVERS: dict[str, Driver] = {
    "asyncpg": "asyncpg",
    "psycopg": "psycopg",
    "psycopg_async": "psycopg",
    "psycopg2": "psycopg2",
    "psycopg2cffi": "psycopg2",
    "pg8000": "pg8000",
}


def is_postgres_scheme(scheme: str) -> bool | None:
    """True for PostgreSQL, False for another database or service, None for a scheme that is not known.

    CockroachDB and Redshift speak the protocol but are other databases: False.
    """
    base = scheme.lower().partition("+")[0]
    if base in _POSTGRES:
        return True
    if base in _OTHER_DATABASES or base.startswith("jdbc:"):
        return False
    return None


def names_another_database(text: str, *, is_beginning: bool) -> bool:
    """True if no URL of PostgreSQL begins with this text, or none has it anywhere."""
    scheme, colon, _ = text.lower().partition(":")
    if not (is_beginning or colon):
        return scheme in _UNMISTAKABLE
    return is_postgres_scheme(scheme) is False


def driver_of_scheme(scheme: str | None) -> tuple[Driver | None, str]:
    """The driver that the scheme names and why; None when the scheme leaves it to the caller or is not PostgreSQL's."""
    if scheme is None:
        return None, "the scheme of the URL is not known"
    lowered = scheme.lower()
    if is_postgres_scheme(lowered) is not True:
        return None, f"`{lowered}` is not known as a scheme of PostgreSQL"
    base, plus, name = lowered.partition("+")
    if not plus:
        name = base
    if name in _DRIVERS:
        return _DRIVERS[name], f"`{lowered}` names {_DRIVERS[name]}"
    if plus:
        return "other", f"`{lowered}` names the driver {name or 'with no name'}"
    return None, f"`{lowered}` names no driver: the library that reads the URL chooses"
