from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.catalogue.show import Show
from pipeline.publishing.preview.app import preview_app

HERE = "http://127.0.0.1:8090"


def client_of(show: Show, output: Path) -> TestClient:
    return TestClient(preview_app(show, output, "127.0.0.1:8090"), base_url=HERE, follow_redirects=False)


@pytest.fixture
def client(show: Show, published: Path) -> Iterator[TestClient]:
    with client_of(show, published) as client:
        yield client


@pytest.fixture
def audio(published: Path) -> bytes:
    return (published / "audio/crumb.c3d9c159.mp3").read_bytes()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feed.xml", "application/xml"),
        ("topics/leaven/feed.xml", "application/xml"),
        ("audio/crumb.c3d9c159.mp3", "audio/mpeg"),
        ("transcripts/crumb.vtt", "text/vtt"),
        ("transcripts/crumb.srt", "application/x-subrip"),
        ("transcripts/crumb.json", "application/json"),
        ("chapters/crumb.json", "application/json+chapters"),
        ("art/show.jpg", "image/jpeg"),
    ],
)
def test_every_file_has_its_type_and_may_be_fetched_from_other_sites(
    client: TestClient, path: str, kind: str
) -> None:
    answer = client.get(f"/bread/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_feed_names_this_server_and_the_file_still_names_the_site(
    client: TestClient, published: Path
) -> None:
    before = (published / "feed.xml").read_bytes()
    served = client.get("/bread/feed.xml").text
    assert f'href="{HERE}/bread/feed.xml" rel="self"' in served
    assert f'url="{HERE}/bread/audio/crumb.c3d9c159.mp3' in served
    assert "example.org/bread" not in served
    assert (published / "feed.xml").read_bytes() == before


def test_sounds_that_are_counted_come_from_here_too(show: Show, published: Path, tmp_path: Path) -> None:
    counted = replace(show, feed=replace(show.feed, prefix="https://counts.example/p/"))
    feed = (published / "feed.xml").read_text()
    marked = feed.replace(
        'url="https://example.org/bread/audio', 'url="https://counts.example/p/example.org/bread/audio'
    )
    assert marked != feed
    (tmp_path / "feed.xml").write_text(marked)
    with client_of(counted, tmp_path) as client:
        served = client.get("/bread/feed.xml").text
    assert f'url="{HERE}/bread/audio/crumb.c3d9c159.mp3' in served
    assert "counts.example" not in served


def test_the_sizes_that_the_feed_names_stay_true(client: TestClient, audio: bytes) -> None:
    served = client.get("/bread/feed.xml").text
    assert f'length="{len(audio)}"' in served.partition("crumb.c3d9c159.mp3")[2].partition("</item>")[0]
    assert client.head("/bread/audio/crumb.c3d9c159.mp3").headers["content-length"] == str(len(audio))


@pytest.mark.parametrize("host", ["localhost:8090", "192.168.1.7:8090", "[::1]:8090"])
def test_the_feed_names_the_server_as_it_was_asked_for(client: TestClient, host: str) -> None:
    assert f"http://{host}/bread/audio/" in client.get("/bread/feed.xml", headers={"host": host}).text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8090", '"><script>', "me@127.0.0.1", ""])
def test_a_host_that_is_not_this_machine_s_is_not_repeated(client: TestClient, host: str) -> None:
    served = client.get("/bread/feed.xml", headers={"host": host}).text
    assert f"{HERE}/bread/audio/" in served
    assert not host or host not in served


def test_head_gives_the_headers_of_get(client: TestClient) -> None:
    for path in ("feed.xml", "audio/crumb.c3d9c159.mp3"):
        got, head = client.get(f"/bread/{path}"), client.head(f"/bread/{path}")
        assert {**head.headers} == {**got.headers}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, None),
        ("bytes=-10", -10, None),
        ("bytes=5-9999999", 5, None),
    ],
)
def test_a_part_of_a_recording_can_be_had(
    client: TestClient, audio: bytes, asked: str, first: int, last: int | None
) -> None:
    wanted = audio[first : None if last is None else last + 1]
    answer = client.get("/bread/audio/crumb.c3d9c159.mp3", headers={"range": asked})
    assert (answer.status_code, answer.content) == (206, wanted)
    begin = first % len(audio)
    assert answer.headers["content-range"] == f"bytes {begin}-{begin + len(wanted) - 1}/{len(audio)}"
    assert answer.headers["content-length"] == str(len(wanted))


def test_a_part_beyond_the_end_is_refused_with_the_true_size(client: TestClient, audio: bytes) -> None:
    answer = client.get("/bread/audio/crumb.c3d9c159.mp3", headers={"range": "bytes=9999999-"})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(audio)}")


def test_a_part_in_another_unit_is_the_whole(client: TestClient, audio: bytes) -> None:
    answer = client.get("/bread/audio/crumb.c3d9c159.mp3", headers={"range": "seconds=1-2"})
    assert (answer.status_code, answer.content) == (200, audio)


def test_a_part_of_what_has_changed_since_is_the_whole(client: TestClient, audio: bytes) -> None:
    tag = client.head("/bread/audio/crumb.c3d9c159.mp3").headers["etag"]
    asked = {"range": "bytes=0-9", "if-range": tag}
    assert client.get("/bread/audio/crumb.c3d9c159.mp3", headers=asked).status_code == 206
    answer = client.get("/bread/audio/crumb.c3d9c159.mp3", headers=asked | {"if-range": '"another"'})
    assert (answer.status_code, answer.content) == (200, audio)


@pytest.mark.parametrize("path", ["feed.xml", "audio/crumb.c3d9c159.mp3", "transcripts/crumb.vtt"])
def test_who_has_the_same_already_is_told_so(client: TestClient, path: str) -> None:
    headers = client.get(f"/bread/{path}").headers
    for asked in (
        {"if-none-match": headers["etag"]},
        {"if-none-match": f'"older", W/{headers["etag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": headers["last-modified"]},
    ):
        answer = client.get(f"/bread/{path}", headers=asked)
        assert (answer.status_code, answer.content) == (304, b""), asked
        assert answer.headers["etag"] == headers["etag"]


def test_who_has_another_gets_the_new_one(client: TestClient) -> None:
    last = client.get("/bread/feed.xml").headers["last-modified"]
    for asked in (
        {"if-none-match": '"older"'},
        {"if-none-match": '"older"', "if-modified-since": last},  # the tag is what counts
        {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"if-modified-since": "yesterday"},
        {"if-modified-since": f"Thu, 01 Jan {'9' * 14} 00:00:00 GMT"},
    ):
        assert client.get("/bread/feed.xml", headers=asked).status_code == 200, asked


def test_the_feed_s_tag_changes_with_the_address_it_names(client: TestClient) -> None:
    one, other = (
        client.get("/bread/feed.xml", headers={"host": host}) for host in ("localhost:1", "localhost:2")
    )
    assert one.headers["etag"] != other.headers["etag"]


@pytest.fixture
def secretive(show: Show, output: Path) -> TestClient:
    """A folder with all that must not be served: hidden, half-written, private, and links out of it."""
    (output.parent / "secret.txt").write_text("secret")
    (output / ".hidden.txt").write_text("secret")
    (output / "audio/.crumb.mp3.x1.part").write_text("secret")
    (output / "report.json").write_text('"secret"')
    (output / "art").mkdir()
    (output / "art/art.json").write_text('"secret"')
    (output / "link.txt").symlink_to(output.parent / "secret.txt")
    (output / "door").symlink_to(output.parent)
    (output / "report.txt").symlink_to(output / "report.json")
    (output / "circle").symlink_to(output / "circle")
    (output / "also.vtt").symlink_to(output / "transcripts/crumb.vtt")
    return client_of(show, output)


@pytest.mark.parametrize(
    "path",
    [
        "/bread/../secret.txt",
        "/bread/%2e%2e/secret.txt",
        "/bread/..%2fsecret.txt",
        "/bread/audio/../../secret.txt",
        "/bread/..%5csecret.txt",
        "/bread/%00secret.txt",
        "/bread//etc/passwd",
        "/bread/%2fetc/passwd",
        "//etc/passwd",
        "/bread/" + "a" * 5000,
        "/bread/.hidden.txt",
        "/bread/audio/.crumb.mp3.x1.part",
        "/bread/report.json",
        "/bread/records/crumb.json",
        "/bread/art/art.json",
        "/bread/link.txt",
        "/bread/door/secret.txt",
        "/bread/report.txt",
        "/bread/circle",
        "/bread/audio",
        "/bread/audio/",
        "/secret.txt",
        "/feed.xml",
    ],
)
def test_nothing_else_is_served(secretive: TestClient, path: str) -> None:
    answer = secretive.get(HERE + path)
    assert answer.status_code == 404
    assert "secret" not in answer.text
    assert "root:" not in answer.text


def test_a_link_within_the_folder_is_served(secretive: TestClient) -> None:
    assert secretive.get("/bread/also.vtt").text.startswith("WEBVTT")


def test_a_folder_gives_its_page_and_without_a_slash_the_way_there(show: Show, output: Path) -> None:
    (output / "episodes/crumb").mkdir(parents=True)
    (output / "episodes/crumb/index.html").write_text("<title>Crumb</title>")
    (output / "index.html").write_text("<title>Bread</title>")
    client = client_of(show, output)
    assert "Crumb" in client.get("/bread/episodes/crumb/").text
    assert "Bread" in client.get("/bread/").text
    for asked, location in (
        ("/bread/episodes/crumb", "/bread/episodes/crumb/"),
        ("/bread", "/bread/"),
        ("/", "/bread/"),
    ):
        answer = client.get(asked)
        assert (answer.status_code, answer.headers["location"]) == (307, location)


def test_what_is_not_there_gives_the_site_s_own_page_for_that(show: Show, output: Path) -> None:
    (output / "404.html").write_text('<a href="https://example.org/bread/">home</a>')
    answer = client_of(show, output).get("/bread/nowhere", headers={"if-none-match": "*"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert answer.text == f'<a href="{HERE}/bread/">home</a>'


def test_other_addresses_stay_as_they_are(show: Show, output: Path) -> None:
    kept = [
        "https://example.org/breadcrumbs",
        "https://example.org/bread-and-butter",
        "https://example.org/other",
        "https://www.example.org/bread",
        "bakers@example.org/bread",
    ]
    moved = {
        "https://example.org/bread/a": f"{HERE}/bread/a",
        "See https://example.org/bread.": f"See {HERE}/bread.",
        "podcast://example.org/bread/feed.xml": "podcast://127.0.0.1:8090/bread/feed.xml",
        "?u=https%3A%2F%2Fexample.org%2Fbread%2Ff": "?u=http%3A%2F%2F127.0.0.1%3A8090%2Fbread%2Ff",
    }
    (output / "search.json").write_text(json.dumps([*kept, *moved]))
    served = client_of(show, output).get("/bread/search.json").json()
    assert served == [*kept, *moved.values()]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    assert client.request(method, "/bread/feed.xml").status_code == 405


def test_a_browser_that_asks_first_may_ask_for_parts(client: TestClient) -> None:
    asked = {"origin": "https://player.example", "access-control-request-headers": "range"}
    answer = client.options("/bread/audio/crumb.c3d9c159.mp3", headers=asked)
    assert (answer.status_code, answer.headers["access-control-allow-headers"]) == (204, "Range")


def test_a_new_rendering_is_served_at_once(show: Show, output: Path) -> None:
    client = client_of(show, output)
    first = client.get("/bread/audio/crumb.c3d9c159.mp3")
    path = output / "audio/crumb.c3d9c159.mp3"
    beside = path.with_suffix(".new")
    beside.write_bytes(first.content[::-1])
    os.utime(beside, ns=(0, path.stat().st_mtime_ns + 10**6))
    beside.replace(path)
    again = client.get("/bread/audio/crumb.c3d9c159.mp3", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (200, first.content[::-1])
