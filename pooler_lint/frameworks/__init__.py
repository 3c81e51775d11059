"""What the standard library and other packages do to values: one module for each subject, tables of pure functions.

Each row of a table takes plain values and returns one, or None where the result is not known. `registry.py` joins the
tables; `operations.py` applies them to values that can be one of several.
"""
