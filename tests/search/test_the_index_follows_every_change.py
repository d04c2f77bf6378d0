"""Whatever changes, both indices follow: what is public is found by its new words, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from content.core.publication import public
from content.people.models import Contribution, Institution, Person
from content.taxonomy.models import Subject, WorkSubject
from search.documents import Scope, SearchRequest
from search.indexing import catch_up, engine, followers, indices
from search.indexing.checking import Problem, check
from search.models import IndexState, Outbox
from search.querying import Query
from tests.cast import Cast, article, contributor, edit, fiction, fresh, published, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]


def held(query: str, scope: Scope = Scope.PUBLIC, lang: str = "en") -> set[int]:
    """What the index itself holds, before any page filters it."""
    catch_up()
    return {hit.id for hit in engine(scope).search(SearchRequest(Query.of(query), (lang,), lang, limit=50)).hits}


def nothing_amiss() -> bool:
    return not [finding for index in indices() for finding in check(index).findings]


def with_person(cast: Cast, name: str = "Wang Zhenyi") -> tuple[Any, Person]:
    work = article(cast)
    person = contributor(work, name=name)
    person.record_approval("en", cast.scientist)
    return work, person


def rename(person: Person, name: str, cast: Cast) -> None:
    person.set_draft("name", "en", name)
    person.save()
    person.record_approval("en", cast.scientist)


def test_a_draft_is_in_the_index_of_drafts_alone(cast: Cast) -> None:
    work = article(cast)

    assert held("hot gas", Scope.DRAFT) == {work.pk}
    assert held("hot gas") == set()


def test_a_correction_is_found_by_its_new_words_only(cast: Cast) -> None:
    work = published(cast, article(cast))
    assert held("shine") == {work.pk}

    edit(work, cast.editor, title="How suns glow", summary="Why they glow.")
    assert held("glow") == set()
    assert held("glow", Scope.DRAFT) == {work.pk}

    published(cast, work)
    assert held("glow") == {work.pk}
    assert held("shine") == set()


def test_a_withdrawn_and_a_deleted_work_leave_both_or_one_index(cast: Cast) -> None:
    work, other = published(cast, article(cast)), article(cast, title="A draft of gas")
    assert held("gas") == {work.pk}

    withdrawn(cast, work)
    assert held("gas") == set()
    assert held("gas", Scope.DRAFT) == {work.pk, other.pk}

    fresh(other).delete()
    assert held("gas", Scope.DRAFT) == {work.pk}
    assert nothing_amiss()


def test_a_withdrawn_book_takes_its_chapters_along(cast: Cast) -> None:
    book = published(cast, fiction(cast))
    assert len(held("part")) == 2

    withdrawn(cast, book)

    assert held("part") == set()
    assert nothing_amiss()


def test_a_renamed_person_is_found_by_the_new_name_in_public_works_and_drafts(cast: Cast) -> None:
    work, person = with_person(cast)
    draft = article(cast, title="Another")
    named = draft.get_latest_revision_as_object()
    named.contributions.add(Contribution(person=person, role="author"))
    named.save_revision(user=None)
    published(cast, work)
    assert held("Zhenyi") == {work.pk}
    assert held("Zhenyi", Scope.DRAFT) == {work.pk, draft.pk}

    rename(person, "Lepaute", cast)

    assert held("Lepaute") == {work.pk}
    assert held("Lepaute", Scope.DRAFT) == {work.pk, draft.pk}
    assert held("Zhenyi", Scope.DRAFT) == set()
    assert nothing_amiss()


def test_a_subject_that_moves_in_the_tree_takes_its_works_along(cast: Cast) -> None:
    roots = [Subject.objects.create(slug=slug, name=slug, name_en=slug) for slug in ("physics", "geology")]
    middle = Subject.objects.create(slug="waves", name="Waves", name_en="Waves", parent=roots[0])
    leaf = Subject.objects.create(slug="sound", name="Sound", name_en="Sound", parent=middle)
    work = article(cast)
    draft = work.get_latest_revision_as_object()
    draft.work_subjects.add(WorkSubject(subject=leaf))
    draft.save_revision(user=None)
    published(cast, work)
    catch_up()

    middle.parent = roots[1]
    middle.save()

    assert {row.work_id for row in Outbox.objects.all()} == {work.pk}
    catch_up()
    assert nothing_amiss()


def test_an_institution_reaches_the_works_of_its_people(cast: Cast) -> None:
    institution = Institution.objects.create(slug="observatory", name="Observatory", name_en="Observatory")
    work, person = with_person(cast)
    Person.objects.filter(pk=person.pk).update(affiliation=institution)
    published(cast, work)
    catch_up()

    institution.slug = "paris-observatory"
    institution.save()

    assert {row.work_id for row in Outbox.objects.all()} == {work.pk}


def test_a_view_restriction_takes_a_work_out_of_the_public_index_and_its_end_brings_it_back(cast: Cast) -> None:
    work = published(cast, article(cast))
    assert held("gas") == {work.pk}

    restriction = PageViewRestriction.objects.create(page=work.get_parent(), restriction_type="login")
    assert held("gas") == set()
    assert nothing_amiss()

    restriction.delete()
    assert held("gas") == {work.pk}


def test_a_moved_work_and_a_new_address_are_followed(cast: Cast) -> None:
    work = published(cast, article(cast))
    catch_up()

    section = work.get_parent()
    section.slug = "essays"
    section.save()

    assert nothing_amiss()


def test_what_cannot_be_read_keeps_nothing_else_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, whole = published(cast, article(cast)), published(cast, article(cast, title="Whole stars"))
    monkeypatch.setattr("search.indexing.reading.verified", refusing(broken.pk))

    assert held("gas") == {whole.pk}
    assert not Outbox.objects.exists()


def refusing(work_id: int) -> Callable[[Any, Any], Any]:
    def verified(work: Any, seal: Any) -> Any:
        if work.pk == work_id:
            raise ValueError(work_id)
        return work

    return verified


def test_the_public_index_holds_the_sealed_text_whatever_the_row_says(cast: Cast) -> None:
    work = published(cast, article(cast))
    type(work)._base_manager.filter(pk=work.pk).update(summary="Unreviewed nonsense")
    IndexState.mark_stale(index.name for index in indices())

    assert held("nonsense") == set()
    assert held("gas") == {work.pk}


def test_one_row_a_work_is_enough_and_of_too_many_none_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.indexing import outbox

    catch_up()
    works = [published(cast, article(cast, title=f"Star {number}")) for number in range(3)]
    index = indices()[0]

    outbox.collapse(index)
    assert sorted(outbox.waiting_for(index).values_list("work_id", flat=True)) == [work.pk for work in works]

    monkeypatch.setattr(outbox, "MOST_WAITING", 2)
    outbox.collapse(index)
    assert not outbox.waiting_for(index).exists()
    assert held("gas") == {work.pk for work in works}


def test_an_index_that_is_not_configured_any_more_is_built_anew_when_it_comes_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up()
    both = followers()
    monkeypatch.setattr("search.indexing.outbox.followers", lambda: both[1:])
    monkeypatch.setattr("search.indexing.catching_up.followers", lambda: both[1:])
    work = published(cast, article(cast))
    catch_up()
    assert not Outbox.objects.exists()
    monkeypatch.undo()

    assert held("gas") == {work.pk}


def test_the_check_names_what_is_missing_stale_and_a_ghost_and_mends_it(cast: Cast) -> None:
    missing, stale, whole = (published(cast, article(cast, title=f"Gas {number}")) for number in range(3))
    catch_up()
    index = indices()[0]
    documents = {document.id: document for document in _documents(index, [missing.pk, stale.pk])}
    ghost = type(documents[stale.pk])(id=10**6, lang="en", kind="article", title="Ghost")
    changed = type(ghost)(id=stale.pk, lang="en", kind="article", title="As it was")
    index.engine().update([ghost, changed], [missing.pk])

    amiss = {(finding.work_id, finding.problem) for finding in check(index).findings}

    assert amiss == {(missing.pk, Problem.MISSING), (stale.pk, Problem.STALE), (10**6, Problem.GHOST)}
    mended = check(index, fix=True)
    assert (mended.findings, mended.mended) == ([], 3)
    assert held("gas") == {missing.pk, stale.pk, whole.pk} == set(public().values_list("pk", flat=True))


def _documents(index: Any, works: list[int]) -> list[Any]:
    from search.indexing.reading import documents

    return list(documents(index.scope, works))
