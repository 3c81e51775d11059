# expect: connections = 1
from fastapi import FastAPI
from fastapi_sqlalchemy import DBSessionMiddleware
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+psycopg2://app@pgbouncer:6432/shop", poolclass=NullPool)
app = FastAPI()
app.add_middleware(DBSessionMiddleware, custom_engine=engine)
