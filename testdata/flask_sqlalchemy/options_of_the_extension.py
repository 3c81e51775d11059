# expect: connections = 1, unresolved = 1
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.pool import NullPool

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql+psycopg://shop@pgbouncer:6432/shop"
db = SQLAlchemy(app, engine_options={"poolclass": NullPool, "connect_args": {"prepare_threshold": None}})
