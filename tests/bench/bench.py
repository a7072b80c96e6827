#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `./run bench` does: parks made, solved by us and by the peers in turn, compared, told.

Each task is a kind of park; each seed of it is a round in which everybody solves the same program once, one after the
other, so that a busy machine is busy for all. What is found goes to build/bench/results.json, task by task, and from
there all of it, also of earlier runs, into the table of docs/performance.md.
"""
import argparse
import hashlib
import json
import os
import platform
import sys
import time

import measure
import parks
import peers
import sweeps
import tables
from parks import Park
from tables import is_ours

RESULTS = os.path.join(parks.FOLDER, "results.json")
SAMPLE = os.path.join(parks.SOURCE, "datasets", "sample", "park.json")
AGREE = 1e-6
LINEAR = ["CLP", "CBC", "HiGHS (npm)", "HiGHS (scipy)", "HiGHS ipm (scipy)", "glpsol"]
WHOLE = ["CBC", "HiGHS (npm)", "HiGHS (scipy)", "glpsol"]


class Task:
    """`ours`: what we run, by name, each as options of `solve`."""

    def __init__(self, size, rounds, cap, others, ours=None, **shape):
        self.size, self.rounds, self.cap, self.others, self.shape = size, rounds, cap, others, shape
        self.ours = ours or {"congsinh": []}

    def park(self, seed):
        return None if self.size is None else Park(self.size, seed, **self.shape)


class Sweep:
    """One park under other numbers, many times, in one run with cold solves of the same: `kind` and so on as of sweep.c."""

    def __init__(self, size, rounds, cap, kind, steps, step, checks):
        self.size, self.rounds, self.cap = size, rounds, cap
        self.kind, self.steps, self.step, self.checks = kind, steps, step, checks


TWO = {"congsinh": [], "congsinh, 2 jobs": ["--jobs", "2"]}
TASKS = {
    "S": Task("S", 5, 60, LINEAR),
    "M": Task("M", 3, 120, LINEAR),
    "K": Task("K", 3, 300, ["CLP", "HiGHS (npm)", "HiGHS (scipy)", "HiGHS ipm (scipy)"], TWO),
    "L": Task("L", 1, 600, [], TWO),
    "XL": Task("XL", 1, 900, [], {"congsinh, 2 jobs": ["--jobs", "2"]}),
    "M-net": Task("M", 3, 60, ["LEMON", "CLP"], pure_network=True),
    "L-net": Task("L", 3, 300, ["LEMON"], pure_network=True),
    "S-12": Task("S", 3, 60, ["CLP", "HiGHS (npm)"], periods=12),
    "M-12": Task("M", 1, 300, ["CLP", "HiGHS (npm)"], periods=12),
    "S-fc": Task("S", 3, 300, WHOLE, fixed_charge=True),
    # The whole run in a twentieth of what the peers are given: reading and writing have half a second of it.
    "M-fc": Task("M", 3, 60, WHOLE, {"congsinh": ["--time-limit", "2.5"]}, fixed_charge=True),
    "sample": Task(None, 15, 20, []),
    "M-carbon": Sweep("M", 3, 120, "carbon", 1000, 0.1, 5),
    "M-losses": Sweep("M", 3, 120, "losses", 1000, 0, 5),
    "L-carbon": Sweep("L", 1, 600, "carbon", 40, 2, 3),
}
QUICK = ["S", "M", "sample"]
USUAL = ["S", "M", "K", "M-net", "S-fc", "M-fc", "sample", "M-carbon", "M-losses"]


def solve_ourselves(park, options, cap):
    plan = os.path.join(parks.FOLDER, "plan.json")
    if os.path.exists(plan):
        os.remove(plan)
    about = [SAMPLE] if park is None else [park.file, "--rules", "none"]
    run = measure.measure([parks.CONGSINH, "solve"] + about + ["-q", "-o", plan] + options, cap)
    if run.stopped:
        return peers.Answer("stopped", run.seconds, run.seconds, 0)
    if not os.path.exists(plan):
        print(run.text, file=sys.stderr)
        return peers.Answer("failed", run.seconds, run.seconds, run.peak_mb)
    with open(plan, "rb") as file:
        written = file.read()
    told = json.loads(written)
    return peers.Answer(told["status"] if told["status"] == "optimal" else "limit", run.seconds, run.seconds,
                        run.peak_mb, told["totals"]["net_saving"], told["certificate"].get("bound"),
                        hashlib.sha256(written).hexdigest())


def disagreements(answers):
    """Two proven optima that differ, or a plan better than another's bound."""
    wrong = []
    known = [(name, one) for name, one in answers.items() if one.objective is not None]
    for name, one in known:
        for other, two in known:
            room = AGREE * max(1, abs(two.objective))
            best = two.objective if two.state == "optimal" else two.bound
            if best is not None and one.objective > best + room:
                wrong.append(f"{name} has {one.objective:.10g}, but {other} says that nothing is above {best:.10g}")
    if len({one.digest for name, one in known if is_ours(name)}) > 1:
        wrong.append("the number of jobs changes the plan's bytes")
    # A peer that gives no answer is told by the table; that is its own affair.
    wrong += [f"{name} failed" for name, one in answers.items() if one.state == "failed" and is_ours(name)]
    return wrong


def size_of(program):
    """Rows, columns and whole numbers of a program in MPS."""
    rows, columns, whole, last, section, within = 0, 0, 0, None, None, False
    with open(program) as file:
        for line in file:
            words = line.split()
            if not line.startswith(" "):
                section = words[0]
                if section == "RHS":
                    break
            elif section == "ROWS":
                rows += words[0] != "N"
            elif words[1] == "'MARKER'":
                within = words[2] == "'INTORG'"
            elif words[0] != last:
                last = words[0]
                columns += 1
                whole += within
    return {"rows": rows, "columns": columns, "whole": whole}


def run_round(name, task, seed, others, cap):
    park = task.park(seed)
    answers = {}
    if park is not None:
        parks.make(park)
    for ours, options in task.ours.items():
        answers[ours] = solve_ourselves(park, options, cap)
        tell_answer(name, seed, ours, answers[ours])
    if others:
        parks.make_program(park)
    for other in others:
        answers[other] = peers.ask(peers.PEERS[other], park.program, cap)
        tell_answer(name, seed, other, answers[other])
    return answers


def tell_answer(task, seed, name, answer):
    value = "-" if answer.objective is None else f"{answer.objective:.12g}"
    print(f"{task:6} seed {seed:<3} {name:18} {answer.state:8} {answer.seconds:9.3f} s {answer.peak_mb:7.0f} MB  "
          f"{value}", flush=True)


def run_task(name, task, options, present):
    """Peers stopped once at a task are not waited for again."""
    seeds = range(options.first_seed, options.first_seed + (options.rounds or task.rounds))
    others = [other for other in task.others if other in present and not options.alone]
    cap = options.cap or task.cap
    rounds, wrong, size = [], [], None
    for seed in seeds:
        answers = run_round(name, task, seed, others, cap)
        wrong += [f"{name}, seed {seed}: {one}" for one in disagreements(answers)]
        rounds.append({"seed": seed, "answers": {who: vars(answer) for who, answer in answers.items()}})
        others = [other for other in others if answers[other].state != "stopped"]
        park = task.park(seed)
        if size is None and park is not None and os.path.exists(park.program):
            size = size_of(park.program)
    return {"day": time.strftime("%Y-%m-%d"), "cap": cap, "size": size, "rounds": rounds}, wrong


def run_sweep(name, sweep, options):
    program = os.path.join(parks.FOLDER, "sweep")
    sweeps.build(parks.SOURCE, os.path.dirname(parks.CONGSINH), program)
    rounds, wrong = [], []
    for seed in range(options.first_seed, options.first_seed + (options.rounds or sweep.rounds)):
        park = Park(sweep.size, seed)
        parks.make(park)
        found = sweeps.ask(program, park.file, sweep.kind, sweep.steps, sweep.step, sweep.checks,
                           options.cap or sweep.cap)
        if found is None:
            wrong.append(f"{name}, seed {seed}: what is found again is not what is found from nothing")
        else:
            print(f"{name:8} seed {seed:<3} {found['warm_s']:9.3f} s, {found['colds']:.3f} cold solves of "
                  f"{found['cold_s']:.3f} s", flush=True)
            rounds.append({"seed": seed, **found})
    return {"day": time.strftime("%Y-%m-%d"), "sweep": True, "rounds": rounds}, wrong


def agree(options, present):
    """The optimum of twenty seeds of each size, ours against CLP's, and on the two smaller HiGHS's."""
    wrong = []
    for name in options.tasks or ["S", "M", "K"]:
        task = TASKS[name]
        others = [other for other in (["CLP"] if name == "K" else ["CLP", "HiGHS (npm)"]) if other in present]
        for seed in range(options.first_seed, options.first_seed + (options.rounds or 20)):
            answers = run_round(name, task, seed, others, options.cap or task.cap)
            late = [who for who, one in answers.items() if one.state != "optimal"]
            wrong += [f"{name}, seed {seed}: no optimum by {who}" for who in late]
            wrong += [f"{name}, seed {seed}: {one}" for one in disagreements(answers)]
    return wrong


def machine():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} processors"


def read_options():
    reader = argparse.ArgumentParser(prog="./run bench", description=__doc__.splitlines()[0],
                                     epilog=f"Usual tasks: {' '.join(USUAL)}; all: {' '.join(TASKS)}.")
    reader.add_argument("tasks", nargs="*", metavar="TASK", help="which kinds of park (default: the usual)")
    reader.add_argument("--quick", action="store_true", help=f"one round of {' '.join(QUICK)}; the document stays")
    reader.add_argument("--agree", action="store_true", help="only compare optima: 20 seeds of S, M and K")
    reader.add_argument("--alone", action="store_true", help="without the peers")
    reader.add_argument("--rounds", type=int, help="how many seeds of each task")
    reader.add_argument("--first-seed", type=int, default=1, help="the first of them (default 1)")
    reader.add_argument("--cap", type=float, help="seconds after which a run is stopped")
    options = reader.parse_args()
    unknown = [name for name in options.tasks if name not in TASKS]
    if unknown:
        reader.error(f"there is no task {unknown[0]}; there are: {' '.join(TASKS)}")
    if options.quick:
        options.rounds = options.rounds or 1
    return options


def load():
    if os.path.exists(RESULTS):
        with open(RESULTS) as file:
            return json.load(file)
    return {"tasks": {}}


def main():
    options = read_options()
    parks.build_maker()
    peers.prepare()
    versions = {name: peer.found() for name, peer in peers.PEERS.items()}
    present = {name: found for name, found in versions.items() if found is not None}
    for name, found in versions.items():
        print(f"{name}: {found or 'absent'}")
    if options.agree:
        wrong = agree(options, present)
    else:
        results, wrong = load(), []
        for name in options.tasks or (QUICK if options.quick else USUAL):
            task = TASKS[name]
            results["tasks"][name], found = (run_sweep(name, task, options) if isinstance(task, Sweep)
                                             else run_task(name, task, options, present))
            results["tasks"] = {one: results["tasks"][one] for one in TASKS if one in results["tasks"]}
            wrong += found
            results.update(machine=machine(), versions=versions)
            if not options.quick and not options.alone:
                with open(RESULTS, "w") as file:
                    json.dump(results, file, indent=1)
                tables.write(results)
        print(tables.text(results))
    for one in wrong:
        print(f"bench: WRONG: {one}", file=sys.stderr)
    if options.agree and not wrong:
        print("bench: every optimum agrees within", AGREE)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
