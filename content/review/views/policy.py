"""Review policies: the page that states them in plain words, and their editor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton

from content.review.forms.asking import AskedForm
from content.review.forms.policy import PANELS
from content.review.models import ReviewPolicy
from content.review.policies import with_ancestors
from content.review.seats.filling import Bench, gap_in_words
from content.review.seats.plain_words import (
    Names,
    conditions_in_words,
    grader_by_language,
    grader_in_words,
    history,
    seats_in_words,
    sentences,
)
from content.review.seats.seating import DEFAULT, add_up
from content.review.seats.terms import FALLBACK, matching
from content.review.views.frame import frame, is_editor
from content.taxonomy.models import Subject


def policies(request: HttpRequest) -> HttpResponse:
    """Every policy in plain words, how they add up, and which no available expert can fill."""
    if not is_editor(request):
        raise PermissionDenied
    names, bench = Names.read(), Bench()
    rows = ReviewPolicy.objects.prefetch_related("seats", "versions__by")
    may_change = request.user.has_perm("review.change_reviewpolicy")
    form = AskedForm(request.GET or None)
    context = {
        **frame(_("Review policies"), "clipboard-list", buttons=list(_buttons(request))),
        "policies": [_stated(policy, names, bench) for policy in rows],
        "empty_site": seats_in_words(DEFAULT),
        "may_change": may_change,
        "form": form,
        "measured": grader_in_words(),
        "by_language": grader_by_language(names),
        "asked": _asked(form.cleaned_data, names, bench) if form.is_bound and form.is_valid() else None,
    }
    return TemplateResponse(request, "review/policies.html", context)


def _buttons(request: HttpRequest) -> Any:
    if request.user.has_perm("review.add_reviewpolicy"):
        yield HeaderButton(label=_("Add a policy"), url=reverse("reviewpolicy:add"), icon_name="plus", priority=10)


def _stated(policy: ReviewPolicy, names: Names, bench: Bench) -> dict[str, Any]:
    terms = policy.terms()
    return {
        "policy": policy,
        "is_fallback": policy.slug == FALLBACK,
        "conditions": conditions_in_words(policy.conditions(), names),
        "sentences": sentences(terms),
        "gaps": _gaps(bench.gaps(terms, policy.langs, policy.subjects), names) if policy.active else [],
        "history": history(policy, names),
    }


def _gaps(gaps: list[Any], names: Names) -> list[str]:
    return [gap_in_words(gap, names.langs.get(gap.lang, gap.lang), names.subjects.get(gap.subject, gap.subject)) for gap in gaps]


def _asked(chosen: dict[str, Any], names: Names, bench: Bench) -> dict[str, Any]:
    """What the policies that match the chosen facts ask for together."""
    subject = Subject.objects.filter(slug=chosen["subject"]).first()
    found = matching(
        {
            "kind": chosen["kind"],
            "lang": chosen["lang"],
            "subjects": with_ancestors([subject.pk]) if subject else [],
            "level": chosen["level"],
            "is_translation": chosen["is_translation"],
        }
    )
    terms = add_up(policy.terms() for policy in found)
    gaps = bench.gaps(terms, [chosen["lang"]], [subject.slug] if subject else [])
    return {"policies": found, "sentences": sentences(terms), "gaps": _gaps(gaps, names)}


class DeletePolicy(DeleteView):
    """Seals and rounds refer to the versions of a policy: it can be taken out of use, not out of the record."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[no-any-return]  # Wagtail is untyped
        except ProtectedError:
            text = _("“%(policy)s” stays: its versions are part of the record. Take it out of use instead.")
            messages.error(self.request, text % {"policy": self.object})
            return HttpResponseRedirect(reverse("reviewpolicy:edit", args=[self.object.pk]))


class PolicyViewSet(ModelViewSet):
    model = ReviewPolicy
    icon = "clipboard-list"
    menu_label = gettext_lazy("Review policies")
    add_to_admin_menu = False
    copy_view_enabled = False
    delete_view_class = DeletePolicy
    edit_handler = PANELS
    list_display = ("name", "slug", "active", "version")
    search_fields = ("name", "slug")
    search_backend_name = None


policy_viewset = PolicyViewSet("reviewpolicy", url_prefix="review-policies")
