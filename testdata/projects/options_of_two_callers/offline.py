from kit.db import make_engine

engine = make_engine("sqlite+aiosqlite:///shop.db", connect_args={"timeout": 5})
