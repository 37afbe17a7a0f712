from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from pipeline.drafting.server.address import server_at
from pipeline.drafting.server.reply import Reply, Tokens
from pipeline.drafting.server.wire import Patience, ask
from pipeline.errors import DraftFailed, ServerFailed
from pipeline.process.retry_after import wait_asked_for

if TYPE_CHECKING:
    from tests.conftest import ChatServer

PATIENT = Patience(5, 3)
QUESTION = [{"role": "user", "content": "Draft it."}]


def asked(chat: ChatServer, model: str, patience: Patience = PATIENT) -> tuple[Reply, list[str]]:
    told: list[str] = []
    return ask(server_at(chat.url, model), QUESTION, 100, patience, told.append), told


def refused(chat: ChatServer, model: str, patience: Patience = PATIENT) -> DraftFailed:
    with pytest.raises(DraftFailed) as failure:
        asked(chat, model, patience)
    return failure.value


@pytest.mark.parametrize("model", ["good", "chunked", "stream"])
def test_an_answer_is_read_whole_in_chunks_or_as_events(chat: ChatServer, model: str) -> None:
    reply, told = asked(chat, model)
    assert reply.text.startswith("## Hook\nWho has not lost")
    assert reply.text.rstrip().endswith("keep a spare one.")
    assert (reply.is_cut, told) == (False, [])


def test_a_question_holds_the_messages_and_asks_for_no_stream(chat: ChatServer) -> None:
    model = f"good-{uuid4()}"
    reply, _ = asked(chat, model)
    (one,) = chat.seen(model)
    assert one["path"] == "/v1/chat/completions"
    assert one["key"] is None
    assert (one["body"]["messages"], one["body"]["stream"]) == (QUESTION, False)
    assert reply.tokens == Tokens(120, 80)


def test_a_busy_server_is_asked_again_and_each_time_is_told(chat: ChatServer) -> None:
    model = f"busy-{uuid4()}"
    reply, told = asked(chat, model)
    assert len(chat.seen(model)) == 3
    assert "## Hook" in reply.text
    assert [line.split(";")[0] for line in told] == [
        "the server answers 429 Too Many Requests, «slow down»"
    ] * 2


def test_a_server_that_stays_busy_is_given_up(chat: ChatServer) -> None:
    model = f"never-{uuid4()}"
    error = refused(chat, model)
    assert isinstance(error, ServerFailed)
    assert "503 Service Unavailable (asked 3 times)" in error.what
    assert len(chat.seen(model)) == 3


def test_a_server_that_asks_for_an_hour_is_not_waited_for(chat: ChatServer) -> None:
    model = f"later-{uuid4()}"
    assert "it asks to wait 3600 s" in refused(chat, model).what
    assert len(chat.seen(model)) == 1


def test_a_connection_that_breaks_off_is_tried_again(chat: ChatServer) -> None:
    reply, told = asked(chat, f"broken-{uuid4()}")
    assert "## Take-away" in reply.text
    assert len(told) == 1


@pytest.mark.parametrize("model", ["drip", "silent"])
def test_no_answer_takes_longer_than_agreed(chat: ChatServer, model: str) -> None:
    error = refused(chat, model, Patience(0.3, 1))
    assert isinstance(error, ServerFailed)
    assert "no whole answer within 0.3 s (asked once)" in error.what


def test_nobody_listening_is_said_so(chat: ChatServer) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = type(chat)(str(closed.getsockname()[1]))
        assert "nobody listens there" in refused(nobody, "good").what


def test_what_a_server_does_not_take_is_left_out(chat: ChatServer) -> None:
    model = f"picky-{uuid4()}"
    reply, _ = asked(chat, model)
    last = chat.seen(model)[-1]["body"]
    assert "## Hook" in reply.text
    assert last["max_completion_tokens"] == 100
    assert not {"max_tokens", "temperature"} & last.keys()


@pytest.mark.parametrize(
    ("model", "what"),
    [
        ("page", "is a web page"),
        ("words", "is not JSON: «Welcome to the router»"),
        ("nothing", "is not JSON"),
        ("list", "is not what was agreed"),
        ("empty", "is empty"),
        ("latin", "is not UTF-8"),
        ("trouble", "the server answers «the model is not loaded»"),
        ("huge", "longer than 4 MB"),
    ],
)
def test_what_is_no_answer_is_said_to_be_none(chat: ChatServer, model: str, what: str) -> None:
    error = refused(chat, f"{model}-{uuid4()}")
    assert what in error.what
    assert not isinstance(error, ServerFailed)


def test_a_refusal_says_what_to_do(chat: ChatServer) -> None:
    assert "NINETY_DRAFT_KEY" in refused(chat, "forbidden").remedy
    assert "«model not found»" in refused(chat, "missing").what


def test_nobody_is_followed_elsewhere(chat: ChatServer) -> None:
    model = f"moved-{uuid4()}"
    assert "http://127.0.0.1:9/elsewhere" in refused(chat, model).remedy
    assert len(chat.seen(model)) == 1


def test_a_redirection_to_no_address_is_told(chat: ChatServer) -> None:
    assert "http://[elsewhere" in refused(chat, f"lost-{uuid4()}").remedy


def test_the_key_is_sent_and_never_told(chat: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINETY_DRAFT_KEY", "sk-very-secret")
    model = f"telltale-{uuid4()}"
    error = refused(chat, model)
    assert chat.seen(model)[0]["key"] == "Bearer sk-very-secret"
    assert "secret" not in f"{error} {error.remedy} {server_at(chat.url, model)!r}"
    assert "«bad Bearer …»" in error.what


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("7", 7, 7),
        ("", 0, 0),
        ("soon", 0, 0),
        ("-3", 0, 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 1e9, 1e12),
    ],
)
def test_a_server_may_say_when_to_come_again(header: str, least: float, most: float) -> None:
    assert least <= wait_asked_for(header) <= most
