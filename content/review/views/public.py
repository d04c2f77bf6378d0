"""What anyone may see of a review: the record of a work, its earlier versions, certificates, thanks, the chain's head."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from content.core import keys
from content.core.canonical import digest_of
from content.core.languages import language
from content.core.models import LedgerHead
from content.review.models import Notice, Publication, Report, Round, Seal
from content.review.record import record_of
from content.review.seating import PolicyInForce


@require_safe
def record(request: HttpRequest, work_id: int) -> HttpResponse:
    """The review of a work in plain words: policy, seats, dates, versions, seal and how to verify it."""
    publication = get_object_or_404(Publication.objects.select_related("seal__entry"), work_id=work_id)
    seals = Seal.objects.filter(work_id=work_id).select_related("entry", "round").defer("content", "round__content")
    context = {
        "query": "",
        "publication": publication,
        "language": language(publication.lang),
        "versions": [version_of(seal) for seal in seals.order_by("-pk")],
        "in_force": publication.seal,
        "notices": Notice.objects.filter(work_id=work_id, state=Notice.State.PUBLIC).order_by("-published_at"),
        "removed": _is_removed(work_id),
        "rounds": Round.objects.of_work(work_id).defer("content").order_by("number"),
    }
    return TemplateResponse(request, "review/public/record.html", context)


@require_safe
def record_json(request: HttpRequest, work_id: int) -> HttpResponse:
    """The same, signed: `manage.py review_verify` checks it offline."""
    found = record_of(work_id)
    if found is None:
        raise Http404
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def version(request: HttpRequest, reference: str) -> HttpResponse:
    """An earlier approved version under its own address, with a banner; not what was removed for rights."""
    seal = get_object_or_404(Seal.objects.select_related("entry"), reference=reference)
    publication = get_object_or_404(Publication, work_id=seal.work_id)
    page = Page.objects.filter(pk=seal.work_id).first()
    if page is None or _is_removed(seal.work_id) or publication.state != Publication.State.PUBLIC:
        return TemplateResponse(request, "410.html", {"page": None}, status=410)
    if seal.basis == Seal.Basis.PROVISIONAL and seal.expires_at and seal.expires_at <= timezone.now():
        return TemplateResponse(request, "410.html", {"page": None}, status=410)
    if not page.specific.live or page.get_view_restrictions().exists():
        raise Http404
    work = page.specific.with_content_json(dict(seal.content))
    work.read_only = True
    if digest_of(work, seal.canonical) != seal.digest:
        return TemplateResponse(request, "unavailable.html", {"page": None}, status=503)
    with translation.override(seal.lang):
        context = work.get_context(request)
        context |= {"record": seal.record(), "old_version": seal, "current": publication}
        response = TemplateResponse(request, work.get_template(request), context)
        response.render()
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine. Of an anonymous review it tells the month, never the work."""
    report = Report.objects.filter(code=code.strip().upper()).select_related("round").first()
    if report is None:
        return TemplateResponse(request, "review/public/certificate.html", {"query": "", "code": code}, status=404)
    return TemplateResponse(request, "review/public/certificate.html", {"query": "", "code": code, "report": report})


@require_safe
def thanks(request: HttpRequest, year: int) -> HttpResponse:
    """Those who reported in a year and wish to be named."""
    reports = Report.objects.filter(made_at__year=year, by__expert_profile__thanked=True).select_related("by")
    counted: dict[int, dict[str, Any]] = {}
    for report in reports:
        entry = counted.setdefault(report.by_id, {"name": str(report.by), "orcid": report.by.orcid, "count": 0})
        entry["count"] += 1
    people = sorted(counted.values(), key=lambda entry: entry["name"].casefold())
    return TemplateResponse(request, "review/public/thanks.html", {"query": "", "people": people, "year": year})


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


def version_of(seal: Seal) -> dict[str, Any]:
    """A seal as the record page shows it."""
    said = seal.entry.payload
    terms = PolicyInForce.from_json(seal.round.policy if seal.round else {})
    labels = {seat.slug: seat.label for seat in terms.seats}
    return {
        "seal": seal,
        "said": said,
        "seats": [
            {
                "label": labels.get(seat["seat"], seat["seat"]),
                "name": seat.get("name", ""),
                "orcid": seat.get("orcid", ""),
                "interests": seat.get("interests", "none"),
            }
            for seat in said.get("seats", ())
        ],
        "carried": [labels.get(slug, slug) for slug in said.get("carried", ())],
        "policy": [seat.in_words() for seat in terms.seats],
        "policies": ", ".join(f"{slug} {number}" for slug, number in terms.versions),
        "needs_decision": terms.needs_decision,
        "key": seal.entry.key,
        "number": seal.entry.number,
    }


def _is_removed(work_id: int) -> bool:
    return Notice.objects.filter(work_id=work_id, notice=Notice.Kind.REMOVAL, state=Notice.State.PUBLIC).exists()
