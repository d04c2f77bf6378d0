"""What machines read of a work's page: schema.org in JSON-LD."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from wagtail.models import Page

from content.media.models import Licence
from content.review.actions.notice import ApproveNotice, ProposeNotice
from content.review.actions.publish import Publish
from content.review.actions.report import SubmitReport
from content.review.models import Seal
from tests.cast import Cast, article, contributor, edit, fiction, fresh, published, submitted
from tests.content.review.readers import page_of, translated

pytestmark = pytest.mark.django_db


def data_of(work: Page) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page_of(work), re.DOTALL)
    assert len(blocks) == 1
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "WebPage"
    return data  # type: ignore[no-any-return]


def test_an_article_says_what_it_is_who_wrote_it_and_who_reviewed_it(cast: Cast) -> None:
    licence = Licence.objects.create(
        slug="cc-by", name="CC BY", name_en="CC BY", url="https://creativecommons.org/licenses/by/4.0/"
    )
    cast.scientist.orcid = "0000-0002-1825-0097"
    cast.scientist.save()
    draft = article(cast, licence=licence)
    contributor(draft, name="Li Author")
    data = data_of(published(cast, fresh(draft)))

    work = data["mainEntity"]
    assert work["@type"] == "Article"
    assert work["headline"] == "How stars shine"
    assert work["inLanguage"] == "en"
    assert work["license"] == licence.url
    assert work["author"] == [{"@type": "Person", "name": "Li Author"}]
    assert work["datePublished"] <= work["dateModified"]
    assert data["reviewedBy"] == [{"@type": "Person", "name": "scientist", "sameAs": "https://orcid.org/0000-0002-1825-0097"}]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["lastReviewed"])
    assert "correction" not in work


def test_each_type_says_what_it_is(cast: Cast) -> None:
    book = published(cast, fiction(cast))

    assert data_of(book)["mainEntity"]["@type"] == "ShortStory"
    assert data_of(fresh(book.parts()[0]))["mainEntity"]["@type"] == "Chapter"
    news = published(cast, article(cast, "News of stars", subtype="news"))
    assert data_of(news)["mainEntity"]["@type"] == "NewsArticle"


def test_translations_and_their_source_name_each_other(cast: Cast) -> None:
    source = published(cast, article(cast))
    work = translated(cast, source, "zh-hans")

    linked = data_of(fresh(source))["mainEntity"]["workTranslation"]
    assert [entry["inLanguage"] for entry in linked] == ["zh-Hans"]
    of = data_of(work)["mainEntity"]
    assert of["translationOfWork"]["@id"] == data_of(source)["mainEntity"]["@id"]
    assert of["inLanguage"] == "zh-Hans"


def test_no_text_ends_the_element_it_stands_in(cast: Cast) -> None:
    title = 'Stars </script><script>alert("1")</script> & <!-- more'
    work = published(cast, article(cast, title))

    assert data_of(work)["mainEntity"]["headline"] == title
    assert "<script>alert" not in page_of(work)


def test_a_correction_is_a_correction_comment(cast: Cast) -> None:
    work = published(cast, article(cast))
    notice = ProposeNotice(work=work, by=cast.editor, notice="correction", was="Forty.", now="Four.").execute()
    ApproveNotice(notice=notice, by=cast.colleague).execute()

    corrections = data_of(work)["mainEntity"]["correction"]

    assert [(each["@type"], each["text"]) for each in corrections] == [("CorrectionComment", "Forty. → Four.")]
    assert "creativeWorkStatus" not in data_of(work)["mainEntity"]


@pytest.mark.parametrize(("notice", "status"), [("retraction", "Retracted"), ("expression_of_concern", "Expression of concern")])
def test_a_retraction_is_marked_plainly(cast: Cast, notice: str, status: str) -> None:
    work = published(cast, article(cast))
    ProposeNotice(work=work, by=cast.editor, notice=notice, was="Invented.").execute()

    assert data_of(work)["mainEntity"]["creativeWorkStatus"] == status
    assert data_of(work)["mainEntity"]["correction"][0]["text"] == "Invented."


def test_anonymous_experts_are_the_house_that_asked_them(cast: Cast) -> None:
    work = article(cast)
    SubmitReport(round=submitted(cast, work), by=cast.scientist, recommendation="endorse", anonymity="anonymous").execute()
    Publish(work=fresh(work), by=cast.editor).execute()

    data = data_of(fresh(work))

    assert [each["@type"] for each in data["reviewedBy"]] == ["Organization"]
    assert data["lastReviewed"]


def test_the_date_of_the_last_change_follows_the_version(cast: Cast) -> None:
    work = published(cast, article(cast))
    before = data_of(work)["mainEntity"]["dateModified"]
    work = published(cast, edit(work, cast.editor, summary="Another."))

    assert data_of(work)["mainEntity"]["dateModified"] > before
    assert (
        data_of(work)["mainEntity"]["dateModified"] == Seal.objects.filter(work_id=work.pk).latest("pk").approved_at.isoformat()
    )
