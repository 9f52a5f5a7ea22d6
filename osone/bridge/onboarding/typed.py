"""The servers of an account as they are typed: what a field changes, what is wrong with them, and how they are read."""

from dataclasses import replace

from osone.bridge.onboarding.ports import ServerChoice, Servers
from osone.text.catalogue import N_, _

PORTS = {
    ("incoming", "tls"): 993,
    ("incoming", "starttls"): 143,
    ("incoming", "none"): 143,
    ("outgoing", "tls"): 465,
    ("outgoing", "starttls"): 587,
    ("outgoing", "none"): 25,
}
"""The usual ports (RFC 8314, RFC 6409)."""
SEALS = {"tls": "TLS", "starttls": "STARTTLS", "none": N_("not encrypted")}
HERE = ("localhost", "127.0.0.1", "::1")
"""Only this computer may be spoken to without a seal."""


def blank(address: str) -> Servers:
    """Servers of which nothing is known yet."""
    incoming, outgoing = (ServerChoice("", PORTS[side, "tls"], "tls", address) for side in ("incoming", "outgoing"))
    return Servers(incoming, outgoing, "")


def side_of(servers: Servers, side: str) -> ServerChoice:
    """One of the two servers."""
    if side == "incoming":
        return servers.incoming
    return servers.outgoing or ServerChoice("", PORTS["outgoing", "tls"], "tls", servers.incoming.user)


def _with_side(servers: Servers, side: str, server: ServerChoice) -> Servers:
    return replace(servers, incoming=server) if side == "incoming" else replace(servers, outgoing=server)


def written(servers: Servers, side: str, field: str, text: str) -> Servers:
    """The servers with a field written over: host, port or user."""
    text, server = text.strip(), side_of(servers, side)
    if field == "port":
        server = replace(server, port=int(text) if text.isdecimal() and len(text) < 6 else 0)
    elif field == "host":
        seal = server.security if server.security != "none" or text in HERE else "tls"
        server = replace(server, host=text, security=seal)
    else:
        server = replace(server, user=text)
    return _with_side(servers, side, server)


def turned(servers: Servers, side: str) -> Servers:
    """The servers with the next way to seal a line; the port goes with it unless it was written by hand."""
    server = side_of(servers, side)
    seals = [seal for seal in SEALS if seal != "none" or server.host in HERE]
    seal = seals[(seals.index(server.security) + 1) % len(seals)]
    usual = server.port in (0, PORTS[side, server.security])
    port = PORTS[side, seal] if usual else server.port
    return _with_side(servers, side, replace(server, security=seal, port=port))


def taken(servers: Servers) -> Servers:
    """The servers as the person takes them: one for sending that has no name is none."""
    if servers.outgoing is not None and not servers.outgoing.host:
        servers = replace(servers, outgoing=None)
    return replace(servers, confirm=False)


def by_local_part(servers: Servers, address: str) -> Servers | None:
    """The same servers with what stands before the @ as the user name, as many smaller providers have it.

    None where another name than the address was to be used already.
    """
    sides = [server for server in (servers.incoming, servers.outgoing) if server is not None]
    if any(server.user not in ("", address) for server in sides):
        return None
    name = address.rpartition("@")[0]
    incoming, outgoing = replace(servers.incoming, user=name), servers.outgoing
    return replace(servers, incoming=incoming, outgoing=outgoing and replace(outgoing, user=name))


def fault_of(servers: Servers) -> str:
    """What is wrong with servers that were taken; empty where nothing is."""
    if not servers.incoming.host:
        return _("Enter the name of the incoming server.")
    ports = [server.port for server in (servers.incoming, servers.outgoing) if server is not None]
    return "" if all(0 < port < 65536 for port in ports) else _("A port is a number from 1 to 65535.")


def summary(servers: Servers) -> str:
    """Both servers in words."""
    reading = _("Incoming: {server}", server=_words(servers.incoming))
    if not servers.outgoing:
        return f"{reading}\n{_('Sending can be set up later')}"
    return f"{reading}\n{_('Outgoing: {server}', server=_words(servers.outgoing))}"


def _words(server: ServerChoice) -> str:
    return _(
        "{server}, port {port}, {security}",
        server=server.host or _("no server yet"),
        port=server.port,
        security=_(SEALS[server.security]),
    )


def plain(server: ServerChoice) -> dict[str, str]:
    """A server as its form shows it."""
    port = str(server.port) if server.port else ""
    return {"host": server.host, "port": port, "seal": _(SEALS[server.security]), "user": server.user}
