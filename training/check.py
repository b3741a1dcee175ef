#!/usr/bin/env python3
"""Checks the training sentences: labels that the codebook knows, marks that stand in the text, no sentence twice,
no template in more than 2 % of them, at least a third that tell of no event. Prints their counts; exit code 1 with one
line for each fault.

  check.py SENTENCES.jsonl
"""

import collections
import csv
import json
import pathlib
import re
import sys
import tomllib

ONTOLOGY = pathlib.Path(__file__).resolve().parent.parent / "crates/legation/data/ontology"
STATUS = {"actual", "ongoing", "planned", "hypothetical", "failed", "denied", "background"}
MOST_OF_ONE_TEMPLATE = 0.02
LEAST_WITHOUT_EVENT = 1 / 3


def skeleton(row: dict) -> str:
    """The sentence with its parties left out, its names and numbers made alike."""
    text = row["text"]
    for mark in sorted(row["marks"], key=lambda mark: -mark["start"]):
        if mark["role"] != "T":
            text = text[:mark["start"]] + mark["role"] + text[mark["end"]:]
    text = re.sub(r"\b[A-Z]\w+(?: [A-Z]\w+)*", "N", text)
    return re.sub(r"\d[\d,.]*", "0", text)


def faults(row: dict, modes: dict, contexts: set) -> list:
    found = []
    event, marks, length = row["event"], row["marks"], len(row["text"])
    if event != "NONE" and event not in modes:
        found.append(f"unknown event {event}")
    elif event != "NONE" and row["mode"] and row["mode"] not in modes[event]:
        found.append(f"{event} has no mode {row['mode']}")
    if (row["status"] not in STATUS) if event != "NONE" else (row["status"] is not None):
        found.append(f"status {row['status']} with {event}")
    found += [f"unknown context {name}" for name in row["contexts"] or [] if name not in contexts]
    if any(not 0 <= mark["start"] < mark["end"] <= length for mark in marks):
        found.append("a mark outside the text")
    ordered = sorted(marks, key=lambda mark: mark["start"])
    if any(first["end"] > second["start"] for first, second in zip(ordered, ordered[1:])):
        found.append("marks that overlap")
    roles = collections.Counter(mark["role"] for mark in marks)
    if roles["T"] > 1 or (event != "NONE" and (roles["T"] != 1 or not roles["A"] + roles["R"])):
        found.append("expected one trigger and a party")
    return found


def main() -> int:
    with open(ONTOLOGY / "events.toml", "rb") as file:
        modes = {event["name"]: {mode["name"] for mode in event.get("mode", [])} for event in tomllib.load(file)["event"]}
    with open(ONTOLOGY / "contexts.csv", encoding="utf8", newline="") as file:
        contexts = {row["context"] for row in csv.DictReader(file)}
    path = sys.argv[1]
    rows, complaints, seen = [], [], {}
    with open(path, encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            row = json.loads(line)
            rows.append(row)
            complaints += [f"{path}:{number}: {fault}" for fault in faults(row, modes, contexts)]
            key = re.sub(r"\W+", " ", row["text"].lower()).strip()
            if key in seen:
                complaints.append(f"{path}:{number}: the same sentence as in line {seen[key]}")
            seen[key] = number
    counts = collections.Counter(row["event"] for row in rows)
    template, times = collections.Counter(map(skeleton, rows)).most_common(1)[0]
    if times > MOST_OF_ONE_TEMPLATE * len(rows):
        complaints.append(f"{path}: {times} sentences have the template {template!r}")
    if counts["NONE"] < LEAST_WITHOUT_EVENT * len(rows):
        complaints.append(f"{path}: {counts['NONE']} of {len(rows)} tell of no event, expected a third")
    print(f"{len(rows)} sentences, commonest template {times} times: "
          + ", ".join(f"{name} {n}" for name, n in sorted(counts.items())))
    print("\n".join(complaints), file=sys.stderr, end="\n" if complaints else "")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
