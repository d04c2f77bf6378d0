"""The letters every site begins with: one a decision, in the languages that have a complete catalogue."""

from __future__ import annotations

# The mail around a letter greets the author, names the decision and links to the remarks: a letter says the rest.
DEFAULT_LETTERS: dict[str, tuple[str, dict[str, str]]] = {
    "approve": (
        "Approved",
        {
            "en": "Thank you for “{title}”. The experts approved it exactly as you submitted it: nothing is "
            "left for you to do.\n\n"
            "{editor}",
            "zh-hans": "感谢您投来《{title}》。专家已按您提交的内容原样认可，您无需再做任何事。\n\n{editor}",
            "ar": "شكرًا على «{title}». أقرّه الخبراء كما قدّمتموه تمامًا، ولم يبقَ عليكم شيء.\n\n{editor}",
            "fr": "Merci pour « {title} ». Les experts l’ont approuvé exactement tel que vous l’avez soumis : "
            "vous n’avez plus rien à faire.\n\n{editor}",
            "es": "Gracias por «{title}». Los expertos lo avalaron exactamente como usted lo envió: "
            "no le queda nada por hacer.\n\n{editor}",
            "ru": "Спасибо за «{title}». Эксперты одобрили текст именно в том виде, в каком вы его прислали: "
            "больше ничего делать не нужно.\n\n{editor}",
        },
    ),
    "minor": (
        "Minor changes",
        {
            "en": "“{title}” is nearly there. Please go through the remarks point by point: take a replacement over, change the "
            "passage, or answer why it should stay. Then submit it again; we expect one short look.\n\n{editor}",
            "zh-hans": "《{title}》已接近完成。请逐条处理意见：采纳建议的文字、修改该段，或说明为何保留原文。"
            "然后再次提交，预计只需简短复核。\n\n{editor}",
            "ar": "اقترب «{title}» من الاكتمال. نرجو معالجة الملاحظات واحدة واحدة: اعتمدوا النص المقترح، أو عدّلوا الفقرة، "
            "أو بيّنوا سبب إبقائها. ثم أعيدوا تقديمه، ونتوقع أن تكفيه نظرة قصيرة.\n\n{editor}",
            "fr": "« {title} » est presque prêt. Parcourez les remarques point par point : reprenez le texte "
            "proposé, modifiez le "
            "passage ou expliquez pourquoi il doit rester. Soumettez-le ensuite à nouveau ; une brève relecture devrait "
            "suffire.\n\n{editor}",
            "es": "«{title}» está casi listo. Revise las observaciones una por una: adopte el texto "
            "propuesto, cambie el pasaje o "
            "explique por qué debe quedar así. Después envíelo de nuevo; esperamos que baste una mirada breve.\n\n{editor}",
            "ru": "«{title}» почти готово. Пожалуйста, пройдите замечания по пунктам: примите предложенный текст, исправьте "
            "место или объясните, почему оно должно остаться. Затем отправьте снова; думаем, хватит короткого "
            "просмотра.\n\n{editor}",
        },
    ),
    "major": (
        "Major changes",
        {
            "en": "Thank you for “{title}”. The experts see what it could become, and ask for changes of substance first. Please "
            "answer each of their points and submit it again: the same experts will be asked to read what changed.\n\n{editor}",
            "zh-hans": "感谢您投来《{title}》。专家认为它很有潜力，但需要先作实质性修改。请逐条回应意见后再次提交；"
            "我们会请同样的专家审阅修改之处。\n\n{editor}",
            "ar": "شكرًا على «{title}». يرى الخبراء ما يمكن أن يصير إليه، ويطلبون أولًا تعديلات جوهرية. نرجو الرد على كل نقطة "
            "ثم إعادة تقديمه، وسنطلب من الخبراء أنفسهم قراءة ما تغيّر.\n\n{editor}",
            "fr": "Merci pour « {title} ». Les experts voient ce qu’il peut devenir et demandent d’abord des "
            "changements de fond. "
            "Répondez à chacun de leurs points et soumettez-le à nouveau : les mêmes experts seront invités à lire ce qui a "
            "changé.\n\n{editor}",
            "es": "Gracias por «{title}». Los expertos ven lo que puede llegar a ser y piden antes cambios de fondo. Responda a "
            "cada punto y envíelo de nuevo: pediremos a los mismos expertos que lean lo que cambió.\n\n{editor}",
            "ru": "Спасибо за «{title}». Эксперты видят, чем может стать этот текст, и сначала просят изменить его по существу. "
            "Пожалуйста, ответьте на каждое замечание и отправьте снова: изменённое прочтут те же эксперты.\n\n{editor}",
        },
    ),
    "reject": (
        "Not accepted",
        {
            "en": "Thank you for “{title}” and for the work in it. After expert review we can’t publish it, "
            "for the reasons in the "
            "reports. We hope that they help, and that you will write for us again.\n\n{editor}",
            "zh-hans": "感谢您投来《{title}》以及为此付出的劳动。经专家评审，我们无法发表，理由见评审意见。"
            "希望这些意见对您有所帮助，也期待您再次投稿。\n\n{editor}",
            "ar": "شكرًا على «{title}» وعلى ما بُذل فيه من جهد. بعد مراجعة الخبراء لا يمكننا نشره، للأسباب المذكورة في التقارير. "
            "نرجو أن تفيدكم، وأن تكتبوا لنا من جديد.\n\n{editor}",
            "fr": "Merci pour « {title} » et pour le travail qu’il représente. Après l’évaluation des "
            "experts, nous ne pouvons pas "
            "le publier, pour les raisons données dans les rapports. Nous espérons qu’ils vous aideront et que vous écrirez de "
            "nouveau pour nous.\n\n{editor}",
            "es": "Gracias por «{title}» y por el trabajo que contiene. Tras la revisión de los expertos no podemos publicarlo, "
            "por las razones que dan los informes. Esperamos que le ayuden y que vuelva a escribir para nosotros.\n\n{editor}",
            "ru": "Спасибо за «{title}» и за вложенный в него труд. После экспертной оценки мы не можем его "
            "опубликовать; причины "
            "изложены в отзывах. Надеемся, что они помогут и что вы напишете для нас снова.\n\n{editor}",
        },
    ),
}
