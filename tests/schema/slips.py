# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema and program refuse the same slips: slips.py HOW_MANY_IN_A_HUNDRED.

What the program takes the schema must take. What it refuses and the schema takes must be of the kinds that no schema
can know, which are listed here by the program's own codes."""
import collections
import multiprocessing
import os
import sys

from mutations import mutations
from readers import Program
from schemas import MODELS, OF_FORMAT, SOURCE, load, problems, read

"""What the program alone can know, and why."""
PROGRAM_ALONE = {}

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


def held(job):
    """One file: what both say of it and of its slips, as rows (who refuses, codes, told)."""
    place, percent = job
    path, count, ask = list(subjects())[place]
    name = os.path.relpath(path, SOURCE)
    document = first_of(read(path))
    validator = load()[OF_FORMAT[document["format"]]]
    program = Program()
    rows = []
    if problems(validator, document) or ask(program, document):
        return [("neither takes the file", [], f"{name}: {problems(validator, document)[:3]} {ask(program, document)[:3]}")]
    for done, slipped in mutations(document, max(1, count * percent // 100), place):
        schema = problems(validator, slipped)
        said = ask(program, slipped)
        who = "both" if schema and said else "schema" if schema else "program" if said else "none"
        rows.append((who, said, f"{name}: {done}: {(schema or [''])[0]} | {[one[:2] for one in said][:3]}"))
    return rows


def is_of_the_program(said):
    """Whether every error is of a kind that the program alone can know."""
    return all(any(word in path + " " + sentence for word in PROGRAM_ALONE.get(code, ()))
               for code, path, sentence in said)


def main():
    percent = int(sys.argv[1])
    count = collections.Counter()
    wrong = []
    jobs = [(place, percent) for place in range(len(list(subjects())))]
    with multiprocessing.Pool(4) as pool:
        for rows in pool.imap(held, jobs, 1):
            for who, said, told in rows:
                count[who] += 1
                if who in ("schema", "neither takes the file") or (who == "program" and not is_of_the_program(said)):
                    wrong.append(f"{who}: {told}")
    print(dict(count))
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


main()
