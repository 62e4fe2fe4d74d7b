"""Which language a text is in, as far as its letters and its small words show."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ko", "[\uac00-\ud7a3]"),
    ("fa", "[\u06cc\u067e\u0686\u06af]"),
    ("ar", "[\u0621-\u064a]"),
    ("he", "[\u05d0-\u05ea]"),
    ("uk", "[іїєґІЇЄҐ]"),
    ("ru", "[а-яА-ЯёЁ]"),
    ("el", "[α-ωΑ-Ω]"),
    ("hi", "[\u0904-\u0939]"),
)
_SHARE = {"ja": 0.05, "fa": 0.03, "uk": 0.03}
"""Of the letters that have to be of a script: some scripts only add a few to another's."""
_SMALL = {
    "en": "the and of to that is in it you for this we with have are",
    "fr": "le la les des et est que une dans pour pas vous nous qui sur",
    "de": "der die das und ist nicht wir ich sie ein zu mit dass auch auf",
    "es": "el los las que una por con para no es del se lo como más",
    "it": "il che di non per una sono con della è anche questo più gli",
    "pt": "o os que não uma para com do da em por mais como são isso",
    "nl": "de het een van en dat niet wij ik zijn met voor ook op",
    "pl": "nie się jest że na to do jak ale tak czy dla są",
    "tr": "bir ve bu için da de ne çok değil ile var olarak",
    "sv": "och att det som är inte för på med har jag vi till",
    "cs": "se že je na to jsem jak ale nebo jsou pro které",
}


def guess_language(text: str) -> str:
    """Guess the language of a text, as a tag such as `en`; empty if it doesn't show."""
    letters = Counter(char for char in text if char.isalpha())
    total = letters.total() or 1
    for tag, script in _SCRIPTS:
        share = sum(count for char, count in letters.items() if re.match(script, char)) / total
        if share >= _SHARE.get(tag, 0.4):
            return tag
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    scores = {tag: sum(words[word] for word in small.split()) for tag, small in _SMALL.items()}
    best, second = sorted(scores.values(), reverse=True)[:2]
    return max(scores, key=lambda tag: scores[tag]) if best > 1.2 * second and best >= 5 else ""
