from quay import engines


async def main() -> None:
    await engines.connect("postgresql://jobs:s3cr3t-two@localhost:5432/jobs")
