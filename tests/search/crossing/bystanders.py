"""Bystanders in each language, and works in languages that the encoder doesn't know, with the term they are found by."""

from __future__ import annotations

from tests.search.crossing.cases import Query

# Works about other things: in each language something for chance to find.
OTHERS: list[tuple[str, str, str]] = [
    (
        "en",
        "Painting with egg yolk",
        "Before oil, painters mixed pigments with egg yolk. Tempera dries quickly and keeps its colour.",
    ),
    ("en", "A short history of the bicycle", "The first bicycles had no pedals. Riders pushed themselves along with their feet."),
    (
        "en",
        "Why do cats purr?",
        "Cats purr when they are content, and also when they are hurt. Muscles of the larynx move many times a second.",
    ),
    ("en", "How glass is made", "Sand, soda and lime melt at fifteen hundred degrees and cool into glass."),
    ("zh-hans", "指南针的故事", "古人发现磁石能指南，后来航海者用指南针辨别方向。"),
    ("zh-hans", "为什么会打雷", "云中的电荷放电时，空气迅速受热膨胀，发出巨大的响声。"),
    ("zh-hans", "茶叶的种类", "按发酵程度，茶可以分为绿茶、乌龙茶和红茶。"),
    ("zh-hans", "古代的算盘", "算盘用珠子表示数字，可以做加减乘除。"),
    ("ar", "تاريخ الورق والكتاب", "انتشرت دكاكين الوراقين في بغداد، ونُسخت فيها آلاف المخطوطات."),
    ("ar", "كيف تطير الطائرة", "يولّد شكل الجناح قوة رفع حين يمر الهواء فوقه بسرعة."),
    ("ar", "لماذا يبكي الأطفال", "البكاء لغة الرضيع الأولى، به يطلب الطعام والدفء."),
    ("fr", "Le pont et le vent", "Un pont suspendu peut entrer en résonance avec le vent et se mettre à osciller."),
    ("fr", "Comment marche un aimant", "Dans un aimant, les petits moments magnétiques des atomes s’alignent."),
    ("fr", "Les champignons des bois", "Sous terre, le mycélium échange des sels contre les sucres des arbres."),
    ("es", "El chocolate y el cacao", "Las semillas de cacao se fermentan, se secan y se tuestan."),
    ("es", "Por qué flotan los barcos", "Un barco flota porque desplaza un peso de agua igual al suyo."),
    ("es", "Los relojes de sol", "La sombra de una varilla señala la hora sobre una placa."),
    ("ru", "Почему море солёное", "Реки веками выносят соли из горных пород в океан."),
    ("ru", "Как устроен микроскоп", "Две линзы увеличивают изображение мелкого предмета."),
    ("ru", "Шахматы и машины", "Программа перебирает миллионы ходов и оценивает позиции."),
    ("ja", "和紙と書道", "和紙は楮の繊維からつくられ、墨がよくなじみます。"),
    ("ja", "なぜ猫はのどを鳴らすのか", "猫は安心しているときにのどを鳴らします。"),
    ("ko", "한글의 원리", "한글의 자음은 소리를 낼 때의 입 모양을 본떴습니다."),
    ("ko", "바다는 왜 짤까", "강물이 암석의 소금기를 바다로 실어 나릅니다."),
    ("de", "Wie ein Kühlschrank kühlt", "Eine Flüssigkeit verdampft und nimmt dabei Wärme auf."),
    ("de", "Warum Eis schwimmt", "Wasser dehnt sich beim Gefrieren aus und wird leichter."),
    ("pt", "O som dos instrumentos", "A corda vibra, o corpo do violão amplia o som."),
    ("pt", "Como o sabão limpa", "As moléculas do sabão prendem a gordura e a água a leva embora."),
    ("it", "Il vetro di Murano", "I maestri soffiano il vetro fuso con una lunga canna."),
    ("tr", "Kahvenin yolculuğu", "Kahve çekirdekleri kavrulur, öğütülür ve pişirilir."),
    ("pl", "Jak powstaje bursztyn", "Żywica drzew twardnieje przez miliony lat."),
    ("nl", "Leven onder de zeespiegel", "Dijken en gemalen houden het water buiten de polder."),
]

# Languages that the encoder doesn't know: a term of the glossary in each, and the work that has it in its own words.
TERMS: list[tuple[dict[str, str], str, str, str, list[Query]]] = [
    (
        {"en": "black hole", "bo": "ནག་ཁུང", "ug": "قارا ئۆڭكۈر", "mn": "хар нүх", "hi": "कृष्ण विवर"},
        "en",
        "What falls into a black hole",
        "Nothing that crosses the horizon of a black hole comes back, not even light.",
        [("bo", "ནག་ཁུང་ནི་ཅི་ཞིག"), ("ug", "قارا ئۆڭكۈر دېگەن نېمە"), ("mn", "хар нүх гэж юу вэ"), ("hi", "कृष्ण विवर क्या होता है")],
    ),
    (
        {"zh-hans": "日食", "bo": "ཉི་འཛིན", "ug": "كۈن تۇتۇلۇش", "mn": "нар хиртэлт", "hi": "सूर्य ग्रहण"},
        "zh-hans",
        "观看日食要注意什么",
        "日食时不要直接看太阳，要用专门的滤光片。",
        [
            ("bo", "ཉི་འཛིན་བལྟ་སྟངས"),
            ("ug", "كۈن تۇتۇلۇش قاچان بولىدۇ"),
            ("mn", "нар хиртэлт хэзээ болох вэ"),
            ("hi", "सूर्य ग्रहण कब होगा"),
        ],
    ),
    (
        {"bo": "གངས་རི", "en": "snow mountain", "zh-hans": "雪山"},
        "bo",
        "གངས་རིའི་ཆུ",
        "གངས་རི་ལས་བབས་པའི་ཆུ་ནི་གཙང་པོའི་འགོ་ཡིན།",
        [("en", "rivers that come from a snow mountain"), ("zh-hans", "雪山融水")],
    ),
    (
        {"hi": "मानसून", "en": "monsoon", "ar": "الرياح الموسمية"},
        "hi",
        "मानसून कैसे आता है",
        "गर्मी में धरती समुद्र से अधिक तपती है और नम हवा भीतर आती है। इसी से मानसून की वर्षा होती है।",
        [("en", "when does the monsoon begin"), ("ar", "الرياح الموسمية والأمطار")],
    ),
]
