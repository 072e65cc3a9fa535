"""A language's folder in, its word lists and rules out: everything that is English stands in `data/en`."""

from __future__ import annotations

from copy import copy
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from briefgen.config import Desk
from briefgen.language import lists

DATA = Path(__file__).parent / "data"


class Lexicon:
    """The data of one language, each file read when it is first asked for; with the office's own `abbreviations`."""

    def __init__(
        self, language: str, abbreviations: frozenset[str] = frozenset(), *, weights: Path | None = None
    ) -> None:
        self.language = language
        self._folder = DATA / language
        self.weights = weights or self._folder / "weights"
        """The folder of what training made, under a licence of its own."""
        self._own = abbreviations

    def with_office(self, desk: Desk) -> Lexicon:
        """The lexicon with the abbreviations of an office, which never end a sentence; the same for the same words."""
        own = frozenset(word.strip().removesuffix(".") for word in desk.abbreviations)
        return _with_abbreviations(self, own) if own else self

    def _file(self, name: str) -> Path:
        return self._folder / name

    @cached_property
    def abbreviations(self) -> tuple[frozenset[str], frozenset[str]]:
        """(never a sentence's end, may be one), without their last full stop."""
        parts = lists.parts(self._file("abbreviations.txt"))
        return lists.words(parts["never"]) | self._own, lists.words(parts["may"]) - self._own

    @cached_property
    def starters(self) -> frozenset[str]:
        """Capitalised words that begin sentences and are no names."""
        return lists.words(lists.lines(self._file("starters.txt")))

    @cached_property
    def speech(self) -> tuple[frozenset[str], frozenset[str]]:
        """(quoting verbs, reporting verbs), in the forms news uses."""
        parts = lists.parts(self._file("speech.txt"))
        return lists.words(parts["quoting"]), lists.words(parts["reporting"])

    @cached_property
    def quoting(self) -> frozenset[str]:
        """Verbs that open or close a quotation."""
        return self.speech[0]

    @cached_property
    def sport(self) -> frozenset[str]:
        """Words by which the report of a match is told."""
        return lists.words(lists.lines(self._file("sport.txt")))

    @cached_property
    def plain_speech(self) -> frozenset[str]:
        """Verbs that introduce reported speech without "that"."""
        return lists.words(lists.parts(self._file("speech.txt"))["plain"])

    @cached_property
    def role_heads(self) -> frozenset[str]:
        """Lower-case nouns that head a role."""
        return lists.words(lists.parts(self._file("roles.txt"))["heads"])

    @cached_property
    def honorifics(self) -> frozenset[str]:
        """Titles that count only with a capital before a name."""
        return lists.words(lists.parts(self._file("roles.txt"))["capital"])

    def is_rank(self, word: str) -> bool:
        """Whether a word is a bare title, which says less than any other role: "Gen.", "Prince"."""
        return word.rstrip(".") in self.honorifics or word.lower() in self._ranks

    @cached_property
    def _ranks(self) -> frozenset[str]:
        return lists.words(lists.parts(self._file("roles.txt"))["ranks"])

    @cached_property
    def also_names(self) -> frozenset[str]:
        """Titles that are names of persons too: Sultan."""
        return lists.words(lists.parts(self._file("roles.txt"))["also_names"])

    @cached_property
    def courtesies(self) -> frozenset[str]:
        """Titles that are no role: Mr, Ms."""
        return lists.words(lists.parts(self._file("roles.txt"))["courtesy"])

    @cached_property
    def generic_heads(self) -> frozenset[str]:
        """Role nouns that need a whole name behind them."""
        return lists.words(lists.parts(self._file("roles.txt"))["generic"])

    @cached_property
    def institutions(self) -> frozenset[str]:
        """Common nouns of bodies and papers that can say something: ministry, statement."""
        return lists.words(lists.lines(self._file("institutions.txt")))

    @cached_property
    def offices(self) -> frozenset[str]:
        """Nouns of bodies without a name of their own: ministry."""
        return lists.words(lists.parts(self._file("offices.txt"))["offices"])

    @cached_property
    def fields(self) -> frozenset[str]:
        """What such a body is for: defense, attorney, general's."""
        return lists.words(lists.parts(self._file("offices.txt"))["fields"])

    @cached_property
    def body_nouns(self) -> frozenset[str]:
        """Nouns before the name of a body: union, broadcaster."""
        return lists.words(lists.parts(self._file("offices.txt"))["body_nouns"])

    @cached_property
    def staff(self) -> frozenset[str]:
        """Nouns of those who work for the firm that is named before them: analyst."""
        return lists.words(lists.parts(self._file("offices.txt"))["staff"])

    @cached_property
    def any_body(self) -> frozenset[str]:
        """Nouns that with "the" may stand for a body of another noun: "the agency" for a bureau."""
        return lists.words(lists.parts(self._file("offices.txt"))["any_body"])

    @cached_property
    def portfolio_heads(self) -> frozenset[str]:
        """Titles before which a field stands and no body: minister."""
        return lists.words(lists.parts(self._file("offices.txt"))["portfolio_heads"])

    @cached_property
    def following(self) -> frozenset[str]:
        """Nouns behind the name of who leads: administration."""
        return lists.words(lists.parts(self._file("offices.txt"))["following"])

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
    def modifiers(self) -> frozenset[str]:
        """Lower-case words that belong to the role they precede."""
        return lists.words(lists.parts(self._file("modifiers.txt"))[""])

    @cached_property
    def complements(self) -> frozenset[str]:
        """What may follow "Secretary of"."""
        return lists.phrases(lists.lines(self._file("complements.txt")))

    @cached_property
    def particles(self) -> frozenset[str]:
        """Lower-case words inside a person's name."""
        return lists.words(lists.lines(self._file("particles.txt")))

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
        return lists.phrases(lists.lines(self._file("regions.txt"))) | (
            self._made("territories.txt") - self.countries.keys()
        )

    @cached_property
    def org_heads(self) -> frozenset[str]:
        """Words that make a run of capitals an organisation."""
        return lists.words(lists.parts(self._file("org_heads.txt"))[""]) | self.org_endings

    @cached_property
    def determiners(self) -> frozenset[str]:
        """Words that open a described speaker."""
        return self._grammar("determiners")

    @cached_property
    def subordinate(self) -> frozenset[str]:
        """Words that open a clause whose verb is not the sentence's own."""
        return self._grammar("subordinate")

    @cached_property
    def relative(self) -> frozenset[str]:
        """Words of a clause about the person before."""
        return self._grammar("relative")

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Words by which one name hangs on another noun."""
        return self._grammar("prepositions")

    @cached_property
    def opening(self) -> frozenset[str]:
        """Words before a subject."""
        return self._grammar("opening")

    @cached_property
    def auxiliary(self) -> frozenset[str]:
        """Verbs and adverbs that stand before a verb of speech."""
        return self._grammar("auxiliary")

    @cached_property
    def being(self) -> frozenset[str]:
        """Forms of "be"."""
        return self._grammar("being")

    @cached_property
    def transitive(self) -> frozenset[str]:
        """Verbs behind which stands who is spoken to."""
        return self._grammar("transitive")

    @cached_property
    def citing(self) -> frozenset[str]:
        """Verbs whose object speaks."""
        return self._grammar("citing")

    @cached_property
    def of_one(self) -> frozenset[str]:
        """Determiners before a role of one person: the, its, a."""
        return self._grammar("of_one")

    @cached_property
    def attributive(self) -> frozenset[str]:
        """Nouns behind a person's name that make it somebody else's: "the Weber family"."""
        return self._grammar("attributive")

    @cached_property
    def short_titles(self) -> frozenset[str]:
        """Titles with their full stop: Gov., Gen."""
        return frozenset(f"{word}." for word in self.honorifics)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Words that stay small in the name of a book or song."""
        return self._grammar("titles")

    @cached_property
    def shouting(self) -> frozenset[str]:
        """Verbs before a slogan, which is a quotation though its words have capitals."""
        return self._grammar("shouting")

    @cached_property
    def naming(self) -> frozenset[str]:
        """Participles that give a name and report no words: "a monk called Holm"."""
        return self._grammar("naming")

    @cached_property
    def articles(self) -> frozenset[str]:
        """The, a, an."""
        return self._grammar("articles")

    @cached_property
    def links(self) -> frozenset[str]:
        """Words between a role and what it is over: "minister of", "spokesman for"."""
        return self._grammar("links")

    @cached_property
    def joining(self) -> frozenset[str]:
        """Conjunctions of two clauses with one subject."""
        return self._grammar("joining")

    @cached_property
    def several(self) -> frozenset[str]:
        """Words that open a description of several people."""
        return self._grammar("several")

    def is_when(self, word: str) -> bool:
        """Whether a word behind a described speaker tells when or where: Monday, there."""
        return word in self.calendar or word in self._adverbial

    @cached_property
    def _adverbial(self) -> frozenset[str]:
        return self._grammar("adverbial")

    @cached_property
    def locative(self) -> frozenset[str]:
        """Words before a country or capital that is the place, not its government or team."""
        return self._grammar("locative")

    def _grammar(self, part: str) -> frozenset[str]:
        return lists.words(lists.parts(self._file("grammar.txt"))[part])

    @cached_property
    def org_endings(self) -> frozenset[str]:
        """Words that end a firm's name and stand for nothing alone: Co, Ltd."""
        return lists.words(lists.parts(self._file("org_heads.txt"))["endings"])

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Nouns of sources that stay unnamed."""
        return lists.words(lists.parts(self._file("unnamed.txt"))[""])

    @cached_property
    def not_names(self) -> frozenset[str]:
        """Words with a capital that alone name no person, body or place."""
        return lists.words(lists.parts(self._file("not_names.txt"))[""])

    @cached_property
    def places(self) -> frozenset[str]:
        """Lower-case words for parts of a country: province, city."""
        return lists.words(lists.parts(self._file("place_heads.txt"))["common"])

    @cached_property
    def named_after(self) -> frozenset[str]:
        """Lower-case nouns of what is called after a person: bridge."""
        return lists.words(lists.parts(self._file("place_heads.txt"))["named_after"])

    @cached_property
    def timely(self) -> frozenset[str]:
        """Lower-case nouns and adjectives of time, which are no part of a role."""
        return lists.words(lists.parts(self._file("modifiers.txt"))["never"])

    @cached_property
    def directions(self) -> frozenset[str]:
        """Words that open the name of a part of a country: South."""
        return lists.words(lists.parts(self._file("not_names.txt"))["directions"])

    @cached_property
    def month_names(self) -> frozenset[str]:
        """Months that are surnames behind a first name: May."""
        return lists.words(lists.parts(self._file("not_names.txt"))["surnames"])

    @cached_property
    def kunya(self) -> frozenset[str]:
        """Words that open a person's name of three pieces or more: Abu."""
        return lists.words(lists.parts(self._file("not_names.txt"))["kunya"])

    @cached_property
    def factions(self) -> frozenset[str]:
        """Words for a member or a side of a house, of which none is a body with the word before it."""
        return lists.words(lists.parts(self._file("not_names.txt"))["factions"])

    @cached_property
    def works(self) -> frozenset[str]:
        """Words that end the name of a law or a work."""
        return lists.words(lists.parts(self._file("not_names.txt"))["works"])

    @cached_property
    def event_heads(self) -> frozenset[str]:
        """Words before the name of a storm or an operation."""
        return lists.words(lists.parts(self._file("not_names.txt"))["events"])

    @cached_property
    def place_heads(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words that make a name a place's: (as its first, as its last)."""
        parts = lists.parts(self._file("place_heads.txt"))
        return lists.words(parts["first"]), lists.words(parts["last"])

    @cached_property
    def given_names(self) -> frozenset[str]:
        """First names of many countries, in Latin letters; made by training."""
        return self._made("given.txt") | self.women | self.men

    @cached_property
    def family_names(self) -> frozenset[str]:
        """Family names of many countries, in Latin letters; made by training."""
        return self._made("family.txt")

    @cached_property
    def women(self) -> frozenset[str]:
        """First names that only women bear; made by training."""
        return self._made("women.txt")

    @cached_property
    def men(self) -> frozenset[str]:
        """First names that only men bear; made by training."""
        return self._made("men.txt")

    @cached_property
    def cities(self) -> frozenset[str]:
        """Large cities and states of federations; made by training."""
        return self._made("cities.txt")

    def _made(self, name: str) -> frozenset[str]:
        """A list of one entry a line, as training writes it; empty for a language without weights."""
        path = self.weights / name
        return frozenset(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else frozenset()

    @cached_property
    def anybody(self) -> frozenset[str]:
        """Nouns that stand for whoever spoke before: the official."""
        return lists.words(lists.parts(self._file("unnamed.txt"))["anybody"])

    @cached_property
    def boilerplate(self) -> dict[str, Any]:
        """Rules for what a page carries besides its article."""
        return self._yaml("boilerplate.yaml")

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
