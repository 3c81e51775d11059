import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"

connectors = {"app": lambda: psycopg.connect(DSN, prepare_threshold=None)}
