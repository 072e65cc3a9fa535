"""The name of a house style in; the style opened out: settings, fixed words, files, templates ready to render.

A style is a folder `templates/NAME`. Its style.yaml may say `extends: OTHER`: settings and fixed words are then merged
over the other's, and a template or file is looked for in the style first. `OTHER/file` names the other's own, so that
OURS/memo.html.j2 can begin with `{% extends "base/memo.html.j2" %}`. Templates run in a sandbox, see nothing but what
they are given, and escape whatever they print: for HTML, or for Markdown where the name ends in .md.j2; .txt.j2 makes
plain text.
Jinja2 and PyYAML are imported when a style is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefgen.errors import StyleError
from briefgen.marks import near, parse

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from briefgen.styles.words import Words

SETTINGS = "style.yaml"

REQUIRED = {"paper": str, "pages": int, "capacity": int, "sections": list, "date": str, "tokens": dict, "faces": list}
REQUIRED |= {"css": list, "screen_css": list, "story_sections": list, "story_room": int}
"""What no style can do without; one that extends base has it from there."""
ENGLISH = "en"
BASED_ON = "based_on"
OWN_KEYS = ("extends", BASED_ON)
"""Keys of a style that extends another, which that one need not have."""
_HERE = Path(__file__).parent.parent
BUILT_IN = (_HERE / "_templates", _HERE.parent / "templates")
"""Where styles stand that come with the program: in an installed copy, in a checkout."""


@dataclass(frozen=True, slots=True)
class Style:
    """A house style, ready to use. `assets` holds its files and font faces by name ("fonts/House.ttf").

    `settings` is style.yaml and `labels` the fixed words of one language, both merged through `extends`.
    `digest` changes with any byte of the style. `untranslated` are the keys of fixed words that are printed in English.
    """

    name: str
    language: str
    settings: Mapping[str, Any]
    labels: Mapping[str, Any]
    assets: Mapping[str, bytes] = field(repr=False)
    digest: str
    untranslated: tuple[str, ...]
    _html: ImmutableSandboxedEnvironment = field(repr=False)
    _markdown: ImmutableSandboxedEnvironment = field(repr=False)
    _text: ImmutableSandboxedEnvironment = field(repr=False)

    @property
    def pages(self) -> int:
        """Pages that the body may take; the page of sources comes after them."""
        return int(self.settings["pages"])

    @property
    def capacity(self) -> int:
        """Words of extracts that fit these pages, as measured on the style."""
        return int(self.settings["capacity"])

    def render(self, template_name: str, **context: object) -> str:
        """The template with these values. Raises StyleError with file and line for whatever goes wrong in it."""
        from briefgen.styles.sandbox import rendered

        made = {".md.j2": self._markdown, ".txt.j2": self._text}
        ending = next((ending for ending in made if template_name.endswith(ending)), "")
        return rendered(made.get(ending, self._html), template_name, context)

    def environment(self) -> ImmutableSandboxedEnvironment:
        """The sandbox of the HTML templates, in which they can be parsed and looked at."""
        return self._html

    def words(self, *, plain: bool = False, bare: bool = False) -> Words:
        """The fixed words, ready to be said in HTML, in Markdown where `plain`, in plain text where `bare` too."""
        from briefgen.styles.words import Words

        return Words(self.labels, str(self.settings["date"]), plain, bare)

    def text(self, name: str) -> str:
        """A file of the style as text, such as a stylesheet. Raises StyleError where there is none."""
        if name not in self.assets:
            raise StyleError(f"no file {name}", hint=near(name, self.assets), name=self.name)
        return self.assets[name].decode("utf-8")


def open_style(name: str, *, folders: Sequence[Path] = (), language: str = "en") -> Style:
    """Open a style by its name, or by its folder (`templates/OURS`); `NAME:VARIANT` opens one of its variants.

    `folders` are searched before the built-in ones; a folder's neighbours can be extended too. Raises StyleError.
    """
    name, _, variant = name.partition(":")
    chain = chain_of(name, tuple(folders))
    settings = varied(_settings(chain), variant, chain)
    labels = _labels(chain, f"labels.{language}.yaml")
    if not labels:
        known = sorted({path.name.split(".")[1] for folder in chain for path in folder.glob("labels.*.yaml")})
        raise StyleError(f"no fixed words in {language}", hint=f"there are: {', '.join(known)}", file=str(chain[0]))
    english = _labels(chain, f"labels.{ENGLISH}.yaml") if language != ENGLISH else {}
    return assembled(chain, settings, labels, english, language)


def assembled(
    chain: list[Path], settings: dict[str, Any], labels: dict[str, Any], english: dict[str, Any], language: str
) -> Style:
    """The style of these settings and fixed words; `english` fills what another language's lack."""
    from briefgen.styles.sandbox import environment
    from briefgen.styles.translation import completed
    from briefgen.styles.words import Words

    untranslated: tuple[str, ...] = ()
    if language != ENGLISH:
        labels, untranslated = completed(labels, english, language)
    assets = _assets(chain) | _faces(settings, chain)
    digest = sha256()
    for key in sorted(assets):
        digest.update(f"{key}\0{len(assets[key])}\0".encode() + assets[key])
    templates = {key: (data.decode("utf-8"), _path(key, chain)) for key, data in assets.items() if key.endswith(".j2")}
    kinds = ((False, False), (True, False), (True, True))
    made = [environment(templates, settings, Words(labels, settings["date"], *kind)) for kind in kinds]
    freeze = MappingProxyType
    mappings = (freeze(settings), freeze(labels), freeze(assets))
    return Style(chain[0].name, language, *mappings, digest.hexdigest(), untranslated, *made)


def built_in() -> tuple[str, ...]:
    """The names of the styles that come with the program."""
    return tuple(sorted({path.parent.name for place in BUILT_IN for path in place.glob(f"*/{SETTINGS}")}))


def parent_digest(name: str, folders: Sequence[Path] = ()) -> str:
    """A short digest of every file of a style and of what it extends: what `based_on` of a style made of it holds."""
    return _digest_of(chain_of(name, tuple(folders)))


def outdated(style_folder: Path) -> str | None:
    """What to tell where the style that this one extends has changed since `based_on` was set; None where it has not.

    A style without `based_on` asks for no such watch. Raises StyleError where the style cannot be opened.
    """
    chain = chain_of(str(style_folder), ())
    based_on = _yaml(style_folder / SETTINGS).get(BASED_ON)
    if based_on is None or not chain[1:] or str(based_on) == (digest := _digest_of(chain[1:])):
        return None
    file, parent = style_folder / SETTINGS, chain[1].name
    what = (
        f"{file}:{_line(file, BASED_ON)}: {BASED_ON}: the parent style {parent} has changed since this style was made"
    )
    return f'{what}: look at a memo of yours, then set {BASED_ON} to "{digest}"'


def _digest_of(chain: list[Path]) -> str:
    digest = sha256()
    for folder in chain:
        for name, data in _files(folder):
            digest.update(f"{folder.name}/{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]


# ------------------------------------------------------------------ folders, settings, files


def chain_of(name: str, folders: tuple[Path, ...] = ()) -> list[Path]:
    """The style's folder, then what it extends, the eldest last. Raises StyleError."""
    chain: list[Path] = []
    wanted: str | None = name
    while wanted:
        folder = _folder(wanted, _places(chain, folders), asked_by=chain[-1] if chain else None)
        if folder in chain:
            way = " extends ".join(path.name for path in [*chain, folder])
            file = chain[-1] / SETTINGS
            raise StyleError(f"a circle: {way}", hint="let one of them extend base", file=str(file), line=_line(file))
        chain.append(folder)
        own = _yaml(folder / SETTINGS).get("extends")
        if own is not None and not isinstance(own, str):
            raise _wrong(folder / SETTINGS, "extends", "must be the name of one style")
        wanted = own
    return chain


def _places(chain: list[Path], folders: tuple[Path, ...]) -> list[Path]:
    return [*(path.parent for path in chain[-1:]), *folders, *BUILT_IN]


def _folder(name: str, places: list[Path], *, asked_by: Path | None) -> Path:
    """The folder of a style; a name with a slash, or that of a folder with a style.yaml, is a folder's."""
    for path in (Path(name), *(place / name for place in places)):
        if (path / SETTINGS).is_file():
            return path.resolve() if path == Path(name) else path
    known = sorted({path.parent.name for place in places for path in place.glob(f"*/{SETTINGS}")})
    hint = near(name, known) if known else ""
    if asked_by:
        file = asked_by / SETTINGS
        raise StyleError(f"extends: no style {name}", hint=hint, file=str(file), line=_line(file), name=name)
    raise StyleError(f"no style {name}", hint=hint, name=name)


def _line(file: Path, key: str = "extends") -> int:
    place = parse(file.read_text("utf-8")).place((key,))
    return place.line if place else 0


def _wrong(file: Path, key: str, what: str, hint: str = "") -> StyleError:
    return StyleError(f"{key}: {what}", hint=hint, file=str(file), line=_line(file, key), name=key)


def _yaml(path: Path) -> dict[str, Any]:
    """The mapping in the file, {} where there is none. The fast parser reads; the slow one says where a fault is."""
    import yaml

    if not path.is_file():
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text("utf-8")
        data = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
    except UnicodeDecodeError as error:
        raise StyleError("not UTF-8", hint="save it as UTF-8", file=str(path)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        fault = next(iter(parse(text).faults), None)
        line = fault.place.line if fault and fault.place else 0
        what, hint = (fault.what, fault.hint) if fault else (f"not YAML ({error})", "")
        raise StyleError(what, hint=hint, file=str(path), line=line) from error
    if not isinstance(data, dict | None):
        raise StyleError("must be a group of keys", file=str(path), line=1)
    return data or {}


def _labels(chain: list[Path], name: str) -> dict[str, Any]:
    """The fixed words, the child's over its parent's, group by group."""
    found: dict[str, Any] = {}
    for folder in reversed(chain):
        own = _yaml(folder / name)
        for key in _not_words(own):
            hint = 'write words such as "on", "no" and numbers in quotes'
            raise _wrong(folder / name, key, "must be text, in all its parts", hint)
        found = over(found, own)
    return found


def _not_words(own: Mapping[Any, Any]) -> Iterator[str]:
    """The groups in which a key or value is no text: YAML reads `on` and `no` as yes and no."""
    for key, value in own.items():
        values = value if isinstance(value, list) else [value]
        inner = any(True for _ in _not_words(value)) if isinstance(value, dict) else False
        if not isinstance(key, str) or inner or not all(isinstance(one, str | dict) for one in values):
            yield str(key)


def _settings(chain: list[Path]) -> dict[str, Any]:
    """style.yaml, merged and checked."""
    found: dict[str, Any] = {}
    for folder in reversed(chain):
        own = _yaml(folder / SETTINGS)
        _check(folder / SETTINGS, own, found)
        found = over(found, own)
    for key, kind in REQUIRED.items():
        if not isinstance(found.get(key), kind):
            raise _wrong(chain[-1] / SETTINGS, key, f"must be {_KINDS[kind]}", "or let the style say `extends: base`")
    return found


def varied(settings: dict[str, Any], variant: str, chain: list[Path]) -> dict[str, Any]:
    """The settings with those of the variant that was asked for, else of the one that the style names itself.

    Raises StyleError.
    """
    known, asked = settings.get("variants", {}), variant or settings.get("variant", "")
    if asked and asked not in known:
        hint = near(asked, known) if known else "this style has none"
        owner = next((folder for folder in chain if "variant" in _yaml(folder / SETTINGS)), chain[0]) / SETTINGS
        if variant:
            raise StyleError(f"{chain[0].name} has no variant {asked}", hint=hint, name=chain[0].name)
        raise _wrong(owner, "variant", f"no variant {asked}", hint)
    own = known.get(asked, {})
    for key in own:
        if key not in settings:
            owner = next(folder for folder in chain if "variants" in _yaml(folder / SETTINGS)) / SETTINGS
            raise _wrong(owner, "variants", f"{asked}: no such key {key}", near(str(key), settings))
    found = over(settings, own)
    for folder in reversed(chain[: _owner(chain, asked)]):  # what a style says itself holds in every variant of another
        found = over(found, {key: value for key, value in _yaml(folder / SETTINGS).items() if key in settings})
    return {**found, "variant": asked}


def _owner(chain: list[Path], variant: str) -> int:
    """The place in the chain of the style that has the variant; 0 where none has."""
    owns = (at for at, folder in enumerate(chain) if variant in (_yaml(folder / SETTINGS).get("variants") or {}))
    return next(owns, 0) if variant else 0


def over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Keys of one group over those of another, group by group."""
    merged = dict(below)
    for key, value in above.items():
        inner = merged.get(key)
        both = isinstance(inner, dict) and isinstance(value, dict)
        merged[key] = over(inner, value) if both else value  # type: ignore[arg-type]
    return merged


def _check(file: Path, own: dict[str, Any], parent: dict[str, Any]) -> None:
    """A key must be the parent's, of the parent's kind: a misspelt one would be without effect."""
    for key, value in own.items():
        if parent and key not in parent and key not in OWN_KEYS:
            raise _wrong(file, str(key), "no such key", near(str(key), parent))
        before = parent.get(key, value)
        if type(value) is not type(before) and not (isinstance(value, int | float) and isinstance(before, int | float)):
            raise _wrong(file, str(key), f"must be {_KINDS.get(type(before), 'as in the style it extends')}")


_KINDS = {int: "a whole number", str: "a text", list: "a list", dict: "a group of keys", bool: "yes or no"}


def _assets(chain: list[Path]) -> dict[str, bytes]:
    """Every file of the styles: by its name, the child's first, and as `STYLE/name`, a style's own or inherited."""
    found: dict[str, bytes] = {}
    named: dict[str, bytes] = {}
    for folder in reversed(chain):
        found.update(_files(folder))
        named.update({f"{folder.name}/{name}": data for name, data in found.items()})
    return found | named


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a style by name, hidden ones left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _faces(settings: Mapping[str, Any], chain: list[Path]) -> dict[str, bytes]:
    """The font files that come from an installed package, written `package:File.ttf`, by `fonts/File.ttf`."""
    found: dict[str, bytes] = {}
    own = next(folder for folder in chain if "faces" in _yaml(folder / SETTINGS)) / SETTINGS
    for face in settings["faces"]:
        if not isinstance(face, dict) or not {"family", "file"} <= face.keys():
            raise _wrong(own, "faces", "each needs a family and a file")
        package, colon, file = str(face["file"]).partition(":")
        if colon:
            spec = find_spec(package)  # finds without importing
            path = Path(spec.origin).parent / "files" / file if spec and spec.origin else Path(file)
            if not path.is_file():
                raise _wrong(own, "faces", f"no font {face['file']}", f"pip install {package.replace('_', '-')}")
            found[f"fonts/{file}"] = path.read_bytes()
    return found


def _path(name: str, chain: list[Path]) -> str:
    """The file that a template's name stands for: `STYLE/name` is looked for in STYLE and in what that one extends."""
    start = next((at for at, folder in enumerate(chain) if name.startswith(f"{folder.name}/")), None)
    own = name if start is None else name.removeprefix(f"{chain[start].name}/")
    return str(next(folder for folder in chain[start or 0 :] if (folder / own).is_file()) / own)
