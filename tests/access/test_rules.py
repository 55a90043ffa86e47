import re

from qic_core.access.rules import Role, hash_of, secret_of


def test_a_secret_is_the_same_for_the_same_key_and_link():
    assert secret_of(b"key", 1) == secret_of(b"key", 1)


def test_a_secret_can_be_said_and_typed():
    for link_id in range(1, 200):
        assert re.fullmatch("[a-z2-7]{26}", secret_of(b"key", link_id))


def test_no_two_links_nor_keys_share_a_secret():
    secrets = {secret_of(key, link_id) for key in (b"key", b"other", b"") for link_id in range(200)}
    assert len(secrets) == 600


def test_the_hash_says_nothing_of_the_secret():
    secret = secret_of(b"key", 1)
    assert secret not in hash_of(secret)
    assert hash_of(secret) == hash_of(secret) != hash_of(secret + "a")


def test_a_facilitator_may_all_and_a_reader_least():
    assert Role.READER < Role.COORDINATOR < Role.FACILITATOR
    assert (min(Role), max(Role)) == (Role.READER, Role.FACILITATOR)
