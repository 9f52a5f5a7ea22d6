"""Every script that a message may hold has its letters: Qt draws no empty box for any of them."""

import pytest
from PySide6.QtGui import QFont, QRawFont, QTextLayout

from osone.bridge.drawing.fonts import FAMILY
from tests.ui.stage import application

application()
SCRIPTS = {
    "Latin": "Zażółć gęślą jaźń, þorn, ơ ư ĳ ŉ ɓ",
    "Vietnamese": "Tiếng Việt ở đây",
    "Cyrillic": "Съешь же ещё Ґґ Ѓѓ Ђђ Ӣӣ Ҳҳ",
    "Greek": "Ελληνικά, ᾄνθρωπος",
    "Han, simplified": "汉语的东西龙",
    "Han, traditional": "漢語的東西龍",
    "Kana": "ひらがなとカタカナ、ｶﾅ",
    "Hangul": "한국어 뷁",
    "Thai": "ภาษาไทยที่นี่",
    "Lao": "ພາສາລາວ",
    "Khmer": "ភាសាខ្មែរ",
    "Burmese": "မြန်မာဘာသာ",
    "Arabic": "العربية والفارسية پچژگ اردو ٹڈڑے",
    "Hebrew": "עִבְרִית",
    "Devanagari": "हिन्दी क्षत्रिय",
    "Bengali": "বাংলা ভাষা",
    "Gurmukhi": "ਪੰਜਾਬੀ",
    "Gujarati": "ગુજરાતી",
    "Oriya": "ଓଡ଼ିଆ",
    "Tamil": "தமிழ்",
    "Telugu": "తెలుగు",
    "Kannada": "ಕನ್ನಡ",
    "Malayalam": "മലയാളം",
    "Sinhala": "සිංහල",
    "Georgian": "ქართული",
    "Armenian": "Հայերեն",
    "Ethiopic": "አማርኛ",
    "Tibetan": "བོད་ཡིག",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "Syriac": "ܣܘܪܝܝܐ",
    "signs": "→ ✓ ★ ☎ ♠ ⌘ ⏎ ① ㈱ € ₹ ₽ ₪ № …",
    "mathematics": "∑ ∫ √ ∞ ≤ ≠ ∈ ∀ ∃ 𝔸 𝑥 ℝ ⟨ ⟩ ⊕",
}
EMOJI = (
    "😀",
    "🎉",
    "❤️",
    "🇩🇪",
    "👩‍👩‍👧",
    "👍🏽",
    "1️⃣",
    "🫠",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)


def drawn(words: str) -> list[tuple[QRawFont, list[int]]]:
    """The fonts that words are drawn with, and the glyphs of each."""
    layout = QTextLayout(words, QFont(FAMILY, 12))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [(run.rawFont(), run.glyphIndexes()) for run in layout.glyphRuns()]


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_letter_of_a_script_is_an_empty_box(script: str) -> None:
    runs = drawn(SCRIPTS[script])
    assert runs
    missing = [font.familyName() for font, glyphs in runs if 0 in glyphs]
    assert not missing, f"{script} has no font here; the system packages of packaging/libraries.py bring them"


@pytest.mark.parametrize("sign", EMOJI, ids=ascii)
def test_emoji_are_one_picture_in_colour(sign: str) -> None:
    ((font, glyphs),) = drawn(sign)
    assert [glyph != 0 for glyph in glyphs] == [True]
    assert any(not font.fontTable(table).isEmpty() for table in ("CBDT", "COLR", "sbix")), "it has colours"


@pytest.mark.parametrize("script", ["Devanagari", "Kannada", "Gujarati", "Arabic", "Thai", "Khmer"])
def test_letters_of_other_scripts_are_of_the_same_kind_as_ours(script: str) -> None:
    assert not [font.familyName() for font, _ in drawn(SCRIPTS[script]) if "serif" in font.familyName().lower()]
