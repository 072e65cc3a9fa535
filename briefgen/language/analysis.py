"""An Article in, its Analysis out: the one place that puts the parts of `language` together."""

from __future__ import annotations

from dataclasses import replace

from briefgen.config import NO_DESK, Desk
from briefgen.language import names, office, quotes
from briefgen.language.actors import Cast, cast
from briefgen.language.boilerplate import Body, body
from briefgen.language.desk import applied
from briefgen.language.lexicon import Lexicon, lexicon
from briefgen.language.recogniser import recognised
from briefgen.language.sentences import sentences
from briefgen.language.times import day_of, times
from briefgen.language.words import bounds
from briefgen.model import Actor, Analysis, Article, Name, Quotation, Sentence


def analyse(article: Article, desk: Desk = NO_DESK, zone: str = "") -> Analysis:
    """All that is known about an article's language. Pure: no file but the shipped word lists, no clock.

    `desk` is what the office knows; `zone` the time zone whose days it means by "today", "" for the article's own.
    """
    lexis = lexicon(article.language).with_office(desk)
    bare, own = office.without_boilerplate(article, desk)
    found = body(bare)
    all_bounds, all_sentences = _sentences(article.text, found, lexis)
    seen = recognised(article.text, all_bounds, all_sentences, lexis)
    tokens = [names.tokens(article.text, sentence, seen.words) for sentence in all_sentences]
    people = cast(tokens, seen.names, all_sentences, article.text, lexis)
    said = quotes.quotations(article.text, all_sentences, people, lexis)
    published = day_of(article.published, zone)
    agency = found.dateline.agency if found.dateline else None
    analysis = Analysis(
        article=article,
        sentences=all_sentences,
        words=seen.words,
        names=_names(people),
        actors=_with_statements(people.actors, said),
        quotations=said,
        times=tuple(
            time
            for sentence in all_sentences
            for time in times(article.text, sentence.start, sentence.end, lexis.language, published)
        ),
        dateline=found.dateline,
        originator=agency or office.originator_of(article, desk),
        boilerplate=tuple(sorted((*found.boilerplate, *own), key=lambda block: block.start)),
    )
    return analysis if desk == NO_DESK else applied(analysis, desk)


def _sentences(text: str, found: Body, lexis: Lexicon) -> tuple[list[tuple[int, int]], tuple[Sentence, ...]]:
    """Where the body's words are, and its sentences; paragraphs count from 1 as a reader of the page counts them."""
    all_bounds: list[tuple[int, int]] = []
    all_sentences: list[Sentence] = []
    for paragraph, block in enumerate(found.paragraphs, 1):
        for number, (start, end) in enumerate(sentences(text, block.start, block.end, lexis), 1):
            first = len(all_bounds)
            all_bounds += bounds(text, start, end)
            all_sentences.append(Sentence(start, end, paragraph, number, (first, len(all_bounds)), block.page))
    return all_bounds, tuple(all_sentences)


def _names(people: Cast) -> tuple[Name, ...]:
    return tuple(
        Name(mention.start, mention.end, mention.kind, actor) for row in people.mentions for mention, actor in row
    )


def _with_statements(actors: tuple[Actor, ...], said: tuple[Quotation, ...]) -> tuple[Actor, ...]:
    """Each actor with the indices of its quotations; unnamed sources that speak are added at the end."""
    spoken: dict[str, list[int]] = {}
    unnamed: dict[str, None] = {}
    for at, quotation in enumerate(said):
        if quotation.speaker:
            spoken.setdefault(quotation.speaker.name, []).append(at)
            if quotation.speaker.unnamed:
                unnamed[quotation.speaker.name] = None
    named = tuple(replace(actor, statements=tuple(spoken.get(actor.name, ()))) for actor in actors)
    return named + tuple(
        Actor(name, "person", mentions=len(spoken[name]), statements=tuple(spoken[name]), unnamed=True)
        for name in unnamed
    )
