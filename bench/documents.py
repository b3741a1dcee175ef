"""Make the documents on which speed is measured, from the demo corpus.

    python bench/documents.py bench.jsonl [--bytes 1000000]

Paragraphs of demo/corpus.jsonl are shuffled (seeded) and packed into documents of about 340 tokens, the length of a
short agency report, over and over until the text is as long as asked. Each round is shuffled anew, so no two documents
are alike, but words and paragraphs do come back, as they do in a day of news. Output: JSON Lines with `id` and `text`,
which `legation` and bench/spacy_speed.py both read. The same call writes the same bytes. Needs only Python.
"""

import argparse
import json
import random
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1] / "demo" / "corpus.jsonl"
SEED = 340
DOCUMENT_CHARACTERS = 1640  # makes 341 spaCy tokens a document on average


def documents(paragraphs, n_bytes, seed=SEED):
    """Texts of about 340 tokens, `n_bytes` of UTF-8 in all (the last one may be shorter)."""
    rng = random.Random(seed)
    texts, parts, size = [], [], 0
    while size < n_bytes:
        for paragraph in rng.sample(paragraphs, len(paragraphs)):
            parts.append(paragraph)
            size += len(paragraph.encode("utf-8")) + 2
            if sum(map(len, parts)) >= DOCUMENT_CHARACTERS or size >= n_bytes:
                texts.append("\n\n".join(parts))
                parts = []
            if size >= n_bytes:
                break
    return texts


def main():
    """Write the documents and say how many there are."""
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("output", type=Path)
    args.add_argument("--bytes", type=int, default=1_000_000)
    args = args.parse_args()
    articles = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").split("\n") if line]
    texts = documents([part for text in articles for part in text.split("\n\n")], args.bytes)
    with open(args.output, "w", encoding="utf-8", newline="\n") as out:
        for number, text in enumerate(texts, 1):
            out.write(json.dumps({"id": f"bench-{number:04}", "text": text}, ensure_ascii=False) + "\n")
    print(f"{len(texts)} documents, {sum(len(text.encode('utf-8')) for text in texts)} bytes in {args.output}")


if __name__ == "__main__":
    main()
