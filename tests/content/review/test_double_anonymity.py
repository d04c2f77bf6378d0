"""In a double anonymous review the expert doesn't learn who wrote the work."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image as Pillow

from content.media.models import Image
from content.people.models import User
from content.review.correspondence import papers
from content.review.correspondence.printing import printed
from content.review.desk.anonymity import veil_of
from content.review.models import Assignment, Comment
from tests.cast import Cast, article, contributor, edit, stream
from tests.content.review.desk import Desk, invited, sent
from tests.content.review.test_anonymity import AUTHOR, NAMES, expert, in_round, signed_in, told

pytestmark = pytest.mark.django_db


def photograph() -> Image:
    """Taken by the author, who is named in its credit, its file name and its metadata."""
    buffer, exif = io.BytesIO(), Pillow.Exif()
    exif[0x013B] = AUTHOR
    exif[0x8298] = f"(c) {AUTHOR}"
    Pillow.new("RGB", (64, 48), "navy").save(buffer, "JPEG", exif=exif)
    buffer.seek(0)
    credit = {"credit": AUTHOR, "credit_en": AUTHOR, "approved": {"en": {"credit": AUTHOR}}}
    return Image.objects.create(title="Sky", file=ImageFile(buffer, name="bartholomew-inkwell-sky.jpg"), alt_en="Sky", **credit)


def double(cast: Cast) -> Desk:
    """A work full of its author's name, reviewed without learning it."""
    cast.author.first_name, cast.author.last_name = AUTHOR.split()
    cast.author.save()
    image = photograph()
    work = article(
        cast,
        body=stream(
            ("text", f"<p>A star is hot, as <b>{AUTHOR}</b> says.</p>"),
            ("image", {"image": image.pk, "alt": f"The sky of {AUTHOR}", "caption": f"<p>Photograph: {AUTHOR}</p>"}),
        ),
        references=json.dumps([{"type": "reference", "id": "r1", "value": {"text": f"{AUTHOR}. On stars. 2020."}}]),
        interests=f"{AUTHOR} sells telescopes.",
        cover=image,
    )
    work.owner = cast.author
    work.save(update_fields=["owner"])
    person = contributor(work, cast.author, AUTHOR)
    person.orcid = "0000-0001-5109-3700"
    person.save()
    edit(work, cast.author, summary=f"Told by {AUTHOR}.")
    return Desk(invited(cast, in_round(cast, work), expert(), anonymity="double"))


AUTHORS = (AUTHOR, "Inkwell", "author@cast.example", "0000-0001-5109-3700")


def test_in_a_double_anonymous_review_the_desk_names_no_author(cast: Cast) -> None:
    desk = double(cast)
    invitation = desk.text()
    desk.accept()
    found = {"invitation": invitation, "desk": desk.text("review_link_read")}
    found["page"] = desk.text("review_link_page", desk.assignment.round_id)

    assert {place: told(text, AUTHORS) for place, text in found.items() if told(text, AUTHORS)} == {}
    assert "[name withheld]" in found["desk"]
    image = Image.objects.get()
    picture = desk.get("review_link_file", "image", image.pk)
    assert picture.status_code == 200
    assert told(picture.content.decode("latin-1") + str(picture.headers), AUTHORS) == []
    with image.file.open("rb") as file:
        assert b"Inkwell" in file.read()


def test_in_a_double_anonymous_review_letters_and_papers_name_no_author(cast: Cast) -> None:
    desk = double(cast)
    assignment: Assignment = desk.assignment
    messages = [message for message in sent() if message.to == [NAMES[2]]]

    assert messages
    for message in messages:
        given = [content for _name, content, _type in message.attachments]
        attached = "".join(content if isinstance(content, str) else content.decode("latin-1") for content in given)
        assert told(message.subject + message.body + attached, AUTHORS) == []
        assert [name for name, _content, _type in message.attachments] == ["review.ics", "snapshot.pdf"]
    body, files = printed(assignment.round, veil_of(assignment))
    assert told(body + "".join(files), AUTHORS) == []
    assert all(told(content.decode("latin-1"), AUTHORS) == [] for content in files.values())
    assert told(papers.due_date(assignment).decode(), AUTHORS) == []


def test_in_a_double_anonymous_review_the_admin_is_no_way_round(cast: Cast) -> None:
    desk = double(cast)
    client = signed_in(User.objects.get(email=NAMES[2]))
    pk = desk.assignment.round_id

    for path in (reverse("review:round", args=[pk]), reverse("review:snapshot", args=[pk])):
        response = client.get(path, follow=True)
        assert told(response.content.decode(), AUTHORS) == []
        assert "ball of hot gas" not in response.content.decode()
    for path in ("/admin/", reverse("review:board")):
        assert told(client.get(path, follow=True).content.decode(), AUTHORS) == []
    assert client.post(reverse("review:open", args=[desk.assignment.pk])).status_code == 302


def test_answers_of_authors_come_veiled_to_the_next_round(cast: Cast) -> None:
    desk = double(cast).accept()
    work = _work_of(desk)
    desk.comment(text="Which gas?")
    desk.post("review_link_report", recommendation="changes", note="Name it.")
    Comment.objects.update(answer=f"Hydrogen. Yours, {AUTHOR}", state="answered")
    edit(work, cast.author, summary=f"Hydrogen makes them shine, says {AUTHOR}.")
    again = Desk(invited(cast, in_round(cast, work), User.objects.get(email=NAMES[2]), anonymity="double")).accept()

    page = again.text("review_link_read")

    assert "Which gas?" in page
    assert "Hydrogen makes them shine" in page
    assert told(page, AUTHORS) == []


def _work_of(desk: Desk) -> Any:
    from wagtail.models import Page

    return Page.objects.get(pk=desk.assignment.round.work_id).specific


def test_words_that_only_look_like_a_name_stay(cast: Cast) -> None:
    desk = double(cast)
    veil = veil_of(desk.assignment)

    assert veil.over("An inkwell, and Bartholomew's fair") == "An inkwell, and Bartholomew's fair"
    assert veil.over(f"{AUTHOR}!") == "[name withheld]!"
