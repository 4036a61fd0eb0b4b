#!/usr/bin/env bash
# Fuzzes the word segmenter for a number of seconds (180 if none is given): README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-180}
build=.build/fuzzing/word-breaks
mkdir -p "$build/CICU" "$build/inputs"
printf 'module CICU { header "%s" export * }\n' "$PWD/Sources/CICU/include/CICU.h" > "$build/CICU/module.modulemap"
clang++ -std=c++17 -O1 -g -fsanitize=address -c Sources/CICU/CICU.cpp -ISources/CICU/include -o "$build/CICU.o"
swiftc -swift-version 6 -O -g -parse-as-library -sanitize=fuzzer,address -I "$build/CICU" \
    Tests/Fuzzing/WordBreaks.swift Sources/Plaint/Segmentation/{WordSegmenter,WordRules,HanDictionary,Token,CharacterClass}.swift \
    "$build/CICU.o" -licuuc -licui18n -lstdc++ -o "$build/word-breaks" 2> "$build/compiler.log" || { cat "$build/compiler.log"; exit 1; }
# First inputs: a few hundred texts of the project, each marked as UTF-8 (an odd first byte).
python3 - "$build/inputs" corpora/test/*.jsonl <<'PYTHON'
import json, sys
folder, *files = sys.argv[1:]
for file in files:
    for number, line in enumerate(open(file, encoding="utf-8")):
        name = f"{folder}/{file.replace('/', '-')}-{number}"
        open(name, "wb").write(b"\x01" + json.loads(line)["text"].encode())
PYTHON
# A crash must not wait for Swift's backtrace, which would not end.
export SWIFT_BACKTRACE=enable=no
log="$build/log"
status=0
timeout $((seconds + 60)) "$build/word-breaks" -max_total_time="$seconds" -max_len=400 -timeout=10 -print_final_stats=1 \
    -artifact_prefix="$build/" "$build/inputs" > "$log" 2>&1 || status=$?
grep -E 'cut differently|texts, |^(tables|iterator)|stat::|ERROR|DONE' "$log" | tail -20
exit "$status"
