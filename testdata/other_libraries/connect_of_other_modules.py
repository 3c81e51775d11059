# expect: connections = 0
import sqlite3
import socket

import mysql.connector
import snowflake.connector


def connect(name: str):
    if name == "lite":
        return sqlite3.connect("app.db")
    if name == "mysql":
        return mysql.connector.connect(host="pgbouncer", port=6432)
    if name == "snow":
        return snowflake.connector.connect(account="pooler")
    return socket.create_connection(("pgbouncer", 6432))
