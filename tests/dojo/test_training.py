"""`kata train`: what it trains, what it tells of it, and what it says where it can't."""

import sys
from pathlib import Path

import pytest
from dojo import training
from dojo.course import Course
from dojo.curves import training_text
from dojo.errors import KataError
from dojo.trainer import MEASUREMENTS, CannotTrainError, reports
from dojo.training import Measured, Planned, Training, TrainingJob
from rich.text import Text

from .conftest import Run

DATA = """import numpy as np

SIZES = {"units": 1}
LOSSES = {"sum": "mse", "sign": "binary_crossentropy"}
STEPS, BATCH = 15, 2


def samples(count, seed=1):
    pair = np.random.default_rng(seed).normal(size=(count, 2)).astype("float32")
    total = pair.sum(axis=1, keepdims=True)
    return {"pair": pair, "other": pair}, {"sum": total, "sign": (total > 0).astype("float32")}
"""

ANSWER = """import keras
from keras import layers


def build_model(units):
    inputs = [keras.Input((2,), name="pair"), keras.Input((2,), name="other")]
    joined = layers.Concatenate()(inputs)
    total = layers.Dense(units, name="sum")(joined)
    sign = layers.Dense(units, activation="sigmoid", name="sign")(joined)
    return keras.Model(inputs, [total, sign])


def compile_model(model):
    model.compile("sgd", ["mse", "binary_crossentropy"], [0.1, 10.0])
"""

LEARNS_ITS_WEIGHTS = (
    ANSWER.replace("return keras.Model(", "return Weighing(").replace(
        ', ["mse", "binary_crossentropy"], [0.1, 10.0]', ""
    )
    + """

class Weighing(keras.Model):
    def __init__(self, inputs, outputs):
        super().__init__(inputs, outputs)
        self.log_variances = {name: keras.Variable(0.0) for name in ("sum", "sign")}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        total = 0.0
        for guess, (name, s) in zip(y_pred, self.log_variances.items()):
            total += keras.ops.exp(-s) * keras.ops.mean((y[name] - guess) ** 2) + s
        return total
"""
)

TOLD = """Same start, 8 steps of 4 samples: ⠒⠒⠒ without loss_weights, o o with them
Each head's own loss, unweighted, on 48 samples held out; logarithmic scale

            main                            aux
 1.00│o⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉   1.00│o⢄
     │                              │  ⠑⢄
     │                              │    ⠣⡀
     │   o                          │   o ⠈⠢⡀
     │                              │       ⠈⠢⡀
     │     o                        │     o   ⠈⠑⢄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
     │                              │
     │                              │
     │        o                     │        o
     │                              │
     │                              │
 0.10│           o  o  o o  o  0.010│           o  o  o o  o

main starves without loss_weights (1.00 -> 1.00) and learns with them (0.10).
aux falls without loss_weights (1.00 -> 0.10) and further with them (0.010)."""


@pytest.fixture
def trainable(toy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy course, with something to train on in its first kata."""
    monkeypatch.setattr(sys, "path", [*sys.path])  # a training process puts the answer's folder there
    (toy / "katas/01_triple/data.py").write_text(DATA)
    (toy / "katas/01_triple/triple.py").write_text(ANSWER)
    return toy


def measured(toy: Path, answer: str) -> Training:
    """What training that answer gives, here and not in a process of its own."""
    (toy / "katas/01_triple/triple.py").write_text(answer)
    job = TrainingJob(str(toy / "katas/01_triple/triple.py"), str(toy / "katas/01_triple/data.py"))
    told = list(reports(job))
    [plan] = [report for report in told if isinstance(report, Planned)]
    return Training(plan, [report for report in told if isinstance(report, Measured)])


def refusal(toy: Path, answer: str) -> str:
    """What a learner is told whose answer can't be trained."""
    (toy / "katas/01_triple/triple.py").write_text(answer)
    course = Course(toy)
    with pytest.raises(KataError) as refused:
        training.train(course, course.katas[0], course.katas[0].answer, lambda report: None)
    return str(refused.value)


def test_the_command_draws_each_heads_loss(kata: Run, trainable: Path) -> None:
    result = kata("train", "1")
    lines = result.stdout.splitlines()
    assert (result.returncode, result.stderr) == (0, "")
    assert lines[0] == "Same start, 15 steps of 2 samples: ⠒⠒⠒ without loss_weights, o o with them"
    assert lines[3].split() == ["sum", "sign"]
    assert [line.split()[0] for line in lines[-2:]] == ["sum", "sign"]
    assert max(map(len, lines)) <= 80


def test_a_kata_without_data_says_which_have_some(kata: Run, trainable: Path) -> None:
    (trainable / "katas/02_other_triple/data.py").write_text(DATA)
    (trainable / "katas/01_triple/data.py").unlink()
    result = kata("train", "1")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "kata: 01_triple has nothing to train on; try uv run kata train 2\n"


def test_a_file_that_is_not_there_is_an_error(kata: Run, trainable: Path) -> None:
    result = kata("train", "1", "--answer", "none.py")
    assert (result.returncode, result.stderr.splitlines()[0][:29]) == (2, "kata: There is no file none.p")


def test_both_runs_start_from_the_same_weights_and_are_measured_equally_often(trainable: Path) -> None:
    plain, weighed = (
        [one for one in measured(trainable, ANSWER).measured if one.run == run]
        for run in ("without loss_weights", "with them")
    )
    assert plain[0].losses == weighed[0].losses
    assert plain[-1].losses != weighed[-1].losses
    assert [one.step for one in plain] == [one.step for one in weighed] == list(range(MEASUREMENTS + 1))


def test_an_answer_without_loss_weights_is_trained_once(trainable: Path) -> None:
    found = measured(trainable, ANSWER.replace(", [0.1, 10.0]", ""))
    assert found.plan.runs == ["without loss_weights"]
    assert training_text(found).splitlines()[-1] == (
        "compile_model gives no loss_weights yet, so there is nothing to compare with."
    )


def test_a_model_that_learns_its_weights_is_trained_with_and_without_learning_them(trainable: Path) -> None:
    found = measured(trainable, LEARNS_ITS_WEIGHTS)
    last = {one.run: one.log_variances for one in found.measured}
    assert found.plan.runs == list(last) == ["with s at 0", "with s learned"]
    assert last["with s at 0"] == {"sum": 0, "sign": 0}
    assert last["with s learned"]["sum"] != 0
    assert "s of sum, sign" in training_text(found)


def test_a_model_without_a_head_is_told_which(trainable: Path) -> None:
    with pytest.raises(CannotTrainError, match=r"It guesses sum, mark; the data is for sum, sign. Build sign first."):
        measured(trainable, ANSWER.replace('name="sign"', 'name="mark"'))


def test_an_error_of_the_answer_is_told_with_its_line(trainable: Path) -> None:
    answer = ANSWER.replace("    return keras.Model(", "    raise ValueError('no luck')\n    return keras.Model(")
    assert refusal(trainable, answer) == "katas/01_triple/triple.py can't be trained.\nLine 10: ValueError: no luck"


def test_an_answer_that_ends_its_process_is_an_error(trainable: Path) -> None:
    assert "It ended its process" in refusal(trainable, "import os\nos._exit(0)")


def test_an_endless_loop_is_an_error(trainable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "SILENCE_TIMEOUT_S", 0.5)
    assert "Is there an endless loop?" in refusal(trainable, "while True: pass")


def curves(plan: Planned, **ends: tuple[float, float]) -> Training:
    """A training whose heads' losses go from 1 in equal factors to these ends by half of its steps."""
    steps = [
        Measured(run, step, {head: ends[head][number] ** min(1, 2 * step / plan.steps) for head in plan.losses})
        for number, run in enumerate(plan.runs)
        for step in range(plan.steps + 1)
    ]
    return Training(plan, steps)


PLAN = Planned(["without loss_weights", "with them"], {"main": "mse", "aux": "mse"}, 8, 4, 8, 48)


def test_curves_are_told_apart_without_colour() -> None:
    text = training_text(curves(PLAN, main=(1.0, 0.1), aux=(0.1, 0.01)), 60)
    assert Text.from_markup(text).plain == TOLD


@pytest.mark.parametrize(
    ("plain", "weighed", "told"),
    [
        (1.0, 0.1, "main starves without loss_weights (1.00 -> 1.00) and learns with them (0.10)."),
        (0.1, 1.0, "main learns without loss_weights (1.00 -> 0.10) and starves with them (1.00)."),
        (1.0, 0.99, "main hardly falls without loss_weights (1.00 -> 1.00) or with them (0.99)."),
        (0.1, 0.11, "main falls without loss_weights (1.00 -> 0.10) and with them (0.11)."),
        (0.1, 0.001, "main falls without loss_weights (1.00 -> 0.10) and further with them (0.001)."),
        (0.001, 0.1, "main falls without loss_weights (1.00 -> 0.001) and less far with them (0.10)."),
    ],
)
def test_words_say_how_a_head_fared(plain: float, weighed: float, told: str) -> None:
    assert training_text(curves(PLAN, main=(plain, weighed), aux=(1.0, 1.0))).splitlines()[-2] == told
