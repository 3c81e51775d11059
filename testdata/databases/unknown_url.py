# expect: connections = 2, unresolved = 2
import os

from databases import Database


def connect(url):
    return Database(url, min_size=2)


database = Database(os.environ["DATABASE_URL"])
