"""Whether a sentence is in another language than English: by its script, else by the small words that it is made of."""

import re
import unicodedata
from collections.abc import Mapping

LOOKED_AT = 240
"""Letters of a sentence that are looked at."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NONE = ""
_SMALL: Mapping[str, str] = {
    "de": """
        der die das den dem des ein eine einen einem einer ich du er sie es wir ihr mich mir dich dir uns euch
        mein meine meinen dein deine ist sind war bin hast habe haben hat wird kann kannst können soll muss
        möchte und oder aber nicht kein keine auch noch schon nur sehr mit von vom zu zum zur bei nach für auf
        aus über unter wie was wer wo wann warum welche heute morgen gestern abend nachmittag uhr bitte danke
        guten tag gute nacht hallo zeig zeige gibt steht stehen an am im ins ja nein doch mal woche termin
        termine""",
    "fr": """
        le la les un une des du de je tu il elle nous vous ils elles mon ma mes ton ta tes son sa ses est suis
        es sont était ai as avons avez ont et ou mais ne pas plus aussi avec pour dans sur sous chez par quel
        quelle quels quoi que qui où quand pourquoi comment combien aujourd'hui demain hier soir matin semaine
        bonjour bonsoir merci s'il plaît oui non c'est qu'est-ce qu'est j'ai au aux ce cette ces y rendez-vous
        salut""",
    "es": """
        el la los las un una unos de del al yo tú él ella nosotros ellos mi mis tu tus su sus es soy eres son
        está estoy están hay tengo tienes tiene y o pero no sí también con para por en sobre sin qué quién dónde
        cuándo cómo cuánto cuál hoy mañana ayer tarde noche semana hola gracias buenos buenas días por favor me
        te se lo le que puedes quiero""",
    "it": """
        il lo la gli le un uno una di del della dei delle al alla io tu lui lei noi voi loro mio mia miei tuo
        tua è sono sei siamo ho hai ha abbiamo c'è e o ma non anche con per in su da che chi cosa cos'è dove
        quando come perché quanto quale oggi domani ieri sera mattina settimana buongiorno buonasera grazie
        prego per favore sì mi ti si puoi vorrei""",
    "pt": """
        o a os as um uma uns de do da dos das ao à eu tu você ele ela nós eles meu minha meus teu seu sua é sou
        são está estou tem tenho há e ou mas não sim também com para por em no na nos nas que quem onde quando
        como quanto qual hoje amanhã ontem tarde noite semana olá obrigado obrigada bom boa dia favor me te se
        pode quero""",
    "nl": """
        de het een ik jij je hij zij wij we mij me mijn jouw zijn haar is ben bent was heb hebt heeft hebben kan
        kun kunt moet wil en of maar niet geen ook nog al met van voor naar bij op uit over onder wat wie waar
        wanneer waarom hoe welke vandaag morgen gisteren avond middag week alsjeblieft dank bedankt goedemorgen
        goedenavond hallo ja nee staat er om""",
    "sv": """
        en ett den det jag du han hon vi ni de mig dig min mitt mina din ditt är var har hade kan ska måste vill
        och eller men inte också med av för till från på om i vad vem var när varför hur vilken idag imorgon
        igår kväll morgon vecka tack hej snälla ja nej finns""",
    "pl": """
        ja ty on ona my wy oni mój moja moje jest są mam masz ma i lub ale nie tak też z ze do od dla na w we po
        co kto gdzie kiedy dlaczego jak ile dzisiaj dziś jutro wczoraj wieczorem rano dziękuję proszę cześć
        dzień dobry mnie się czy""",
}
_ENGLISH_WORDS = """
a about after all am an and any are as at be been before but by can could did do does done for from get give had has
have he her him his how i if in is it its just know last let like make many me meet more much my need new next no
not now of off on one or our out put read remind said say see send she should show so some take tell than thanks
that the their them then there these they this time to today tomorrow tonight up us want was we week were what when
where which who why will with would yes yesterday you your find mail add call when's what's i'm don't please"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SURE_WORDS = """
bonjour bonsoir merci hola gracias buenos buenas buongiorno buonasera grazie obrigado obrigada olá guten danke hallo
goedemorgen goedenavond bedankt tack hej dziękuję cześć dzień"""
_SURE = frozenset(_SURE_WORDS.split())
"""Words that are said alone."""
ONLY_ENGLISH: Mapping[str, str] = {
    "de": "Ich verstehe bisher nur Englisch.", "fr": "Pour l’instant, je ne comprends que l’anglais.",
    "es": "Por ahora solo entiendo inglés.", "it": "Per ora capisco solo l’inglese.",
    "pt": "Por enquanto, só entendo inglês.", "nl": "Ik versta voorlopig alleen Engels.",
    "sv": "Jag förstår bara engelska än så länge.", "pl": "Na razie rozumiem tylko po angielsku.",
    "ru": "Пока я понимаю только по-английски.", "uk": "Поки що я розумію лише англійську.",
    "el": "Προς το παρόν καταλαβαίνω μόνο αγγλικά.", "ja": "今はまだ英語しかわかりません。",
    "zh": "目前我只懂英语。", "ko": "아직은 영어만 알아들어요.",
}  # fmt: skip
"""That only English is understood, in the language itself: who wrote in it may know no other."""
_SCRIPTS: Mapping[str, str] = {
    "CYRILLIC": "ru", "GREEK": "el", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HANGUL": "ko",
}  # fmt: skip
_WORDS: Mapping[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _SMALL.items()}
UNKNOWN = "und"
"""Another language, and nobody here knows which (ISO 639)."""


def language_of(said: str) -> str:
    """The language of a sentence as a code of ISO 639, where it is surely another than English; else empty."""
    plain = unicodedata.normalize("NFC", said[:LOOKED_AT]).casefold().replace("’", "'")
    words = _WORD.findall(plain)
    if not words:
        return _NONE
    if other := _by_script(plain):
        return other
    english = sum(word in _ENGLISH for word in words)
    hits = {language: sum(word in small for word in words) for language, small in _WORDS.items()}
    likely = max(hits, key=lambda language: hits[language])
    alone = len(words) <= 2 and any(word in _SURE for word in words)
    if hits[likely] > english and (alone or (hits[likely] >= 2 and hits[likely] * 5 >= len(words) * 2)):
        return likely
    return _NONE


def _by_script(plain: str) -> str:
    """The language that a script which is not Latin stands for, where most letters are of it."""
    letters = [letter for letter in plain if letter.isalpha()]
    foreign = [unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in letters if letter > "\u036f"]
    foreign = [script for script in foreign if script != "LATIN"]
    if 2 * len(foreign) <= len(letters):
        return _NONE
    if {"HIRAGANA", "KATAKANA"} & set(foreign):
        return "ja"
    if set(plain) & set("іїєґ"):
        return "uk"
    return _SCRIPTS.get(max(set(foreign), key=foreign.count), UNKNOWN)
