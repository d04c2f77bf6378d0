"""What a site or a type has forgotten, with a hint that says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004  (Django's own name)
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import get_language_info, to_locale

from content.core.registry import work_types


@register()
def languages_are_complete(app_configs: Any, **_kw: Any) -> list[CheckMessage]:
    """Each language is known to Django and has a catalogue file, even an empty one."""
    found: list[CheckMessage] = []
    for code, name in settings.LANGUAGES:
        try:
            get_language_info(code)
        except KeyError:
            hint = "Add its name and direction to LANG_INFO in config/settings/base.py."
            found.append(Error(f"Django doesn't know the language {code} ({name}).", hint=hint, id="orrery.E001"))
        folder = Path("locale") / to_locale(code) / "LC_MESSAGES"
        if code != settings.LANGUAGE_CODE and not any(
            (root.parent / folder / "django.po").exists() for root in map(Path, settings.LOCALE_PATHS)
        ):
            hint = f"Add {folder}/django.po; it may be empty. Without it, /{code}/ isn't recognised."
            found.append(Warning(f"The language {code} ({name}) has no catalogue.", hint=hint, id="orrery.W001"))
    return found


@register()
def types_are_complete(app_configs: Any, **_kw: Any) -> list[CheckMessage]:
    """Each type of work says what is public of it, and has a page."""
    found: list[CheckMessage] = []
    for model in work_types():
        if "public_fields" not in model.__dict__:
            hint = "Declare public_fields: what readers see of it, and so what is sealed."
            found.append(Error(f"{model.__name__} doesn't say what is public of it.", hint=hint, obj=model, id="orrery.E002"))
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            hint = f"Add {model.template} to site/templates."
            found.append(Error(f"{model.__name__} has no page.", hint=hint, obj=model, id="orrery.E003"))
    return found
