"""Repositories that try to make the tool read what is not theirs, wait for ever, or write elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pooler_lint import cli

POOLER = "postgresql://app@pgbouncer.internal:6432/app"
DB = f'import asyncpg\n\n\nasync def main():\n    return await asyncpg.create_pool("{POOLER}")\n'
VARIABLE = 'import asyncpg\nimport os\n\npool = asyncpg.create_pool(os.environ["DATABASE_URL"])\n'
INI = "[db]\nhost = outside-host\nurl = postgresql://a@outside-host:6432/x\n"
JSON = '{"host": "outside-host"}'
YAML = "host: outside-host\n"
TOML = 'host = "outside-host"\n'
ENV = "DATABASE_URL=postgresql://a@outside-host:6432/x\n"
HEAD = "import asyncpg\nimport configparser\nimport json\nimport os\nfrom pathlib import Path\nimport yaml\n\n"
USE = '\npool = asyncpg.create_pool(host=c["host"], port=6432)\n'
USE_INI = '\npool = asyncpg.create_pool(host=c["db"]["host"], port=6432)\n'
HERE = "os.path.dirname(__file__)"
READ = "c = configparser.ConfigParser()\nc.read({})"

# name -> (the file beside the repository, links of the repository to it, files of the repository)
OUTSIDE: dict[str, tuple[tuple[str, str], dict[str, str], dict[str, str]]] = {
    "ini, absolute": (("c", INI), {}, {"a.py": HEAD + READ.format('"{outside}/c"') + USE_INI}),
    "ini, upward": (("c", INI), {}, {"a.py": HEAD + READ.format('"../outside/c"') + USE_INI}),
    "ini, of the home": (("c", INI), {}, {"a.py": HEAD + READ.format('os.path.expanduser("~/c")') + USE_INI}),
    "ini, home": (("c", INI), {}, {"a.py": HEAD + READ.format('Path.home() / "c"') + USE_INI}),
    "ini, beside": (
        ("c", INI),
        {},
        {"app/a.py": HEAD + READ.format(f'os.path.join({HERE}, "..", "..", "outside", "c")') + USE_INI},
    ),
    "ini, one of several": (("c", INI), {}, {"a.py": HEAD + READ.format('["b", "{outside}/c"]') + USE_INI}),
    "ini, link": (("c", INI), {"c.ini": "c"}, {"a.py": HEAD + READ.format('"c.ini"') + USE_INI}),
    "json, absolute": (
        ("c", JSON),
        {},
        {"a.py": HEAD + 'with open("{outside}/c") as f:\n    c = json.load(f)\n' + USE},
    ),
    "json, path": (
        ("c", JSON),
        {},
        {"app/a.py": HEAD + 'c = json.loads((Path(__file__).parents[2] / "outside" / "c").read_text())\n' + USE},
    ),
    "yaml, linked folder": (
        ("c.yml", YAML),
        {"conf": "."},
        {"a.py": HEAD + 'with open("conf/c.yml") as f:\n    c = yaml.safe_load(f)\n' + USE},
    ),
    "toml, upward": (
        ("c.toml", TOML),
        {},
        {"a.py": HEAD + 'import tomllib\nc = tomllib.loads(Path("../outside/c.toml").read_text())\n' + USE},
    ),
    "dotenv, absolute": (
        (".env", ENV),
        {},
        {"a.py": 'from dotenv import load_dotenv\n\nload_dotenv("{outside}/.env")\n' + VARIABLE},
    ),
    "dotenv, link": ((".env", ENV), {".env": ".env"}, {"a.py": VARIABLE}),
    "dotenv, linked folder": ((".env", ENV), {"deploy": "."}, {"a.py": VARIABLE}),
    "env_file": (
        ("x.env", ENV),
        {},
        {"a.py": VARIABLE, "compose.yml": "services:\n  a:\n    build: .\n    env_file: ../outside/x.env\n"},
    ),
    "env_file, absolute": (
        ("x.env", ENV),
        {},
        {"a.py": VARIABLE, "compose.yml": "services:\n  a:\n    build: .\n    env_file: {outside}/x.env\n"},
    ),
    "extends": (
        ("base.yml", "services:\n  a:\n    environment: {{DATABASE_URL: 'postgresql://outside-host:6432/x'}}\n"),
        {},
        {
            "a.py": VARIABLE,
            "compose.yml": "services:\n  a:\n    build: .\n    extends: {{file: ../outside/base.yml, service: a}}\n",
        },
    ),
    "module through a linked folder": (
        ("settings.py", 'URL = "postgresql://outside-host:6432/x"\n'),
        {"conf": "."},
        {"a.py": "import asyncpg\nfrom conf.settings import URL\n\npool = asyncpg.create_pool(URL)\n"},
    ),
    "module that is a link": (
        ("settings.py", 'URL = "postgresql://outside-host:6432/x"\n'),
        {"settings.py": "settings.py"},
        {"a.py": "import asyncpg\nfrom settings import URL\n\npool = asyncpg.create_pool(URL)\n"},
    ),
    "src, absolute": (
        ("settings.py", 'URL = "postgresql://outside-host:6432/x"\n'),
        {},
        {
            "a.py": "import asyncpg\nfrom settings import URL\n\npool = asyncpg.create_pool(URL)\n",
            "pooler-lint.toml": 'src = ["{outside}", "/"]\n',
        },
    ),
    "src, upward": (
        ("settings.py", 'URL = "postgresql://outside-host:6432/x"\n'),
        {},
        {
            "a.py": "import asyncpg\nfrom settings import URL\n\npool = asyncpg.create_pool(URL)\n",
            "pooler-lint.toml": 'src = ["../outside"]\n',
        },
    ),
    "alembic.ini": (
        ("alembic.ini", "[alembic]\nscript_location = m\nsqlalchemy.url = postgresql://outside-host:6432/x\n"),
        {"alembic.ini": "alembic.ini"},
        {
            "m/env.py": "from alembic import context\nfrom sqlalchemy import engine_from_config\n\n"
            "config = context.config\n"
            'engine = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.")\n'
        },
    ),
    "pgbouncer.ini that includes": (
        ("x.ini", "[databases]\noutside-host = host=db pool_mode=transaction\n"),
        {},
        {"a.py": DB, "pgbouncer.ini": "[pgbouncer]\nlisten_port = 6432\n%include ../outside/x.ini\n"},
    ),
    "configuration": (
        ("pooler-lint.toml", '[env]\nDATABASE_URL = "postgresql://outside-host:6432/x"\n'),
        {"pooler-lint.toml": "pooler-lint.toml"},
        {"a.py": VARIABLE},
    ),
    "configuration above": (("x", ""), {}, {"../pooler-lint.toml": 'env = {{A_DSN = "outside-host"}}\n', "a.py": DB}),
    "requirements": (("r.txt", "asyncpg==0.28.7\n"), {}, {"requirements.txt": "-r ../outside/r.txt\n", "a.py": DB}),
    "requirements above": (("x", ""), {}, {"../requirements.txt": "asyncpg==0.28.7\n", "a.py": DB}),
    "lock file": (
        ("uv.lock", '[[package]]\nname = "asyncpg"\nversion = "0.28.7"\n'),
        {"uv.lock": "uv.lock"},
        {"a.py": DB},
    ),
}


class Hostile:
    """A repository beside a folder that does not belong to it, and the command line in it."""

    def __init__(self, base: Path, capture: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.outside = base / "repository", base / "outside"
        self.outside.mkdir()
        (self.root / ".git").mkdir(parents=True)
        monkeypatch.chdir(self.root)
        monkeypatch.setenv("HOME", str(self.outside))
        self._capture = capture

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def __call__(self, *arguments: str) -> tuple[int, str]:
        """Return the exit status, and what is written to standard output and standard error."""
        status = cli.main(["--no-cache", *(arguments or ["--output-format", "concise", "."])])
        captured = self._capture.readouterr()
        return status, captured.out + captured.err


@pytest.fixture
def hostile(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hostile:
    return Hostile(tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_is_shown(hostile: Hostile, name: str) -> None:
    (file, text), links, files = OUTSIDE[name]
    (hostile.outside / file).write_text(text.replace("{{", "{").replace("}}", "}"))
    for link, target in links.items():
        (hostile.root / link).symlink_to(hostile.outside / target)
    for inner, content in files.items():
        content = content.replace("{outside}", str(hostile.outside))
        hostile.write(inner, content.replace("{{", "{").replace("}}", "}"))
    for arguments in (["--output-format", "json"], ["--show-endpoints"], ["--show-unresolved"], ["--show-settings"]):
        _, output = hostile(*arguments, ".")
        assert "outside-host" not in output.replace(str(hostile.outside), "")
        assert "0.28.7" not in output
        assert "Internal error" not in output


PIPES = (
    ".env", "compose.yml", "requirements.txt", "db2.py", "ruff.toml", "pyproject.toml", "pooler-lint.toml",
    ".gitignore", ".git/info/exclude", "uv.lock", "environment.yml", "setup.cfg", "Dockerfile", "pgbouncer.ini",
    "settings.py", "c.ini", "alembic.ini", "k8s.yaml",
)  # fmt: skip
CODE = (
    "import configparser\nimport asyncpg\nimport settings\n\n"
    'c = configparser.ConfigParser()\nc.read("c.ini")\npool = asyncpg.create_pool(c["db"]["url"])\n'
    "other = asyncpg.create_pool(settings.URL)\n"
)


@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "folder", "huge"])
@pytest.mark.parametrize("name", PIPES)
def test_what_is_no_ordinary_file_costs_only_itself(hostile: Hostile, name: str, kind: str) -> None:
    hostile.write("db.py", DB)
    hostile.write("code.py", CODE)
    path = hostile.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "huge":
        with open(path, "wb") as file:
            file.truncate(1 << 40)
    else:
        path.symlink_to("/dev/zero" if kind == "device" else path.name)
    status, output = hostile()
    assert "db.py:5:" in output
    if not (name.endswith(".py") and kind == "loop"):  # a link without a target is named
        assert "PGB900" not in output
        assert status == 1


def test_git_as_a_pipe_or_a_link(hostile: Hostile) -> None:
    hostile.write("db.py", DB)
    (hostile.root / ".git").rmdir()
    os.mkfifo(hostile.root / ".git")
    assert "db.py:5:" in hostile()[1]
    (hostile.root / ".git").unlink()
    (hostile.outside / "info").mkdir()
    (hostile.outside / "info" / "exclude").write_text("db.py\n")
    (hostile.root / ".git").symlink_to(hostile.outside)
    assert "db.py:5:" in hostile()[1]


@pytest.mark.parametrize("commondir", [None, "../.."])
def test_a_git_folder_elsewhere_counts_only_if_it_names_the_repository(hostile: Hostile, commondir: str | None) -> None:
    hostile.write("db.py", DB)
    git = hostile.outside / "worktrees" / "one"
    (git / "info").mkdir(parents=True)
    (hostile.outside / "info").mkdir()
    (hostile.outside / "info" / "exclude").write_text("db.py\n")
    if commondir is not None:
        (git / "commondir").write_text(commondir)
    (hostile.root / ".git").rmdir()
    hostile.write(".git", f"gitdir: {git}\n")
    assert "db.py:5:" in hostile()[1]
    (git / "gitdir").write_text(f"{hostile.root}/.git\n")
    assert ("db.py:5:" in hostile()[1]) == (commondir is None)


@pytest.mark.parametrize("named", [["link"], ["link/db.py"], ["link", "link/db.py"], ["chain/db.py"], ["file.py"]])
def test_no_fix_leaves_the_repository_through_a_link(hostile: Hostile, named: list[str]) -> None:
    target = hostile.outside / "db.py"
    target.write_text(DB)
    (hostile.outside / ".git").mkdir()
    (hostile.root / "link").symlink_to(hostile.outside)
    (hostile.root / "chain").symlink_to("link")
    (hostile.root / "file.py").symlink_to(target)
    status, output = hostile("--fix", *named)
    assert target.read_text() == DB
    assert status == 2
    assert "outside of" in output


def test_a_fix_through_a_link_within_the_repository_is_made(hostile: Hostile) -> None:
    file = hostile.write("app/db.py", DB)
    (hostile.root / "link").symlink_to("app")
    assert hostile("--fix", "link")[0] == 0
    assert "statement_cache_size=0" in file.read_text()
    assert (hostile.root / "link").is_symlink()


def test_a_refused_file_is_noted(hostile: Hostile) -> None:
    hostile.write("db.py", DB)
    (hostile.outside / "env").write_text(ENV)
    (hostile.root / ".env").symlink_to(hostile.outside / "env")
    (hostile.root / ".gitignore").symlink_to("/dev/zero")
    hostile.write("other.py", VARIABLE)
    hostile.write("code.py", CODE.replace("c.ini", "/etc/absent"))
    hostile.write("data.py", f"# {'x' * 2_000_000}\n")
    _, output = hostile("--show-unresolved", ".")
    notes = (".env could not be read", ".gitignore", "The settings file absent is not used", "2,000,000 bytes")
    assert [said for said in notes if said not in output] == [], output


@pytest.mark.parametrize(("name", "line"), [("pgbouncer.ini", "%include {}\n"), ("odyssey.conf", 'include "{}"\n')])
def test_files_that_include_many_files_each_end(hostile: Hostile, name: str, line: str) -> None:
    hostile.write("db.py", DB)
    pooler = (
        "[pgbouncer]\nlisten_port = 6432\n"
        if name.endswith(".ini")
        else 'database default { user "a" { pool "session" } }\n'
    )
    hostile.write(name, pooler + line.format("0.inc") * 10)
    for level in range(9):
        hostile.write(f"{level}.inc", line.format(f"{level + 1}.inc") * 10)
    hostile.write("9.inc", "")
    _, output = hostile("--show-unresolved", ".")
    assert "more than 100 files" in output
