URL = "postgresql://common:s3cr3t-common@pgbouncer:6432/common"


def url_for(name: str) -> str:
    return f"postgresql://{name}:s3cr3t-lib@pgbouncer:6432/{name}"
