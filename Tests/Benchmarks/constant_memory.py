#!/usr/bin/env python3
"""Peak memory over inputs of any length and of shapes that could make it grow.

    python3 Tests/Benchmarks/constant_memory.py --plaint .build/release/plaint --size 1GB

The input is made on the fly and piped in. Prints the largest resident memory (VmHWM) for each shape, and ends with 1 if one is
over --limit, or if in is not out + rejected + skipped.
"""
import argparse
import re
import subprocess
import sys
import tempfile

from compare import Peak, parse_size

LONG = b"x" * (1 << 20)
FILLER = b"y" * 1800


def usual(number):
    return b'{"id":%d,"filler":"%s","text":"slow, very slow \xe7\xad\x89\xe4\xba\x86\xe5\xbe\x88\xe4\xb9\x85"}\n' % (number, FILLER)


# Name, options, head, piece (bytes, or what makes the piece with a number), tail.
SHAPES = {
    "records": ([], b"", usual, b""),
    "one line of JSON": (["--input-format", "jsonl"], b'{"text":"', LONG, b'"}\n{"text":"short"}\n'),
    "one plain line": (["--input-format", "text"], b"", LONG, b"\nshort\n"),
    "one quoted field": (["--input-format", "csv"], b'text\n"', LONG, b'"\nshort\n'),
    "one element of an array": (["--input-format", "json"], b'[{"text":"', LONG, b'"},{"text":"short"}]\n'),
    "spaces in an array": (["--input-format", "json"], b'[{"text":"first"},', b" " * (1 << 20), b'{"text":"behind"}]\n'),
    "one message of a chat": (["--input-format", "chat"], b"2024-01-02 12:00:00 A\nfirst\n2024-01-02 12:00:01 B\n", b"x\n" * (1 << 16), b"2024-01-02 12:00:02 A\nshort\n"),
    "lines that are rejected": (["--input-format", "jsonl"], b"", b"{x\n" * (1 << 16), b'{"text":"short"}\n'),
    "blank lines": (["--input-format", "jsonl"], b"", b"\n" * (1 << 20), b'{"text":"short"}\n'),
    # What comes out is hundreds or thousands of times as much: a part of the size is enough.
    "lines of one character": (["--input-format", "text"], b"", b"5\n" * (1 << 13), b"short\n"),
    "rows shorter than the header": (["--input-format", "csv"], b"text" + b",a" * 2000 + b"\n", b"5\n" * (1 << 7), b"short\n"),
}


def run(plaint, options, size, head, piece, tail):
    messages = tempfile.TemporaryFile()
    child = subprocess.Popen(
        [plaint, "batch", "--text-field", "text", *options, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=messages)
    peak, written, number = Peak(child.pid), len(head), 0
    child.stdin.write(head)
    while written < size:
        data = piece(number) if callable(piece) else piece
        written += len(data)
        number += 1
        child.stdin.write(data)
    child.stdin.write(tail)
    child.stdin.close()
    status = child.wait()
    messages.seek(0)
    errors = messages.read().decode(errors="replace")
    peak.stopped = True
    counts = re.search(r"in (\d+), out (\d+), rejected (\d+), skipped (\d+), ([0-9.]+) s", errors)
    if status > 1 or counts is None:
        sys.exit(f"plaint ended with {status}: {errors[-500:]}")
    read, out, rejected, skipped = map(int, counts.groups()[:4])
    return written, peak.megabytes, float(counts[5]), (read, out, rejected, skipped), read == out + rejected + skipped and out > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plaint", default=".build/release/plaint", help="the command (default: %(default)s)")
    parser.add_argument("--size", type=parse_size, default="1GB", help="bytes of each input (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=100, help="MB of memory allowed (default: %(default)s)")
    parser.add_argument("--shape", action="append", choices=SHAPES, help="these alone (may repeat)")
    arguments = parser.parse_args()
    failed = False
    print("| input | MB | peak MB | seconds | in, out, rejected, skipped |\n|---|---|---|---|---|")
    for name in arguments.shape or SHAPES:
        options, head, piece, tail = SHAPES[name]
        size = arguments.size // {"lines of one character": 100, "rows shorter than the header": 1000}.get(name, 1)
        written, peak, seconds, counts, holds = run(arguments.plaint, options, size, head, piece, tail)
        failed = failed or peak > arguments.limit or not holds
        print(f"| {name} | {written / 1e6:.1f} | {peak:.1f} | {seconds:.1f} | {', '.join(map(str, counts))} |", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
