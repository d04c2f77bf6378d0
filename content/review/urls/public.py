"""The pages on which anyone checks a review: `/<language>/record/…`, certificates, thanks, reports of errors, the feed."""

from __future__ import annotations

from django.urls import path

from content.review.views import cases, experts, feed, link_files, public

urlpatterns = [
    path("feed/", feed.feed, name="review_feed"),
    path("record/<int:work_id>/", public.record, name="review_record"),
    path("record/<int:work_id>.json", public.record_json, name="review_record_json"),
    path("version/<str:reference>/", public.version, name="review_version"),
    path("certificate/<str:code>.pdf", link_files.certificate, name="review_certificate_pdf"),
    path("certificate/<str:code>/", public.certificate, name="review_certificate"),
    path("thanks/<int:year>/", public.thanks, name="review_thanks"),
    path("report-error/<int:work_id>/", cases.report_error, name="review_report_error"),
    path("review-address/<str:token>/", experts.address, name="review_address"),
    path("case/<str:code>/", cases.case, name="review_case"),
]
