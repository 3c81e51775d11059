from pulse.config import DSN, SYNC_DSN
from pulse.storage import Database
from pulse.storage.sync import SafeDatabase, SyncDatabase

database = Database(DSN, max_size=4)
sync = SyncDatabase(SYNC_DSN, autocommit=True)
safe = SafeDatabase(SYNC_DSN)
