"""The site's signing keys: Ed25519 (RFC 8032), one in use, the public halves of all of them kept.

The folder `keys/seals` of the data folder holds `<id>.pem`, the private key in use (PKCS #8, readable by its owner
alone), and `<id>.pub` for every key that ever signed. `ORRERY_SEAL_KEY` (PEM) replaces the file where several machines
share one key. An id is the first 16 hexadecimal digits of the SHA-256 of the raw public key.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


class SigningKey:
    """The key in use."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key()
        self.id = key_id(self.public)

    def pem(self) -> bytes:
        """PKCS #8, without a passphrase."""
        encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        return self._private.private_bytes(encoding, form, serialization.NoEncryption())

    def sign(self, message: bytes) -> str:
        """The signature, in hexadecimal."""
        return self._private.sign(message).hex()


def key_id(public: Ed25519PublicKey) -> str:
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


def signing_key() -> SigningKey:
    """The key in use, made when there is none yet. Raises OSError for a folder it can't write, ValueError for a broken key."""
    if settings.ORRERY_SEAL_KEY:
        key = SigningKey(_private(settings.ORRERY_SEAL_KEY.encode()))
        _keep_public(key.public)
        return key
    for path in sorted(_folder().glob("*.pem")):
        return SigningKey(_private(path.read_bytes()))
    return _make()


def prepare() -> SigningKey:
    """A new key that signs nothing yet. Raises ValueError where the operator names the key."""
    if settings.ORRERY_SEAL_KEY:
        raise ValueError("ORRERY_SEAL_KEY names the key: change it there")
    return SigningKey(Ed25519PrivateKey.generate())


def change_to(key: SigningKey) -> None:
    """Sign with `key` from now on, and forget the private half of the one before; what it signed stays valid."""
    old = list(_folder().glob("*.pem"))
    _keep_public(key.public)
    _write(key)
    for path in old:
        path.unlink()


def public_keys() -> dict[str, Ed25519PublicKey]:
    """Every key that ever signed here, by id. A file whose name isn't its key's id is left out."""
    if settings.ORRERY_SEAL_KEY:
        signing_key()
    return dict(_known())


def verify(public: Ed25519PublicKey, signature: str, message: bytes) -> bool:
    try:
        public.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_public(text: str) -> Ed25519PublicKey:
    """A public key as 64 hexadecimal digits or PEM; ValueError for anything else."""
    text = text.strip()
    if "BEGIN" in text:
        key = serialization.load_pem_public_key(text.encode())
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 key")
        return key
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def _known() -> Iterator[tuple[str, Ed25519PublicKey]]:
    for path in sorted(_folder().glob("*.pub")):
        try:
            public = read_public(path.read_text())
        except (ValueError, UnicodeDecodeError):
            continue
        if key_id(public) == path.stem:
            yield path.stem, public


def _private(pem: bytes) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("the seal key isn't an Ed25519 key")
    return key


def _make() -> SigningKey:
    """A new key; where two processes make one at once, both end up with the first."""
    key = SigningKey(Ed25519PrivateKey.generate())
    path = _write(key)
    first = sorted(_folder().glob("*.pem"))[0]
    if first != path:
        path.unlink()
    kept = SigningKey(_private(first.read_bytes()))
    _keep_public(kept.public)
    return kept


def _write(key: SigningKey) -> Path:
    path = _folder() / f"{key.id}.pem"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.pem())
    return path


def _keep_public(public: Ed25519PublicKey) -> None:
    path = _folder() / f"{key_id(public)}.pub"
    if not path.exists():
        path.write_text(public.public_bytes_raw().hex() + "\n")


def _folder() -> Path:
    folder = Path(settings.ORRERY_DATA_DIR) / "keys" / "seals"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
