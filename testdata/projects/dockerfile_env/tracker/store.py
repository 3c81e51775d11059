import os

import psycopg


class Store:
    def __init__(self) -> None:
        self.connection = psycopg.connect(  # PGB103
            host=os.environ["DB_HOST"],
            port=int(os.getenv("DB_PORT", "5432")),
            password=os.environ["DB_PASSWORD"],
            dbname="tracker",
        )

    def record(self, event: str) -> None:
        self.connection.execute("INSERT INTO events (name) VALUES (%s)", (event,))
        self.connection.commit()
