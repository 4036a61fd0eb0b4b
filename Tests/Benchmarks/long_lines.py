#!/usr/bin/env python3
"""Lines of 1 and 10 MB of one kind of text each: does the time grow with the text alone, and is any kind of text slow?

    python3 Tests/Benchmarks/long_lines.py --plaint .build/release/plaint corpora/train/*.jsonl

CPU time of `plaint batch --max-record …` on one plain line, less that of the same on an empty one, least of a few runs.
"usual" is the rate on the records of the files given, in short lines. Ends with 1 if a kind takes more than three times
as long per byte at the large size as at the small one, or is more than ten times slower than usual.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

KINDS = {
    "Han words": "这家店的东西还可以以后再说吧",
    "one Han character": "一",
    "emoji": "😡",
    "emoji of a family": "👨‍👩‍👧",
    "bracket codes": "[微笑]",
    "one letter": "a",
    "digits": "7",
    "full-width digits": "７",
    "brackets (": "(",
    "brackets （": "（",
    "brackets [": "[",
    "negators 不": "不",
    "negators 没有": "没有",
    "negators not": "not ",
    "boosters 非常": "非常",
    "boosters very": "very ",
    "quotes \"": '"',
    "quotes “": "“",
    "apostrophes": "'",
    "CJK punctuation": "，。、",
    "full stops": ".",
    "exclamation marks": "！",
    "number words 两": "两",
    "number words 一百二十": "一百二十",
    "number words two hundred": "two hundred ",
    "pattern begins 等了": "等了",
    "pattern begins waited": "waited ",
    "patterns 等了两个小时": "等了两个小时",
    "contrasts 但是": "但是",
    "praise 很好": "很好",
    "praise good": "good ",
    "blame in clauses": "差，",
    "comparison 不如": "不如",
    "questions": "吗？",
    "kana (ICU's iterator)": "カ",
    "kana and Han (ICU's iterator)": "日本のお店",
    "spaces": " ",
    "zero-width spaces": "\u200b",
    "Han and zero-width": "好\u200b",
    "letters with marks": "e\u0301",
    "mixed sentence": "味道不错，但是waited 2 hours，客服态度很差！😡",
}


def cpu_seconds(command, runs):
    """Least CPU time of a few runs."""
    best = float("inf")
    for _ in range(runs):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {child.returncode}: {errors.decode(errors='replace')[-400:]}")
        best = min(best, usage.ru_utime + usage.ru_stime)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="JSON Lines with texts, for the usual rate")
    parser.add_argument("--plaint", default=".build/release/plaint")
    parser.add_argument("--small", type=float, default=1, help="MB (default: %(default)s)")
    parser.add_argument("--large", type=float, default=10, help="MB (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--kind", action="append", dest="kinds", choices=list(KINDS), metavar="KIND", help="this alone; may repeat")
    arguments = parser.parse_args()
    slow = []
    with tempfile.TemporaryDirectory(prefix="plaint-lines-") as folder:
        path = os.path.join(folder, "line.txt")
        command = [arguments.plaint, "batch", "--threads", "1", "--input-format", "text",
                   "--max-record", "1000000000", path]

        def measure(text, runs):
            with open(path, "w", encoding="utf-8") as out:
                out.write(text + "\n")
            return cpu_seconds(command, runs)

        start = measure("", 7)
        texts = [json.loads(line)["text"].replace("\n", " ") for file in arguments.files
                 for line in open(file, encoding="utf-8")]
        usual_text = "\n".join(texts)
        usual_text = "\n".join([usual_text] * max(1, round(2e6 / len(usual_text.encode()))))
        usual = (measure(usual_text, 3) - start) / len(usual_text.encode()) * 1e9
        print(f"start {start * 1000:.0f} ms; usual {usual:.0f} ns per byte ({1000 / usual:.1f} MB/s)\n")
        print(f"| line of | {arguments.small:g} MB: ns per byte | {arguments.large:g} MB: ns per byte | large / small | of the usual | |")
        print("|---|---|---|---|---|---|")
        for name in arguments.kinds or KINDS:
            piece, rates = KINDS[name], []
            for megabytes in (arguments.small, arguments.large):
                text = piece * int(megabytes * 1e6 / len(piece.encode()))
                rates.append(max(1e-3, (measure(text, arguments.runs) - start) / len(text.encode()) * 1e9))
            # Rates that no one would notice are noise: the start alone varies by a few milliseconds.
            growth, share = rates[1] / max(rates[0], 3), rates[1] / usual
            verdict = "not linear" if growth > 3 else "slow" if share > 10 else ""
            if verdict:
                slow.append(name)
            print(f"| {name} | {rates[0]:.0f} | {rates[1]:.0f} | {growth:.2f} | {share:.2f} | {verdict} |", flush=True)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
