from fastapi import FastAPI
from fastapi_sqlalchemy import DBSessionMiddleware, db
from sqlalchemy.pool import NullPool

app = FastAPI()

app.add_middleware(
    DBSessionMiddleware,
    db_url="postgresql+psycopg://app@pgbouncer:6432/shop",
    engine_args={"poolclass": NullPool, "connect_args": {"prepare_threshold": None}},
)


@app.get("/users")
def users(limit: int):
    return db.session.execute("select name from users").fetchmany(limit)
