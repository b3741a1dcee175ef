#!/usr/bin/env bash
# Writes docs/scoreboard.md: the project's own cases, and those sets of others that lie in the folder $1, if one is given.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-}
args=(--format table --scoreboard docs/scoreboard.md)
if [ -f "$folder/petr_validate_actors.txt" ]; then
    "${PYTHON:-python3}" eval/petrarch_gazetteer.py --actors "$folder/petr_validate_actors.txt" \
        --agents "$folder/petr_validate_agents.txt" --output target/petrarch
    args+=(--gazetteer target/petrarch)
fi
for set in plv_train petr_unit; do
    if [ -n "$folder" ] && [ -f "$folder/$set.jsonl" ]; then args+=("$folder/$set.jsonl"); fi
done
exec target/release/legation eval "${args[@]}"
