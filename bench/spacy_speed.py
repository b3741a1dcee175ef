"""Measure spaCy, the yardstick for the engine's speed, on this machine.

    python bench/documents.py bench.jsonl
    python bench/spacy_speed.py MODELDIR bench.jsonl [--runs 3]

MODELDIR is the whole unpacked `en_core_web_sm` 3.8.0 directory. Two set-ups of the same pipeline are measured, each in
a process of its own, `nlp.pipe` with n_process=1 and one BLAS thread:

    stock      spaCy as installed; matrix products by BLIS, which runs slow generic code on a CPU that it does not know
    no-blis    NumpyOps(use_blis=False): products by the BLAS that numpy was built with, the best that we found

Always give both. Time is CPU seconds (`time.process_time`), so that other work on the machine counts little; loading
and a warm-up on 20 documents are not counted. With --set-up one set-up is run in this process.
Needs spaCy 3.8.18; the file of documents is JSON Lines with `text`.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")
SET_UPS = ("stock", "no-blis")
WARM_UP = 20


def load(model, set_up):
    """The pipeline on the wanted matrix library; fails if any layer is left on the other one."""
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    use_blis = set_up == "stock"
    if not use_blis:
        set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(model)
    nodes = [n for _, pipe in nlp.pipeline if hasattr(pipe, "model") and hasattr(pipe.model, "walk") for n in pipe.model.walk()]
    if not use_blis:
        for node in nodes:
            node.ops = NumpyOps(use_blis=False)
    odd = [node.name for node in nodes if node.ops.use_blis != use_blis]
    if odd:
        raise SystemExit(f"{len(odd)} layers do not run on the {set_up} operations, first {odd[0]}")
    return nlp


def measure(nlp, texts):
    """Tokens made and CPU seconds spent."""
    start = time.process_time()
    n_tokens = sum(len(doc) for doc in nlp.pipe(texts, n_process=1))
    return n_tokens, time.process_time() - start


def run(model, path, set_up, runs):
    """Print one line a run."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").split("\n") if line]
    nlp = load(model, set_up)
    measure(nlp, texts[:WARM_UP])
    for number in range(1, runs + 1):
        n_tokens, seconds = measure(nlp, texts)
        rate = n_tokens / seconds
        print(f"{set_up:8} run {number}: {n_tokens} tokens, {seconds:.2f} CPU s, {rate:,.0f} tokens/s", flush=True)


def main():
    """Start each set-up with its threads limited before numpy is loaded."""
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("model", type=Path)
    args.add_argument("documents", type=Path)
    args.add_argument("--runs", type=int, default=3)
    args.add_argument("--set-up", choices=SET_UPS)
    args = args.parse_args()
    if args.set_up:
        run(args.model, args.documents, args.set_up, args.runs)
        return
    environment = os.environ | dict.fromkeys(THREAD_LIMITS, "1")
    for set_up in SET_UPS:
        command = [sys.executable, __file__, args.model, args.documents, "--runs", str(args.runs), "--set-up", set_up]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
