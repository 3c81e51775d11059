from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore

ENGINE_OPTIONS = {"pool_pre_ping": True}
URL = "postgresql+psycopg://app@pgbouncer:6432/jobs"

jobs = SQLAlchemyJobStore(URL, engine_options=ENGINE_OPTIONS)  # PGB103, PGB201
old_jobs = SQLAlchemyJobStore(URL, tablename="old_jobs", engine_options=ENGINE_OPTIONS)  # PGB103, PGB201
none = SQLAlchemyJobStore(url=URL, engine_options=None)  # PGB103, PGB201
direct = SQLAlchemyJobStore("postgresql+psycopg://app@db.internal:5432/jobs", engine_options=ENGINE_OPTIONS)
