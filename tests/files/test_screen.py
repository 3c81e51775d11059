from __future__ import annotations

from pooler_lint.files.screen import could_matter
from tests.table import each_row


@each_row(
    "source",
    [
        "import asyncpg as pg\npg.connect()",
        "from asyncpg import create_pool",
        "import asyncpg\np = asyncpg.Pool",
        "from sqlalchemy.ext import asyncio as sa\nsa.create_async_engine(url)",
        "from sqlmodel import create_engine",
        "import sqlalchemy as sa\nsa.engine_from_config(c)",
        "from sqlalchemy.ext.asyncio import async_engine_from_config",
        "from sqlalchemy.ext.asyncio import create_async_pool_from_url",
        "from psycopg import AsyncConnection as C\nC.connect(d)",
        "from psycopg_pool import NullConnectionPool",
        "from tortoise import Tortoise\nasync def start(): await Tortoise.init(db_url=u)",
        "from tortoise.contrib.fastapi import register_tortoise",
        "from tortoise.contrib.fastapi import RegisterTortoise as R",
        "from aerich import Command",
        "from piccolo.engine import PostgresEngine as E",
        "import databases\ndb = databases.Database(u)",
        "from gino import Gino",
        "import gino\ngino.create_engine(u)",
        "import ormar\nbase = ormar.DatabaseConnection(u)",
        "from functools import partial\nimport psycopg\nx = partial(psycopg.connect, d)",
        "from sqlalchemy.ext.asyncio \\\n    import create_async_engine",
        "from \\\r\n  sqlalchemy \\\r\n  import create_engine\r\n",
        "import os, \\\n  sys, \\\n  asyncpg\nasyncpg.connect()",
        "import os\rimport asyncpg\rasyncpg.connect()",
        "connect = __import__('asyncpg').connect",
        "def f():\n\timport asyncpg; return asyncpg.connect()",
        "DATABASES = {}",
        "from .base import *\nDATABASES['default']['HOST'] = 'x'",
        "class Config:\n    SQLALCHEMY_DATABASE_URI = uri",
        "app.config['SQLALCHEMY_BINDS'] = binds",
    ],
)
def test_a_file_that_can_hold_a_connection_passes(source: str) -> None:
    assert could_matter(source.encode())
    assert could_matter(b"\xef\xbb\xbf" + source.encode())
    assert could_matter(source.encode("latin-1"))


@each_row(
    "source",
    [
        "",
        "import os",
        "from sqlalchemy import Column, select",
        "import psycopg.errors",
        "socket.connect(address)",
        "from tortoise import fields\nfrom tortoise.models import Model",
        "from piccolo.columns import Varchar",
        "from ormar import Model",
        "# both databases connect",
        "import os\n# asyncpg.connect is called elsewhere",
        "x = '''\\\nasyncpg.connect\n'''\nimport os",
        "from django.conf import settings\nprint(settings.DATABASES)",
        "MY_DATABASES = DATABASES_OF_OTHERS = {}",
        "# -*- coding: utf-8 -*-\nimport os",
        "# vim: set fileencoding=latin-1 :\nimport os",
        "x = 'encoding: utf-7'",
    ],
)
def test_a_file_that_cannot_hold_one_does_not(source: str) -> None:
    assert not could_matter(source.encode())


def test_utf_16_is_no_python_source() -> None:
    assert not could_matter("import asyncpg\nasyncpg.connect()".encode("utf-16"))


@each_row("encoding", ["utf-7", "unicode_escape", "raw_unicode_escape"])
def test_an_encoding_that_can_hide_words_passes(encoding: str) -> None:
    assert could_matter(f"# coding: {encoding}\n".encode() + b"import asyncp+AGc-\n")
    assert could_matter(f"#!/bin/python\n# coding={encoding}\n".encode() + b"import x\n")


def test_it_takes_time_in_proportion_to_the_text() -> None:
    """A pattern that goes back and forth would not end within a lifetime."""
    hard = (b"import \\\n", b"import\n", b"\\\n", b"x import" * 3)
    for line in hard:
        assert not could_matter(line * (2_000_000 // len(line)))
