from sqlmodel import Field, Session, SQLModel, create_engine


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


engine = create_engine("postgresql+psycopg://app@pgbouncer:6432/shop", echo=True)  # PGB103, PGB201


def get_session():
    with Session(engine) as session:
        yield session
