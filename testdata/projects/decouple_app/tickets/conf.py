from decouple import AutoConfig, Csv, config

DB_URL = config("DB_URL", default="postgresql+asyncpg://tickets@localhost/tickets")
DB_HOST = config("DB_HOST", default="localhost")
DB_PORT = config("DB_PORT", default=5432, cast=int)
DB_PASSWORD = config("DB_PASSWORD")
ALLOWED_HOSTS = config("ALLOWED_HOSTS", default="", cast=Csv())

search = AutoConfig(search_path="/srv/tickets")
SEARCH_URL = search("SEARCH_URL", default="postgresql://s:s3cr3t-default@pgbouncer:6432/s")
