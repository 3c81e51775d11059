from app.core.db import engine


async def app(scope, receive, send):
    async with engine.connect():
        await send({"type": "http.response.start", "status": 204, "headers": []})
