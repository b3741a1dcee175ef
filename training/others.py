#!/usr/bin/env python3
"""Draws the sentences that `legation codebook train` learns "none of the user's types" from: a few of each event type and
of no event, by hash, so that the draw does not depend on the order of the file. One tagged sentence a line.

  others.py SENTENCES.jsonl > crates/legation/data/classifier/others.txt
"""

import collections
import hashlib
import json
import sys

OF_A_TYPE, OF_NO_EVENT = 24, 200


def tagged(row: dict) -> str:
    text = row["text"]
    for mark in sorted(row["marks"], key=lambda mark: -mark["start"]):
        start, end, role = mark["start"], mark["end"], mark["role"]
        text = f"{text[:start]}<{role}>{text[start:end]}</{role}>{text[end:]}"
    return text


def main() -> None:
    with open(sys.argv[1], encoding="utf8") as file:
        rows = [json.loads(line) for line in file]
    rows = [row for row in rows if row["marks"] and not set("<>\n") & set(row["text"])]
    rows.sort(key=lambda row: hashlib.sha256(row["text"].encode()).digest())
    taken = collections.Counter()
    for row in rows:
        taken[row["event"]] += 1
        if taken[row["event"]] <= (OF_NO_EVENT if row["event"] == "NONE" else OF_A_TYPE):
            print(tagged(row))


if __name__ == "__main__":
    main()
