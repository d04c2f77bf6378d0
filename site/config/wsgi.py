from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_wsgi_application()
# The address table is read now, not in the first reader's time.
get_resolver().url_patterns  # noqa: B018
# What is loaded stays: to look through all of it for garbage would make a reader now and then wait for a quarter of a second.
gc.collect()
gc.freeze()
