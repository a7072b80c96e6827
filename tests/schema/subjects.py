# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents in which slips are made, and how the program is asked about each."""
import os

from schemas import MODELS, OF_FORMAT, SOURCE

SAMPLE = os.path.join(SOURCE, "datasets", "sample", "park.json")
GOLDEN = os.path.join(SOURCE, "tests", "golden")
HERE = os.path.join(SOURCE, "tests", "schema")


def park(program, document):
    return program.checked(program.write("park.json", document))


def model(relative):
    def ask(program, document):
        return program.checked(os.path.join(HERE, "every-key-park.json"), "--models",
                               program.models_with(relative, document))
    return ask


def rules(relative):
    pack = relative.split("/")[1]

    def ask(program, document):
        return program.checked(os.path.join(GOLDEN, "door", "park.json"), "--rules", pack, "--models",
                               program.models_with(relative, document))
    return ask


def framework(program, document):
    return program.told("assess", os.path.join(GOLDEN, "assess", "park.json"), "--framework", "vn-eip", "--models",
                        program.models_with("frameworks/vn-eip.json", document))


def plan(program, document):
    return program.told("report", program.write("plan.json", document))


def study_of(park_file):
    def ask(program, document):
        return program.told("scenario", park_file, program.write("study.json", document))
    return ask


def exceptions_of(park_file, pack):
    def ask(program, document):
        return program.checked(park_file, "--rules", pack, "--exceptions", program.write("exceptions.json", document))
    return ask


def subjects():
    """(file, how many slips, how the program is asked)."""
    yield os.path.join(HERE, "every-key-park.json"), 300, park
    yield SAMPLE, 40, park
    yield os.path.join(GOLDEN, "assess", "park.json"), 40, park
    for name in ("W02", "C02", "H05"):
        yield os.path.join(SOURCE, "datasets", "cases", name + ".json"), 10, park
    for folder, count in (("resources", 10), ("substitutions", 12), ("modes", 30), ("factors", 12), ("costs", 20),
                          ("plausible", 20)):
        for name in sorted(os.listdir(os.path.join(MODELS, folder))):
            yield os.path.join(MODELS, folder, name), count, model(f"{folder}/{name}")
    for pack in ("vn", "eu", "open"):
        for name in sorted(os.listdir(os.path.join(MODELS, "rules", pack))):
            yield os.path.join(MODELS, "rules", pack, name), 25, rules(f"rules/{pack}/{name}")
    yield os.path.join(MODELS, "frameworks", "vn-eip.json"), 80, framework
    for name in ("door-plan", "assess-plan"):
        yield os.path.join(GOLDEN, "expected", name + ".json"), 80, plan
    yield os.path.join(HERE, "every-key-study.json"), 70, study_of(os.path.join(GOLDEN, "study-park.json"))
    yield os.path.join(SOURCE, "datasets", "sample", "study.json"), 20, study_of(SAMPLE)
    yield os.path.join(HERE, "every-key-exceptions.json"), 70, exceptions_of(SAMPLE, "vn")
    yield os.path.join(GOLDEN, "door", "exceptions.json"), 30, exceptions_of(
        os.path.join(GOLDEN, "door", "park.json"), os.path.join(GOLDEN, "door", "rules.json"))


def first_of(document):
    """The document, or the first of our formats inside a published case."""
    if isinstance(document, dict) and document.get("format") in OF_FORMAT:
        return document
    for inner in document.values() if isinstance(document, dict) else document if isinstance(document, list) else []:
        found = first_of(inner) if isinstance(inner, (dict, list)) else None
        if found is not None:
            return found
    return None
