"""Bytes to text: marks, declarations, and what is guessed, with the note that it is."""

from __future__ import annotations

import pytest

from briefgen.errors import Unreadable
from briefgen.model import Source
from briefgen.readers.encoding import binary, decoded

ENGLISH = "The ministers agreed on Monday to open the ferry line. “We are pleased,” said Mr Petrov – who left."
TEXTS = {
    "cp1252": "Le président a déclaré mardi que « la guerre est finie » — l’armée s’est retirée. À Genève, on doute.",
    "latin-1": "Der Außenminister erklärte, die Gespräche über die Fähre seien schwierig. Die Größe bleibt strittig.",
    "cp1250": "Ministrowie zgodzili się w poniedziałek otworzyć linię promową. Żaden z nich temu nie zaprzeczył.",
    "cp1251": "Министры обеих стран договорились в понедельник открыть паромную линию в мае после десяти лет.",
    "koi8-r": "Министры обеих стран договорились в понедельник открыть паромную линию в мае после десяти лет.",
    "cp1253": "Οι υπουργοί των δύο χωρών συμφώνησαν τη Δευτέρα να ανοίξουν τη γραμμή των φέρι τον Μάιο.",
    "cp1254": "İki ülkenin bakanları pazartesi günü feribot hattını açmayı kabul etti; görüşmeler on yıl sürdü.",
    "cp1256": "اتفق وزيرا البلدين يوم الاثنين على فتح خط العبارات في مايو بعد عشر سنوات من المحادثات.",
    "shift_jis": "両国の閣僚は月曜日、十年間の協議を経て、五月にフェリー航路を開設することで合意した。",
    "gb18030": "两国部长周一同意在经过十年谈判后于五月开通渡轮航线。官员说，票价尚未确定。",
    "big5": "兩國部長週一同意在經過十年談判後於五月開通渡輪航線。官員說，票價尚未確定。",
    "euc-kr": "양국 장관은 월요일 십년간의 협상 끝에 오월에 페리 노선을 개설하기로 합의했다.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_an_encoding_is_guessed_and_the_guess_told(encoding: str) -> None:
    text, notes = decoded(Source("x.txt", f"{TEXTS[encoding]}\n\n{TEXTS[encoding]}\n".encode(encoding)))
    assert text.split("\n")[0] == TEXTS[encoding]
    assert len(notes) == 1
    assert "which is a guess" in notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_needs_no_guess(encoding: str) -> None:
    assert decoded(Source("x.txt", ENGLISH.encode(encoding))) == (ENGLISH, ())


def test_what_is_declared_comes_before_utf_8() -> None:
    assert decoded(Source("x", "Fähre".encode("cp1250")), "windows-1250") == ("Fähre", ())


def test_a_damaged_byte_does_not_make_it_another_encoding() -> None:
    whole = (ENGLISH * 10).encode()
    cut = whole[:40] + b"\xff" + whole[40:]
    text, notes = decoded(Source("x.txt", cut))
    assert text.replace("\ufffd", "") == ENGLISH * 10
    assert notes == ("1 bytes are not UTF-8: shown as \ufffd",)


def test_binary_is_no_text() -> None:
    assert binary(b"\x7fELF\x02\x01\x01\0\0\0")
    assert binary(bytes(range(1, 32)) * 9)
    assert not binary(ENGLISH.encode("utf-16-le"))
    with pytest.raises(Unreadable, match=r"x\.txt: not text"):
        decoded(Source("x.txt", b"QQ\x90\0\x03\0\0\0\x04\0\0\0"))
