from procrastinate import App, PsycopgConnector

app = App(
    connector=PsycopgConnector(  # PGB103
        conninfo="postgresql://app@pgbouncer:6432/jobs",
        min_size=1,
        max_size=5,
    ),
)
