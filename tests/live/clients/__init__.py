"""One small file per client: `opened(job)` gives a way to borrow a connection, which gives a way to ask a question."""
