"""What anyone may see of a review: the record of a work, its earlier versions, certificates, thanks, the chain's head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.core import keys
from content.core.canonical import digest_of
from content.core.languages import language
from content.core.models import LedgerHead
from content.core.remarks import Badge, Remark, badges_of, marks_in
from content.core.serving import fresh, gone
from content.review.models import Publication, Report, Seal
from content.review.public.badges import badge_of, on
from content.review.public.record import record_of
from content.review.public.remarks import about_version
from content.review.public.standing import STANDINGS, PublicReview, version_of
from content.review.typed import clean

if TYPE_CHECKING:
    from content.core.models import Work


FIRST_YEAR = 2000  # of which anybody may be thanked


@require_safe
def record(request: HttpRequest, work_id: int) -> HttpResponse:
    """The review of a work in plain words: policy, seats, dates, versions, seal and how to verify it."""
    review = review_or_404(work_id)
    publication, versions = review.publication, [version_of(seal) for seal in review.seals()]
    context = {
        "query": "",
        "publication": publication,
        "language": language(publication.lang),
        "standing": review.standing,
        "standing_label": STANDINGS[review.standing],
        "standing_kind": {"public": "approved", "provisional": "provisional"}.get(review.standing, "refused"),
        "readable": review.page is not None,
        "current": next((version for version in versions if version["seal"] == publication.seal), None),
        "earlier": [version for version in versions if version["seal"] != publication.seal],
        "may_read": review.page is not None and not review.is_removed,
        "notices": review.notices,
        "rounds": review.rounds(),
    }
    return fresh(TemplateResponse(request, "review/public/record.html", context))


@require_safe
def record_json(request: HttpRequest, work_id: int) -> HttpResponse:
    """The same, signed: `manage.py review_verify` checks it offline."""
    return JsonResponse(record_of(review_or_404(work_id)), json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def version(request: HttpRequest, reference: str) -> HttpResponse:
    """An earlier approved version under its own address, with a banner; not what was removed for rights."""
    seal = get_object_or_404(Seal.objects.select_related("entry", "round"), reference=clean(reference))
    review = review_or_404(seal.work_id)
    if reference not in review.references:
        raise Http404
    if review.page is None or review.is_removed or (seal.expires_at and seal.expires_at <= timezone.now()):
        return gone(request, seal.work_id)
    if seal == review.publication.seal:
        return HttpResponseRedirect(review.publication.url)
    work = review.page.specific.with_content_json(dict(seal.content))
    work.read_only = True
    if digest_of(work, seal.canonical) != seal.digest:
        return TemplateResponse(request, "unavailable.html", {"page": None}, status=503)
    with translation.override(seal.lang):
        response = TemplateResponse(request, work.get_template(request), _of_version(work, seal, review.publication, request))
        response.render()
    response.headers["X-Robots-Tag"] = "noindex"
    return fresh(response)


def _of_version(work: Work, seal: Seal, current: Publication, request: HttpRequest) -> dict[str, Any]:
    text = _("This is an earlier version, approved on %(date)s.") % {"date": on(seal.approved_at)}
    remarks = [Remark("outdated", text, current.url, _("To the present version")), *about_version(seal.reference, seal.work_id)]
    badges = [Badge("outdated", _("Earlier version")), *badges_of(remarks, badge_of(seal.basis, is_translation=False))]
    told = {"record": seal.record(), "badges": badges, "remarks": remarks, "marks": marks_in(work, remarks)}
    return {**work.get_context(request), **told}


def review_or_404(work_id: int) -> PublicReview:
    review = PublicReview.of(work_id)
    if review is None:
        raise Http404
    return review


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine. Of an anonymous review it tells the month, never the work."""
    code = clean(code).strip().upper()
    report = Report.objects.filter(code=code).select_related("round").first()
    work = PublicReview.of(report.round.work_id) if report else None
    # A title that readers never saw stays unsaid here too.
    context = {"query": "", "code": code, "report": report, "publication": work.publication if work else None}
    return TemplateResponse(request, "review/public/certificate.html", context, status=200 if report else 404)


@require_safe
def thanks(request: HttpRequest, year: int) -> HttpResponse:
    """Those who reported in a year and wish to be named."""
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    thanked = Report.objects.filter(by__expert_profile__thanked=True)
    counted: dict[int, dict[str, Any]] = {}
    for report in thanked.filter(made_at__year=year).select_related("by"):
        entry = counted.setdefault(report.by_id, {"name": str(report.by), "orcid": report.by.orcid, "count": 0})
        entry["count"] += 1
    people = sorted(counted.values(), key=lambda entry: entry["name"].casefold())
    years = [date.year for date in thanked.dates("made_at", "year", order="DESC")]
    context = {"query": "", "people": people, "year": year, "years": [other for other in years if other != year]}
    return TemplateResponse(request, "review/public/thanks.html", context)


@require_safe
def head(request: HttpRequest) -> HttpResponse:
    """The head of the chain and the public keys: note them, and no later rewriting goes unseen."""
    found = LedgerHead.objects.filter(pk=1).first()
    return JsonResponse(
        {
            "head": {"number": found.number if found else 0, "reference": found.reference if found else ""},
            "at": timezone.now().isoformat(),
            "current_key": keys.signing_key().id,
            "keys": {name: public.public_bytes_raw().hex() for name, public in keys.public_keys().items()},
        }
    )
