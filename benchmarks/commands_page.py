"""Write the page of all commands from the commands themselves.

`python -m benchmarks.commands_page > docs/commands.md`; a test compares the page with what this writes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer

from pipeline.cli import running  # noqa: F401 - it adds every command to the application
from pipeline.cli.options import app
from pipeline.errors import ExitCode

# On nearly every command, told once.
_EVERYWHERE = ("--root", "--json", "--verbose", "--quiet")
_HEAD = """# Commands

What `ninety COMMAND --help` says, on one page, written by a program: `python -m benchmarks.commands_page`.

`ninety` works on the show in the current folder. On every command, `--root` wherever there is a show already:

| option | does |
| --- | --- |
"""
_ALONE = {
    "--version": "on `ninety` itself: show the version and exit",
    "--install-completion": "on `ninety` itself: let the shell complete commands, episodes and engines",
    "--show-completion": "on `ninety` itself: print that completion",
    "--help": "show the help, and exit",
}


def page() -> str:
    """Give the page as Markdown."""
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    shared = {name: param for command in commands.values() for name, param in _everywhere(command)}
    lines = [_row(shared[name], of_the_show=name == "--root") for name in _EVERYWHERE]
    lines += [f"| `{name}` | {does} |" for name, does in _ALONE.items()]
    lines += ["", "A word that is no command, option or value ends with exit code "]
    lines[-1] += f"{int(ExitCode.USAGE)}; all codes: [exit codes](exit-codes.md)."
    for name, command in commands.items():
        lines += ["", f"## ninety {name}", "", *_about(command)]
    return _HEAD + "\n".join(lines) + "\n"


def _everywhere(command: Any) -> Iterator[tuple[str, Any]]:
    for param in command.params:
        yield from ((name, param) for name in param.opts if name in _EVERYWHERE)


def _about(command: Any) -> Iterator[str]:
    """Give how it is called, what it does, and its options."""
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    own = [
        option for option in options if not {*option.opts} & {*_EVERYWHERE, "--help"} and not option.hidden
    ]
    words = [_called(argument) for argument in arguments]
    yield "```text"
    yield " ".join(["ninety", command.name, *words, *(["[OPTIONS]"] if own else [])])
    yield "```"
    yield ""
    yield " ".join(line.strip() for line in (command.help or "").split("\n\n")[0].splitlines())
    for paragraph in (command.help or "").split("\n\n")[1:]:
        yield ""
        yield " ".join(line.strip() for line in paragraph.splitlines())
    if not arguments and not own:
        return
    yield ""
    yield "| argument or option | does |"
    yield "| --- | --- |"
    for argument in arguments:
        yield f"| `{_metavar(argument)}` | {_told(argument)} |"
    for option in own:
        yield _row(option)


def _called(argument: Any) -> str:
    name = _metavar(argument).rstrip("…")
    if not argument.required:
        return f"[{name}…]" if argument.nargs == -1 else f"[{name}]"
    return f"{name}…" if argument.nargs == -1 else name


def _row(option: Any, *, of_the_show: bool = False) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len))
    value = "" if option.is_flag else f" `{_metavar(option)}`"
    told = f"{_told(option)} Not given: the current folder." if of_the_show else _told(option)
    return f"| {names}{value} | {told} |"


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _told(param: Any) -> str:
    text = str(param.help or "").replace("|", "\\|")
    default = param.default
    if isinstance(default, bool) or default in (None, "", ()) or not isinstance(default, int | float | str):
        return text
    return f"{text} Not given: `{default}`."


if __name__ == "__main__":
    sys.stdout.write(page())
