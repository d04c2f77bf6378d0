"""The pages of review in the admin; `wagtail_hooks` puts them there."""

from __future__ import annotations

from django.urls import path

from content.review.views import board, desk, experts, figures, notices, policy, profile, publishing, rounds, wordings

app_name = "review"

urlpatterns = [
    path("", board.board, name="board"),
    path("profile/", profile.profile, name="profile"),
    path("reports/", figures.reports, name="reports"),
    path("policies/", policy.policies, name="policies"),
    path("experts/", experts.experts, name="experts"),
    path("experts/propose/", experts.propose, name="propose"),
    path("experts/<int:pk>/", experts.expert, name="expert"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:work_id>/", notices.notice, name="notice"),
    path("cases/", notices.cases, name="cases"),
    path("<int:pk>/", rounds.read_round, name="round"),
    path("<int:pk>/snapshot/", rounds.snapshot, name="snapshot"),
    path("assignments/<int:pk>/open/", desk.open_assignment, name="open"),
    path("publish/<int:work_id>/", publishing.publish, name="publish"),
    path("typos/<int:work_id>/", publishing.typos, name="typos"),
    path("restore/<int:work_id>/", publishing.restore, name="restore"),
    path("wordings/", wordings.wordings, name="wordings"),
]
