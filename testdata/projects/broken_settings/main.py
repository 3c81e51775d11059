import psycopg
import yaml

settings = yaml.safe_load(open("config.yaml"))
connection = psycopg.connect(settings["database"]["url"])
