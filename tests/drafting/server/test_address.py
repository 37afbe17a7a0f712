from __future__ import annotations

import pytest

from pipeline.drafting.server.address import server_at
from pipeline.errors import InvalidServer


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
        ("https://models.example.org/api/v1", "https://models.example.org/api/v1/chat/completions"),
        ("https://models.example.org/api/v1/", "https://models.example.org/api/v1/chat/completions"),
        ("https://a.example.org/v1/chat/completions?v=2", "https://a.example.org/v1/chat/completions?v=2"),
        ("https://a.example.org/v1beta", "https://a.example.org/v1beta/chat/completions"),
    ],
)
def test_an_address_is_completed(address: str, url: str) -> None:
    assert server_at(address, "m").url == url


@pytest.mark.parametrize(
    ("address", "model", "what"),
    [
        ("", "m", "no server is named"),
        ("http://127.0.0.1", " ", "no model is named"),
        ("127.0.0.1:8080", "m", "begins with http"),
        ("ftp://a.example.org", "m", "begins with http"),
        ("http://[::1", "m", "begins with http"),
        ("http://a.example.org:99999", "m", "begins with http"),
        ("http://a b.example.org", "m", "begins with http"),
        ("http://me:word@a.example.org", "m", "a name or a password"),
    ],
)
def test_what_is_no_address_is_refused(address: str, model: str, what: str) -> None:
    with pytest.raises(InvalidServer, match=what):
        server_at(address, model)


def test_a_key_with_a_line_end_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINETY_DRAFT_KEY", "secret\nX-Other: 1")
    with pytest.raises(InvalidServer) as refusal:
        server_at("http://127.0.0.1", "m")
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://127.0.0.1:1", False),
        ("http://localhost", False),
        ("https://a.example.org", False),
        ("http://a.example.org", True),
    ],
)
def test_a_key_is_seen_only_on_the_way_to_another_machine(
    address: str, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINETY_DRAFT_KEY", "k")
    assert server_at(address, "m").shows_key is shown
