"""The truth table as data: measured, saved as JSON, read again, compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.live.cases import Case
from tests.live.environments import EnvironmentName, NotBuildable, built, versions
from tests.live.jobs import Tally
from tests.live.measure import Workers
from tests.live.places import Place, PlaceName
from tests.live.servers import Servers

FILE = Path(__file__).with_name("truth.json")

Verdict = Literal["right", "breaks", "refused"]


@dataclass(frozen=True, slots=True)
class Cell:
    """How one case ended at one place in one environment: shares in percent, and the most frequent error."""

    verdict: Verdict
    right: float = 100.0
    error: float = 0.0
    wrong: float = 0.0
    says: str = ""

    @classmethod
    def of(cls, tally: Tally) -> Cell:
        """The cell of what was counted: right only if every answer was, refused if every question failed."""
        total = tally.total
        if total == 0:
            raise ValueError("nothing was asked")
        if tally.right == total:
            return cls("right")
        says = tally.errors.most_common(1)[0][0] if tally.errors else ""
        right, error, wrong = (round(100 * count / total, 1) for count in (tally.right, tally.failed, tally.wrong))
        return cls("refused" if tally.failed == total else "breaks", right, error, wrong, says)

    def to_json(self) -> Any:
        """As plain data, short where all is right."""
        if self.verdict == "right":
            return "right"
        return {"verdict": self.verdict, "shares": [self.right, self.error, self.wrong], "says": self.says}

    @classmethod
    def from_json(cls, data: Any) -> Cell:
        """From plain data."""
        if data == "right":
            return cls("right")
        right, error, wrong = data["shares"]
        return cls(data["verdict"], right, error, wrong, data["says"])


@dataclass(frozen=True, slots=True)
class Row:
    """Where a cell stands."""

    key: str
    environment: EnvironmentName
    place: PlaceName


@dataclass(slots=True)
class Truth:
    """All cells, the versions they were measured with, and what could not be measured and why."""

    cells: dict[Row, Cell] = field(default_factory=dict)
    environments: dict[EnvironmentName, dict[str, str]] = field(default_factory=dict)
    places: dict[PlaceName, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def verdict(self, key: str, environment: EnvironmentName, place: PlaceName) -> Verdict | None:
        """How this case ended there, None if it was not measured."""
        cell = self.cells.get(Row(key, environment, place))
        return cell.verdict if cell else None

    def save(self, path: Path = FILE) -> None:
        """Write as JSON, one case and environment a line."""
        lines: dict[tuple[str, str], dict[str, Any]] = {}
        for row, cell in self.cells.items():
            lines.setdefault((row.key, row.environment), {})[row.place] = cell.to_json()
        head = {"environments": self.environments, "places": self.places, "missing": self.missing}
        body = ",\n".join(f"  {json.dumps([*where, cells])}" for where, cells in lines.items())
        path.write_text(f'{json.dumps(head, indent=1)[:-2]},\n "rows": [\n{body}\n ]\n}}\n', encoding="utf-8")

    @classmethod
    def load(cls, path: Path = FILE) -> Truth:
        """Read what `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        cells = {
            Row(key, environment, place): Cell.from_json(cell)
            for key, environment, places in data["rows"]
            for place, cell in places.items()
        }
        return cls(cells, data["environments"], data["places"], data["missing"])


def measured(
    servers: Servers, cases: Iterable[Case], environments: Iterable[EnvironmentName],
    places: Callable[[Case], Iterable[PlaceName]] = lambda case: case.places,
    tell: Callable[[Row, Cell], None] = lambda row, cell: None,
) -> Truth:  # fmt: skip
    """Measure these cases, each at its `places`; `tell` is called with every cell."""
    truth = Truth(places={name: place.version for name, place in servers.places.items()})
    truth.missing.update({str(name): reason for name, reason in servers.missing.items()})
    with Workers(servers) as workers:
        cases = tuple(cases)
        for environment in environments:
            try:
                truth.environments[environment] = versions(built(environment))
            except NotBuildable as error:
                truth.missing[environment] = str(error)
                continue
            for case in cases:
                if environment in case.environments:
                    _measure_case(workers, truth, case, environment, places(case), tell)
    return truth


def _measure_case(
    workers: Workers, truth: Truth, case: Case, environment: EnvironmentName, places: Iterable[PlaceName],
    tell: Callable[[Row, Cell], None],
) -> None:  # fmt: skip
    for name in places:
        place: Place | None = workers.servers.places.get(name)
        if place is None:
            continue
        tally = workers.measure(environment, place, case.client, case.work, case.settings, case.load)
        row, cell = Row(case.key, environment, name), Cell.of(tally)
        truth.cells[row] = cell
        tell(row, cell)


def contradictions(expected: Truth, found: Truth) -> list[str]:
    """Where another verdict came out than the saved one, a sentence each; cells that are not in both are left out."""
    sentences = []
    for row, cell in found.cells.items():
        saved = expected.cells.get(row)
        if saved is not None and saved.verdict != cell.verdict:
            where = f"{row.key} ({row.environment}, {row.place})"
            shares = f"right {cell.right} %, error {cell.error} %, wrong row {cell.wrong} %"
            sentences.append(f"{where}: {cell.verdict} instead of {saved.verdict} ({shares}) {cell.says}".strip())
    return sentences
