"""One module of nltk without the rest of it."""

from __future__ import annotations

import subprocess
import sys

from briefgen.language.words import stem


def _python(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.strip()


def test_the_rest_of_nltk_is_neither_run_nor_left_behind() -> None:
    program = """
import sys
from briefgen.language.toolkit import part
stemmer = part("stem.porter").PorterStemmer()
print(stemmer.stem("negotiations"), [name for name in sys.modules if name.startswith("nltk")])
"""
    assert _python(program) == "negoti []"


def test_nltk_itself_works_before_and_after() -> None:
    program = """
from briefgen.language.toolkit import part
part("stem.porter")
import nltk
from nltk.stem.porter import PorterStemmer
print(part("stem.porter").PorterStemmer is PorterStemmer, len(dir(nltk)) > 50)
"""
    assert _python(program) == "True True"


def test_stems() -> None:
    assert stem("Negotiations") == stem("negotiation")
    assert stem("Ukraine’s") == stem("Ukraine")
    assert stem("2026") == "2026"
