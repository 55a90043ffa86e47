"""What every command shares: help and refusals in the reader's language, exit codes, no stack trace for a refusal."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import NoReturn

import click
from sqlalchemy.exc import DBAPIError

from qic_core.archive.backup import Progress
from qic_core.commands.spoken import OPTION, _, speak, words
from qic_core.db.migrate import MigrationFailed
from qic_core.errors import DomainError, NotSaved
from qic_core.messages import sentence_of
from qic_core.words import LANGUAGES, N_

DONE, REFUSED, MISUSED, INTERRUPTED = 0, 1, 2, 130
SECTIONS = {"Options": N_("Options"), "Commands": N_("Commands"), "Positional arguments": N_("What to give")}
HELP = N_("Show this help.")


class Formatter(click.HelpFormatter):
    """Writes help with headings in the reader's language."""

    def write_heading(self, heading: str) -> None:
        written = _("%(heading)s:", heading=heading)
        self.write(f"{'':>{self.current_indent}}{written}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _("Usage: "))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_(SECTIONS[name])):
            yield


class Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    context_class = Context


class Program(click.Group):
    """The group of all commands: texts are msgids, said in the language of each call."""

    context_class = Context
    command_class = Command
    group_class = type

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: object
    ) -> NoReturn:
        """Run a command and leave with its exit code."""
        given = sys.argv[1:] if args is None else list(args)
        speak(given, os.environ)
        sys.exit(_run(spoken(self), given, prog_name))


def spoken(command: click.Command) -> click.Command:
    """Return a command, with all below it, whose help is said in the language of this call."""
    said = copy(command)
    said.help, said.epilog = (_(text) if text else None for text in (command.help, command.epilog))
    said.short_help = (said.help or "").partition("\n")[0]
    said.params = [_spoken_parameter(parameter) for parameter in (*command.params, _language_option(), _help_option())]
    if isinstance(said, click.Group):
        said.subcommand_metavar = _("COMMAND …")
        said.commands = {name: spoken(one) for name, one in said.commands.items()}
    return said


def say(text: str) -> None:
    """Print a line of the result."""
    click.echo(text)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """Show how far a long work is, on a terminal; elsewhere nothing but its label."""
    with click.progressbar(length=1, label=label, file=sys.stderr) as shown:

        def told(done: int, total: int) -> None:
            shown.length = max(total, 1)
            shown.update(done - shown.pos)

        yield told


def _run(command: click.Command, given: list[str], prog_name: str | None) -> int:
    try:
        code = click.Command.main(command, given, prog_name, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help(), err=True)
        return MISUSED
    except click.UsageError as error:
        click.echo(f"{_misuse(error)}\n{_how(error)}", err=True)
        return MISUSED
    except click.Abort:
        click.echo(_("Interrupted."), err=True)
        return INTERRUPTED
    except (DomainError, NotSaved, MigrationFailed, DBAPIError, OSError) as error:
        click.echo(_refusal(error), err=True)
        return REFUSED
    return code if isinstance(code, int) else DONE


def _refusal(error: Exception) -> str:
    if isinstance(error, DomainError):
        return sentence_of(error, words())
    if isinstance(error, OSError) and error.filename is None:
        return _(
            "The disk or the network refuses: %(reason)s. Check the folder, its rights and the disk.",
            reason=error.strerror or str(error),
        )
    if isinstance(error, OSError):
        return _("%(file)s cannot be read or written. Check its folder, its rights and the disk.", file=error.filename)
    if isinstance(error, MigrationFailed):
        return _("The data could not be brought up to this version; they are as they were. Restore a backup elsewhere.")
    return _("The database does not answer, or takes no more: %(reason)s", reason=str(error).partition("\n")[0])


def _misuse(error: click.UsageError) -> str:
    """Say what of a call is wrong: click's own sentences are in English only."""
    if isinstance(error, click.exceptions.NoSuchCommand):
        return _("There is no command “%(name)s”.", name=error.command_name)
    if isinstance(error, click.NoSuchOption):
        return _("There is no option “%(name)s”.", name=error.option_name)
    if not isinstance(error, click.BadParameter) or error.param is None or error.ctx is None:
        return _("This is not how the command is written.")
    asked, kind = error.param, error.param.type
    named = asked.opts[-1] if isinstance(asked, click.Option) else asked.make_metavar(error.ctx)
    if isinstance(kind, click.Choice):
        return _("“%(name)s” is one of: %(choices)s.", name=named, choices=", ".join(kind.choices))
    if isinstance(error, click.MissingParameter):
        return _("“%(name)s” is missing.", name=named)
    return _("“%(name)s” is a number.", name=named)


def _how(error: click.UsageError) -> str:
    if error.ctx is None:
        return ""
    more = _("More: %(command)s --help", command=error.ctx.command_path)
    return f"{error.ctx.get_usage()}\n{more}"


def _spoken_parameter(parameter: click.Parameter) -> click.Parameter:
    said = copy(parameter)
    said.help = _(parameter.help) if parameter.help else None
    return said


def _language_option() -> click.Option:
    help_text = N_("Language of what is said; otherwise that of LANG, otherwise French.")
    return click.Option([OPTION], type=click.Choice(list(LANGUAGES)), expose_value=False, help=help_text)


def _help_option() -> click.Option:
    def show(context: click.Context, _option: click.Parameter, wished: bool) -> None:
        if wished and not context.resilient_parsing:
            click.echo(context.get_help())
            context.exit()

    return click.Option(["--help"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=HELP)
