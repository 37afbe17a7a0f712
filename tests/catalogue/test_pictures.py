"""Pictures that people bring: which are taken, and what is said of the others."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from pipeline.catalogue.load import load_show
from pipeline.catalogue.picture import Picture, picture_name, picture_names, read_picture
from pipeline.catalogue.values import BadValueError
from pipeline.errors import InvalidShow


def made(
    side: int = 1400, mode: str = "RGB", kind: str = "JPEG", height: int = 0, **options: object
) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, (side, height or side), 0).save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Picture]:
    def taken(data: bytes, name: str = "bee.jpg") -> Picture:
        (tmp_path / name).write_bytes(data)
        return read_picture(tmp_path, name)

    return taken


@pytest.mark.parametrize(("side", "kind"), [(1400, "JPEG"), (3000, "JPEG"), (1400, "PNG"), (3000, "PNG")])
def test_a_square_picture_is_taken_as_it_is(take: Callable[..., Picture], side: int, kind: str) -> None:
    picture = take(made(side, kind=kind))
    assert (picture.width, picture.height, picture.converted) == (side, side, ())


@pytest.mark.parametrize("options", [{"progressive": True}, {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}])
def test_every_common_form_of_jpeg_is_read(take: Callable[..., Picture], options: dict[str, object]) -> None:
    assert take(made(**options)).width == 1400  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (made(mode="RGBA", kind="PNG"), "transparent"),
        (made(mode="LA", kind="PNG"), "transparent"),
        (made(mode="P", kind="PNG", transparency=0), "transparent"),
        (made(mode="CMYK"), "CMYK"),
        (made(3200), "reduced from 3200 to 3000"),
    ],
)
def test_what_is_converted_is_said(take: Callable[..., Picture], data: bytes, said: str) -> None:
    assert said in " ".join(take(data).converted)


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (made(1399), "directories ask for 1400 at least", "3000 × 3000 is best"),
        (made(1600, height=1500), "1600 × 1500 pixels, not square", "crop it to 1500 × 1500"),
        (made(1400, height=200), "not square", "make a square one of 1400 × 1400"),
        (made(9001, mode="1", kind="PNG"), "more than can be read", "reduce it"),
        (made(kind="GIF", mode="L"), "a GIF, and apps take JPEG and PNG only", "save it as JPEG or PNG"),
        (made(kind="WEBP"), "a WebP", "save it as"),
        (b"<svg/>", "an SVG", "save it as"),
        (b"", "empty", "once more"),
        (b"words", "no picture", "save it as"),
        (made()[:3000], "damaged, or not all there", "once more"),
        (made(kind="PNG")[:-300], "damaged, or not all there", "once more"),
        (b"\x89PNG\r\n\x1a\n", "damaged", "once more"),
        (b"\xff\xd8\xff", "damaged", "once more"),
        (b"\xff\xd8\xff" + b"\xff" * 50, "damaged", "once more"),
        (made() + bytes(12_000_000), "12.0 MB; 12 MB are the most", "less quality"),
    ],
)
def test_what_apps_would_not_take_is_refused_with_what_to_do(
    take: Callable[..., Picture], data: bytes, what: str, remedy: str
) -> None:
    with pytest.raises(BadValueError, match=r".") as caught:
        take(data)
    assert what in str(caught.value)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    "name", ["/etc/bee.jpg", "../bee.jpg", "a/../../bee.jpg", "C:\\bee.jpg", "https://a.example/b.jpg", 7]
)
def test_a_picture_lies_below_the_episodes(name: object) -> None:
    with pytest.raises(BadValueError):
        picture_name(name)


def test_a_link_out_of_the_show_is_no_way_around(tmp_path: Path) -> None:
    folder = tmp_path / "episodes"
    folder.mkdir()
    (tmp_path / "bee.jpg").write_bytes(made())
    (folder / "bee.jpg").symlink_to(tmp_path / "bee.jpg")
    with pytest.raises(BadValueError, match="leads out of episodes"):
        read_picture(folder, "bee.jpg")


def test_a_name_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/hive.jpg").write_bytes(made())
    with pytest.raises(BadValueError, match="is not there") as caught:
        read_picture(tmp_path, "pictures/hives.jpg")
    assert "pictures/hive.jpg" in caught.value.remedy
    with pytest.raises(BadValueError, match="a folder"):
        read_picture(tmp_path, "pictures")


def test_chapters_are_named_by_number_or_title() -> None:
    assert picture_names({2: "a.jpg", "At work": "b.png"}) == {"2": "a.jpg", "At work": "b.png"}
    for bad in (["a.jpg"], {True: "a.jpg"}, {"": "a.jpg"}, {1: 2}, {1: "../a.jpg"}):
        with pytest.raises(BadValueError):
            picture_names(bad)


def test_a_faulty_picture_of_the_show_is_told_with_its_line(small_show: Path) -> None:
    file = small_show / "episodes/show.toml"
    file.write_text(file.read_text(encoding="utf-8") + '\n[cover]\nimage = "bee.jpg"\n', encoding="utf-8")
    with pytest.raises(InvalidShow) as caught:
        load_show(small_show)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (file, len(file.read_text(encoding="utf-8").splitlines()))
    assert "image is not there: «bee.jpg»" in problem.what


def test_a_faulty_picture_of_an_episode_is_the_episode_s_alone(small_show: Path) -> None:
    file = small_show / "episodes/keys.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "---\n", "---\nimage: bee.jpg\nchapter_images: {1: bee.jpg}\n", 1
        ),
        encoding="utf-8",
    )
    (small_show / "episodes/bee.jpg").write_bytes(made(600))
    show = load_show(small_show)
    (faulty,) = show.faulty
    assert [problem.line for problem in faulty.problems] == [2, 3]
    assert "600 × 600" in faulty.problems[0].what
    assert len(show.episodes) == 2


def test_one_that_would_take_a_machines_memory_is_refused(take: Callable[..., Picture]) -> None:
    with pytest.raises(BadValueError, match="6001 × 6001 pixels, more than can be read"):
        take(made(6001, mode="L", kind="PNG"))


def test_a_link_that_leads_in_a_circle_costs_its_episode_only(small_show: Path) -> None:
    file = small_show / "episodes/keys.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("---\n", "---\nimage: bee.jpg\n", 1), encoding="utf-8")
    (small_show / "episodes/bee.jpg").symlink_to("bee.jpg")
    (faulty,) = load_show(small_show).faulty
    assert "leads out of episodes/" in faulty.problems[0].what
