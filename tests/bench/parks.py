# SPDX-License-Identifier: GPL-3.0-or-later
"""The parks that are measured on, and their programs as MPS: made once and kept in the build tree."""
import dataclasses
import os
import subprocess
import time

import measure

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
FOLDER = os.path.join(SOURCE, "build", "bench")
CONGSINH = os.path.join(SOURCE, "build", "release", "congsinh")
MAKE_PARK = os.path.join(FOLDER, "make_park")


@dataclasses.dataclass(frozen=True)
class Park:
    size: str
    seed: int
    fixed_charge: bool = False
    pure_network: bool = False
    periods: int = 1

    @property
    def name(self):
        return (f"{self.size}{'-net' if self.pure_network else ''}{'-fc' if self.fixed_charge else ''}"
                f"{f'-{self.periods}' if self.periods > 1 else ''}-seed{self.seed}")

    @property
    def file(self):
        return os.path.join(FOLDER, self.name + ".json")

    @property
    def program(self):
        return os.path.join(FOLDER, self.name + ".mps")


def build_maker():
    """Of the shape and the maker as they are now: parks of another are thrown away."""
    os.makedirs(FOLDER, exist_ok=True)
    sources = [os.path.join(HERE, name) for name in ("make_park.c", "park_shape.h")]
    newest = max(os.path.getmtime(name) for name in sources)
    if os.path.exists(MAKE_PARK) and os.path.getmtime(MAKE_PARK) > newest:
        return
    for name in os.listdir(FOLDER):
        if name.endswith((".json", ".mps")) and "-seed" in name:
            os.remove(os.path.join(FOLDER, name))
    subprocess.run(["cc", "-std=gnu17", "-O2", "-ffp-contract=off", f"-I{SOURCE}/tests", sources[0],
                    "-o", MAKE_PARK, "-lm"], check=True)


def make(park):
    if not os.path.exists(park.file):
        command = [MAKE_PARK, "--size", park.size, "--seed", str(park.seed), "--periods", str(park.periods)]
        command += ["--fixed-charge"] if park.fixed_charge else []
        command += ["--pure-network"] if park.pure_network else []
        with open(park.file + ".part", "w") as out:
            subprocess.run(command, stdout=out, check=True)
        os.rename(park.file + ".part", park.file)


def make_program(park, cap=900):
    """`--write-lp` writes before it solves: once the file is there, whole, nobody waits for the plan."""
    if os.path.exists(park.program) and os.path.getmtime(park.program) > os.path.getmtime(CONGSINH):
        return
    if os.path.exists(park.program):
        os.remove(park.program)
    plan = os.path.join(FOLDER, "unused.json")
    child = measure.begin([CONGSINH, "solve", park.file, "--rules", "none", "-q", "-o", plan, "--write-lp",
                           park.program], subprocess.DEVNULL)
    begun = time.monotonic()
    while child.poll() is None and not os.path.exists(park.program) and time.monotonic() - begun < cap:
        time.sleep(0.02)
    measure.stop(child)
    if not os.path.exists(park.program):
        raise SystemExit(f"bench: congsinh wrote no program for {park.file}")
