"""A published show, and real places to bring it to: a folder, SeaweedFS's S3 and OpenSSH's SFTP."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "flour", "AWS_SECRET_ACCESS_KEY": "water-and-salt"}


@dataclass(frozen=True)
class Place:
    """Somewhere to upload to: its address, what the command needs to get there, and how to look there."""

    url: str
    environment: dict[str, str]
    read: Callable[[str], bytes | None]
    write: Callable[[str, bytes], None]
    http: str = ""  # where everybody can read it, if by HTTP

    def publish(self, root: Path, *words: str, code: int = 0) -> dict[str, Any]:
        """Run `ninety publish --to` and give its document."""
        done = self.run(root, *words, "--json")
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def run(self, root: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `ninety publish --to`."""
        return subprocess.run(
            self.command(root, *words), env=self.all_variables, capture_output=True, text=True, check=False
        )

    def command(self, root: Path, *words: str) -> list[str]:
        """Give the command's words."""
        return [*NINETY, "publish", "--root", str(root), "--to", self.url, *words]

    @property
    def all_variables(self) -> dict[str, str]:
        """Give the environment to run it in."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SSH_"))}
        return kept | self.environment


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a new show, built with beeps; for copying."""
    root = tmp_path_factory.mktemp("built") / "show"
    mine = ["--author", "Bakers", "--email", "bakers@bread.internal", "--site-url", "https://bread.internal"]
    for words in (
        ["init", root, "--example", *mine],
        ["build", "--root", root, "--engine", "tone"],
    ):
        subprocess.run([*NINETY, *map(str, words)], check=True, capture_output=True)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """Give a copy of the show."""
    return Path(shutil.copytree(built, tmp_path / "show"))


def free_ports(count: int) -> list[int]:
    """Find ports that nobody listens on."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(closing(socket.socket())) for _ in range(count)]
        for listener in listeners:
            listener.bind(("127.0.0.1", 0))
        return [listener.getsockname()[1] for listener in listeners]


@contextmanager
def running(command: list[str], ready: Callable[[], bool], log: Path) -> Iterator[int]:
    """Run a server until what needs it is done, and give its process id."""
    with log.open("wb") as told:
        server = subprocess.Popen(command, stdout=told, stderr=told, cwd=log.parent)
        try:
            deadline = time.monotonic() + 60
            while not ready():
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield server.pid
        finally:
            server.kill()  # nothing of it is kept
            server.wait()


@pytest.fixture(scope="session")
def weed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run SeaweedFS with S3 and give its address; anybody may read, and who has the credentials may write."""
    program = shutil.which("weed", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("SeaweedFS is not installed")
    folder = tmp_path_factory.mktemp("weed")
    allowed = ["Admin", "Read", "Write", "List", "Tagging"]
    keys = {"accessKey": CREDENTIALS["AWS_ACCESS_KEY_ID"], "secretKey": CREDENTIALS["AWS_SECRET_ACCESS_KEY"]}
    identities = [
        {"name": "baker", "credentials": [keys], "actions": allowed},
        {"name": "anonymous", "actions": ["Read"]},
    ]
    (folder / "s3.json").write_text(json.dumps({"identities": identities}))
    kinds = ("master.port", "volume.port", "filer.port", "s3.port")
    names = [*kinds, *(f"{kind}.grpc" for kind in kinds), "s3.port.iceberg", "s3.port.lance"]
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    command = [program, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"]
    command += ["-s3.config=s3.json", "-s3.autoCreateBucket=false", "-volume.max=100"]
    command += ["-master.volumeSizeLimitMB=64", *(f"-{name}={port}" for name, port in ports.items())]
    address = f"http://127.0.0.1:{ports['s3.port']}"
    with running(command, lambda: _answers(f"{address}/healthz"), folder / "weed.log"):
        yield address


def _answers(url: str) -> bool:
    try:
        with urlopen(url):  # noqa: S310 - our own server
            return True
    except (URLError, ConnectionError):
        return False


@pytest.fixture
def s3(weed: str, request: pytest.FixtureRequest) -> Place:
    """Give a folder in a new bucket."""
    import s3fs

    key, secret = CREDENTIALS.values()
    files = s3fs.S3FileSystem(
        key=key, secret=secret, endpoint_url=weed, skip_instance_cache=True, use_listings_cache=False
    )
    bucket = f"bread-{abs(hash(request.node.nodeid)):x}"
    for _ in range(50):  # the server says it is healthy a moment before it can make a bucket
        try:
            files.mkdir(bucket)
            break
        except OSError:
            time.sleep(0.2)

    def read(path: str) -> bytes | None:
        place = f"{bucket}/show/{path}"
        return bytes(files.cat_file(place)) if files.exists(place) else None

    environment = CREDENTIALS | {"AWS_ENDPOINT_URL": weed, "AWS_DEFAULT_REGION": "us-east-1"}
    return Place(
        f"s3://{bucket}/show",
        environment,
        read,
        lambda path, data: files.pipe_file(f"{bucket}/show/{path}", data),
        f"{weed}/{bucket}/show",
    )


@dataclass(frozen=True)
class Sshd:
    """A running sshd: its port, and a home folder whose .ssh has a key it accepts and knows it."""

    port: int
    home: Path
    user: str
    pid: int

    def cut(self) -> None:
        """End every session there is."""
        for child in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """Run OpenSSH's server for one key."""
    program = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None:
        pytest.skip("sshd is not installed")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where it drops its rights to
    folder = tmp_path_factory.mktemp("sshd")
    ssh = folder / "home/.ssh"
    ssh.mkdir(parents=True, mode=0o700)
    for key in (folder / "host_key", ssh / "id_ed25519"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    shutil.copy(ssh / "id_ed25519.pub", folder / "authorized_keys")
    (port,) = free_ports(1)
    host_key = " ".join((folder / "host_key.pub").read_text().split()[:2])
    (ssh / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}\n")
    settings = {
        "ListenAddress": f"127.0.0.1:{port}",
        "HostKey": folder / "host_key",
        "AuthorizedKeysFile": folder / "authorized_keys",
        "PidFile": folder / "pid",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "yes",
        "Subsystem": "sftp internal-sftp",
    }
    (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    command = [program, "-D", "-e", "-f", str(folder / "sshd_config")]
    with running(command, lambda: _listens(port), folder / "sshd.log") as pid:
        yield Sshd(port, folder / "home", getpass.getuser(), pid)


def _listens(port: int) -> bool:
    with closing(socket.socket()) as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _folder_place(url: str, folder: Path, environment: dict[str, str]) -> Place:
    def read(path: str) -> bytes | None:
        return (folder / path).read_bytes() if (folder / path).is_file() else None

    def write(path: str, data: bytes) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)

    return Place(url, environment, read, write)


@pytest.fixture
def sftp(sshd: Sshd, tmp_path: Path) -> Place:
    """Give a folder behind sshd."""
    folder = tmp_path / "www/show"
    return _folder_place(
        f"sftp://{sshd.user}@127.0.0.1:{sshd.port}{folder}", folder, {"HOME": str(sshd.home)}
    )


@pytest.fixture
def folder(tmp_path: Path) -> Place:
    """Give a folder on this machine."""
    return _folder_place(str(tmp_path / "www/show"), tmp_path / "www/show", {})


@pytest.fixture(params=["folder", "s3", "sftp"])
def place(request: pytest.FixtureRequest) -> Place:
    """Give each kind of place in turn."""
    return request.getfixturevalue(request.param)
