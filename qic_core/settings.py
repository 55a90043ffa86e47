"""What the environment says: read once, at the edge."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data are, which database serves them, and the address that phones can reach."""

    data_dir: Path
    database_url: str
    public_url: str | None
    demo: bool


def read_settings() -> Settings:
    """Read QIC_DATA_DIR, QIC_DATABASE_URL, QIC_PUBLIC_URL and DEMO; relative paths start at the project."""
    data_dir = ROOT / os.environ.get("QIC_DATA_DIR", "data/local")
    default_url = f"sqlite:///{data_dir / 'carnet.sqlite'}"
    return Settings(
        data_dir=data_dir,
        database_url=os.environ.get("QIC_DATABASE_URL") or default_url,
        public_url=os.environ.get("QIC_PUBLIC_URL", "").rstrip("/") or None,
        demo=os.environ.get("DEMO", "1") != "0",
    )
