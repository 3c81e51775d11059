"""Places that hold a password: `SECRET` stands for it, `FIRST` and `SECOND` for its halves."""

from __future__ import annotations

_DSN = "postgresql://app:SECRET@pgbouncer:6432/a"

USED = """
password=x("SECRET")
password="SECRET"
password='''SECRET'''
password=r"SECRET"
password=b"SECRET".decode()
password=("FIRST" "SECOND")
password="FIRST" + "SECOND"
password=("FIRST"  # a comment
    "SECOND")
password=f"SECRET"
password=f"{name}SECRET{name!r:>{width}}"
password=f"{'SECRET'}"
password=f"{quote('SECRET')}"
password="%s" % "SECRET"
password="%s%s" % ("FIRST", "SECOND")
password="{}".format("SECRET")
password="{p}".format(p="SECRET")
password="".join(["FIRST", "SECOND"])
password="SECRET".strip()
password=os.environ.get("DB_PASSWORD") or "SECRET"
password=os.getenv("DB_PASS", "SECRET")
password=os.getenv("X", default="SECRET")
password=os.environ.get("X", "SECRET")
password=config("DB_PASSWORD", default="SECRET")
password=env.str("DB_PASSWORD", "SECRET")
password=env("ANYTHING", default="SECRET")
password="SECRET" if debug else os.environ["X"]
password=os.environ["X"] if debug else "SECRET"
password=debug and "SECRET"
password=(p := "SECRET")
password=lambda: "SECRET"
password={"a": "SECRET"}["a"]
password=["SECRET"][0]
password=SecretStr("SECRET").get_secret_value()
password=str("SECRET")
password=await_(decrypt("SECRET"))
password=base64.b64decode("SECRET")
password=cast(str, "SECRET")
passwd="SECRET"
pwd="SECRET"
passfile="f", password="SECRET"
**{"password": "SECRET"}
**dict(password="SECRET")
**dict([("password", "SECRET")])
**dict(zip(["user", "password"], ["app", "SECRET"]))
**{**base, "password": "SECRET"}
**(base | {"password": "SECRET"})
**{PASSWORD: "SECRET"}
server_settings={"auth_token": "SECRET"}
connect_args={"password": "SECRET"}
auth=("app", "SECRET")
dsn="postgresql://app:SECRET@pgbouncer:6432/a"
dsn="postgresql://app:SECRET with blanks SECRET@pgbouncer:6432/a"
dsn="postgresql://app.ref:open SECRET@pgbouncer:6432/a"
dsn="postgresql://app:p@SECRET@pgbouncer:6432/a"
dsn="postgresql://app:p@ss SECRET@pgbouncer:6432/a"
dsn="postgresql://app:a/b#c?d:SECRET@pgbouncer:6432/a"
dsn="postgresql://app:%20SECRET%40@pgbouncer:6432/a"
dsn="postgresql://SECRET@pgbouncer:6432/a"
dsn="postgresql://pgbouncer:6432/a?user=app&password=SECRET"
dsn="postgresql://pgbouncer:6432/a?sslpassword=SECRET&x=1"
dsn="host=pgbouncer port=6432 password=SECRET"
dsn="host=pgbouncer port=6432 password='a SECRET b'"
dsn="host=pgbouncer port=6432 password=a SECRET b"
dsn="host=pgbouncer port=6432 password=a&b=SECRET"
dsn="password=a\\u2028SECRET host=pgbouncer port=6432"
dsn="postgresql://app:@SECRET/@pgbouncer:6432/a"
dsn="postgresql://app:a/SECRET#b@pgbouncer:6432/a"
dsn="postgresql://app:a//'SECRET`<b>@pgbouncer:6432/a"
dsn="postgresql://app:a&b=SECRET;c,d@pgbouncer:6432/a"
dsn="postgresql://app:[SECRET](x)@pgbouncer:6432/a"
dsn="postgresql://app:ü{SECRET}日本@pgbouncer:6432/a"
dsn="postgresql://app:a@b:5432/SECRET@pgbouncer:6432/a"
dsn="postgresql://app:a\\u00a0SECRET\\u2028b@pgbouncer:6432/a"
dsn=f"postgresql://app:{'SECRET'}@{host}/a"
dsn=f"postgresql://{user}:SECRET@{host}:6432/{name}"
dsn=f"postgresql://{user}:FIRST" f"SECOND@{host}:6432/{name}"
dsn="postgresql://%s:%s@pgbouncer/a" % ("app", "SECRET")
dsn="postgresql://%(u)s:%(p)s@pgbouncer/a" % {"u": "app", "p": "SECRET"}
dsn="postgresql://{}:{}@pgbouncer/a".format("app", "SECRET")
dsn="postgresql://{u}:{p}@pgbouncer/a".format(**{"u": "app", "p": "SECRET"})
dsn="postgresql://app:" + "SECRET" + "@pgbouncer:6432/a"
dsn="postgresql://app:" + ("SECRET" or x) + "@pgbouncer:6432/a"
dsn="".join(["postgresql://app:", "SECRET", "@pgbouncer:6432/a"])
dsn="://".join(["postgresql", "app:SECRET@pgbouncer:6432/a"])
dsn="postgresql://app:FIRST\\x2dSECOND@pgbouncer:6432/a"
dsn="postgresql://{}:{}@pgbouncer/a".format(*("app", "SECRET"))
dsn=string.Template("postgresql://app:$p@pgbouncer/a").substitute(p="SECRET")
dsn=URL.create("postgresql+asyncpg", "app", "SECRET", "pgbouncer", 6432, "a")
dsn=URL.create(*("postgresql+asyncpg", "app", "SECRET", "pgbouncer"))
dsn=URL.create("postgresql+asyncpg", username="app", password="SECRET")
dsn=partial(URL.create, "postgresql+asyncpg", "app", "SECRET")()
dsn=make_url("postgresql://h/d").set(password="SECRET")
dsn=psycopg.conninfo.make_conninfo(password="SECRET")
dsn=PostgresDsn.build(scheme="postgresql", password="SECRET")
"""
"""Arguments of the call that connects, one a line (a line that begins with blanks continues the one before)."""

BEFORE = '''
DB_PASS = "SECRET"
---
LOGIN = ("app", "SECRET")
URL = "postgresql://%s:%s@pgbouncer:6432/a" % LOGIN
---
LOGIN = ("app", "SECRET")
URL = "postgresql://{}:{}@pgbouncer:6432/a".format(*LOGIN)
---
LOGIN = {"u": "app", "p": "SECRET"}
URL = "postgresql://{u}:{p}@pgbouncer:6432/a".format(**LOGIN)
---
PATTERN = "postgresql://{}:{}@pgbouncer:6432/a"
URL = PATTERN.format("app", "SECRET")
---
PATTERN = "postgresql://%s:%s@pgbouncer:6432/a"
URL = PATTERN % ("app", "SECRET")
---
URL = "postgresql://app:"
URL += "SECRET"
URL += "@pgbouncer:6432/a"
---
class Database(Base, password="SECRET"):
    pass
---
OPTION: Annotated[str, typer.Option("--password")] = "SECRET"
---
Login = namedtuple("Login", ["host", "password"], defaults=["h", "SECRET"])
---
Login = namedtuple("Login", ["host", "password"])._make(["h", "SECRET"])
---
VALUES = yaml.safe_load("password: SECRET")
---
HEADERS = {"Authorization": "Bearer SECRET"}
---
x = 1  # password: SECRET
---
PASSWORD: str = "SECRET"
---
PASSWORD = PASSWORD or "SECRET"
---
PASSWORD += "SECRET"
---
user, password = "app", "SECRET"
---
(user, password), host = ("app", "SECRET"), "h"
---
for user, password in [("app", "SECRET")]:
    pass
---
password = """
SECRET
"""
---
x = "SECRET"
y = x
asyncpg.connect(password=y)
---
def make(value):
    return asyncpg.connect(password=value)
make("SECRET")
make(value="SECRET")
---
def f(host: str = "pgbouncer", password: str = "SECRET", *, token="SECRET"):
    pass
---
def get_password():
    return "SECRET"
---
async def password():
    yield "SECRET"
---
def value():
    return "SECRET"
asyncpg.connect(password=value())
---
get_password = lambda: "SECRET"
---
f = lambda password="SECRET": None
---
class Settings:
    password: str = "SECRET"
    db_password: SecretStr = SecretStr("SECRET")
    token = Field(default="SECRET", env="DB_TOKEN")
    other: str = Field("SECRET", alias="PASSWORD", validation_alias="password")
---
@dataclass
class C:
    host: str
    password: str = field(default="SECRET")
C("h", "SECRET")
---
class C:
    def __init__(self, host, password):
        self.password = "SECRET"
C("h", "SECRET")
---
class C:
    @property
    def password(self):
        return "SECRET"
---
class C:
    pw = "SECRET"
asyncpg.connect(password=C.pw)
---
config["db"]["password"] = "SECRET"
---
os.environ["PGPASSWORD"] = "SECRET"
---
os.environ.setdefault("PGPASSWORD", "SECRET")
---
os.environ.update({"PGPASSWORD": "SECRET"})
---
os.environ.update(PGPASSWORD="SECRET")
---
setattr(s, "password", "SECRET")
---
monkeypatch.setenv("PGPASSWORD", "SECRET")
---
parser.add_argument("--db-password", default="SECRET", help="the password")
---
cfg.set("db", "password", "SECRET")
---
DATABASES = {"default": {"USER": "app", "PASSWORD": "SECRET"}}
---
DATABASES = {"default": {"NAME": "a"}}
DATABASES["default"]["PASSWORD"] = os.environ.get("X", "SECRET")
---
creds = ("app", "SECRET")
asyncpg.connect(user=creds[0], password=creds[1])
---
creds = {"u": "app", "p": "SECRET"}
asyncpg.connect(password=creds["p"])
---
if password == "SECRET":
    pass
---
if "SECRET" != os.environ["DB_PASSWORD"]:
    pass
---
if password in ("SECRET", "a"):
    pass
---
match password:
    case "SECRET" | "a":
        pass
---
match config:
    case {"password": "SECRET"}:
        pass
---
URL = "postgresql://app:SECRET@pgbouncer:6432/a"
---
PW = "SECRET"
URL = f"postgresql://app:{PW}@pgbouncer:6432/a"
---
PW = "SECRET"
URL = "postgresql://app:%s@pgbouncer:6432/a" % PW
---
PW = "SECRET"
URL = "postgresql://app:" + PW + "@pgbouncer:6432/a"
---
# postgresql://app:SECRET@pgbouncer:6432/a
---
# password=SECRET
---
# postgresql://app:open SECRET@pgbouncer:6432/a
---
"""Connects to postgresql://app:SECRET@pgbouncer:6432/a in a docstring."""
---
"""
Example:

    connect("postgresql://app:SECRET@pgbouncer:6432/a")
    host=x password='SECRET b'
"""
---
if url == "postgresql://app:SECRET@pgbouncer:6432/a":
    pass
---
URL = "postgresql://app:FIRST\\
SECOND@pgbouncer:6432/a"
---
@option("--password", default="SECRET")
def command():
    pass
---
engine = create_async_engine(URL.create("postgresql+asyncpg", "app", "SECRET", "pgbouncer", 6432, "a"))
---
engine = create_engine("postgresql+psycopg://pgbouncer:6432/a", connect_args={"password": "SECRET"})
---
type(self).password = "SECRET"
---
self._password: Final = "SECRET"
---
with open("x") as f, secret("SECRET") as password:
    pass
---
passwords = ["SECRET", "SECRET"]
---
API_KEY, PRIVATE_KEY, AWS_ACCESS_KEY = "SECRET", "SECRET", "SECRET"
---
settings = dict(db=dict(password="SECRET"))
---
Cfg = namedtuple("Cfg", "host password")
Cfg("h", "SECRET")
---
x = password if password else "SECRET"
---
password = [c for c in "SECRET"]
---
try:
    password = os.environ["X"]
except KeyError:
    password = "SECRET"
---
password = next(iter(["SECRET"]))
---
password = globals().get("x", "SECRET")
---
PASSWORDS = {"dev": "SECRET"}
---
assert password == "SECRET", "wrong"
'''
"""Statements before the call, separated by `---`."""

ENVIRONMENT = """import os
import asyncpg
asyncpg.connect(os.environ["DATABASE_URL"])
asyncpg.connect(os.environ["OTHER_URL"])
asyncpg.connect(os.environ["THIRD_URL"])
asyncpg.connect(os.environ["FOURTH_URL"])
"""

FILES = {
    ".env": """DATABASE_URL=postgresql://app:SECRET@pgbouncer:6432/a
PGPASSWORD=SECRET
DB_URL='postgresql://app:open SECRET@pgbouncer/a'
""",
    "compose.yml": """services:
  web:
    build: .
    environment:
      DATABASE_URL: postgresql://app:SECRET@pgbouncer:6432/a
      DB_PASSWORD: SECRET
  worker:
    build: .
    environment:
      - DATABASE_URL=postgresql://app:p@SECRET@pgbouncer:6432/a
      - DB_PASSWORD=SECRET
  pgbouncer:
    image: edoburu/pgbouncer:v1.20.1-p0
    environment:
      - POOL_MODE=transaction
      - LISTEN_PORT=6432
      - DATABASE_URL=postgres://app:SECRET@db:5432/a
      - DB_PASSWORD=SECRET
""",
    "k8s/secret.yaml": """apiVersion: v1
kind: Secret
metadata: {name: db}
stringData:
  DATABASE_URL: postgresql://app:SECRET@pgbouncer:6432/a
  DB_PASSWORD: SECRET
data:
  OTHER_URL: BASE64
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          image: web
          envFrom: [{secretRef: {name: db}}]
          env:
            - {name: DATABASE_URL, value: "postgresql://app:SECRET@pgbouncer:6432/a"}
            - {name: PGPASSWORD, value: SECRET}
""",
    "Dockerfile": """FROM python
ARG DB_PASSWORD=SECRET
ENV DATABASE_URL=postgresql://app:SECRET@pgbouncer:6432/a PGPASSWORD="SECRET"
""",
    "fly.toml": '[env]\nDATABASE_URL = "postgresql://app:SECRET@pgbouncer:6432/a"\nDB_PASSWORD = "SECRET"\n',
    "render.yaml": """services:
  - type: web
    name: web
    envVars:
      - {key: DATABASE_URL, value: "postgresql://app:SECRET@pgbouncer:6432/a"}
      - {key: DB_PASSWORD, value: SECRET}
""",
    "app.json": """{"env": {
  "DATABASE_URL": {"value": "postgresql://app:SECRET@pgbouncer:6432/a"}, "DB_PASSWORD": "SECRET"
}}""",
    "Procfile": "web: DATABASE_URL=postgresql://app:SECRET@pgbouncer:6432/a PGPASSWORD=SECRET python main.py\n",
    "pgbouncer.ini": """[databases]
a = host=db port=5432 user=app password=SECRET
b = host=db password='a SECRET' auth_query='SECRET'
[pgbouncer]
listen_port = 6432
pool_mode = transaction
auth_file = userlist.txt
stats_password = SECRET
""",
    "userlist.txt": '"app" "SECRET"\n',
    "alembic.ini": """[alembic]
script_location = alembic
sqlalchemy.url = postgresql+asyncpg://app:SECRET@pgbouncer:6432/a
""",
    "settings.json": """{
  "url": "postgresql://app:SECRET@pgbouncer:6432/a", "db": {"password": "SECRET", "host": "pgbouncer"}
}""",
    "settings.yaml": """url: postgresql://app:SECRET@pgbouncer:6432/a
db:
  host: pgbouncer
  port: 6432
  password: SECRET
""",
    "settings.toml": '[default]\nurl = "postgresql://app:SECRET@pgbouncer:6432/a"\npassword = "SECRET"\n',
    "settings.ini": "[db]\nurl = postgresql://app:SECRET@pgbouncer:6432/a\npassword = SECRET\nhost = pgbouncer\n",
    ".github/workflows/ci.yml": """on: push
env:
  DATABASE_URL: postgresql://app:SECRET@pgbouncer:6432/a
  PGPASSWORD: SECRET
jobs:
  test:
    runs-on: ubuntu-latest
    services:
      postgres: {image: postgres, env: {POSTGRES_PASSWORD: SECRET}}
    steps:
      - run: python main.py
        env: {DATABASE_URL: "postgresql://app:SECRET@pgbouncer:6432/a"}
""",
    "scalars/compose.yml": """x-env: &env
  DATABASE_URL: &url postgresql://app:SECRET@pgbouncer:6432/a
  DB_PASSWORD: SECRET
services:
  web:
    build: .
    environment:
      <<: *env
      FOLDED_URL: >-
        postgresql://app:SECRET@pgbouncer:6432/a
      BLOCK_URL: |
        postgresql://app:SECRET@pgbouncer:6432/a
      ALIAS_URL: *url
    command: [python, main.py, --password, SECRET]
  other:
    image: other
    configs: [{source: ini, target: /etc/pgbouncer/pgbouncer.ini}]
secrets: {inline: {content: SECRET}}
configs:
  users: {content: '"app" "SECRET"'}
  ini:
    content: |
      [databases]
      a = host=db password=SECRET
      [pgbouncer]
      pool_mode = transaction
      stats_password = SECRET
""",
    "scalars/app.py": ENVIRONMENT.replace("OTHER", "FOLDED").replace("THIRD", "BLOCK").replace("FOURTH", "ALIAS"),
    "chart/Chart.yaml": "name: chart\nversion: 1.0.0\n",
    "chart/values.yaml": """database: {url: "postgresql://app:SECRET@pgbouncer:6432/a", password: SECRET}
extraEnv:
  - {name: FOURTH_URL, value: "postgresql://app:SECRET@pgbouncer:6432/a"}
""",
    "chart/templates/web.yaml": """apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          image: web
          args: ["--password=SECRET"]
          env:
            - name: DATABASE_URL
              value: {{ .Values.database.url }}
            - name: OTHER_URL
              value: "postgresql://app:{{ .Values.database.password }}@pgbouncer:6432/a"
            - name: THIRD_URL
              value: "postgresql://app:SECRET@pgbouncer:6432/a"
""",
    "chart/app.py": ENVIRONMENT,
    "host/app.service": """[Service]
Environment=DATABASE_URL=postgresql://app:SECRET@pgbouncer:6432/a PGPASSWORD=SECRET
Environment="OTHER_URL=postgresql://app:SECRET@pgbouncer:6432/a"
ExecStart=/usr/bin/python app.py --password SECRET
""",
    "host/main.tf": """variable "db_password" {
  default = "SECRET"
}
resource "x" "y" {
  environment { variables = { THIRD_URL = "postgresql://app:SECRET@pgbouncer:6432/a", DB_PASSWORD = "SECRET" } }
}
""",
    "host/.envrc": "export FOURTH_URL=postgresql://app:SECRET@pgbouncer:6432/a PGPASSWORD='SECRET'\n",
    "host/.pgpass": "pgbouncer:6432:a:app:SECRET\n",
    "host/app.py": ENVIRONMENT,
    "pyproject.toml": """[project]
name = "app"
[tool.pooler-lint.env]
OTHER_URL = "postgresql://app:SECRET@pgbouncer:6432/a"
OTHER_PASSWORD = "SECRET"
""",
}
"""Deployment and settings files."""

READERS = """
import asyncpg, configparser, json, os, tomllib, yaml
asyncpg.connect(os.environ["DATABASE_URL"])
asyncpg.connect(os.environ["DB_URL"])
asyncpg.connect(os.environ["OTHER_URL"])
asyncpg.connect(f"postgresql://app:{os.environ['DB_PASSWORD']}@pgbouncer:6432/a")
asyncpg.connect(host="pgbouncer", port=6432, password=os.environ["PGPASSWORD"])
with open("settings.json") as file:
    j = json.load(file)
asyncpg.connect(j["url"])
asyncpg.connect(host=j["db"]["host"], port=6432, password=j["db"]["password"])
with open("settings.yaml") as file:
    y = yaml.safe_load(file)
asyncpg.connect(y["url"])
asyncpg.connect(**y["db"])
with open("settings.toml", "rb") as file:
    t = tomllib.load(file)
asyncpg.connect(t["default"]["url"])
c = configparser.ConfigParser()
c.read("settings.ini")
asyncpg.connect(c["db"]["url"])
asyncpg.connect(host=c["db"]["host"], port=6432, password=c["db"]["password"])
"""
"""Code that takes its connections from these files."""
