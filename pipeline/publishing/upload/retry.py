"""Trying again what may pass by itself: a few times, and never without saying so."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Mapping

from pipeline.errors import UploadFailed
from pipeline.publishing.upload.destination import Destination

WAITS_SECONDS = (1.0, 3.0, 9.0)

_PASSING = frozenset(  # besides what is a ConnectionError or a TimeoutError; the last is S3's InternalError
    getattr(errno, name)
    for name in "EIO EAGAIN EBUSY ENETDOWN ENETUNREACH ENETRESET EHOSTUNREACH EREMOTEIO".split()
    if hasattr(errno, name)
)
_NETWORK = "check the address, the port and the network"
_REMEDIES: tuple[tuple[type[BaseException], str], ...] = (
    (PermissionError, "check the credentials, and that they may write there"),
    (FileNotFoundError, "check the address; a bucket must be there already"),
    (ConnectionError, _NETWORK),
    (TimeoutError, _NETWORK),
)
_NAMED_REMEDIES: Mapping[str, str] = {  # errors of libraries that may not be there
    "NoCredentialsError": "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "PartialCredentialsError": "set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "AuthenticationException": "the server must accept a key of ~/.ssh or of your agent",
    "PasswordRequiredException": "give the key to your agent first: ssh-add",
    "NotKept": "see that there is room on its disk, and in your quota there",
    "BadHostKeyException": "find out why the server has another key than the one in ~/.ssh/known_hosts",
}


def patiently(
    destination: Destination, path: str, action: Callable[[], None], tell: Callable[[str], None]
) -> None:
    """Do something with a file, or the place; where that fails in a way that may pass, wait, tell, try again.

    Raises UploadFailed.
    """
    for wait in (*WAITS_SECONDS, None):
        try:
            action()
        except destination.errors as error:
            if wait is None or not _may_pass(error, destination):
                raise failure(error, destination, path) from error
            tell(f"{path or destination.shown}: {said(error)}; trying again in {wait:g} s")
            destination.reconnect()
            time.sleep(wait)
        else:
            return


def failure(error: Exception, destination: Destination, path: str = "") -> UploadFailed:
    """Give an error of a file system as one of ours, with what to do."""
    place = f"{destination.shown}/{path}" if path else destination.shown
    if "known_hosts" in str(error):
        remedy = "connect once with ssh, compare the key it shows with the server's, and accept it"
        return UploadFailed(said(error), file=place, remedy=remedy)
    remedies = (*_REMEDIES, *((kind, _NETWORK) for kind in destination.passing))
    general = next((remedy for kind, remedy in remedies if isinstance(error, kind)), None)
    return UploadFailed(said(error), file=place, remedy=_NAMED_REMEDIES.get(type(error).__name__, general))


def said(error: Exception) -> str:
    """Give what an error says, or at least what it is."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if not text and isinstance(error, TimeoutError):
        return "the server does not answer"
    return " ".join(text.split()) or type(error).__name__


def _may_pass(error: Exception, destination: Destination) -> bool:
    if isinstance(error, (ConnectionError, TimeoutError, *destination.passing)):
        return True
    if type(error) is OSError and error.errno is None:  # paramiko's «Socket is closed», SFTP's «Failure»
        return True
    return isinstance(error, OSError) and error.errno in _PASSING
