"""What a kata trains on fits its inputs and heads, is learnt from by a small model, and is the same each time."""

import runpy

import keras
import numpy as np
import pytest
from dojo.course import Kata
from dojo.trainer import MEASUREMENTS
from modelgraph import Graph, graph_from_json, heads

from .test_content import KATAS

WITH_DATA = [kata for kata in KATAS if (kata.folder / "data.py").exists()]
each_kata = pytest.mark.parametrize("kata", WITH_DATA, ids=lambda kata: kata.name)


def data_of(kata: Kata) -> dict:
    return runpy.run_path(str(kata.folder / "data.py"))


def target_of(kata: Kata) -> Graph:
    return graph_from_json(kata.target.read_bytes())


def described(arrays: dict[str, np.ndarray]) -> dict[str, tuple[tuple[int, ...], str]]:
    return {name: (array.shape, str(array.dtype)) for name, array in sorted(arrays.items())}


def test_these_katas_have_data() -> None:
    assert [kata.number for kata in WITH_DATA] == [6, 7, 8, 21]


@each_kata
def test_samples_are_for_the_inputs_and_heads_of_the_target(kata: Kata) -> None:
    inputs, true = data_of(kata)["samples"](3)
    dtypes = {name: str(array.dtype) for name, array in inputs.items()}
    assert dtypes == {name: spec.split()[-1] for name, spec in target_of(kata).input_specs.items()}
    assert sorted(true) == sorted(target_of(kata).outputs)


@each_kata
def test_samples_fit_a_small_model(kata: Kata) -> None:
    data = data_of(kata)
    inputs, true = data["samples"](16)
    model = runpy.run_path(str(kata.solutions / "subclassed.py"))["build_model"](**data["SIZES"])
    assert described(heads(model, inputs)) == described(true)


@each_kata
def test_each_head_is_measured_by_its_loss(kata: Kata) -> None:
    losses = {head: keras.losses.get(name).__name__ for head, name in data_of(kata)["LOSSES"].items()}
    wanted = {head: loss.loss for head, loss in target_of(kata).losses.items()}
    assert losses == (wanted or losses)
    assert losses.keys() == target_of(kata).outputs.keys()


@each_kata
def test_the_same_seed_gives_the_same_samples(kata: Kata) -> None:
    samples = data_of(kata)["samples"]
    first, again, other = ({**inputs, **true} for inputs, true in (samples(24), samples(24), samples(24, seed=5)))
    assert {name: array.tolist() for name, array in first.items()} == {name: a.tolist() for name, a in again.items()}
    assert any((first[name] != other[name]).any() for name in first)


@each_kata
def test_steps_divide_into_measurements(kata: Kata) -> None:
    assert data_of(kata)["STEPS"] % MEASUREMENTS == 0
