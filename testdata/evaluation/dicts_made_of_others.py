from copy import deepcopy

import psycopg

URL = "postgresql://app:pw@pgbouncer:6432/app"
OFF = {"prepare_threshold": None}

of_pairs = dict([("prepare_threshold", None)])
of_a_zip = dict(zip(("prepare_threshold", "autocommit"), (None, True)))
of_items = dict((key, value) for key, value in OFF.items())
copied = deepcopy(OFF)
without = {key: value for key, value in OFF.items() if key != "prepare_threshold"}
updated = {}
updated.update({"prepare_threshold": OFF["prepare_threshold"]})

psycopg.connect(URL, **of_pairs)
psycopg.connect(URL, **of_a_zip)
psycopg.connect(URL, **of_items)
psycopg.connect(URL, **copied)
psycopg.connect(URL, **updated)
psycopg.connect(URL, **without)  # PGB103
for index, url in enumerate([URL]):
    psycopg.connect(url, application_name=f"worker{index}")  # PGB103
