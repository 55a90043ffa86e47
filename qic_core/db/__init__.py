"""Storage: engines, unit of work, revision counter, migrations. Knows no subject."""
