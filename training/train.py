#!/usr/bin/env python3
"""Trains the event classifier: a small encoder that reads a clause with marked parties and trigger.

  train.py --sentences FILE.jsonl --base FOLDER --output FOLDER [--epochs 5] [--layers 6] [--holdout 0.05]

Reads the training sentences and the base encoder (all-MiniLM-L6-v2 as its Python package has it), fine-tunes all of
it with four heads (type, mode, status, contexts), writes the model in int8 and prints what it scores on the
sentences held out; on them it also calibrates the probabilities. The same input and seed give the same model on one machine.
"""

import argparse
import hashlib
import json
import math
import pathlib
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

# Words of the base vocabulary that no text has, used as marks. A mark stands before and after what it marks.
MARKS = {"A": "[unused1]", "R": "[unused2]", "T": "[unused3]"}
ROLES = ["A", "R", "T"]
LENGTH = 96
STATUS = ["actual", "ongoing", "planned", "hypothetical", "failed", "denied", "background"]
WIDTH, HEADS, EPSILON = 384, 12, 1e-12


# --- Sentences ---------------------------------------------------------------------------------------------------

def encode(tokenizer: Tokenizer, row: dict, keep: set[str], length: int = LENGTH):
    """The pieces of a row, and where the first mark of each role stands (0 where there is none)."""
    text, spans = row["text"], sorted((m for m in row["marks"] if m["role"] in keep), key=lambda m: m["start"])
    ids, at, places = [], 0, {}
    for span in spans:
        ids += tokenizer.encode(text[at:span["start"]], add_special_tokens=False).ids
        mark = tokenizer.token_to_id(MARKS[span["role"]])
        places.setdefault(span["role"], len(ids))
        ids += [mark, *tokenizer.encode(text[span["start"]:span["end"]], add_special_tokens=False).ids, mark]
        at = span["end"]
    ids += tokenizer.encode(text[at:], add_special_tokens=False).ids
    first, last = window(len(ids), places, length - 2)
    places = {role: place - first + 1 for role, place in places.items() if first <= place < last}
    ids = [tokenizer.token_to_id("[CLS]"), *ids[first:last], tokenizer.token_to_id("[SEP]")]
    return ids, [places.get(role, 0) for role in ROLES]


def window(n: int, places: dict[str, int], length: int) -> tuple[int, int]:
    """The part that is read where a sentence is too long: around the trigger, else around the first party."""
    if n <= length:
        return 0, n
    centre = places.get("T", min(places.values(), default=0))
    first = min(max(0, centre - length // 2), n - length)
    return first, first + length


def mode_of(row: dict) -> str | None:
    """Type and mode; a type without a mode has `-`, what is no event has nothing."""
    return None if row["event"] == "NONE" else f"{row['event']}/{row['mode'] or '-'}"


def labels(row: dict, types: list, modes: list, contexts: list):
    mode = mode_of(row)
    return (
        types.index(row["event"]),
        modes.index(mode) if mode else -1,
        STATUS.index(row["status"]) if row["status"] in STATUS else -1,
        [-1.0 if row["contexts"] is None else float(context in row["contexts"]) for context in contexts],
    )


# --- The model ---------------------------------------------------------------------------------------------------

def normalize(x, gain, shift):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + EPSILON) * gain + shift


def dense(p, name, x):
    return x @ p[f"{name}.weight"].T + p[f"{name}.bias"]


def drop(x, key, rate):
    if key is None or rate == 0:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def forward(p, ids, places, layers, key=None, rate=0.1):
    """The pooled features of a batch: mean of all pieces and the states at the three marks."""
    mask = (ids != 0).astype(jnp.float32)
    keys = iter(jax.random.split(key, 2 * layers + 2)) if key is not None else iter([None] * (2 * layers + 2))
    x = p["embeddings.word_embeddings.weight"][ids] + p["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = x + p["embeddings.token_type_embeddings.weight"][0]
    x = drop(normalize(x, p["embeddings.LayerNorm.weight"], p["embeddings.LayerNorm.bias"]), next(keys), rate)
    bias = (1 - mask)[:, None, None, :] * -1e9
    b, t = ids.shape
    for n in range(layers):
        layer = f"encoder.layer.{n}"
        split = lambda name: dense(p, f"{layer}.attention.self.{name}", x).reshape(b, t, HEADS, -1).transpose(0, 2, 1, 3)
        q, k, v = split("query"), split("key"), split("value")
        scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (jax.nn.softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(b, t, WIDTH)
        mixed = drop(dense(p, f"{layer}.attention.output.dense", mixed), next(keys), rate)
        norm = f"{layer}.attention.output.LayerNorm"
        x = normalize(x + mixed, p[f"{norm}.weight"], p[f"{norm}.bias"])
        hidden = jax.nn.gelu(dense(p, f"{layer}.intermediate.dense", x), approximate=False)
        hidden = drop(dense(p, f"{layer}.output.dense", hidden), next(keys), rate)
        x = normalize(x + hidden, p[f"{layer}.output.LayerNorm.weight"], p[f"{layer}.output.LayerNorm.bias"])
    mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
    marked = [x[jnp.arange(b), places[:, i]] * (places[:, i] > 0)[:, None] for i in range(3)]
    return drop(jnp.concatenate([mean, *marked], -1), next(keys), rate)


def logits(p, features):
    return {head: dense(p, f"head.{head}", features) for head in ("type", "mode", "status", "context")}


def loss(p, batch, layers, key):
    ids, places, (kind, mode, status, contexts, weight) = batch
    out = logits(p, forward(p, ids, places, layers, key))
    def cross(name, gold, smooth):
        logp = jax.nn.log_softmax(out[name])
        one = jax.nn.one_hot(gold, logp.shape[-1])
        one = one * (1 - smooth) + smooth / logp.shape[-1]
        here = (gold >= 0) * weight
        return (-(one * logp).sum(-1) * here).sum() / jnp.maximum(here.sum(), 1)
    if contexts.shape[-1] == 0:
        return cross("type", kind, 0.05) + 0.3 * cross("mode", mode, 0.02) + 0.3 * cross("status", status, 0.02)
    known = contexts >= 0
    binary = (optax.sigmoid_binary_cross_entropy(out["context"], jnp.maximum(contexts, 0)) * known).mean(-1)
    total = cross("type", kind, 0.05) + 0.3 * cross("mode", mode, 0.02) + 0.3 * cross("status", status, 0.02)
    return total + 2.0 * (binary * weight).sum() / weight.sum()


# --- Training ----------------------------------------------------------------------------------------------------

def batches(examples, size, rng):
    """Batches of like length, in random order."""
    order = rng.permutation(len(examples))
    chunks = []
    for start in range(0, len(order), size * 16):
        some = sorted(order[start:start + size * 16], key=lambda i: len(examples[i][0]))
        chunks += [some[i:i + size] for i in range(0, len(some), size)]
    rng.shuffle(chunks)
    return [pad([examples[i] for i in chunk], size) for chunk in chunks]


def pad(some, size):
    longest = max(len(ids) for ids, _, _ in some)
    length = next(n for n in (24, 32, 40, 48, 64, 80, LENGTH) if n >= longest)
    ids = np.zeros((size, length), np.int32)
    ids[:, 0] = 101
    places = np.zeros((size, 3), np.int32)
    contexts = np.zeros((size, len(some[0][2][3])), np.float32)
    gold = np.full((3, size), -1, np.int32)
    weight = np.zeros(size, np.float32)
    for i, (pieces, where, (kind, mode, status, about)) in enumerate(some):
        ids[i, : len(pieces)] = pieces
        places[i] = where
        gold[:, i] = kind, mode, status
        contexts[i] = about
        weight[i] = 1
    return ids, places, (gold[0], gold[1], gold[2], contexts, weight)


def shown(row, rng):
    """Which marks a row shows in this round: the trigger is often hidden, a party now and then."""
    keep = {"A", "R", "T"}
    if rng.random() < 0.5:
        keep.discard("T")
    for role in "AR":
        if rng.random() < 0.1:
            keep.discard(role)
    return keep


def initial(base: pathlib.Path, layers: int, sizes: dict, rng) -> dict:
    weights = load_file(base / "model.safetensors")
    wanted = lambda name: not name.startswith("encoder.layer.") or int(name.split(".")[2]) < layers
    p = {k: np.asarray(v, np.float32) for k, v in weights.items() if wanted(k) and "pooler" not in k and v.ndim > 0}
    p = {k: v for k, v in p.items() if "position_ids" not in k}
    for head, size in sizes.items():
        p[f"head.{head}.weight"] = rng.normal(0, 0.02, (size, 4 * WIDTH)).astype(np.float32)
        p[f"head.{head}.bias"] = np.zeros(size, np.float32)
    return p


def train(rows, args, names):
    types, modes, contexts = names
    rng = np.random.default_rng(args.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    sizes = {"type": len(types), "mode": len(modes), "status": len(STATUS), "context": len(contexts)}
    p = jax.tree.map(jnp.asarray, initial(args.base, args.layers, sizes, rng))
    steps = args.epochs * math.ceil(len(rows) / args.batch)
    rate = optax.warmup_cosine_decay_schedule(0, args.rate, steps // 10, steps)
    tree = lambda p: {k: k.endswith(".weight") and "LayerNorm" not in k for k in p}
    heads = lambda p: {k: "head" if k.startswith("head") else "body" for k in p}
    adam = lambda scale: optax.adamw(lambda step: rate(step) * scale, weight_decay=0.01, mask=tree)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0),
                            optax.multi_transform({"body": adam(1.0), "head": adam(10.0)}, heads))
    state = optimizer.init(p)

    @jax.jit
    def step(p, state, batch, key):
        value, slope = jax.value_and_grad(loss)(p, batch, args.layers, key)
        change, state = optimizer.update(slope, state, p)
        return optax.apply_updates(p, change), state, value

    key = jax.random.PRNGKey(args.seed)
    began = time.time()
    for epoch in range(args.epochs):
        examples = [(*encode(tokenizer, row, shown(row, rng)), labels(row, *names)) for row in rows]
        values = []
        for batch in batches(examples, args.batch, rng):
            key, now = jax.random.split(key)
            p, state, value = step(p, state, batch, now)
            values.append(float(value))
        print(f"epoch {epoch + 1}: loss {np.mean(values):.3f}, {time.time() - began:.0f} s", flush=True)
    return p, tokenizer


def predict(p, tokenizer, rows, layers, keep, names):
    run = jax.jit(lambda p, ids, places: logits(p, forward(p, ids, places, layers)))
    examples = [(*encode(tokenizer, row, keep), (0, -1, -1, [0.0] * len(names[2]))) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: len(examples[i][0]))
    out = [None] * len(rows)
    for start in range(0, len(order), 32):
        chunk = order[start:start + 32]
        ids, places, _ = pad([examples[i] for i in chunk], 32)
        batch = {head: np.asarray(value) for head, value in run(p, ids, places).items()}
        for n, i in enumerate(chunk):
            out[i] = {head: value[n] for head, value in batch.items()}
    return out


# --- Output ------------------------------------------------------------------------------------------------------

def quantized(p: dict) -> dict:
    """Matrices as int8 with a scale a row, vectors as they are."""
    out = {}
    for name, value in p.items():
        value = np.asarray(value, np.float32)
        if value.ndim != 2:
            out[name] = value
            continue
        scale = np.maximum(np.abs(value).max(1) / 127, 1e-12).astype(np.float32)
        out[name] = np.clip(np.rint(value / scale[:, None]), -127, 127).astype(np.int8)
        out[f"{name}.scale"] = scale
    return out


def restored(q: dict) -> dict:
    scaled = lambda name: q[name].astype(np.float32) * q[f"{name}.scale"][:, None]
    return {k: jnp.asarray(scaled(k) if v.dtype == np.int8 else v) for k, v in q.items() if not k.endswith(".scale")}


def report(rows, answers, types):
    got = [types[int(answer["type"].argmax())] for answer in answers]
    right = [a == row["event"] for a, row in zip(got, rows)]
    scores = []
    for kind in types:
        true = sum(a == kind and row["event"] == kind for a, row in zip(got, rows))
        found, wanted = got.count(kind), sum(row["event"] == kind for row in rows)
        scores.append(2 * true / max(1, found + wanted))
        print(f"  {kind:10} P {true / max(1, found):.3f} R {true / max(1, wanted):.3f} n {wanted}")
    print(f"  accuracy {np.mean(right):.3f}, macro-F1 {np.mean(scores):.3f} on {len(rows)}", flush=True)


def temperature(rows, answers, types) -> float:
    """What the type's logits are divided by so that their probabilities are as often right as they say."""
    logits = np.stack([answer["type"] for answer in answers])
    gold = np.array([types.index(row["event"]) for row in rows])
    def cost(t):
        scaled = logits / t
        scaled = scaled - scaled.max(1, keepdims=True)
        return -(scaled[np.arange(len(gold)), gold] - np.log(np.exp(scaled).sum(1))).mean()
    return float(min(np.arange(0.5, 3.01, 0.05), key=cost))


def part(row: dict) -> float:
    """A number from 0 to 1 for each sentence, the same in every run."""
    return int.from_bytes(hashlib.sha256(row["text"].encode()).digest()[:4], "big") / 2**32


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=pathlib.Path, required=True)
    parser.add_argument("--base", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--holdout", type=float, default=0.05, help="share kept out, to score and to calibrate on")
    args = parser.parse_args()

    rows = [json.loads(line) for line in args.sentences.open(encoding="utf8")]
    types = sorted({row["event"] for row in rows} - {"NONE"}) + ["NONE"]
    modes = sorted({mode_of(row) for row in rows} - {None})
    contexts = sorted({context for row in rows for context in row["contexts"] or []})
    names = (types, modes, contexts)
    trained = [row for row in rows if part(row) >= args.holdout]
    held = [row for row in rows if part(row) < args.holdout]
    print(f"{len(trained)} sentences train, {len(held)} are held out", flush=True)
    p, tokenizer = train(trained, args, names)
    q = quantized(p)
    found = 1.0
    for keep in ({"A", "R"}, {"A", "R", "T"}):
        if held:
            print("int8, with marks of " + ", ".join(sorted(keep)))
            answers = predict(restored(q), tokenizer, held, args.layers, keep, names)
            report(held, answers, types)
            found = temperature(held, answers, types)
            print(f"  temperature {found:.2f}")
    if args.output:
        args.output.mkdir(parents=True, exist_ok=True)
        about = {"types": types, "modes": modes, "status": STATUS, "contexts": contexts, "layers": args.layers,
                 "temperature": found}
        save_file(q, args.output / "model.safetensors", metadata={"labels": json.dumps(about)})
        print(f"wrote {args.output}")


if __name__ == "__main__":
    main()
