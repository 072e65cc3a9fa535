"""The index page of a night: what it shows, where it leads, that no name can do anything in it."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from briefgen.batch import index
from briefgen.batch.outcomes import Night, Reading
from briefgen.check import markup
from briefgen.check.opening import opened
from briefgen.styles import built_in, open_style
from tests.batch import nights
from tests.writers.browser import CHROMIUM, browser
from tests.writers.test_html import Outline, ours

STYLE = open_style("base")
BASE = "out/2026-11-24"


def page_of(night: Night, base: str = BASE) -> str:
    return index.page(night, STYLE, base).decode("utf-8")


def text_of(page: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def section(page: str, name: str) -> str:
    found = re.search(rf'<section[^>]*aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return found[1] if found else ""


# ------------------------------------------------------------------ what it shows


def test_the_common_night() -> None:
    page = page_of(nights.night())
    text = text_of(page)
    assert "Memos of 24 November 2026" in text
    assert "3 of 4 memos made" in text
    assert "58 of 60 articles read" in text
    assert "1 of 9 feeds unreachable" in text
    assert "24 November 2026, 02:30 +01:00 to 02:41" in text
    made = section(page, "made")
    assert [text_of(row).split()[:1] for row in re.findall("<tr><th scope=.row.*?</tr>", made, re.DOTALL)] == [
        ["danube"],
        ["black-sea"],
        ["sahel"],
    ]
    assert text_of(made.split("<tbody>")[1].split("</tr>")[0]) == (
        "danube ASEAN: tariffs PDF DOCX 12 9 2 4 new: 12 articles"
    )
    assert text_of(section(page, "missing")).endswith(
        "asean-trade ASEAN: tariffs needed more than 60 seconds make it by hand: briefgen batch --only asean-trade "
        "out/2026-11-23/asean-trade.pdf"
    )
    assert "inbox/scan.pdf no text on its pages give a PDF with text" in text_of(section(page, "unread"))
    assert "https://feeds.example/world.xml 503, 3 tries try again later" in text_of(section(page, "unreachable"))


def test_a_night_with_something_of_everything() -> None:
    page = page_of(nights.full())
    assert "over 10 % of the sources unread on 3 nights in a row" in section(page, "alarm")
    assert "caucasus" in section(page, "kept")
    assert "no new article" in section(page, "empty")
    assert "none" in section(page, "missing")
    deliveries = text_of(section(page, "deliveries"))
    assert "danube outbox/ sent danube director@example.org not known" in deliveries
    assert "refused OFFICIAL-SENSITIVE is over mail.ceiling raise mail.ceiling" in deliveries
    assert "the clock stands before the last night's" in text_of(section(page, "notices"))


def test_a_quiet_night_has_no_empty_table() -> None:
    page = page_of(nights.quiet())
    assert "Nothing new" in text_of(page)
    assert "4 memos up to date" in text_of(page)
    assert re.findall('aria-labelledby="(.*?)"', page) == ["kept"]


def test_a_night_that_was_stopped_says_so() -> None:
    assert "stopped before its end" in text_of(page_of(nights.night(is_interrupted=True, ended="")))
    assert "stopped before its end" not in text_of(page_of(nights.night()))


def test_many_unread_sources_are_counted() -> None:
    failures = tuple(replace(nights.UNREAD[0], location=f"inbox/{at}.txt") for at in range(1000))
    page = page_of(nights.night(reading=Reading(asked=1000, failures=failures)))
    unread = text_of(section(page, "unread"))
    assert unread.startswith("Not read 1,000 ")
    assert unread.endswith(f"and {1000 - index.SHOWN} more, in the run report")
    assert f"inbox/{index.SHOWN - 1}.txt" in unread
    assert f"inbox/{index.SHOWN}.txt" not in unread


def test_the_same_night_gives_the_same_bytes() -> None:
    assert index.page(nights.full(), STYLE, BASE) == index.page(nights.full(), open_style("base"), BASE)


# ------------------------------------------------------------------ where it leads


@pytest.mark.parametrize(
    ("place", "base", "href"),
    [
        ("out/2026-11-24/a.pdf", "out/2026-11-24", "a.pdf"),
        ("out/2026-11-24/a.pdf", "out/2026-11-24/", "a.pdf"),
        ("out/2026-11-23/a.pdf", "out/2026-11-24", "../2026-11-23/a.pdf"),
        ("a.pdf", "", "a.pdf"),
        ("out/a.pdf", ".", "out/a.pdf"),
        ("/srv/out/x/a b.pdf", "/srv/out", "x/a%20b.pdf"),
        ("s3://desk/out/n/a.pdf", "s3://desk/out/n", "a.pdf"),
        ("s3://desk/old/a.pdf", "s3://desk/out/n", "../../old/a.pdf"),
        ("s3://desk/out/a.pdf", "out", ""),
        ("out/a.pdf", "s3://desk/out", ""),
        ("javascript:alert(1)", "", "javascript%3Aalert%281%29"),
        ("out/#1?x=%20.pdf", "out", "%231%3Fx%3D%2520.pdf"),
        ("out/\udcff.pdf", "out", "%FF.pdf"),
        ("out/приказ.pdf", "out", "%D0%BF%D1%80%D0%B8%D0%BA%D0%B0%D0%B7.pdf"),
    ],
)
def test_a_link_is_relative_and_can_be_nothing_but_a_file(place: str, base: str, href: str) -> None:
    assert index.link(place, base) == href


def test_links_of_the_page_lead_to_the_files_beside_it(tmp_path: Path) -> None:
    links = [attrs["href"] for tag, attrs in Outline(page_of(nights.night()).encode()).found if tag == "a"]
    assert links[:3] == ["../2026-11-23/asean-trade.pdf", "danube.pdf", "danube.docx"]


def test_a_file_in_a_bucket_is_named_not_linked() -> None:
    memo = nights.made("a", outputs=("s3://desk/a.pdf",))
    made = section(page_of(nights.night(memos=(memo,))), "made")
    assert "<a " not in made
    assert "s3://desk/a.pdf" in made


# ------------------------------------------------------------------ the marking


def _marked(*labels: str, scheme: str = "uk") -> Night:
    memos = (nights.made(f"m{at}", marking=label, scheme=scheme) for at, label in enumerate(labels))
    return nights.night(memos=(*memos, nights.made("plain")))


def test_the_highest_marking_stands_at_top_and_bottom_in_the_title_and_on_every_printed_page() -> None:
    page = page_of(_marked("OFFICIAL", "SECRET", "OFFICIAL-SENSITIVE"))
    body = page.split("<body>")[1]
    assert re.findall('<p class="marking">(.*?)</p>', body) == ["SECRET", "SECRET"]
    assert text_of(body).startswith("SECRET ")
    assert text_of(body).endswith(" SECRET")
    assert "<title>SECRET – Memos of" in page
    assert page.count('content:"SECRET"') == 2


def test_an_offices_own_labels_have_its_own_order() -> None:
    own = {"en": ("OPEN", "INNER", "CLOSED")}
    memos = _marked("INNER", "CLOSED", "OPEN", scheme="own").memos
    assert index.highest(memos, own) == ("CLOSED", "own")
    assert b">CLOSED</p>" in index.page(nights.night(memos=memos), STYLE, BASE, own=own)


def test_where_no_order_is_known_every_label_is_printed() -> None:
    assert index.highest(_marked("Blue", "Red", "Blue", scheme="").memos, {}) == ("Blue · Red", "")
    mixed = (nights.made("a", marking="OFFICIAL", scheme="uk"), nights.made("b", marking="TLP:RED", scheme="tlp"))
    assert index.highest(mixed, {}) == ("OFFICIAL · TLP:RED", "")
    assert index.highest(_marked("Blue", scheme="").memos, {}) == ("Blue", "")
    assert index.highest((), {}) == ("", "")


def test_the_scheme_prescribes_the_colours() -> None:
    page = page_of(_marked("TLP:RED", scheme="tlp"))
    assert "--marking_ground:#000" in page.replace(" ", "").lower()


def test_without_markings_none_is_printed() -> None:
    page = page_of(nights.night())
    assert 'class="marking"' not in page
    assert "@top-center" not in page


def test_a_label_cannot_leave_its_css_string() -> None:
    page = page_of(_marked('A"}</style><script>x</script>\\', scheme=""))
    assert page.count("</style>") == 1
    assert "<script" not in page
    assert r'content:"A\22 \7d \3c ' in page


# ------------------------------------------------------------------ names are only names


def test_hostile_names_bring_no_element_and_no_attribute() -> None:
    known = {(tag, name) for tag, attrs in Outline(page_of(nights.full()).encode()).found for name in ("", *attrs)}
    found = {(tag, name) for tag, attrs in Outline(page_of(nights.hostile()).encode()).found for name in ("", *attrs)}
    assert found <= known
    assert not {"script", "img", "iframe", "form"} & {tag for tag, _ in found}


def test_what_cannot_be_seen_is_shown_as_an_escape() -> None:
    page = page_of(nights.hostile())
    assert all(line.isprintable() for line in page.split("\n"))
    assert r"\u202eexe.evil\u2066&lt;script&gt;" in page


def test_very_long_names_stay_within_bounds() -> None:
    assert len(page_of(nights.hostile())) < 40_000


def test_the_page_may_do_nothing_but_show_its_own_sheet() -> None:
    page = page_of(nights.full())
    (sheet,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    policy = unescape(re.findall('Content-Security-Policy" content="(.*?)"', page)[0])
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert " style=" not in page
    assert "url(" not in sheet


# ------------------------------------------------------------------ for everyone


def test_headings_tables_and_sections_can_be_read_aloud() -> None:
    page = page_of(nights.full())
    found = Outline(page.encode()).found
    assert [tag for tag, _ in found if re.fullmatch("h[1-6]", tag)] == ["h1", *["h2"] * 9]
    assert found[0] == ("html", {"lang": "en"})
    heads = [attrs for tag, attrs in found if tag == "th"]
    assert heads
    assert all(attrs.get("scope") in ("col", "row") for attrs in heads)
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["aria-labelledby"] for tag, attrs in found if tag == "section"} == set(ids)
    labels = [attrs.get("aria-label") for tag, attrs in found if tag == "a" and "aria-label" in attrs]
    assert labels[:2] == ["danube PDF", "danube DOCX"], "every link says whose file it is"


def test_colours_have_contrast_enough() -> None:
    sheet = re.sub(r"\s", "", page_of(nights.full()))
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", sheet))
    assert {"ink", "soft", "accent", "bad", "bad_ground"} <= set(colours)
    for ink, ground in [("soft", "#ffffff"), ("accent", "#ffffff"), ("bad", "#ffffff"), ("bad", "bad_ground")]:
        light, dark = sorted((_light(colours.get(one, one)) for one in (ink, ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_in_french() -> None:
    page = index.page(nights.full(), open_style("base", language="fr"), BASE).decode()
    assert '<html lang="fr">' in page
    text = text_of(page)
    assert "Notes du 24 novembre 2026" in text
    assert "notes établies : 3 sur 5" in text
    assert '<td lang="en">needed more than 60 seconds</td>' in page
    english = open_style("base").labels["night"]
    for key in ("missing", "made", "kept", "empty", "deliveries", "unread", "unreachable", "remedy", "last"):
        assert f">{english[key]}" not in page, key


@pytest.mark.parametrize("name", built_in())
def test_every_shipped_style_has_the_page(name: str) -> None:
    page = index.page(nights.full(), open_style(name), BASE).decode()
    accent = open_style(name).settings["tokens"]["accent"]
    assert f"--accent:{accent};" in page
    assert "Not made" in page


def test_a_style_of_ones_own_changes_words_and_sheet(tmp_path: Path) -> None:
    style = ours(tmp_path, **{"labels.en.yaml": "night: {missing: Failed}\n", "night.css": "h1{color:red}\n"})
    page = index.page(nights.full(), style, BASE).decode()
    assert ">Failed <" in page
    assert "h1{color:red}" in page


def test_a_style_without_the_page_has_that_of_base() -> None:
    less = {key: value for key, value in STYLE.assets.items() if key != index.TEMPLATE}
    assert index.page(nights.night(), replace(STYLE, name="own", assets=less), BASE) == page_of(nights.night()).encode()


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_in_a_browser_nothing_is_asked_for_and_every_printed_page_is_marked(tmp_path: Path) -> None:
    night = nights.hostile()
    failures = night.reading.failures * 12
    memos = tuple(replace(memo, marking="SECRET", scheme="uk") for memo in night.memos)
    night = replace(night, memos=memos, reading=replace(night.reading, failures=failures))
    path = tmp_path / "index.html"
    path.write_bytes(index.page(night, STYLE, "out/2026-11-24"))
    with browser(tmp_path) as tab:
        tab.open(path, size=(1100, 900))
        assert [one for one in tab.asked if one not in (path.as_uri(), "about:blank")] == []
        assert tab.said == []
        assert tab.ask("document.title") == "SECRET – Memos of 24 November 2026"
        assert tab.ask("document.documentElement.scrollWidth <= innerWidth"), "long names do not widen the page"
        assert tab.ask("getComputedStyle(document.querySelector('h1')).color") == "rgb(29, 58, 95)"
        printed = pypdfium2.PdfDocument(tab.printed())
    pages = [one.get_textpage().get_text_range() for one in printed]
    assert len(pages) > 2
    assert [text.count("SECRET") for text in pages] == [2] * len(pages)


def test_a_check_of_a_style_knows_the_page_and_that_a_window_has_its_own_fonts(tmp_path: Path) -> None:
    style = ours(
        tmp_path, **{index.TEMPLATE: STYLE.text(index.TEMPLATE), "labels.en.yaml": "night: {made: Made ✓ 日}\n"}
    )
    found, _ = opened(str(tmp_path / "ours"))
    assert markup.templates(found, style) == ([], True)
    assert list(markup.words(found, style, ["en"])) == []
    (tmp_path / "ours/labels.en.yaml").write_text("title: Memo 日\n", "utf-8")
    assert list(markup.words(found, style, ["en"]))
    (tmp_path / "ours" / index.TEMPLATE).write_text("{{ labels.night.maed }}", "utf-8")
    (fault,) = markup.templates(found, open_style(str(tmp_path / "ours")))[0]
    assert 'did you mean "made"' in fault.hint
