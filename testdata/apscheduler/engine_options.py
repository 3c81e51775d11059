# config: pool-class = "null"
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore

ENGINE_OPTIONS = {"pool_pre_ping": True, "pool_size": 2, "max_overflow": 0}

store = SQLAlchemyJobStore("postgresql+psycopg2://app@pgbouncer:6432/jobs", engine_options=ENGINE_OPTIONS)  # PGB201
