"""The site with the desk in it, as a browser gets it, and as those get it who should not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.desk.building import Built
from pipeline.desk.state import Fault
from pipeline.speech.speaker import Speaker
from tests.desk.conftest import PAGE, Served, ToldBuilder

ASKED = [
    ("events", "GET", None),
    ("episode/buttons", "GET", None),
    ("sound/KEY", "GET", None),
    ("try", "POST", {"key": "KEY", "term": "coat", "spoken": "kote", "phonemes": ""}),
    ("keep", "POST", {"term": "coat", "spoken": "kote", "phonemes": ""}),
    ("edit", "POST", {"file": "scripts/buttons.md", "line": "3"}),
]


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_page_of_the_site_gets_the_desk_and_no_secret(served: Served) -> None:
    status, page = served.ask("/episodes/buttons/")
    assert status == 200
    assert b'<script type="module" src="/-/desk/desk.js">' in page
    assert served.gate.token.encode() not in page
    assert page.replace(re.search(rb"<meta name=.*?</script>", page)[0], b"") == PAGE.encode()  # type: ignore[index]


def test_only_pages_get_it_and_players_in_other_pages_do_not(served: Served) -> None:
    assert served.ask("/embed/buttons/")[1] == b"<head></head>"
    assert served.ask("/feed.xml")[1] == b"<rss/>"


def test_the_page_is_another_for_caches_when_the_output_is(served: Served) -> None:
    with served.open("/episodes/buttons/") as answer:
        tag = answer.headers["etag"]
    served.desk.board.made()
    with served.open("/episodes/buttons/", If_None_Match=tag) as answer:
        assert answer.status == 200


def test_nothing_of_the_desk_is_ever_written_to_the_output(served: Served) -> None:
    before = files_below(served.desk.root / "output")
    for path in ("/", "/episodes/buttons/", "/episodes/keys/", "/-/desk/desk.js", "/nothing/"):
        served.ask(path)
    served.ask(f"/-/desk/at/TOKEN/sound/{served.lines()[0]['key']}")
    served.do("edit", file="scripts/buttons.md", line="3")
    assert files_below(served.desk.root / "output") == before


def test_a_page_that_is_not_made_yet_stands_and_has_its_sentences(served: Served) -> None:
    status, page = served.ask("/episodes/keys/")
    assert (status, b'data-slug="keys"' in page, b"/-/desk/desk.js" in page) == (200, True, True)
    assert len(served.lines("keys")) > 5
    assert served.ask("/")[0] == 200
    assert served.ask("/episodes/nobody/")[0] == 404


def test_a_show_that_cannot_be_read_has_a_page_that_says_so(served: Served) -> None:
    served.desk.show = None
    status, page = served.ask("/")
    assert (status, b"/-/desk/desk.js" in page) == (200, True)


@pytest.mark.parametrize("name", ["desk.js", "note.js", "place.js", "sentences.js", "trial.js", "desk.css"])
def test_its_own_files_are_there(served: Served, name: str) -> None:
    with served.open(f"/-/desk/{name}") as answer:
        kind = "text/css" if name.endswith("css") else "text/javascript"
        assert (answer.status, answer.headers.get_content_type()) == (200, kind)


@pytest.mark.parametrize("name", ["", "app.py", "../state.py", "blank.html", "at/TOKEN/", "at/TOKEN/none"])
def test_and_no_others(served: Served, name: str) -> None:
    assert served.ask(f"/-/desk/{name}")[0] == 404


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("x", {}),
        ("%ff", {}),
        ("TOKENx", {}),
        ("TOKEN", {"Origin": "https://evil.example"}),
        ("TOKEN", {"Origin": "null"}),
        ("TOKEN", {"Host": "evil.example"}),
        ("TOKEN", {"Sec-Fetch-Site": "cross-site"}),
        ("TOKEN", {"Sec-Fetch-Site": "same-site"}),  # a server on another port
    ],
)
def test_whoever_is_not_the_page_is_told_nothing_and_changes_nothing(
    served: Served, monkeypatch: pytest.MonkeyPatch, token: str, headers: dict[str, str]
) -> None:
    key = served.lines()[0]["key"]
    monkeypatch.setattr(Speaker, "say", _never)
    monkeypatch.setattr("pipeline.desk.desk.open_in_editor", _never)
    before = files_below(served.desk.root / "episodes")
    for what, method, body in ASKED:
        sent = {name: value.replace("KEY", key) for name, value in body.items()} if body else None
        path = f"/-/desk/at/{token}/{what}".replace("KEY", key)
        assert served.ask(path, method, sent, **headers) == (404, b"There is nothing here.\n")
    assert files_below(served.desk.root / "episodes") == before


def _never(*_: object, **__: object) -> None:
    pytest.fail("something was done")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "application/json"),
        ("[]", "application/json"),
        ('{"term": "coat"}', "application/json"),
        ('{"term": "coat", "spoken": 3, "phonemes": ""}', "application/json"),
        ('{"term": "coat", "spoken": "kote", "phonemes": ""}', "text/plain"),  # a form of another site
        ('{"term": "' + "c" * 5000 + '", "spoken": "", "phonemes": ""}', "application/json"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(served: Served, body: str, kind: str) -> None:
    assert served.ask("/-/desk/at/TOKEN/keep", "POST", body, Content_Type=kind)[0] == 400
    assert not (served.desk.root / "episodes/lexicon.toml").exists()


def test_states_come_as_events_until_the_desk_ends(served: Served, builder: ToldBuilder) -> None:
    with served.open("/-/desk/at/TOKEN/events") as answer:
        assert answer.headers.get_content_type() == "text/event-stream"

        def told() -> dict[str, object]:
            lines = iter(answer.readline, b"")
            line = next(line for line in lines if line.startswith(b"data: "))
            return dict(json.loads(line.removeprefix(b"data: ")))

        assert told()["work"] == "Building"
        builder.tell(Built((Fault("is wrong", "episodes/keys.md", 3),), changed=True))
        state = told()
        assert state["faults"] == [{"what": "is wrong", "file": "episodes/keys.md", "line": 3, "remedy": ""}]
        served.desk.board.close()
        assert answer.read().strip() == b""


def test_a_sentence_is_heard_whole_or_in_part(served: Served) -> None:
    path = f"/-/desk/at/TOKEN/sound/{served.lines()[0]['key']}"
    status, sound = served.ask(path, Origin=served.gate.origin)
    assert (status, sound[:4]) == (200, b"RIFF")
    with served.open(path, Range="bytes=4-7") as answer:
        assert (answer.status, answer.read()) == (206, sound[4:8])
        assert answer.headers["content-range"] == f"bytes 4-7/{len(sound)}"
    with served.open(path, Range="bytes=-5") as answer:
        assert (answer.status, answer.read()) == (206, sound[-5:])


def test_a_part_that_no_sound_has_is_told_and_what_names_none_gets_the_whole(served: Served) -> None:
    path = f"/-/desk/at/TOKEN/sound/{served.lines()[0]['key']}"
    _, sound = served.ask(path)
    for asked in (f"bytes={len(sound)}-", "bytes=9999999-9999999", "bytes=-0"):
        with served.open(path, Range=asked) as answer:
            assert (answer.status, answer.read()) == (416, b"")
            assert answer.headers["content-range"] == f"bytes */{len(sound)}"
    for asked in (
        "bytes=5-2",
        "bytes=-",
        "bytes=\xb2-",
        "bytes=0-1,4-5",
        "lines=1-2",
        f"bytes={'9' * 5000}-",
    ):
        assert served.ask(path, Range=asked) == (200, sound)


@pytest.mark.parametrize("name", ["episodes/\0x", f"episodes/{'n' * 300}"])
def test_a_name_that_no_file_can_have_is_refused_and_not_stumbled_over(served: Served, name: str) -> None:
    status, told = served.do("edit", file=name, line="1")
    assert (status, "no file of this show" in told["what"]) == (409, True)
    assert served.ask("/-/desk/at/TOKEN/edit", "POST", {"file": "episodes/\ud800", "line": "1"})[0] == 400


@pytest.mark.parametrize("name", ["localhost", "desk.localhost", "127.0.0.1"])
def test_it_is_used_by_any_of_the_names_of_this_machine(served: Served, name: str) -> None:
    place = f"{name}:{served.place.rpartition(':')[2]}"
    asked = (
        "/-/desk/at/TOKEN/try",
        "POST",
        {"key": "none", "term": "coat", "spoken": "kote", "phonemes": ""},
    )
    assert served.ask(*asked, Host=place, Origin=f"http://{place}")[0] == 409
    for other in (f"http://{name}:1", f"https://{place}", "http://evil.example", "http://[::1]"):
        assert served.ask(*asked, Host=place, Origin=other)[0] == 404
    assert served.ask(*asked, Host="evil.example", Origin="http://evil.example")[0] == 404


def test_what_cannot_be_spoken_is_told(served: Served) -> None:
    status, told = served.ask("/-/desk/at/TOKEN/sound/none")
    assert (status, b"no longer" in told) == (409, True)


def test_an_entry_is_tried_then_kept(served: Served) -> None:
    line = next(each for each in served.lines() if "coat" in each["shown"])
    status, tried = served.do("try", key=line["key"], term="coat", spoken="kote", phonemes="")
    assert (status, "kote" in tried["spoken"]) == (200, True)
    assert not (served.desk.root / "episodes/lexicon.toml").exists()
    status, told = served.do("keep", term="coat", spoken="kote", phonemes="")
    assert (status, told["what"]) == (200, 'episodes/lexicon.toml: term = "coat", spoken = "kote"')
    assert 'term = "coat"' in (served.desk.root / "episodes/lexicon.toml").read_text()
    status, told = served.do("try", key=line["key"], term="moon", spoken="moo", phonemes="")
    assert (status, "does not have «moon»" in told["what"]) == (409, True)


def test_a_file_is_opened_or_its_place_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    status, told = served.do("edit", file="scripts/buttons.md", line="3")
    assert (status, told) == (200, {"place": f"{served.desk.root}/scripts/buttons.md:3", "opened": False})
    assert served.do("edit", file="../../etc/passwd", line="3")[0] == 409
