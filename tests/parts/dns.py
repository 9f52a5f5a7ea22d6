"""A DNS server that knows a few names, over real UDP, and a resolver that asks it alone."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import cast

import dns.asyncresolver
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset


class NameServer:
    """Answers from ``records``: ``{("_imaps._tcp.example.com", "SRV"): ["0 1 993 imap.example.com."]}``.

    Unknown names do not exist (NXDOMAIN); names in ``silent`` get no answer at all. ``asked`` lists what was asked. It
    runs on the test's own loop: ``async with NameServer(…) as names: discover(…, resolver=names.resolver())``.
    """

    def __init__(self, records: Mapping[tuple[str, str], list[str]], *, silent: tuple[str, ...] = ()) -> None:
        self._records = {(name.lower(), kind): values for (name, kind), values in records.items()}
        self._silent = silent
        self.asked: list[tuple[str, str]] = []
        self.port = 0

    async def __aenter__(self) -> "NameServer":
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: _Protocol(self), local_addr=("127.0.0.1", 0))
        self.port = self._transport.get_extra_info("sockname")[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    def resolver(self) -> dns.asyncresolver.Resolver:
        """A resolver that asks this server and reads no configuration."""
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = self.port
        return resolver

    def answer(self, wire: bytes) -> bytes | None:
        """The answer to a question, or None for silence."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        if name in self._silent:
            return None
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.RA
        values = self._records.get((name, kind))
        if values is not None:
            reply.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *values))
        elif not any(known == name for known, _ in self._records):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply.to_wire()


class _Protocol(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self._server.answer(data)
        if answer is not None:
            self._transport.sendto(answer, addr)
