"""The command `normgraph`: one verb a command, errors in four lines, exit status 2 where there is one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from api.commands.asking import applicable, conflicts, facts, fine, norms, repair, tiers
from api.commands.demo import demo
from api.commands.documents import export, extract, read
from api.commands.evaluating import evaluate
from api.commands.querying import query
from api.commands.serving import serve
from api.problems import RequestError, fault, told
from api.session import help_of, language
from ontology.errors import GraphError, NormGraphError

FAILED = 2
INTERRUPTED = 130


class Door(click.Group):
    """The group of verbs; whatever goes wrong below it is told, never traced."""

    def main(self, args: Sequence[str] | None = None, *given: Any, **extra: Any) -> Any:
        """Runs a verb; see click.Group.main."""
        said = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        try:
            status = super().main(said, *given, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            _close_pipe()
            status = 0
        except (click.Abort, KeyboardInterrupt):
            status = INTERRUPTED
        except Exception as error:  # noqa: BLE001  the last resort: a code and a remedy instead of a trace
            click.echo(told(_ours(error), language(_lang(said))), err=True)
            status = FAILED
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the verb; that nobody reads on (`| head`) is no failure, which click would make of it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _close_pipe()
            return 0


def _ours(error: Exception) -> NormGraphError:
    match error:
        case NormGraphError():
            return error
        case click.UsageError():
            name = error.ctx.command_path if error.ctx else "normgraph"
            return RequestError(error.format_message(), f"{name} --help")
        case click.ClickException():
            return RequestError(error.format_message(), "normgraph --help")
        case OSError():
            return GraphError(
                f"{error.strerror or error}", "look at the file's place and rights", str(error.filename or "")
            )
        case _:
            return fault(error)


def _lang(said: Sequence[str]) -> str:
    asked = [word for before, word in zip(("", *said), said, strict=False) if before == "--lang"]
    asked += [word.removeprefix("--lang=") for word in said if word.startswith("--lang=")]
    return next(iter(asked), os.environ.get("NORMGRAPH_LANG", "vi"))


def _close_pipe() -> None:
    """Nobody reads on: what is left goes nowhere, so that the interpreter's own flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version() -> str:
    try:
        return version("normgraph")
    except PackageNotFoundError:
        return "0"


@click.group(cls=Door, help=help_of("main"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), prog_name="normgraph")
def main() -> None:
    """The group of verbs."""


for verb in (
    read,
    extract,
    norms,
    applicable,
    evaluate,
    fine,
    repair,
    conflicts,
    tiers,
    query,
    facts,
    export,
    serve,
    demo,
):
    main.add_command(verb)

if __name__ == "__main__":
    main()
