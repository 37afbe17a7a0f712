"""ONNX networks on one thread of the processor, so that workers times threads never exceed the cores."""

from __future__ import annotations

from typing import Any


def open_session(graph: Any) -> Any:
    """Give an onnxruntime session for a network: an `onnx.ModelProto`, or one as bytes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Sentences differ in length: a memory plan for each is of no use again, and costs 160 MB with Kokoro.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    network = graph if isinstance(graph, bytes) else graph.SerializeToString()
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
