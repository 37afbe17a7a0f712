"""A program that speaks in beeps, well or badly, as its first argument says."""

import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

how = sys.argv[1]
text = Path(sys.argv[3]).read_text(encoding="utf-8") if how == "from-file" else sys.stdin.read()
if how == "failing":
    sys.stderr.write("warming up\n")
    sys.exit("no voice \x1b[31mmodel\x1b[0m")
if how == "hanging":
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    time.sleep(600)
if how == "flooding":
    while True:
        sys.stdout.buffer.write(bytes(1 << 20))
if how == "littering":
    with Path("model.tmp").open("wb") as file:
        while True:
            file.write(bytes(1 << 20))
if how == "mute":
    sys.stderr.write("no voice for this text\n")
    sys.exit(0)
if how == "crashing":
    import os
    import signal

    os.kill(os.getpid(), signal.SIGSEGV)
count = round(len(text.strip()) * 0.06 * 16_000 / float(sys.argv[-1] if how == "paced" else 1))
data = (9000 * np.sin(np.arange(count) * 0.12)).astype("<i2").tobytes()
form = (1, 1, 16_000, 32_000, 2, 16)  # samples as numbers, one channel, their rate and size
size = len(data)
head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", size + 36, b"WAVE", b"fmt ", 16, *form, b"data", size)
wav = head + data
if how == "telling":
    wav = b"I speak no WAV"
if how in {"to-file", "from-file"}:
    Path(sys.argv[2]).write_bytes(wav)
else:
    sys.stdout.buffer.write(wav)
