#!/usr/bin/env python3
"""Measures the other design: the base encoder as it is, with the same linear heads on top. Nothing is written.

  frozen.py --sentences FILE.jsonl --base FOLDER [--model FOLDER] [--measure PAIRS.jsonl] [--rounds 2] [--epochs 60]

Encodes every sentence `rounds` times with other marks hidden, fits the heads to that, and prints what they score on the
sentences that train.py holds out, and on labelled pairs (`{"text","source":{"start","end"},"target":{…},"event"}`,
15 types, retreat and concession as one). With `--model`, the trained classifier's scores beside it.
"""

import argparse
import json
import pathlib

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import load_file
from tokenizers import Tokenizer

import train


def features(p, tokenizer, rows, layers, shown, names):
    """The encoder's features of all rows, each with the marks that `shown` keeps."""
    run = jax.jit(lambda p, ids, places: train.forward(p, ids, places, layers))
    examples = [(*train.encode(tokenizer, row, shown(row)), (0, -1, -1, [0.0] * len(names[2]))) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: len(examples[i][0]))
    out = np.zeros((len(rows), 4 * train.WIDTH), np.float32)
    for start in range(0, len(order), 32):
        chunk = order[start:start + 32]
        ids, places, _ = train.pad([examples[i] for i in chunk], 32)
        out[chunk] = np.asarray(run(p, ids, places))[: len(chunk)]
    return out


def fit(x, y, n_types, epochs):
    """A linear head for the type, by full-batch Adam."""
    head = {"weight": jnp.zeros((n_types, x.shape[1])), "bias": jnp.zeros(n_types)}
    mean, spread = x.mean(0), x.std(0) + 1e-4
    x, y = jnp.asarray((x - mean) / spread), jnp.asarray(y)
    optimizer = optax.adamw(3e-3, weight_decay=0.05)
    state = optimizer.init(head)

    @jax.jit
    def step(head, state):
        cost = lambda h: optax.softmax_cross_entropy_with_integer_labels(x @ h["weight"].T + h["bias"], y).mean()
        change, state = optimizer.update(jax.grad(cost)(head), state, head)
        return optax.apply_updates(head, change), state

    for _ in range(epochs):
        head, state = step(head, state)
    return lambda f: np.asarray(((f - mean) / spread) @ head["weight"].T + head["bias"])


def pairs(path):
    """Labelled pairs as rows with marks."""
    rows = [json.loads(line) for line in open(path, encoding="utf8")]
    spans = {"source": "A", "target": "R"}
    for row in rows:
        row["marks"] = [{"role": role, "start": row[name]["start"], "end": row[name]["end"]}
                        for name, role in spans.items() if row[name]["start"] is not None]
        row["contexts"], row["mode"], row["status"] = [], None, None
    apart = lambda marks: all(first["end"] <= second["start"] for first, second in zip(marks, marks[1:]))
    return [row for row in rows if apart(sorted(row["marks"], key=lambda mark: mark["start"]))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=pathlib.Path, required=True)
    parser.add_argument("--base", type=pathlib.Path, required=True)
    parser.add_argument("--model", type=pathlib.Path)
    parser.add_argument("--measure", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=300)
    args = parser.parse_args()

    rows = [json.loads(line) for line in args.sentences.open(encoding="utf8")]
    types = sorted({row["event"] for row in rows} - {"NONE"}) + ["NONE"]
    names = (types, [], [])
    held = [row for row in rows if train.part(row) < 0.05]
    trained = [row for row in rows if train.part(row) >= 0.05]
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rng = np.random.default_rng(1)
    measured = pairs(args.measure) if args.measure else []
    both, all_three = {"A", "R"}, {"A", "R", "T"}

    def report(name, answers):
        """Accuracies of a function from rows and marks to scores of types."""
        for keep in (both, all_three):
            got = answers(held, keep).argmax(1)
            right = np.mean([types[a] == row["event"] for a, row in zip(got, held)])
            print(f"{name}: held out, marks of {' '.join(sorted(keep))}: {right:.3f} of {len(held)}", flush=True)
        if measured:
            scores = np.array(answers(measured, both))
            scores[:, types.index("NONE")] = -1e9
            joined = lambda event: "YIELD" if event in ("CONCEDE", "RETREAT") else event
            right = np.mean([joined(types[a]) == row["event"] for a, row in zip(scores.argmax(1), measured)])
            print(f"{name}: {args.measure.name}, no lexicon: {right:.3f} of {len(measured)}", flush=True)

    p = jax.tree.map(jnp.asarray, train.initial(args.base, 6, {}, rng))
    x = np.concatenate([features(p, tokenizer, trained, 6, lambda row: train.shown(row, rng), names)
                        for _ in range(args.rounds)])
    y = np.array([types.index(row["event"]) for row in trained] * args.rounds)
    head = fit(x, y, len(types), args.epochs)
    report("frozen", lambda rows, keep: head(features(p, tokenizer, rows, 6, lambda _: keep, names)))
    if args.model:
        q = load_file(args.model / "model.safetensors")
        tuned = train.restored(q)
        kind = lambda rows, keep: features(tuned, tokenizer, rows, 6, lambda _: keep, names)
        weight, bias = np.asarray(tuned["head.type.weight"]), np.asarray(tuned["head.type.bias"])
        report("fine-tuned", lambda rows, keep: kind(rows, keep) @ weight.T + bias)


if __name__ == "__main__":
    main()
