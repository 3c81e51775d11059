import os

import psycopg

with psycopg.connect(host=os.environ["DB_HOST"], port=os.environ["DB_PORT"], dbname="shop") as connection:  # PGB103
    for address, body in connection.execute("SELECT address, body FROM outbox WHERE sent IS NULL"):
        print(address, len(body))
