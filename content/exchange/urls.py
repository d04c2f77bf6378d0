from __future__ import annotations

from django.urls import path

from content.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<str:token>/", views.create, name="create"),
]
