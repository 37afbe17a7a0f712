from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Quotation, Show
from pipeline.cli import main
from pipeline.drafting.sources import documents

ABOUT_BUTTONS = "A button is a small disk that holds two edges of cloth together on a coat."


def document(root: Path, name: str, text: str | bytes) -> Path:
    path = root / "episodes/sources" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def quoted(show: Show, slug: str) -> list[str]:
    episode = show.episode(slug)
    assert episode is not None
    return [quotation.text for quotation in episode.quotations]


def test_sentences_on_an_episode_s_subject_are_quoted_with_their_document(
    small_show: Path, maker: ModuleType
) -> None:
    lines = [
        "The coins of a small town are counted once a year by",
        "its mayor, and nobody else may count them.",
    ]
    document(small_show, "talks/coins.pdf", maker.pdf([[], maker.column(lines)], title="On coins"))
    document(
        small_show, "cloth.md", f"# Cloth\n\n{ABOUT_BUTTONS} It is old. Zips came later than buttons did.\n"
    )
    show = load_show(small_show)
    assert quoted(show, "buttons")[0] == ABOUT_BUTTONS
    assert show.episode("coins").quotations == (  # type: ignore[union-attr]
        Quotation(" ".join(lines), "talks/coins.pdf", "On coins", 2),
    )
    assert quoted(show, "keys") == []


def test_what_a_glossary_also_calls_the_subject_is_found(small_show: Path) -> None:
    (small_show / "episodes/glossary.toml").write_text(
        '[[entry]]\nterm = "button"\naliases = ["fastener disk"]\ndefinition = "A button is a disk."\n'
    )
    text = "The fastener disk was carved of bone in the north for many hundred winters."
    document(small_show, "disks.txt", f"Disks\n\n{text}\n")
    assert quoted(load_show(small_show), "buttons") == []  # «buttons» is no entry: its title is another word
    path = small_show / "episodes/buttons.md"
    path.write_text(path.read_text().replace("title: Buttons", "title: Button"))
    assert quoted(load_show(small_show), "buttons") == [text]


def test_what_the_summary_says_already_and_repetitions_are_not_quoted(small_show: Path) -> None:
    again = ABOUT_BUTTONS.replace("two", "both")
    text = f"Buttons is one of the small things of this show.\n\n{ABOUT_BUTTONS} {again}\n"
    document(small_show, "cloth.md", text)
    assert quoted(load_show(small_show), "buttons") == [ABOUT_BUTTONS]


def test_what_a_thing_is_comes_first_and_the_rest_in_the_order_of_the_document(small_show: Path) -> None:
    others = [
        "Buttons were carved of bone in the far north.",
        "Buttons cost 3 pennies in the towns of the coast.",
    ]
    document(small_show, "cloth.md", " ".join([*others, "Buttons are the small disks that close a coat."]))
    assert quoted(load_show(small_show), "buttons") == [
        "Buttons are the small disks that close a coat.",
        *others,
    ]


def test_documents_that_cannot_be_read_are_named_and_stop_nothing(small_show: Path) -> None:
    document(small_show, "a.md", f"{ABOUT_BUTTONS}\n")
    document(small_show, "b.pdf", b"%PDF-1.7 and then nothing")
    document(small_show, "c.docx", b"PK\x03\x04")
    document(small_show, "d.txt", b"zero\0bytes")
    document(small_show, ".hidden.pdf", b"no PDF")
    show = load_show(small_show)
    assert quoted(show, "buttons") == [ABOUT_BUTTONS]
    assert [problem.file.name for problem in show.unread] == ["b.pdf", "c.docx", "d.txt"]
    assert all("\n" not in problem.what for problem in show.unread)


def test_a_document_larger_than_agreed_is_left(small_show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_BYTES", 10)
    document(small_show, "a.md", f"{ABOUT_BUTTONS}\n")
    assert "is larger than" in load_show(small_show).unread[0].what


def test_unchanged_documents_are_not_read_again(small_show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = document(small_show, "cloth.md", f"{ABOUT_BUTTONS}\n")
    before = load_show(small_show)

    def fail(*_: object) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr(documents, "_READERS", dict.fromkeys(documents._READERS, fail))
    assert quoted(load_show(small_show), "buttons") == quoted(before, "buttons") == [ABOUT_BUTTONS]
    path.write_text(f"Another text. {ABOUT_BUTTONS}\n")
    with pytest.raises(AssertionError, match="read again"):
        load_show(small_show)


def test_a_damaged_cache_is_made_again_and_what_is_gone_is_forgotten(small_show: Path) -> None:
    path = document(small_show, "cloth.md", f"{ABOUT_BUTTONS}\n")
    before = load_show(small_show)
    for kept in (small_show / ".cache/sources").iterdir():
        kept.write_text("[")
    assert quoted(load_show(small_show), "buttons") == quoted(before, "buttons")
    path.unlink()
    assert quoted(load_show(small_show), "buttons") == []
    assert not [
        kept for kept in (small_show / ".cache/sources").iterdir() if not kept.name.startswith("found-")
    ]


def test_the_same_documents_give_the_same_quotations_in_another_folder(
    small_show: Path, tmp_path: Path
) -> None:
    import shutil

    document(small_show, "cloth.md", f"{ABOUT_BUTTONS} Zips came later than buttons did in every country.\n")
    other = Path(shutil.copytree(small_show, tmp_path / "other"))
    assert quoted(load_show(small_show), "buttons") == quoted(load_show(other), "buttons")


@pytest.mark.slow
def test_what_is_said_of_a_document_is_named_in_the_feed_and_on_the_page(small_show: Path) -> None:
    path = small_show / "episodes/buttons.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\n## Hook")], encoding="utf-8")
    document(small_show, "cloth.md", f"# A book of cloth\n\n{ABOUT_BUTTONS}\n")
    assert main(["build", "--root", str(small_show), "-q"]) == 0
    output = small_show / "output"
    assert "<p>Quoted from</p><ul><li>A book of cloth</li></ul>" in (output / "feed.xml").read_text()
    page = (output / "episodes/buttons/index.html").read_text(encoding="utf-8")
    assert "<h2>Quoted from</h2>" in page
    assert "A book of cloth" in page
    assert "Quoted from" not in (output / "episodes/keys/index.html").read_text(encoding="utf-8")


def test_a_build_says_in_one_line_what_cannot_be_read_and_goes_on(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document(small_show, "b.pdf", b"%PDF-1.7 and then nothing")
    assert main(["script", "--root", str(small_show)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "b.pdf" in line] == [
        f"warning: {small_show}/episodes/sources/b.pdf: not searched: it is damaged, or no PDF"
    ]


def test_a_link_out_of_the_folder_is_not_followed(small_show: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(f"# Buttons\n\n{ABOUT_BUTTONS}\n", encoding="utf-8")
    (small_show / "episodes/sources").mkdir(parents=True, exist_ok=True)
    (small_show / "episodes/sources/buttons.md").symlink_to(secret)
    (small_show / "episodes/sources/circle.md").symlink_to("circle.md")
    assert quoted(load_show(small_show), "buttons") == []
    (read,) = documents.read_documents(small_show)
    assert "a link that leads out of episodes/sources/" in read.problem
