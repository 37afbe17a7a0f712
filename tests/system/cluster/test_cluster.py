"""`--scheduler`: episodes made by the workers of a cluster, whatever becomes of some of them."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.system.cluster.conftest import Cluster, Run

pytest.importorskip("distributed")

SLUGS = {"buttons", "coins", "corks", "keys", "nails", "pins"}


def statuses(document: dict[str, Any]) -> dict[str, str]:
    """Give what became of each episode."""
    return {episode["slug"]: episode["status"] for episode in document["episodes"]}


def files_of(output: Path) -> dict[str, bytes]:
    """Give every file of an output by its path, but for the report, which tells of times."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != "report.json"
    }


def test_a_cluster_makes_the_same_files_as_this_machine(
    show: Path, show_copy: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of("", "", "", "")
    code, document = run(show, cluster.address).ended()
    assert (code, {*statuses(document).values()}) == (0, {"rendered"})
    assert run(show_copy, None).ended()[0] == 0
    assert files_of(show / "output") == files_of(show_copy / "output")
    assert not (show / ".cache/speech").exists()  # speech is kept where it is made
    kept = (cluster.folder / "cache/ninety/speech").rglob("*")
    assert any(path.is_file() for path in kept)


def test_what_a_killed_worker_had_in_hand_is_made_by_others(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of("dies at once", "", "", "")
    code, document = run(show, cluster.address).ended()
    assert (code, statuses(document)) == (0, dict.fromkeys(SLUGS, "rendered"))
    assert cluster.processes[1].wait() == -signal.SIGKILL


def test_an_episode_that_kills_every_worker_is_given_up_and_no_other(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of(*["dies of:pins"] * 4)
    code, document = run(show, cluster.address).ended()
    assert code == 1
    assert statuses(document) == {**dict.fromkeys(SLUGS, "rendered"), "pins": "failed"}
    (error,) = [each["errors"][0] for each in document["episodes"] if each["slug"] == "pins"]
    assert error["what"].startswith("the workers tcp://")
    assert error["what"].endswith("ended while working on it")
    assert "memory" in error["remedy"]


def test_a_killed_scheduler_ends_the_run_and_what_is_finished_is_kept(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run], wait: Callable[..., None]
) -> None:
    cluster = cluster_of(*["holds after:1"] * 4)
    running = run(show, cluster.address)
    wait(lambda: len(running.rendered()) == 4)
    kept = running.rendered()
    cluster.scheduler.kill()
    code, document = running.ended()
    assert code == 1
    assert statuses(document) == {slug: "rendered" if slug in kept else "failed" for slug in SLUGS}
    assert "the scheduler of the cluster cannot be reached any more: 2 episodes were not made" in running.told
    assert running.told.count("cannot be reached") == 1
    assert "Traceback" not in running.told


def test_an_interrupted_run_ends_at_once_and_keeps_what_is_finished(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run], wait: Callable[..., None]
) -> None:
    cluster = cluster_of(*["holds after:1"] * 4)
    running = run(show, cluster.address)
    wait(lambda: len(running.rendered()) == 4)
    running.interrupt()
    code, document = running.ended()
    assert (code, document["exit_code"]) == (130, 130)
    assert running.told.splitlines()[-1].startswith("interrupted: what is finished is kept")
    assert "Traceback" not in running.told
    assert len(running.rendered()) == 4


def test_an_episode_that_fails_is_told_by_name_and_costs_no_other(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of(*["fails at:coins"] * 2)
    running = run(show, cluster.address)
    code, document = running.ended()
    assert code == 1
    assert statuses(document) == {**dict.fromkeys(SLUGS, "rendered"), "coins": "failed"}
    assert "error: coins: an unexpected RuntimeError: the reed is split" in running.told


def test_a_worker_without_the_engine_is_named_and_others_do_its_work(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of("not this engine:tone", "")
    running = run(show, cluster.address)
    code, document = running.ended()
    assert (code, statuses(document)) == (0, dict.fromkeys(SLUGS, "rendered"))
    assert "warning: the worker tcp://127.0.0.1:" in running.told
    assert "cannot speak «tone/beep»: there is no engine «tone»; others are given it" in running.told


def test_where_no_worker_has_the_engine_each_episode_says_so(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of(*["not this engine:tone"] * 2)
    code, document = run(show, cluster.address).ended()
    assert (code, statuses(document)) == (1, dict.fromkeys(SLUGS, "failed"))
    for episode in document["episodes"]:
        (error,) = episode["errors"]
        assert error["what"].startswith("no worker of the cluster can speak «tone/beep»: the workers tcp://")
        assert (error["file"], error["remedy"]) == (episode["slug"], "install it")


def test_workers_of_another_version_are_refused_by_name(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of("version:0.0.9")
    code, document = run(show, cluster.address).ended()
    assert code == 4
    (error,) = document["errors"]
    assert "no worker of the cluster is fit: the worker tcp://127.0.0.1:" in error["what"]
    assert "has Ninety 0.0.9, not " in error["what"]
    assert "install the same there as here" in error["remedy"]


def test_where_others_are_fit_a_worker_of_another_version_is_given_nothing(
    show: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    cluster = cluster_of("version:0.0.9", "")
    running = run(show, cluster.address)
    code, document = running.ended()
    assert (code, statuses(document)) == (0, dict.fromkeys(SLUGS, "rendered"))
    assert "has Ninety 0.0.9, not " in running.told
    assert "it is given nothing" in running.told


def test_a_scheduler_that_does_not_answer_is_told_of(show: Path, run: Callable[..., Run]) -> None:
    code, document = run(show, "tcp://127.0.0.1:9").ended()
    assert code == 4
    assert "no scheduler answers at tcp://127.0.0.1:9" in document["errors"][0]["what"]


def test_an_address_that_is_none_is_told_of(show: Path, run: Callable[..., Run]) -> None:
    code, document = run(show, "nonsense://here").ended()
    assert code == 2
    assert "nonsense://here" in document["errors"][0]["what"]


def test_a_cluster_with_certificates_is_reached_by_what_dask_is_told(
    show: Path, tmp_path: Path, cluster_of: Callable[..., Cluster], run: Callable[..., Run]
) -> None:
    certificates = _certificates(tmp_path)
    cluster = cluster_of("", tls=certificates)
    assert cluster.address.startswith("tls://")
    code, document = run(show, cluster.address, **certificates).ended()
    assert (code, statuses(document)) == (0, dict.fromkeys(SLUGS, "rendered"))


def _certificates(folder: Path) -> dict[str, str]:
    """Make a certificate that signs itself; give the settings by which every part of a cluster uses it."""
    from distributed.security import Security

    security: Any = Security.temporary()
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_text(security.tls_ca_file, encoding="utf-8")
    key.write_text(security.tls_client_key, encoding="utf-8")
    key.chmod(0o600)
    comm = "DASK_DISTRIBUTED__COMM__"
    parts = {
        f"{comm}TLS__{part}__{what}": str(path)
        for part in ("SCHEDULER", "WORKER", "CLIENT")
        for what, path in {"CERT": certificate, "KEY": key}.items()
    }
    return {**parts, f"{comm}TLS__CA_FILE": str(certificate), f"{comm}REQUIRE_ENCRYPTION": "true"}
