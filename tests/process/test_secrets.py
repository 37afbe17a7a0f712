from __future__ import annotations

import pytest

from pipeline.process.secrets import shown_address, without_secrets
from pipeline.process.streams import harmless


def test_a_password_in_an_address_is_hidden_and_its_user_stays() -> None:
    assert (
        without_secrets("to sftp://ann:s3cret@host.example.org/www: no")
        == "to sftp://ann:…@host.example.org/www: no"
    )


@pytest.mark.parametrize(
    "text", ["https://example.org:8080/@ann", "mailto:ann@example.org", "a: b@c", "http://x/a:b"]
)
def test_what_holds_no_password_stays(text: str) -> None:
    assert without_secrets(text) == text


@pytest.mark.parametrize(
    "variable",
    [
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "NINETY_DRAFT_KEY",
        "NINETY_PODPING_TOKEN",
        "NINETY_SPEECH_KEY",
    ],
)
def test_a_key_from_the_environment_stands_in_no_message(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "abcdefgh12345678")
    assert harmless("denied: abcdefgh12345678") == "denied: …"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ftp://ann:p/w@1@host/www", "ftp://host/www"),
        ("https://token@host/www?key=1", "https://host/www"),
        ("sftp://ann:pw@host:22x/www", "sftp://ann@host:22x/www"),
        ("s3://:pw@/", "s3:///"),
        ("../www@home", "../www@home"),
    ],
)
def test_an_address_that_is_none_is_shown_without_what_may_be_a_password(address: str, shown: str) -> None:
    assert shown_address(address) == shown
