"""Who has a part in a work (each makes a round in which the scientist has one), and the roads that approve one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, TaskState

from content.articles.models import Article
from content.people.models import Contribution, Person, User
from content.review.actions.comment import AddComment, TakeOver
from content.review.actions.endorse import Endorse
from content.review.actions.invite import Invite
from content.review.actions.request_changes import RequestChanges
from content.review.actions.submit import Submit
from content.review.actions.urgent import ClearUrgently
from content.review.correspondence.links import token_of
from content.review.models import Assignment, ExpertProfile, ReviewPolicy, Round
from tests.cast import Cast, article, contributor, edit, fresh, published, submitted

ORCID = "0000-0002-1825-0097"


def as_contributor_by_account(cast: Cast) -> Round:
    work = article(cast)
    contributor(work, user=cast.scientist)
    return submitted(cast, work)


def as_contributor_by_orcid(cast: Cast) -> Round:
    work = article(cast)
    Person.objects.filter(pk=contributor(work).pk).update(orcid=ORCID)
    User.objects.filter(pk=cast.scientist.pk).update(orcid=ORCID)
    return submitted(cast, work)


def as_contributor_by_mailbox(cast: Cast) -> Round:
    work = article(cast)
    Person.objects.filter(pk=contributor(work).pk).update(email="Scientist+papers@Cast.example")
    return submitted(cast, work)


def as_contributor_by_gmail(cast: Cast) -> Round:
    work = article(cast)
    Person.objects.filter(pk=contributor(work).pk).update(email="a.b.c+x@googlemail.com")
    User.objects.filter(pk=cast.scientist.pk).update(email="abc@gmail.com")
    return submitted(cast, work)


def as_contributor_in_the_live_row_only(cast: Cast) -> Round:
    work = article(cast)
    contributor(work, user=cast.scientist)
    Contribution.objects.create(page_id=work.pk, person=Person.objects.get(user=cast.scientist))
    draft = fresh(work).get_latest_revision_as_object()
    draft.contributions.clear()
    draft.save_revision(user=cast.editor)
    return submitted(cast, work)


def as_last_editor(cast: Cast) -> Round:
    work = article(cast)
    edit(work, cast.scientist, summary="Words of the scientist.")
    return submitted(cast, work)


def as_editor_under_a_second_account(cast: Cast) -> Round:
    work = article(cast)
    edit(work, cast.person("scientist+second@cast.example", "editor"), summary="Words of the scientist.")
    return submitted(cast, work)


def as_editor_under_an_account_with_the_same_orcid(cast: Cast) -> Round:
    work = article(cast)
    edit(work, cast.person("elsewhere@other.example", "editor", orcid=ORCID), summary="Words of the scientist.")
    User.objects.filter(pk=cast.scientist.pk).update(orcid=ORCID)
    return submitted(cast, work)


def as_editor_since_the_submission(cast: Cast) -> Round:
    work = article(cast)
    round_ = submitted(cast, work)
    edit(work, cast.scientist, summary="Words of the scientist.")
    return round_


def as_editor_whose_revisions_were_purged(cast: Cast) -> Round:
    work = article(cast)
    edit(work, cast.scientist, summary="Words of the scientist.")
    edit(work, cast.editor, summary="Words of the editor, upon those of the scientist.")
    call_command("purge_revisions")
    return submitted(cast, work)


def as_writer_of_what_was_copied(cast: Cast) -> Round:
    work = article(cast)
    edit(work, cast.scientist, summary="Words of the scientist.")
    copy = fresh(work).copy(update_attrs={"slug": "copied"}, user=cast.administrator)
    return submitted(cast, copy)


def as_writer_of_the_unapproved_source(cast: Cast) -> Round:
    work = article(cast)
    edit(work, cast.scientist, summary="Words of the scientist.")
    return submitted(cast, fresh(work).copy_for_translation(Locale.objects.get(language_code="fr")))


def as_translator(cast: Cast) -> Round:
    copy = published(cast, article(cast)).copy_for_translation(Locale.objects.get(language_code="fr"))
    edit(copy, cast.scientist, title="Pourquoi les étoiles brillent")
    return submitted(cast, copy)


def as_importer(cast: Cast) -> Round:
    cast.scientist.groups.add(*cast.editor.groups.all())
    path = Path(settings.ORRERY_DATA_DIR) / "brought-in.txt"
    path.write_text("Brought in\n\nWords of the scientist.\n")
    call_command("import_work", str(path), kind="article", lang="en", email=cast.scientist.email)
    path.unlink()
    work = Article.objects.latest("pk")
    edit(work, cast.editor, summary="A summary of the editor.")
    return submitted(cast, work)


def as_submitter(cast: Cast) -> Round:
    cast.scientist.groups.add(*cast.editor.groups.all())
    work = article(cast)
    Submit(work=work, by=User.objects.get(pk=cast.scientist.pk)).execute()
    return Round.objects.running().get(work_id=work.pk)


def as_who_took_over_a_replacement(cast: Cast) -> Round:
    cast.scientist.groups.add(*cast.editor.groups.all())
    work = article(cast)
    first = submitted(cast, work)
    words = {"address": "summary", "quote": "Why they shine.", "replacement": "Why and how they shine."}
    comment = AddComment(round=first, by=cast.colleague, **words).execute()
    TakeOver(comment=comment, by=User.objects.get(pk=cast.scientist.pk)).execute()
    RequestChanges(round=first, by=cast.colleague, note="As marked.").execute()
    return submitted(cast, work)


def without_admission(cast: Cast) -> Round:
    User.objects.filter(pk=cast.scientist.pk).update(admitted=False)
    return submitted(cast, article(cast))


def with_an_inactive_account(cast: Cast) -> Round:
    User.objects.filter(pk=cast.scientist.pk).update(is_active=False)
    return submitted(cast, article(cast))


def as_superuser_who_edited(cast: Cast) -> Round:
    User.objects.filter(pk=cast.scientist.pk).update(is_superuser=True, is_staff=True)
    return as_last_editor(cast)


PARTS = [
    as_contributor_by_account,
    as_contributor_by_orcid,
    as_contributor_by_mailbox,
    as_contributor_by_gmail,
    as_contributor_in_the_live_row_only,
    as_last_editor,
    as_editor_under_a_second_account,
    as_editor_under_an_account_with_the_same_orcid,
    as_editor_since_the_submission,
    as_editor_whose_revisions_were_purged,
    as_writer_of_what_was_copied,
    as_writer_of_the_unapproved_source,
    as_translator,
    as_importer,
    as_submitter,
    as_who_took_over_a_replacement,
    without_admission,
    with_an_inactive_account,
    as_superuser_who_edited,
]


# Roads that approve


def by_action(round_: Round, by: User) -> None:
    Endorse(round=round_, by=by).execute()


def by_the_admins_page(round_: Round, by: User) -> None:
    client = Client()
    client.force_login(by)
    client.post(reverse("review:round", args=[round_.pk]), {"endorse": "1", "note": ""})


def by_the_workflow(round_: Round, by: User) -> None:
    state = TaskState.objects.get(pk=round_.task_state_id)
    state.task.specific.on_action(state, by, "endorse")


def by_mail_link(round_: Round, by: User) -> None:
    assignment = Assignment.objects.create(round=round_, seat="science", expert=by)
    client, token = Client(), token_of(assignment)
    client.post(reverse("review_link", args=[token]), {"action": "accept"})
    client.post(reverse("review_link_report", args=[token]), {"recommendation": "endorse"})


def by_command(round_: Round, by: User) -> None:
    call_command("review_endorse", round_.work_id, email=by.email)


def by_report_command(round_: Round, by: User) -> None:
    call_command("review_report", round_.work_id, email=by.email, recommendation="endorse")


def by_clearing_urgently(round_: Round, by: User) -> None:
    policy = ReviewPolicy(slug="urgent", name="Urgent", allows_urgent=True)
    Round.objects.filter(pk=round_.pk).update(policy={**round_.policy, "allows_urgent": policy.allows_urgent})
    ExpertProfile.objects.update_or_create(user=by, defaults={"on_duty": True})
    ClearUrgently(round=round_, by=User.objects.get(pk=by.pk)).execute()


def by_invitation(round_: Round, by: User) -> None:
    """Asked, and then by action: an editor's reason lifts a doubt, not a part in the work."""
    editor = User.objects.filter(role="administrator").first() or User.objects.create_superuser("chief@cast.example")
    Invite(round=round_, by=editor, expert=by, reason="I know what I do.").execute()
    Endorse(round=round_, by=by).execute()


ROADS = [
    by_action,
    by_the_admins_page,
    by_the_workflow,
    by_mail_link,
    by_command,
    by_report_command,
    by_clearing_urgently,
    by_invitation,
]
