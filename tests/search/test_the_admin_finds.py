from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from content.core.publication import is_public
from content.core.tree import section_for
from content.media.models import Document
from content.people.models import Institution, Person, User
from content.taxonomy.models import Subject, Term
from search.indexing import catch_up
from tests.cast import Cast, article, picture, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]
ODD = ['"', " ", "\x00", "a AND (", "[1 TO", "🪐"]


def signed_in(cast: Cast, user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or cast.editor)
    return client


def found(cast: Cast, name: str, query: str, *args: int, user: User | None = None) -> str:
    return signed_in(cast, user).get(reverse(name, args=args), {"q": query}).content.decode()


def listing(model: type[Any]) -> str:
    return str(model.snippet_viewset.get_url_name("list"))


def newcomer(cast: Cast, *, section: str) -> User:
    """An editor of one language's articles, and of one collection of images and documents."""
    user: User = cast.intruder
    group = Group.objects.create(name="newcomers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    page = section_for(section, "articles")
    for action in ("add", "change"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    collection = Collection.get_first_root_node().add_child(name="Theirs")
    for codename in ("change_image", "choose_image", "change_document", "choose_document"):
        permission = Permission.objects.get(content_type__app_label="media", codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    user.groups.add(group)
    return user


def test_a_chinese_word_finds_the_draft_that_holds_it(cast: Cast) -> None:
    work = article(cast, title="银河系", lang="zh-hans", text="银河系中的恒星演化")
    catch_up()

    page = signed_in(cast).get(reverse("wagtailadmin_pages:search"), {"q": "恒星"}).content.decode()

    assert "银河系" in page
    assert not is_public(work)


def test_a_chinese_word_finds_an_image_by_its_title(cast: Cast) -> None:
    picture("银河系中的恒星")

    assert "银河系中的恒星" in signed_in(cast).get(reverse("wagtailimages:index"), {"q": "恒星"}).content.decode()


def test_a_chinese_word_finds_a_term(cast: Cast) -> None:
    Term.objects.create(slug="star-life", name="Stellar evolution", name_en="Stellar evolution", name_zh_hans="恒星演化")

    url = reverse(Term.snippet_viewset.get_url_name("list"))

    assert "Stellar" in signed_in(cast).get(url, {"q": "恒星"}).content.decode()
    assert "Stellar" not in signed_in(cast).get(url, {"q": "行星"}).content.decode()


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_pages:search",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailadmin_choose_page_search",
        "wagtaildocs_chooser:choose_results",
        listing(Person),
        listing(Term),
    ],
)
def test_odd_strings_break_no_listing(name: str, query: str, cast: Cast) -> None:
    article(cast)

    assert signed_in(cast).get(reverse(name), {"q": query}).status_code == 200


def paper(title: str, name: str = "notes.txt") -> Document:
    return Document.objects.create(title=title, file=ContentFile(b"text", name=name), alt_ar="نُجُومٌ")


SPELLINGS = [
    ("zh_hans", "恒星物理学家", "恆星物理學家"),
    ("zh_hant", "恆星", "恒星"),
    ("fr", "Hélène Étoile", "helene etoile"),
    ("ar", "أَحْمَد", "احمد"),
    ("ar", "احمد", "أحمد"),
    ("en", "Orion", "ＯＲＩＯＮ"),
]


@pytest.mark.parametrize("model", [Person, Institution, Subject, Term])
@pytest.mark.parametrize(("lang", "written", "typed"), SPELLINGS)
def test_a_name_in_any_language_is_found_in_any_spelling(
    model: type[Any], lang: str, written: str, typed: str, cast: Cast
) -> None:
    slug = {} if model is Person else {"slug": "one"}
    row = model.objects.create(**{"name": "Kasimir", "name_en": "Kasimir", f"name_{lang}": written}, **slug)
    url = listing(model)

    assert f"/edit/{row.pk}/" in found(cast, url, typed)
    assert f"/edit/{row.pk}/" not in found(cast, url, "行星")


@pytest.mark.parametrize("model", [Person, Institution])
def test_a_chooser_finds_by_name_too(model: type[Any], cast: Cast) -> None:
    slug = {} if model is Person else {"slug": "one"}
    model.objects.create(name="Kasimir", name_en="Kasimir", name_zh_hans="恒星", **slug)
    url = model.snippet_viewset.chooser_viewset.get_url_name("choose_results")

    assert "Kasimir" in found(cast, url, "恆星")
    assert "Kasimir" not in found(cast, url, "行星")


@pytest.mark.parametrize("name", ["wagtaildocs:index", "wagtaildocs_chooser:choose_results"])
@pytest.mark.parametrize("query", ["恆星", "notes", "نجوم"])
def test_a_document_is_found_by_title_file_and_wording(name: str, query: str, cast: Cast) -> None:
    paper("银河系中的恒星")

    assert "银河系中的恒星" in found(cast, name, query)
    assert "银河系中的恒星" not in found(cast, name, "documents")


def test_an_image_is_found_by_what_it_shows_in_any_language(cast: Cast) -> None:
    image = picture("Untitled")
    image.alt_zh_hans = "一颗恒星"
    image.save()

    assert "Untitled" in found(cast, "wagtailimages:index", "恆星")
    assert "Untitled" in found(cast, "wagtailimages_chooser:choose_results", "恆星")


def test_an_account_is_found_by_name_without_accents(cast: Cast) -> None:
    cast.person("x@cast.example", "reader").__class__.objects.filter(email="x@cast.example").update(last_name="Núñez")

    assert "x@cast.example" in found(cast, "wagtailusers_users:index", "nunez", user=cast.administrator)


@pytest.mark.parametrize("where", ["search", "explorer", "chooser"])
def test_a_draft_is_found_by_those_who_may_see_it_alone(where: str, cast: Cast) -> None:
    """A scientist is in the admin without a right to pages; the newcomer edits articles in English."""
    secret = article(cast, title="银河系", lang="zh-hans", text="银河系中的恒星演化")
    article(cast, title="Of 恒星", text="Names: 恒星.")
    catch_up()
    names = {
        "search": ("wagtailadmin_pages:search_results",),
        "explorer": ("wagtailadmin_explore_results", secret.get_parent().pk),
        "chooser": ("wagtailadmin_choose_page_search",),
    }
    name, *args = names[where]

    assert "银河系" in found(cast, name, "恆星", *args)
    assert "银河系" not in found(cast, name, "恒星", *args, user=newcomer(cast, section="en"))
    assert "银河系" not in found(cast, name, "恒星", *args, user=cast.scientist)


def test_the_chooser_offers_published_works_and_ones_own(cast: Cast) -> None:
    published(cast, article(cast, title="银河系", lang="zh-hans", text="银河系中的恒星演化"))
    article(cast, title="Names", text="Names: 恒星.")
    catch_up()

    page = found(cast, "wagtailadmin_choose_page_search", "恒星", user=newcomer(cast, section="en"))

    assert "银河系" in page
    assert "Names" in page


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index", "wagtailimages_chooser:choose_results"])
def test_media_of_a_collection_one_may_not_see_is_not_found(name: str, cast: Cast) -> None:
    picture("银河系中的恒星")
    paper("银河系中的恒星")

    assert "银河系中的恒星" in found(cast, name, "恒星")
    assert "银河系中的恒星" not in found(cast, name, "恒星", user=newcomer(cast, section="en"))


@pytest.mark.parametrize("name", ["wagtailadmin_pages:search_results", "wagtailadmin_explore_results"])
def test_the_work_that_answers_best_comes_first(name: str, cast: Cast) -> None:
    best = article(cast, title="Pulsars", text="Pulsars are pulsars.")
    article(cast, title="Long", text="A pulsar is named once among many other words of this text. " + "And so on. " * 30)
    catch_up()
    args = [best.get_parent().pk] if "explore" in name else []

    page = found(cast, name, "pulsars", *args)

    assert 0 < page.index("Pulsars") < page.index("Long")


def test_a_phrase_is_searched_in_the_text(cast: Cast) -> None:
    article(cast, title="Quasar", text="A ball of hot gas.")
    article(cast, title="Nebula", text="Gas, and a hot ball.")
    catch_up()

    page = found(cast, "wagtailadmin_pages:search_results", '"ball of hot gas"')

    assert "Quasar" in page
    assert "Nebula" not in page


def test_more_rows_need_no_more_queries(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(12):
        Person.objects.create(name=f"恒星 {number}", name_en=f"恒星 {number}")
    client = signed_in(cast)
    client.get(reverse(listing(Person)))

    with django_assert_max_num_queries(20):
        client.get(reverse(listing(Person)), {"q": "恒星 1"})
