from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.pool import NullPool

jobstores = {
    "default": SQLAlchemyJobStore(
        url="postgresql+psycopg://app@pgbouncer:6432/jobs",
        engine_options={
            "poolclass": NullPool,
            "connect_args": {"prepare_threshold": None},
        },
    ),
}
scheduler = BackgroundScheduler(jobstores=jobstores, timezone="UTC")
