"""The run: the local AWS up, the pipeline deployed, the commit pushed, the journey shown, everything gone."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from config import ConfigError, load, warnings
from rehearsal.run import cdk, keep
from rehearsal.run.branch import NoPipelineError, chosen
from rehearsal.run.configured import PIPELINE_YML
from rehearsal.run.execution_policies import NotDerivedError
from rehearsal.run.local_aws import ServerFailed
from rehearsal.run.options import Options, parse
from rehearsal.run.rehearsal import Rehearsal
from rehearsal.run.signals import on_signals
from rehearsal.run.view import View
from rehearsal.run.workplace import AlreadyRunning, only_one, private_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 when the last execution succeeded and every URL answered, 1 otherwise, 130 after Ctrl-C."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    project = Path.cwd()
    view = View()
    try:
        if options.keep:
            return keep.in_background(project, options)
        on_signals(_interrupt)
        return _rehearse(project, options, view)
    except AlreadyRunning:
        view.say("A rehearsal of this checkout is running. `make stop` ends it.")
    except ConfigError as error:
        view.console.print(str(error), markup=False)
    except (cdk.CdkFailed, NoPipelineError, NotDerivedError, ServerFailed, subprocess.CalledProcessError) as error:
        if cdk.interrupted():  # Python drops an exception that a signal raises in a finalizer
            return _stopped(view)
        view.console.print(_told(error), markup=False)
    except EOFError:
        view.say("[red]The local AWS has ended unexpectedly:[/red] see .cache/rehearsal/server.log")
    except KeyboardInterrupt:
        return _stopped(view)
    return 1


def _stopped(view: View) -> int:
    view.say("\nStopped; nothing is left running.")
    return 130


def _rehearse(project: Path, options: Options, view: View) -> int:
    with ExitStack() as stack:
        stack.enter_context(only_one(project))
        file = project / (options.config or PIPELINE_YML)
        config = load(file)
        for warning in warnings(file):
            view.console.print(f"warning: {warning}", markup=False)
        branch = chosen(config, options.branch, options.pull_request)
        folder = stack.enter_context(private_folder(project))
        rehearsal = stack.enter_context(
            Rehearsal.started(project, folder, config, view, options.approve, options.config, branch)
        )
        stack.callback(on_signals, signal.SIG_IGN)
        rehearsal.deploy()
        rehearsal.push()
        succeeded = rehearsal.follow()
        if options.kept:
            keep.tell_verdict(project, succeeded)
        if options.kept or (sys.stdin.isatty() and not options.approve):
            rehearsal.stay_up()
        return 0 if succeeded else 1


def _told(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        return f"{' '.join(error.cmd)} failed:\n{error.stderr}"
    return str(error)


def _interrupt(signal_number: int, frame: object) -> None:
    """What has begun to clean up must not be interrupted again, e.g. by an impatient second Ctrl-C.

    First the CDK CLI: one that started now would ignore signals, too.
    """
    cdk.interrupt()
    on_signals(signal.SIG_IGN)
    raise KeyboardInterrupt
