import sys

from quay import engines
from quay.engines import make_engine, open_pool

URL = "postgresql+asyncpg://quay:s3cr3t-caller@pgbouncer:6432/quay"

engine = make_engine(URL, echo=True)


async def startup() -> None:
    await open_pool("postgresql://quay:s3cr3t-pool@pgbouncer:6432/quay")
    await engines.connect("postgresql://quay:s3cr3t-one@pgbouncer:6432/quay")
    await engines.called_with_anything(sys.argv[1])
    await engines.called_at_home("postgresql://quay:s3cr3t-home@localhost:5432/quay")
