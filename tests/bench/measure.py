# SPDX-License-Identifier: GPL-3.0-or-later
"""One command run and measured: seconds on the wall, peak memory, and an end where it takes too long."""
import dataclasses
import os
import signal
import subprocess
import tempfile
import threading
import time


@dataclasses.dataclass
class Measured:
    seconds: float
    peak_mb: float  # 0: not known, for it was stopped
    stopped: bool
    status: int
    text: str  # what it printed


def kill(child):
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def stop(child):
    """Ends a command that was begun in a session of its own, with all that it began."""
    kill(child)
    child.wait()


def begin(command, output):
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                            start_new_session=True)


def measure(command, cap):
    """time(1) stands between, for a child of Python's own begins with Python's peak as its own."""
    with tempfile.TemporaryDirectory() as folder, \
            open(os.path.join(folder, "output"), "w+", errors="replace") as output:
        peak = os.path.join(folder, "peak")
        begun = time.perf_counter()
        child = begin(["/usr/bin/time", "-q", "-o", peak, "-f", "%M"] + command, output)
        # Not wait(timeout=…): that looks only every twentieth of a second.
        timer = threading.Timer(cap, kill, [child])
        timer.start()
        child.wait()
        timer.cancel()
        seconds = time.perf_counter() - begun
        stopped = child.returncode == -signal.SIGKILL
        output.seek(0)
        kilobytes = 0
        if not stopped and os.path.exists(peak):
            with open(peak) as file:
                kilobytes = float(file.read().split()[-1])
        return Measured(seconds, kilobytes / 1024, stopped, child.returncode, output.read())
