# expect: connections = 0
from databases import Database

tests = Database("sqlite+aiosqlite:///test.db")
legacy = Database("mysql+asyncmy://shop@proxysql:6432/shop")
