# SPDX-License-Identifier: GPL-3.0-or-later
"""At every place of a document, schema and program know the same keys.

The program, met with a key that nobody knows, says which it knows there; the schema is followed to the same place."""
import re
import sys

from mutations import kind_of, put, walk
from readers import Program
from schemas import OF_FORMAT, load, read
from subjects import first_of, subjects

NOBODYS = "qqqqqqqqqqqq"
# Not read, or read with unknown keys passed over.
WRITTEN = ("plan", "assessment", "batch", "study-result", "names", "common")


class Follower:
    """Which parts of a schema speak of a place in a document."""

    def __init__(self, validator, document):
        self.validator, self.document = validator, document

    def holds(self, schema, value):
        return self.validator.evolve(schema=schema).is_valid(value)

    def keys(self, path):
        return self.follow(self.validator.schema, self.document, path)

    def follow(self, schema, value, path):
        if not isinstance(schema, dict):
            return set()
        found = set()
        if "$ref" in schema:
            scope, inner = self.validator.resolver.resolve(schema["$ref"])
            self.validator.resolver.push_scope(scope)
            found |= self.follow(inner, value, path)
            self.validator.resolver.pop_scope()
        for inner in schema.get("allOf", []):
            found |= self.follow(inner, value, path)
        for inner in schema.get("anyOf", []) + schema.get("oneOf", []):
            if self.holds(inner, value):
                found |= self.follow(inner, value, path)
        if "if" in schema:
            branch = "then" if self.holds(schema["if"], value) else "else"
            found |= self.follow(schema.get(branch), value, path)
        if not path:
            return found | set(schema.get("properties", {}))
        return found | self.below(schema, value, path)

    def below(self, schema, value, path):
        step, rest = path[0], path[1:]
        if isinstance(step, int):
            prefix = schema.get("prefixItems", [])
            inner = prefix[step] if step < len(prefix) else schema.get("items")
        elif step in schema.get("properties", {}):
            inner = schema["properties"][step]
        else:
            patterns = [one for pattern, one in schema.get("patternProperties", {}).items() if re.search(pattern, step)]
            inner = patterns[0] if patterns else schema.get("additionalProperties")
        return self.follow(inner, value[step], rest)


def known_to_the_program(said):
    """The keys that the program's complaint about NOBODYS lists; None where it says nothing of the kind."""
    for _, _, told in said:
        found = re.search(f'unknown key "{NOBODYS}"; known here: ([^(]*?)(?: \\(|$)', told)
        if found:
            return set(filter(None, found.group(1).split(", ")))
    return None


def hold(path, ask, validator, wrong):
    document = first_of(read(path))
    follower, program, seen, count = Follower(validator, document), Program(), set(), 0
    for place, value in walk(document):
        # What a study sets has paths for keys, of which the program says which begin one.
        if not isinstance(value, dict) or place[-1:] == ("set",):
            continue
        # What has a kind has keys by it; a number has others than a factor.
        kind = (kind_of(place), value.get("kind"), str(value.get("what")), "value" in value, "factor" in value)
        if kind in seen:
            continue
        seen.add(kind)
        program_knows = known_to_the_program(ask(program, put(document, place + (NOBODYS,), 1, None)))
        if program_knows is None:
            continue
        count += 1
        # "confidential" has an error of its own where it may not stand: slips.py sees to that.
        aside = {"note", "$schema", "confidential"}
        program_knows, schema_knows = program_knows - aside, follower.keys(place) - aside
        if program_knows != schema_knows:
            wrong.append(f"{path}: at {'/'.join(map(str, place))}: the program alone knows "
                         f"{sorted(program_knows - schema_knows)}, the schema {sorted(schema_knows - program_knows)}")
    return count


def resolved(schemas, name, reference):
    file, _, fragment = reference.partition("#")
    schema = schemas[file[:-len(".json")] if file else name].schema
    for step in filter(None, fragment.split("/")):
        schema = schema[step]
    return schema


def form(schemas, wrong):
    """What editors need: a description of every key, and nothing beside a reference that it would speak over."""
    for name, validator in schemas.items():
        for place, value in walk(validator.schema):
            if not isinstance(value, dict):
                continue
            told = f"{name}.json: {'/'.join(map(str, place))}"
            if "$ref" in value:
                both = set(value) & set(resolved(schemas, name, value["$ref"]))
                if both:
                    wrong.append(f"{told}: {sorted(both)} stand beside the reference and behind it")
            if value.get("type") == "object" and name not in WRITTEN and not {"if", "not"} & set(place):
                wrong += [f"{told}: \"{key}\" is not described" for key, one in value.get("properties", {}).items()
                          if isinstance(one, dict) and not {"description", "const"} & set(one) and
                          key not in ("vi", "en")]


def main():
    schemas, wrong, count = load(), [], 0
    form(schemas, wrong)
    for path, _, ask in subjects():
        name = OF_FORMAT[first_of(read(path))["format"]]
        if name not in WRITTEN and "datasets" not in path:
            count += hold(path, ask, schemas[name], wrong)
    print(f"places: {count}")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


main()
