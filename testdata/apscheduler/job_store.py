from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

jobstores = {
    "default": SQLAlchemyJobStore(url="postgresql+psycopg://app@pgbouncer:6432/jobs"),  # PGB103, PGB201
}
scheduler = BackgroundScheduler(jobstores=jobstores, timezone="UTC")
