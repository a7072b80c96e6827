# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says of a document: the codes of its errors, none where it takes it."""
import functools
import glob
import json
import os
import re
import subprocess
import tempfile

from schemas import MODELS, PROGRAM, SOURCE


@functools.cache
def sentences():
    """The English of every message as an expression, the longest first, with its code."""
    found = []
    for path in glob.glob(os.path.join(SOURCE, "**", "messages*.def"), recursive=True):
        with open(path, encoding="utf-8") as file:
            text = re.sub(r'"\s*\n\s*"', "", file.read())
        for code, english in re.findall(r'CG_MESSAGE\((\w+),\s*"((?:[^"\\]|\\.)*)"', text):
            plain = english.replace('\\"', '"').replace("\\\\", "\\")
            parts = re.split(r"\{\d+d?\}", plain)
            found.append((sum(map(len, parts)), re.compile(".*?".join(map(re.escape, parts)), re.S), code))
    return [(pattern, code) for _, pattern, code in sorted(found, key=lambda item: -item[0])]


def file_of(line):
    """The file in the "(file:12)" that ends what is said."""
    found = re.search(r"\(([^()]*):\d+\)$", line)
    return found.group(1) if found else ""


class Program:
    """Runs the program in a folder of its own, with the shipped models or a copy in which one file is another."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.slipped = None  # the file written last

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, document):
        self.slipped = os.path.basename(name)
        with open(self.path(name), "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False)
        return self.path(name)

    def models_with(self, relative, document):
        """A models folder of links in which `relative` holds the document."""
        root = self.path("models")
        subprocess.run(["rm", "-rf", root], check=True)
        os.mkdir(root)
        top = relative.split("/")[0]
        for name in os.listdir(MODELS):
            if name != top and os.path.isdir(os.path.join(MODELS, name)):
                os.symlink(os.path.join(MODELS, name), os.path.join(root, name))
        subprocess.run(["cp", "-R", os.path.join(MODELS, top), os.path.join(root, top)], check=True)
        self.write(os.path.join("models", relative), document)
        return root

    def run(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}, cwd=self.folder.name)

    def code_of(self, line):
        for pattern, code in sentences():
            if pattern.search(line):
                return code
        return line

    def checked(self, *arguments):
        """Of `congsinh check`: (code, file, path and sentence) of each error."""
        done = self.run("check", "--format", "json", "--lang", "en", *arguments)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"exit status {done.returncode}: {done.stderr}")
        return [(one["code"], one["file"] or "", f"{one['path'] or ''}: {one['sentence']}")
                for one in json.loads(done.stdout) if one["severity"] == "error"]

    def told(self, *arguments):
        """Of another verb: the same of what it says on stderr."""
        done = self.run(*arguments, "--lang", "en")
        if done.returncode not in (0, 1, 3):
            raise RuntimeError(f"exit status {done.returncode}: {done.stderr}")
        lines = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        if done.returncode == 1 and not lines:
            lines = [done.stderr]
        return [(self.code_of(line), file_of(line), line) for line in lines]
