from quay.engines import called_at_home


async def test_connects() -> None:
    await called_at_home("postgresql://test:s3cr3t-test@pgbouncer:6432/test")
