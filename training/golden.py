#!/usr/bin/env python3
"""Writes what the training code's own encoder says of some sentences, for the program's tests to compare with.

  golden.py --model FOLDER --base FOLDER --sentences FILE.jsonl --output FILE.jsonl
"""

import argparse
import json
import pathlib

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file
from tokenizers import Tokenizer

import train

ODD = [
    "Sr\u0127an \u201cMiro\u201d \u0141ukasz\u2014the envoy\u2014said: \u4e2d\u56fd is d\u00e9j\u00e0 vu\u2026",
    "In Tegucigalpa, anti-corruption prosecutors re-arrested ex-vice-minister O'Hara-Ndlovu (58) on 3.5m-lempira charges.",
    "The ministry, " + "which had waited for months while the envoys wrote letters that nobody read, " * 9
    + "expelled two attach\u00e9s of Freedonia.",
]


def rows(path: pathlib.Path) -> list:
    some = [json.loads(line) for line in path.open(encoding="utf8")][::700]
    odd = []
    for text, words in zip(ODD, (("envoy", "said"), ("prosecutors", "re-arrested"), ("ministry", "expelled"))):
        marks = [{"role": role, "start": text.index(word), "end": text.index(word) + len(word)}
                 for role, word in zip("AT", words)]
        odd.append({"text": text, "marks": marks})
    return some + odd


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--model", "--base", "--sentences", "--output"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    args = parser.parse_args()
    with safe_open(args.model / "model.safetensors", "numpy") as file:
        labels = json.loads(file.metadata()["labels"])
    names = (labels["types"], labels["modes"], labels["contexts"])
    p = train.restored(load_file(args.model / "model.safetensors"))
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    some = rows(args.sentences)
    answers = train.predict(p, tokenizer, some, labels["layers"], set("ART"), names)
    with args.output.open("w", encoding="utf8") as file:
        for row, answer in zip(some, answers):
            scores = answer["type"] / labels["temperature"]
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            line = {"text": row["text"], "marks": row["marks"],
                    "shares": {name: round(float(share), 4) for name, share in zip(names[0], shares)}}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
