from procrastinate import App, PsycopgConnector

app = App(
    connector=PsycopgConnector(
        conninfo="postgresql://app@pgbouncer:6432/jobs",
        min_size=1,
        max_size=5,
        kwargs={"prepare_threshold": None},
    ),
)
