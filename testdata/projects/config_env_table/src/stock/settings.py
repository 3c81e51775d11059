import os

STOCK_DSN = os.environ["STOCK_DSN"]
ARCHIVE_DSN = os.environ["ARCHIVE_DSN"]
