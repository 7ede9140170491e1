"""The oracle: random models, reworded and mutated; numbers alone decide who is right.

`ORACLE_EXAMPLES=2000 uv run pytest tests/modelgraph/test_oracle.py` tries more of them, with other seeds each time.
"""

import os

import keras
import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from modelgraph import Graph, compare, differences, graph_from_json, graph_of, graph_to_json, model_of

from .choices import PLAIN, Choices, wordings
from .descriptions import Description
from .mutations import mutated
from .random_models import descriptions
from .truth import agree, is_one_function, numbers_of
from .written_models import WrittenModel, written

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "0"))
oracle = settings(
    max_examples=EXAMPLES or 25,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink] if EXAMPLES else [Phase.generate],
)


@pytest.fixture(autouse=True)
def _no_models_of_before() -> None:
    keras.backend.clear_session()


def graph(model: WrittenModel) -> Graph:
    return graph_of(model.model, model.inputs)


@oracle
@given(descriptions(), wordings)
def test_a_model_in_other_words_is_the_same(description: Description, wording: bytes) -> None:
    plain, _ = written(description, PLAIN)
    reworded, choices = written(description, wording)
    for what in choices.counts:
        event(what)
    assert agree(numbers_of(reworded, description), numbers_of(plain, description))
    assert [str(one) for one in differences(graph(reworded), graph(plain))] == []


@oracle
@given(descriptions(), st.binary(min_size=60, max_size=60), wordings)
def test_a_mutated_model_is_the_same_only_if_its_numbers_agree(
    description: Description, changes: bytes, wording: bytes
) -> None:
    change = mutated(description, Choices(changes))
    if change is None:
        return
    name, changed = change
    event(name)
    comparison = compare(graph(written(changed, wording)[0]), graph(written(description, PLAIN)[0]))
    truth = is_one_function(changed, description)
    event(f"numbers agree: {truth}")
    if truth is not None:
        assert comparison.same == truth, (name, changed, comparison)
    assert comparison.same or comparison.differences


@oracle
@given(descriptions(), wordings)
def test_a_graph_made_into_a_model_and_read_again_is_the_same(description: Description, wording: bytes) -> None:
    read = graph(written(description, wording)[0])
    assert [str(one) for one in differences(graph_of(model_of(read)), read)] == []


@oracle
@given(descriptions(), wordings)
def test_a_graph_crosses_json_unchanged(description: Description, wording: bytes) -> None:
    read = graph(written(description, wording)[0])
    assert graph_from_json(graph_to_json(read)) == read
