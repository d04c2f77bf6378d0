"""Orrery's settings. What an operator changes comes from the environment; the rest is the product."""

from __future__ import annotations

from pathlib import Path

from django.conf.locale import LANG_INFO

from config.environment import address, country, database, env, folder, mail, number, read, secret, served_at, time_zone

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"

ORRERY_DATA_DIR = folder("ORRERY_DATA_DIR", ROOT / "var")
ORRERY_PRODUCTION = False
ORRERY_ALLOW_CLI_REVIEW = True
ORRERY_MAX_IMAGE_PIXELS = number("ORRERY_MAX_IMAGE_PIXELS", 250_000_000, least=1)
ORRERY_BASE_URL = address("ORRERY_BASE_URL", served_at(ORRERY_DATA_DIR, "http://127.0.0.1:8000"))

# How many proxies stand before the site: so many addresses from the end of X-Forwarded-For, a request came from.
ORRERY_PROXIES = number("ORRERY_PROXIES", 0)

SECRET_KEY = read(env.str, "ORRERY_SECRET_KEY", None) or secret(ORRERY_DATA_DIR / "keys" / "secret_key")
# The private key that seals are signed with (PEM), where several machines share one; unset, a file in the data folder.
ORRERY_SEAL_KEY = read(env.str, "ORRERY_SEAL_KEY", "")
DEBUG = read(env.bool, "ORRERY_DEBUG", False)
ALLOWED_HOSTS = read(env.list, "ORRERY_ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = read(env.list, "ORRERY_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "config.apps.SiteConfig",
    "content.core",
    "content.media",
    "content.people",
    "content.taxonomy",
    "content.review",
    "content.translation",
    "content.articles",
    "content.exhibits",
    "content.fiction",
    "content.exchange",
    "search",
    "modeltranslation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "config.apps.LastWordConfig",
]

MIDDLEWARE = [
    "config.middleware.Health",
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.refusals.Refusals",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "config.context.site",
            ],
        },
    }
]

DATABASES = {"default": database(ORRERY_DATA_DIR / "orrery.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = address("REDIS_URL", "", schemes=("redis", "rediss"))
_CACHE = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
)
# Wagtail looks renditions up in a cache of their own: a warm page asks the database for none.
CACHES = {"default": _CACHE, "renditions": {**_CACHE, "KEY_PREFIX": "renditions", "TIMEOUT": 3600}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# Languages of content: names in themselves. Another is one entry here and a catalogue file, even an empty one.
LANGUAGES = [
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
    ("ar", "العربية"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("de", "Deutsch"),
    ("pt", "Português"),
    ("hi", "हिन्दी"),
    ("bo", "བོད་ཡིག"),
    ("ug", "ئۇيغۇرچە"),
    ("mn", "Монгол"),
]
# Django knows no Tibetan.
LANG_INFO["bo"] = {"bidi": False, "code": "bo", "name": "Tibetan", "name_local": "བོད་ཡིག"}
LANGUAGE_CODE = "en"
# Where a shared row is read when its wording in a language isn't approved; the default language comes last by itself.
ORRERY_LANGUAGE_FALLBACKS = {"zh-hant": ["zh-hans"], "zh-hans": ["zh-hant"], "bo": ["zh-hans"], "ug": ["zh-hans"], "mn": ["ru"]}
ORRERY_COMPLETE_CATALOGUES = ["zh-hans", "ar", "fr", "es", "ru"]
USE_I18N = True
USE_TZ = True
# Whose holidays no due date falls on (ISO 3166, "CN", "EG", "FR"…); unset, Saturdays and Sundays are free.
ORRERY_COUNTRY = country("ORRERY_COUNTRY")
TIME_ZONE = time_zone("ORRERY_TIME_ZONE", "UTC")
LOCALE_PATHS = [ROOT / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [(code, name) for code, name in LANGUAGES if code in {"en", *ORRERY_COMPLETE_CATALOGUES}]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)

STATIC_URL = "/static/"
STATIC_ROOT = ORRERY_DATA_DIR / "static"
STATICFILES_DIRS = [SITE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = ORRERY_DATA_DIR / "media"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

globals().update(mail(ORRERY_DATA_DIR / "mail"))
DEFAULT_FROM_EMAIL = read(env.str, "ORRERY_FROM_EMAIL", "orrery@localhost")

WAGTAIL_SITE_NAME = read(env.str, "ORRERY_SITE_NAME", "Orrery")
WAGTAILADMIN_BASE_URL = ORRERY_BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = ORRERY_MAX_IMAGE_PIXELS
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.media.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.media.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_FINISH_WORKFLOW_ACTION = "content.review.finish.finish"
# What is published was sealed before: a review that runs, of an urgent notice or of a newer draft, goes on.
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin"}}

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

ELASTICSEARCH_URL = address("ELASTICSEARCH_URL", "")
# An encoder that finds works in other languages by their meaning ("use"): some 130 MB a process. Unset: by terms alone.
ORRERY_SEARCH_ENCODER = read(env.str, "ORRERY_SEARCH_ENCODER", "")
# What the names of its indices begin with, where several sites share one server; shards of an index built from now on.
ORRERY_ELASTICSEARCH_INDEX = read(env.str, "ORRERY_ELASTICSEARCH_INDEX", "orrery")
ORRERY_ELASTICSEARCH_SHARDS = number("ORRERY_ELASTICSEARCH_SHARDS", 1, least=1, most=64)
ORRERY_INDEX_DIR = ORRERY_DATA_DIR / "index"
# What readers look for: the words of a query are kept once so many days asked for it; all counts, for so many days.
ORRERY_DEMAND_DAYS = number("ORRERY_DEMAND_DAYS", 3, least=2, most=30)
ORRERY_DEMAND_KEEP_DAYS = number("ORRERY_DEMAND_KEEP_DAYS", 365, least=31)
ORRERY_DEMAND_SECONDS = 10  # that counts wait in memory; 0 for ever

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"orrery": {"level": "INFO"}, "django_tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "WARNING"}},
}
