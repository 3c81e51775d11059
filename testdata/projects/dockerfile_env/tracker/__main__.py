from tracker.store import Store

Store().record("started")
