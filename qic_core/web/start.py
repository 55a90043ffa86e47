"""The start: a database brought up to date, the demo in an empty one, three lines that say where to go."""

from sqlalchemy.engine import make_url

from qic_core.access.key import signing_key
from qic_core.access.service import launch_secret
from qic_core.address import public_url
from qic_core.collective.service import current_code, list_collectives
from qic_core.db.engine import Database
from qic_core.db.migrate import migrate
from qic_core.demo import load_demo
from qic_core.settings import Settings


def prepare(database: Database, settings: Settings) -> None:
    """Bring the database to this version; load the demo collective into an empty one unless told not to."""
    migrate(database)
    if settings.demo:
        load_demo(database)


def announce(database: Database, settings: Settings, port: int) -> None:
    """Print the facilitator's link, the phones' address and where the data are."""
    with database.writing() as work:
        secret = launch_secret(work, signing_key(settings.data_dir))
        collectives = list_collectives(work.session)
        code = current_code(work.session, collectives[0].id) if collectives else ""
    reachable = public_url(settings.public_url, port)
    where = make_url(settings.database_url).render_as_string(hide_password=True)
    own = settings.public_url or f"http://localhost:{port}"
    print(f"Animation : {own}/entrer/{secret}", flush=True)  # noqa: T201
    print(f"Téléphones : {reachable}/r/{code}", flush=True)  # noqa: T201
    print(f"Données : {where}", flush=True)  # noqa: T201
