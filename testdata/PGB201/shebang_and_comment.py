#!/usr/bin/env python3
# The engine of the nightly job.
from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL)  # PGB201
