from fastapi import Request


async def get_connection(request: Request):
    async with request.app.state.pool.acquire() as connection:
        yield connection


def get_pool(request: Request):
    return request.app.state.pool


async def get_session(request: Request):
    async with request.app.state.session_factory() as session:
        yield session
        await session.commit()
