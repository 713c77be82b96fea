"""Every file in wrong/ holds cases: a title, a whole pipeline.yml, and all that is said of it, to the letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import config

WRONG = Path(__file__).parent / "wrong"


def cases() -> Iterator[object]:
    for file in sorted(WRONG.glob("*.txt")):
        for block in file.read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, rest = block.partition("\n")
            text, _, says = rest.rpartition("\n---\n")
            yield pytest.param(text + "\n", says.strip(), id=f"{file.stem}: {title}")


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def message(content: bytes) -> str:
    file = Path("pipeline.yml")
    file.write_bytes(content)
    with pytest.raises(config.ConfigError) as error:
        config.load(file)
    return str(error.value)


@pytest.mark.parametrize(("text", "says"), [*cases()])
def test_a_wrong_file_gets_all_its_errors_at_once(text: str, says: str) -> None:
    assert says
    assert message(text.encode()) == says


def test_there_are_more_than_fifty_wrong_files() -> None:
    assert len(list(cases())) > 50


def test_problems_come_with_their_place_in_the_file_and_in_its_order() -> None:
    Path("pipeline.yml").write_text("application: X\ntools: {acount: 1}\n")
    with pytest.raises(config.ConfigError) as error:
        config.load(Path("pipeline.yml"))
    places = [(*problem.mark, problem.path) for problem in error.value.problems]
    assert places == sorted(places)
    assert (1, 14, ("application",)) in places
    assert (2, 9, ("tools", "acount")) in places


def test_columns_count_characters_not_bytes() -> None:
    text = 'application: "é", x\n'
    assert message(text.encode()).startswith("pipeline.yml:1:17: ")


def test_a_byte_order_mark_does_not_shift_columns() -> None:
    assert message(b"\xef\xbb\xbfapplication: @webapp\n").startswith("pipeline.yml:1:14: found a value that")
    assert message(b"\xef\xbb\xbfapplication: \x01\n").startswith("pipeline.yml:1:14: found the control")


def test_windows_line_ends_do_not_shift_lines() -> None:
    says = message(b"application: webapp\r\ntools: @x\r\n")
    assert says == "pipeline.yml:2:8: found a value that begins with @; put it in quotes"


def test_bytes_that_are_not_utf_8_are_pointed_at() -> None:
    says = message("application: webapp\n# Zürich: \xe9".encode("latin-1"))
    assert says == "pipeline.yml:2:4: found bytes that are not UTF-8; save the file as UTF-8"


def test_a_file_in_utf_16_is_refused() -> None:
    says = message("application: webapp".encode("utf-16"))
    assert says == "pipeline.yml:1:1: found bytes that are not UTF-8; save the file as UTF-8"


def test_an_empty_file_says_what_is_needed() -> None:
    says = "pipeline.yml:1:1: the file is empty; needed: application, tools, source, environments"
    assert message(b"") == says


def test_a_missing_file_is_named() -> None:
    with pytest.raises(config.ConfigError) as error:
        config.load(Path("elsewhere/pipeline.yml"))
    assert str(error.value) == "elsewhere/pipeline.yml:1:1: no such file"


def test_a_folder_is_no_pipeline() -> None:
    Path("pipeline.yml").mkdir()
    with pytest.raises(config.ConfigError) as error:
        config.load(Path("pipeline.yml"))
    assert str(error.value) == "pipeline.yml:1:1: cannot be read: Is a directory"


def test_a_file_beyond_reason_is_not_read() -> None:
    assert message(b"#" * 300_000) == "pipeline.yml:1:1: the file is too large; allowed: 256 KiB"


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? "])
def test_nesting_beyond_reason_is_refused(bracket: str) -> None:
    says = message(bracket.encode() * 10_000)
    assert says.startswith("pipeline.yml:1:")
    assert says.endswith("found more than 20 levels of nesting")


def test_a_list_beyond_reason_is_refused() -> None:
    says = message(b"environments: [" + b"1," * 60_000 + b"]")
    assert says.startswith("pipeline.yml:1:")
    assert says.endswith(": found more than 10000 values")


def test_control_characters_of_the_file_do_not_reach_the_terminal() -> None:
    says = message(b'application: "\\e[31mred\\x9b"\n')
    assert '"\\u001b[31mred\\u009b"' in says
    assert says.replace("\n", "").isprintable()


def test_more_environments_than_codepipeline_has_stages_are_refused() -> None:
    head = 'application: webapp\ntools: {account: "111111111111", region: eu-central-1}\n'
    head += "source: {provider: github, repository: example/webapp}\nenvironments:\n"
    rows = [f'- {{name: env{index}, account: "222222222222"}}\n' for index in range(48)]
    says = message((head + "".join(rows)).encode())
    assert says == "pipeline.yml:5:1: environments: found a list of 48; allowed: a list of 1 to 47 values"
    Path("pipeline.yml").write_text(head + "".join(rows[:47]))
    assert len(config.load(Path("pipeline.yml")).environments) == 47
