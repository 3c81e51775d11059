from pyramid.config import Configurator
from sqlalchemy import engine_from_config

from .models import DBSession


def main(global_config, **settings):
    """The application that `shop` is."""
    engine = engine_from_config(settings, "sqlalchemy.")  # PGB103, PGB201
    DBSession.configure(bind=engine)
    config = Configurator(settings=settings)
    config.scan()
    return config.make_wsgi_app()
