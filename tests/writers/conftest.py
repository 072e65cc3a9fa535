"""What the tests of the writers share."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest

from briefgen.writers import pdf


@pytest.fixture(scope="session", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """WeasyPrint writes the faces into the folder for temporary files: here that is the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("faces")))
        pdf._configuration.cache_clear()
        yield
        pdf._configuration.cache_clear()
