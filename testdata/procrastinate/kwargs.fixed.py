import procrastinate
from procrastinate import SyncPsycopgConnector

app = procrastinate.App(
    connector=procrastinate.PsycopgConnector(
        kwargs={
            "host": "pgbouncer",
            "port": 6432,
            "dbname": "jobs",
            "prepare_threshold": None,
        }
    )
)
sync_app = procrastinate.App(
    connector=SyncPsycopgConnector(
        conninfo="postgresql://app@pgbouncer:6432/jobs",
        kwargs={"prepare_threshold": None},
    )
)
right = SyncPsycopgConnector(
    conninfo="postgresql://app@pgbouncer:6432/jobs", kwargs={"prepare_threshold": None}
)
