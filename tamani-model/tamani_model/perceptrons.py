"""Perceptrons of one hidden layer over the vectors of the parser's network, as onnx graphs of eight-bit weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime

if TYPE_CHECKING:
    from pathlib import Path

Array = np.ndarray[Any, Any]
SLOW_FUSIONS = ("SkipLayerNormFusion", "BiasSkipLayerNormFusion")
"""What onnxruntime would make of a sum and its norm takes four times as long as the two by themselves."""


class Perceptron:
    """One perceptron: rows of numbers in, chances out. What is told beside its weights is :attr:`told`."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        """Load its graph.

        Raises:
            FileNotFoundError: there is none.
        """
        self._graph = session(path, threads)
        self.told: dict[str, str] = dict(self._graph.get_modelmeta().custom_metadata_map)

    def chances(self, rows: Array) -> Array:
        """The chances of each row, n × kinds of answers; those of a row sum to one.

        Args:
            rows: n × width, single precision.
        """
        (found,) = self._graph.run(None, {"rows": np.ascontiguousarray(rows, np.float32)})
        chances: Array = found
        return chances


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """A graph of the package, made ready to run.

    Raises:
        FileNotFoundError: there is none.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; install tamani-model again, or make it with model/README.md")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # sentences differ in length: an arena only grows
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(SLOW_FUSIONS)
    )
