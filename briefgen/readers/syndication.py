"""The text of an RSS or Atom file in, from its root element on; what feedparser makes of it out.

feedparser's two parsers are driven here and not through its `parse`, which fetches what looks like an address, decodes
anew what is decoded, and searches what we leave aside (categories, dates, mail addresses) in time that grows with the
square: a feed of 1 MB with a name of one million letters took it more than eight minutes.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from briefgen.errors import TooBig, Unreadable

_TAGS_MOST = 300_000  # of a whole feed; 500 entries with 600 tags each, which take some 4 seconds
_LOOSE_MOST = (4_000_000, 60_000)  # characters and tags of a broken one, which takes five times as long
_HINT = "save the feed again, complete"
# What feedparser raises on what it does not expect, such as a reference to half of a surrogate pair.
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError)


class Parsed(NamedTuple):
    """A feed: what it says of itself, its entries, its namespaces; `broken`: it is not well-formed."""

    about: dict[str, Any]
    entries: list[dict[str, Any]]
    version: str
    namespaces: dict[str, str]
    broken: bool


def parsed(text: str, base: str) -> Parsed:
    """The feed; `base`: the address against which its links are relative. Raises Unreadable, TooBig without a place."""
    if text.count("<") > _TAGS_MOST:
        raise TooBig(f"a feed of more than {_TAGS_MOST} tags", hint="split it")
    strict, loose = _parsers()
    parser = strict(base, None, "utf-8")
    broken = not _strictly(parser, text)
    if broken:
        if len(text) > _LOOSE_MOST[0] or text.count("<") > _LOOSE_MOST[1]:
            raise Unreadable("not well-formed, and too big to be read in spite of it", hint=_HINT)
        parser = loose(base, None, "utf-8", {})
        _told(parser)
        try:
            parser.feed(text)
        except _FAULTS as error:
            raise Unreadable(f"a broken feed: {type(error).__name__}", hint=_HINT) from error
    return Parsed(parser.feeddata, parser.entries, parser.version, parser.namespaces_in_use, broken)


def _strictly(parser: Any, text: str) -> bool:
    """Whether the text is well-formed and was read to its end."""
    import xml.sax
    from xml.sax.handler import feature_external_ges, feature_namespaces
    from xml.sax.xmlreader import InputSource

    from feedparser.exceptions import ThingsNobodyCaresAboutButMe

    _told(parser)
    reader = xml.sax.make_parser()  # noqa: S317 - the text has no document type any more, so no entities
    reader.setFeature(feature_namespaces, 1)
    reader.setFeature(feature_external_ges, 0)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    source = InputSource()
    source.setByteStream(BytesIO(text.encode("utf-8", "replace")))
    try:
        reader.parse(source)
    except (xml.sax.SAXException, ThingsNobodyCaresAboutButMe, *_FAULTS):
        return False
    return True


def _told(parser: Any) -> None:
    """Only text is taken: no link inside it is followed, and no markup of it is kept."""
    parser.resolve_relative_uris = False
    parser.sanitize_html = False


@cache
def _parsers() -> tuple[Any, Any]:
    """feedparser's strict and its loose parser, without what we do not take."""
    from feedparser import api

    return tuple(type(one.__name__, (_Spared, one), {}) for one in (api.StrictFeedParser, api.LooseFeedParser))  # type: ignore[return-value]


class _Spared:
    """The methods of feedparser's parsers that are replaced."""

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        """A name stays as it stands: `names_of` finds the address in it."""
        context = self._get_context()
        several, words = context.get(f"{key}s"), context.get(key)
        if isinstance(several, list) and several and words and isinstance(words, str):
            several[-1].setdefault("name", words)

    def _add_tag(self: Any, *_: object) -> None:
        self._get_context().setdefault("tags", [])

    def _end_published(self: Any) -> None:
        self.pop("published")

    def _end_updated(self: Any) -> None:
        self.pop("updated")

    def _end_created(self: Any) -> None:
        self.pop("created")

    def _end_expirationdate(self: Any) -> None:
        self.pop("expired")

    _end_issued = _end_pubdate = _end_published
    _end_modified = _end_lastbuilddate = _end_updated
