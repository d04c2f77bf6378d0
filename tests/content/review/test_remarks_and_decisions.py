from __future__ import annotations

import pytest
from django.urls import reverse

from content.people.models import User
from content.review.actions.comment import AddComment
from content.review.actions.report import SubmitReport
from content.review.correspondence.default_letters import DEFAULT_LETTERS
from content.review.correspondence.prefilling import fill, letters_for
from content.review.models import LetterTemplate
from content.review.setup import set_up_letters
from tests.cast import Cast, article, edit, published, submitted
from tests.rounds import authored, browser, page_of, post, work_under_review

pytestmark = pytest.mark.django_db


def test_remarks_stand_under_their_passage_and_a_replacement_is_taken_over(cast: Cast) -> None:
    round_ = authored(cast)
    remark = {"quote": "Why they shine.", "replacement": "How they shine."}
    comment = AddComment(round=round_, by=cast.scientist, address="summary", text="Say how.", severity="must", **remark).execute()

    page = page_of(round_, cast.author)
    assert "<del>Why</del>" in page
    assert "<ins>How</ins>" in page
    assert f'name="take_over" value="{comment.pk}"' in page
    assert 'name="settle"' not in page
    done = post(round_, cast.author, take_over=comment.pk)

    assert "The replacement is in the draft." in done
    assert work_under_review(round_).get_latest_revision_as_object().summary == "How they shine."


def test_an_author_answers_and_who_made_the_remark_settles_it(cast: Cast) -> None:
    round_ = authored(cast)
    comment = AddComment(round=round_, by=cast.scientist, address="title", severity="must", text="Which star?").execute()

    post(round_, cast.author, answer=comment.pk, text="All of them.")
    assert "All of them." in page_of(round_, cast.scientist)
    post(round_, cast.author, settle=comment.pk)
    comment.refresh_from_db()
    assert comment.state == "answered"

    post(round_, cast.scientist, settle=comment.pk)

    comment.refresh_from_db()
    assert comment.state == "resolved"


@pytest.mark.parametrize("name", ["answer", "take_over", "settle", "release", "new_link"])
@pytest.mark.parametrize("value", ["", "x", "-1", "99999", "9" * 40, "１"])
def test_what_is_no_remark_or_assignment_of_this_round_is_not_found(name: str, value: str, cast: Cast) -> None:
    round_ = submitted(cast, article(cast))

    response = browser(cast.editor).post(reverse("review:round", args=[round_.pk]), {name: value, "text": "x"})

    assert response.status_code == 404


def test_the_decision_begins_from_a_letter_in_the_authors_language(cast: Cast) -> None:
    set_up_letters()
    round_ = authored(cast)
    User.objects.filter(pk=cast.author.pk).update(lang="ar")

    page = page_of(round_, cast.editor, decision="minor")

    assert "اقترب «How stars shine» من الاكتمال" in page
    assert 'name="decision" value="minor"' in page


def test_one_of_several_letters_is_chosen_without_a_script(cast: Cast) -> None:
    set_up_letters()
    other = LetterTemplate.objects.create(decision="reject", name="Out of scope", text_en="“{title}” isn't for us. {editor}")
    round_ = authored(cast)

    page = page_of(round_, cast.editor, decision="reject", letter=str(other.pk))

    assert "Not accepted" in page
    assert "Out of scope" in page
    assert "“How stars shine” isn&#x27;t for us. editor" in page
    assert "Your decision" in page_of(round_, cast.editor, decision="nonsense", letter="x")


def test_a_decision_is_sent_with_its_letter_and_a_refused_one_keeps_it(cast: Cast) -> None:
    round_ = authored(cast)

    refused = post(round_, cast.editor, decision="approve", letter="Dear all, done.")
    assert "Not every seat is filled yet" in refused
    assert "Dear all, done." in refused
    post(round_, cast.editor, decision="major", letter="Please begin anew.")

    round_.refresh_from_db()
    assert (round_.state, round_.letter) == ("changes_requested", "Please begin anew.")
    assert "Please begin anew." in page_of(round_, cast.author)


def test_the_form_proposes_the_decision_that_the_reports_lead_to(cast: Cast) -> None:
    round_ = authored(cast)
    assert 'name="decision" value="approve"' in page_of(round_, cast.editor)

    SubmitReport(round=round_, by=cast.scientist, recommendation="changes", note="Much.").execute()

    assert 'name="decision" value="major"' in page_of(round_, cast.editor)


def test_nothing_in_a_title_or_a_name_is_taken_for_a_placeholder_or_a_format(cast: Cast) -> None:
    LetterTemplate.objects.create(
        decision="reject", name="x", text_en="{title} {author} {editor} {other} {0} {title.__class__} %(a)s"
    )
    round_ = authored(cast)
    round_.title, round_.submitted_by_name = "{editor}{0}", "%s {title}"

    letter = letters_for(round_, "reject", by=cast.editor)[0]

    assert letter.text == "{editor}{0} %s {title} editor {other} {0} {title.__class__} %(a)s"
    assert fill("{", {"title": "", "author": "", "editor": ""}) == "{"


def test_every_site_begins_with_a_letter_a_decision_in_six_languages_and_keeps_its_own(cast: Cast) -> None:
    assert set_up_letters() == 4
    for decision, (_name, texts) in DEFAULT_LETTERS.items():
        assert set(texts) == {"en", "zh-hans", "ar", "fr", "es", "ru"}
        assert all("{title}" in text and "{editor}" in text for text in texts.values())
        assert LetterTemplate.objects.filter(decision=decision).count() == 1

    LetterTemplate.objects.filter(decision="reject").delete()
    assert set_up_letters() == 0
    assert LetterTemplate.objects.count() == 3


@pytest.mark.parametrize(("who", "status"), [("editor", 200), ("administrator", 200), ("author", 302), ("scientist", 302)])
def test_editors_and_administrators_write_letters_in_a_tab_a_language(who: str, status: int, cast: Cast) -> None:
    set_up_letters()
    letter = LetterTemplate.objects.get(decision="minor")
    client = browser(getattr(cast, who))

    response = client.get(reverse("wagtailsnippets_review_lettertemplate:edit", args=[letter.pk]))

    assert response.status_code == status
    if status == 200:
        assert 'name="text_zh_hans"' in response.content.decode()
        assert client.get(reverse("wagtailsnippets_review_lettertemplate:list"), {"q": "min"}).status_code == 200


def test_typos_are_graded_and_published_only_where_the_policy_allows_it(cast: Cast) -> None:
    from content.review.models import ReviewPolicy

    work = edit(
        published(cast, article(cast, summary="The experiment showed nothing new.")), cast.editor, title="How stars shine!"
    )
    work = edit(work, cast.editor, title="How stars shine", summary="The experimnet showed nothing new.")
    url = reverse("review:typos", args=[work.pk])
    client = browser(cast.editor)

    page = client.get(url).content.decode()
    assert "lets no change through without review" in page
    assert "Publish the corrected typos" not in page

    policy = ReviewPolicy.objects.create(slug="lenient", name="Lenient", allows_typos=True)
    policy.seats.create(slug="science")
    policy.save()
    page = client.get(url).content.decode()
    assert "<del>experiment</del>" in page
    meaning = edit(work, cast.editor, summary="The experiment showed 2 things.")
    page = client.get(reverse("review:typos", args=[meaning.pk])).content.decode()
    assert "Meaning" in page
    assert "Publish the corrected typos" not in page


@pytest.mark.parametrize("who", ["author", "scientist", "intruder"])
def test_only_who_may_publish_sees_the_typos(who: str, cast: Cast) -> None:
    work = published(cast, article(cast))

    assert browser(getattr(cast, who)).get(reverse("review:typos", args=[work.pk])).status_code in {302, 403}
