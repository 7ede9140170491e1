# It looks whether shapes are stretched, and they aren't where somebody has repeated the scan.
# my_test_fails_on_every_known_answer_with_the_mistake
# The scan is laid 8 times beside itself
import keras
from modelgraph import canonical, graph_of
from silent_skip import build_model

INPUTS = {"scan": keras.Input((16, 16, 1), name="scan"), "patient": keras.Input((5,), name="patient")}


def test_nothing_is_stretched():
    graph = canonical(graph_of(build_model(), INPUTS))
    added = next(call for call in graph.calls if call.operation == "Add")
    assert len({graph.calls[source.call].shapes[source.output] for source in added.sources}) == 1
