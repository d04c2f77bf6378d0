"""Production refuses to start on defaults."""

from __future__ import annotations

import os

from config.environment import env, give_up, read
from config.settings.base import *  # noqa: F403

ORRERY_PRODUCTION = True
ORRERY_ALLOW_CLI_REVIEW = read(env.bool, "ORRERY_ALLOW_CLI_REVIEW", False)
DEBUG = False

for name in ("ORRERY_SECRET_KEY", "ORRERY_ALLOWED_HOSTS", "ORRERY_BASE_URL", "DATABASE_URL"):
    if not os.environ.get(name):
        give_up(f"production needs {name}: it has no default there")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_HSTS_SECONDS = read(env.int, "ORRERY_HSTS_SECONDS", 3600)
