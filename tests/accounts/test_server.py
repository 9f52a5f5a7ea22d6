"""Whom a line trusts: the system's authorities, wherever they lie."""

import ssl
from pathlib import Path

import certifi
import pytest
import trustme

from osone.accounts import server


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """OpenSSL as a packaged program has it: built for a machine whose folders this one does not have."""
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "cert.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(folder / "certs"))


def authorities(context: ssl.SSLContext) -> int:
    return context.cert_store_stats()["x509_ca"]


def test_where_openssl_knows_no_store_the_systems_own_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere(monkeypatch, tmp_path)
    bundle = tmp_path / "bundle.crt"
    trustme.CA().cert_pem.write_to_path(bundle)
    monkeypatch.setattr(server, "BUNDLES", (str(tmp_path / "none.crt"), str(bundle)))
    assert server.store() == bundle
    assert authorities(server.trust()) == 1


def test_without_any_store_at_all_the_one_that_comes_along_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere(monkeypatch, tmp_path)
    (tmp_path / "certs").mkdir()  # as it is where the package of certificates is not installed
    monkeypatch.setattr(server, "BUNDLES", (str(tmp_path / "none.crt"),))
    assert server.store() == Path(certifi.where())
    assert authorities(server.trust()) > 50


def test_openssls_own_store_counts_where_it_has_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere(monkeypatch, tmp_path)
    trustme.CA().cert_pem.write_to_path(tmp_path / "cert.pem")
    assert server.store() is None
    assert authorities(server.trust()) == 1


def test_an_authority_of_ones_own_is_the_only_one(tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "own.pem")
    assert authorities(server.trust(tmp_path / "own.pem")) == 1
