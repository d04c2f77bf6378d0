"""Front matter and `meta.json`: Orrery's own keys, and those of other projects that mean the same."""

from __future__ import annotations

import json
from typing import Any

import yaml
from django.utils.translation import gettext as _

from content.exchange.credits import contributors_in, licence_lines, references_in, unmarked
from content.exchange.document import ImportedWork, ImportRefused

TEXTS = (
    "title",
    "summary",
    "slug",
    "lang",
    "licence",
    "funding",
    "interests",
    "ai_use",
    "cover",
    "cover_alt",
    "level",
    "identifier_of_source",
)
REFERENCE = ("text", "doi", "isbn", "url", "label")
PERSON = ("name", "role", "affiliation", "orcid")
ROLES = {"author", "translator", "illustrator", "adviser", "editor"}
# Read elsewhere, or what only the other project needs.
ELSEWHERE = {"type", "media", "alt", "languages", "images"}
OTHER_NAMES = {"license": "licence", "language": "lang", "tags": "keywords", "description": "summary", "abstract": "summary"}
MAX_FRONT_MATTER = 400_000


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


# Dates stay words: `1969-07-20` is what an editor wrote.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML at the head of a Markdown text, and the text after it. Raises `ImportRefused` for broken YAML."""
    if not text.startswith("---\n"):
        return {}, text
    end = min((place for mark in ("\n---\n", "\n...\n") if (place := text.find(mark, 3)) != -1), default=-1)
    if end == -1 and text.rstrip().endswith("\n---"):
        end = text.rstrip().rfind("\n---")
    if end == -1 or end > MAX_FRONT_MATTER:
        return {}, text
    try:
        found = yaml.load(text[4 : end + 1], Loader=_Loader)  # noqa: S506  (a SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ImportRefused(_("The front matter can't be read: %(detail)s") % {"detail": error}) from error
    if found is None:
        return {}, text[end + 5 :]
    if not isinstance(found, dict):
        return {}, text
    return {str(key): value for key, value in found.items()}, text[end + 5 :]


def from_json(data: bytes) -> dict[str, Any]:
    """The content of a `meta.json`. Raises `ImportRefused`."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportRefused(_("meta.json can't be read: %(detail)s") % {"detail": error}) from error
    if not isinstance(found, dict):
        raise ImportRefused(_("meta.json doesn't hold an object."))
    return found


def apply(work: ImportedWork, meta: dict[str, Any]) -> None:
    """Set what `meta` says on the work; keys that are none of every work's become `fields` of its type."""
    meta = {OTHER_NAMES.get(key, key): value for key, value in meta.items() if value not in (None, "", [], {})}
    if isinstance(meta.get("authors"), str):
        _free_credits(work, str(meta.pop("authors")), str(meta.pop("source", "")))
    for key, value in meta.items():
        if key in SPECIAL:
            SPECIAL[key](work, value)
        elif key in TEXTS:
            setattr(work, key, _text(value))
        elif key not in ELSEWHERE:
            work.fields[key] = value


def _free_credits(work: ImportedWork, authors: str, source: str) -> None:
    """Sentences on who made it: the persons in them, and the sentences themselves as a reference, lest one be lost."""
    work.contributors = contributors_in(authors)
    plain = unmarked(authors)
    if len(plain.split()) > 4 or source:
        work.references.append(
            {"text": ". ".join(part for part in (source, plain) if part), "doi": "", "isbn": "", "url": "", "label": ""}
        )
    if not work.contributors:
        work.warn(_("No person was recognised in: %(text)s") % {"text": plain[:200]})


def _contributors(work: ImportedWork, value: Any) -> None:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            work.contributors += contributors_in(item)
        elif isinstance(item, dict) and item.get("name"):
            person = {name: _text(item.get(name, "")) for name in PERSON}
            if person["role"] not in ROLES:
                if person["role"]:
                    work.warn(_("The role %(role)s isn't known; %(name)s became an author.") % person)
                person["role"] = "author"
            work.contributors.append(person)


def _references(work: ImportedWork, value: Any) -> None:
    if isinstance(value, str):
        found, twice = references_in(value)
        for label in twice:
            work.warn(_("The reference number %(label)s occurs more than once; the later one got a letter.") % {"label": label})
        # Numbered sources first, general credits after them.
        work.references = [*found, *work.references]
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            work.references += references_in(item)[0]
        elif isinstance(item, dict) and any(item.get(name) for name in ("text", "doi", "isbn", "url")):
            work.references.append({name: _text(item.get(name, "")) for name in REFERENCE})


def _words(work: ImportedWork, value: Any) -> list[str]:
    parts = value if isinstance(value, list) else str(value).split(",")
    return [text for part in parts if (text := _text(part))]


def _keywords(work: ImportedWork, value: Any) -> None:
    work.keywords = _words(work, value)


def _subjects(work: ImportedWork, value: Any) -> None:
    work.subjects = _words(work, value)


def _licence(work: ImportedWork, value: Any) -> None:
    text = _text(value) if not isinstance(value, str) else value
    if "\n" not in text.strip() and len(text) < 40:
        work.licence = text.strip()
        return
    licence, pictures, credit = licence_lines(text)
    work.licence = licence or text.strip()
    work.fields["_media"] = {"licence": pictures, "credit": credit}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return " ".join(str(value if value is not None else "").split())


def media_facts(work: ImportedWork, meta: dict[str, Any]) -> None:
    """Credit, licence, source and alternative text of the pictures, and alternative texts in the language of the work."""
    general = work.fields.pop("_media", {})
    facts, alts = _mapping(meta.get("media")), _mapping(meta.get("alt"))
    for name, media in work.media.items():
        own = facts.get(name) or facts.get(name.rsplit("/", 1)[-1]) or {}
        own = {**general, **_mapping(own)}
        for key in ("credit", "licence", "source"):
            setattr(media, key, _text(own.get(key, "")) or getattr(media, key))
        # What a file says of its licence holds for its pictures, unless it says otherwise of one.
        media.licence = media.licence or work.licence
        media.alt = _by_language(alts.get(name), work.lang) or _by_language(own.get("alt"), work.lang) or media.alt


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _by_language(value: Any, lang: str) -> str:
    """A text, or the one of this language where there is one a language."""
    return _text(value.get(lang, "")) if isinstance(value, dict) else _text(value)


SPECIAL: dict[str, Any] = {
    "contributors": _contributors,
    "authors": _contributors,
    "author": _contributors,
    "references": _references,
    "keywords": _keywords,
    "subjects": _subjects,
    "licence": _licence,
}
