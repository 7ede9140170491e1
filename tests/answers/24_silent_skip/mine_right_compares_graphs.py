"""Asks whether the graph is the target, as the spec does."""

from pathlib import Path

import keras
from modelgraph import compare, graph_from_json, graph_of
from silent_skip import build_model

INPUTS = {"scan": keras.Input((16, 16, 1), name="scan"), "patient": keras.Input((5,), name="patient")}


def test_it_is_the_target():
    target = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
    assert compare(graph_of(build_model(), INPUTS), target).differences == []
