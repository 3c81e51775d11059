# expect: constructible = false
import uvicorn
from fastapi import FastAPI
from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


def main() -> None:
    app = FastAPI()
    app.state.engine = create_engine(URL)  # PGB201
    uvicorn.run(app)


if __name__ == "__main__":
    main()
