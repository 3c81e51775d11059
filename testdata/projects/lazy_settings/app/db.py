from app.config import settings
from app import config
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(settings.database_url)  # PGB102, PGB201
e2 = create_async_engine(config.conf.database_url)  # PGB102, PGB201
