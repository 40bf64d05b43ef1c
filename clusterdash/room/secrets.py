"""Codes that can be said aloud, keys, and how both and the tokens of devices are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# Letters and digits that nobody takes for each other when they are read out or written by hand.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 4


def make_code() -> str:
    """Return a new room code, such as "K7QF". Source: assumption (four signs, 810,000 codes)."""
    return "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """Return a code as it is stored, from what somebody typed; "" where it cannot be one. Source: assumption."""
    code = "".join(text.split()).replace("-", "").upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(SIGNS) else ""


def make_key() -> str:
    """Return a new facilitator's key, which nobody can guess. Source: assumption."""
    return secrets.token_urlsafe(24)


def hash_key(key: str) -> str:
    """Return what is stored of a key. Source: assumption (a random key needs no slow hash)."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def is_key(key: str, stored: str) -> bool:
    """Return whether a key is the one of which ``stored`` is kept, in the same time for every wrong one."""
    return hmac.compare_digest(hash_key(key), stored)


def hash_device(code: str, device: str) -> str:
    """Return what is stored of a device's token: another text in every room. Source: assumption (privacy)."""
    return hmac.new(code.encode(), device.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:40]
