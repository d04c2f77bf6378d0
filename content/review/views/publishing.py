"""From approved to public: publish, correct typos, bring a deleted work back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.core.refusal import Refused
from content.core.works import work_of
from content.review import policies
from content.review.actions.publish import Publish
from content.review.actions.restore import Restore
from content.review.actions.typo import CorrectTypo
from content.review.boards.explaining import explained
from content.review.grading import worst
from content.review.models import Publication, Seal
from content.review.reopening import changes_since
from content.review.views.rounds import acting_user


@require_POST
def publish(request: HttpRequest, work_id: int) -> HttpResponse:
    work = work_of(work_id)
    changed = Publish(work=work, by=acting_user(request)).execute()
    text = _("“%(title)s” is public.") if changed else _("“%(title)s” is public already, in its approved version.")
    messages.success(request, text % {"title": _title(work_id)})
    return redirect("wagtailadmin_pages:edit", work_id)


def _title(work_id: int) -> str:
    """As readers see it now: the page that was at hand before may have had another."""
    return str(Publication.objects.get(work_id=work_id).title)


def typos(request: HttpRequest, work_id: int) -> HttpResponse:
    """What the draft changes in the public text, graded; published at once where the policy allows it."""
    work = work_of(work_id)
    if policies.may_publish(acting_user(request), work):
        raise PermissionDenied
    if request.method == "POST":
        CorrectTypo(work=work, by=acting_user(request)).execute()
        messages.success(request, _("“%(title)s” is public.") % {"title": _title(work_id)})
        return redirect("wagtailadmin_pages:edit", work_id)
    seal = Seal.objects.latest_of(work_id)
    changes = changes_since(work.get_latest_revision_as_object(), seal) if seal else []
    refusal = _refusal(CorrectTypo(work=work, by=acting_user(request)))
    context = {
        "header_title": _("Corrected typos"),
        "header_icon": "edit",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_pages:edit", args=[work.pk]), "label": work.title},
            {"url": "", "label": _("Corrected typos")},
        ],
        "work": work,
        "language": work.language,
        "graded": explained(changes),
        "refusal": refusal,
        "may_publish": bool(changes) and not refusal and worst(changes) == "typo",
    }
    return TemplateResponse(request, "review/typos.html", context)


def _refusal(correction: CorrectTypo) -> str:
    """Why the policy or the state of the work lets no correction through, whatever it says."""
    try:
        correction.check()
    except Refused as refusal:
        return str(refusal)
    return ""


@require_POST
def restore(request: HttpRequest, work_id: int) -> HttpResponse:
    publication = get_object_or_404(Publication, work_id=work_id, state=Publication.State.DELETED)
    work = Restore(publication=publication, by=acting_user(request)).execute()
    messages.success(request, _("“%(title)s” is back as a draft.") % {"title": work.title})
    return redirect("wagtailadmin_pages:edit", work.pk)
