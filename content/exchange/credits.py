"""What people write about who made something and under which licence, made into rows; the words themselves are kept."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\]\[]+)\]\((\S+?)\)")
_MARK = re.compile(r"(?<!\w)([_*]{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)\]]")
_ISBN = re.compile(r"(?i)\bISBN(?:-1[03])?:?\s*([\d][\d -]{8,16}[\dX])")
_URL = re.compile(r"https?://[^\s<>\"\])]+[^\s<>\"\]).,;]")
_REFERENCE = re.compile(r"^\s*(?:[-*+]\s+)?(?:\[#?([^\]]{1,20})\]:?\s*)?(.+)$", re.DOTALL)

_NAME = r"_?((?:[^\W\d_a-z][\w'’.-]*[ \n]){1,3}[^\W\d_a-z][\w'’-]+)_?"
_BY = re.compile(
    rf"\b((?i:contribut\w*|adapted|re-?work\w*|written|translat\w*|authored|created|compiled|illustrat\w*|drawn))\s+"
    rf"(?:by|of|from)\s+(?:\w+\s+user\s+)?{_NAME}(?:\s+of\s+((?:[A-Z][\w&-]*[\s,]+)+(?:Inc\.|Ltd\.)?))?"
)
_WHO = re.compile(rf"(?:^|[.\n]\s*){_NAME}\s+(contributed|wrote|translated|adapted|drew|illustrated)\b")
_MAILED = re.compile(r"\[([^\]\[]+)\]\(mailto:")
ROLES = (("transl", "translator"), ("illustr", "illustrator"), ("drew", "illustrator"), ("drawn", "illustrator"))
EDITING = ("adapt", "re-work", "rework")

_CC = re.compile(r"(?i)\bCC[ -]BY((?:[ -](?:NC|ND|SA))*)(?:[ -]v?(\d(?:\.\d)?))?")
_CC_URL = re.compile(r"(?i)creativecommons\.org/licenses/(by(?:-nc|-nd|-sa)*)/(\d\.\d)")


def contributors_in(text: str) -> list[dict[str, str]]:
    """Persons named in a text on who made something: a plain list of names, or sentences."""
    if _is_list(text):
        return [_person(name, "author") for name in re.split(r"\s*(?:[;\n,，、]|\band\b)\s*", text) if name.strip()]
    found: dict[str, dict[str, str]] = {}
    for verb, name, affiliation in _BY.findall(text):
        _keep(found, name, _role(verb), affiliation)
    for name, verb in _WHO.findall(text):
        _keep(found, name, _role(verb))
    for name in _MAILED.findall(text):
        _keep(found, name, "author")
    order = {" ".join(name.split()): text.find(name.split()[0]) for name in found}
    return sorted(found.values(), key=lambda person: order.get(person["name"], 0))


def _is_list(text: str) -> bool:
    parts = [part for part in re.split(r"[;\n,，、]|\band\b", text) if part.strip()]
    return all(len(part.split()) <= 4 and not re.search(r"[.:()\[\]_]\s|\bby\b", part) for part in parts)


def _role(verb: str) -> str:
    verb = verb.lower()
    if verb.startswith(EDITING):
        return "editor"
    return next((role for start, role in ROLES if verb.startswith(start)), "author")


def _keep(found: dict[str, dict[str, str]], name: str, role: str, affiliation: str = "") -> None:
    name = " ".join(name.split()).strip(" _.,")
    found.setdefault(name, _person(name, role, " ".join(affiliation.split()).rstrip(",")))


def _person(name: str, role: str, affiliation: str = "") -> dict[str, str]:
    return {"name": " ".join(name.split()), "role": role, "affiliation": affiliation, "orcid": ""}


def references_in(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """The references of a Markdown list, and the labels that occur twice (the later one gets a letter)."""
    entries = [entry for entry in re.split(r"\n\s*(?=[-*+]\s)", text.strip()) if entry.strip()]
    found: list[dict[str, str]] = []
    twice: list[str] = []
    for entry in entries:
        label, body = _REFERENCE.match(entry).groups() if _REFERENCE.match(entry) else ("", entry)  # type: ignore[union-attr]
        reference = reference_from(body, label or "")
        if reference["label"] and reference["label"] in {other["label"] for other in found}:
            twice.append(reference["label"])
            reference["label"] += chr(ord("a") + twice.count(reference["label"]))
        found.append(reference)
    return found, twice


def reference_from(text: str, label: str = "") -> dict[str, str]:
    """A reference with what can be recognised in it: DOI, ISBN, address."""
    urls = [url for _text, url in _LINK.findall(text)] + _URL.findall(text)
    doi = _DOI.search(text)
    isbn = _ISBN.search(text)
    address = next((url for url in urls if url.startswith("http") and "doi.org" not in url), "")
    return {
        "text": unmarked(text),
        "doi": doi.group() if doi else "",
        "isbn": re.sub(r"[ -]", "", isbn.group(1)) if isbn else "",
        "url": address,
        "label": label.strip(),
    }


def unmarked(text: str) -> str:
    """Markdown's links and emphasis as plain words, in one line."""
    text = _LINK.sub(r"\1", text)
    return " ".join(_MARK.sub(r"\2", text).split())


def licence_in(text: str) -> str:
    """The licence that a text names, as `CC-BY-SA-4.0`, `CC0-1.0`, `PUBLIC-DOMAIN`; empty when none is recognised."""
    if re.search(r"(?i)\bCC[ -]?(?:0|Zero)\b|publicdomain/zero", text):
        return "CC0-1.0"
    if found := _CC_URL.search(text):
        return f"CC-{found.group(1).upper()}-{found.group(2)}"
    if found := _CC.search(text):
        parts = ["CC", "BY", *re.findall(r"NC|ND|SA", found.group(1).upper())]
        if version := found.group(2):
            parts.append(version if "." in version else f"{version}.0")
        return "-".join(parts)
    if re.search(r"(?i)public[ -]domain", text):
        return "PUBLIC-DOMAIN"
    return ""


def licence_name(licence: str) -> str:
    """`CC-BY-SA-4.0` as people write it: CC BY-SA 4.0."""
    if licence == "PUBLIC-DOMAIN":
        return "Public domain"
    found = re.fullmatch(r"CC-(BY(?:-NC|-ND|-SA)*)(?:-(\d\.\d))?", licence)
    return " ".join(part for part in ("CC", *found.groups()) if part) if found else licence.replace("-", " ")


def licence_lines(text: str) -> tuple[str, str, str]:
    """Of a statement on text and pictures: the text's licence, the pictures' licence, and the pictures' credit."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pictures = [line for line in lines if re.search(r"(?i)\b(image|picture|photo|illustration|map)s?\b", line)]
    texts = [line for line in lines if re.search(r"(?i)\btexts?\b", line)] or [line for line in lines if line not in pictures]
    licence = next((found for line in [*texts, *lines] if (found := licence_in(line))), "")
    for line in pictures:
        if found := licence_in(line):
            return licence, found, re.sub(r"(?i)\s*\bimages?\b\s*$", "", line.split(":")[0]).strip() if ":" in line else ""
    return licence, licence, ""
