# expect: connections = 0
from advanced_alchemy.extensions.starlette import SQLAlchemyAsyncConfig

config = SQLAlchemyAsyncConfig(connection_string="sqlite+aiosqlite:///./shop.sqlite3")
