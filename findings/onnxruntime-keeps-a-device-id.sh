#!/usr/bin/env bash
# onnxruntime gives its user a number and keeps events for its maker, in the user's home.
#
# Expected: to load a library that computes, and to run a network, writes nothing outside.
# Seen:     onnxruntime 1.32.0 from PyPI on Linux, 2026-11-29. `deviceid` and `onnxruntime.db` appear under the cache folder, in
#           Microsoft/DeveloperTools/.onnxruntime. ORT_DISABLE_TELEMETRY=1 in the environment, before the import, keeps it
#           from that.
# Matters:  a tool that promises to work offline and to tell nobody must set the variable itself, before anything imports
#           the library; and a home that cannot be written to is a case to test.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check onnxruntime==1.32.0 onnx==1.23.2
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import os
import subprocess
import sys
from pathlib import Path

RUN = """
import numpy as np, onnx, onnxruntime
from onnx import TensorProto, helper
put, got = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy")
graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g", [put], [got])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
assert session.run(None, {"x": np.array([-1.0], np.float32)})[0][0] == 0
"""


def written(name: str, switches: dict[str, str]) -> list[str]:
    home = Path(sys.argv[1]) / name
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if key not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")}
    subprocess.run([sys.executable, "-c", RUN], env=kept | {"HOME": str(home)} | switches, check=True)
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


usual, switched_off = written("usual", {}), written("off", {"ORT_DISABLE_TELEMETRY": "1"})
print("usually:", usual, "switched off:", switched_off)
assert switched_off == []
assert any(path.endswith(".onnxruntime/deviceid") for path in usual), "onnxruntime writes nothing any more"
PYTHON
