from fastapi import FastAPI
from fastapi_sqlalchemy import DBSessionMiddleware, db

app = FastAPI()

app.add_middleware(DBSessionMiddleware, db_url="postgresql+psycopg://app@pgbouncer:6432/shop")  # PGB103, PGB201


@app.get("/users")
def users(limit: int):
    return db.session.execute("select name from users").fetchmany(limit)
