"""Programs that look broken at a glance and may not be, and some that are: an unknown value is never a guess."""

from __future__ import annotations

import textwrap

import pytest

from pooler_lint import check_source
from tests.table import each_row

HEAD = """\
import os
import asyncpg
DSN = "postgresql://u@pgbouncer.internal:6432/d"
"""

NOT_CERTAIN = {
    "alias": """
        a={"statement_cache_size":5}
        b=a
        b["statement_cache_size"]=0
        asyncpg.connect(DSN,**a)
    """,
    "alias_attr": """
        class A:
            def __init__(self):
                opts = {"statement_cache_size": 5}
                self.opts = opts
                opts["statement_cache_size"] = 0
            def go(self):
                return asyncpg.connect(DSN, **self.opts)
    """,
    "nested_alias": """
        o={}
        k={"server_settings":{}, "x": o}
        o["y"]=1
        asyncpg.connect(DSN, statement_cache_size=0)
    """,
    "method_fills": """
        class A:
            def __init__(self):
                self.opts = {}
                self.fill()
                self.pool = asyncpg.create_pool(DSN, **self.opts)
            def fill(self):
                self.opts["statement_cache_size"] = 0
    """,
    "later_method_fills": """
        class A:
            def __init__(self):
                self.opts = {}
            def go(self):
                self.pool = asyncpg.create_pool(DSN, **self.opts)
            def fill(self):
                self.opts["statement_cache_size"] = 0
    """,
    "changed_in_function": """
        opts = {"statement_cache_size": 5}
        def fill():
            opts["statement_cache_size"] = 0
        fill()
        def go():
            return asyncpg.connect(DSN, **opts)
    """,
    "closure_changes": """
        def go():
            opts = {"statement_cache_size": 5}
            def fill():
                opts["statement_cache_size"] = 0
            fill()
            return asyncpg.connect(DSN, **opts)
    """,
    "nonlocal": """
        def go():
            opts = {"statement_cache_size": 5}
            def fill():
                nonlocal opts
                opts = {"statement_cache_size": 0}
            fill()
            return asyncpg.connect(DSN, **opts)
    """,
    "helper_changes": """
        def fill(o):
            o["statement_cache_size"] = 0
        def go():
            opts = {}
            fill(opts)
            return asyncpg.connect(DSN, **opts)
    """,
    "helper_changes_assigned": """
        def fill(o):
            o["statement_cache_size"] = 0
            return 1
        def go():
            opts = {}
            x = fill(opts)
            return asyncpg.connect(DSN, **opts)
    """,
    "unknown_helper": """
        from x import fill
        def go():
            opts = {"statement_cache_size": 9}
            x = fill(o=opts)
            return asyncpg.connect(DSN, **opts)
    """,
    "pop_value": """
        def go():
            opts = {"statement_cache_size": 9}
            x = opts.pop("statement_cache_size")
            return asyncpg.connect(DSN, statement_cache_size=0, **opts)
    """,
    "unknown_key": """
        def go(k):
            opts = {"statement_cache_size": 9}
            opts[k] = 0
            return asyncpg.connect(DSN, **opts)
    """,
    "try_except": """
        def go():
            opts = {}
            try:
                opts["statement_cache_size"] = 0
                import uvloop
            except ImportError:
                return asyncpg.connect(DSN, **opts)
    """,
    "loop_break": """
        def go():
            for url in ("postgresql://u@pgbouncer.internal:6432/d", "postgresql://u@localhost:5432/d"):
                if os.path.exists(url):
                    break
            return asyncpg.connect(url, statement_cache_size=0)
    """,
    "rebind_object": """
        class C: pass
        def go(a, b):
            a.opts = {"statement_cache_size": 9}
            a = b
            return asyncpg.connect(DSN, **a.opts)
    """,
    "cond_attr": """
        class A:
            def go(self, x):
                if x:
                    self.opts = {"statement_cache_size": 9}
                return asyncpg.connect(DSN, **self.opts)
            def other(self):
                self.opts = {"statement_cache_size": 0}
    """,
    "class_attr_then_init": """
        class S:
            url = "postgresql://u@pgbouncer.internal:6432/d"
            def __init__(self):
                self.url = os.environ["X"]
        asyncpg.connect(S().url)
    """,
    "class_attr_set_later": """
        class S:
            url = "postgresql://u@pgbouncer.internal:6432/d"
        S.url = os.environ["X"]
        def go():
            return asyncpg.connect(S.url)
    """,
    "dataclass_positional": """
        from dataclasses import dataclass
        @dataclass
        class S:
            url: str = "postgresql://u@pgbouncer.internal:6432/d"
        asyncpg.connect(S("postgresql://u@localhost:5432/d").url)
    """,
    "base_init": """
        class B:
            def __init__(self, url):
                self.url = url
        class S(B):
            url = "postgresql://u@pgbouncer.internal:6432/d"
            def go(self):
                return asyncpg.connect(self.url)
    """,
    "param_shadow": """
        def go(asyncpg):
            return asyncpg.connect(DSN)
    """,
    "local_shadow": """
        def go():
            asyncpg = object()
            return asyncpg.connect(DSN)
    """,
    "func_named": """
        from asyncpg import connect
        def connect(x): ...
        connect(DSN)
    """,
    "class_named": """
        from asyncpg import Pool
        class Pool: ...
        Pool(DSN)
    """,
    "not_set_yet": """
        def go():
            x = asyncpg.connect
            x(DSN, statement_cache_size=0)
    """,
    "closure_args": """
        def make(size):
            def opts():
                return {"statement_cache_size": size}
            return opts()
        x = make(100)
        asyncpg.connect(DSN, **make(0))
    """,
    "nested_in_branch": """
        def make(flag):
            opts = {}
            if flag:
                opts["statement_cache_size"] = 0
                def go():
                    return asyncpg.connect(DSN, **opts)
                return go
    """,
    "match": """
        def go(env):
            match env:
                case "prod":
                    url, opts = DSN, {"statement_cache_size": 0}
                case "dev":
                    url, opts = "postgresql://localhost/x", {}
                case _:
                    url, opts = "postgresql://localhost/y", {}
            return asyncpg.connect(url, **opts)
    """,
    "walrus_or": """
        def go(x):
            url = DSN
            x or (url := os.environ["X"])
            return asyncpg.connect(url)
    """,
    "walrus_comp": """
        def go(x):
            size = 9
            [size := 0 for i in x]
            return asyncpg.connect(DSN, statement_cache_size=size)
    """,
    "star_import_overrides": """
        from local import *
        def go():
            return asyncpg.connect(DSN)
    """,
    "format_star": """
        def go(a):
            return asyncpg.connect("postgresql://u@{}:{}/d".format(*a, 6432))
    """,
    "chained_compare": """
        def go(a, b):
            if 1 < a < b:
                return asyncpg.connect(DSN, statement_cache_size=0)
    """,
    "conf_items": """
        from settings import conf
        def go():
            if "pooler" in conf["name"]:
                return asyncpg.connect(conf["url"])
    """,
    "helper_flag": """
        def opts(pooled):
            if pooled:
                return {"statement_cache_size": 0}
            return {"statement_cache_size": 5}
        def go(pooled, other):
            if pooled:
                return asyncpg.connect(DSN, **opts(True))
    """,
    "percent_width": """
        asyncpg.connect("postgresql://u@h:%5s/d" % 6432)
    """,
    "setdefault": """
        def go(**kw):
            kw.setdefault("statement_cache_size", 0)
            return asyncpg.connect(DSN, **kw)
    """,
    "global_dict": """
        opts = None
        def go():
            return asyncpg.connect(DSN, **opts)
        def init():
            global opts
            opts = {"statement_cache_size": 5}
        def init2():
            global opts
            opts = {"statement_cache_size": 0}
    """,
    "unbound_class_call": """
        class A:
            def opts(self, size):
                return {"statement_cache_size": size}
        asyncpg.connect(DSN, **A.opts(5, 0))
    """,
    "engine_kwargs_nested": """
        from sqlalchemy.ext.asyncio import create_async_engine
        def go():
            ca = {}
            kw = {"connect_args": ca, "poolclass": None}
            ca["statement_cache_size"] = 0
            ca["prepared_statement_cache_size"] = 0
            ca["prepared_statement_name_func"] = lambda: ""
            return create_async_engine("postgresql+asyncpg://u@pgbouncer.internal:6432/d", **kw)
    """,
    "try_return": """
        def go():
            opts = {}
            try:
                opts["statement_cache_size"] = 0
                return asyncpg.connect(DSN, **opts)
            except OSError:
                return asyncpg.connect(DSN, **opts)
    """,
    "try_raise": """
        def go():
            opts = {}
            try:
                opts["statement_cache_size"] = 0
                raise OSError
            except OSError:
                return asyncpg.connect(DSN, **opts)
    """,
    "partial_elsewhere": """
        from functools import partial
        make = partial(asyncpg.connect, DSN)
        def go():
            return make(statement_cache_size=0)
    """,
    "alias_attr_elsewhere": """
        class A:
            c = staticmethod(asyncpg.connect)
            def go(self):
                return self.c(DSN, statement_cache_size=0)
    """,
    "not_own_condition": """
        def go(url, cache):
            if ":6543" in cache:
                return asyncpg.connect(url)
    """,
    "early2": """
        def go(url):
            if ":6543" not in url and "pooler" not in url:
                return asyncpg.connect(url)
            return asyncpg.connect(url, statement_cache_size=0)
    """,
}

BROKEN = {
    "reassigned_flag": """
        def go(flag, f):
            if flag:
                opts = {"statement_cache_size": 9}
            else:
                opts = {"statement_cache_size": 0}
            flag = f()
            if flag:
                return asyncpg.connect(DSN, **opts)
            return asyncpg.connect(DSN, **opts)
    """,
    "int_keys": """
        PORTS = {6432: 1}
        def go(port=6432):
            opts = {}
            if 6432 in PORTS:
                opts["statement_cache_size"] = 0
            return asyncpg.connect(DSN, **opts)
    """,
    "conf_items_same": """
        from settings import conf
        def go():
            if "pooler" in conf["url"]:
                return asyncpg.connect(conf["url"])
    """,
    "yields_pool": """
        from contextlib import asynccontextmanager
        @asynccontextmanager
        async def go():
            async with asyncpg.create_pool(DSN) as p:
                yield p
    """,
    "while_true": """
        async def go():
            while True:
                try:
                    return await asyncpg.connect(DSN)
                except OSError:
                    pass
    """,
    "alias_elsewhere": """
        c = asyncpg.connect
        def go():
            return c(DSN)
    """,
    "early": """
        def go(url):
            if ":6543" not in url:
                return asyncpg.connect(url)
            return asyncpg.connect(url)
    """,
    "nested_function_path": """
        URL = os.environ["X"]
        if "pooler" in URL:
            def go():
                return asyncpg.connect(URL)
        else:
            def go():
                return asyncpg.connect(URL, timeout=3)
    """,
}


def codes(source: str) -> set[str]:
    report = check_source(HEAD + textwrap.dedent(source))
    assert report.errors == ()
    return {diagnostic.code for diagnostic in report.diagnostics}


@each_row("source", NOT_CERTAIN.values())
def test_nothing_is_reported(source: str) -> None:
    assert codes(source) == set()


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN)
def test_it_is_reported(source: str) -> None:
    assert codes(source) == {"PGB101"}
