"""Asks for what the graph says that each head counts for."""

import keras
from modelgraph import graph_of
from swapped_weights import build_model, compile_model

INPUTS = {"wind": keras.Input((9,), name="wind"), "turbine": keras.Input((4,), name="turbine")}


def test_each_head_has_its_own_weight():
    model = build_model()
    compile_model(model)
    losses = graph_of(model, INPUTS).losses
    assert {head: loss.weight for head, loss in losses.items()} == {"main": 1.0, "aux": 0.3}
