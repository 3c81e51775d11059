import os

DEBUG = os.getenv("DEBUG", "true") == "true"
DATABASE_URL = os.environ["DATABASE_URL"]
