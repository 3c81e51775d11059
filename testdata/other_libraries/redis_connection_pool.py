# expect: connections = 0
from redis import ConnectionPool

pool = ConnectionPool(host="pooler.internal", port=6432, db=0)
