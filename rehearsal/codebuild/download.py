"""The DOWNLOAD_SOURCE phase: sources unpacked, buildspec read, cached folders linked."""

from pathlib import PurePosixPath

from rehearsal.codebuild.buildspec import Buildspec
from rehearsal.codebuild.cache import CacheError, link_cached
from rehearsal.codebuild.environment import Places
from rehearsal.codebuild.folders import EscapeError
from rehearsal.codebuild.image import provided_versions, runtime_warnings, search_path
from rehearsal.codebuild.order import Log, Order, PhaseError, Sources
from rehearsal.codebuild.parser import parse
from rehearsal.codebuild.source import SourceError, unpack
from rehearsal.codebuild.workspace import HOME, IMAGE, READ_ONLY, Workspace
from rehearsal.yaml_document import DocumentError


def lay_out(sources: Sources, workspace: Workspace) -> Places:
    """Unpack every source into a folder of its own. Raises PhaseError."""
    secondary = {name: workspace.source(n) for n, name in enumerate(sorted(sources.secondary), 1)}
    zips = {workspace.source(): sources.primary}
    zips |= {path: sources.secondary[name] for name, path in secondary.items()}
    try:
        for path, data in zips.items():
            workspace.host(path).mkdir(parents=True)
            unpack(data, workspace.host(path))
    except SourceError as error:
        raise PhaseError("CLIENT_ERROR", str(error)) from error
    return Places(
        source=workspace.source(),
        secondary_sources=secondary,
        home=workspace.path(HOME),
        search_path=search_path(workspace.path(IMAGE)),
        certificate_authority=workspace.path(f"{READ_ONLY}/ca.pem"),
    )


def read_buildspec(order: Order, workspace: Workspace, log: Log) -> Buildspec:
    """The project's buildspec, a path in the source or the text itself, with its caches. Raises PhaseError."""
    try:
        spec = _parsed(order.buildspec or "buildspec.yml", workspace)
        if spec.cache and workspace.has_cache:
            link_cached(spec.cache, workspace, log, order.warm_caches)
    except DocumentError as error:
        raise PhaseError("YAML_FILE_ERROR", str(error)) from error
    except CacheError as error:
        raise PhaseError("CLIENT_ERROR", str(error)) from error
    for warning in runtime_warnings(spec.runtime_versions, provided_versions()):
        log(warning)
    return spec


def _parsed(written: str, workspace: Workspace) -> Buildspec:
    if "\n" in written:
        return parse(written, "the project's buildspec")
    try:
        path = workspace.folders.resolve(PurePosixPath(workspace.source()) / written)
        text = workspace.folders.host(path).read_text()
    except (OSError, UnicodeDecodeError, EscapeError) as error:
        raise PhaseError("YAML_FILE_ERROR", f"{written}: the source has no such readable file") from error
    return parse(text, written)
