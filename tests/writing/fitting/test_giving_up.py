"""Why paragraphs go in their order."""

from __future__ import annotations

from pipeline.writing.fitting.giving_up import explain_ranks
from pipeline.writing.fitting.leaning import Leaning
from pipeline.writing.script.script import Paragraph, Script, ScriptSection


def test_the_order_is_told_with_what_leans_on_what() -> None:
    paragraphs = (
        Paragraph(("It begins.",)),
        Paragraph(("A city lies at the end of these old rails.",), optional=2),
        Paragraph(("Nobody goes there.",), optional=1),
        Paragraph(("It was the wrong city.",)),
    )
    script = Script((ScriptSection("All", paragraphs),), "explainer")
    leaners = (
        "«Nobody goes there.» goes on from it and goes before it, as number 1",
        "«It was the wrong city.» takes up «city» and always stays",
    )
    assert explain_ranks(script, (Leaning(1, 2, ""), Leaning(1, 3, "city"))) == (
        "1. «Nobody goes there.»",
        "2. «A city lies at the end …»: " + "; ".join(leaners),
    )


def test_only_what_leans_on_the_paragraph_is_told_of_it() -> None:
    paragraphs = (
        Paragraph(("It begins.",)),
        Paragraph(("Six words are told in full.",), optional=2),
        Paragraph(("Of seven words six are told here.",), optional=1),
        Paragraph(("The end.",)),
    )
    script = Script((ScriptSection("All", paragraphs),), "explainer")
    assert explain_ranks(script, (Leaning(0, 1, "one"), Leaning(1, 3, "six"), Leaning(0, 2, ""))) == (
        "1. «Of seven words six are told …»",
        "2. «Six words are told in full.»: «The end.» takes up «six» and always stays",
    )
