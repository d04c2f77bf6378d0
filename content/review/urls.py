"""The pages of review in the admin; `wagtail_hooks` puts them there."""

from __future__ import annotations

from django.urls import path

from content.review import views

app_name = "review"

urlpatterns = [
    path("", views.board, name="board"),
    path("<int:pk>/", views.read_round, name="round"),
    path("<int:pk>/snapshot/", views.snapshot, name="snapshot"),
    path("publish/<int:work_id>/", views.publish, name="publish"),
    path("restore/<int:work_id>/", views.restore, name="restore"),
    path("wordings/", views.wordings, name="wordings"),
]
