#!/usr/bin/env python3
"""Draws rows for reading: from the third of a corpus that nobody opens in development.

  draw.py CORPUS.jsonl --reading FILE.txt --rows FILE.csv [--kind mentions] [--program legation] [--n 100] [--seed 20261125]

A document belongs to the third if the first byte of the SHA-256 of its id is a multiple of 3. The reading shows each
row with its sentence; it holds texts of others and stays outside the project. The rows hold ids and offsets only
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


def mention(row: dict) -> str:
    return (
        f"TYPE {row['event']} mode {row['mode']} status {row['status']} reciprocal {row['reciprocal']}\n"
        f"ACTORS {parties(row['actors'])}\nRECIPIENTS {parties(row['recipients'])}\n"
        f"TRIGGER {row['evidence']['trigger']['text']}\nSAID BY {said_by(row['attribution'])}\n"
        f"DATE {dated(row['date'])}, published {row['published']}\nPLACE {placed(row['location'])}\n"
        f"COUNTS {json.dumps(row['counts'])}"
    )


def position(row: dict) -> str:
    return (
        f"HOLDER {party(row['holder'])}, person {row['holder']['person']}\nSTANCE {row['stance']}, polarity {row['polarity']}\n"
        f"PROPOSITION {row['proposition']['text']}\nTARGETS {parties(row['targets'])}\n"
        f"TRIGGER {row['evidence']['trigger']['text']}\nSAID BY {said_by(row['attribution'])}"
    )


def quotation(row: dict) -> str:
    content = " … ".join(part["text"] for part in row["content"])
    return (
        f"SPEAKER {party(row['speaker']) if row['speaker'] else 'nobody'}\nMANNER {row['manner']}\n"
        f"CUE {row['cue']['text'] if row['cue'] else 'none'}\nCONTENT {content}"
    )


SHOWN = {"mentions": mention, "positions": position, "quotations": quotation}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--reading", required=True)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--kind", choices=SHOWN, default="mentions")
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
        command = [args.program, "code", "--quiet", file.name, "--kinds", args.kind, "--format", "jsonl"]
        lines = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    random.seed(args.seed)
    drawn = random.sample(rows, min(args.n, len(rows)))

    with open(args.reading, "w", encoding="utf8") as reading:
        for n, row in enumerate(drawn, 1):
            evidence = row["evidence"]
            words, before = sentence(held_out[row["document"]]["text"].encode(), evidence["start"], evidence["end"])
            print(f"#{n}\n{SHOWN[args.kind](row)}\nBEFORE …{before}\nSENTENCE {words}\n", file=reading)
    with open(args.rows, "w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["n", "document", "row", "start", "end"])
        for n, row in enumerate(drawn, 1):
            evidence = row["evidence"]
            writer.writerow([n, row["document"], row["id"], evidence["start"], evidence["end"]])
    print(f"{len(rows)} {args.kind} in {len(held_out)} documents, {len(drawn)} drawn")


if __name__ == "__main__":
    main()
