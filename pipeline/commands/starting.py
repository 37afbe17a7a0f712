"""`ninety init` and `ninety settings`: a new show, asked for on a terminal; what its settings can say."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.plan import ImportPlan
from pipeline.catalogue.placeholders import find_placeholders
from pipeline.catalogue.settings import read_settings
from pipeline.catalogue.show import Show, VoiceSettings
from pipeline.catalogue.starting.answers import QUESTIONS, read_answer, read_answers
from pipeline.catalogue.starting.create import Beginning, Begun, add_workflow, create_show
from pipeline.catalogue.starting.list_facts import picture_and_page
from pipeline.catalogue.values import BadValueError
from pipeline.errors import EngineNotAvailable, ExitCode, PipelineError, Problem
from pipeline.layout.folders import settings_file
from pipeline.process.console import Console


def new_show(beginning: Beginning, given: Mapping[str, str], console: Console, *, ask: bool) -> ExitCode:
    """Begin a show of what was given as options; on a terminal, what was not given is asked for."""
    answers = read_answers(given)
    if "voice" in answers:
        _find_voice(answers["voice"])
    if ask and not console.as_json and sys.stdin.isatty() and sys.stdout.isatty():
        answers |= _asked(beginning.usual, answers)
    for warning in beginning.told.warnings:
        _warn(warning, console)
    begun = create_show(beginning, answers)
    for warning in begun.plan.warnings if begun.plan else ():
        _warn(warning, console)
    show = read_settings(beginning.folder).show
    placeholders = find_placeholders(show) if show else []
    if show:
        _warn_of_language(show, console)
    console.result("\n".join(_lines(beginning, begun, placeholders, console)), {
        "files": [str(path) for path in begun.files],
        "placeholders": [
            {"what": each.what, "file": str(each.file), "line": each.line, "remedy": each.remedy}
            for each in placeholders
        ],
        "import": begun.plan.document() if begun.plan else None,
    })  # fmt: skip
    return ExitCode.OK


def new_workflow(folder: Path, console: Console) -> ExitCode:
    """Add the workflow for GitHub to a show."""
    path = add_workflow(folder)
    console.result(f"{path}\nCommit it; what to set once is at its head.", {"files": [str(path)]})
    return ExitCode.OK


def show_settings(console: Console, *, files: bool = False) -> ExitCode:
    """Print every key of show.toml, or of the `files` beside it, explained."""
    if files:
        from pipeline.catalogue.front_matter_reference import front_matter_document, front_matter_page

        console.result(front_matter_page(), front_matter_document())
        return ExitCode.OK
    from pipeline.catalogue.settings_reference import settings_document, settings_page

    console.result(settings_page(), settings_document())
    return ExitCode.OK


def _asked(usual: Mapping[str, str], answered: Mapping[str, Any]) -> dict[str, Any]:
    """Ask each question that has no answer yet, again until the answer can be; Enter takes the usual one."""
    sys.stdout.write("Enter takes what stands in brackets; all of it can be changed in episodes/show.toml.\n")
    answers = {}
    for name, question in QUESTIONS.items():
        if question.asked and name not in answered:
            answers[name] = _ask(name, f"{question.asked} [{usual[name]}]: ", usual[name])
    return answers


def _ask(name: str, prompt: str, usual: str) -> Any:
    while True:
        try:
            answer = read_answer(name, input(prompt).strip() or usual)
            if name == "voice" and answer != usual:
                _find_voice(answer)
        except BadValueError as bad:
            sys.stdout.write(f"  that {bad}" + (f": {bad.remedy}\n" if bad.remedy else "\n"))
        except EngineNotAvailable as error:
            sys.stdout.write(f"  {error.what}: {error.remedy}\n")
        except EOFError as error:
            raise KeyboardInterrupt from error
        else:
            return answer


def _find_voice(voice: str) -> None:
    """Look whether a voice can speak here. Raises EngineNotAvailable."""
    from pipeline.speech.engine import VoiceChoice, find_voice

    find_voice(VoiceChoice.parse(voice, VoiceSettings().engine))


def _warn_of_language(show: Show, console: Console) -> None:
    """Say that the voice does not speak the show's language, which a list may have brought."""
    if show.language.startswith("en") and show.voice == VoiceSettings():
        return  # no engine needs to be asked
    from pipeline.speech.engine import VoiceChoice
    from pipeline.speech.languages import WrongLanguage, require_language

    path = settings_file(show.root)
    try:
        require_language(VoiceChoice.parse(show.voice.voice, show.voice.engine), show.language, path)
    except WrongLanguage as error:
        console.warn(str(error), error.remedy)


def _lines(beginning: Beginning, begun: Begun, placeholders: list[Problem], console: Console) -> list[str]:
    lines = list(map(str, begun.files)) if console.verbose or len(begun.files) <= 10 else []
    if begun.plan is not None:
        lines += _import_lines(begun.plan, beginning.folder)
    lines += picture_and_page(beginning.told.facts)
    if placeholders:
        where = placeholders[0].file
        keys = ", ".join(each.what.split(" ")[0] for each in placeholders)
        lines.append(f"Before it is published, {where} wants your own: {keys}")
    there = f"cd {beginning.folder} && " if beginning.folder.resolve() != Path.cwd() else ""
    has_episodes = beginning.example or bool(begun.plan and begun.plan.new)
    do_next = "build" if has_episodes else 'new "My first episode"'
    return [*lines, f"Now: {there}ninety {do_next}"]


def _import_lines(plan: ImportPlan, folder: Path) -> list[str]:
    count = len(plan.new)
    lines = [f"{count} episode{'' if count == 1 else 's'} in {folder / 'episodes'}"]
    return [*lines, *filter(None, [plan.dates]), *_pack_lines(plan)]


def _pack_lines(plan: ImportPlan) -> list[str]:
    """Say which packs the settings name now, as they are clearly of the list's field, and which may help."""
    if plan.packs is None:
        return []
    clear = plan.packs.clear
    named = [each for each in plan.packs.proposals if each.pack.name in clear]
    beside = [each for each in plan.packs.proposals if each.pack.name not in clear and each.known]
    return [
        f"pack {each.pack.name}: {each.known} of {each.titles} titles have an entry{rest}"
        for each, rest in (
            *((each, f", {each.titles - each.known} have none; [show] packs names it") for each in named),
            *((each, "; to use it, name it in [show] packs") for each in beside),
        )
    ]


def _warn(problem: Problem, console: Console) -> None:
    console.warn(str(PipelineError(problem.what, file=problem.file, line=problem.line)), problem.remedy)
