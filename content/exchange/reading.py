"""A file or a folder, read: one work a language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from content.exchange import metadata
from content.exchange.assemble import Request, name_missing_alt
from content.exchange.document import ImportedMedia, ImportedWork, ImportRefused
from content.exchange.formats import READERS
from content.exchange.safety import Bundle, stem

TRADITIONAL = {"tw", "hk", "mo", "hant"}


def read_bundle(bundle: Bundle, *, kind: str, languages: Iterable[str], lang: str = "") -> list[ImportedWork]:
    """The works in a bundle, the one to translate from first. Raises `ImportRefused`.

    `kind` is the type of work wanted, `lang` the language where the file doesn't say.
    """
    known = list(languages)
    meta = metadata.from_json(bundle.files["meta.json"]) if bundle.folder and "meta.json" in bundle.files else {}
    documents = bundle.documents()
    named = {code: name for name in documents if (code := language_code(stem(name), known, strict=True))}
    if bundle.folder and named:
        works = [
            _read(Request(name, bundle.files[name], bundle, kind, code, dict(meta)), known)
            for code, name in sorted(named.items())
        ]
    elif len(documents) == 1:
        works = [
            _read(Request(only, bundle.files[only], bundle, kind, lang, dict(meta)), known, given=True) for only in documents
        ]
    else:
        raise ImportRefused(_("Name the texts of the folder by their language (en.md, zh-hans.md), or give one text."))
    if lang and bundle.folder and named:
        works = [work for work in works if work.lang == lang]
        if not works:
            raise ImportRefused(_("The folder holds no text in %(lang)s.") % {"lang": lang})
    works.sort(key=lambda work: known.index(work.lang))
    _keep_unused_pictures(bundle, works)
    for work in works:
        if work.cover and work.cover not in work.media:
            work.warn(_("The cover isn't part of what was given: %(name)s") % {"name": work.cover})
            work.cover = ""
        metadata.media_facts(work, {**meta, **work.fields.pop("_front", {})})
        name_missing_alt(work)
    return works


def _read(request: Request, known: list[str], given: bool = False) -> ImportedWork:
    given_lang = request.lang
    try:
        work = READERS[request.bundle.documents()[request.name]](request)
    except RecursionError as error:
        raise ImportRefused(_("The file nests its parts too deeply.")) from error
    work.fields["_front"] = request.meta
    work.lang = _settle_language(work, given_lang, known, given)
    return work


def _settle_language(work: ImportedWork, lang: str, known: list[str], given: bool) -> str:
    said = language_code(work.lang, known)
    if lang and said and said != lang:
        work.warn(_("The file says it is in %(said)s; it was read as %(lang)s.") % {"said": work.lang, "lang": lang})
    if lang:
        return lang
    if not said:
        if given and work.lang:
            raise ImportRefused(_("The file is in %(lang)s, which isn't a language of this site.") % {"lang": work.lang})
        raise ImportRefused(_("The file doesn't say which language it is in: give --lang."))
    return said


def language_code(tag: str, known: list[str], strict: bool = False) -> str:
    """The code of settings for a language tag of any style (zh_TW, en-GB); empty when there is none."""
    tag = tag.strip().lower().replace("_", "-")
    if tag in known:
        return tag
    head, *rest = tag.split("-")
    if head == "zh" and (rest or not strict):
        return next((code for code in ["zh-hant" if TRADITIONAL & set(rest) else "zh-hans"] if code in known), "")
    if strict:
        return ""
    return head if head in known else ""


def _keep_unused_pictures(bundle: Bundle, works: list[ImportedWork]) -> None:
    """Pictures that came along but are shown by no text go into the library, and are named."""
    if not bundle.folder:
        return
    covers = {work.cover for work in works} | {name for work in works for name in _named(work.fields)}
    for name in bundle.pictures():
        if name in covers:
            for work in works:
                work.media.setdefault(name, ImportedMedia(name, bundle.files[name]))
        elif not any(name in work.media for work in works):
            works[0].media[name] = ImportedMedia(name, bundle.files[name])
            works[0].warn(_("The picture %(name)s is shown by no text; it went into the library.") % {"name": name})


def _named(value: Any) -> set[str]:
    """Every word in the fields of a type that could name a file: views of an exhibit do."""
    if isinstance(value, dict):
        return {name for key, item in value.items() if key != "_front" for name in _named(item)}
    if isinstance(value, list):
        return {name for item in value for name in _named(item)}
    return {value} if isinstance(value, str) else set()
