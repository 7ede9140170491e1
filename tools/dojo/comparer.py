"""Compares answers' graphs with their targets, in a process that runs nothing of an answer."""

import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from dojo.verdict import GraphVerdict, Undecided

TIMEOUT_S = 60.0  # the first comparison waits for Keras where processes can't be forked


class Comparer:
    """A process for comparisons, started ahead of the first, and again should one hang or end it."""

    def __init__(self, processes: Any, sandboxed: bool) -> None:
        self._processes = processes
        self._sandboxed = sandboxed
        self._process: Any = None
        self._connection: Any = None

    def compare(self, graph: bytes, target: Path) -> GraphVerdict:
        """The verdict on a graph in JSON, which may be anybody's, against the target in that file."""
        reply = self._reply("compare", msgspec.Raw(graph), msgspec.Raw(target.read_bytes()))
        if reply is None:
            return GraphVerdict(same=False, differences=["The model's graph could not be compared with the target."])
        return msgspec.json.decode(reply, type=GraphVerdict)

    def decide(self, undecided: Undecided) -> bytes:
        """What `decided_by_numbers` finds, in JSON."""
        return self._reply("decide", undecided.actual, undecided.target) or b"null"

    def _reply(self, request: str, actual: msgspec.Raw, target: msgspec.Raw) -> bytes | None:
        """The process's, or None if it hangs or ends, or doesn't start."""
        try:
            self.start()
            self._connection.send_bytes(msgspec.json.encode((request, actual, target)))
            if self._connection.poll(TIMEOUT_S):
                reply: bytes = self._connection.recv_bytes()
                return reply
        except (EOFError, OSError, msgspec.DecodeError):
            pass
        self.stop()
        return None

    def start(self) -> None:
        """Starts the process, unless there is one."""
        if self._process is not None:
            return
        ours, theirs = self._processes.Pipe()
        process = self._processes.Process(target=_serve, args=(theirs, self._sandboxed), daemon=True)
        process.start()
        theirs.close()
        self._process, self._connection = process, ours

    def stop(self) -> None:
        """Ends the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
            self._process = None


def _serve(connection: Connection, sandboxed: bool) -> None:
    import modelgraph  # imports Keras, which only such processes do

    from dojo import sandbox  # no command is to wait for what it needs
    from dojo.eager import run_operations_directly

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the command, which ends this process
    if sandboxed and sys.platform == "linux":
        sandbox.confine(None)  # a graph is anybody's, and so much code reads it
    run_operations_directly()

    def compare(actual: bytes, target: bytes) -> object:
        try:
            return modelgraph.compare(modelgraph.graph_from_json(actual), modelgraph.graph_from_json(target))
        except Exception as error:  # one odd graph is not to cost all others the import of TensorFlow
            return GraphVerdict(same=False, differences=[f"The model's graph could not be compared: {error}"[:400]])

    def decide(actual: bytes, target: bytes) -> object:
        try:
            return modelgraph.same.decided_by_numbers(actual, target)
        except Exception:  # of graphs that nobody has checked
            return None

    requests: dict[str, Callable[[bytes, bytes], object]] = {"compare": compare, "decide": decide}
    while True:
        try:
            request = connection.recv_bytes()
        except EOFError:
            return
        name, actual, target = msgspec.json.decode(request, type=tuple[str, msgspec.Raw, msgspec.Raw])
        connection.send_bytes(msgspec.json.encode(requests[name](bytes(actual), bytes(target))))
