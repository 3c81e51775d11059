"""The repository: its root, which files it has, and the one place that opens them."""
