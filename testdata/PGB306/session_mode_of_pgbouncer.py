# config: [[endpoints]]
# config: match = "sessions.internal"
# config: mode = "session"
import asyncpg


async def connect():
    # What program stands there is not said.
    return await asyncpg.connect("postgresql://shop@sessions.internal/shop", server_settings={"jit": "off"})


async def neon():
    return await asyncpg.connect(
        "postgresql://shop@ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech/shop?options=endpoint%3Dep-cool-rain"
    )


async def pinning():
    return await asyncpg.connect(
        "postgresql://shop@shop.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com/shop", server_settings={"jit": "off"}
    )
