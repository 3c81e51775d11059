from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

create_engine("mysql+pymysql://app@db:6432/app", pool_size=5)
create_engine("sqlite:///pgbouncer.db")
create_engine("oracle+oracledb://app@pooler:6543/app")
create_engine("mssql+pyodbc://app@pgbouncer:6432/app")
create_async_engine("mysql+asyncmy://app@pgbouncer:6543/app", pool_size=5)
create_async_engine("sqlite+aiosqlite:///app.db")
