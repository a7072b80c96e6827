# SPDX-License-Identifier: GPL-3.0-or-later
"""models/schema/names.json says what the shipped models name; here it is made of them and compared, or written anew
where CONGSINH_RENEW is set (./run golden)."""
import glob
import json
import os
import sys

from schemas import FOLDER, MODELS, read

VALUES = {"boolean": {"type": "boolean"}, "number": {"type": "number"}, "text": {"type": "string"},
          "list": {"type": "array"}}
FACTS = {"boolean": {"type": "boolean"}, "share": {"$ref": "common.json#/$defs/share"},
         "number": {"$ref": "common.json#/$defs/number"}}


def documents(*patterns):
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(MODELS, pattern))):
            yield read(path)


def entries(key, *patterns):
    return [entry for document in documents(*patterns) for entry in document.get(key, [])]


def english(words):
    return words.get("en") if isinstance(words, dict) else words


def described(schema, entry):
    name = english(entry.get("name"))
    return {**({"description": name} if name else {}), **schema}


def attributes(bearer):
    """A resource may bear what flows may; a list without "on" means all."""
    wanted = {"resource", "flow"} if bearer == "resource" else {bearer}
    found = {}
    for entry in entries("attributes", "*/*.json", "rules/*/*.json"):
        on = entry.get("on", list(wanted))
        if wanted & set([on] if isinstance(on, str) else on):
            found[entry["id"]] = described(VALUES[entry.get("type", "boolean")], entry)
    return {"properties": dict(sorted(found.items()))}


def facts(bearer):
    found = {}
    for entry in entries("facts", "frameworks/*.json"):
        if bearer in entry["on"]:
            value = FACTS[entry["type"]]
            stated = {"type": "object", "required": ["value"], "additionalProperties": False, "properties": {
                "value": value, "evidence": {"$ref": "common.json#/$defs/words"}, "source": {"$ref": "common.json#/$defs/sentence"},
                "year": {"$ref": "common.json#/$defs/year"},
                "confidence": {"$ref": "common.json#/$defs/confidence"}, "note": True}}
            plain = {"type": ["number", "string"], **value} if entry["type"] != "boolean" else value
            found[entry["id"]] = described({"if": {"type": "object"}, "then": stated, "else": plain}, entry)
    return {"type": "object", "properties": {**dict(sorted(found.items())), "note": True}}


def ids(key, *patterns):
    return {"type": "string", "examples": sorted({entry["id"] for entry in entries(key, *patterns)})}


def made():
    defs = {f"{bearer}_attributes": attributes(bearer) for bearer in
            ("resource", "flow", "firm", "link", "facility", "park")}
    defs.update({f"{bearer}_facts": facts(bearer) for bearer in ("park", "firm")})
    defs["resource"] = ids("resources", "resources/*.json")
    defs["mode"] = ids("modes", "modes/*.json")
    defs["parameter"] = ids("parameters", "resources/*.json")
    defs["parameters"] = {"properties": {entry["id"]: described({}, entry) or True
                                         for entry in entries("parameters", "resources/*.json")}}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "names.json",
            "title": "What the shipped models name",
            "description": "Attributes, facts, resources, modes and quality parameters, for completion and for what "
                           "may stand where. No document is of this schema. Made of models/ by ./run golden.",
            "$defs": defs}


def main():
    path = os.path.join(FOLDER, "names.json")
    text = json.dumps(made(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("CONGSINH_RENEW"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    with open(path, encoding="utf-8") as file:
        if file.read() != text:
            sys.exit("models/schema/names.json is not what the models name: ./run golden writes it anew")


main()
