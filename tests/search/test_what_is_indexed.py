"""What of a work is found, filtered and counted by; in a number of queries that doesn't grow with the works."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.core.passages import anchor_of
from content.core.tree import section_for
from content.exhibits.models import Exhibit
from content.exhibits.periods import century
from content.media.models import Licence
from content.people.models import Contribution, Institution, Person
from content.taxonomy.models import Level, Subject, WorkSubject
from search.documents import IndexDocument, Scope
from search.documents_of_works import documents_of, drafts_of
from search.indexing.reading import documents
from tests.cast import Cast, article, edit, fiction, fresh, picture, published, stream

pytestmark = pytest.mark.django_db


def row(model: Any, name: str, slug: str = "", **fields: Any) -> Any:
    """A shared row whose English name is approved."""
    key = {"slug": slug} if slug else {}
    made, _new = model.objects.update_or_create(name_en=name, defaults={"name": name, **fields}, **key)
    model.objects.filter(pk=made.pk).update(approved={"en": {"name": name}})
    return model.objects.get(pk=made.pk)


def document(work: Any) -> IndexDocument:
    return documents_of([fresh(work)])[0]


def described(cast: Cast, title: str = "How stars shine", **fields: Any) -> Any:
    """An article with all that articles are found by; in the draft."""
    physics = row(Subject, "Physics", "physics")
    optics = row(Subject, "Optics", "optics", parent=physics)
    person = row(Person, "Ada Lovelace", orcid="0000-0002-1825-0097")
    level = row(Level, "General", "general")
    licence = row(Licence, "CC BY 4.0", "cc-by-4.0")
    reference = stream(("reference", {"text": "On light", "doi": "10.1000/182", "isbn": "978-3-16-148410-0"}))
    work = article(cast, title, level=level, licence=licence, keywords="light, 光", references=reference, **fields)
    draft = work.get_latest_revision_as_object()
    draft.contributions.add(Contribution(person=person, role="author", affiliation="Analytical Society"))
    draft.work_subjects.add(WorkSubject(subject=optics))
    draft.save_revision(user=cast.editor)
    return fresh(work)


def test_a_draft_is_found_by_names_subjects_above_its_own_and_identifiers(cast: Cast) -> None:
    made = documents_of(drafts_of([described(cast)]))[0]

    assert made.fields == {
        "term": ["light", "光"],
        "identifier": ["10.1000/182", "978-3-16-148410-0", "0000-0002-1825-0097"],
        "contributor": ["Ada Lovelace"],
        "institution": ["Analytical Society"],
        "subject": ["Optics", "Physics"],
    }
    assert made.tags == {
        "licence": ["cc-by-4.0"],
        "subject": ["optics", "physics"],
        "level": ["general"],
        "subtype": ["explainer"],
    }


def test_a_public_work_has_its_state_its_year_and_its_place_among_titles(cast: Cast) -> None:
    made = document(published(cast, article(cast)))

    assert made.tags["state"] == ["approved"]
    assert made.tags["year"] == [str(made.published.year)]
    assert set(made.order) <= set("0123456789abcdef")


def test_an_exhibit_is_found_by_its_place_number_and_century(cast: Cast) -> None:
    section = section_for("en", "exhibits")
    museum = row(Institution, "Museum of the Sky", "sky")
    hall = row(Institution, "Hall of Clocks", "clocks", parent=museum)
    work = Exhibit(
        title="An orrery",
        identifier="1951-68",
        place="London",
        maker="John Rowley",
        institution=hall,
        date_from=1598,
        date_to=1712,
    )
    work.locale = section.locale
    section.add_child(instance=work)

    made = document(work)

    assert made.fields["identifier"] == ["1951-68"]
    assert made.fields["place"] == ["London"]
    assert made.fields["contributor"] == ["John Rowley"]
    assert made.fields["institution"] == ["Hall of Clocks", "Museum of the Sky"]
    assert made.tags["institution"] == ["clocks", "sky"]
    assert made.tags["period"] == ["16", "17", "18"]
    assert "London" not in [passage.text for passage in made.passages]


@pytest.mark.parametrize(
    ("year", "number"), [(1, 1), (100, 1), (101, 2), (1543, 16), (2000, 20), (-1, -1), (-100, -1), (-300, -3), (0, -1)]
)
def test_a_year_is_of_a_century(year: int, number: int) -> None:
    assert century(year) == number


def test_each_passage_leads_to_a_place_in_the_page(cast: Cast) -> None:
    body = stream(("gallery", {"images": [{"image": picture().pk, "alt": "A star", "caption": "<p>Vega</p>"}], "caption": ""}))
    work = article(cast, body=body)

    passages = {passage.text: passage.address for passage in document(work).passages}

    block, *_rest = [child.id for child in work.body]
    assert passages["Vega"].startswith(f"body/{block}/images/")
    assert anchor_of(f"body/{block}/images/caption") == block
    assert anchor_of("summary") == ""


def test_chapters_are_found_by_themselves(cast: Cast) -> None:
    book = fiction(cast)

    made = documents_of(book.parts())

    assert [chapter.title for chapter in made] == ["Chapter 1", "Chapter 2"]
    assert [chapter.passages[0].text for chapter in made] == ["Part 1.", "Part 2."]


def test_a_draft_is_read_as_it_stands_and_its_work_is_left_alone(cast: Cast) -> None:
    work = published(cast, article(cast))
    edit(work, cast.editor, title="A new title")

    (draft,) = drafts_of([fresh(work)])

    assert documents_of([draft])[0].title == "A new title"
    assert documents_of([draft])[0].id == work.pk
    assert fresh(work).title == "How stars shine"


def test_a_person_who_is_gone_from_the_database_is_left_out_of_the_draft(cast: Cast) -> None:
    work = described(cast)
    Person.objects.all().delete()

    assert "contributor" not in documents_of(drafts_of([work]))[0].fields


@pytest.mark.parametrize("scope", Scope)
def test_queries_do_not_grow_with_the_works(scope: Scope, cast: Cast) -> None:
    body = stream(("image", {"image": picture().pk, "alt": "A star", "caption": "<p>Vega</p>"}), ("text", "<p>Light</p>"))
    works = [published(cast, described(cast, f"Light {number}", body=body)).pk for number in range(4)]

    def queries(some: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(list(documents(scope, some))) == len(some)
        return len(captured)

    first = queries(works[:1])
    # What was sealed of a work's pictures is asked of each by itself.
    own = 2 if scope is Scope.PUBLIC else 0

    assert queries(works) == first + own * (len(works) - 1)
    assert first <= 21
