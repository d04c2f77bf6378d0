from __future__ import annotations

from django.urls import path

from search.completion.views import complete
from search.views import results

app_name = "search"

urlpatterns = [path("", results, name="results"), path("complete", complete, name="complete")]
