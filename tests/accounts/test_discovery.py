"""Discovery against a real DNS server, a real https server and a real IMAP server, all on this machine."""

from pathlib import Path

import pytest
import trustme

from osone.accounts import autoconfig
from osone.accounts.discovery import FoundServers, Guess, Places, ServerSource, _bases, discover, split
from osone.accounts.providers import PROVIDERS, ProviderNeeds, provider_of_host
from osone.model.accounts import Way
from osone.model.errors import AccountError
from osone.model.services import Security, Server
from tests.parts.dns import NameServer
from tests.parts.dovecot import Dovecot
from tests.parts.https import WebServer

NO_GUESS = Guess((), ())
ADDRESS = "amy.private@example.test"


def config(imap: str = "imap.example.test", user: str = "%EMAILADDRESS%", socket: str = "SSL") -> bytes:
    return f"""<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="example.test">
      <domain>example.test</domain><displayName>Example Mail</displayName>
      <incomingServer type="pop3"><hostname>pop.example.test</hostname><port>995</port></incomingServer>
      <incomingServer type="imap"><hostname>{imap}</hostname><port>993</port><socketType>{socket}</socketType>
        <username>{user}</username><authentication>password-cleartext</authentication></incomingServer>
      <outgoingServer type="smtp"><hostname>smtp.%EMAILDOMAIN%</hostname><port>587</port>
        <socketType>STARTTLS</socketType><username>%EMAILLOCALPART%</username>
        <authentication>OAuth2</authentication><authentication>password-cleartext</authentication></outgoingServer>
      </emailProvider></clientConfig>""".encode()


def places(web: WebServer, *, ispdb: bool = True, autoconfig: bool = True, guess: Guess = NO_GUESS) -> Places:
    own = (f"{web.url}/own/{{domain}}",) if autoconfig else ()
    return Places(f"{web.url}/ispdb/{{domain}}" if ispdb else "", own, guess)


async def found(
    web: WebServer, names: NameServer, wanted: Places | None = None, patience: float = 2
) -> list[FoundServers]:
    return await discover(
        ADDRESS, places=wanted or places(web), resolver=names.resolver(), ca=web.ca, patience=patience
    )


async def test_the_domains_own_word_comes_first_then_the_list_then_dns(tmp_path: Path) -> None:
    pages = {
        "/own/example.test": config("own.example.test"),
        "/ispdb/example.test": config("listed.example.test", "%EMAILLOCALPART%"),
    }
    records = {("_imaps._tcp.example.test", "SRV"): ["0 1 993 srv.example.test."]}
    with WebServer(tmp_path, pages) as web:
        async with NameServer(records) as names:
            answers = await found(web, names)
    assert [one.imap.host for one in answers] == ["own.example.test", "listed.example.test", "srv.example.test"]
    assert [one.source for one in answers] == [ServerSource.AUTOCONFIG, ServerSource.ISPDB, ServerSource.SRV]
    first = answers[0]
    assert first.imap == Server("own.example.test", 993)
    assert first.smtp == Server("smtp.example.test", 587, Security.STARTTLS, (Way.TOKEN, Way.PASSWORD))
    assert (first.username, first.smtp_username) == (ADDRESS, "amy.private")
    assert answers[1].username == "amy.private"
    assert first.provider == "Example Mail"
    assert all(one.reason.endswith(".") for one in answers)
    assert not any(one.confirm for one in answers)


async def test_what_stands_before_the_at_is_never_sent(tmp_path: Path) -> None:
    with WebServer(tmp_path, {}) as web:
        async with NameServer({("example.test", "MX"): ["10 mx.host.test."]}) as names:
            assert await found(web, names) == []
            assert names.asked
            assert "private" not in str(names.asked) + str(web.asked)
            lines = {asked.splitlines()[0] for asked in web.asked}
            assert "GET /ispdb/host.test HTTP/1.1" in lines
            assert not any("cookie" in asked.lower() for asked in web.asked)


async def test_srv_prefers_tls_and_low_priority_and_a_dot_is_not_offered(tmp_path: Path) -> None:
    records = {
        ("_imaps._tcp.example.test", "SRV"): ["0 0 0 ."],
        ("_imap._tcp.example.test", "SRV"): ["20 1 143 second.example.test.", "10 1 1143 First.example.test."],
        ("_submissions._tcp.example.test", "SRV"): ["0 1 465 out.example.test."],
        ("_submission._tcp.example.test", "SRV"): ["0 1 587 other.example.test."],
    }
    with WebServer(tmp_path, {}) as web:
        async with NameServer(records) as names:
            (only,) = await found(web, names)
    assert only.imap == Server("first.example.test", 1143, Security.STARTTLS)
    assert only.smtp == Server("out.example.test", 465)
    assert not only.confirm


async def test_servers_of_strangers_in_plain_dns_are_to_be_confirmed(tmp_path: Path) -> None:
    records = {("_imaps._tcp.example.test", "SRV"): ["0 1 993 imap.stranger.test."]}
    with WebServer(tmp_path, {}) as web:
        async with NameServer(records) as names:
            (only,) = await found(web, names)
    assert only.confirm
    assert "imap.stranger.test is not part of example.test" in " ".join(only.notes)
    assert only.smtp is None
    assert "sending" in " ".join(only.notes)


async def test_a_domain_kept_at_a_provider_is_known_by_its_mail_exchanger(tmp_path: Path) -> None:
    pages = {"/ispdb/google.com": config("imap.gmail.com")}
    with WebServer(tmp_path, pages) as web:
        async with NameServer({("example.test", "MX"): ["5 alt.l.google.com.", "1 aspmx.l.google.com."]}) as names:
            (only,) = await found(web, names)
    assert only.source is ServerSource.MX
    assert only.confirm
    assert only.needs is ProviderNeeds.APP_PASSWORD
    assert "https://myaccount.google.com/apppasswords" in " ".join(only.notes)
    assert only.provider == "Gmail"


async def test_silence_and_slowness_cost_no_more_than_the_patience(tmp_path: Path) -> None:
    pages = {"/ispdb/example.test": config()}
    silent = ("example.test", "_imaps._tcp.example.test", "_submission._tcp.example.test")
    with WebServer(tmp_path, pages, slow=("/own/example.test",)) as web:
        async with NameServer({}, silent=silent) as names:
            answers = await found(web, names, patience=2.5)
    assert [one.source for one in answers] == [ServerSource.ISPDB]


async def test_nothing_is_fetched_in_the_clear_even_by_a_redirect(tmp_path: Path) -> None:
    with WebServer(tmp_path, {"/plain": config()}, tls=False) as plain:
        pages: dict[str, bytes | str] = {"/own/example.test": f"{plain.url}/plain", "/ispdb/example.test": "/moved"}
        with WebServer(tmp_path, pages | {"/moved": config("moved.example.test")}) as web:
            async with NameServer({}) as names:
                answers = await found(web, names)
                bare = Places("", (f"{plain.url}/plain",), NO_GUESS)
                assert await found(web, names, bare) == []
    assert plain.asked == []
    assert [one.imap.host for one in answers] == ["moved.example.test"]


async def test_a_web_server_with_a_strange_certificate_is_not_believed(tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    with WebServer(tmp_path, {"/ispdb/example.test": config()}) as web:
        async with NameServer({}) as names:
            assert await discover(ADDRESS, places=places(web), resolver=names.resolver(), ca=other, patience=2) == []


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<html>not found</html>",
        b"<clientConfig/>",
        config(socket="plain"),
        config(imap="evil.test/x?y"),
        config(imap="a b"),
        b'<!DOCTYPE x [<!ENTITY a "imap.evil.test">]>' + config("&a;"),
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + config(),
        config() + b" " * 300_000,
        b"\xff\xfe\x00",
    ],
)
async def test_what_is_no_safe_configuration_is_passed_over(tmp_path: Path, xml: bytes) -> None:
    with WebServer(tmp_path, {"/ispdb/example.test": xml}) as web:
        async with NameServer({}) as names:
            assert await found(web, names) == []


async def test_a_guess_is_a_server_that_greets_under_a_certificate_of_its_name(dovecot: Dovecot) -> None:
    wrong = Server("{domain}", dovecot.plain_port)
    guess = Guess((wrong, Server("{domain}", dovecot.port)), (Server("{domain}", dovecot.port),))
    only_guess = Places("", (), guess, dns=False)
    (only,) = await discover("amy@localhost", places=only_guess, ca=dovecot.ca, patience=3)
    assert only.imap == Server("localhost", dovecot.port)
    assert only.smtp is None, "an IMAP greeting is none of a server for sending"
    assert only.source is ServerSource.GUESS
    assert await discover("amy@localhost", places=only_guess, patience=3) == []


def test_addresses_are_taken_apart_and_names_in_other_scripts_are_made_ascii() -> None:
    assert split(" Amy.B@Example.COM ") == ("Amy.B", "example.com")
    assert split("a@bücher.example") == ("a", "xn--bcher-kva.example")
    assert split('"a@b"@example.com') == ('"a@b"', "example.com")
    for wrong in ("", "amy", "@example.com", "amy@", "a b@example.com", "a@b c", "a@..", "a\n@b.c", "a@" + "x" * 70):
        with pytest.raises(AccountError, match="not an email address"):
            split(wrong)


def test_the_owners_of_mail_exchangers() -> None:
    assert _bases(["aspmx.l.google.com"]) == ["l.google.com", "google.com"]
    assert _bases(["mx.provider.co.uk"]) == ["provider.co.uk"]
    assert _bases([]) == []


def test_every_provider_names_a_page_in_a_whole_sentence() -> None:
    for provider in PROVIDERS:
        assert provider.url.startswith("https://")
        assert provider.sentence.endswith(".")
        assert provider.needs is ProviderNeeds.BROWSER or provider.url in provider.sentence
    gmail = provider_of_host("imap.gmail.com")
    assert gmail is not None
    assert "apppasswords" in gmail.sentence
    assert provider_of_host("imap.example.com") is None
    assert provider_of_host("notgmail.com") is None


def signing_in(authorize: str, token: str, scope: str = "mail offline_access") -> bytes:
    """A domain's word with who signs its people in beside its servers, as Thunderbird's files have it."""
    words = (
        f"<oAuth2><issuer>id.example.test</issuer><scope>{scope}</scope>"
        f"<authURL>{authorize}</authURL><tokenURL>{token}</tokenURL></oAuth2></clientConfig>"
    )
    return config().replace(b"</clientConfig>", words.encode())


async def test_a_domain_says_itself_who_signs_its_people_in_with_a_browser(tmp_path: Path) -> None:
    word = signing_in("https://id.example.test/authorize", "https://id.example.test/token")
    with WebServer(tmp_path, {"/own/example.test": word}) as web:
        async with NameServer({}) as names:
            (one,) = await found(web, names)
    assert one.authority is not None
    assert (one.authority.name, one.authority.scopes) == ("id.example.test", ("mail", "offline_access"))
    assert one.authority.token == "https://id.example.test/token"


@pytest.mark.parametrize(
    ("authorize", "token"),
    [
        ("http://id.example.test/authorize", "https://id.example.test/token"),
        ("https://id.example.test/authorize", "http://id.example.test/token"),
        ("https://id.example.test/authorize", ""),
        ("https://amy:x@id.example.test/authorize", "https://id.example.test/token"),
        ("https://[/authorize", "https://id.example.test/token"),
        ("javascript:alert(1)", "https://id.example.test/token"),
    ],
)
def test_who_would_be_asked_in_the_clear_signs_nobody_in(authorize: str, token: str) -> None:
    read = autoconfig.read(signing_in(authorize, token), "example.test")
    assert read is not None, "the servers are known all the same"
    assert read.authority is None


def test_no_more_scopes_are_asked_for_than_a_person_can_allow() -> None:
    word = signing_in("https://id.example.test/a", "https://id.example.test/t", " ".join(map(str, range(500))))
    read = autoconfig.read(word, "example.test")
    assert read is not None
    assert read.authority is not None
    assert len(read.authority.scopes) == autoconfig.MOST_SCOPES
