# config: pool-class = "null"
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from sqlalchemy.pool import NullPool

ENGINE_OPTIONS = {"poolclass": NullPool}

store = SQLAlchemyJobStore("postgresql+psycopg2://app@pgbouncer:6432/jobs", engine_options=ENGINE_OPTIONS)
