"""Arguments in, exit code out: finds the verb, and says in a sentence what cannot be done."""

import importlib
import io
import re
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import click

from fairnotice.exits import FINE, NOT_DONE, guarded
from fairnotice.options import FORMATS, example, options
from fairnotice.reports.printable import printable
from fairnotice.unchanged import Asked
from fairnotice.voice import Voice

VERBS: Mapping[str, str] = MappingProxyType(
    {
        "build": "Render everything into output/.",
        "check": "Find all that can fail a pull request.",
        "serve": "Show the site while you write.",
        "diff": "Compare and assess two versions.",
        "status": "How each notice stands.",
        "decide": "Decide whether customers are told of a finding.",
        "approve": "Sign a version off.",
        "email": "Write the drafts of the message to customers.",
        "sent": "Note that a message was sent.",
        "evidence": "Pack the proof of a version.",
        "verify": "Verify the lock, evidence or a live page.",
        "lock": "Freeze the text of versions.",
        "new": "Begin a site or a version.",
        "import": "Bring in a history or a web page.",
        "explain": "Explain a rule or a check.",
        "rules": "List the rules and checks.",
        "schema": "Describe a file or a report for editors.",
    }
)
"""Every verb, in the order of the help: its module in `commands`, and what it does. The words stand
here, so that the help need not load the whole program."""

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"new": ("site", "version"), "import": ("git", "html")}
)
"""The verbs that have verbs of their own."""

DEFAULT = "build"


class Verbs(click.Group):
    """The verbs; each module is loaded when its verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        """The names, in the order of the help."""
        return list(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        cmd_name: str,
    ) -> click.Command | None:
        """The verb of this name."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"fairnotice.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the arguments begin with; says which one was perhaps meant."""
        if args[0] not in VERBS and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415  # for a mistyped verb alone

            near = difflib.get_close_matches(args[0], VERBS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"There is no verb '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        formatter: click.HelpFormatter,
    ) -> None:
        """Writes the table of verbs."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[VERB] [ARGS]...",
    epilog=example("fairnotice                    the same as `fairnotice build`"),
)
@click.pass_context
def program(context: click.Context, /, **given: object) -> None:
    """Versioned privacy and cookie notices: what changed, what matters, who must be told.

    Without a verb, the site is built. Each verb says more with --help.
    """
    # Flags may stand before the verb or after it; those after it win.
    set_ones = {
        name: value
        for name, value in given.items()
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    }
    # Only these have parts; elsewhere "version" is the flag -V, whose value is no mapping.
    context.default_map = {
        verb: {**set_ones, **dict.fromkeys(PARTS.get(verb, ()), set_ones)} for verb in VERBS
    }
    if context.invoked_subcommand is None:
        verb = program.get_command(context, DEFAULT)
        assert verb is not None  # noqa: S101  # the table above has it
        with verb.make_context(DEFAULT, [], parent=context) as inner:
            verb.invoke(inner)


for _option in options((*FORMATS, "html")):
    _option(program)


def run(argv: Sequence[str] | None = None, asked: Asked | None = None) -> int:
    """Runs the program with these arguments; gives its exit code.

    `asked` is all that the answer rests on beside files, for a build to write down.
    """
    try:
        loud = Voice(verbosity=_verbosity(sys.argv[1:] if argv is None else argv))
        return guarded(loud, lambda: _run(argv, asked))
    except click.ClickException as error:
        _show(error)
        return error.exit_code
    except click.Abort:  # Ctrl-C, or the end of the input at a question
        click.echo("Stopped.", err=True)
        return NOT_DONE


def _show(error: click.ClickException) -> None:
    """Prints what click says of the arguments, which may hold anything, line by line."""
    said = io.StringIO()
    error.show(said)
    click.echo("\n".join(map(printable, said.getvalue().rstrip("\n").split("\n"))), err=True)


def _run(argv: Sequence[str] | None, asked: Asked | None) -> int:
    """The exit code of the verb that the arguments name."""
    code = program.main(
        args=None if argv is None else list(argv),
        prog_name="fairnotice",
        standalone_mode=False,
        obj=asked,
    )
    return code if isinstance(code, int) else FINE


def _verbosity(argv: Sequence[str]) -> int:
    """How often the arguments say `-v`, for what goes wrong before they are understood."""
    return sum(arg.count("v") for arg in argv if re.fullmatch("-[qv]+", arg))
