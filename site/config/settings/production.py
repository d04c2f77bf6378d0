"""Production refuses to start on defaults."""

from __future__ import annotations

import os

from config.environment import env, give_up, number, read

for name in ("ORRERY_SECRET_KEY", "ORRERY_ALLOWED_HOSTS", "ORRERY_BASE_URL", "DATABASE_URL"):
    if not os.environ.get(name):
        give_up(f"production needs {name}: it has no default there")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import ALLOWED_HOSTS, ORRERY_BASE_URL, SECRET_KEY  # noqa: E402

if len(SECRET_KEY) < 32:
    give_up("ORRERY_SECRET_KEY is wrong: production needs 32 characters or more")
if "*" in ALLOWED_HOSTS:
    give_up("ORRERY_ALLOWED_HOSTS is wrong: production names its hosts")
if not ORRERY_BASE_URL.startswith("https://"):
    give_up("ORRERY_BASE_URL is wrong: production is served by https://")

ORRERY_PRODUCTION = True
ORRERY_ALLOW_CLI_REVIEW = read(env.bool, "ORRERY_ALLOW_CLI_REVIEW", False)
DEBUG = False

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = number("ORRERY_HSTS_SECONDS", 3600)
