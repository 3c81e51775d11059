from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.pool import NullPool

db = SQLAlchemy()


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY="dev",
        SQLALCHEMY_DATABASE_URI="postgresql+psycopg://shop@pgbouncer:6432/shop",
        SQLALCHEMY_ENGINE_OPTIONS={
            "connect_args": {
                "connect_timeout": 5,
                "prepare_threshold": None,
            },
            "poolclass": NullPool,
        },
    )
    db.init_app(app)
    return app
