"""Could this file hold a connection? A few searches of bytes, before anything is parsed."""

from __future__ import annotations

from pooler_lint.files.words import CALLED, SETTINGS
from pooler_lint.light import TYPE_CHECKING, NamedTuple, re
from pooler_lint.repository.files import MAX_CODE, read_start, too_large

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH_TO_SCREEN = 4000
"""Files that take longer to look at (25 microseconds each) than other processes take to start."""
PART = 500

_CONTINUED = (b"\\\n", b"\\\r\n")
"""How a line ends that goes on in the next one."""
# What a session keeps may be done with a connection that another file makes.
_DONE = (b".execute", b"exec_driver_sql", b".fetch", b".scalar", b"add_listener", b".notifies")
_KEPT = (
    *(b"SET ", b"SET\n", b"LISTEN ", b"PREPARE ", b"EXECUTE ", b" HOLD", b" with hold"),
    *(b"'set ", b'"set ', b"'reset ", b'"reset ', b"'listen ", b'"listen ', b"'prepare ", b'"prepare ', b'"execute '),
    *(b"TEMP TABLE", b"TEMPORARY TABLE", b"temp table", b"temporary table", b"INTO TEMP", b"into temp"),
    *(b"advisory_lock", b"set_config", b"add_listener", b".notifies(", b"withhold"),
)

# Expressions are compiled where they are needed, which is seldom: all of them take 0.5 ms of each start.
_COOKIE = rb"(?m)^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)"
# Encodings in which an ASCII word of the source is the same bytes.
_PLAIN = rb"(?i)utf[-_]?8|latin|l1$|ascii|us[-_]ascii|iso[-_]?8859|cp?125|windows|koi8|mac|gb|big5|euc|shift|sjis|cp9"


def could_matter(data: bytes) -> bool:
    """False only if no connection can be in a Python source of these bytes; True may be wrong.

    A source has to import a library and to name what connects, or one of the settings of a framework, or do with a
    connection what its session keeps. Names that Python folds into ASCII ones (full-width letters: NFKC) and names put
    together at run time are out of scope, here as everywhere.
    """
    imports = import_lines(data)
    for library, calls in CALLED:
        if library in imports and any(call in data for call in calls):
            return True
    if any(name in data and re.search(pattern, data) for name, pattern in SETTINGS):
        return True
    if any(word in data for word in _DONE) and any(word in data for word in _KEPT):
        return True
    return hides_its_words(data)


def import_lines(data: bytes) -> bytes:
    """The logical lines that hold the word `import`: a twentieth of the text, so that many words are found fast."""
    found: list[bytes] = []
    at = data.find(b"import")
    while at >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        while start and data.endswith(_CONTINUED, 0, start):
            start = data.rfind(b"\n", 0, start - 1) + 1
        end = data.find(b"\n", at)
        while end > 0 and data.endswith(_CONTINUED, at, end + 1):
            end = data.find(b"\n", end + 1)
        if end < 0:
            found.append(data[start:])
            break
        found.append(data[start:end])
        at = data.find(b"import", end)
    return b"\n".join(found)


def hides_its_words(data: bytes) -> bool:
    """True if the file declares an encoding that spells ASCII words in other bytes, such as UTF-7."""
    head = b"\n".join(data[:400].splitlines()[:2])
    if b"coding" not in head:
        return False
    cookie = re.search(_COOKIE, head)
    return cookie is not None and re.match(_PLAIN, cookie[1]) is None


class Screened(NamedTuple):
    """How many files were looked at, those that could matter in order, and those that can't be read with the reason.

    A file that is refused is not read either, but that is a note, not an error: it may well hold no connection.
    """

    looked_at: int
    candidates: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def look_at_all(files: Sequence[str], jobs: int) -> Screened:
    """Which of these files could hold a connection? In so many processes, where there are enough of them."""
    return _in_parts(files, jobs) if jobs > 1 and len(files) >= ENOUGH_TO_SCREEN else _look_at(files)


def _look_at(files: Sequence[str]) -> Screened:
    candidates: list[str] = []
    unreadable: list[tuple[str, str]] = []
    refused: list[tuple[str, str]] = []
    for path in files:
        try:
            data = read_start(path)
        except OSError as error:
            unreadable.append((path, error.strerror or str(error)))
            continue
        if could_matter(data):
            candidates.append(path)
        elif len(data) > MAX_CODE:
            refused.append((path, too_large(MAX_CODE).reason))
    return Screened(len(files), tuple(candidates), tuple(unreadable), tuple(refused))


def _in_parts(files: Sequence[str], jobs: int) -> Screened:
    from pooler_lint.files.processes import Died, in_processes

    parts = [tuple(files[start : start + PART]) for start in range(0, len(files), PART)]
    found = {
        part: _look_at(part) if isinstance(result, Died) else result
        for part, result in in_processes(_look_at, parts, jobs)
    }
    in_order = [found[part] for part in parts]
    return Screened(
        len(files),
        tuple(path for one in in_order for path in one.candidates),
        tuple(path for one in in_order for path in one.unreadable),
        tuple(path for one in in_order for path in one.refused),
    )
