def url(depth: int) -> str:
    return url(depth - 1)


def left() -> str:
    return right()


def right() -> str:
    return left()
