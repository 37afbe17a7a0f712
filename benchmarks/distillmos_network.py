"""Make `network.onnx` in pipeline/checking/listening/distillmos from the package distillmos; compare the two.

Run by `make distillmos-network`, in the environment that has torch. The graph begins after the spectrum,
which `pipeline.checking.listening.quality` computes; its large weights are kept in half precision and turned
back into single precision as it is loaded. With `--compare MP3…` nothing is written.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import onnx
import torch
from distillmos import ConvTransformerSQAModel
from onnx import TensorProto, helper, numpy_helper

from pipeline.audio.mastering import encode
from pipeline.checking.listening import quality
from pipeline.process.files import write_whole
from pipeline.speech.samples import SAMPLE_RATE, for_listening

FRAMES = quality.WINDOW_SAMPLES // quality.HOP_SAMPLES
BINS = quality.FRAME_SAMPLES // 2 + 1
LARGE = 4096  # weights of a tensor from which on half precision is worth a node
LARGEST_DIFFERENCE = 0.01


class AfterTheSpectrum(torch.nn.Module):
    """DistillMOS without its spectrum, which no exporter writes as one computes it."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.convolutions = model.cnn.cnn
        self.transformer = model.transformer_pool_attn

    def forward(self, spectrum: torch.Tensor) -> torch.Tensor:
        """Give the opinion, from 1 to 5, on a compressed spectrum [1, 2, BINS, FRAMES]."""
        features = torch.flatten(self.convolutions(spectrum), 1, -2).permute(0, 2, 1)
        return 1 + 4 * self.transformer(features)


def original() -> torch.nn.Module:
    """Load DistillMOS as it was published."""
    with redirect_stdout(sys.stderr):  # it prints where its weights are
        model = ConvTransformerSQAModel(segmenting_in_forward=False)
    torch.backends.mha.set_fastpath_enabled(False)  # a fused operator that ONNX does not have
    return model.eval()


def export(model: torch.nn.Module) -> onnx.ModelProto:
    """Write the network as a graph."""
    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sizes are traced as constants, as they should be
        path = Path(folder) / "network.onnx"
        torch.onnx.export(
            AfterTheSpectrum(model).eval(),
            (torch.zeros(1, 2, BINS, FRAMES),),
            path,
            input_names=[quality.SPECTRUM],
            output_names=["opinion"],
            opset_version=17,
            dynamo=False,
        )
        graph = onnx.load(path)
    in_half_precision(graph.graph)
    for node in graph.graph.node:
        node.ClearField("doc_string")
    onnx.checker.check_model(graph)
    return graph


def in_half_precision(graph: onnx.GraphProto) -> None:
    """Keep large weights as half precision, with a node each that turns them back."""
    tensors, casts = [], []
    for tensor in graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.float32 or weights.size < LARGE:
            tensors.append(tensor)
            continue
        half = f"{tensor.name}/half"
        tensors.append(numpy_helper.from_array(weights.astype(np.float16), half))
        casts.append(helper.make_node("Cast", [half], [tensor.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(tensors)
    graph.node.extend(nodes)


def compare(model: torch.nn.Module, mp3s: list[Path]) -> float:
    """Judge files by both, and give the largest difference."""
    largest = 0.0
    for mp3 in mp3s:
        samples = for_listening(encode.decode_mp3(mp3.read_bytes()), encode.SAMPLE_RATE)
        with torch.inference_mode():
            theirs = np.mean(
                [float(model(torch.from_numpy(w.copy())[None])) for w in quality.windows(samples)]
            )
        ours = quality.mean_opinion(samples, SAMPLE_RATE)
        print(f"{mp3.stem}: {theirs:.4f} {ours:.4f}")
        largest = max(largest, abs(ours - float(theirs)))
    return largest


def main() -> int:
    """Make the network, unless only asked to compare; gives 1 where the two differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.distillmos_network", description=__doc__)
    parser.add_argument("--compare", action="store_true", help="write nothing")
    parser.add_argument("mp3s", nargs="*", type=Path, metavar="MP3", help="files to judge by both")
    options = parser.parse_args()
    model = original()
    if not options.compare:
        changed = write_whole(quality.NETWORK, export(model).SerializeToString(deterministic=True))
        print(f"{quality.NETWORK}: {'written' if changed else 'unchanged'}")
    largest = compare(model, options.mp3s)
    print(f"largest difference: {largest:.4f} of {LARGEST_DIFFERENCE}")
    return int(largest > LARGEST_DIFFERENCE)


if __name__ == "__main__":
    sys.exit(main())
