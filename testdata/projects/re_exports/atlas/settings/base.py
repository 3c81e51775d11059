from ._urls import make_url

DATABASE_URL = make_url("pgbouncer", 6432)
JOBS_URL = DATABASE_URL + "_jobs"
