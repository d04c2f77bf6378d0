from __future__ import annotations

from django.urls import path

from content.media.views import serve_file

urlpatterns = [path("<path:name>", serve_file, name="media_file")]
