from __future__ import annotations

import tomllib

import pytest

from pipeline.catalogue.toml_edit import CannotEditError, with_entry, with_value, without_key

VOICE = ("voice", "voice")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[voice]\nvoice = "heart"\n', '[voice]\nvoice = "bella"\n'),
        ('[voice]\r\nvoice = "heart"\r\n', '[voice]\r\nvoice = "bella"\r\n'),
        ("[voice]\nvoice = 'heart' # mine\n", '[voice]\nvoice = "bella" # mine\n'),
        ('[voice]\nvoice = "joe"      # mine\n', '[voice]\nvoice = "bella"    # mine\n'),
        ('[voice]\nvoice = "heart"  # mine\n', '[voice]\nvoice = "bella"  # mine\n'),
        ('[voice]\nvoice = "joe"  # mine\n', '[voice]\nvoice = "bella"  # mine\n'),
        ('[voice]\nvoice = """heart"""', '[voice]\nvoice = "bella"'),
        ('voice.voice = "heart"\n[show]\n', 'voice.voice = "bella"\n[show]\n'),
        (
            'voice = { engine = "tone", voice = "x" } # y\n',
            'voice = { engine = "tone", voice = "bella" } # y\n',
        ),
        ('voice = { engine = "tone" } # y\n', 'voice = { engine = "tone", voice = "bella" } # y\n'),
        ("voice = {}\n", 'voice = { voice = "bella" }\n'),
        ("[voice]\n", '[voice]\nvoice = "bella"\n'),
        ("[voice]", '[voice]\nvoice = "bella"\n'),
        (
            "[voice] # who\nspeed = 1 # slow\n\n# next\n[show]\n",
            '[voice] # who\nspeed = 1 # slow\nvoice = "bella"\n\n# next\n[show]\n',
        ),
        ("[voice]\n  speed = 1\n[show]\n", '[voice]\n  speed = 1\n  voice = "bella"\n[show]\n'),
        ("voice.speed = 1\nx = 2\n", 'voice.speed = 1\nvoice.voice = "bella"\nx = 2\n'),
        ("[show]\n", '[show]\n\n[voice]\nvoice = "bella"\n'),
        ("", '[voice]\nvoice = "bella"\n'),
        ("# only a comment", '# only a comment\n\n[voice]\nvoice = "bella"\n'),
        ("[[x]]\na = 1", '[[x]]\na = 1\n\n[voice]\nvoice = "bella"\n'),
        ("[voice.deep]\na = 1\n", '[voice.deep]\na = 1\n\n[voice]\nvoice = "bella"\n'),
    ],
)
def test_one_value_is_changed_and_all_else_stays(before: str, after: str) -> None:
    assert with_value(before, VOICE, "bella") == after
    assert tomllib.loads(after)["voice"]["voice"] == "bella"


@pytest.mark.parametrize("value", ['a "quoted" one', "back\\slash", "ünicode «»", "", "# no comment", "a\tb"])
def test_any_text_comes_back_as_it_was(value: str) -> None:
    text = with_value('[voice]\nvoice = "heart" # mine\n', VOICE, value)
    assert tomllib.loads(text) == {"voice": {"voice": value}}
    assert text.endswith(" # mine\n")


@pytest.mark.parametrize("text", ["voice = 1\n", 'voice = "heart"\n', "[[voice]]\nx = 1\n"])
def test_what_is_no_table_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEditError):
        with_value(text, VOICE, "bella")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[[entry]]\nterm = "x"\nphonemes = "y"\n[z]\n', '[[entry]]\nterm = "x"\n[z]\n'),
        (
            '[[entry]]\nphonemes = "y" # as she says\nterm = "x"',
            '[[entry]]\n# as she says\nterm = "x"',
        ),
        ('entry = [{ term = "x", phonemes = "y" }]', 'entry = [{ term = "x" }]'),
        ('entry = [{ phonemes = "y", term = "x" }]', 'entry = [{ term = "x" }]'),
        (
            'entry = [\n  { term = "x", phonemes = "y", spoken = "z" }, # c\n]',
            'entry = [\n  { term = "x", spoken = "z" }, # c\n]',
        ),
        ('[[entry]]\nterm = "x"\nphonemes = """\ny"""', '[[entry]]\nterm = "x"\n'),
    ],
)
def test_a_key_is_taken_out_and_its_comment_stays(before: str, after: str) -> None:
    assert without_key(before, ("entry", 0, "phonemes")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[[entry]]\nterm = "x"\nspoken = "y"\n'),
        ('[[entry]]\nterm = "a"', '[[entry]]\nterm = "a"\n\n[[entry]]\nterm = "x"\nspoken = "y"\n'),
        ('entry = [{ term = "a" }]\n', 'entry = [{ term = "a" }, { term = "x", spoken = "y" }]\n'),
        (
            "entry = [\n  { term = 'a' },\n  { term = 'b' }, # two\n]\n",
            "entry = [\n  { term = 'a' },\n  { term = 'b' }, # two\n  { term = \"x\", spoken = \"y\" },\n]\n",
        ),
        (
            "entry = [\n  { term = 'a' },\n  { term = 'b' } # two\n]\n",
            "entry = [\n  { term = 'a' },\n  { term = 'b' },\n  { term = \"x\", spoken = \"y\" } # two\n]\n",
        ),
        ("entry = [] # none\n", 'entry = [{ term = "x", spoken = "y" }] # none\n'),
    ],
)
def test_an_entry_is_added_as_the_others_are_written(before: str, after: str) -> None:
    assert with_entry(before, "entry", {"term": "x", "spoken": "y"}) == after
