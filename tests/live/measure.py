"""Measuring: one case, one place, one environment give one tally."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any

from tests.live.environments import Environment, EnvironmentName, built
from tests.live.jobs import CROWD, Job, Load, Tally, Work
from tests.live.places import DATABASE, PASSWORD, USER, Place
from tests.live.servers import Servers

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Workers:
    """The environments' workers, started when first needed; leaving the context ends them."""

    servers: Servers
    _log: IO[bytes] = field(default_factory=TemporaryFile)
    _running: dict[EnvironmentName, subprocess.Popen[str]] = field(default_factory=dict)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in self._running.values():
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._log.close()

    def measure(
        self, environment: EnvironmentName, place: Place, client: str, work: Work, settings: dict[str, Any],
        load: Load = CROWD,
    ) -> Tally:  # fmt: skip
        """Renew the place's server connections, then let the crowd ask. Raises NotBuildable."""
        worker = self._worker(environment)
        self.servers.renew(place)
        job = Job(client, work, settings, place.host, place.port, USER, PASSWORD, DATABASE, load)
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps(asdict(job)) + "\n")
        worker.stdin.flush()
        reply = worker.stdout.readline()
        if not reply:
            self._log.seek(0)
            said = self._log.read()[-2000:].decode(errors="replace")
            raise RuntimeError(f"the worker of {environment} died at {client} {settings}: {said}")
        return Tally.from_json(json.loads(reply))

    def _worker(self, name: EnvironmentName) -> subprocess.Popen[str]:
        if name not in self._running:
            environment: Environment = built(name)
            self._running[name] = subprocess.Popen(
                [environment.python, "-m", "tests.live.worker"], cwd=ROOT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log,
            )  # fmt: skip
        return self._running[name]
