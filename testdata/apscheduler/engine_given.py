# expect: connections = 1
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://app@db.internal:5432/jobs")
store = SQLAlchemyJobStore(engine=engine, tablename="jobs")
