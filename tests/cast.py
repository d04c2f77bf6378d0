"""The recurring cast: an editor in a hurry, a scientist, one with a conflict, a translator, a reader, and someone who
must not get in. And what they do, in the words of the house."""

from __future__ import annotations

import io
import json
import uuid
from functools import cached_property
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Pillow

from content.articles.models import Article
from content.core.models import Work
from content.core.tree import section_for
from content.fiction.models import Chapter, Fiction
from content.media.models import Image
from content.people.models import Contribution, Person, User
from content.people.roles import give_role
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.submit import Submit
from content.review.actions.withdraw import Withdraw
from content.review.models import Round
from content.taxonomy.models import Level, Subject

PASSWORD = "a-Long-Pass-1"


class Cast:
    """People, made when first asked for."""

    def person(self, email: str, role: str, **fields: Any) -> User:
        user = User.objects.create_user(email, PASSWORD, first_name=email.split("@", maxsplit=1)[0], admitted=True, **fields)
        give_role(user, role)
        return user

    @cached_property
    def editor(self) -> User:
        return self.person("editor@cast.example", "editor")

    @cached_property
    def scientist(self) -> User:
        return self.person("scientist@cast.example", "scientist")

    @cached_property
    def colleague(self) -> User:
        return self.person("colleague@cast.example", "scientist")

    @cached_property
    def translator(self) -> User:
        return self.person("translator@cast.example", "translator")

    @cached_property
    def author(self) -> User:
        return self.person("author@cast.example", "author")

    @cached_property
    def administrator(self) -> User:
        return self.person("administrator@cast.example", "administrator")

    @cached_property
    def intruder(self) -> User:
        """An account without a role."""
        return User.objects.create_user("intruder@cast.example", PASSWORD)


def make_reference_rows() -> None:
    Level.objects.get_or_create(slug="general", defaults={"name": "General", "name_en": "General"})
    Subject.objects.get_or_create(slug="astronomy", defaults={"name": "Astronomy", "name_en": "Astronomy"})


def stream(*blocks: tuple[str, Any]) -> str:
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks])


def article(
    cast: Cast, title: str = "How stars shine", lang: str = "en", text: str = "A star is a ball of hot gas.", **fields: Any
) -> Article:
    """A draft, written by the editor."""
    section = section_for(lang, "articles")
    body = fields.pop("body", None) or stream(("heading", {"text": "Light", "level": "2"}), ("text", f"<p>{text}</p>"))
    work = Article(
        title=title,
        summary=fields.pop("summary", "Why they shine."),
        body=body,
        locale=section.locale,
        owner=cast.editor,
        **fields,
    )
    section.add_child(instance=work)
    work.save_revision(user=cast.editor, log_action=True)
    return fresh(work)


def fiction(cast: Cast, title: str = "The silent sea", chapters: int = 2) -> Fiction:
    section = section_for("en", "fiction")
    work = Fiction(title=title, summary="A story.", locale=section.locale, owner=cast.editor)
    section.add_child(instance=work)
    for number in range(1, chapters + 1):
        chapter = Chapter(
            title=f"Chapter {number}", body=stream(("text", f"<p>Part {number}.</p>")), locale=section.locale, owner=cast.editor
        )
        work.add_child(instance=chapter)
        chapter.save_revision(user=cast.editor, log_action=True)
    work.save_revision(user=cast.editor, log_action=True)
    return fresh(work)


def picture(title: str = "A star", colour: str = "navy", name: str = "star.png") -> Image:
    buffer = io.BytesIO()
    Pillow.new("RGB", (64, 48), colour).save(buffer, "PNG")
    buffer.seek(0)
    return Image.objects.create(title=title, file=ImageFile(buffer, name=name), alt_en="A blue star", credit_en="Orrery")


def contributor(work: Work, user: User | None = None, name: str = "A. Author") -> Person:
    person = Person.objects.create(name=name, name_en=name, user=user)
    draft = work.get_latest_revision_as_object()
    draft.contributions.add(Contribution(person=person, role="author"))
    draft.save_revision(user=None)
    return person


def fresh(work: Any) -> Any:
    return type(work).objects.get(pk=work.pk)


def edit(work: Work, by: User, **fields: Any) -> Any:
    """A new draft version."""
    draft = fresh(work).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by, log_action=True)
    return fresh(work)


def submitted(cast: Cast, work: Work) -> Round:
    Submit(work=fresh(work), by=cast.editor).execute()
    return Round.objects.running().get(work_id=work.pk)


def approved(cast: Cast, work: Work, by: User | None = None) -> Any:
    Submit(work=fresh(work), by=cast.editor).execute()
    ids = [work.pk, *(part.pk for part in work.parts())]
    for round_ in Round.objects.running().filter(work_id__in=ids):
        Endorse(round=round_, by=by or cast.scientist).execute()
    return fresh(work)


def published(cast: Cast, work: Work) -> Any:
    approved(cast, work)
    Publish(work=fresh(work), by=cast.editor).execute()
    return fresh(work)


def withdrawn(cast: Cast, work: Work) -> Any:
    Withdraw(work=fresh(work), by=cast.editor).execute()
    return fresh(work)
