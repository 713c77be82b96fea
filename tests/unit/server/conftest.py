from collections.abc import Iterator

import pytest

from rehearsal.run.local_aws import LocalAws, running
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def local_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """The whole server, as `make rehearse` starts it."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "tmp").mkdir()
    with running(folder, ROOT, folder / "server.log") as started:
        yield started
