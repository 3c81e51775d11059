from sqlalchemy.orm import scoped_session, sessionmaker

DBSession = scoped_session(sessionmaker())
