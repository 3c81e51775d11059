import importlib
import os

module = importlib.import_module(os.environ["SETTINGS_MODULE"])
URL = module.URL
LOOKED_UP = getattr(module, "DSN")
globals()["HIDDEN"] = "postgresql://knot:s3cr3t-hidden@pgbouncer:6432/knot"


def __getattr__(name: str) -> str:
    return f"postgresql://knot:s3cr3t-getattr@pgbouncer:6432/{name}"
