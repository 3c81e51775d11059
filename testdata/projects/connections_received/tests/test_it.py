import psycopg
from app.helpers import only_tests
def test():
    only_tests(psycopg.connect("postgresql://app@pgbouncer.internal:6432/app", prepare_threshold=None))
