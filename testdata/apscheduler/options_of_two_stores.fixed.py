from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from sqlalchemy.pool import NullPool

ENGINE_OPTIONS = {"pool_pre_ping": True}
URL = "postgresql+psycopg://app@pgbouncer:6432/jobs"

jobs = SQLAlchemyJobStore(
    URL,
    engine_options={
        **ENGINE_OPTIONS,
        "poolclass": NullPool,
        "connect_args": {"prepare_threshold": None},
    },
)
old_jobs = SQLAlchemyJobStore(
    URL,
    tablename="old_jobs",
    engine_options={
        **ENGINE_OPTIONS,
        "poolclass": NullPool,
        "connect_args": {"prepare_threshold": None},
    },
)
none = SQLAlchemyJobStore(
    url=URL,
    engine_options={"poolclass": NullPool, "connect_args": {"prepare_threshold": None}},
)
direct = SQLAlchemyJobStore("postgresql+psycopg://app@db.internal:5432/jobs", engine_options=ENGINE_OPTIONS)
