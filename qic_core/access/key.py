"""The machine's own key: it signs cookies and derives link secrets; it never enters the database."""

import os
import secrets
from functools import cache
from pathlib import Path


@cache
def signing_key(data_dir: Path) -> bytes:
    """Return QIC_SECRET when set (several machines share it), else the key kept in the data folder, made once."""
    if shared := os.environ.get("QIC_SECRET"):
        return shared.encode()
    path = data_dir / "secret.key"
    if not path.exists() or not path.stat().st_size:
        data_dir.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")  # renamed once written: a key cut short would let anyone in
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
        fresh.replace(path)
    return path.read_bytes()
