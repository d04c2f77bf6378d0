from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from content.core.publication import is_public
from content.people.models import User
from content.review.models import Publication, Round
from tests.cast import Cast, approved, article, edit, fresh, published, submitted

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(title: str) -> dict[str, object]:
    empty = {name: inline_formset([]) for name in ("contributions", "work_subjects", "comments")}
    return nested_form_data(
        {
            "title": title,
            "slug": "written-in-the-admin",
            "summary": "A summary.",
            "subtype": "explainer",
            "body": streamfield([("text", rich_text("<p>Words of the editor.</p>"))]),
            "references": streamfield([]),
            **empty,
        }
    )


def test_an_editor_writes_submits_a_scientist_endorses_and_an_editor_publishes(cast: Cast) -> None:
    from content.core.tree import section_for

    editor, scientist = browser(cast.editor), browser(cast.scientist)
    section = section_for("en", "articles")
    url = reverse("wagtailadmin_pages:add", args=("articles", "article", section.pk))
    assert editor.get(url).status_code == 200
    response = editor.post(url, {**form_of("Written in the admin"), "action-submit": "1"}, follow=True)
    assert response.status_code == 200
    round_ = Round.objects.running().get()

    board = scientist.get(reverse("review:board")).content.decode()
    assert "Written in the admin" in board
    page = scientist.get(reverse("review:round", args=[round_.pk])).content.decode()
    assert 'name="endorse"' in page
    assert "Words of the editor" in scientist.get(reverse("review:snapshot", args=[round_.pk])).content.decode()
    scientist.post(reverse("review:round", args=[round_.pk]), {"endorse": "1", "note": ""})
    editor.post(reverse("review:publish", args=[round_.work_id]))

    assert Client().get("/en/articles/written-in-the-admin/").status_code == 200


def test_saving_what_nobody_changed_changes_nothing_though_browsers_send_other_line_breaks(cast: Cast) -> None:
    work = published(cast, article(cast, summary="One line.\nAnother."))
    chart = {"title": "Stars", "kind": "line", "data": "year,stars\r\n1,2", "description": "It\r\nrises."}
    posted = {**form_of(work.title), **nested_form_data({"body": streamfield([("chart", chart)])})}
    posted["summary"] = "One line.\r\nAnother."

    browser(cast.editor).post(reverse("wagtailadmin_pages:edit", args=[work.pk]), posted)

    draft = fresh(work).get_latest_revision_as_object()
    assert draft.summary == "One line.\nAnother."
    assert draft.body[0].value["data"] == "year,stars\n1,2"


def test_the_publish_button_of_wagtail_is_not_offered_and_a_forged_one_is_refused(cast: Cast) -> None:
    work = article(cast)
    editor = browser(cast.editor)
    url = reverse("wagtailadmin_pages:edit", args=[work.pk])

    adding = reverse("wagtailadmin_pages:add", args=("articles", "article", work.get_parent().pk))
    assert 'name="action-publish"' not in editor.get(url).content.decode()
    assert 'name="action-publish"' not in editor.get(adding).content.decode()
    response = editor.post(url, {**form_of("Forged"), "action-publish": "1"}, follow=True)

    assert not is_public(work)
    assert "no scientist has approved" in response.content.decode()
    assert fresh(work).get_latest_revision_as_object().title == "Forged"


def test_bulk_publishing_unapproved_works_is_refused(cast: Cast) -> None:
    work = article(cast)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={work.pk}"

    response = browser(cast.administrator).post(url, follow=True)

    assert response.status_code == 200
    assert not is_public(work)


def test_whoever_edited_sees_why_they_may_not_endorse(cast: Cast) -> None:
    work = article(cast)
    edit(work, cast.scientist, summary="Mine.")
    round_ = submitted(cast, work)
    scientist = browser(cast.scientist)

    page = scientist.get(reverse("review:round", args=[round_.pk])).content.decode()
    response = scientist.post(reverse("review:round", args=[round_.pk]), {"endorse": "1"}, follow=True)

    assert "nobody approves a text they wrote" in page
    assert "nobody approves a text they wrote" in response.content.decode()
    assert Round.objects.running().filter(pk=round_.pk).exists()


def test_differences_against_the_public_version_are_shown(cast: Cast) -> None:
    work = published(cast, article(cast))
    edit(work, cast.editor, summary="They shine by fusion.")
    round_ = submitted(cast, work)

    page = browser(cast.scientist).get(reverse("review:round", args=[round_.pk])).content.decode()

    assert "<del>Why they shine.</del>" in page
    assert "<ins>They shine by fusion.</ins>" in page


def test_the_editors_front_page_offers_what_waits_to_be_published(cast: Cast) -> None:
    work = approved(cast, article(cast))

    page = browser(cast.editor).get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("review:publish", args=[work.pk]) in page


def test_an_editor_restores_a_deleted_work_as_a_draft(cast: Cast) -> None:
    work = published(cast, article(cast))
    work.delete()

    browser(cast.editor).post(reverse("review:restore", args=[work.pk]))

    restored = type(work).objects.get(title="How stars shine")
    assert not restored.live
    assert "hot gas" in str(restored.body.raw_data)
    assert not Publication.objects.filter(state="deleted").exists()


@pytest.mark.parametrize("who", ["intruder", "translator"])
def test_others_see_no_snapshot(cast: Cast, who: str) -> None:
    round_ = submitted(cast, article(cast))

    assert browser(getattr(cast, who)).get(reverse("review:snapshot", args=[round_.pk])).status_code in {302, 403}
    assert Client().get(reverse("review:snapshot", args=[round_.pk])).status_code == 302


def test_a_wording_is_approved_by_someone_who_did_not_write_it(cast: Cast) -> None:
    from content.taxonomy.models import Term

    term = Term(slug="star", name="Star", name_en="Star", definition_en="A ball of hot gas.")
    term.written_by = {"en": cast.editor.pk}
    term.save()
    data = {"model": "taxonomy.Term", "pk": term.pk, "lang": "en"}

    browser(cast.editor).post(reverse("review:wordings"), data)
    assert Term.objects.get(pk=term.pk).wording("name") == ""

    browser(cast.scientist).post(reverse("review:wordings"), data)
    assert Term.objects.get(pk=term.pk).wording("definition") == "A ball of hot gas."


@pytest.mark.parametrize(
    "data", [{}, {"model": "people.User", "pk": "1", "lang": "en"}, {"model": "taxonomy.Term", "pk": "x", "lang": "en"}]
)
def test_a_forged_approval_of_a_wording_finds_nothing(data: dict[str, str], cast: Cast) -> None:
    assert browser(cast.scientist).post(reverse("review:wordings"), data).status_code == 404


def test_a_work_that_is_not_in_a_language_yet_offers_the_others(cast: Cast) -> None:
    published(cast, article(cast))

    response = Client().get("/fr/articles/how-stars-shine/")

    assert response.status_code == 404
    assert "/en/articles/how-stars-shine/" in response.content.decode()


def test_after_publishing_the_editor_reads_the_title_that_readers_see(cast: Cast) -> None:
    work = approved(cast, edit(published(cast, article(cast)), cast.editor, title="How stars glow"))
    editor = Client()
    editor.force_login(cast.editor)

    page = editor.post(reverse("review:publish", args=[work.pk]), follow=True).content.decode()

    assert "“How stars glow” is public." in page
