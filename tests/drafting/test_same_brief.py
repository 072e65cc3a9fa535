"""The same articles give the same brief, whatever order Python walks its sets in."""

from __future__ import annotations

import os
import subprocess
import sys

CODE = """
from briefgen import drafting
from tests.drafting.given import NAMES, example, composed
from tests.drafting.sets import NAMES as SETS, all_sets, brief_of
import hashlib
whole = repr([composed(example(name)) for name in NAMES]) + repr(composed(*(example(name) for name in NAMES)))
pipeline, found = all_sets()
whole += repr([brief_of(name) for name in SETS]) + repr(pipeline.draft(pipeline._analyses(found), found))
print(hashlib.sha256(whole.encode()).hexdigest())
"""


def _digest(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_two_hash_seeds_give_one_brief() -> None:
    assert _digest("1") == _digest("4711")
