import sys

from sqlalchemy import create_engine, text

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


def count() -> int:
    with create_engine(URL).connect() as connection:
        return connection.scalar(text("select count(*) from orders"))


def main() -> None:
    print(count())


if __name__ == "__main__":
    sys.exit(main())
