"""Certificates made for one test, as an authority would issue them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("c2pa", reason="needs the extra provenance")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KEYS: dict[str, Callable[[], Any]] = {
    "es256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "es384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "es512": lambda: ec.generate_private_key(ec.SECP521R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "ps256": lambda: rsa.generate_private_key(65537, 2048),
    "weak": lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - it is to be refused
    "odd": lambda: ec.generate_private_key(ec.SECP256K1()),
}


@dataclass
class Issued:
    """A chain and its key, as PEM."""

    chain: bytes
    key: bytes
    private: Any


def issue(
    kind: str = "es256",
    *,
    days: tuple[int, int] = (-1, 30),
    purpose: x509.ObjectIdentifier | None = ExtendedKeyUsageOID.EMAIL_PROTECTION,
    self_signed: bool = False,
) -> Issued:
    authority, own = ec.generate_private_key(ec.SECP256R1()), KEYS[kind]()
    by = "A signer" if self_signed else "An authority"
    root = _certificate(
        "An authority", "An authority", authority.public_key(), authority, authority, (-2, 60), None
    )
    leaf = _certificate(
        "A signer", by, own.public_key(), own if self_signed else authority, authority, days, purpose
    )
    pem = serialization.Encoding.PEM
    key = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Issued(leaf.public_bytes(pem) + root.public_bytes(pem), key, own)


def _certificate(  # noqa: PLR0917
    subject: str, issuer: str, public: Any, signs: Any, authority: Any, days: tuple[int, int], purpose: Any
) -> x509.Certificate:
    is_authority, now = purpose is None and subject == "An authority", datetime.now(UTC)
    names = [
        x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, name),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            ]
        )
        for name in (subject, issuer)
    ]
    usage = x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder(names[1], names[0], public, x509.random_serial_number())
        .not_valid_before(now + timedelta(days[0]))
        .not_valid_after(now + timedelta(days[1]))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False
        )
        .add_extension(usage, critical=True)
    )
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    return builder.sign(signs, None if isinstance(signs, ed25519.Ed25519PrivateKey) else hashes.SHA256())


@pytest.fixture
def equip(change_settings: Callable[..., None]) -> Callable[..., Path]:
    """Give a show a certificate and a key."""

    def equipped(root: Path, issued: Issued) -> Path:
        (root / "keys").mkdir(exist_ok=True)
        (root / "keys/chain.pem").write_bytes(issued.chain)
        (root / "keys/key.pem").write_bytes(issued.key)
        change_settings(root, {"certificate": '"keys/chain.pem"'})
        file = root / "episodes/show.toml"
        text = file.read_text(encoding="utf-8")
        if "\nkey = " not in text:
            line = 'certificate = "keys/chain.pem"'
            file.write_text(text.replace(line, f'{line}\nkey = "keys/key.pem"'), encoding="utf-8")
        return root

    return equipped
