# SPDX-License-Identifier: GPL-3.0-or-later
"""Our optimum is glpsol's, on parks as they are measured: agreement.py MAKE_PARK CONGSINH

Small ones of every shape that the bench knows, each by a program that is not ours from the MPS that is."""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

AGREE = 1e-6
# Shapes with the seeds they are made of. Twelve firms with whole numbers: what glpsol proves in a blink.
SHAPES = [
    (["--size", "S"], range(1, 13)),
    (["--size", "S", "--pure-network"], range(13, 16)),
    (["--size", "S", "--firms", "30", "--periods", "4"], range(16, 19)),
    (["--size", "S", "--firms", "12", "--fixed-charge"], range(19, 21)),
]
# Of `make_park --size S --seed 1`: whoever changes what parks are made of makes all that was measured incomparable,
# and shall know it.
SAME = "c2a374b794fab16515e720ea7c99ad837d52ac0239405a6fed41c035b4cbc586"


def made(maker, words):
    return subprocess.run([maker] + words, stdout=subprocess.PIPE, check=True).stdout


def ours(program, folder):
    park, mps, plan = (os.path.join(folder, name) for name in ("park.json", "park.mps", "plan.json"))
    subprocess.run([program, "solve", park, "--rules", "none", "-q", "-o", plan, "--write-lp", mps], check=True)
    with open(plan) as file:
        told = json.load(file)
    return told["status"], told["totals"]["net_saving"]


def theirs(folder):
    answer = os.path.join(folder, "answer")
    subprocess.run(["glpsol", "--freemps", os.path.join(folder, "park.mps"), "-w", answer],
                   stdout=subprocess.DEVNULL, check=True)
    with open(answer) as file:
        found = re.search(r"(?m)^s (?:bas \d+ \d+ f f|mip \d+ \d+ o) (\S+)$", file.read())
    return None if found is None else -float(found.group(1))


def compare(maker, program, words, folder):
    """What is wrong, or None."""
    with open(os.path.join(folder, "park.json"), "wb") as file:
        file.write(made(maker, words))
    status, mine = ours(program, folder)
    other = theirs(folder)
    if status != "optimal" or other is None:
        return f"no proven optimum: ours is {status}, glpsol's {other}"
    if mine < 1 or abs(mine - other) > AGREE * abs(other):
        return f"ours is {mine:.12g}, glpsol's {other:.12g}"
    return None


def main():
    maker, program = sys.argv[1:]
    wrong = []
    digest = hashlib.sha256(made(maker, ["--size", "S", "--seed", "1"])).hexdigest()
    if digest != SAME:
        wrong.append(f"make_park --size S --seed 1 has the digest {digest}, not {SAME}")
    if made(maker, ["--seed", "1"]) == made(maker, ["--seed", "2"]):
        wrong.append("two seeds make the same park")
    with tempfile.TemporaryDirectory() as folder:
        for shape, seeds in SHAPES:
            for seed in seeds:
                words = shape + ["--seed", str(seed)]
                found = compare(maker, program, words, folder)
                wrong += [f"{' '.join(words)}: {found}"] if found else []
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
