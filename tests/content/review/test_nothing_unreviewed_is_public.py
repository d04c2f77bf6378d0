"""Every road of Wagtail's and Django's into the public, tried; none succeeds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from content.articles.models import Article
from content.core.models import Section
from content.core.publication import is_public, public
from content.core.refusal import Refused
from content.core.tree import section_for
from content.people.models import Contribution, Person
from content.review.actions.publish import Publish
from content.review.audit import audit
from content.review.models import Publication
from tests.cast import Cast, approved, article, edit, fiction, fresh, published, submitted, withdrawn

pytestmark = pytest.mark.django_db


def body_of(work: Page) -> str:
    return Client().get(work.url_path_public).content.decode()


def rewrite(table: str, column: str, key: str, pk: int) -> None:
    """One character of a JSON column, changed in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(f"select cast({column} as text) from {table} where {key} = %s", [pk])
        before = cursor.fetchone()[0]
        cursor.execute(f"update {table} set {column} = %s where {key} = %s", [before.replace("hot gas", "hot gaz"), pk])


# Writing


def test_a_page_added_with_wagtails_default_live_is_a_draft(cast: Cast) -> None:
    section = section_for("en", "articles")
    work = Article(title="Added", locale=section.locale)
    section.add_child(instance=work)

    assert not fresh(work).live


def test_publishing_an_unapproved_revision_is_refused_and_changes_nothing(cast: Cast) -> None:
    work = article(cast)

    with pytest.raises(Refused):
        work.get_latest_revision().publish(user=cast.administrator)

    assert not fresh(work).live
    assert not is_public(work)


def test_what_is_published_is_the_approved_revision_never_a_later_draft(cast: Cast) -> None:
    work = approved(cast, article(cast))
    edit(work, cast.editor, title="A later draft")

    Publish(work=fresh(work), by=cast.editor).execute()

    assert fresh(work).title == "How stars shine"
    assert fresh(work).has_unpublished_changes
    assert fresh(work).get_latest_revision_as_object().title == "A later draft"


def test_the_base_class_save_cannot_change_a_live_title(cast: Cast) -> None:
    work = published(cast, article(cast))
    page = Page.objects.get(pk=work.pk)
    page.title = "Changed behind the gate"

    with pytest.raises(Refused):
        page.save()

    assert fresh(work).title == "How stars shine"


@pytest.mark.parametrize("fields", [["title"], ["summary"], None])
def test_the_specific_save_cannot_change_live_words(cast: Cast, fields: list[str] | None) -> None:
    work = published(cast, article(cast))
    work.title = work.summary = "Changed"

    with pytest.raises(Refused):
        work.save(update_fields=fields)


def test_an_update_of_works_by_queryset_is_refused(cast: Cast) -> None:
    work = published(cast, article(cast))

    with pytest.raises(Refused):
        Article.objects.filter(pk=work.pk).update(summary="Changed")
    with pytest.raises(Refused):
        Article.objects.filter(pk=article(cast, "Draft").pk).update(live=True)


def test_an_update_of_pages_by_queryset_leaves_lists_and_shows_the_sealed_text(cast: Cast) -> None:
    work = published(cast, article(cast))
    Page.objects.filter(pk=work.pk).update(title="Changed behind the gate")

    assert "Changed behind the gate" not in body_of(work)
    assert "How stars shine" in body_of(work)
    assert work.pk not in public().values_list("pk", flat=True)


def test_a_draft_made_live_by_an_update_is_not_read(cast: Cast) -> None:
    work = article(cast)
    Page.objects.filter(pk=work.pk).update(live=True)

    assert not is_public(work)
    assert Client().get(work.url_path_public).status_code == 404
    assert [finding["kind"] for finding in audit()["findings"]] == ["unsealed"]


def test_a_copy_of_a_public_work_is_a_draft(cast: Cast) -> None:
    work = published(cast, article(cast))

    copy = work.copy(update_attrs={"slug": "copy", "title": "Copy"}, user=cast.editor)

    assert not Article.objects.get(pk=copy.pk).live
    assert not is_public(copy)


def test_a_recursive_copy_of_a_section_brings_only_drafts(cast: Cast) -> None:
    work = published(cast, article(cast))
    section = work.get_parent().specific

    copy = section.copy(recursive=True, update_attrs={"slug": "second"}, user=cast.administrator)

    assert not Page.objects.descendant_of(copy).filter(live=True).exists()


def test_an_alias_of_a_public_work_is_not_public(cast: Cast) -> None:
    work = published(cast, article(cast))
    other = Section(title="Other", slug="other", locale=work.locale)
    work.get_parent().get_parent().add_child(instance=other)

    alias = work.create_alias(parent=other, update_slug="alias")

    assert not is_public(alias)
    edit(work, cast.editor, summary="Again")
    assert is_public(published(cast, work))
    assert not is_public(alias)


def test_a_translation_is_a_draft_of_its_own(cast: Cast) -> None:
    work = published(cast, article(cast))

    copy = work.copy_for_translation(Locale.objects.get(language_code="fr"))

    assert not copy.live
    assert not is_public(copy)


def test_a_revert_makes_a_draft(cast: Cast) -> None:
    work = published(cast, article(cast))
    first = work.get_latest_revision()
    edit(work, cast.editor, title="Second")

    first.as_object().save_revision(user=cast.editor, previous_revision=first)

    assert fresh(work).title == "How stars shine"


def test_the_reviewed_revision_rewritten_is_not_endorsed(cast: Cast) -> None:
    from content.review.actions.endorse import Endorse

    work = article(cast)
    round_ = submitted(cast, work)
    draft = fresh(work).get_latest_revision_as_object()
    draft.title = "Rewritten"
    draft.save_revision(user=cast.editor, overwrite_revision=work.get_latest_revision())

    with pytest.raises(Refused, match="changed"):
        Endorse(round=round_, by=cast.scientist).execute()


def test_a_child_row_added_to_a_live_work_is_not_read(cast: Cast) -> None:
    work = published(cast, article(cast))
    Contribution.objects.create(page_id=work.pk, person=Person.objects.create(name="Mallory", name_en="Mallory"))

    assert "Mallory" not in body_of(work)
    assert [finding["kind"] for finding in audit()["findings"]] == ["changed"]


def test_a_moved_or_reordered_work_keeps_its_words(cast: Cast) -> None:
    work = published(cast, article(cast))
    other = Section(title="Other", slug="elsewhere", locale=work.locale)
    work.get_parent().get_parent().add_child(instance=other)

    work.move(other, pos="first-child", user=cast.administrator)

    assert is_public(work)
    assert Client().get("/en/elsewhere/how-stars-shine/").status_code == 200
    assert Client().get("/en/articles/how-stars-shine/").status_code == 301
    assert audit()["findings"] == []


def test_chapters_keep_the_approved_order_when_the_tree_is_reordered(cast: Cast) -> None:
    book = published(cast, fiction(cast))
    first, second = book.parts()

    first.move(second, pos="right", user=cast.administrator)

    assert [card.title for card in fresh(book).chapter_cards()] == ["Chapter 1", "Chapter 2"]
    assert audit()["findings"] == []


def test_a_chapter_of_a_public_book_is_not_deleted_alone(cast: Cast) -> None:
    book = published(cast, fiction(cast))

    with pytest.raises(Refused), transaction.atomic():
        book.parts()[0].delete()

    assert len(fresh(book).chapter_cards()) == 2


def test_one_character_changed_in_sql_is_found_and_not_shown(cast: Cast) -> None:
    work = published(cast, article(cast))
    rewrite("articles_article", "body", "page_ptr_id", work.pk)

    findings = audit()["findings"]

    assert [(finding["work"], finding["kind"]) for finding in findings] == [(work.pk, "changed")]
    assert "hot gas" in body_of(work)
    assert "hot gaz" not in body_of(work)


def test_a_work_whose_seal_was_altered_too_is_unavailable(cast: Cast) -> None:
    work = published(cast, article(cast))
    with connection.cursor() as cursor:
        cursor.execute("update articles_article set summary = 'Evil' where page_ptr_id = %s", [work.pk])
    rewrite("review_seal", "content", "work_id", work.pk)

    response = Client().get(work.url_path_public)

    assert response.status_code == 503
    assert "Evil" not in response.content.decode()


# Reading


def test_a_restricted_work_is_in_no_list(cast: Cast) -> None:
    work = published(cast, article(cast))
    PageViewRestriction.objects.create(page=work, restriction_type="login")

    assert not is_public(work)


def test_a_work_past_its_time_is_not_read_whether_or_not_the_scheduler_ran(cast: Cast) -> None:
    work = published(cast, article(cast))
    Page.objects.filter(pk=work.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    assert not is_public(work)
    assert Client().get(work.url_path_public).status_code == 404
    assert "How stars shine" not in Client().get("/en/articles/").content.decode()


def test_withdrawing_a_book_withdraws_its_chapters(cast: Cast) -> None:
    book = published(cast, fiction(cast))
    chapter = book.parts()[0]
    assert Client().get(chapter.url_path_public).status_code == 200

    withdrawn(cast, book)

    assert Client().get(chapter.url_path_public).status_code == 410
    assert Client().get(book.url_path_public).status_code == 410


def test_unpublishing_a_book_by_the_base_class_leaves_no_chapter_readable(cast: Cast) -> None:
    book = published(cast, fiction(cast))
    chapter = book.parts()[0]

    Page.objects.get(pk=book.pk).unpublish()

    assert not is_public(chapter)
    assert Client().get(chapter.url_path_public).status_code in {404, 410}


def test_a_deleted_work_answers_410_and_leaves_its_record(cast: Cast) -> None:
    work = published(cast, article(cast))
    path = work.url_path_public

    work.delete()

    assert Client().get(path).status_code == 410
    publication = Publication.objects.get(title="How stars shine")
    assert publication.state == Publication.State.DELETED
    assert "hot gas" in publication.seal.content["body"]


def test_the_record_survives_purge_revisions_and_the_deletion_of_the_scientist(cast: Cast) -> None:
    work = published(cast, article(cast))
    edit(work, cast.editor, title="A later draft")
    call_command("purge_revisions")
    cast.scientist.delete()

    result = audit()
    assert (result["checked"], result["sealed"], result["findings"]) == (1, 1, [])
    assert Publication.objects.get(work_id=work.pk).seal.approved_by_name == "scientist"
    assert Client().get(work.url_path_public).status_code == 200
