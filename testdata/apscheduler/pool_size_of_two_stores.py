from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore

ENGINE_OPTIONS = {"pool_size": 2, "connect_args": {"connect_timeout": 5}}

jobs = SQLAlchemyJobStore("postgresql+psycopg://app@pgbouncer:6432/jobs", engine_options=ENGINE_OPTIONS)  # PGB103, PGB201
direct = SQLAlchemyJobStore("postgresql+psycopg://app@db.internal:5432/jobs", engine_options=ENGINE_OPTIONS)
