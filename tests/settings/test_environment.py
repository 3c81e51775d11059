"""The ways in which code asks for environment variables."""

from __future__ import annotations

from tests.evaluate.showing import argument
from tests.table import each_row

DEFAULT = "[environment variable X is set] <X> | [not environment variable X is set] 'd'"


@each_row(
    "source",
    [
        "import os\nlib.call(os.environ['X'])",
        "import os\nlib.call(os.environ.get('X'))",
        "import os\nlib.call(os.getenv('X', None))",
        "from decouple import config\nlib.call(config('X'))",
        "from starlette.config import Config\nconfig = Config('.env')\nlib.call(config('X', cast=str))",
        "from environs import Env\nenv = Env()\nlib.call(env('X'))",
        "from environs import Env\nenv = Env()\nlib.call(env.str('X'))",
        "import environ\nenv = environ.Env()\nlib.call(env('X'))",
        "import environ\nenv = environ.Env(DEBUG=(bool, False))\nlib.call(env.str('X'))",
    ],
)
def test_a_variable_without_a_default(source: str) -> None:
    assert argument(source) == "<X>"


@each_row(
    "source",
    [
        "import os\nlib.call(os.environ.get('X', 'd'))",
        "import os\nlib.call(os.getenv('X', default='d'))",
        "from decouple import config\nlib.call(config('X', default='d'))",
        "from decouple import config\nlib.call(config('X', 'd'))",
        "from starlette.config import Config\nlib.call(Config('.env')('X', str, 'd'))",
        "from starlette.config import Config\nlib.call(Config('.env')('X', cast=str, default='d'))",
        "from environs import Env\nlib.call(Env().str('X', 'd'))",
        "import environ\nlib.call(environ.Env()('X', default='d'))",
    ],
)
def test_a_variable_with_a_default(source: str) -> None:
    assert argument(source) == DEFAULT


def test_other_calls_are_no_questions() -> None:
    assert argument("from app import config\nlib.call(config('X'))") == "app.config('X')"
