"""Whatever is in the file, loading it gives a pipeline or a ConfigError that can be printed."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import config

PIECES = st.sampled_from(
    [
        *"[]{},:-?&*!|>'\"%@`#~<\\\t\n",
        "  ",
        ": ",
        "- ",
        "\n  ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "%TAG ! tag:x,2000:\n",
        "!!set ",
        "!<x> ",
        "&a ",
        "*a",
        "<<: ",
        "|2\n",
        ">-\n",
        '"\\ud800"',
        '"\\x"',
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud7ff",
        "application",
        "tools",
        "source",
        "environments",
        "network",
        "name",
        "012345678901",
        ".inf",
        "0o",
        "1e",
    ]
)
RIGHT = [file.read_text() for file in sorted((Path(__file__).parent / "right").glob("*.yml"))]


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A right file with a piece of it cut out, and something else put there."""
    text = draw(st.sampled_from(RIGHT))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 40)))
    return text[:start] + "".join(draw(st.lists(PIECES, max_size=4))) + text[end:]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "pipeline.yml"


def loads_or_explains(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    lines = len(content.splitlines()) + 1
    result = load(file)
    if isinstance(result, config.Pipeline):
        return
    assert result.problems
    for problem in result.problems:
        assert 1 <= problem.mark.line <= lines + 1
        assert problem.mark.column >= 1
        assert str(problem).startswith(f"{file}:{problem.mark.line}:{problem.mark.column}: ")
    assert str(result).encode()


def load(file: Path) -> config.Pipeline | config.ConfigError:
    try:
        return config.load(file)
    except config.ConfigError as error:
        return error


@settings(max_examples=400, deadline=None)
@example("%YAML 1.20\n---\napplication: webapp\n")
@given(text=torn())
def test_a_torn_file_is_loaded_or_explained(file: Path, text: str) -> None:
    loads_or_explains(file, text.encode())


@settings(max_examples=300, deadline=None)
@given(text=st.lists(PIECES, max_size=25).map("".join))
def test_any_pieces_of_yaml_are_loaded_or_explained(file: Path, text: str) -> None:
    loads_or_explains(file, text.encode())


@settings(max_examples=200, deadline=None)
@example(b"\xff\xfe")
@example(b"\x00")
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_loaded_or_explained(file: Path, content: bytes) -> None:
    loads_or_explains(file, content)
