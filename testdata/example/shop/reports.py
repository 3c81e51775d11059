"""Nightly reports, with a connection of their own."""

import os

import psycopg


def connect():
    url = os.environ["REPORTS_URL"]
    if ":6543" in url:  # Supabase's pooler
        return psycopg.connect(url, prepare_threshold=0)
    return psycopg.connect(url)
