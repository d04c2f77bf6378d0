"""Short texts about science, and what people ask in other languages that only one of them answers.

Written by hand, before anything was measured. A work is: language, title, text, and the queries: language, words.
"""

from __future__ import annotations

Query = tuple[str, str]
WORKS: list[tuple[str, str, str, list[Query]]] = [
    (
        "en",
        "Why the sky is blue",
        "Sunlight holds all colours. Air molecules scatter its short waves far more than the long ones, so "
        "that blue light reaches "
        "us from everywhere. At sunset the light travels a longer way, and red is what is left.",
        [("zh-hans", "天空为什么是蓝色的"), ("ar", "لماذا السماء زرقاء"), ("ru", "почему небо голубое")],
    ),
    (
        "en",
        "How vaccines teach the immune system",
        "A vaccine shows the body a harmless part of a virus or bacterium. White blood cells remember it and make antibodies "
        "faster when the real germ arrives.",
        [("zh-hans", "疫苗如何保护人体免受病毒感染"), ("ja", "ワクチンはどのように働くのか")],
    ),
    (
        "en",
        "Volcanoes under the ice",
        "In Iceland lava melts the glacier above it. The meltwater breaks out in sudden floods that carry "
        "blocks of ice to the sea.",
        [("es", "volcán bajo un glaciar"), ("ko", "빙하 아래의 화산 폭발")],
    ),
    (
        "en",
        "What makes bread rise",
        "Yeast eats sugar in the dough and gives off carbon dioxide. The bubbles are caught by the gluten, and the loaf grows.",
        [("fr", "pourquoi la pâte à pain gonfle"), ("zh-hans", "面包为什么会发酵膨胀")],
    ),
    (
        "en",
        "The sleep of dolphins",
        "Dolphins rest one half of the brain at a time. The other half keeps them breathing and watches for sharks.",
        [("ru", "как спят дельфины"), ("pt", "como os golfinhos dormem")],
    ),
    (
        "en",
        "Counting with zeros and ones",
        "Computers store every number in the binary system, since a switch is either on or off. Eight such digits make a byte.",
        [("de", "Warum rechnen Computer im Binärsystem?"), ("ar", "النظام الثنائي في الحاسوب")],
    ),
    (
        "zh-hans",
        "大熊猫为什么吃竹子",
        "大熊猫的祖先是食肉动物，后来改吃竹子。竹子营养很少，所以它们每天要吃十几公斤，还要尽量少动。",
        [
            ("en", "why do giant pandas eat bamboo"),
            ("de", "Warum frisst der Große Panda Bambus?"),
            ("ar", "ماذا يأكل الباندا العملاق"),
        ],
    ),
    (
        "zh-hans",
        "地震是怎样发生的",
        "地壳由许多板块组成。板块互相挤压，岩石中的应力越积越大，突然断裂时能量以地震波的形式传出，地面就会摇晃。",
        [("en", "what causes earthquakes"), ("fr", "comment se produit un tremblement de terre"), ("tr", "deprem nasıl oluşur")],
    ),
    (
        "zh-hans",
        "造纸术的发明",
        "蔡伦改进了造纸的方法，用树皮、麻头和旧渔网做原料，使纸变得便宜。后来这项技术经丝绸之路传到阿拉伯和欧洲。",
        [("en", "invention of paper in ancient China"), ("es", "quién inventó el papel")],
    ),
    (
        "zh-hans",
        "月亮为什么有圆有缺",
        "月球自己不发光，我们看到的是它反射的太阳光。月球绕地球转动时，被照亮的一面朝向我们的部分每天不同，于是有了新月、上弦月和满月。",
        [("en", "phases of the Moon explained"), ("it", "le fasi della luna"), ("ko", "달의 모양은 왜 변할까")],
    ),
    (
        "zh-hans",
        "青蒿素与疟疾",
        "屠呦呦从古代医书中得到启发，用低温的方法从青蒿里提取出青蒿素。这种药挽救了无数疟疾患者的生命。",
        [("en", "malaria drug from a Chinese herb"), ("pt", "remédio contra a malária")],
    ),
    (
        "zh-hans",
        "锂电池为什么会起火",
        "锂电池受到撞击或过度充电时，内部可能短路，温度迅速升高，电解液燃烧。因此电动汽车的电池需要冷却和监测。",
        [("en", "battery fires in electric cars"), ("ru", "почему загораются литиевые аккумуляторы")],
    ),
    (
        "ar",
        "كيف تعيش الجمال في الصحراء",
        "يخزن الجمل الدهون في سنامه لا الماء. ويتحمل جسمه ارتفاع الحرارة وفقدان كمية كبيرة من الماء، ثم يشرب مئة لتر في دقائق.",
        [("en", "how camels survive in the desert"), ("fr", "la bosse du chameau"), ("zh-hans", "骆驼怎样在沙漠里生存")],
    ),
    (
        "ar",
        "ابن الهيثم وعلم البصريات",
        "بيّن ابن الهيثم أن الإبصار يحدث حين يدخل الضوء إلى العين منعكسًا عن الأجسام، ودرس الغرفة المظلمة "
        "وانكسار الضوء في العدسات.",
        [("en", "medieval Arab scientist who studied light and vision"), ("de", "arabischer Gelehrter der Optik")],
    ),
    (
        "ar",
        "تحلية مياه البحر",
        "تُزال الأملاح من ماء البحر بالتقطير أو بدفعه تحت ضغط عالٍ عبر أغشية دقيقة. تعتمد دول الخليج على هذه المياه للشرب.",
        [("en", "turning sea water into drinking water"), ("es", "desalinización del agua de mar"), ("zh-hans", "海水淡化技术")],
    ),
    (
        "ar",
        "لماذا نحلم أثناء النوم",
        "يكون الدماغ نشيطًا جدًا في مرحلة حركة العين السريعة من النوم. يظن العلماء أن الأحلام تساعد على تثبيت الذاكرة.",
        [("en", "why do we dream"), ("ru", "зачем человеку сны")],
    ),
    (
        "fr",
        "La vie secrète des abeilles",
        "Les abeilles butinent les fleurs pour nourrir la ruche. Une ouvrière indique par une danse la "
        "direction et la distance du nectar.",
        [("en", "how honeybees tell each other where flowers are"), ("zh-hans", "蜜蜂的舞蹈"), ("ar", "كيف يتواصل النحل")],
    ),
    (
        "fr",
        "Marie Curie et la radioactivité",
        "Avec Pierre, elle isole le radium de tonnes de minerai. Première femme à recevoir un prix Nobel, "
        "elle en meurt peut-être.",
        [("zh-hans", "居里夫人发现镭"), ("ru", "Мария Кюри открытие радия")],
    ),
    (
        "fr",
        "Pourquoi les feuilles tombent en automne",
        "Quand les jours raccourcissent, l’arbre cesse de produire la chlorophylle : le vert disparaît, le "
        "jaune et le rouge se montrent, "
        "puis la feuille se détache.",
        [("en", "why leaves change colour and fall"), ("ja", "紅葉の仕組み"), ("pt", "por que as folhas caem no outono")],
    ),
    (
        "es",
        "Las ballenas jorobadas y sus cantos",
        "Los machos de la ballena jorobada cantan durante horas. Cada población tiene su melodía, que cambia de un año a otro.",
        [("en", "songs of humpback whales"), ("de", "Gesang der Wale"), ("zh-hans", "座头鲸的歌声")],
    ),
    (
        "es",
        "La altura y la sangre",
        "En los Andes el aire tiene menos oxígeno. El cuerpo produce más glóbulos rojos para llevarlo a los músculos.",
        [("en", "how the body adapts to high mountains"), ("ru", "как организм привыкает к высокогорью")],
    ),
    (
        "es",
        "Cómo nacen las perlas",
        "Cuando un grano de arena entra en la ostra, el animal lo cubre con capas de nácar. Tras años se forma una perla.",
        [("en", "how are pearls formed"), ("zh-hans", "珍珠是怎么形成的"), ("ja", "真珠のできかた")],
    ),
    (
        "ru",
        "Первый человек в космосе",
        "12 апреля 1961 года Юрий Гагарин облетел Землю на корабле «Восток». Полёт продолжался 108 минут.",
        [("en", "the first human spaceflight"), ("zh-hans", "第一个进入太空的人"), ("fr", "premier homme dans l’espace")],
    ),
    (
        "ru",
        "Мамонты в вечной мерзлоте",
        "В якутской мерзлоте находят туши мамонтов с шерстью и мышцами. Учёные читают их ДНК и узнают, чем питались звери.",
        [("en", "frozen mammoths in Siberia"), ("de", "Mammut im Dauerfrostboden"), ("ko", "시베리아에서 발견된 매머드")],
    ),
    (
        "ru",
        "Таблица Менделеева",
        "Менделеев расположил химические элементы по атомному весу и заметил, что их свойства повторяются. "
        "Он предсказал элементы, "
        "которых тогда никто не знал.",
        [
            ("en", "who arranged the chemical elements in a table"),
            ("ar", "الجدول الدوري للعناصر الكيميائية"),
            ("es", "tabla periódica de los elementos"),
        ],
    ),
    (
        "ja",
        "津波から身を守る",
        "海底で大きな地震が起きると、海水が持ち上げられて津波になります。揺れを感じたら、すぐに高い場所へ逃げましょう。",
        [("en", "tsunami safety"), ("fr", "que faire en cas de raz-de-marée"), ("zh-hans", "海啸来了怎么办")],
    ),
    (
        "ja",
        "味噌と醤油をつくる麹菌",
        "麹菌は米や大豆のでんぷんとたんぱく質を分解し、甘みとうま味を生み出します。日本の発酵食品に欠かせないカビです。",
        [("en", "the mould that makes soy sauce"), ("de", "Schimmelpilz für Sojasauce")],
    ),
    (
        "ja",
        "ロボットが歩くまで",
        "二本の足で歩く機械は、倒れないように重心をたえず調整します。センサーで床の傾きを測り、関節のモーターを動かします。",
        [("en", "how a two-legged robot keeps its balance"), ("zh-hans", "双足机器人怎样行走")],
    ),
    (
        "ko",
        "김치와 유산균",
        "배추를 소금에 절이고 고춧가루를 넣어 익히면 유산균이 자라 신맛을 냅니다. 이 세균은 장 건강에 도움을 줍니다.",
        [("en", "lactic acid bacteria in fermented cabbage"), ("ru", "польза квашеной капусты для кишечника")],
    ),
    (
        "ko",
        "미세먼지가 건강에 미치는 영향",
        "미세먼지는 폐 깊숙이 들어가 천식과 심장병을 일으킬 수 있습니다. 공기가 나쁜 날에는 마스크를 쓰는 것이 좋습니다.",
        [
            ("en", "health effects of fine dust in the air"),
            ("zh-hans", "空气中的细颗粒物对健康的危害"),
            ("es", "contaminación del aire y los pulmones"),
        ],
    ),
    (
        "de",
        "Wie Zugvögel ihren Weg finden",
        "Zugvögel richten sich nach Sonne, Sternen und dem Magnetfeld der Erde. Junge Störche lernen die Strecke von den Eltern.",
        [("en", "how migrating birds navigate"), ("zh-hans", "候鸟怎么辨别方向"), ("ar", "كيف تهتدي الطيور المهاجرة")],
    ),
    (
        "de",
        "Das Herz als Pumpe",
        "Das Herz schlägt etwa hunderttausendmal am Tag. Die rechte Kammer treibt das Blut in die Lunge, die "
        "linke in den ganzen Körper.",
        [("es", "cómo funciona el corazón"), ("ja", "心臓のしくみ"), ("ru", "как работает сердце человека")],
    ),
    (
        "de",
        "Strom aus Wind",
        "Ein Windrad wandelt die Bewegung der Luft in elektrische Energie um. Auf dem Meer weht der Wind "
        "stärker und gleichmäßiger.",
        [("en", "electricity from wind turbines"), ("zh-hans", "海上风力发电"), ("pt", "energia eólica")],
    ),
    (
        "pt",
        "A floresta amazônica e a chuva",
        "As árvores da Amazônia devolvem água ao ar pelas folhas. Esses rios voadores levam chuva a todo o continente.",
        [
            ("en", "how the rainforest makes its own rain"),
            ("zh-hans", "亚马逊雨林与降雨"),
            ("de", "Regenwald und Wasserkreislauf"),
        ],
    ),
    (
        "pt",
        "Por que bocejamos",
        "O bocejo é contagioso até entre cães e donos. Uma hipótese diz que ele resfria o cérebro; outra, "
        "que nos mantém alertas.",
        [("en", "why is yawning contagious"), ("ru", "почему мы зеваем")],
    ),
    (
        "it",
        "Galileo e le lune di Giove",
        "Nel 1610 Galileo puntò il cannocchiale su Giove e vide quattro puntini che gli giravano intorno: "
        "non tutto ruota attorno alla Terra.",
        [("en", "discovery of Jupiter's moons"), ("zh-hans", "伽利略发现木星的卫星")],
    ),
    (
        "tr",
        "Göbeklitepe: en eski tapınak",
        "Şanlıurfa yakınındaki taş sütunlar on bin yıldan daha eskidir. Onları tarımı bilmeyen avcılar dikmiştir.",
        [("en", "stone temple older than agriculture"), ("de", "ältester Tempel der Menschheit")],
    ),
    (
        "pl",
        "Kopernik wstrzymał Słońce",
        "Mikołaj Kopernik ogłosił, że to Ziemia krąży wokół Słońca. Jego księgę wydano w roku jego śmierci.",
        [("en", "the astronomer who put the Sun at the centre"), ("fr", "la Terre tourne autour du Soleil")],
    ),
]
