#!/usr/bin/env python3
"""Runs Plaint and its peers on the same texts and prints a table of ratios. README.md beside this file tells how.

    python3 Tests/Benchmarks/compare.py --plaint .build/release/plaint corpora/train/*.jsonl
    python3 Tests/Benchmarks/compare.py --plaint .build/release/plaint --latency corpora/train/*.jsonl
    python3 Tests/Benchmarks/compare.py --plaint .build/release/plaint --memory 100MB --memory 5GB corpora/train/*.jsonl

MB are 10^6 bytes of the texts' UTF-8, without the JSON around them. Plaint is charged for everything: start of the
process, reading and writing JSON Lines. Peers are charged for their call alone, on texts in memory, after warming up.
"""
import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import peers


def read_texts(paths, field):
    """The texts of JSON Lines files, in order; what has none is left out."""
    texts = []
    for path in paths:
        with open(path, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                record = json.loads(line) if line.strip() else {}
                text = record.get(field) if isinstance(record, dict) else None
                if isinstance(text, str) and text.strip():
                    texts.append(text)
    return texts


def language(text):
    """zh or en, by what there is more of: Han characters, or bytes of Latin words."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    latin = sum(c.isascii() and c.isalpha() for c in text)
    return "zh" if han * 4 >= latin else "en"


def size(texts):
    return sum(len(text.encode()) for text in texts)


def parse_size(text):
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if text.endswith(unit):
            return int(float(text[: -len(unit)]) * factor)
    return int(text)


def write_input(path, texts, least_bytes):
    """The texts over and over as JSON Lines, until they hold `least_bytes`; returns bytes of text and records."""
    written = records = 0
    with open(path, "w", encoding="utf-8") as out:
        while written < least_bytes:
            for text in texts:
                out.write(json.dumps({"id": records, "text": text}, ensure_ascii=False) + "\n")
                written += len(text.encode())
                records += 1
                if written >= least_bytes:
                    break
    return written, records


class Peak(threading.Thread):
    """Largest resident memory of a process in MB. The kernel's ru_maxrss would begin with that of this script, which
    the process shares until it runs its own program; VmHWM does not."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.megabytes, self.stopped = pid, 0.0, False
        self.start()

    def run(self):
        while not self.stopped:
            try:
                with open(f"/proc/{self.pid}/status") as status:
                    for line in status:
                        if line.startswith("VmHWM:"):
                            self.megabytes = int(line.split()[1]) * 1024 / 1e6
            except OSError:
                return
            time.sleep(0.01)


def run_plaint(plaint, options, source, target):
    start = time.perf_counter()
    child = subprocess.Popen([plaint, "batch", *options, source, "-o", target], stderr=subprocess.PIPE)
    peak = Peak(child.pid)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    peak.stopped = True
    if child.returncode != 0:
        sys.exit(f"plaint ended with {child.returncode}: {errors.decode(errors='replace')[-500:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": peak.megabytes}


def run_peer(name, source, megabytes):
    """A process of its own for each peer: it reads its sample of the input, warms up, and times its calls."""
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers.py")
    done = subprocess.run([sys.executable, here, name, source, str(megabytes)], capture_output=True, text=True)
    if done.returncode != 0:
        return None
    return json.loads(done.stdout.splitlines()[-1])


def middle(values):
    return statistics.median(values)


def compare(arguments, texts, label):
    """One language: interleaved rounds of all contestants; prints the table."""
    with tempfile.TemporaryDirectory(prefix="plaint-compare-") as folder:
        source, target = os.path.join(folder, "in.jsonl"), os.path.join(folder, "out.jsonl")
        written, records = write_input(source, texts, arguments.size)
        contestants = [p for p in peers.PEERS if label in p.languages and (not arguments.peers or p.name in arguments.peers)]
        missing = [p.name for p in contestants if p.version() is None]
        contestants = [p for p in contestants if p.version() is not None]
        rounds = []
        for number in range(arguments.rounds):
            row = {}
            for threads in arguments.threads:
                result = run_plaint(arguments.plaint, ["--threads", str(threads)], source, target)
                row[f"Plaint, {threads} thread{'s' if threads > 1 else ''}"] = dict(result, bytes=written)
                os.unlink(target)
            for peer in contestants:
                result = run_peer(peer.name, source, peer.megabytes * arguments.scale)
                if result:
                    row[peer.name] = result
            rounds.append(row)
            print(f"  {label}: round {number + 1} of {arguments.rounds} done", file=sys.stderr)
    versions = {peer.name: f"{peer.version()}: {peer.task}" for peer in contestants}
    print(f"\n{label}: {written / 1e6:.1f} MB of text in {records} records, {arguments.rounds} rounds\n")
    print("| | MB/s (CPU) | MB/s (wall) | CPU s per MB | peak MB | Plaint, 1 thread, is faster by (CPU) | lowest … highest |")
    print("|---|---|---|---|---|---|---|")
    reference = next(iter(rounds[0]))
    for name in rounds[0]:
        rows = [r for r in rounds if name in r]
        cpu = [r[name]["bytes"] / 1e6 / max(r[name]["cpu"], 1e-9) for r in rows]
        wall = [r[name]["bytes"] / 1e6 / max(r[name]["wall"], 1e-9) for r in rows]
        # Ratios within a round, where both had the same neighbours on the machine.
        ratios = [r[reference]["bytes"] / r[reference]["cpu"] / (r[name]["bytes"] / r[name]["cpu"]) for r in rows]
        peak = max(r[name]["peak"] for r in rows)
        title = f"{name} {versions[name]}" if name in versions else f"{name}: everything, JSONL to JSONL"
        print(
            f"| {title} | {middle(cpu):.3g} | {middle(wall):.3g} | {1 / middle(cpu):.3g} | {peak:.0f} "
            f"| {middle(ratios):.2f} | {min(ratios):.2f} … {max(ratios):.2f} |")
    if len(arguments.threads) > 1:
        first, last = (f"Plaint, {n} thread{'s' if n > 1 else ''}" for n in (arguments.threads[0], arguments.threads[-1]))
        wall = middle([r[first]["wall"] / r[last]["wall"] for r in rounds])
        cpu = middle([r[last]["cpu"] / r[first]["cpu"] for r in rounds])
        print(f"\n{last} against {first}: {wall:.2f} times as fast (wall), {cpu:.2f} times the CPU time")
    if missing:
        print(f"\nnot installed: {', '.join(missing)}")


def latency(arguments, texts):
    """Time from writing a line to having read its answer, through pipes, this script's share included."""
    child = subprocess.Popen(
        [arguments.plaint, "stream", "--threads", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, bufsize=0)
    answers = os.fdopen(os.dup(child.stdout.fileno()), "rb", buffering=1 << 16)
    lines = [json.dumps({"id": n, "text": t}, ensure_ascii=False).encode() + b"\n" for n, t in enumerate(texts[:5000])]
    times = []
    started = time.perf_counter()
    for number, line in enumerate(lines):
        start = time.perf_counter()
        child.stdin.write(line)
        answer = answers.readline()
        times.append(time.perf_counter() - start)
        if not answer.startswith(line[:-2]):
            sys.exit(f"line {number} was answered by {answer[:200]!r}")
    child.stdin.close()
    child.wait()
    first, times = times[0], sorted(times[100:])
    pick = lambda share: 1000 * times[min(len(times) - 1, int(share * len(times)))]
    print(f"\nstream: {len(times)} lines one by one after {1000 * first:.1f} ms for the first (start of the process included)\n")
    print("| median ms | p90 | p99 | p99.9 | largest |\n|---|---|---|---|---|")
    print(f"| {pick(0.5):.3f} | {pick(0.9):.3f} | {pick(0.99):.3f} | {pick(0.999):.3f} | {1000 * times[-1]:.3f} |")
    starts = []
    for _ in range(21):
        start = time.perf_counter()
        subprocess.run([arguments.plaint, "stream"], input=lines[0], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        starts.append(1000 * (time.perf_counter() - start))
    print(f"\na process for one line, start to end: median {middle(starts):.1f} ms, least {min(starts):.1f} ms")


def memory(arguments, texts):
    """Peak memory over inputs of several sizes, made on the fly and piped in."""
    block = bytearray()
    for text in itertools.cycle(texts):
        block += json.dumps({"text": text}, ensure_ascii=False).encode() + b"\n"
        if len(block) > 1_000_000:
            break
    print("\n| input (JSON Lines) | threads | peak MB | seconds | MB/s |\n|---|---|---|---|---|")
    for target in arguments.memory:
        for threads in arguments.threads:
            child = subprocess.Popen(
                [arguments.plaint, "batch", "--threads", str(threads), "-"], stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            peak, start, written = Peak(child.pid), time.perf_counter(), 0
            while written < target:
                child.stdin.write(block)
                written += len(block)
            child.stdin.close()
            status = child.wait()
            peak.stopped = True
            seconds = time.perf_counter() - start
            if status != 0:
                sys.exit(f"plaint ended with {status}")
            print(f"| {written / 1e6:.0f} MB | {threads} | {peak.megabytes:.1f} | {seconds:.1f} | {written / 1e6 / seconds:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="JSON Lines with texts")
    parser.add_argument("--plaint", default=".build/release/plaint", help="the command (default: %(default)s)")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--size", type=parse_size, default="20MB", help="text of Plaint's input per language (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=lambda list: [int(n) for n in list.split(",")], default=[1, 2], help="default: 1,2")
    parser.add_argument("--peers", type=lambda list: list.split(","), help="these alone, with commas; default: all")
    parser.add_argument("--scale", type=float, default=1, help="multiplies the size of the peers' samples")
    parser.add_argument("--languages", type=lambda list: list.split(","), default=["zh", "en"], help="default: zh,en")
    parser.add_argument("--latency", action="store_true", help="measure answers of `plaint stream` instead")
    parser.add_argument("--memory", type=parse_size, action="append", help="measure peak memory over inputs of this size instead")
    arguments = parser.parse_args()
    texts = read_texts(arguments.files, arguments.text_field)
    if not texts:
        sys.exit("the files hold no texts")
    version = subprocess.run([arguments.plaint, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"Plaint: {version.splitlines()[0] if version else '?'}; Python {sys.version.split()[0]}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    if arguments.latency or arguments.memory:
        if arguments.latency:
            latency(arguments, texts)
        if arguments.memory:
            memory(arguments, texts)
        return
    for label in arguments.languages:
        chosen = [text for text in texts if language(text) == label]
        if size(chosen) > 1000:
            compare(arguments, chosen, label)


if __name__ == "__main__":
    main()
