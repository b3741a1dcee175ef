#!/usr/bin/env bash
# Codes the demo corpus and shows what was found. `make demo` builds the program first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

legation=${LEGATION:-target/release/legation}
corpus=demo/corpus.jsonl
out=demo/out
mkdir -p "$out"

cat <<TEXT
The demo corpus: short wire-style articles about six crises over eighteen months.
ALL OF IT IS INVENTED. The states are real; no event, vote, figure or quotation is.

TEXT
"$legation" code --quiet "$corpus" --format summary
"$legation" code --quiet "$corpus" --format jsonl > "$out/mentions.jsonl"
"$legation" code --quiet "$corpus" --format csv > "$out/mentions.csv"

cat <<TEXT

Every row with all its fields: $out/mentions.jsonl; for a spreadsheet: $out/mentions.csv.

What to try next
TEXT
try() { printf '  %-58s %s\n' "$legation $1" "$2"; }
try "code $corpus --limit 20" "the first rows as a table"
try "explain ASSAULT" "what a type means, and its modes"
try "parse $corpus | less" "the syntax that the rules read"
try "code YOUR-ARTICLE.txt" "your own text, Markdown, HTML, CSV or JSONL"
try "--help" "everything else"
