import os

import psycopg

connection = psycopg.connect(os.environ["POSTGRES_PRISMA_URL"])  # PGB103
