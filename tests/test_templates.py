"""What templates hold to: values are escaped, one that nobody gave is a mistake, a policy names the style it allows."""

import base64
import hashlib
from gettext import NullTranslations

import pytest
from jinja2 import Undefined, UndefinedError

from qic_core.templates import compile_all, source_of, templates_in, tightened

WORDS = NullTranslations()


def drawn(folder, body, /, **values):
    (folder / "page.html").write_text(body, encoding="utf-8")
    return templates_in(folder, WORDS).get_template("page.html").render(values)


def test_a_value_is_text_and_stays_text(tmp_path):
    assert drawn(tmp_path, "<p>{{ said }}</p>", said="<b>a</b>") == "<p>&lt;b&gt;a&lt;/b&gt;</p>"


def test_a_value_that_nobody_gave_is_a_mistake_unless_said_otherwise(tmp_path):
    with pytest.raises(UndefinedError):
        drawn(tmp_path, "{{ said }}")
    assert templates_in(tmp_path, WORDS, undefined=Undefined).get_template("page.html").render() == ""


def test_a_sentence_is_translated_with_what_it_tells(tmp_path):
    assert drawn(tmp_path, '{{ _("%(n)s voices", n=count) }}', count=3) == "3 voices"


def test_a_template_that_cannot_be_compiled_is_known_at_the_start(tmp_path):
    (tmp_path / "broken.html").write_text("{% if %}")
    with pytest.raises(Exception, match="Expected an expression"):
        compile_all(templates_in(tmp_path, WORDS))


def test_what_is_sent_holds_neither_indentation_nor_comments(tmp_path):
    style = tmp_path / "page.css"
    style.write_text("/* Why. */\nbody {\n  color: red;\n\n  // why\n}\n")
    assert tightened(style) == "body {\ncolor: red;\n}"


def test_a_style_is_named_by_its_hash():
    kind, digest = source_of("body {}").strip("'").split("-", 1)
    assert (kind, base64.b64decode(digest)) == ("sha256", hashlib.sha256(b"body {}").digest())
