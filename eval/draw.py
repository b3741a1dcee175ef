#!/usr/bin/env python3
"""Draws mentions for reading: from the third of a corpus that nobody opens in development.

  draw.py CORPUS.jsonl --reading FILE.txt --rows FILE.csv [--program legation] [--n 100] [--seed 20261125]

A document belongs to the third if the first byte of the SHA-256 of its id is a multiple of 3. The reading shows each
mention with its sentence; it holds texts of others and stays outside the project. The rows hold ids and offsets only
and are kept with the verdicts.
"""
import argparse
import csv
import hashlib
import json
import random
import subprocess
import tempfile


def is_held_out(document_id: str) -> bool:
    return hashlib.sha256(document_id.encode()).digest()[0] % 3 == 0


def party(entity: dict) -> str:
    facts = [entity["entity"], entity["country"], "/".join(entity["sectors"])]
    return f"{entity['text']} ({', '.join(fact for fact in facts if fact)})"


def parties(entities: list) -> str:
    return "; ".join(map(party, entities)) or "nobody"


def dated(date: dict) -> str:
    days = date["start"] if date["start"] == date["end"] else f"{date['start']} to {date['end']}"
    return f"{days or 'none'} ({date['precision']}, from {date['basis']}{': ' + date['text'] if date['text'] else ''})"


def placed(place: dict | None) -> str:
    facts = [place[key] for key in ("name", "admin1", "country", "precision")] if place else []
    return ", ".join(fact for fact in facts if fact) or "none"


def said_by(links: list) -> str:
    speaker = lambda link: f"{party(link['speaker']) if link['speaker'] else 'somebody'} ({link['manner']})"
    return " > ".join(map(speaker, links)) or "the narrator"


def sentence(text: bytes, start: int, end: int) -> tuple[str, str]:
    """The sentence around the evidence, roughly, and some text before it."""
    first = max(text.rfind(b". ", 0, start), text.rfind(b"\n", 0, start)) + 1
    ends = [at for at in (text.find(b". ", end), text.find(b"\n", end)) if at >= 0]
    last = min(ends, default=len(text) - 1) + 1
    decode = lambda part: " ".join(part.decode(errors="replace").split())
    return decode(text[first:last]), decode(text[max(0, first - 800):first])[-700:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--reading", required=True)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--program", default="target/release/legation")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261125)
    args = parser.parse_args()

    with open(args.corpus, encoding="utf8") as file:
        documents = [json.loads(line) for line in file if line.strip()]
    held_out = {str(document["id"]): document for document in documents if is_held_out(str(document["id"]))}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        file.writelines(json.dumps(document) + "\n" for document in held_out.values())
        file.flush()
        command = [args.program, "code", "--quiet", file.name, "--format", "jsonl"]
        lines = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    mentions = [json.loads(line) for line in lines]
    random.seed(args.seed)
    drawn = random.sample(mentions, min(args.n, len(mentions)))

    with open(args.reading, "w", encoding="utf8") as reading:
        for n, mention in enumerate(drawn, 1):
            evidence = mention["evidence"]
            words, before = sentence(held_out[mention["document"]]["text"].encode(), evidence["start"], evidence["end"])
            print(
                f"#{n}\nTYPE {mention['event']} mode {mention['mode']} status {mention['status']}"
                f" reciprocal {mention['reciprocal']}\nACTORS {parties(mention['actors'])}\n"
                f"RECIPIENTS {parties(mention['recipients'])}\nTRIGGER {evidence['trigger']['text']}\n"
                f"SAID BY {said_by(mention['attribution'])}\nDATE {dated(mention['date'])}, published {mention['published']}\n"
                f"PLACE {placed(mention['location'])}\nCOUNTS {json.dumps(mention['counts'])}\n"
                f"BEFORE …{before}\nSENTENCE {words}\n",
                file=reading,
            )
    with open(args.rows, "w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["n", "document", "mention", "start", "end", "event"])
        for n, mention in enumerate(drawn, 1):
            evidence = mention["evidence"]
            writer.writerow([n, mention["document"], mention["id"], evidence["start"], evidence["end"], mention["event"]])
    print(f"{len(mentions)} mentions in {len(held_out)} documents, {len(drawn)} drawn")


if __name__ == "__main__":
    main()
