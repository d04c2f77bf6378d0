"""Where all apps meet."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config import views
from content.review.views.public import head

urlpatterns = [
    path("-/live", views.live, name="live"),
    path("-/ready", views.ready, name="ready"),
    path("", views.to_language, {"rest": ""}, name="root"),
    path("search/", views.to_language, {"rest": "search/"}),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(".well-known/orrery-seals.json", head, name="review_head"),
    path("media/", include("content.media.urls")),
    path("api/search/v1/", include("search.api.urls")),
    *i18n_patterns(
        path("search/", include("search.urls")),
        path("review/", include("content.review.urls.link")),
        path("", include("content.review.urls.public")),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

handler404 = "config.views.not_found"
handler403 = "config.views.forbidden"
handler500 = "config.views.server_error"
