"""Where sentences end, and where a full stop ends none: a cut sentence is the worst fault of all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.lexicon import lexicon
from briefgen.language.sentences import sentences

# A bar stands where a sentence ends and the next begins.
CASES = [
    "The talks failed.| The envoys left.",
    "Did they agree?| Nobody said.",
    "They left!| Nobody knew why.",
    "Mr. Holm met Mrs. Lund and Dr. Weber.",
    "Gen. Amina Diallo spoke to Sen. Ruiz.",
    "Lt. Col. Jan Weber was hurt.| He left.",
    "The U.S. Senate voted.| It passed.",
    "He returned to the U.S.| The talks went on.",
    "Fighters of the U.N. mission arrived.",
    "The meeting began at 9 a.m. and ended late.",
    "The meeting began at 9 a.m.| The press waited.",
    "It was signed on Aug. 16 in Lomé.",
    "It was signed in Jan. 2019.",
    "It is No. 10 on the list.",
    "Growth was 3.5 percent.| Prices rose.",
    "It cost $2.4 billion.| Nobody paid.",
    "J. K. Osei wrote it.| Few read it.",
    "John F. Adler spoke.| He was calm.",
    "The firm, Adler Corp., was fined.",
    "He joined Adler Inc. in May.",
    "He joined Adler Inc.| The firm grew.",
    "They sell e.g. Wheat and i.e. Rice.",
    "The case is Holm vs. Lund.",
    "“It is over,” she said.| “We lost.”",
    "“Is it over?” she asked.| Nobody answered.",
    "“It is over!” she cried.",
    "“We lost.| It is over.”| She left.",
    '"We lost," he said.| "It is over."',
    '"Is this the end?" he asked the court.',
    "It was late.| (He had left.)| She stayed.",
    "They waited …| Nobody came.",
    "They waited … and nobody came.",
    "They waited... and nobody came.",
    "The list: wheat, rice, oil.| All rose.",
    "It fell 7.5%.| It rose later.",
    "The vote was 9-5.| Three abstained.",
    "In 2019.| The war began.",
    "The law of 2018.| It failed.",
    "He lives in Washington, D.C. and Paris.",
    "He lives in Washington, D.C.| They left.",
    "St. Petersburg was quiet.",
    "Prof. Wei taught at St. Anne.",
    "The E.U. Commission met.",
    "He holds a Ph.D. from Oslo.",
    "Sgt. Pérez and Cpl. Díaz were freed.",
    "The so-called “no. 2” fled.",
    "It ended at 5 p.m. Monday.",
    "Ltd. firms pay less.",
    "They met on Mon. Jan. 5 in Rome.",
    "The cease-fire\nheld for\na day.| It broke\nlater.",
    "The cease-fire held.\u00a0| It broke.",
    "What now?| What then?",
    "“Why?”| Nobody knew.",
    "The “peace.”| It failed.",
    "Vitamin C. is no name.",
    "The Rev. Okello prayed.| All stood.",
    "Adm. Saito (ret.) spoke.",
    "It was the 1990s.| Much changed.",
    "Oil rose to $60.73.| Gas fell.",
    "Approx. 50 left under art. 5 and para. 3.",
    "It was no.| They left.",
    "He lay in the sun.| She left.",
    "She studied art.| He wrote.",
]


@pytest.mark.parametrize("case", CASES, ids=[case[:45] for case in CASES])
def test_sentences_end_where_they_end(case: str) -> None:
    parts = [part.strip() for part in case.split("|")]
    text = case.replace("|", "")
    assert [text[start:end] for start, end in sentences(text, 0, len(text), lexicon("en"))] == parts


@given(st.text(alphabet=st.sampled_from("aB.?! \n\u00a0“”\"'’…()1é"), max_size=80))
def test_no_character_is_lost(text: str) -> None:
    found = list(sentences(text, 0, len(text), lexicon("en")))
    assert all(start < end for start, end in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    outside = "".join(
        text[a:b] for a, b in zip([0, *(e for _, e in found)], [*(s for s, _ in found), len(text)], strict=True)
    )
    assert not outside.strip()
