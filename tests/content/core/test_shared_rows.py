"""Subjects, terms, persons: a tab a language, each wording public once someone else approved it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from content.core.refusal import Refused
from content.people.models import Institution, Person
from content.taxonomy.models import Subject, Term
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_an_editor_writes_a_term_in_two_languages_and_a_scientist_approves_it(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.editor)
    url = reverse(Term.snippet_viewset.get_url_name("add"))
    form = client.get(url).content.decode()
    assert 'name="name_zh_hans"' in form
    assert 'name="definition_ar"' in form

    client.post(url, {"slug": "nebula", "name_en": "nebula", "name_zh_hans": "星云", "definition_zh_hans": "气体和尘埃的云。"})
    term = Term.objects.get(slug="nebula")

    assert term.written_by == {"en": cast.editor.pk, "zh-hans": cast.editor.pk}
    assert term.wording("name", "zh-hans") == ""
    with pytest.raises(Refused):
        term.approve("zh-hans", cast.editor)
    term.approve("zh-hans", cast.scientist)
    assert term.wording("name", "zh-hans") == "星云"
    assert term.wording("name", "zh-hant") == "星云"
    assert term.wording("name", "fr") == ""


def test_a_later_wording_waits_while_readers_see_the_approved_one(cast: Cast) -> None:
    subject = Subject.objects.create(slug="optics", name="Optics", name_en="Optics")
    subject.approve("en", cast.scientist)
    subject.set_draft("name", "en", "Light", cast.editor.pk)
    subject.save()

    assert Subject.objects.get(pk=subject.pk).wording("name", "en") == "Optics"
    assert Subject.objects.get(pk=subject.pk).pending() == ["en"]


@pytest.mark.parametrize("lang", ["en", "ar", "zh-hans"])
def test_saving_in_any_language_leaves_the_other_columns_alone(lang: str) -> None:
    person = Person.objects.create(name="Zhang Heng", name_en="Zhang Heng", name_zh_hans="张衡")
    with translation.override(lang):
        again = Person.objects.get(pk=person.pk)
        again.orcid = "0000-0002-1825-0097"
        again.save()

    stored = Person.objects.get(pk=person.pk)
    assert (stored.name_en, stored.name_zh_hans) == ("Zhang Heng", "张衡")


@pytest.mark.parametrize("model", [Subject, Term, Person, Institution])
def test_each_listing_opens_for_an_editor_and_not_for_an_author(model: type, cast: Cast) -> None:
    url = reverse(model.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]  # a registered snippet
    editor, author = Client(), Client()
    editor.force_login(cast.editor)
    author.force_login(cast.author)

    assert editor.get(url).status_code == 200
    assert author.get(url).status_code == 302


def test_the_language_without_approval_falls_back() -> None:
    from tests.cast import make_reference_rows

    make_reference_rows()
    subject = Subject.objects.create(slug="x", name="X", name_en="X", name_zh_hans="某")
    subject.approved = {"zh-hans": {"name": "某"}, "en": {"name": "X"}}

    assert subject.wording("name", "zh-hant") == "某"
    assert subject.wording("name", "de") == "X"
