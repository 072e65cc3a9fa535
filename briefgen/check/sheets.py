"""A style's stylesheets and colours in; what WeasyPrint ignores, files that are not there and weak contrasts out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.check.faults import Fault, Text
from briefgen.check.opening import Opened
from briefgen.marks import near

_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*(,[^)]*)?\)")
_DECLARED = re.compile(r"(?<![\w-])--([\w-]+)\s*:")
_ADDRESS = re.compile(r"""url\(\s*(['"]?)(?P<url>[^'")]*)\1\s*\)|@import\s+(['"])(?P<import>[^'"]*)\3""")
_RULE = re.compile(r"[^{}]*\{([^{}]*)\}")
_COLOUR = re.compile(r"(?<![\w-])(color|background|background-color)\s*:\s*([^;}]+)")
_AA = 4.5
"""The least contrast of text and ground by WCAG 2.2, success criterion 1.4.3."""
_TEXTS = ("ink", "soft", "accent")
_COLOURS = (*_TEXTS, "rule", "tint")
_SHEET = re.compile(r"/\*.*?\*/", re.DOTALL)


def sheets(found: Opened, assets: Sequence[str]) -> Iterator[Fault]:
    """What is wrong in the style's own sheets and in its colours."""
    tokens = {str(key): str(value) for key, value in (found.settings.get("tokens") or {}).items()}
    texts = [Text(str(path), _bare(path.read_bytes().decode("utf-8", "replace"))) for path in found.files("*.css")]
    above = [path.read_text("utf-8", "replace") for folder in found.chain for path in folder.rglob("*.css")]
    known = {*tokens, *(name for text in above for name in _DECLARED.findall(text))}
    printed = {str(found.own / name.removeprefix(f"{found.own.name}/")) for name in found.settings.get("css") or ()}
    for text in texts:
        yield from _addresses(text, assets)
        yield from _unknown(text, known)
        yield from _rules(text, tokens)
        if text.file in printed:
            yield from _ignored(text, tokens)
    yield from _tokens(found, tokens)


def _bare(css: str) -> str:
    """The sheet with its comments blank, so that all else stays where it is."""
    return _SHEET.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), css)


def _addresses(text: Text, assets: Sequence[str]) -> Iterator[Fault]:
    for match in _ADDRESS.finditer(text.text):
        address = match["url"] if match["import"] is None else match["import"]
        if re.match(r"data:|#", address) or address in assets:
            continue
        if re.match(r"(\w+:)?//|\w+:|/|\.\./", address):
            yield text.at(match.start(), f"asks for {address}", "put the file into the style's folder")
        else:
            yield text.at(
                match.start(),
                f"no file {address}",
                near(
                    address,
                    [name for name in assets if name[-4:] not in (".css", "yaml", ".j2")],
                    otherwise="put it into the style's folder",
                ),
            )


def _unknown(text: Text, known: set[str]) -> Iterator[Fault]:
    for match in _VARIABLE.finditer(text.text):
        if match[1] not in known and not match[2]:
            yield text.at(match.start(), f"no token --{match[1]}", near(match[1], sorted(known)))


def _ignored(text: Text, tokens: Mapping[str, str]) -> Iterator[Fault]:
    """What WeasyPrint says of the sheet, at the place where it stands in the file."""
    from briefgen.writers.pdf import ignored

    filled, shifts = "", list[tuple[int, int]]()
    at = 0
    for match in _VARIABLE.finditer(text.text):
        filled += text.text[at : match.start()] + tokens.get(match[1], match[0])
        at = match.end()
        shifts.append((len(filled), at))
    filled += text.text[at:]
    lines = [0, *(one.end() for one in re.finditer("\n", filled))]
    for line, column, what, hint in ignored(filled):
        place = lines[min(line, len(lines)) - 1] + column - 1 if line else _quoted(filled, what)
        before = next(((new, old) for new, old in reversed(shifts) if new <= place), (0, 0))
        at = min(place - before[0] + before[1], len(text.text))
        yield text.at(at, what, hint or "the PDF is made without it: correct or delete it")


def _quoted(css: str, what: str) -> int:
    """Where the words stand that a message quotes; 0 where it quotes none."""
    words = re.search("'([^']+)'", what)
    return max(css.find(words[1].strip()), 0) if words else 0


# ------------------------------------------------------------------ colours


def _tokens(found: Opened, tokens: Mapping[str, str]) -> Iterator[Fault]:
    """The style's own colours: that they are colours, and dark enough on white and on the tint."""
    own = found.marked.data.get("tokens") if isinstance(found.marked.data, dict) else None
    given = own if isinstance(own, dict) else {}
    for name in (name for name in _COLOURS if name in given and not _colour(tokens[name])):
        yield found.fault(("tokens", name), f"no colour: {tokens[name]}", 'write it as "#1d3a5f"')
    for name in _TEXTS:
        for ground, value in (("white", "#ffffff"), ("the tint", tokens.get("tint", "#ffffff"))):
            if not {name, "tint" if ground != "white" else name} & given.keys():
                continue
            ratio = contrast(tokens.get(name, "#000000"), value)
            if ratio is not None and ratio < _AA:
                key = name if name in given else "tint"
                what = f"{name} on {ground} has a contrast of {ratio:.1f} : 1, WCAG AA asks for {_AA}"
                yield found.fault(("tokens", key), what, "make it darker" if key == name else "make it lighter")
                break


def _rules(text: Text, tokens: Mapping[str, str]) -> Iterator[Fault]:
    """Rules that give both a colour and a ground which are too alike."""
    own = {
        name: value.strip() for name, value in re.findall(r"--([\w-]+)\s*:\s*([^;}]+)", text.text.split("@media")[0])
    }
    known = {**tokens, **own}
    for rule in _RULE.finditer(text.text):
        found: dict[str, tuple[str, int]] = {}
        for one in _COLOUR.finditer(rule[1]):
            found[one[1].removesuffix("-color")] = (one[2], rule.start(1) + one.start())
        if "color" in found and "background" in found:
            front, ground = (_filled(found[key][0], known) for key in ("color", "background"))
            ratio = contrast(front, ground)
            if ratio is not None and ratio < _AA:
                what = f"{front} on {ground} has a contrast of {ratio:.1f} : 1, WCAG AA asks for {_AA}"
                yield text.at(found["color"][1], what, "make one of them darker or lighter")


def _filled(value: str, tokens: Mapping[str, str]) -> str:
    filled = _VARIABLE.sub(lambda one: tokens.get(one[1], one[0]), value)
    return filled.replace("!important", "").strip()


def contrast(front: str, ground: str) -> float | None:
    """The contrast ratio of two CSS colours, 1 to 21; None where one is not plainly given."""
    both = _colour(front), _colour(ground)
    if both[0] is None or both[1] is None:
        return None
    light, dark = sorted(map(_luminance, (both[0], both[1])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _colour(value: str) -> tuple[float, float, float] | None:
    """Red, green, blue, 0 to 1; None for what is no opaque colour."""
    from tinycss2.color3 import parse_color

    found: Any = parse_color(value)
    opaque = found is not None and not isinstance(found, str) and found.alpha == 1
    return (found.red, found.green, found.blue) if opaque else None


def _luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
