"""Hosts and ports: normalised, split out of lists, and put together as an `Address` wants them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias
from urllib.parse import unquote

from pooler_lint.values import Items, Known, Unknown, Value
from pooler_lint.values.tape import Tape

HostPort: TypeAlias = "tuple[Value | None, Value | None]"
"""A host and a port, each None when absent."""

_HOST_AND_PORT = re.compile(r"(?P<host>[^:\[\]/]*):(?P<port>[^:\[\]/]*)\Z")


def absent_if_empty(value: Value | None) -> Value | None:
    """None for a value that drivers take as not given: None or the empty string."""
    if isinstance(value, Known) and (value.value is None or value.value == ""):
        return None
    return value


def port_value(value: Value | None) -> Value | None:
    """The port as a `Known` int where the text states it; what is no port number becomes `Unknown`."""
    value = absent_if_empty(value)
    if not isinstance(value, Known):
        return value
    number = value.value
    if isinstance(number, str) and number.strip().isascii() and number.strip().isdigit() and len(number) <= 20:
        return Known(int(number), value.place, value.trail)
    if isinstance(number, int) and not isinstance(number, bool):
        return value
    return Unknown("the port is not a number", place=value.place, trail=value.trail)


def carried_by(hole: Value, what: str) -> Unknown:
    """The unknown value of a part that a hole holds, or may hold besides its own."""
    if isinstance(hole, Unknown):
        reason = hole.reason if what == "host" else f"the {what} may be inside another part: {hole.reason}"
        return Unknown(reason, hole.origin, hole.place, hole.trail)
    return Unknown(f"the {what} is inside the result of an expression", None, hole.place, hole.trail)


def places_of_netloc(tape: Tape, netloc: str) -> list[HostPort]:
    """The hosts and ports of a percent-encoded `host:port,host:port` piece, IPv6 addresses in brackets."""
    return [_place_of_netloc(tape, entry) for entry in netloc.split(",")] if netloc else []


def _place_of_netloc(tape: Tape, entry: str) -> HostPort:
    if entry.startswith("["):
        host, _, rest = entry[1:].partition("]")
        port = rest[1:] if rest.startswith(":") else ""
        return absent_if_empty(tape.value(host, unquote)), port_value(tape.value(port, unquote))
    host, colon, port = entry.partition(":")
    host_value = absent_if_empty(tape.value(host, unquote))
    if not colon and tape.ends_in_hole(host):
        return host_value, carried_by(tape.holes[host[-1]], "port")
    return host_value, port_value(tape.value(port, unquote))


def places_of_lists(tape: Tape, hosts: Sequence[str], ports: str | None) -> list[HostPort]:
    """The places of decoded `host=` pieces of a query, each `h1,h2` or `h1:p1`, and of a `port=` piece (None: absent).

    One port serves every host; ports win over those written behind the hosts. Without a host the host is absent.
    """
    names: list[Value | None] = []
    own_ports: list[Value | None] = []
    for entry in (entry for piece in hosts for entry in piece.split(",")):
        match = _HOST_AND_PORT.match(entry)
        host, port = (match.group("host"), match.group("port")) if match else (entry.strip("[]"), "")
        names.append(absent_if_empty(tape.value(host)))
        own_ports.append(port_value(tape.value(port)))
    if not ports:
        return list(zip(names, own_ports, strict=True))
    return pair(names, [port_value(tape.value(entry)) for entry in ports.split(",")])


def pair(hosts: Sequence[Value | None], ports: Sequence[Value | None]) -> list[HostPort]:
    """Hosts with their ports: one port serves every host, and lists of different length leave the ports unknown."""
    hosts = hosts or (None,)
    if not ports:
        return [(host, None) for host in hosts]
    if len(ports) == 1:
        return [(host, ports[0]) for host in hosts]
    if len(hosts) == 1 and hosts[0] is None:
        return [(None, port) for port in ports]
    if len(hosts) != len(ports):
        return [(host, Unknown("there are not as many ports as hosts")) for host in hosts]
    return list(zip(hosts, ports, strict=True))


def listed(value: Value | None) -> list[Value | None]:
    """The single values of a host or port argument: the items of a list, the parts of "a,b", else the value itself."""
    value = absent_if_empty(value)
    if value is None:
        return []
    if isinstance(value, Items):
        return [absent_if_empty(item) for item in value.items]
    if isinstance(value, Known) and isinstance(value.value, str) and "," in value.value:
        return [absent_if_empty(Known(part.strip(), value.place, value.trail)) for part in value.value.split(",")]
    return [value]
