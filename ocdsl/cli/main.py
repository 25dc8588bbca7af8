"""The command `ocdsl`: finds the command asked for, and answers every failure in plain words."""

from __future__ import annotations

import difflib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

import click

import ocdsl
from ocdsl.api import ContractError
from ocdsl.cli.show import show_mistakes

# Each command is a module of this package, imported when it is asked for: `ocdsl check` must not
# wait for what only `ocdsl evaluate` needs.
COMMANDS = {
    "new": "new",
    "check": "check",
    "fmt": "fmt",
    "test": "examples",
    "evaluate": "evaluate",
    "explain": "explain",
    "incentives": "incentives",
    "replay": "replay",
    "diff": "diff",
    "generate": "generate",
    "template": "template",
    "verify": "verify",
    "sample-log": "sample_log",
    "library": "library",
}
ERROR = 2
_INTERRUPTED = 130


class _Commands(click.Group):
    """The commands, in the order in which a contract is worked on."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, as `ocdsl --help` lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ocdsl.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown name is answered with the nearest one."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            fix = f"Did you mean {near[0]}?" if near else f"There are {', '.join(COMMANDS)}."
            raise click.UsageError(f"There is no command {args[0]}. {fix}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: ocdsl check contracts/reablement-at-home",
)
@click.version_option(ocdsl.__version__, message="ocdsl %(version)s")
def cli() -> None:
    """Contracts that pay for outcomes: wording, payments and audits from one text.

    CONTRACT is a file ending in .ocdsl, or a folder that holds contract.ocdsl. The exit status is
    0 when all is well, 1 when something needs a look, and 2 when it could not be done.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit status. Nothing ever ends in a traceback."""
    # A short process makes hundreds of classes and few circles: looking for them less often
    # takes a fifth off the time of `ocdsl check`.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit status. `arguments` are those of the process when None."""
    _speak_utf8()
    try:
        status = cli.main(args=arguments, prog_name="ocdsl", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except BrokenPipeError:
        # The reader of our output has seen enough, as `head` does: nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped. No output file was left half written.", err=True)
        return _INTERRUPTED
    except Exception as failure:
        if os.environ.get("OCDSL_DEBUG"):
            raise
        _tell(failure)
        return ERROR


def _tell(failure: Exception) -> None:
    if isinstance(failure, click.ClickException):
        failure.show()
    elif isinstance(failure, ContractError):
        show_mistakes(failure)
    elif isinstance(failure, OSError):
        where = f"{failure.filename}: " if failure.filename else ""
        why = failure.strerror or str(failure)
        click.echo(f"error: {where}{why}. Check the name, its folder and who may use it.", err=True)
    else:
        name = type(failure).__name__
        click.echo(
            f"error: ocdsl met something it was not built for ({name}: {failure}). This is a fault "
            "in ocdsl, not in your contract. Set OCDSL_DEBUG=1, run it again, and send what it "
            "prints to whoever looks after ocdsl.",
            err=True,
        )


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
