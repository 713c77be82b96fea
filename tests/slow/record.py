"""What is known of each statement: kept as JSON from run to run, told as a table."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

PIPE, LESS = "\\|", "\\<"  # as text in a table of Markdown
NOT_TRIED, NOT_REHEARSED = "not tried", "not rehearsed: its bucket for copies and its certificate are made by others"
HEADING = """# Without this statement

`make statements` removes one statement of a role at a time from the templates: of the role's own policy, or what the
policy of a bucket or key gives to roles. Then it rehearses, and holds the templates against CDK's own grants
(`tests/policy/shadow/`). A statement that can be removed unnoticed is either not needed or not tested.

*Needed for*: the calls of a rehearsal that no other statement allows. A statement of an environment is removed from
every environment. `solo` has CodeCommit as its source, `drop` a bucket and a cache there, `atlas` environments in
another region, `twigs` a second pipeline (`tests/synth/pipelines/`).
"""


@dataclass(frozen=True)
class Found:
    digest: str  # of the statement as it was tried
    rehearsal: str  # how it ended
    failed: bool  # in the rehearsal
    shadow: tuple[str, ...]  # what the shadow test misses

    @property
    def noticed(self) -> bool:
        return self.failed or bool(self.shadow)


@dataclass
class Record:
    """By `pipeline holder/sid`."""

    file: Path
    needed_for: dict[str, list[str]] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path) -> "Record":
        known = json.loads(file.read_text()) if file.exists() else {"needed_for": {}, "found": {}}
        found = {name: Found(**{**one, "shadow": tuple(one["shadow"])}) for name, one in known["found"].items()}
        return cls(file, known["needed_for"], found)

    def forget_unless(self, digests: dict[str, str]) -> None:
        """What was found of a statement that is gone or has changed."""
        self.found = {name: one for name, one in self.found.items() if digests.get(name) == one.digest}

    def tried(self, name: str) -> bool:
        """In a rehearsal, not before the shadow test alone."""
        return name in self.found and self.found[name].rehearsal not in (NOT_TRIED, NOT_REHEARSED)

    def save(self) -> None:
        found = {name: asdict(one) for name, one in self.found.items()}
        self.file.write_text(json.dumps({"needed_for": self.needed_for, "found": found}, indent=1))

    def table(self, statements: list[str]) -> str:
        rows = [self.row(name) for name in statements]
        head = "| statement | needed for | without it, the rehearsal | without it, the shadow test misses |"
        return "\n".join([HEADING, self._sum(statements), "", head, "|---|---|---|---|", *rows, ""])

    def unnoticed(self, statements: list[str]) -> list[str]:
        return [name for name in statements if name in self.found and not self.found[name].noticed]

    def _sum(self, statements: list[str]) -> str:
        tried = [self.found[name] for name in statements if self.tried(name)]
        rehearsed = sum(one.failed for one in tried)
        shadow_only = sum(bool(one.shadow) and not one.failed for one in tried)
        return (
            f"{len(statements)} statements. {len(tried)} were tried in a rehearsal: {rehearsed} fail it, "
            f"{shadow_only} the shadow test alone. The other {len(statements) - len(tried)}\nwere held against the "
            f"shadow test only. {len(self.unnoticed(statements))} go unnoticed."
        )

    def row(self, name: str) -> str:
        one, calls = self.found[name], ", ".join(self.needed_for.get(name, [])) or "-"
        return _row(name, calls, one.rehearsal, "; ".join(one.shadow) or ("-" if one.failed else "**nothing**"))


def _row(*cells: str) -> str:
    return "".join(f"| {cell.replace('|', PIPE).replace('<', LESS)} " for cell in cells) + "|"
