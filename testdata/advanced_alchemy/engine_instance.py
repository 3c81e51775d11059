# expect: connections = 1
from advanced_alchemy.extensions.flask import AdvancedAlchemy, SQLAlchemySyncConfig
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+psycopg2://app@pgbouncer:6432/shop", poolclass=NullPool)
alchemy = AdvancedAlchemy([SQLAlchemySyncConfig(engine_instance=engine)])
