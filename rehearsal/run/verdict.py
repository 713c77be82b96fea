"""Asks the applications at their URLs, as a user of theirs would."""

import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_SECONDS = 5
SHOWN_CHARACTERS = 200


@dataclass(frozen=True)
class Answer:
    url: str
    status: int  # 0: nobody answered
    body: str

    @property
    def good(self) -> bool:
        return self.status == 200


def ask(url: str, authority: Path) -> Answer:
    """GET the URL; what answered, whatever it was."""
    context = ssl.create_default_context(cafile=str(authority))
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS, context=context) as response:
            return Answer(url, response.status, response.read().decode(errors="replace")[:SHOWN_CHARACTERS])
    except urllib.error.HTTPError as error:
        return Answer(url, error.code, error.read().decode(errors="replace")[:SHOWN_CHARACTERS])
    except OSError as error:
        return Answer(url, 0, str(error))


def ask_all(urls: Mapping[str, str], path: str, authority: Path) -> dict[str, Answer]:
    """By environment, the answer at `path`."""
    return {name: ask(url.rstrip("/") + path, authority) for name, url in urls.items()}
