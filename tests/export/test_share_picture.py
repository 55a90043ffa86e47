"""The picture that goes with the public page's address."""

import struct
from datetime import date

import pytest

from qic_core.dashboard.public_rules import Adopted, Ideas, PublicPage
from qic_core.export.share_picture import share_picture
from qic_core.words import catalogue


def picture(challenge: str, vision: str, name: str = "Les Tilleuls") -> bytes:
    adopted = [Adopted(text, date(2026, 3, 12), 6, 8, 2035) if text else None for text in (challenge, vision)]
    page = PublicPage(
        1, "tilleuls", name, "Mirevigne", "Europe/Paris", "", *adopted, (), (), 0, (), (), None, (), None,
        Ideas(0, 0, {}, ()),
    )  # fmt: skip
    return share_picture(page, catalogue("fr"))


@pytest.mark.parametrize(
    ("challenge", "vision"),
    [
        ("Un toit sûr", "Tous logés"),
        ("", ""),
        ("Un toit " * 37, "Tous " * 60),
        ("W" * 300, "#panic() $ \\ @x"),
        ("🏠 toit", ""),
    ],
    ids=["usual", "nothing yet", "long", "hostile", "emoji"],
)
def test_the_picture_is_1200_by_630_whatever_is_said(challenge, vision):
    drawn = picture(challenge, vision)
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (1200, 630)


def test_other_words_make_another_picture():
    assert picture("Un toit sûr", "") != picture("De l'eau", "")
