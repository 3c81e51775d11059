# expect: connections = 0
import urllib3
from urllib3.connectionpool import ConnectionPool

pool = ConnectionPool("pooler.internal", 6432)
https = urllib3.HTTPSConnectionPool("pgbouncer", port=6543)
