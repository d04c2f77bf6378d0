"""JATS: the XML of journals. Pandoc reads the body; the front and back are read here, since they are why one keeps JATS."""

from __future__ import annotations

import re

from content.exchange import metadata
from content.exchange.assemble import Request, assemble, pictures_of
from content.exchange.credits import licence_in, reference_from
from content.exchange.document import ImportedWork
from content.exchange.markup import XLINK, Node, local, parse_xml, text_in
from content.exchange.pandoc import read_tree
from content.exchange.tree.context import Element

ROLES = {"author": "author", "editor": "editor", "translator": "translator", "illustrator": "illustrator"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(request: Request) -> ImportedWork:
    root = parse_xml(request.data)
    work = ImportedWork(lang=root.get(LANG) or request.lang)
    _describe(root, work)
    metadata.apply(work, request.meta)
    tree, messages = read_tree(request.data, "jats-auto_identifiers")
    for message in messages:
        work.warn(message)
    return assemble(request, work, _without_references(tree["blocks"]), pictures_of(request.bundle))


def _describe(root: Node, work: ImportedWork) -> None:
    front = next(iter(_find(root, "front")), root)
    work.title = _text(next(iter(_find(front, "article-title")), None))
    work.identifier = next((_text(node) for node in _find(front, "article-id") if node.get("pub-id-type") == "doi"), "")
    work.summary = _abstract(front)
    work.keywords = [_text(node) for node in _find(front, "kwd")]
    work.licence = _licence(front)
    work.funding = " ".join(_text(node) for node in _find(front, "funding-statement")) or _awards(front)
    work.interests = " ".join(_text(node) for node in [*_find(root, "fn"), *_find(root, "notes")] if _says_interests(node))
    affiliations = {node.get("id", ""): _affiliation(node) for node in _find(front, "aff")}
    work.contributors = [person for node in _find(front, "contrib") if (person := _person(node, affiliations))["name"]]
    if work.identifier:
        # The text comes from a publication of its own: its readers should find that one.
        work.references.append({**reference_from(_citation(front, work)), "doi": work.identifier})
    work.references += [_reference(node) for node in _find(root, "ref")]


def _find(root: Node, name: str) -> list[Node]:
    return [node for node in root.iter() if local(node) == name]


def _text(node: Node | None) -> str:
    return " ".join(text_in(node).split()) if node is not None else ""


def _abstract(front: Node) -> str:
    for node in _find(front, "abstract"):
        if not node.get("abstract-type"):
            return " ".join(_text(part) for part in _find(node, "p")) or _text(node)
    return ""


def _licence(front: Node) -> str:
    for node in [*_find(front, "license_ref"), *_find(front, "license"), *_find(front, "permissions")]:
        addresses = [part.get(XLINK, "") for part in node.iter()]
        if found := licence_in(" ".join([*addresses, _text(node)])):
            return found
    return ""


def _awards(front: Node) -> str:
    return "; ".join(_text(node) for node in _find(front, "award-group"))


def _says_interests(node: Node) -> bool:
    kind = node.get("fn-type") or node.get("notes-type") or ""
    return kind.lower() in {"conflict", "coi-statement", "competing-interests"}


def _affiliation(node: Node) -> str:
    parts = [_text(part) for part in node.iter() if local(part) == "institution"]
    if parts:
        return ", ".join(dict.fromkeys(parts))
    label = _text(next(iter(_find(node, "label")), None))
    return _text(node).removeprefix(label).strip()


def _person(node: Node, affiliations: dict[str, str]) -> dict[str, str]:
    given = _text(next(iter(_find(node, "given-names")), None))
    surname = _text(next(iter(_find(node, "surname")), None))
    # In an eastern name the family's comes first, and nothing stands between when it is in Han characters.
    eastern = any(name.get("name-style") == "eastern" for name in _find(node, "name"))
    parts = [surname, given] if eastern else [given, surname]
    name = ("" if eastern and re.search(r"[\u3400-\u9fff]", surname) else " ").join(part for part in parts if part)
    name = name or _text(next((part for part in node.iter() if local(part) in {"string-name", "collab"}), None))
    orcid = next((_text(part) for part in _find(node, "contrib-id") if part.get("contrib-id-type") == "orcid"), "")
    targets = [affiliations.get(ref.get("rid", ""), "") for ref in _find(node, "xref") if ref.get("ref-type") == "aff"]
    own = [_affiliation(part) for part in _find(node, "aff")]
    found = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", orcid)
    return {
        "name": name,
        "role": ROLES.get(node.get("contrib-type", "author"), "author"),
        "affiliation": "; ".join(dict.fromkeys(part for part in [*targets, *own] if part)),
        "orcid": found.group() if found else "",
    }


def _citation(front: Node, work: ImportedWork) -> str:
    names = ", ".join(person["name"] for person in work.contributors if person["role"] == "author")
    journal = _text(next(iter(_find(front, "journal-title")), None))
    year = _text(next(iter(_find(front, "year")), None))
    volume = _text(next(iter(_find(front, "volume")), None))
    return ". ".join(part for part in (names, work.title, ", ".join(part for part in (journal, volume, year) if part)) if part)


def _reference(node: Node) -> dict[str, str]:
    citation = next((part for part in node.iter() if local(part) in {"mixed-citation", "element-citation", "citation"}), node)
    label = _text(next(iter(_find(node, "label")), None)).strip("[]().")
    text = _text(citation) if local(citation) == "mixed-citation" else _elements(citation)
    reference = reference_from(text, label)
    reference["doi"] = next((_text(part) for part in _find(node, "pub-id") if part.get("pub-id-type") == "doi"), reference["doi"])
    reference["isbn"] = next((_text(part) for part in _find(node, "isbn")), reference["isbn"])
    address = next((part.get(XLINK) or _text(part) for part in [*_find(node, "ext-link"), *_find(node, "uri")]), "")
    reference["url"] = address if address.startswith("http") and "doi.org" not in address else reference["url"]
    return reference


def _elements(citation: Node) -> str:
    """A citation in elements, as people write it: what comes in no text is put together from its parts."""
    names = [
        _text(next(iter(_find(name, "surname")), None)) + " " + _text(next(iter(_find(name, "given-names")), None))
        for name in _find(citation, "name")
    ]
    rest = [_text(part) for part in citation if local(part) not in {"person-group", "name", "pub-id", "ext-link", "isbn"}]
    return ". ".join(part.strip() for part in [", ".join(names), *rest] if part.strip())


def _without_references(blocks: list[Element]) -> list[Element]:
    """Pandoc sets the list of references at the end; the work keeps them as references."""
    return [block for block in blocks if not (block["t"] == "Div" and block["c"][0][0] == "refs")]
