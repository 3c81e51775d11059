"""Proof on live servers: what the rules report breaks, and what the repair writes works."""
