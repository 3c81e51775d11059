from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    connect_args: dict = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}

    @property
    def options(self):
        return {"statement_cache_size": 100}


settings = Settings()
