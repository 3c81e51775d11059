# expect: connections = 1, unresolved = 1
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


def create_app(settings):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql+psycopg://shop@pgbouncer:6432/shop"
    app.config.from_object(settings)
    db.init_app(app)
    return app
