from setuptools import setup

setup(
    name="shop",
    version="1.0",
    packages=["shop"],
    install_requires=["pyramid", "SQLAlchemy>=2.0", "psycopg[binary]>=3.1"],
    entry_points={"paste.app_factory": ["main = shop:main"]},
)
