"""Many generated works, for measuring: believable lengths, the same seal code, written in bulk, marked as seeded."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.models import Locale, Page

from content.articles.models import Article
from content.core import ledger
from content.core.canonical import digest_of
from content.core.models import Section
from content.core.tree import section_for
from content.review.actions.seal import Approval, seal_all
from content.review.faces import face_of
from content.review.models import Publication, Via

WORDS = {
    "zh-hans": [
        "恒星",
        "行星",
        "银河",
        "光谱",
        "引力",
        "观测",
        "温度",
        "距离",
        "望远镜",
        "能量",
        "粒子",
        "波长",
        "地球",
        "月亮",
        "太阳",
        "轨道",
        "海洋",
        "地震",
        "细胞",
        "分子",
        "我们",
        "可以",
        "因为",
        "所以",
        "研究",
        "发现",
        "变化",
    ],
    "ar": [
        "نجم",
        "كوكب",
        "مجرة",
        "طيف",
        "جاذبية",
        "رصد",
        "حرارة",
        "مسافة",
        "تلسكوب",
        "طاقة",
        "جسيم",
        "موجة",
        "الأرض",
        "القمر",
        "الشمس",
        "مدار",
        "محيط",
        "زلزال",
        "خلية",
        "جزيء",
        "نحن",
        "يمكن",
        "لأن",
        "لذلك",
        "بحث",
    ],
    "ru": [
        "звезда",
        "планета",
        "галактика",
        "спектр",
        "притяжение",
        "наблюдение",
        "температура",
        "расстояние",
        "телескоп",
        "энергия",
        "частица",
        "волна",
        "Земля",
        "Луна",
        "Солнце",
        "орбита",
        "океан",
    ],
}
LATIN = [
    "star",
    "planet",
    "galaxy",
    "spectrum",
    "gravity",
    "observation",
    "temperature",
    "distance",
    "telescope",
    "energy",
    "particle",
    "wave",
    "Earth",
    "Moon",
    "Sun",
    "orbit",
    "ocean",
    "cell",
    "molecule",
    "the",
    "of",
    "and",
    "is",
    "with",
    "from",
    "we",
    "can",
    "because",
]
BATCH = 500


@dataclass(frozen=True)
class Seeded:
    made: int
    languages: list[str]


@transaction.atomic
def seed(count: int, languages: list[str], rng: random.Random | None = None) -> Seeded:
    """`count` public articles over `languages`, in the sections that are there. Doesn't index."""
    rng = rng or random.Random(count)  # noqa: S311  (lengths and words, nothing secret)
    sections = [section_for(lang, "articles") for lang in languages]
    steps = _steps(sections)
    made = 0
    while made < count:
        size = min(BATCH, count - made)
        works = [_work(rng, sections[(made + number) % len(sections)], steps) for number in range(size)]
        _write(works)
        made += size
    for section in sections:
        Page.objects.filter(pk=section.pk).update(numchild=Page.objects.child_of(section).count())
    return Seeded(made, languages)


def _steps(sections: list[Section]) -> dict[int, int]:
    """The number of the last child of each section."""
    steps = {}
    for section in sections:
        child = section.get_last_child()
        steps[section.pk] = Page._str2int(child.path[-Page.steplen :]) if child else 0
    return steps


def _work(rng: random.Random, section: Section, steps: dict[int, int]) -> Article:
    lang = section.locale.language_code
    steps[section.pk] += 1
    title = _sentence(rng, lang, 3, 8).rstrip(".。") + f" {steps[section.pk]}"
    now = timezone.now()
    slug = f"seeded-{uuid.uuid4().hex[:12]}"
    return Article(
        title=title[:255],
        draft_title=title[:255],
        slug=slug,
        summary=_sentence(rng, lang, 12, 25),
        body=json.dumps(list(_blocks(rng, lang)), ensure_ascii=False),
        locale=section.locale,
        content_type=Article().content_type,
        path=Page._get_path(section.path, section.depth + 1, steps[section.pk]),
        depth=section.depth + 1,
        url_path=f"{section.url_path}{slug}/",
        live=True,
        first_published_at=now,
        last_published_at=now,
        latest_revision_created_at=now,
    )


def _blocks(rng: random.Random, lang: str) -> Iterator[dict[str, Any]]:
    # Between a short notice and a long feature: 300 to 1,500 words.
    for number in range(rng.randint(3, 10)):
        if number % 3 == 0:
            heading = {"text": _sentence(rng, lang, 3, 6).rstrip(".。"), "level": "2"}
            yield {"type": "heading", "value": heading, "id": str(uuid.UUID(int=rng.getrandbits(128)))}
        text = "".join(
            f"<p>{' '.join(_sentence(rng, lang, 10, 25) for _each in range(rng.randint(3, 6)))}</p>" for _part in range(2)
        )
        yield {"type": "text", "value": text, "id": str(uuid.UUID(int=rng.getrandbits(128)))}


def _sentence(rng: random.Random, lang: str, least: int, most: int) -> str:
    words = rng.choices(WORDS.get(lang, LATIN), k=rng.randint(least, most))
    return "".join(words) + "。" if lang in {"zh-hans", "zh-hant", "ja"} else " ".join(words).capitalize() + "."


def _write(works: list[Article]) -> None:
    """Pages, seals and publications of a batch."""
    pages = [Page(**{field.attname: getattr(work, field.attname) for field in Page._meta.concrete_fields}) for work in works]
    Page.objects.bulk_create(pages)
    nothing = {name: list[Any]() for name in Article.public_field_names() if Article._meta.get_field(name).one_to_many}
    for work, page in zip(works, pages, strict=True):
        work.pk = work.page_ptr_id = work.id = page.pk
        work._state.adding = False
        # No contributors, no subjects: nothing to ask the database for.
        work.read_only = True
        work.__dict__["_children"] = nothing
    own = Article._meta.local_concrete_fields
    _insert(works, own)
    seals = seal_all([_approval(work) for work in works])
    publications = [Publication(work_id=work.pk, seal=seal, **face_of(work)) for work, seal in zip(works, seals, strict=True)]
    Publication.objects.bulk_create(publications)
    ledger.append_all(("publication", publication.statement()) for publication in publications)


def _insert(works: list[Article], fields: Any) -> None:
    """The rows of the type's own table: Django's `bulk_create` knows no parents."""
    size = 400 // max(1, len(fields)) * 2 or 1
    for start in range(0, len(works), size):
        query = InsertQuery(Article)
        query.insert_values(list(fields), list[Any](works[start : start + size]), raw=False)
        query.get_compiler(connection=connection).execute_sql()


def _approval(work: Article) -> Approval:
    content = json.loads(json.dumps(_content(work), cls=DjangoJSONEncoder))
    return Approval(work=work, digest=digest_of(work), content=content, media=[], by_name="seed", via=Via.SEED)


def _content(work: Article) -> dict[str, Any]:
    return dict(work.serializable_data())


def all_languages() -> list[str]:
    known = set(Locale.objects.values_list("language_code", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in known]
