"""A file -> the tree of its YAML, with an error of one line for whatever keeps it from being read."""

from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.reader import ReaderError

from config.problem import ConfigError, Mark, Problem
from config.yaml_tree import Node, NotATreeError, parse

LARGEST = 256 * 1024  # bytes; pipeline.yml with every environment it can have needs a tenth

_START = Mark(1, 1)
_REMEDIES = {  # how the parser's message begins -> what its reader should know
    "found character '\\t'": "found a tab; allowed: spaces, to indent with",
    "found character '@'": "found a value that begins with @; put it in quotes",
    "found character '`'": "found a value that begins with `; put it in quotes",
    "found character '%'": "found a value that begins with %; put it in quotes",
    "mapping values are not allowed here": "found a colon where none can be; check the indentation, "
    'or put a value that contains ": " in quotes',
    "could not find expected ':'": "found a line without a colon; allowed: key: value",
    "expected <block end>": "found what does not line up with the lines above; check the indentation",
}
_UNCLOSED = {  # what the parser was at when the file ended
    "while parsing a flow sequence": "found a [ that is never closed",
    "while parsing a flow mapping": "found a { that is never closed",
    "while scanning a quoted scalar": "found a quote that is never closed",
}


def read(path: Path) -> tuple[Node, list[Problem]]:
    """The tree, and those flaws that did not keep it from being read. Raises ConfigError for the others."""
    try:
        text = _text(path)
        root, flaws = parse(text)
    except NotATreeError as wrong:
        raise _error(path, wrong.mark, wrong.message) from None
    except ReaderError as wrong:
        message = f"found the control character {wrong.character:#04x}; remove it"
        raise _error(path, _mark_at(text, wrong.position), message) from None
    except MarkedYAMLError as wrong:
        raise _error(path, *_in_words(wrong)) from None
    except YAMLError as wrong:
        raise _error(path, _START, f"not YAML: {wrong}") from None
    except AssertionError as wrong:  # ruamel asserts what a %YAML directive may say
        raise _error(path, _START, f"not YAML: {wrong}") from None
    if root is None or root.value is None:
        raise _error(path, _START, "the file is empty; needed: application, tools, source, environments")
    return root, [Problem(str(path), mark, where, message) for where, mark, message in flaws]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _error(path, _START, "no such file") from None
    except OSError as wrong:
        raise _error(path, _START, f"cannot be read: {wrong.strerror}") from None
    if len(data) > LARGEST:
        raise _error(path, _START, f"the file is too large; allowed: {LARGEST // 1024} KiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        mark = _mark_at(data.decode("utf-8-sig", "replace"), len(data[: wrong.start].decode("utf-8-sig")))
        raise _error(path, mark, "found bytes that are not UTF-8; save the file as UTF-8") from None


def _mark_at(text: str, position: int) -> Mark:
    before = text[:position]
    return Mark(before.count("\n") + 1, position - before.rfind("\n"))


def _in_words(error: MarkedYAMLError) -> tuple[Mark, str]:
    problem, context = str(error.problem), str(error.context or "")
    if context in _UNCLOSED and ("<stream end>" in problem or "end of stream" in problem):
        return _mark(error.context_mark), _UNCLOSED[context]
    remedy = next((words for start, words in _REMEDIES.items() if problem.startswith(start)), None)
    return _mark(error.problem_mark), remedy or f"not YAML: {problem} {context}".rstrip()


def _mark(mark: StringMark | None) -> Mark:
    return Mark(mark.line + 1, mark.column + 1) if mark else _START


def _error(path: Path, mark: Mark, message: str) -> ConfigError:
    return ConfigError([Problem(str(path), mark, (), message)])
