"""The pages of a mail link: `/<language>/review/<token>/…`."""

from __future__ import annotations

from django.urls import path

from content.review.views import link, link_files

urlpatterns = [
    path("<str:token>/", link.invitation, name="review_link"),
    path("<str:token>/new-link/", link.new_link, name="review_link_new"),
    path("<str:token>/read/", link.read, name="review_link_read"),
    path("<str:token>/page/<int:pk>/", link_files.page, name="review_link_page"),
    path("<str:token>/file/<slug:model>/<int:pk>/", link_files.file, name="review_link_file"),
    path("<str:token>/snapshot.pdf", link_files.snapshot, name="review_link_snapshot"),
    path("<str:token>/comment/", link.comment, name="review_link_comment"),
    path("<str:token>/draft/", link_files.draft, name="review_link_draft"),
    path("<str:token>/report/", link.report, name="review_link_report"),
]
