"""What an article's own words tell of it: its language, a date in its dateline, that it breaks off."""

from __future__ import annotations

import pytest

from briefgen.language import completed, direction_of, first_sentence, is_analysed
from briefgen.model import Article
from briefgen.readers.parts import Part, composed

LONG = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
OTHERS = {
    "sl": "Ministra obeh držav sta se v ponedeljek dogovorila, da bosta maja odprla trajektno linijo po desetih letih.",
    "de": "Die Minister beider Länder einigten sich am Montag darauf, die Fähre im Mai nach zehn Jahren zu eröffnen.",
    "nl": "De ministers van beide landen zijn het maandag eens geworden over de veerdienst, die in mei zal beginnen.",
    "fr": "Les ministres des deux pays ont convenu lundi d'ouvrir la ligne en mai, après dix années de négociations.",
    "es": "Los ministros de ambos países acordaron el lunes abrir la línea en mayo, tras diez años de conversaciones.",
    "ru": "Министры обеих стран договорились в понедельник открыть паромную линию в мае после десяти лет переговоров.",
    "ar": "اتفق وزيرا البلدين يوم الاثنين على فتح خط العبارات في مايو بعد عشر سنوات من المحادثات بين الجانبين.",
    "zh": "两国部长周一同意在经过十年谈判后于五月开通渡轮航线。官员说，票价尚未确定，船票将由双方共同出售，详情待定。"
    "他们还同意分担两艘船的费用。",
}


def article(*paragraphs: str, title: str = "Ferry", **fields: object) -> Article:
    text, blocks = composed([Part("title", title), *(Part("paragraph", words) for words in paragraphs)])
    return Article(id="1", location="a", title=title, text=text, blocks=blocks, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", OTHERS)
def test_languages_are_told_apart(language: str) -> None:
    found = completed(article(OTHERS[language], title="X", language="en"))
    assert found.language == language
    assert not is_analysed(found)


def test_english_is_english_whatever_the_page_says() -> None:
    assert completed(article(LONG, language="de")).language == "en"


@pytest.mark.parametrize("stated", [None, "de", "pt_BR"])
def test_of_a_few_words_the_source_is_believed(stated: str | None) -> None:
    found = completed(article("Nein, danke.", language=stated)).language
    assert found == (stated.split("_")[0] if stated else None)


def test_directions() -> None:
    assert direction_of(OTHERS["ar"]) == "rtl"
    assert direction_of("Ferry “2025”") == "ltr"


FIRST = [
    (f"{LONG} And so on.", LONG),
    ("Dr. Weber u. a. kamen. Sie gingen.", "Dr. Weber u. a. kamen."),
    ("Am 3. Juli kam Petrova. Er ging.", "Am 3. Juli kam Petrova."),
    ("“Nein.” Er ging.", "“Nein.”"),
    ("两国部长周一同意。官员说。", "两国部长周一同意。"),
    ("اتفق الوزيران؟ ثم ذهبا.", "اتفق الوزيران؟"),
    ("kein Ende", "kein Ende"),
]


@pytest.mark.parametrize(("paragraph", "first"), FIRST)
def test_first_sentences_are_whole_and_the_sources_own(paragraph: str, first: str) -> None:
    given = article(paragraph)
    start, end = first_sentence(given)
    assert given.text[start:end] == first


def test_a_paragraph_without_a_stop_is_cut_between_words() -> None:
    given = article("besede " * 200)
    start, end = first_sentence(given)
    assert end - start <= 600
    assert given.text[end - 1 : end + 1] == "e "


DATELINES = [
    ("OHRID, July 9, 2025 (Lake News) - The ministers agreed on it.", "2025-07-09"),
    ("OHRID, 9 July 2025 (Lake News) — The ministers agreed on it.", "2025-07-09"),
    ("OHRID, July 9 (Lake News) - The ministers agreed on it.", None),
    ("OHRID (Lake News) - The ministers agreed on July 9, 2025.", None),
]


@pytest.mark.parametrize(("paragraph", "published"), DATELINES)
def test_a_dateline_with_a_year_dates_the_article(paragraph: str, published: str | None) -> None:
    found = completed(article(paragraph, LONG))
    assert (found.published, found.published_from) == (published, "dateline" if published else None)


def test_a_date_of_its_own_comes_first() -> None:
    given = article(DATELINES[0][0], LONG, published="2025-07-10", published_from="meta")
    assert completed(given).published == "2025-07-10"


CUT = [
    "Subscribe to continue reading",
    "To continue reading, please log in or create an account.",
    "This article is for subscribers only.",
    "Already a subscriber? Sign in",
    "You have read 3 of 3 free articles this month.",
    "Read the full story at Lake News",
    "Continue reading",
    "The ministers agreed on Monday to…",
    "The ministers agreed on Monday to [+1234 chars]",
]
WHOLE = [
    "Subscribers to the ferry line will continue to pay the old price, the ministry said on Monday.",
    "“I could not continue reading the treaty,” said Mr Petrov.",
    "The full story of the talks is not known.",
    "Readers of the treaty will find no date in it.",
]


@pytest.mark.parametrize("line", CUT)
def test_an_article_that_breaks_off_is_partial_and_says_so(line: str) -> None:
    found = completed(article(LONG, line))
    assert found.partial
    assert len(found.notes) == 1


@pytest.mark.parametrize("line", WHOLE)
def test_an_article_that_speaks_of_reading_is_whole(line: str) -> None:
    assert not completed(article(LONG, line)).partial
