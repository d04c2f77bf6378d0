"""The import page of the admin: upload, preview, create."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Page

from content.articles.models import Article
from tests.cast import Cast
from tests.content.exchange.sources import picture

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/import/"


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def send(client: Client, *files: SimpleUploadedFile, kind: str = "article", lang: str = "en") -> tuple[int, str]:
    answer = client.post(ADDRESS, {"kind": kind, "lang": lang, "files": list(files)})
    return answer.status_code, answer.content.decode()


def sun() -> SimpleUploadedFile:
    return SimpleUploadedFile("sun.md", b"# The Sun\n\n<script>x()</script>A star.", "text/markdown")


def test_a_file_is_previewed_and_then_made_a_draft(cast: Cast) -> None:
    client = signed_in(cast.editor)

    status, page = send(client, sun())

    assert status == 200
    assert "The Sun" in page
    assert "&lt;script&gt;" in page
    assert not Article.objects.filter(title="The Sun").exists()
    action = re.search(r'action="(/admin/import/[\w-]{20,}/)"', page)
    assert action
    report = client.post(action.group(1), {"kind": "article", "lang": "en"})
    work = Article.objects.get(title="The Sun")
    assert f"/admin/pages/{work.pk}/edit/" in report.content.decode()
    assert (work.live, work.owner) == (False, cast.editor)


def test_several_files_are_one_work_in_its_languages_with_its_pictures(cast: Cast) -> None:
    files = [
        SimpleUploadedFile("en.md", b"# Sun\n\n![A star](sun.png)\n\nText."),
        SimpleUploadedFile("fr.md", "# Soleil\n\n![Une étoile](sun.png)\n\nTexte.".encode()),
        SimpleUploadedFile("sun.png", picture()),
    ]

    status, page = send(signed_in(cast.editor), *files, lang="")

    assert status == 200
    assert "Soleil" in page
    assert "/fr/articles/sun/" in page
    assert "Create 2 drafts" in page


def test_a_discarded_upload_is_gone_and_nobody_else_can_use_it(cast: Cast) -> None:
    client = signed_in(cast.editor)
    action = re.search(r'action="(/admin/import/[\w-]{20,}/)"', send(client, sun())[1])
    assert action

    signed_in(cast.administrator).post(action.group(1), {"kind": "article", "lang": "en"})
    assert not Article.objects.filter(title="The Sun").exists()
    client.post(action.group(1), {"discard": "1"})
    client.post(action.group(1), {"kind": "article", "lang": "en"})
    assert not Article.objects.filter(title="The Sun").exists()


def test_a_hostile_file_is_refused_on_the_form(cast: Cast) -> None:
    pages = Page.objects.count()

    status, page = send(signed_in(cast.editor), SimpleUploadedFile("a.docx", picture()))

    assert status == 422
    assert "isn&#x27;t what its name says" in page
    assert Page.objects.count() == pages


def test_only_who_may_add_works_sees_the_page(cast: Cast) -> None:
    assert signed_in(cast.editor).get(ADDRESS).status_code == 200
    assert "Import" in signed_in(cast.editor).get("/admin/").content.decode()
    for somebody in (cast.scientist, cast.intruder):
        assert signed_in(somebody).get(ADDRESS).status_code in {302, 403}
    assert Client().get(ADDRESS).status_code == 302


def test_the_form_works_without_scripts(cast: Cast) -> None:
    page = signed_in(cast.editor).get(ADDRESS).content.decode()

    assert 'enctype="multipart/form-data"' in page
    assert re.search(r'<input[^>]*type="file"[^>]*multiple', page)
    assert '<script type="module" src="/static/exchange/import.js">' in page
