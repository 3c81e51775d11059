from atlas.settings.base import DATABASE_URL

REPLICA_URL = DATABASE_URL.replace("pgbouncer", "pgbouncer-replica")
