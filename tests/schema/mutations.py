# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeded slips in a document: a key too few, too many or misspelt, a wrong type, a number that is a text, null."""
import copy
import random


def walk(node, path=()):
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, path + (key,))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, path + (index,))


def kind_of(path):
    """All entries of a list are of a kind: a rare key is to be met as often as one that stands in every entry."""
    return tuple("*" if isinstance(step, int) else step for step in path)


def other_type(value, rng):
    return rng.choice([other for other in ("a text", 5, True, None, [], {}, ["a text"], {"a": 1})
                       if type(other) is not type(value)])


def negative(value):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return -abs(value) - 1
    if isinstance(value, str) and value[:1].isdigit():
        return "-" + value
    return None


def misspelt(text, rng):
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice("qxz9_") + text[at:]


def slips_of(path, value, rng):
    """What may go wrong here: (name, what then stands here or DELETED, the key it then has)."""
    yield "another type", other_type(value, rng), None
    yield "null", None, None
    if path and isinstance(path[-1], str):
        yield "no key", DELETED, None
        yield "key misspelt", value, misspelt(path[-1], rng)
    if isinstance(value, dict):
        yield "key too many", {**value, "unexpected": rng.choice([1, "a text", True, {"a": 1}, []])}, None
        yield "emptied", {}, None
    if isinstance(value, list):
        yield "emptied", [], None
        yield "entry too many", value + [rng.choice([None, 5, "a text", {}, []])], None
    if isinstance(value, str):
        yield "another word", misspelt(value, rng), None
        yield "emptied", "", None
    if negative(value) is not None:
        yield "below 0", negative(value), None


DELETED = object()


def put(document, path, value, key):
    """A copy of the document with the value in the place, under another key where one is given."""
    if not path:
        return value
    document = copy.deepcopy(document)
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    if value is DELETED:
        del parent[path[-1]]
    elif key is not None:
        items = [(key if name == path[-1] else name, held) for name, held in parent.items()]
        parent.clear()
        parent.update(items)
    else:
        parent[path[-1]] = value
    return document


def mutations(document, count, seed):
    """`count` documents, each with one slip: (what was done, where, the document)."""
    rng = random.Random(seed)
    kinds = {}
    for path, value in walk(document):
        kinds.setdefault(kind_of(path), []).append((path, value))
    kinds = list(kinds.values())
    for _ in range(count):
        path, value = rng.choice(rng.choice(kinds))
        name, new, key = rng.choice(list(slips_of(path, value, rng)))
        yield f"{name} at {'/'.join(map(str, path))}", put(document, path, new, key)
