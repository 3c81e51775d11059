"""Each URL ends up with port 5432 of Supabase, which is in session mode."""

import os
import re
from urllib.parse import urlparse

import asyncpg
from sqlalchemy.engine import make_url

url = os.environ["DATABASE_URL"]
parsed = urlparse(url)


async def connect():
    await asyncpg.connect(url.replace(":6543/", ":5432/"))
    await asyncpg.connect(url.split(":6543")[0] + ":5432/postgres")
    await asyncpg.connect(re.sub(r":6543/", ":5432/", url))
    await asyncpg.connect(re.sub(r":(\d)543/", r":\g<1>432/", url).replace(":6432", ":5432"))
    await asyncpg.connect(parsed._replace(netloc=parsed.netloc.replace("6543", "5432")).geturl())
    await asyncpg.connect(parsed._replace(netloc=f"{parsed.netloc.rsplit(':', 1)[0]}:{parsed.port - 1111}").geturl())
    await asyncpg.connect(make_url(url).set(port=5432).render_as_string(hide_password=False))
    await asyncpg.connect("@".join([url.split("@")[0], "aws-0-eu-west-1.pooler.supabase.com:5432/postgres"]))
