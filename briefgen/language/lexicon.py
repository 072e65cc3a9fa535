"""A language's folder in, its word lists and rules out: everything that is English stands in `data/en`."""

from __future__ import annotations

from copy import copy
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from briefgen.config import Desk
from briefgen.language import lists

DATA = Path(__file__).parent / "data"


def _part(file: str, part: str = "") -> cached_property[frozenset[str]]:
    """The words of one part of a list file; of the lines before the first part where it has no name."""

    def read(self: Lexicon) -> frozenset[str]:
        return lists.words(lists.parts(self.folder / file)[part])

    return cached_property(read)


def _made(file: str) -> cached_property[frozenset[str]]:
    """A list of one entry a line, as training writes it; empty for a language without weights."""

    def read(self: Lexicon) -> frozenset[str]:
        path = self.weights / file
        return frozenset(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else frozenset()

    return cached_property(read)


class Lexicon:
    """The data of one language, each file read when it is first asked for; with the office's own `abbreviations`."""

    plain_speech = _part("speech.txt", "plain")
    """Verbs that introduce reported speech without "that"."""

    role_heads = _part("roles.txt", "heads")
    """Lower-case nouns that head a role."""
    honorifics = _part("roles.txt", "capital")
    """Titles that count only with a capital before a name."""
    _ranks = _part("roles.txt", "ranks")
    also_names = _part("roles.txt", "also_names")
    """Titles that are names of persons too: Sultan."""
    courtesies = _part("roles.txt", "courtesy")
    """Titles that are no role: Mr, Ms."""
    generic_heads = _part("roles.txt", "generic")
    """Role nouns that need a whole name behind them."""

    modifiers = _part("modifiers.txt")
    """Lower-case words that belong to the role they precede."""
    timely = _part("modifiers.txt", "never")
    """Lower-case nouns and adjectives of time, which are no part of a role."""

    particles = _part("particles.txt")
    """Lower-case words inside a person's name."""

    unnamed = _part("unnamed.txt")
    """Nouns of sources that stay unnamed."""
    anybody = _part("unnamed.txt", "anybody")
    """Nouns that stand for whoever spoke before: the official."""

    institutions = _part("institutions.txt")
    """Common nouns of bodies and papers that can say something: ministry, statement."""

    offices = _part("offices.txt", "offices")
    """Nouns of bodies without a name of their own: ministry."""
    fields = _part("offices.txt", "fields")
    """What such a body is for: defense, attorney, general's."""
    body_nouns = _part("offices.txt", "body_nouns")
    """Nouns before the name of a body: union, broadcaster."""
    staff = _part("offices.txt", "staff")
    """Nouns of those who work for the firm that is named before them: analyst."""
    any_body = _part("offices.txt", "any_body")
    """Nouns that with "the" may stand for a body of another noun: "the agency" for a bureau."""
    portfolio_heads = _part("offices.txt", "portfolio_heads")
    """Titles before which a field stands and no body: minister."""
    following = _part("offices.txt", "following")
    """Nouns behind the name of who leads: administration."""

    org_endings = _part("org_heads.txt", "endings")
    """Words that end a firm's name and stand for nothing alone: Co, Ltd."""

    not_names = _part("not_names.txt")
    """Words with a capital that alone name no person, body or place."""
    directions = _part("not_names.txt", "directions")
    """Words that open the name of a part of a country: South."""
    month_names = _part("not_names.txt", "surnames")
    """Months that are surnames behind a first name: May."""
    kunya = _part("not_names.txt", "kunya")
    """Words that open a person's name of three pieces or more: Abu."""
    factions = _part("not_names.txt", "factions")
    """Words for a member or a side of a house, of which none is a body with the word before it."""
    works = _part("not_names.txt", "works")
    """Words that end the name of a law or a work."""
    event_heads = _part("not_names.txt", "events")
    """Words before the name of a storm or an operation."""

    places = _part("place_heads.txt", "common")
    """Lower-case words for parts of a country: province, city."""
    named_after = _part("place_heads.txt", "named_after")
    """Lower-case nouns of what is called after a person: bridge."""

    determiners = _part("grammar.txt", "determiners")
    """Words that open a described speaker."""
    subordinate = _part("grammar.txt", "subordinate")
    """Words that open a clause whose verb is not the sentence's own."""
    relative = _part("grammar.txt", "relative")
    """Words of a clause about the person before."""
    prepositions = _part("grammar.txt", "prepositions")
    """Words by which one name hangs on another noun."""
    opening = _part("grammar.txt", "opening")
    """Words before a subject."""
    auxiliary = _part("grammar.txt", "auxiliary")
    """Verbs and adverbs that stand before a verb of speech."""
    being = _part("grammar.txt", "being")
    """Forms of "be"."""
    transitive = _part("grammar.txt", "transitive")
    """Verbs behind which stands who is spoken to."""
    citing = _part("grammar.txt", "citing")
    """Verbs whose object speaks."""
    of_one = _part("grammar.txt", "of_one")
    """Determiners before a role of one person: the, its, a."""
    attributive = _part("grammar.txt", "attributive")
    """Nouns behind a person's name that make it somebody else's: "the Weber family"."""
    title_words = _part("grammar.txt", "titles")
    """Words that stay small in the name of a book or song."""
    shouting = _part("grammar.txt", "shouting")
    """Verbs before a slogan, which is a quotation though its words have capitals."""
    naming = _part("grammar.txt", "naming")
    """Participles that give a name and report no words: "a monk called Holm"."""
    articles = _part("grammar.txt", "articles")
    """The, a, an."""
    links = _part("grammar.txt", "links")
    """Words between a role and what it is over: "minister of", "spokesman for"."""
    joining = _part("grammar.txt", "joining")
    """Conjunctions of two clauses with one subject."""
    several = _part("grammar.txt", "several")
    """Words that open a description of several people."""
    _adverbial = _part("grammar.txt", "adverbial")
    locative = _part("grammar.txt", "locative")
    """Words before a country or capital that is the place, not its government or team."""

    starters = _part("starters.txt")
    """Capitalised words that begin sentences and are no names."""

    sport = _part("sport.txt")
    """Words by which the report of a match is told."""

    _given = _made("given.txt")
    _territories = _made("territories.txt")
    family_names = _made("family.txt")
    """Family names of many countries, in Latin letters; made by training."""
    women = _made("women.txt")
    """First names that only women bear; made by training."""
    men = _made("men.txt")
    """First names that only men bear; made by training."""
    cities = _made("cities.txt")
    """Large cities and states of federations; made by training."""

    def __init__(
        self, language: str, abbreviations: frozenset[str] = frozenset(), *, weights: Path | None = None
    ) -> None:
        self.language = language
        self.folder = DATA / language
        self.weights = weights or self.folder / "weights"
        """The folder of what training made, under a licence of its own."""
        self._own = abbreviations

    def with_office(self, desk: Desk) -> Lexicon:
        """The lexicon with the abbreviations of an office, which never end a sentence; the same for the same words."""
        own = frozenset(word.strip().removesuffix(".") for word in desk.abbreviations)
        return _with_abbreviations(self, own) if own else self

    def _file(self, name: str) -> Path:
        return self.folder / name

    @cached_property
    def abbreviations(self) -> tuple[frozenset[str], frozenset[str]]:
        """(never a sentence's end, may be one), without their last full stop."""
        parts = lists.parts(self._file("abbreviations.txt"))
        return lists.words(parts["never"]) | self._own, lists.words(parts["may"]) - self._own

    @cached_property
    def speech(self) -> tuple[frozenset[str], frozenset[str]]:
        """(quoting verbs, reporting verbs), in the forms news uses."""
        parts = lists.parts(self._file("speech.txt"))
        return lists.words(parts["quoting"]), lists.words(parts["reporting"])

    @cached_property
    def ending(self) -> frozenset[str]:
        """Words at which what a role is over ends."""
        return self.relative | self.being | self.quoting | {"or", "but"}

    @cached_property
    def persons(self) -> frozenset[str]:
        """Nouns of persons: roles, and those of sources that stay unnamed."""
        return self.unnamed | self.role_heads

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Nouns of persons, bodies and papers."""
        return self.persons | self.institutions

    @cached_property
    def introducing(self) -> frozenset[str]:
        """Verbs that introduce reported speech."""
        return self.speech[1] | self.plain_speech

    @cached_property
    def quoting(self) -> frozenset[str]:
        """Verbs that open or close a quotation."""
        return self.speech[0]

    def is_rank(self, word: str) -> bool:
        """Whether a word is a bare title, which says less than any other role: "Gen.", "Prince"."""
        return word.rstrip(".") in self.honorifics or word.lower() in self._ranks

    @cached_property
    def calendar(self) -> frozenset[str]:
        """Names of days and months, which are no part of other names."""
        return frozenset([*self.times["weekdays"], *self.times["months"]])

    @cached_property
    def genders(self) -> tuple[frozenset[str], frozenset[str]]:
        """Role nouns that tell a (woman, man)."""
        parts = lists.parts(self._file("roles.txt"))
        return lists.words(parts["female"]), lists.words(parts["male"])

    @cached_property
    def pronouns(self) -> dict[str, str]:
        """Personal pronoun -> "m", "f" or "pl"."""
        return dict(line.split() for line in lists.lines(self._file("pronouns.txt")))

    @cached_property
    def complements(self) -> frozenset[str]:
        """What may follow "Secretary of"."""
        return lists.phrases(lists.lines(self._file("complements.txt")))

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Every form of a known body or firm -> its full name."""
        return self._forms("bodies") | self._forms("companies")

    @cached_property
    def media(self) -> dict[str, str]:
        """Every form of a known medium -> its full name."""
        return self._forms("media")

    def _forms(self, part: str) -> dict[str, str]:
        forms: dict[str, str] = {}
        for line in lists.parts(self._file("bodies.txt"))[part]:
            names = [name.strip() for name in line.split("|")]
            forms.update(dict.fromkeys(names, names[0]))
        return forms

    @cached_property
    def _countries(self) -> list[list[list[str]]]:
        rows = [line.split("|") for line in lists.lines(self._file("countries.txt"))]
        return [[[item.strip() for item in cell.split(",") if item.strip()] for cell in row] for row in rows]

    @cached_property
    def countries(self) -> dict[str, str]:
        """Every name of a country -> the name we print."""
        return {name: row[0][0] for row in self._countries for name in row[0]}

    @cached_property
    def demonyms(self) -> dict[str, str]:
        """ "Israeli" -> "Israel"."""
        return {word: row[0][0] for row in self._countries for word in row[1]}

    @cached_property
    def capitals(self) -> dict[str, str]:
        """ "Kyiv" -> "Ukraine"."""
        return {city: row[0][0] for row in self._countries if len(row) > 2 for city in row[2]}

    @cached_property
    def regions(self) -> frozenset[str]:
        """Places that are no country: regions, seas, and the territories of CLDR that are not among the countries."""
        return lists.phrases(lists.lines(self._file("regions.txt"))) | (self._territories - self.countries.keys())

    @cached_property
    def org_heads(self) -> frozenset[str]:
        """Words that make a run of capitals an organisation."""
        return lists.words(lists.parts(self._file("org_heads.txt"))[""]) | self.org_endings

    @cached_property
    def short_titles(self) -> frozenset[str]:
        """Titles with their full stop: Gov., Gen."""
        return frozenset(f"{word}." for word in self.honorifics)

    def is_when(self, word: str) -> bool:
        """Whether a word behind a described speaker tells when or where: Monday, there."""
        return word in self.calendar or word in self._adverbial

    @cached_property
    def place_heads(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words that make a name a place's: (as its first, as its last)."""
        parts = lists.parts(self._file("place_heads.txt"))
        return lists.words(parts["first"]), lists.words(parts["last"])

    @cached_property
    def given_names(self) -> frozenset[str]:
        """First names of many countries, in Latin letters; made by training."""
        return self._given | self.women | self.men

    @cached_property
    def boilerplate(self) -> dict[str, Any]:
        """Rules for what a page carries besides its article."""
        return self._yaml("boilerplate.yaml")

    frequent = _part("frequent.txt")
    """Words by which a text of this language is told from others."""

    @cached_property
    def partial(self) -> dict[str, Any]:
        """Lines that tell that the rest of an article is missing."""
        return self._yaml("partial.yaml")

    @cached_property
    def times(self) -> dict[str, Any]:
        """Words of time."""
        return self._yaml("times.yaml")

    def _yaml(self, name: str) -> dict[str, Any]:
        return _yaml(self._file(name))


@cache
def _yaml(path: Path) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - safe loaders


@cache
def _with_abbreviations(words: Lexicon, abbreviations: frozenset[str]) -> Lexicon:
    """A copy, so that what has been read once, weights among it, is not read again."""
    own = copy(words)
    vars(own).pop("abbreviations", None)
    own._own = abbreviations  # noqa: SLF001 - a lexicon of our own making
    return own


@cache
def lexicon(language: str | None) -> Lexicon:
    """The lexicon of a language tag ("en", "en-GB"); English where the language is not known or has no folder."""
    code = (language or "en").split("-")[0].lower()
    return Lexicon(code if (DATA / code).is_dir() else "en")
