# expect: constructible = false
import uvicorn
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


def main() -> None:
    app = FastAPI()
    app.state.engine = create_engine(URL, poolclass=NullPool)
    uvicorn.run(app)


if __name__ == "__main__":
    main()
