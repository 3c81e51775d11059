from dynaconf import Dynaconf, Validator

settings = Dynaconf(
    envvar_prefix="CRAWL",
    settings_files=["settings.toml", ".secrets.toml"],
    environments=True,
    load_dotenv=True,
    validators=[
        Validator(
            "QUEUE_DSN", default="postgresql://q:s3cr3t-validator@pgbouncer:6432/q"
        )
    ],
)
