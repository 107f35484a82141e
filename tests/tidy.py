#!/usr/bin/env python3
"""What does clang-tidy find in sim?

Usage: tests/tidy.py BUILD WORK       BUILD: a configured build, WORK: a folder for what is made on the way
Files are looked at in the blocks in which BUILD compiles them, each block as one file, so that the headers are
read once a block. A line for each finding; at the end how many files and findings. Blocks in which nothing was
found are not looked at again until one of their files, a header that these include, the checks or clang-tidy
change (WORK/clean).
"""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig

TIDY = "clang-tidy-14"
FLAGS = ["-std=c++20", "-Isim", "-Isim/cli", "-Isim/python", '-DPARLEY_VERSION="0"', "-isystem", "/usr/include/eigen3"]
# Headers of CPython, for sim/python.
FLAGS += ["-isystem", sysconfig.get_paths()["include"]]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def blocks_of(build):
    """Lists of files of sim that are compiled together."""
    blocks = []
    for entry in json.load(open(build + "/compile_commands.json")):
        files = [entry["file"]]
        if "/Unity/" in entry["file"]:
            files = re.findall(r'#include "(.*\.cpp)"', read(entry["file"]).decode())
        files = [os.path.relpath(name) for name in files]
        files = [name for name in files if name.startswith("sim/")]
        if files and files not in blocks:
            blocks.append(files)
    return blocks


def headers_of(files):
    """All headers of sim that files include, one another's too."""
    found, ahead = set(), list(files)
    while ahead:
        name = ahead.pop()
        for other in re.findall(rb'^\s*#\s*include "([^"]+)"', read(name), re.MULTILINE):
            for folder in [os.path.dirname(name), "sim", "sim/cli", "sim/python"]:
                path = os.path.normpath(os.path.join(folder, other.decode()))
                if os.path.exists(path) and path not in found:
                    found.add(path)
                    ahead.append(path)
    return sorted(found)


def findings(number, files, checks, work):
    texts = [read(name) for name in files]
    key = hashlib.sha256(b"\0".join([checks, *texts, *map(read, headers_of(files))])).hexdigest()
    clean = f"{work}/clean/{key}"
    if os.path.exists(clean):
        return []
    block = f"{work}/block{number}.cpp"
    with open(block, "wb") as file:
        file.write(b"".join(texts))
    first, starts = 1, []  # the line of the block at which each file starts
    for text in texts:
        starts.append(first)
        first += text.count(b"\n")
    made = subprocess.run([TIDY, "--quiet", block, "--", *FLAGS], capture_output=True, text=True)

    def place(match):
        line = int(match[1])
        k = max(k for k in range(len(files)) if starts[k] <= line)
        return f"{files[k]}:{line - starts[k] + 1}:"

    told = re.sub(r"\S*/" + os.path.basename(block) + r":(\d+):", place, made.stdout)
    # What stands in the headers of others is theirs; an error there is still one.
    found = [line for line in re.findall(r"^.*(?:warning|error): .*$", told, re.MULTILINE)
             if " error: " in line or not line.startswith("/usr/")]
    if made.returncode and not found:
        found = [f"{files}: {made.stderr[-500:]}"]
    if not found:
        open(clean, "w").close()
    return found


def main():
    build, work = sys.argv[1:3]
    os.makedirs(work + "/clean", exist_ok=True)
    blocks = blocks_of(build)
    checks = subprocess.run([TIDY, "--version"], capture_output=True).stdout + read(".clang-tidy") + " ".join(FLAGS).encode()
    found = []
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("PARLEY_LONG_JOBS", os.cpu_count()))) as pool:
        for some in pool.map(lambda b: findings(b[0], b[1], checks, work), enumerate(blocks)):
            for line in some:
                if line not in found:
                    print(line, flush=True)
                    found.append(line)
    print(f"{sum(map(len, blocks))} files, {len(found)} findings")
    return 1 if found else 0


sys.exit(main())
