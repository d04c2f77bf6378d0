from __future__ import annotations

from django.urls import path

from search.api.views import missing, openapi, root, works

app_name = "search_api"

urlpatterns = [
    path("", root, name="root"),
    path("works", works, name="works"),
    path("openapi.json", openapi, name="openapi"),
    path("<path:rest>", missing),
]
