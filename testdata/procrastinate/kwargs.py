import procrastinate
from procrastinate import SyncPsycopgConnector

app = procrastinate.App(
    connector=procrastinate.PsycopgConnector(  # PGB104
        kwargs={"host": "pgbouncer", "port": 6432, "dbname": "jobs", "prepare_threshold": 0}
    )
)
sync_app = procrastinate.App(
    connector=SyncPsycopgConnector(conninfo="postgresql://app@pgbouncer:6432/jobs", prepare_threshold=None)  # PGB103, PGB110
)
right = SyncPsycopgConnector(
    conninfo="postgresql://app@pgbouncer:6432/jobs", kwargs={"prepare_threshold": None}
)
