"""The tree every site begins with: a home a language, and in each the sections that types live in."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Locale, Page, Site

from content.core.models import HomePage, Section

SECTIONS = {
    "articles": gettext_noop("Articles"),
    "exhibits": gettext_noop("Exhibits"),
    "exhibitions": gettext_noop("Exhibitions"),
    "fiction": gettext_noop("Science fiction"),
}


@transaction.atomic
def grow_tree(hostname: str = "localhost", port: int = 80) -> Site:
    """Make what is missing of locales, homes, sections and the default site; safe to repeat."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    source = next(locale for locale in locales if locale.language_code == settings.LANGUAGE_CODE)
    first = _first_home(source)
    for locale in locales:
        home = first if locale == source else first.get_translation_or_none(locale) or _translate(first, locale)
        for slug in SECTIONS:
            _section(home, slug, first)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname=hostname, port=port)
    if site.root_page_id != first.pk:
        site.root_page = first
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.save()
        _remove_welcome_page()
    return site


def section_for(lang: str, slug: str) -> Section:
    """The section of a language; `Section.DoesNotExist` where there is none."""
    return Section.objects.get(locale__language_code=lang, slug=slug, depth=3)


def _first_home(locale: Locale) -> HomePage:
    home = HomePage.objects.filter(locale=locale).order_by("path").first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title=settings.WAGTAIL_SITE_NAME, slug="orrery", locale=locale))
        home.save_revision().publish()
    return home


def _translate(first: HomePage, locale: Locale) -> HomePage:
    home = HomePage(
        title=settings.WAGTAIL_SITE_NAME,
        slug=f"{first.slug}-{locale.language_code}",
        locale=locale,
        translation_key=first.translation_key,
    )
    first.get_parent().add_child(instance=home)
    home.save_revision().publish()
    return home


def _section(home: HomePage, slug: str, first: HomePage) -> None:
    if Section.objects.child_of(home).filter(slug=slug).exists():
        return
    with translation.override(home.locale.language_code):
        section = Section(title=gettext(SECTIONS[slug]), slug=slug, locale=home.locale)
    twin = Section.objects.child_of(first).filter(slug=slug).first() if home != first else None
    if twin:
        section.translation_key = twin.translation_key
    home.add_child(instance=section)
    section.save_revision().publish()


def _remove_welcome_page() -> None:
    """Wagtail's first migration leaves a page of its own at the root."""
    for page in Page.objects.filter(depth=2, content_type__app_label="wagtailcore", content_type__model="page"):
        if not page.sites_rooted_here.exists():
            page.delete()
