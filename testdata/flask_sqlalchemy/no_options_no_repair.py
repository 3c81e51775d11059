from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql+psycopg://shop@pgbouncer:6432/shop"  # PGB103, PGB201
db = SQLAlchemy(app)
