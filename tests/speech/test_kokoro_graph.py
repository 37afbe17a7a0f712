from __future__ import annotations

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper

from pipeline.speech.engines.kokoro.graph import DURATIONS, paced_graph
from pipeline.speech.engines.sessions import open_session

PREDICTED = np.asarray([[14.3, 1.4, 2.6, 2.4, 0.2, 3.4, 2.4, 5.5, 2.1, 1.7] * 12], np.float32)
NATURAL = np.maximum(1, np.round(PREDICTED))


def network() -> bytes:
    """A network that rounds durations as Kokoro's does, and says how long the sentence gets."""
    nodes = [
        helper.make_node("Identity", ["tokens"], ["predicted"]),
        helper.make_node("Div", ["predicted", "speed"], ["divided"]),
        helper.make_node("Round", ["divided"], ["rounded"]),
        helper.make_node("Constant", [], ["one"], value_float=1.0),  # where an exporter puts it
        helper.make_node("Clip", ["rounded", "one", ""], ["clipped"]),
        helper.make_node("ReduceSum", ["clipped"], ["audio"], keepdims=0),
    ]
    inputs = [
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "count"]),
        helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
    ]
    outputs = [helper.make_tensor_value_info("audio", TensorProto.FLOAT, [])]
    graph = helper.make_graph(nodes, "durations", inputs, outputs)
    opset = helper.make_opsetid("", 20)
    return helper.make_model(graph, opset_imports=[opset], ir_version=9).SerializeToString()


def durations(speed: float) -> NDArray[np.float32]:
    session = open_session(paced_graph(network()))
    inputs = {"tokens": PREDICTED, "speed": np.asarray([speed], np.float32)}
    audio, told = session.run(["audio", DURATIONS], inputs)
    assert audio == told.sum()
    return np.asarray(told)


def test_at_the_voices_own_speed_nothing_changes() -> None:
    assert np.array_equal(durations(1.0), NATURAL)


@pytest.mark.parametrize("speed", [0.8, 0.95, 0.98, 1.02, 1.05])
def test_the_sum_of_durations_keeps_to_the_speed(speed: float) -> None:
    assert durations(speed).sum() == pytest.approx(NATURAL.sum() / speed, rel=0.01)


def test_no_phoneme_is_left_out_however_fast() -> None:
    assert durations(3.0).min() == 1.0


def test_the_changed_network_is_a_valid_one() -> None:
    onnx.checker.check_model(paced_graph(network()))
