#!/usr/bin/env python3
"""Accuracy of the sentiment against the size of the lexicon; standard library only.

usage: lexicon_curve.py PLAINT [--lexicon DIR] [--draws N] [--scorer SCORE.py] CORPUS...

Makes lexicons with 1/8, 1/4, 1/2 and all of the valence rows of DIR (default: lexicons/ of the project). A row stays by
the hash of its term, so a smaller lexicon is a part of the next larger one; --draws repeats that with other hashes and
takes the mean. All other kinds (negation, degree, emoji ...) stay whole: what is measured is vocabulary, not rules.
Prints for each size the accuracy over three classes of `plaint evaluate` on each CORPUS, and with --scorer the accuracy
on positive and negative texts (silence is wrong) of each set of that script.
"""
import argparse, hashlib, json, os, re, subprocess, sys, tempfile

SHARES = (1 / 8, 1 / 4, 1 / 2, 1)
HERE = os.path.dirname(os.path.abspath(__file__))


def share_of(term, draw):
    """A number in 0...1 that depends on the term and the draw alone."""
    return int.from_bytes(hashlib.sha256(f"{draw} {term}".encode()).digest()[:8], "big") / 2**64


def write_part(source, target, share, draw):
    """Copies a lexicon folder with a share of its valence rows; returns how many stayed."""
    kept = 0
    for folder, _, names in os.walk(source):
        if os.path.basename(folder) == "overlays":
            continue
        for name in (n for n in sorted(names) if n.endswith(".tsv")):
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                lines = file.readlines()
            if any(line.rstrip() == "#! kind valence" for line in lines[:6]):
                lines = [l for l in lines if l.startswith("#") or share_of(l.split("\t")[0], draw) < share]
                kept += sum(not l.startswith("#") for l in lines)
            path = os.path.join(target, os.path.relpath(os.path.join(folder, name), source))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
    return kept


def name_of(corpus):
    """The file with its folder: those of corpora/train and corpora/test have the same names."""
    return "/".join(os.path.abspath(corpus).split(os.sep)[-2:])


def on_corpora(plaint, lexicon, corpora):
    found = {}
    for corpus in corpora:
        run = subprocess.run(
            [plaint, "evaluate", "--json", "--lexicon", lexicon, corpus], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if run.returncode not in (0, 1):
            sys.exit(f"evaluate {corpus}: exit {run.returncode}")
        scores = json.loads(run.stdout)["sentiment"]["scores"]
        found[name_of(corpus)] = scores["accuracy"]["value"]
    return found


def on_public_sets(plaint, lexicon, scorer, folder):
    """The scorer runs its program without options: a small script puts the lexicon in."""
    script = os.path.join(folder, "plaint")
    with open(script, "w") as file:
        file.write(f'#!/bin/sh\nc=$1\nshift\nexec "{os.path.abspath(plaint)}" "$c" --lexicon "{lexicon}" "$@"\n')
    os.chmod(script, 0o755)
    run = subprocess.run([sys.executable, scorer, script], stdout=subprocess.PIPE, check=True)
    lines = run.stdout.decode().splitlines()
    return {l.split()[0]: float(m[1]) for l in lines if (m := re.search(r"acc2 ([0-9.]+)", l))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plaint")
    parser.add_argument("corpora", nargs="*")
    parser.add_argument("--lexicon", default=os.path.join(HERE, "..", "..", "lexicons"))
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--scorer")
    options = parser.parse_intermixed_args()
    rows = []
    for share in SHARES:
        results, sizes = [], []
        for draw in range(options.draws if share < 1 else 1):
            with tempfile.TemporaryDirectory() as folder:
                lexicon = os.path.join(folder, "lexicon")
                sizes.append(write_part(os.path.normpath(options.lexicon), lexicon, share, draw))
                result = on_corpora(options.plaint, lexicon, options.corpora)
                if options.scorer:
                    result |= on_public_sets(options.plaint, lexicon, options.scorer, folder)
                results.append(result)
        rows.append((sum(sizes) // len(sizes), {k: sum(r[k] for r in results) / len(results) for k in results[0]}))
        print(f"{rows[-1][0]} rows", file=sys.stderr)
    print("| | " + " | ".join(f"{size} rows" for size, _ in rows) + " |")
    print("|---|" + "---|" * len(rows))
    for name in rows[0][1]:
        print(f"| {name} | " + " | ".join(f"{result[name]:.3f}" for _, result in rows) + " |")


if __name__ == "__main__":
    main()
