# SPDX-License-Identifier: GPL-3.0-or-later
"""Every shipped document, every case and everything the program writes is as its schema says."""
import glob
import json
import os
import sys
import tempfile

from readers import Program
from schemas import MODELS, OF_FORMAT, PROGRAM, SOURCE, closed, load, problems, read

SAMPLE = os.path.join(SOURCE, "datasets", "sample", "park.json")
# No plan saves so much: what solve then writes is a plan without exchanges.
TOO_MUCH = "requirements.net_saving_min=9e15"


def documents_in(value, place):
    """The documents of ours in a file, which may hold some within its own form, as the published cases do."""
    if isinstance(value, dict) and value.get("format") in OF_FORMAT:
        yield place, value
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from documents_in(inner, f"{place}/{key}")


class Test:
    def __init__(self):
        self.schemas = load()
        self.as_written = {name: closed(self.schemas, name)
                           for name in ("plan", "assessment", "batch", "study-result")}
        self.program = Program()
        self.counts = {}
        self.wrong = []

    def hold(self, place, document, written=False):
        name = OF_FORMAT.get(document.get("format"))
        if name is None:
            self.wrong.append(f"{place}: no schema is of the format {document.get('format')}")
            return
        self.counts[name] = self.counts.get(name, 0) + 1
        validator = self.as_written[name] if written else self.schemas[name]
        self.wrong += [f"{place}: {told}" for told in problems(validator, document)[:3]]

    def files(self):
        for path in sorted(glob.glob(os.path.join(MODELS, "**", "*.json"), recursive=True)):
            if os.path.dirname(path) != os.path.join(MODELS, "schema"):
                self.hold(path, read(path))
        for folder in ("datasets", "tests"):
            for path in sorted(glob.glob(os.path.join(SOURCE, folder, "**", "*.json"), recursive=True)):
                written = os.path.join("golden", "expected") in path
                for place, document in documents_in(read(path), path):
                    self.hold(place, document, written)
                    if document["format"] == "congsinh-park/1" and folder == "datasets":
                        self.plan_of(place, document)

    def plan_of(self, place, park, *options):
        """Whether solved or not: the plan of a park. One that is no park gives none, and so says the program."""
        file = self.program.write("park.json", park)
        plan = self.program.path("plan.json")
        done = self.program.run("solve", file, "-q", "-o", plan, *options)
        if not os.path.exists(plan):
            self.wrong.append(f"{place}: solve wrote no plan: {done.stderr[:200]}")
            return None
        document = read(plan)
        os.remove(plan)
        self.hold(f"plan of {place}", document, True)
        return document["status"]

    def printed(self, *arguments):
        done = self.program.run(*arguments, "-q")
        self.hold(" ".join(arguments), json.loads(done.stdout), True)

    def verbs(self):
        if self.plan_of(SAMPLE, read(SAMPLE), "--set", TOO_MUCH) != "infeasible":
            self.wrong.append("the sample meets what nothing meets")
        door = os.path.join(SOURCE, "tests", "golden", "door")
        self.plan_of("door", read(os.path.join(door, "park.json")), "--rules", os.path.join(door, "rules.json"),
                     "--exceptions", os.path.join(door, "exceptions.json"))
        self.plan_of("every-key-park", read(os.path.join(SOURCE, "tests", "schema", "every-key-park.json")))
        self.printed("assess", SAMPLE, "--format", "json")
        self.printed("assess", SAMPLE, "--format", "json", "--set", TOO_MUCH)
        self.printed("scenario", SAMPLE, os.path.join(SOURCE, "datasets", "sample", "study.json"), "--format", "json")
        with tempfile.TemporaryDirectory() as folder:
            broken = self.program.write("broken.json", {"format": "congsinh-park/1"})
            self.program.run("batch", SAMPLE, broken, "-o", folder)
            self.hold("batch", read(os.path.join(folder, "summary.json")), True)

    def unknown_keys(self):
        """A test that can fail: what the closed schemas are for."""
        plan = read(os.path.join(SOURCE, "tests", "golden", "expected", "plan.json"))
        plan["firms"][0]["unexpected"] = 1
        if problems(self.schemas["plan"], plan) or not problems(self.as_written["plan"], plan):
            self.wrong.append("a plan's unknown key: welcome when read, never written")


def main():
    test = Test()
    test.files()
    test.verbs()
    test.unknown_keys()
    print(PROGRAM, test.counts)
    print("\n".join(test.wrong))
    sys.exit(1 if test.wrong else 0)


main()
