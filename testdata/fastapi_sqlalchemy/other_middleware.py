# expect: connections = 0
from fastapi import FastAPI
from fastapi_sqlalchemy import db
from starlette.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])


def count() -> int:
    return db.session.execute("select count(*) from orders").scalar()
