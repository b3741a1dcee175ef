#!/usr/bin/env bash
# Puts the demo corpus into a record and shows what was found. `make demo` builds the program first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

legation=${LEGATION:-target/release/legation}
corpus=demo/corpus.jsonl
out=demo/out
store=$out/demo.db
mkdir -p "$out"

cat <<TEXT
The demo corpus: short wire-style articles about six crises over eighteen months.
ALL OF IT IS INVENTED. The states are real; no event, vote, figure or quotation is.

TEXT
"$legation" code --quiet "$corpus" --format summary
"$legation" code --quiet "$corpus" --format jsonl > "$out/mentions.jsonl"
"$legation" code --quiet "$corpus" --format csv > "$out/mentions.csv"

echo
echo "Into the record"
"$legation" ingest --quiet --store "$store" "$corpus"
echo
echo "Events that several articles tell of"
"$legation" sql --quiet --store "$store" --format table "
SELECT e.day, e.what AS event, e.n_documents AS articles, substr(d.title, 1, 60) AS headline
FROM events e JOIN rows r ON r.key = e.best JOIN documents d ON d.key = r.document
WHERE e.n_documents > 1 ORDER BY e.n_documents DESC, e.day LIMIT 8"

cat <<TEXT

The record: $store. Every row with all its fields: $out/mentions.jsonl; for a spreadsheet: $out/mentions.csv.

What to try next
TEXT
try() { printf '  %-66s %s\n' "$legation $1" "$2"; }
try "serve --store $store" "the record in your browser, at the address it prints"
try "events --store $store --actor CHN" "what China did"
try "search --store $store envoy" "articles by their words"
try "code $corpus --limit 20" "the first rows as a table"
try "explain ASSAULT" "what a type means, and its modes"
try "ingest YOUR-NEWS/" "your own texts: text, Markdown, HTML, CSV, JSONL, feeds, archives"
try "--help" "everything else"
