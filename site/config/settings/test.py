"""For the tests: a data folder of their own, tasks at once, cheap passwords."""

from __future__ import annotations

import os
import tempfile

os.environ["ORRERY_DATA_DIR"] = tempfile.mkdtemp(prefix="orrery-test-")

from config.settings.base import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ORRERY_DEMAND_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
# Whatever server the environment names, tests don't write into its indices.
ELASTICSEARCH_URL = ""
# WhiteNoise warns of a folder that isn't there; tests collect no files.
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
