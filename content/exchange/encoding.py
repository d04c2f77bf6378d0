"""Which encoding a text is in, when nobody says: marks first, then UTF-8, then what the letters look like."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from content.exchange.document import ImportRefused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In order of preference when the letters leave it open.
EAST_ASIAN = ("gb18030", "big5hkscs", "shift_jis", "euc_jp", "euc_kr")
NAMES = {"gb18030": "GB18030", "big5hkscs": "Big5", "shift_jis": "Shift JIS", "euc_jp": "EUC-JP", "euc_kr": "EUC-KR"}

# Frequent characters of running Chinese text in both scripts: wrong decodings give rare ones.
COMMON = set(
    "的一是不了在人有我他这这個个们中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡"
    "用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實"
    "日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文"
    "体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解"
    "水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場"
    "件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却界达達光放强強即像难難且权權思"
    "王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導"
    "争爭运運星球宇宙太阳陽系统，。、：；！？“”「」（）《》"
)


def decode(data: bytes, hint: str = "") -> tuple[str, str]:
    """The text and the name of its encoding; the name is empty for UTF-8. Raises `ImportRefused` for what isn't text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), "" if encoding == "utf-8-sig" else encoding.upper()
    if (wide := _utf16_without_mark(data)) and _is_writing(text := _strict(data, wide)):
        return text, "UTF-16"
    if b"\0" in data:
        raise ImportRefused(_("The file isn't text."))
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    return _guess(data, hint)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(_("The text is damaged: its encoding breaks off.")) from error


def _utf16_without_mark(data: bytes) -> str:
    """Spaces and line ends of any script have a zero byte on one side in UTF-16."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 2 * even + 1 and odd * 50 > len(head):
        return "utf-16-le"
    if even > 2 * odd + 1 and even * 50 > len(head):
        return "utf-16-be"
    return ""


def _is_writing(text: str) -> bool:
    """Pairs of bytes that are no text make control characters, private ones and letters that hardly anybody writes."""
    odd = sum((not char.isprintable() and char not in "\t\r\n\f") or "\u0180" <= char <= "\u036f" for char in text)
    return odd * 50 < len(text)


def _guess(data: bytes, hint: str) -> tuple[str, str]:
    scored = [(_likeness(text), encoding, text) for encoding in EAST_ASIAN if (text := _try(data, encoding)) is not None]
    if scored:
        # max() keeps the first of equals: the order of preference.
        likeness, encoding, text = max(scored, key=lambda item: item[0])
        if likeness > 0.2:
            return text, NAMES[encoding]
    best = from_bytes(data).best()
    if best is None:
        raise ImportRefused(_("The encoding of the text isn't recognised; save it as UTF-8."))
    return str(best), best.encoding.upper()


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> float:
    """The share of the letters beyond ASCII that running Chinese, Japanese or Korean text has in plenty."""
    foreign = [char for char in text if ord(char) > 0x7F]
    if not foreign:
        return 0.0
    good = sum(1.0 if char in COMMON or "ぁ" <= char <= "ヿ" else 0.9 if "가" <= char <= "힣" else 0.0 for char in foreign)
    return good / len(foreign)
