# SPDX-License-Identifier: GPL-3.0-or-later
"""The other solvers: which are on this machine, how each is called, and what it says it found.

All read the same program, which `congsinh solve --write-lp` wrote. Counted is what each says it needed to solve it,
after reading; ours is the whole run from the park's file to the plan's."""
import dataclasses
import json
import os
import re
import shutil
import subprocess

import measure
from parks import FOLDER, HERE

NPM = os.path.join(FOLDER, "npm")
LEMON = os.path.join(FOLDER, "peer_lemon")
PYTHON = "/usr/bin/python3"


@dataclasses.dataclass
class Answer:
    """Of one run of ours or of a peer's; objectives are money saved, so more is better."""
    state: str  # "optimal", "limit", "stopped" or "failed"
    seconds: float  # counted: ours the whole run, a peer's its own solving
    wall: float
    peak_mb: float
    objective: float = None
    bound: float = None  # no plan is better; None: not said
    digest: str = None  # of the plan's bytes, ours alone


def last_number(pattern, text):
    found = re.findall(pattern, text)
    return float(found[-1]) if found else None


def of_clp(text):
    objective = last_number(r"Optimal objective (\S+)", text)
    seconds = last_number(r"iterations time ([\d.]+)", text)
    return "optimal" if objective is not None else "limit", objective, seconds, None


def of_cbc(text):
    seconds = last_number(r"Total time .*Wallclock seconds\): *([\d.]+)", text)
    objective = last_number(r"Objective value: *(\S+)", text)
    if objective is None:
        objective = last_number(r"Optimal objective (\S+)", text)
        return "optimal" if objective is not None else "limit", objective, seconds, None
    optimal = "Result - Optimal solution found" in text
    return "optimal" if optimal else "limit", objective, seconds, last_number(r"Lower bound: *(\S+)", text)


def of_glpsol(text):
    # "f f" of a basis, feasible twice, and "o" of whole numbers stand for proven.
    objective = last_number(r"(?m)^s (?:bas|mip) .* (\S+)$", text)
    proven = re.search(r"(?m)^s bas \d+ \d+ f f |^s mip \d+ \d+ o ", text) is not None
    return "optimal" if proven else "limit", objective, last_number(r"Time used: *([\d.]+)", text), None


def of_line(text):
    """Of our own small programs around a library: the last line is JSON."""
    for line in reversed(text.splitlines()):
        if line.startswith("{"):
            said = json.loads(line)
            return said["state"], said["objective"], said["seconds"], said.get("bound")
    return "failed", None, None, None


def version(command, pattern):
    def found():
        if shutil.which(command[0]) is None and not os.path.exists(command[0]):
            return None
        text = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout
        number = re.search(pattern, text)
        return number.group(1) if number else None
    return found


SCIPY_VERSION = [PYTHON, "-c", "import scipy; print(scipy.__version__)"]


def highs_version():
    manifest = os.path.join(NPM, "node_modules", "highs", "package.json")
    if shutil.which("node") is None or not os.path.exists(manifest):
        return None
    with open(manifest) as file:
        return json.load(file)["version"]


def glpsol_command(program, cap):
    # What it found goes to a file and from there into what it printed.
    script = 'glpsol --freemps "$1" --tmlim "$2" --cuts -w "$1.glp" && grep "^s " "$1.glp"; rm -f "$1.glp"'
    return ["sh", "-c", script, "glpsol", program, str(int(cap))]


@dataclasses.dataclass
class Peer:
    name: str
    found: object  # its version, or None where it is not here
    command: object  # of a program and a cap in seconds
    read: object  # (state, objective as the program counts it, seconds, bound) of what it printed


def scipy_peer(method):
    return lambda program, cap: [PYTHON, os.path.join(HERE, "peer_scipy.py"), program, method, str(cap)]


PEERS = {peer.name: peer for peer in [
    Peer("CLP", version(["clp", "-stop"], r"version (\S+?),"),
         lambda program, cap: ["clp", program, "-seconds", str(int(cap)), "-solve"], of_clp),
    Peer("CBC", version(["cbc", "-stop"], r"(?i)version: *(\S+)"),
         lambda program, cap: ["cbc", program, "-sec", str(int(cap)), "-ratioGap", "1e-6", "-solve"], of_cbc),
    Peer("HiGHS (npm)", highs_version,
         lambda program, cap: ["node", os.path.join(NPM, "peer_highs.mjs"), program, str(cap)], of_line),
    Peer("HiGHS (scipy)", version(SCIPY_VERSION, r"(\S+)"), scipy_peer("highs-ds"), of_line),
    Peer("HiGHS ipm (scipy)", version(SCIPY_VERSION, r"(\S+)"), scipy_peer("highs-ipm"), of_line),
    Peer("glpsol", version(["glpsol", "--version"], r"LP/MIP Solver[^\d]*(\S+)"), glpsol_command, of_glpsol),
    Peer("LEMON", version([LEMON, "--version"], r"(\S+)"), lambda program, cap: [LEMON, program], of_line),
]}


def prepare():
    """npm's HiGHS is fetched, and a small program made around LEMON. Each may fail: it is then absent."""
    if shutil.which("npm") is not None:
        os.makedirs(NPM, exist_ok=True)
        for name in ("package.json", "package-lock.json", "peer_highs.mjs"):
            shutil.copy(os.path.join(HERE, name), NPM)
        if highs_version() is None:
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=NPM)
    source = os.path.join(HERE, "peer_lemon.cc")
    if shutil.which("g++") is not None and os.path.exists("/usr/include/lemon/network_simplex.h") and not (
            os.path.exists(LEMON) and os.path.getmtime(LEMON) > os.path.getmtime(source)):
        subprocess.run(["g++", "-std=c++14", "-O2", "-w", source, "-o", LEMON, "-llemon"])


def ask(peer, program, cap):
    run = measure.measure(peer.command(program, cap), cap + 30)
    if run.stopped:
        return Answer("stopped", run.seconds, run.seconds, 0)
    state, objective, seconds, bound = peer.read(run.text)
    if objective is None and state != "failed" and run.seconds < cap * 0.9:
        state = "failed"
    return Answer("stopped" if state == "limit" and objective is None else state,
                  run.seconds if seconds is None else seconds, run.seconds, run.peak_mb,
                  None if objective is None else -objective, None if bound is None else -bound)
