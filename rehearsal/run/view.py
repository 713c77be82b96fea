"""What the terminal shows: one line for each thing that happens, `$` for commands, `>` for their output."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rehearsal.run.journey import Check, Execution, Step

COLOURS = {"Succeeded": "green", "Failed": "red", "Abandoned": "yellow", "InProgress": "cyan"}
HEARTBEAT_SECONDS = 15
STREAM = re.compile(r"\[std(?:out|err)\](.*)")
COMMAND = re.compile(r"Running command (.*)")


class View:
    def __init__(self) -> None:
        # As wide as the terminal; without one, wide enough that no line of a log is folded.
        console = Console(highlight=False, soft_wrap=True)
        self.console = console
        self.parts: list[tuple[str, float]] = []  # (what, seconds), for the table at the end
        self._heard = time.monotonic()

    @contextmanager
    def part(self, what: str, detail: str = "") -> Iterator[None]:
        """Time a part of the run and say that it is done."""
        started = time.monotonic()
        yield
        seconds = time.monotonic() - started
        self.parts.append((what, seconds))
        self.say(f"[green]✓[/green] {what:<11} {escape(detail)} [dim]{seconds:.1f} s[/dim]")

    def say(self, text: str) -> None:
        self._heard = time.monotonic()
        self.console.print(text)

    def step(self, execution: Execution, step: Step) -> None:
        where = f"{step.stage}.{step.action}"
        if step.status == "InProgress":
            self.say(f"[cyan]▸[/cyan] {where}")
            return
        colour = COLOURS.get(step.status, "yellow")
        self.say(
            f"[{colour}]●[/{colour}] {where:<28} [{colour}]{step.status}[/{colour}] [dim]{step.seconds:.1f} s[/dim]"
        )
        if step.error:
            self.say(f"  [red]{escape(step.error)}[/red]")

    def check(self, check: Check) -> None:
        """A window that is waited for, an alarm that must stay quiet, and what became of it."""
        where = f"{check.stage} {check.moment} {check.rule}"
        if check.status == "InProgress":
            if check.summary:
                self.say(f"[cyan]◷[/cyan] {escape(where)}: {escape(check.summary)}")
            return
        colour = COLOURS.get(check.status, "yellow")
        mark = f"[{colour}]◆[/{colour}] {escape(where):<28} [{colour}]{check.status}[/{colour}]"
        self.say(f"{mark} [dim]{check.seconds:.1f} s[/dim]")
        if check.error:
            self.say(f"  [red]{escape(check.error)}[/red]")

    def rollback(self, execution: Execution) -> None:
        self.say(
            f"[yellow]↩ Execution {execution.id[:8]} rolls back to execution {str(execution.target)[:8]}, "
            f"commit {escape(execution.revision[:7])}[/yellow]"
        )

    def output(self, line: Mapping[str, Any]) -> None:
        """What a build or a hook printed; `$` before the command that a build runs."""
        if line["kind"] == "build-log":
            self._build_line(line["build"].partition(":")[0], line["line"])
        if line["kind"] == "hook-output":
            self._hook_line(f"{line['instance']} {line['event']}", line["line"].rstrip())
        if line["kind"] == "lifecycle-event" and line["status"] == "Failed":
            self.say(f"  [red]{line['instance']} {line['event']} Failed: {escape(line['message'])}[/red]")
        if line["kind"] == "message":
            self.say(f"[magenta]✉[/magenta] {escape(line['topic'])}: {escape(line['text'].partition(chr(10))[0])}")
        if line["kind"] == "retry":
            self.say(f"  [yellow]{escape(line['stage'])} has failed and is tried once more[/yellow]")
        message = line["kind"] == "deployment" and (line["rollback"] or {}).get("rollbackMessage")
        if message:
            self.say(f"  [yellow]{line['deployment']}: {escape(message)}[/yellow]")

    def _build_line(self, project: str, text: str) -> None:
        """CodeBuild's own remarks are left out, but for its commands; the build's log group has them all."""
        command = COMMAND.search(text)
        if command or not text.startswith("[Container]"):
            shown = f"$ {command.group(1)}" if command else f"> {text}"
            self.say(f"  [dim]{project}[/dim] {escape(shown)}")

    def _hook_line(self, where: str, text: str) -> None:
        """The agent's log has a heading for each event and script, and says which stream a line came from."""
        stream = STREAM.match(text)
        if stream:
            self.say(f"  [dim]{where}[/dim] > {escape(stream.group(1))}")

    def heartbeat(self, running: list[Step]) -> None:
        """In a long silence, say what is still running."""
        if running and time.monotonic() - self._heard > HEARTBEAT_SECONDS:
            self.say("[dim]… still running: " + ", ".join(f"{s.stage}.{s.action}" for s in running) + "[/dim]")

    def durations(self, execution: Execution) -> None:
        table = Table(box=None, pad_edge=False)
        for column, justify in (("Part", "left"), ("", "left"), ("Seconds", "right")):
            table.add_column(column, justify=justify)  # type: ignore[arg-type]
        for what, seconds in self.parts:
            table.add_row(what, "", f"{seconds:.1f}")
        for step in execution.steps.values():
            colour = COLOURS.get(step.status, "yellow")
            table.add_row(f"{step.stage}.{step.action}", f"[{colour}]{step.status}[/{colour}]", f"{step.seconds:.1f}")
        self.console.print(table)
