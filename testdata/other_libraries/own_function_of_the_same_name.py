# expect: connections = 0
from app.database import connect, create_engine, create_pool

URL = "postgresql+asyncpg://app@pgbouncer:6432/app"

engine = create_engine(URL)
pool = create_pool(URL)
connection = connect(URL)
