"""The workflows for GitHub, as far as they can be judged without it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline import __version__
from pipeline.catalogue.show import VoiceSettings
from pipeline.catalogue.starting.workflow import workflow_text
from tests.workflow_files import (
    assert_bash_can_read_every_command,
    assert_every_action_is_pinned,
    assert_they_keep_to_the_schema,
    read,
    steps,
)

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("podcast*.yml"))
FOR_OTHERS = ROOT / "pipeline/catalogue/starting/podcast.yml"  # what `ninety init --ci github` writes

each_workflow = pytest.mark.parametrize(
    "file", [*WORKFLOWS, FOR_OTHERS], ids=["shards", "bundled", "for-others"]
)


def test_there_is_one_for_a_machine_and_one_for_several() -> None:
    assert [file.name for file in WORKFLOWS] == ["podcast-shards.yml", "podcast.yml"]


def test_they_keep_to_the_schema_of_workflows() -> None:
    assert_they_keep_to_the_schema(*WORKFLOWS, FOR_OTHERS)


def test_the_containers_base_is_named_by_its_digest() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    stages = re.findall(r"^FROM (\S+)(?: AS (\S+))?$", text, re.MULTILINE)
    bases = [base for base, _ in stages if base not in {name for _, name in stages}]
    assert bases
    assert [base for base in bases if not re.fullmatch(r"[\w./:-]+@sha256:[0-9a-f]{64}", base)] == []


@each_workflow
def test_they_may_read_alone_but_for_the_job_that_deploys(file: Path) -> None:
    document = read(file)
    assert document["permissions"] == {"contents": "read"}
    more = {name: job["permissions"] for name, job in document["jobs"].items() if "permissions" in job}
    assert more == {"deploy": {"pages": "write", "id-token": "write"}}


@each_workflow
def test_every_action_is_one_of_github_s_own_named_by_its_commit_with_its_version_beside(file: Path) -> None:
    assert_every_action_is_pinned(file)


@each_workflow
def test_no_value_from_outside_is_put_into_a_command(file: Path) -> None:
    assert [step["run"] for step in steps(read(file)) if "${{" in step.get("run", "")] == []


@each_workflow
def test_every_job_ends_sometime_and_one_run_waits_for_another(file: Path) -> None:
    document = read(file)
    assert all("timeout-minutes" in job for job in document["jobs"].values())
    assert document["concurrency"] == {"group": "podcast", "cancel-in-progress": False}


@each_workflow
def test_nothing_is_deployed_that_was_not_checked(file: Path) -> None:
    commands = "\n".join(step.get("run", "") for step in steps(read(file)))
    assert commands.index("ninety check") < commands.index("ninety publish --to")
    assert not re.search(r"\|\| true|continue-on-error", file.read_text())


@each_workflow
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_every_command_is_a_script_that_bash_can_read(file: Path) -> None:
    assert_bash_can_read_every_command(file)


def test_episodes_appear_on_their_day_without_anybody_pushing() -> None:
    triggers = read(ROOT / ".github/workflows/podcast.yml")[True]  # YAML 1.1 takes «on» for true
    assert set(triggers) == {"push", "schedule", "workflow_dispatch"}
    (nightly,) = triggers["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", nightly["cron"])


def test_the_parts_are_counted_as_the_command_counts_them() -> None:
    shards = read(ROOT / ".github/workflows/podcast-shards.yml")
    (count,) = [step["run"] for step in steps(shards) if step.get("id") == "count"]
    command = ["bash", "-c", count.replace('>> "$GITHUB_OUTPUT"', "")]
    done = subprocess.run(command, env={"SHARDS": "4"}, capture_output=True, text=True, check=True)
    assert done.stdout == "parts=[1,2,3,4]\n"


@pytest.mark.parametrize("file", [WORKFLOWS[-1], FOR_OTHERS], ids=["bundled", "for-others"])
def test_the_address_that_pages_gives_must_be_the_show_s(file: Path) -> None:
    compare = next(s["run"] for s in steps(read(file)) if s.get("name") == "Compare the address")
    url = re.search(r'(?m)^url = "(.*?)"', (ROOT / "episodes/show.toml").read_text())
    assert url is not None
    for address, code in [(url[1], 0), (url[1] + "/", 0), ("https://elsewhere.example/x", 1)]:
        done = subprocess.run(["bash", "-c", compare], cwd=ROOT, env={"ADDRESS": address}, check=False)
        assert done.returncode == code


def test_a_show_of_one_s_own_needs_no_makefile_and_installs_this_version() -> None:
    text = workflow_text(VoiceSettings())
    assert f'NINETY: "ninety-podcast=={__version__}"' in text
    assert not re.search(r"(?m)\bmake\b|requirements/|\.venv", text)
    assert {
        step["with"]["path"] for step in steps(yaml.safe_load(text)) if "cache" in step.get("uses", "")
    } == {
        ".cache",
        "output",
    }


@pytest.mark.parametrize(
    ("voice", "package"),
    [
        (VoiceSettings("kokoro", "af_heart"), "ninety-podcast[kokoro]=="),
        (VoiceSettings(voice="coqui/joe", guest="kokoro/am_michael"), "ninety-podcast[coqui,kokoro]=="),
    ],
)
def test_what_the_voices_need_is_installed_too(voice: VoiceSettings, package: str) -> None:
    assert f'NINETY: "{package}{__version__}"' in workflow_text(voice)
