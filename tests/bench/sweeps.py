# SPDX-License-Identifier: GPL-3.0-or-later
"""A park solved again and again by `sweep`, and now and then from nothing: how it is built and asked.

As a program, sweeps.py MAKE_PARK SWEEP: what is found again on small parks is what is found from nothing.
"""
import json
import os
import subprocess
import sys
import tempfile

SHAPES = [
    ["--size", "S", "--seed", "31"],
    ["--size", "S", "--seed", "32", "--pure-network"],
    ["--size", "S", "--seed", "33", "--firms", "30", "--periods", "4"],
    ["--size", "S", "--seed", "34", "--firms", "12", "--fixed-charge"],
]


def build(source, library, program):
    """With the header and the library that anybody has."""
    subprocess.run(["cc", "-std=gnu17", "-O2", f"-I{source}/engine/include", f"{source}/tests/bench/sweep.c",
                    "-o", program, f"-L{library}", f"-Wl,-rpath,{library}", "-lcongsinh", "-lm"], check=True)


def outputs_of(park):
    """Every supply of a park, as firm.flow."""
    with open(park) as file:
        firms = json.load(file)["firms"]
    return [f"{firm['id']}.{flow['id']}" for firm in firms for flow in firm.get("outputs", [])]


def ask(program, park, kind, steps, step, checks, cap=None):
    """What `sweep` prints; None where it ended badly."""
    words = [program, park, kind, str(steps), str(step), str(checks)]
    flows = "\n".join(outputs_of(park)) if kind == "losses" else ""
    run = subprocess.run(words, input=flows, stdout=subprocess.PIPE, text=True, timeout=cap)
    return json.loads(run.stdout) if run.returncode == 0 else None


def main():
    maker, program = sys.argv[1:]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        park = os.path.join(folder, "park.json")
        for words in SHAPES:
            with open(park, "wb") as file:
                subprocess.run([maker] + words, stdout=file, check=True)
            for kind, steps, step in (("carbon", 60, 1.5), ("losses", 30, 0)):
                found = ask(program, park, kind, steps, step, 6)
                wrong += found is None
                print(f"{' '.join(words)} {kind}: {found}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
