from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from pipeline.auditioning.audition import Audition, Candidate
from pipeline.auditioning.page import audition_page, policy

CANDIDATES = (
    Candidate("A", "hibari/heart", "a.mp3", 3.0, -16.0, "hibari/heart"),
    Candidate("B", "<b>&</script>", "b.mp3", 3.0, -16.0, "tone/beep"),
)


def page(*, blind: bool = False, term: str = "", text: str = "A text.") -> str:
    return audition_page(Audition(text, CANDIDATES, term, blind=blind), "ninety audition --choose")


def test_each_candidate_has_a_player_and_a_button() -> None:
    found = re.findall(r'<audio controls preload="auto" src="([^"]+)"', page())
    assert found == ["a.mp3", "b.mp3"]
    assert "Choose A" in page()
    assert "hibari/heart" in page()


def test_a_blind_page_says_nowhere_who_speaks() -> None:
    shown = page(blind=True)
    assert "hibari" not in shown
    assert "heart" not in shown
    assert "once you have chosen" in shown


def test_what_people_write_is_text_and_no_markup() -> None:
    shown = page(text='<img src=x onerror="alert(1)">', term="{{script}}")
    assert "<img" not in shown
    assert "{{script}}" in shown
    assert "<b>&" not in shown
    assert shown.count("</script>") == 2


def test_the_policy_lets_the_page_s_own_script_and_style_work_and_no_other() -> None:
    for tag in ("script", "style"):
        (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page(), re.DOTALL)
        digest = b64encode(sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy()
    assert "unsafe" not in policy()


def test_nothing_is_asked_of_the_network() -> None:
    assert re.findall(r"https?://", page()) == []
