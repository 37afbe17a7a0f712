"""The author's certificate and key: read, and judged before anything is signed with them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.catalogue.show import Show
from pipeline.errors import CannotSign
from pipeline.layout.folders import settings_file

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

KEY_VARIABLE = "NINETY_SIGNING_KEY"  # the key itself, or the path of its file
_PEM = "-----BEGIN"
_SETTINGS = "[provenance] of show.toml"
# What a signer's certificate must be made for: e-mail, documents (RFC 9336), or C2PA's own purpose.
_PURPOSES = {"1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1"}
_LEAST_RSA_BITS = 2048


@dataclass(frozen=True, slots=True)
class Credentials:
    """A chain of certificates and the key of its first, as PEM, and how it signs («es256»)."""

    chain: bytes
    key: bytes = field(repr=False)
    algorithm: str
    file: Path  # of the chain


def read_credentials(show: Show) -> Credentials:
    """Read the show's certificate and key. Raises CannotSign with what is wrong with either."""
    if find_spec("c2pa") is None:  # told before anything is rendered
        raise not_installed()
    file = show.root / show.provenance.certificate
    chain, key, where = _read(file), *_key(show)
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import serialization
    except ImportError as error:
        raise not_installed() from error
    try:
        certificates = x509.load_pem_x509_certificates(chain)
    except ValueError as error:
        raise CannotSign("is no certificate in PEM", file=file, remedy=_chain_remedy()) from error
    try:
        private: Any = serialization.load_pem_private_key(key, None)
    except TypeError as error:
        what = "is protected by a password"
        raise CannotSign(
            what, file=where, remedy="give one without: openssl pkey -in KEY -out PLAIN"
        ) from error
    except Exception as error:
        raise CannotSign("is no private key in PEM", file=where, remedy="name the key's own file") from error
    _judge(certificates, private, file, where)
    plain = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Credentials(chain, plain, _algorithm(private, where), file)


def not_installed() -> CannotSign:
    """Say what is missing to sign and to read signatures."""
    return CannotSign(
        "what signs files (C2PA) is not installed", remedy="pip install 'ninety-podcast[provenance]'"
    )


def _read(file: Path) -> bytes:
    remedy = f"look at certificate and key in {_SETTINGS}"
    if file.exists() and not file.is_file():  # a folder; a pipe would be waited for
        raise CannotSign("is no file", file=file, remedy=remedy)
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotSign(f"cannot be read: {error.strerror or error}", file=file, remedy=remedy) from error


def _key(show: Show) -> tuple[bytes, Path | str]:
    """Give the key, and what to call the place it is from."""
    told = os.environ.get(KEY_VARIABLE, "")
    if told.lstrip().startswith(_PEM):
        return told.encode(), KEY_VARIABLE
    named = told or show.provenance.key
    if not named:
        what = f"there is no key for the certificate that {_SETTINGS} names"
        remedy = f"put the path of the key, or the key itself, into the environment as {KEY_VARIABLE}"
        raise CannotSign(what, file=settings_file(show.root), remedy=remedy)
    file = show.root / named
    return _read(file), file


def _judge(chain: Sequence[Certificate], private: Any, file: Path, where: Path | str) -> None:
    """Refuse what no verifier would take (C2PA, «X.509 certificates»). Raises CannotSign."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    leaf, now = chain[0], datetime.now(UTC)
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if leaf.public_key().public_bytes(*form) != private.public_key().public_bytes(*form):
        what = f"is not the key of the first certificate in {file.name}"
        raise CannotSign(
            what, file=where, remedy="put the signer's own certificate first, then who issued it"
        )
    if now > leaf.not_valid_after_utc:
        what = f"ran out on {leaf.not_valid_after_utc:%Y-%m-%d}"
        raise CannotSign(what, file=file, remedy="ask who issued it for a new one")
    if now < leaf.not_valid_before_utc:
        raise CannotSign(
            f"holds only from {leaf.not_valid_before_utc:%Y-%m-%d} on",
            file=file,
            remedy="wait, or look at the clock",
        )
    try:
        purposes = {
            use.dotted_string for use in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        }
    except x509.ExtensionNotFound:
        purposes = set()
    if not purposes & _PURPOSES:
        what = "is not made for signing documents: its extended key usage names neither e-mail nor documents"
        raise CannotSign(what, file=file, remedy="ask for one with emailProtection or documentSigning")
    if leaf.issuer == leaf.subject:
        what = "is signed by itself, and verifiers refuse that"
        raise CannotSign(what, file=file, remedy="get one that an authority has issued, if your own")


def _algorithm(private: Any, where: Path | str) -> str:
    """Choose how to sign by the kind of key (C2PA, «Digital signatures»)."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    curves = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
    if isinstance(private, ec.EllipticCurvePrivateKey) and private.curve.name in curves:
        return curves[private.curve.name]
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size >= _LEAST_RSA_BITS:
        return "ps256"
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return "ed25519"
    remedy = "use one on the curve P-256, P-384 or P-521, Ed25519, or RSA of 2048 bits"
    raise CannotSign("is of a kind that C2PA does not know", file=where, remedy=remedy)


def _chain_remedy() -> str:
    return "it holds the signer's certificate, then who issued it, each between BEGIN and END CERTIFICATE"
