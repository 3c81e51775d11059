from app import helpers


async def prepare(connection):
    await helpers.deep(connection)
