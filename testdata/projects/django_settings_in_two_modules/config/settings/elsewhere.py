from .common import *  # noqa: F403

DATABASES["default"]["HOST"] = "aws-0-eu-west-1.pooler.supabase.com"  # PGB305 # noqa: F405
