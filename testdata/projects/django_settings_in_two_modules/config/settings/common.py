from .base import *  # noqa: F403

DATABASES["default"].update(CONN_HEALTH_CHECKS=True)  # noqa: F405
