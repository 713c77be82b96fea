"""One rehearsal, part by part."""

import importlib
import platform
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.markup import escape

from config import names, places
from config.model import Pipeline
from rehearsal.run import approval, cdk, control, execution_policies, source, stores, window
from rehearsal.run.branch import Branch, called
from rehearsal.run.configured import Configured
from rehearsal.run.follow import Follower
from rehearsal.run.journey import Execution, Pause
from rehearsal.run.local_aws import LocalAws, running, write_environment_file
from rehearsal.run.verdict import ask_all
from rehearsal.run.view import View
from rehearsal.run.workplace import REMOTE, git, state_folder
from rehearsal.sandbox.sandbox import unavailable

HEALTH_PATH = "/healthz"
START_SECONDS = 2  # an event starts the pipeline a moment after the push


@dataclass
class Rehearsal:
    project: Path
    folder: Path
    config: Pipeline
    view: View
    aws: LocalAws
    approves: bool
    follower: Follower
    synthesis: "Future[execution_policies.Templates]" = field(repr=False)
    branch: Branch
    configured: Configured | None  # where another pipeline.yml than the commit's is rehearsed
    repository: Path | None = None

    @classmethod
    @contextmanager
    def started(
        cls,
        project: Path,
        folder: Path,
        config: Pipeline,
        view: View,
        approves: bool,
        other: Path | None,
        branch: Branch,
    ) -> Iterator["Rehearsal"]:
        """The local AWS is up, and the synthesis under way, for as long as the block lasts. `other`: the file that
        `config` was read from, where that is not the commit's own pipeline.yml."""
        with ThreadPoolExecutor(1) as pool, ExitStack() as stack:
            synthesis = pool.submit(_synthesized, project, folder / "cdk.out", other)
            log = state_folder(project) / "server.log"
            not_isolated = unavailable()
            if not_isolated:
                view.say(f"[bold red]Builds and hooks are not isolated from this machine: {escape(not_isolated)}[/]")
            with view.part("local AWS", _versions()):
                aws = stack.enter_context(running(folder, project, log))
            environment_file = state_folder(project) / "env"
            write_environment_file(aws, environment_file, config.tools.account, config.tools.region)
            configured = Configured(project, other, folder / "configured") if other else None
            follower = Follower(aws.progress, view)
            yield cls(project, folder, config, view, aws, approves, follower, synthesis, branch, configured)

    def deploy(self) -> None:
        """What a user does once: derive what CloudFormation may do, bootstrap every account, deploy the pipeline,
        complete the connection."""
        tools, aws = self.config.tools, self.aws
        with self.view.part("synth", "cdk synth and what CloudFormation may do; begun before the local AWS"):
            templates = self.synthesis.result()
        homes = {home: aws.environment(*home) for home in stores.homes(self.config)}
        with self.view.part("bootstrap", f"{_counted(homes)}: cdk bootstrap --trust {tools.account}"):
            policies = execution_policies.create(templates, aws, tools.region)
            cdk.bootstrap(self.folder, self.project, homes, tools.account, policies)
        watched = self.branch.target or self.branch.name
        self.repository = source.connect(self.project, self.folder, self.config, self.aws, watched)
        if self.repository and not self.configured:
            source.name_remote(self.project, self.repository, self.branch.name)
        stacks = [*map(names.store_stack_id, places.other_regions(self.config)), names.PIPELINE_STACK]
        with self.view.part("deploy", f"cdk deploy {', then '.join(stacks)}"):
            keys = stores.deploy(self.config, self.project, self.folder / "cdk.out", aws)
            environment = aws.environment(tools.account, tools.region)
            cdk.deploy(self.project, self.folder / "cdk.out", names.PIPELINE_STACK, environment, keys)
        control.ask(self.folder, "complete-connections")
        self.follower.forget()

    def push(self) -> None:
        left_out = source.uncommitted(self.project)
        if left_out:
            self.view.say(f"[yellow]Not committed, so not pushed: {len(left_out)} files[/yellow]")
        commit, subject = source.head(self.project)
        several = f" (pipeline {names.pipeline_name(self.branch.pipeline)})" if self.config.pipelines else ""
        proposed = f", a pull request to {self.branch.target}" if self.branch.target else ""
        with self.view.part("push", f"{commit[:7]} {subject} -> {self.branch.name}{proposed}{several}"):
            self._push()
        self._start_unless_started()

    def _push(self) -> None:
        other, branch = self.configured, self.branch.name
        commit = other.commit(self.synthesis.result()) if other else ""
        if self.repository is None:
            source.upload(other.archive(commit) if other else source.archive(self.project), self.config, self.aws)
        elif other:
            other.push(commit, self.repository, branch, *self.branch.push_options)
        else:
            git(self.project, "push", "--quiet", *self.branch.push_options, REMOTE)

    def _start_unless_started(self) -> None:
        """A filter of pipeline.yml may let this push pass without a run; the rehearsal is about a run."""
        name, pipelines = names.pipeline_name(self.branch.pipeline), self._codepipeline()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            executions = pipelines.list_pipeline_executions(pipelineName=name)["pipelineExecutionSummaries"]
            if any(each["trigger"]["triggerType"] != "CreatePipeline" for each in executions):
                return
            time.sleep(0.2)
        self.view.say("[yellow]No trigger accepts this push (pipeline.yml, source): started through the API.[/]")
        pipelines.start_pipeline_execution(name=name)

    def _codepipeline(self) -> Any:
        return self.aws.client("codepipeline", self.config.tools.account, self.config.tools.region)

    def follow(self) -> bool:
        """Follow until an execution has ended; whether it succeeded and every environment answers."""
        pipelines = self._codepipeline()
        approve = approval.unattended(pipelines) if self.approves else approval.asked(pipelines, self.view)
        override = window.unattended if self.approves else window.asked
        execution = self.follower.until_ended(approve, override(pipelines, self.view))
        answered = self._ask_urls(execution)
        self.view.durations(execution)
        if execution.held:
            self.view.say(_paused(execution.held))
        succeeded = (execution.status == "Succeeded" or execution.held is not None) and answered
        verdict = "[bold green]The rehearsal succeeded." if succeeded else "[bold red]The rehearsal failed."
        self.view.say(f"{verdict}[/] Commit {escape(execution.revision[:7])}, execution {execution.id[:8]}.")
        return succeeded

    def stay_up(self) -> None:
        """Take more pushes until Ctrl-C."""
        while True:
            more = "" if self.configured else "Up for more: commit, then `git push rehearsal`. "
            self.view.say(
                f"{more}In another terminal: "
                "`source .cache/rehearsal/env`, then aws, cdk, boto3. Ctrl-C or `make stop` ends it."
            )
            self.follow()

    def _ask_urls(self, execution: Execution) -> bool:
        listening = control.ask(self.folder, "urls")["urls"]
        held_before = execution.held.stage if execution.held else None
        reached = places.reached(called(self.config, execution.pipeline), held_before)
        load_balancers = {place.name: names.load_balancer_name(self.config, place) for place in reached}
        urls = {name: listening[each] for name, each in load_balancers.items() if each in listening}
        answers = ask_all(urls, HEALTH_PATH, self.aws.settings.certificate_authority)
        for environment, answer in answers.items():
            colour = "green" if answer.good else "red"
            self.view.say(f"[{colour}]{environment:<16} {answer.url} {answer.status}[/{colour}] {escape(answer.body)}")
        return len(answers) == len(load_balancers) and all(answer.good for answer in answers.values())


def _synthesized(project: Path, output: Path, config: Path | None) -> execution_policies.Templates:
    # Nobody waits for it after an interrupt, which may have left the main thread with the lock of all imports.
    threading.Thread(target=importlib.import_module, args=(execution_policies.SLOW_TO_IMPORT,), daemon=True).start()
    cdk.synthesize(project, output, config)
    return execution_policies.derive(output)


def _paused(pause: Pause) -> str:
    stage = escape(pause.stage)
    return f"[yellow]It waits before {stage}, which is paused: {escape(pause.because)}[/yellow]"


def _counted(homes: Iterable[tuple[str, str]]) -> str:
    accounts, regions = (len(set(each)) for each in zip(*homes, strict=True))
    return f"{accounts} accounts" if regions == 1 else f"{accounts} accounts, {regions} regions"


def _versions() -> str:
    return f"MiniStack {version('ministack')} with IAM and TLS, Python {platform.python_version()}"
