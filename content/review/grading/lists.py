"""The words of each language that always count, and the few pairs that never do."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Negation, comparison, quantity, number, modality, time and cause: whoever changes one of these changes the claim.
HARD_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        "no not never none nothing nobody neither nor without cannot hardly barely scarcely un non "
        "more most less least fewer fewest greater greatest larger largest smaller smallest bigger biggest higher highest lower "
        "lowest better best worse worst faster fastest slower slowest hotter hottest colder coldest older oldest younger "
        "youngest nearer nearest farther farthest further furthest longer longest shorter shortest heavier lighter stronger "
        "weaker earlier later than over under above below up down before after always often sometimes rarely seldom usually "
        "all any some many few several every each both either only just almost nearly about around approximately exactly least "
        "half third quarter fifth tenth double twice triple thrice once dozen hundred hundreds thousand thousands million "
        "millions billion billions trillion zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety first second "
        "may might can could will would shall should must if unless because although though however but except "
        "increase increases increased decrease decreases decreased rise rises fall falls true false positive negative "
        "january february march april june july august september october november december monday tuesday wednesday thursday "
        "friday saturday sunday today yesterday tomorrow century decade decades year years day days hour hours minute minutes"
    ),
    "fr": _words(
        "ne n' pas non ni jamais rien personne aucun aucune sans guère point plus moins mieux pire meilleur meilleure pis autant "
        "aussi très trop assez peu beaucoup tout toute tous toutes chaque plusieurs quelques certains certaines seul seule "
        "seulement presque environ exactement demi demie moitié tiers quart double triple fois zéro un une deux trois quatre "
        "cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents "
        "mille million millions milliard milliards premier première dernier dernière avant après dessus dessous sur sous si "
        "peut peuvent pourrait doit doivent devrait toujours souvent parfois rarement mais sauf supérieur inférieur vrai faux "
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre an ans année années jour jours"
    ),
    "es": _words(
        "no ni nunca jamás nada nadie ningún ninguno ninguna sin tampoco más menos mejor peor mayor menor máximo mínimo tan tanto "
        "muy poco poca pocos mucho mucha muchos todo toda todos todas cada varios algunos algunas solo sólo solamente casi "
        "aproximadamente exactamente medio media mitad tercio cuarto doble triple vez veces cero un uno una dos tres cuatro "
        "cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta cien ciento mil "
        "millón millones billón billones primero primera último última antes después sobre bajo si puede pueden podría debe "
        "deben siempre menudo raramente pero salvo excepto superior inferior verdadero falso enero febrero marzo abril mayo "
        "junio julio agosto septiembre octubre noviembre diciembre año años día días"
    ),
    "ru": _words(
        "не ни нет никогда ничто ничего никто никакой без нельзя более менее больше меньше лучше хуже выше ниже дальше ближе "
        "раньше позже самый самая самое самые наиболее наименее очень слишком мало много все всё весь вся каждый любой несколько "
        "некоторые только лишь почти около примерно ровно половина пол треть четверть вдвое втрое дважды трижды раз раза ноль "
        "один одна одно два две три четыре пять шесть семь восемь девять десять сто сотня тысяча тысячи тысяч миллион миллиона "
        "миллионов миллиард миллиарда миллиардов первый второй третий последний до после над под если может могут мог должен "
        "должны всегда часто иногда редко но кроме верно неверно январь января февраль февраля март марта апрель апреля май мая "
        "июнь июня июль июля август августа сентябрь сентября октябрь октября ноябрь ноября декабрь декабря год года лет день дней"
    ),
    "ar": _words(
        "لا لم لن ليس ليست ما غير دون بدون بلا أبدا أبدًا كلا أكثر أقل أكبر أصغر أعلى أدنى أفضل أسوأ أسرع أبطأ أقدم أحدث أبعد "
        "أقرب أطول أقصر أثقل أخف كل جميع بعض كثير قليل عدة معظم فقط تقريبا تقريبًا حوالي نحو نصف ثلث ربع خمس ضعف ضعفي مرة مرتين "
        "صفر واحد واحدة اثنان اثنين اثنتان ثلاثة ثلاث أربعة أربع خمسة ستة ست سبعة سبع ثمانية ثمان تسعة تسع عشرة عشر مئة مائة ألف "
        "آلاف مليون ملايين مليار مليارات أول أولى آخر قبل بعد فوق تحت إذا لو قد يمكن ربما يجب دائما دائمًا غالبا أحيانا نادرا لكن "
        "إلا يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر سنة عام أعوام سنوات يوم أيام"
    ),
    "de": _words(
        "nicht kein keine keinen keinem keiner nie niemals nichts niemand ohne weder noch mehr weniger meist meisten größer "
        "kleiner größte kleinste höher niedriger besser schlechter schneller langsamer älter jünger weiter näher länger kürzer "
        "schwerer leichter als sehr zu viel viele wenig wenige alle jeder jede jedes einige mehrere nur fast etwa ungefähr genau "
        "halb hälfte drittel viertel doppelt zweimal null ein eine eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf "
        "hundert tausend million millionen milliarde milliarden erste letzte vor nach über unter wenn kann könnte muss soll "
        "immer oft manchmal selten aber außer wahr falsch januar februar märz april mai juni juli august september oktober "
        "november dezember jahr jahre tag tage"
    ),
    "pt": _words(
        "não nem nunca jamais nada ninguém nenhum nenhuma sem mais menos melhor pior maior menor máximo mínimo tão tanto muito "
        "pouco todo toda todos todas cada vários alguns algumas só somente apenas quase cerca exatamente meio meia metade terço "
        "quarto dobro triplo vez vezes zero um uma dois duas três quatro cinco seis sete oito nove dez cem cento mil milhão "
        "milhões bilhão bilhões primeiro última último antes depois sobre sob se pode podem poderia deve devem sempre às vezes "
        "mas exceto superior inferior ano anos dia dias"
    ),
    "ja": frozenset(),
    "ko": _words(
        "안 못 아니 아니다 없다 없는 더 덜 가장 모든 일부 반 두 세 네 만 억 조 천 백 십 영 하나 둘 셋 전 후 위 아래 항상 가끔"
    ),
    "hi": _words(
        "नहीं न मत बिना कभी कोई कुछ अधिक कम ज़्यादा ज्यादा सबसे बड़ा छोटा सभी हर केवल लगभग आधा तिहाई चौथाई दोगुना एक दो तीन चार "
        "पाँच पांच छह सात आठ नौ दस सौ हज़ार हजार लाख करोड़ अरब पहले बाद ऊपर नीचे यदि अगर सकता सकती सकते हमेशा अक्सर लेकिन"
    ),
    "bo": _words("མ མི མེད མིན མང ཉུང ཆེ ཆུང"),
    "ug": _words("ئەمەس يوق ھېچ كۆپ ئاز بەك ئەڭ بىر ئىككى ئۈچ تۆت بەش يۈز مىڭ مىليون مىليارد يېرىم"),
    "mn": _words("биш үгүй бүү илүү бага их хамгийн бүх зарим хагас нэг хоёр гурав дөрөв тав зуу мянга сая тэрбум өмнө дараа"),
}

# Characters that negate, compare, count, measure, date or direct; in Chinese and Japanese alike.
HARD_HAN = frozenset(
    "不没沒无無非未勿莫否别別更最较較比大小多少高低上下前后後左右内內外先早晚冷热熱快慢远遠近长長短轻輕重强強弱正负負增减減升降"
    "一二三四五六七八九十百千万萬亿億兆零〇两兩半双雙倍分第几幾数數约約余餘年月日时時秒天周世纪紀只仅僅全皆都各每某可能会會必须須"
    "应應若如但却卻因果吸放男女阴陰阳陽酸碱鹼胜勝败敗真假有"
)

UNITS = _words(
    "m km cm mm nm pm fm µm μm g kg mg µg t s ms µs ns min h d a K C F Pa kPa MPa GPa hPa bar J kJ MJ eV keV MeV GeV TeV W kW "
    "MW GW V mV kV A mA Hz kHz MHz GHz N kN L l mL ml mol mmol AU pc kpc Mpc ly lx lm cd T mT Bq Sv mSv dB pH ppm ppb "
    "км м см мм нм кг г мг с мс мин ч К Па Дж кДж Вт кВт В А Гц Н л моль км² كم م سم مم كغ غ"
)

# Pairs that are both words, and yet one is only ever a slip for the other.
PAIRS: dict[str, frozenset[frozenset[str]]] = {
    "en": frozenset(
        frozenset(pair.split("/"))
        for pair in [
            "a/an",
            "its/it's",
            "your/you're",
            "teh/the",
            "recieve/receive",
            "recieves/receives",
            "recieved/received",
            "seperate/separate",
            "seperated/separated",
            "definately/definitely",
            "wich/which",
            "whith/with",
            "thier/their",
            "alot/lot",
            "becuase/because",
            "beleive/believe",
            "wierd/weird",
            "untill/until",
            "goverment/government",
            "enviroment/environment",
            "occured/occurred",
            "accomodate/accommodate",
            "adress/address",
            "calender/calendar",
            "existance/existence",
            "independant/independent",
            "neccessary/necessary",
            "noticable/noticeable",
            "ocurred/occurred",
            "persistant/persistent",
            "priviledge/privilege",
            "refered/referred",
            "succesful/successful",
            "tommorow/tomorrow",
            "wether/whether",
            "writting/writing",
            "truely/truly",
            "hieght/height",
            "temperture/temperature",
            "seperately/separately",
            "dependant/dependent",
            "foriegn/foreign",
        ]
    ),
    "ru": frozenset(frozenset(pair.split("/")) for pair in ["вообщем/вообще", "будующий/будущий", "расчитать/рассчитать"]),
    "ar": frozenset(frozenset(pair.split("/")) for pair in ["الي/إلى", "الى/إلى", "اللتي/التي", "اللذي/الذي", "لاكن/لكن"]),
    "ko": frozenset(
        frozenset(pair.split("/"))
        for pair in [
            "됬다/됐다",
            "됬습니다/됐습니다",
            "몇일/며칠",
            "왠만하면/웬만하면",
            "갯수/개수",
            "촛점/초점",
            "오랫만에/오랜만에",
            "금새/금세",
        ]
    ),
}

# Words for which others may stand without another claim; a list to be cautious with.
STYLE: dict[str, frozenset[frozenset[str]]] = {
    "en": frozenset(
        frozenset(pair.split("/"))
        for pair in [
            "begin/start",
            "begins/starts",
            "began/started",
            "shows/demonstrates",
            "show/demonstrate",
            "showed/demonstrated",
            "help/assist",
            "helps/assists",
            "big/large",
            "huge/enormous",
            "quick/rapid",
            "quickly/rapidly",
            "therefore/thus",
            "therefore/hence",
            "thus/hence",
            "also/too",
            "use/employ",
            "uses/employs",
            "used/employed",
            "get/obtain",
            "buy/purchase",
            "people/humans",
            "scientists/researchers",
            "called/named",
            "seen/observed",
            "needs/requires",
            "need/require",
            "which/that",
            "like/such",
        ]
    ),
    "fr": frozenset(frozenset(pair.split("/")) for pair in ["commence/débute", "donc/ainsi", "grand/vaste", "montre/démontre"]),
    "es": frozenset(
        frozenset(pair.split("/")) for pair in ["comienza/empieza", "grande/gran", "muestra/demuestra", "usa/utiliza"]
    ),
    "ru": frozenset(frozenset(pair.split("/")) for pair in ["огромный/громадный", "показывает/демонстрирует", "поэтому/потому"]),
    "de": frozenset(frozenset(pair.split("/")) for pair in ["beginnt/startet", "daher/deshalb", "zeigt/demonstriert"]),
}

# Spellings that a language's rules or habits let stand for each other: pattern and what it is read as.
ORTHOGRAPHY: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (("ё", "е"),),
    "mn": (("ё", "е"),),
    "ar": (("[أإآٱ]", "ا"), ("ى", "ي"), ("ة$", "ه"), ("[\u064b-\u0652\u0670]", "")),
    "ug": (("[\u0649\u06d0]", "\u06d0"),),
    "en": ((r"is(e|ed|es|ing|ation|ations)$", r"iz\1"), (r"(?<=col|lab|fav|hon|behavi|neighb|harb|vap|hum)our", "or")),
    "fr": (
        ("[àâä]", "a"),
        ("[éèêë]", "e"),
        ("[îï]", "i"),
        ("[ôö]", "o"),
        ("[ùûü]", "u"),
        ("ç", "c"),
        ("œ", "oe"),
        ("æ", "ae"),
    ),
    "es": (("á", "a"), ("é", "e"), ("í", "i"), ("ó", "o"), ("[úü]", "u")),
    "pt": (("[áâãà]", "a"), ("[éê]", "e"), ("í", "i"), ("[óôõ]", "o"), ("[úü]", "u"), ("ç", "c")),
    "de": (("ß", "ss"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue")),
    "hi": (("[\u093c]", ""), ("\u0901", "\u0902"), ("[ङञणनम]\u094d(?=[क-म])", "\u0902")),
    "ja": (("ー$", ""),),
    "ko": ((r"(을|를|은|는|의|에)\1$", r"\1"), ("(?<=[했았었겠])따$", "다")),
}

# Short words that stand twice only by mistake.
REPEATED: dict[str, frozenset[str]] = {
    "en": _words("the a an of to in on at by is are was were and or that this it with for from as be which"),
    "fr": _words("le la les de des du un une et à en que qui est dans par pour"),
    "es": _words("el la los las de del un una y a en que es con por para"),
    "ru": _words("и в на с по из что это как от к для"),
    "ar": _words("في من على إلى عن أن إن التي الذي هذا هذه مع"),
    "de": _words("der die das den dem des ein eine und in von zu mit ist auf für"),
    "pt": _words("o a os as de do da um uma e em que é com por para"),
    "ja": _words("の を が は に で と も"),
    "ko": _words("이 그 저 및 등"),
    "hi": _words("का के की में से को है और"),
    "mn": _words("нь ба бол энэ тэр"),
    "ug": _words("ۋە بىلەن بۇ ئۇ"),
}

# Languages in which a word stands twice on purpose: each, all, very.
REDUPLICATING = frozenset({"hi", "bo", "ug", "mn", "ko", "ja", "zh", "id", "ms", "th", "vi"})
TWICE = _words(
    "very really so too far long many much had that ha bye more again over and still très si bien muy casi poco más очень еле чуть "
    "далеко давно едва viel sehr so immer nach und muito bem quase جدا جداً رويدا"
)

# One word that is often written as two, or two as one.
JOINED: dict[str, frozenset[str]] = {
    "en": _words("alot itself himself herself themselves ourselves myself infact aswell eachother"),
    "ru": _words("поэтому потому"),
}

# Pairs that the dots of ё tell apart.
YO = frozenset(
    frozenset(pair.split("/"))
    for pair in [
        "все/всё",
        "небо/нёбо",
        "осел/осёл",
        "узнает/узнаёт",
        "берет/берёт",
        "падеж/падёж",
        "совершенный/совершённый",
        "мел/мёл",
        "лен/лён",
        "чем/чём",
    ]
)

HAN_REPEATED = frozenset("的了是在和与與也而及把被对對将將从從由于於着地得我你他它她们們这這那")

# Characters of one look.
HAN_SHAPES = (
    "己已巳",
    "日曰",
    "土士",
    "人入",
    "侯候",
    "戍戌戊",
    "慧彗",
    "栗粟",
    "卵卯",
    "眯睐",
    "晴睛",
    "炙灸",
    "折拆析",
    "辨辩辫",
    "蚀触",
    "此比",
)

HAN_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        "的地",
        "的得",
        "地得",
        "象像",
        "帐账",
        "做作",
        "坐座",
        "粘黏",
        "唯惟",
        "帖贴",
        "迭叠",
        "他它",
        "她它",
        "搏博",
        "拔拨",
        "籍藉",
    )
)
