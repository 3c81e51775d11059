from sqlalchemy import create_engine, text


def is_reachable():
    engine = create_engine("postgresql+psycopg2://app@pgbouncer:6432/shop")
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    finally:
        engine.dispose()
    return True
