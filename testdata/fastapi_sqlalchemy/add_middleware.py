from fastapi import FastAPI
from fastapi_sqlalchemy import DBSessionMiddleware, db

app = FastAPI()

app.add_middleware(DBSessionMiddleware, db_url="postgresql+psycopg://app@pgbouncer:6432/shop")  # PGB103, PGB201


@app.get("/users")
def users():
    return db.session.execute("select 1").all()
