"""Every table, in one import: for migrations that are made, and tests that compare them with the models."""

from sqlmodel import SQLModel

import qic_core.access.tables
import qic_core.collective.tables
import qic_core.db.tables
import qic_core.workshop.tables  # noqa: F401

METADATA = SQLModel.metadata
