# SPDX-License-Identifier: GPL-3.0-or-later
"""The schemas of models/schema, ready to hold documents against."""
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
from jsonschema import Draft202012Validator, RefResolver

SOURCE = os.environ.get("CONGSINH_SOURCE") or os.path.join(os.path.dirname(__file__), "..", "..")
PROGRAM = os.environ.get("CONGSINH_PROGRAM") or os.path.join(SOURCE, "build", "dev", "congsinh")
MODELS = os.path.join(SOURCE, "models")
FOLDER = os.path.join(MODELS, "schema")

# Which schema a format has. What a shelf of models holds differs in name alone.
OF_FORMAT = {
    "congsinh-park/1": "park", "congsinh-plan/1": "plan", "congsinh-rules/1": "rules",
    "congsinh-framework/1": "framework", "congsinh-study/1": "study",
    "congsinh-study-result/1": "study-result", "congsinh-exceptions/1": "exceptions",
    "congsinh-assessment/1": "assessment", "congsinh-batch/1": "batch",
    "congsinh-plausible/1": "plausible", "congsinh-resources/1": "models",
    "congsinh-substitutions/1": "models", "congsinh-modes/1": "models",
    "congsinh-factors/1": "models", "congsinh-costs/1": "models",
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def load():
    """Validators by the schema's name, every schema itself checked first. No other file is opened."""
    schemas = {}
    for name in sorted(os.listdir(FOLDER)):
        schema = read(os.path.join(FOLDER, name))
        Draft202012Validator.check_schema(schema)
        if schema["$id"] != name:
            sys.exit(f"{name}: its $id is {schema['$id']}")
        schemas[name] = schema
    return {name[:-len(".json")]: Draft202012Validator(
        schema, resolver=RefResolver(name, schema, store=dict(schemas)))
        for name, schema in schemas.items()}


def problems(validator, document):
    """What the schema has against a document, with its place, the deepest first."""
    found = []
    for error in validator.iter_errors(document):
        while error.context:
            error = max(error.context, key=lambda e: len(e.absolute_path))
        found.append("/".join(map(str, error.absolute_path)) + ": " + error.message[:200])
    return sorted(found, key=lambda line: -line.count("/"))


def close(schema):
    """A schema in which every object that lists its keys has no others."""
    if isinstance(schema, list):
        return [close(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: close(value) for key, value in schema.items()}
    if isinstance(shut.get("properties"), dict) and "type" in shut:
        shut.setdefault("additionalProperties", False)
    return shut


def closed(validators, name):
    """What the program writes has no key that its schema does not know, though a reader passes over such."""
    store = {f"{one}.json": validator.schema for one, validator in validators.items()}
    schema = close(validators[name].schema)
    return Draft202012Validator(schema, resolver=RefResolver(f"{name}.json", schema, store=store))
