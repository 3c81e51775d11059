from databases import DatabaseURL
from starlette.config import Config
from starlette.datastructures import Secret

config = Config(".env")

DEBUG = config("DEBUG", cast=bool, default=False)
SECRET_KEY = config("SECRET_KEY", cast=Secret, default="s3cr3t-key")
DATABASE_URL = config("DATABASE_URL", cast=DatabaseURL)
PLAIN_URL = config("DATABASE_URL")
jobs = Config(".env", env_prefix="WIKI_")
JOBS_URL = jobs.get("JOBS_URL", default="postgresql://wiki:s3cr3t-default@localhost/jobs")
