"""Ninety: a catalogue of short summaries in, a finished podcast out.

For programs: `load_show`, `write_script`, `render_episode` and `publish`, and the types they take and give
(docs/library.md). Each is loaded when it is first asked for, so that importing this costs nothing.
"""

from pipeline.process.offline import report_nothing

TYPE_CHECKING = False  # as `typing` has it, which takes most of the time that Ctrl-C could come too early in

if TYPE_CHECKING:
    from pipeline.building.render import Rendered
    from pipeline.catalogue.show import Episode, Show
    from pipeline.errors import InvalidShow, PipelineError
    from pipeline.layout.record import Record
    from pipeline.library import load_show, publish, render_episode, write_script
    from pipeline.publishing.publish import Published
    from pipeline.writing.script.script import Script

__version__ = "0.1.0"

__all__ = [
    "Episode",
    "InvalidShow",
    "PipelineError",
    "Published",
    "Record",
    "Rendered",
    "Script",
    "Show",
    "load_show",
    "publish",
    "render_episode",
    "write_script",
]

# Where each of them is at home.
_HOMES = {
    "Episode": "catalogue.show",
    "InvalidShow": "errors",
    "PipelineError": "errors",
    "Published": "publishing.publish",
    "Record": "layout.record",
    "Rendered": "building.render",
    "Script": "writing.script.script",
    "Show": "catalogue.show",
    "load_show": "library",
    "publish": "library",
    "render_episode": "library",
    "write_script": "library",
}


if not TYPE_CHECKING:  # a type checker is told by the imports above

    def __getattr__(name: str) -> object:
        """Load what is asked for."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def __dir__() -> list[str]:
        """Name also what is not loaded yet."""
        return sorted({*globals(), *__all__})


report_nothing()
