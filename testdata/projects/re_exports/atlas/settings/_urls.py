PASSWORD = "s3cr3t-chain"


def make_url(host: str, port: int = 5432) -> str:
    return f"postgresql://atlas:{PASSWORD}@{host}:{port}/atlas"
