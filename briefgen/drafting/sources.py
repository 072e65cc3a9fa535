"""Analyses and printed extracts in, the source page out: references and cited paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.drafting.ranking import Ranked
from briefgen.model import Analysis, Extract, Passage, Reference


def references(ranked: Ranked, extracts: Sequence[Extract]) -> tuple[Reference, ...]:
    """One reference an article, with the share of its body's words that is printed."""
    return tuple(_reference(ranked, at, extracts) for at in range(len(ranked.analyses)))


def _reference(ranked: Ranked, at: int, extracts: Sequence[Extract]) -> Reference:
    analysis, number, copied = ranked.analyses[at], at + 1, ranked.copy_of(at)
    article = analysis.article
    own = [e for e in extracts if e.cite.reference == number]
    total = sum(1 for w in analysis.words if article.text[w.start].isalnum())
    shown = sum(e.words for e in own)
    paragraphs = max((s.paragraph for s in analysis.sentences), default=0)
    cited = {e.cite.paragraph for e in own}
    return Reference(
        number=number,
        outlet=article.outlet,
        title=article.title,
        byline=article.byline,
        originator=analysis.originator,
        published=article.published,
        published_from=article.published_from,
        location=article.location,
        digest=article.digest,
        words=total,
        paragraphs=paragraphs,
        words_printed=shown,
        share=round(shown / total, 4) if total else 0.0,
        language=article.language,
        partial=article.partial,
        reader=article.reader,
        not_printed=tuple(n for n in range(1, paragraphs + 1) if n not in cited),
        account=ranked.account_name(at),
        copy_of=None if copied is None else copied + 1,
        story=ranked.event(at).number,
        relevance=ranked.told(at).relevance,
    )


def passages(analyses: Sequence[Analysis], extracts: Sequence[Extract]) -> tuple[Passage, ...]:
    """The cited paragraphs, as they were read."""
    cited = sorted({(e.cite.reference, e.cite.paragraph) for e in extracts})
    found = []
    for reference, paragraph in cited:
        analysis = analyses[reference - 1]
        own = [s for s in analysis.sentences if s.paragraph == paragraph]
        start, end = own[0].start, own[-1].end
        found.append(Passage(reference, paragraph, start, end, analysis.article.text[start:end]))
    return tuple(found)
