from fastapi import FastAPI

from app.database import Session

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    async with Session() as session:
        await session.connection()
    return {"status": "ok"}
