"""Write the parity fixtures: what spaCy itself makes of the texts that the Rust engine must match.

    python testdata/parity/generate.py MODELDIR [--out DIR]

MODELDIR is the whole unpacked `en_core_web_sm` 3.8.0 directory (the copy under
`crates/legation-nlp/model` leaves out `vocab/strings.json` and other files that only spaCy needs).
Needs spaCy 3.8.18 with thinc 8.3.14 and numpy 2.4.6. Run it with one BLAS thread.
Output (UTF-8, LF, one JSON object a document):

    news.jsonl            articles of demo/corpus.jsonl, four of every nine
    fuzz.jsonl            paragraphs of the whole corpus, damaged by `fuzz_texts` (seed in FUZZ_SEED)
    torture.gold.jsonl    the texts of torture.jsonl, in order
    layers.jsonl          hidden values and raw scores of LAYER_TEXTS, to find where two engines part
    expected.json         versions, hashes and counts of all of the above; see README.md

Fields of the first three files: `text` (token texts), `ws` (is the token followed by its one blank), `tag`, `pos`,
`morph`, `lemma`, `head` (token index, itself for a root), `dep`, `sent` (first token of each sentence) and `ents`
(`[start, end, label]`, token indices, half-open). The source text is the tokens joined, each with a blank where `ws`.
"""

import argparse
import hashlib
import json
import platform
import random
from pathlib import Path

import numpy
import spacy
import thinc

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "demo" / "corpus.jsonl"
FUZZ_SEED = 20250312
NEWS_PICK = (0, 2, 4, 6)  # places in each run of nine articles; the rest would only make the file larger
FUZZ_TOKENS = 4350  # whitespace-separated words to reach; spaCy makes more tokens of them
LAYER_TEXTS = (
    "China's envoy met his Russian counterpart in Qatar on Wednesday.",
    "The draft, which the U.S. vetoed, got 13 votes (one against).\n\nNobody was surprised.",
    "\"We can't accept it\u2026\" said Ecuador\u2019s minister \u2013 twice  \U0001F54A in Bras\u00edlia.",
)
LAYER_WIDTH = 8  # leading values kept of each hidden vector and each score row
PARTS = ("tok2vec", "tagger", "parser", "ner")

# Code points that break tokenizers: joiners, marks, odd blanks, quotes, currencies, other scripts, astral planes.
ODD_CHARACTERS = (
    "\u00a0\u00ad\u200b\u200d\u200f\u2009\u2028\u3000\ufeff\u0085\x1c\u0301\u0308\u2018\u2019\u201c\u201d\u00ab\u00bb"
    "\u2010\u2011\u2013\u2014\u2026\u20ac\u00a3\u20b9\u00b0\u00bd\u00df\u0130\u0131\ufb01\u01c5\u2160\u0663\uff13\u4e2d"
    "\u3002\u0646\u05e9\u043f\u03a3\u0e01\u0915\U0001F600\U0001F1F5\U0001D400\ufffd\ud7ff\ue000"
)


def read_jsonl(path):
    """All objects of a JSON Lines file; splits at LF only, since texts may hold other line separators."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def write_jsonl(path, rows):
    """Compact JSON Lines, LF, so that two runs can be compared byte by byte."""
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def mutate(rng, text):
    """One damaged copy of `text`: a handful of edits, each of a random kind at a random place."""
    for _ in range(rng.randint(2, 3 + len(text) // 25)):
        at = rng.randrange(len(text) + 1)
        kind = rng.randrange(10)
        if kind == 0:  # drop a few characters
            text = text[:at] + text[at + rng.randint(1, 4) :]
        elif kind == 1:  # swap two neighbours
            text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        elif kind == 2:  # flip the case of a stretch
            end = at + rng.randint(1, 12)
            text = text[:at] + text[at:end].swapcase() + text[end:]
        elif kind == 3:  # an odd character
            text = text[:at] + rng.choice(ODD_CHARACTERS) + text[at:]
        elif kind == 4:  # any character at all, surrogates excepted
            text = text[:at] + chr(rng.choice((rng.randrange(0x20, 0xD800), rng.randrange(0xE000, 0x30000)))) + text[at:]
        elif kind == 5:  # join two words, with or without a mark between them
            cut = text.find(" ", at)
            if cut >= 0:
                text = text[:cut] + rng.choice(("", "-", "/", ".", ",", "'", "\u2014", "_", ":")) + text[cut + 1 :]
        elif kind == 6:  # more or other white space
            cut = text.find(" ", at)
            if cut >= 0:
                text = text[:cut] + rng.choice(("  ", "\n", "\t", "\n\n", " \n ", "\u00a0")) + text[cut + 1 :]
        elif kind == 7:  # ASCII punctuation
            text = text[:at] + rng.choice("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") * rng.randint(1, 3) + text[at:]
        elif kind == 8:  # repeat a stretch
            end = at + rng.randint(1, 20)
            text = text[:end] + text[at:end] + text[end:]
        else:  # digits and a unit
            text = text[:at] + str(rng.randrange(10 ** rng.randint(1, 6))) + rng.choice(("", "km", "%", "th", "am", "$")) + text[at:]
    return text


def fuzz_texts(texts, words=FUZZ_TOKENS, seed=FUZZ_SEED):
    """Mutated paragraphs of `texts` until they hold at least `words` blank-separated words. Same seed, same bytes."""
    rng = random.Random(seed)
    paragraphs = [part for text in texts for part in text.split("\n\n") if part]
    made, total = [], 0
    while total < words:
        made.append(mutate(rng, rng.choice(paragraphs)))
        total += len(made[-1].split())
    return made


def annotations(doc):
    """spaCy's answer for one document, every field that the engine gives."""
    return {
        "text": [t.text for t in doc],
        "ws": [bool(t.whitespace_) for t in doc],
        "tag": [t.tag_ for t in doc],
        "pos": [t.pos_ for t in doc],
        "morph": [str(t.morph) for t in doc],
        "lemma": [t.lemma_ for t in doc],
        "head": [t.head.i for t in doc],
        "dep": [t.dep_ for t in doc],
        "sent": [s.start for s in doc.sents],
        "ents": [[e.start, e.end, e.label_] for e in doc.ents],
    }


def rounded(values):
    """Floats short enough to read; the tolerance of the tests is wider than the rounding."""
    return [round(float(value), 5) for value in values]


def transitions(pipe, doc):
    """Raw scores of each step of a transition system, before validity is applied, and the step that it takes.

    A row: `action` (the best valid class), `score`, `margin` (to the second best valid class, null if it is the only
    one) and `head` (the scores of the first LAYER_WIDTH classes, in the order of the model's moves)."""
    step = pipe.model.predict([doc])
    states = pipe.moves.init_batch([doc])
    # Not `pipe.move_names`: that list leaves out NER's unlabelled "U-", which shifts every class after it.
    names = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
    rows = []
    while states:
        scores = step.predict(states)
        valid = [i for i, name in enumerate(names) if pipe.moves.is_valid(states[0], name)]
        best = sorted(valid, key=lambda i: (-scores[0][i], i))[:2]
        margin = float(scores[0][best[0]] - scores[0][best[1]]) if len(best) > 1 else None
        rows.append(
            {
                "action": names[best[0]],
                "score": rounded([scores[0][best[0]]])[0],
                "margin": None if margin is None else round(margin, 5),
                "head": rounded(scores[0][:LAYER_WIDTH]),
            }
        )
        states = pipe.transition_states(states, scores)
    return rows


def layers(nlp, text):
    """Hidden values of one text: both token encoders, the tagger's scores, each step of parser and NER."""
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger"):
        doc = nlp.get_pipe(name)(doc)
    tagger = nlp.get_pipe("tagger").model
    row = {"source": text, "text": [t.text for t in doc], "tok2vec": [rounded(v[:LAYER_WIDTH]) for v in doc.tensor]}
    softmax = next(node for node in tagger.walk() if node.name == "softmax")
    scores = doc.tensor @ softmax.get_param("W").T + softmax.get_param("b")
    labels = nlp.get_pipe("tagger").labels
    row["tagger"] = [
        {"tag": labels[int(s.argmax())], "score": rounded([s.max()])[0], "margin": round(float(numpy.diff(numpy.sort(s)[-2:])[0]), 5)}
        for s in scores
    ]
    row["parser"] = transitions(nlp.get_pipe("parser"), doc)
    doc = nlp.get_pipe("parser")(doc)
    encoder = nlp.get_pipe("ner").model.get_ref("tok2vec")
    hidden = encoder.predict([doc])
    row["ner_reduced"] = [rounded(v[:LAYER_WIDTH]) for v in (hidden[0] if isinstance(hidden, list) else hidden)]
    inner = next(node for node in encoder.walk() if node.name.startswith("extract_features") and not node.name.endswith("linear"))
    raw = inner.predict([doc])
    row["ner_tok2vec"] = [rounded(v[:LAYER_WIDTH]) for v in (raw[0] if isinstance(raw, list) else raw)]
    row["ner"] = transitions(nlp.get_pipe("ner"), doc)
    return row


def sha256(path):
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main():
    """Run the three sets and the layer dump, then record what made them."""
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("model", type=Path)
    args.add_argument("--out", type=Path, default=HERE)
    args = args.parse_args()
    nlp = spacy.load(args.model)
    articles = [row["text"] for row in read_jsonl(CORPUS)]
    sets = {
        "news.jsonl": [text for i, text in enumerate(articles) if i % 9 in NEWS_PICK],
        "fuzz.jsonl": fuzz_texts(articles),
        "torture.gold.jsonl": [row["text"] for row in read_jsonl(HERE / "torture.jsonl")],
    }
    counts = {}
    for name, texts in sets.items():
        rows = [annotations(doc) for doc in nlp.pipe(texts)]
        write_jsonl(args.out / name, rows)
        counts[name] = {"documents": len(rows), "tokens": sum(len(row["text"]) for row in rows)}
    write_jsonl(args.out / "layers.jsonl", [layers(nlp, text) for text in LAYER_TEXTS])
    record = {
        "python": platform.python_version(),
        "spacy": spacy.__version__,
        "thinc": thinc.__version__,
        "numpy": numpy.__version__,
        "model": f"{nlp.meta['name']} {nlp.meta['version']}",
        "sha256": {f"{part}/model": sha256(args.model / part / "model") for part in PARTS},
        "counts": counts,
    }
    (args.out / "expected.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(json.dumps(record, indent=1))


if __name__ == "__main__":
    main()
