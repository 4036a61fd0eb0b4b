#!/usr/bin/env python3
"""The learning curve of the default model; standard library only.

usage: learning_curve.py PLAINT [--corpora DIR]

Trains on a quarter, a half and the whole of corpora/train (by the SHA-256 of the text, so that a smaller part lies
within the next larger one), with the cues of the lexicons and without (--parameter cue-prior=0), and prints for each
language the measures of the primary category or none, on the frozen corpora/test, and out of fold: five folds of the
part itself, so that 4/5 of it train.
"""
import argparse, glob, hashlib, json, os, tempfile
from labels import Plaint, load

PARTS = ((1, "a quarter"), (2, "a half"), (4, "the whole"))
CUES = ((), ("--parameter", "cue-prior=0"))


def quarter(record):
    """Of other bytes than the folds go by."""
    return hashlib.sha256(record["text"].encode()).digest()[31] % 4


def scores(report):
    """Accuracy and macro-F1 of the primary category or none, F1 of complaints at one half."""
    report = json.loads(report)
    found = [report["labels"]["scores"][name]["value"] for name in ("accuracy", "macroF1")]
    return found + [report["gate"]["scores"]["f1AtHalf"]["value"]]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plaint")
    parser.add_argument("--corpora", default=os.path.join(here, "..", "..", "corpora"))
    options = parser.parse_args()
    train, test = ([r for p in sorted(glob.glob(f"{options.corpora}/{part}/*.jsonl")) for r in load(p)]
                   for part in ("train", "test"))
    with tempfile.TemporaryDirectory() as folder:
        plaint = Plaint(options.plaint, folder)
        for language in ("zh", "en"):
            print(f"\n### {language}: accuracy / macro-F1 / F1 of complaints\n")
            print("| records | test | test, no cues | out of fold | out of fold, no cues |\n|---|---|---|---|---|")
            asked = plaint.corpus("test.jsonl", [r for r in test if r["lang"] == language])
            for parts, name in PARTS:
                # Both languages train one model; the folds judge one.
                some = [r for r in train if quarter(r) < parts]
                mine = plaint.corpus("mine.jsonl", [r for r in some if r["lang"] == language])
                cells = []
                for cues in CUES:
                    model, _ = plaint.train(some, *cues)
                    cells.append(scores(plaint.run("evaluate", "--json", "--model", model, asked)))
                for cues in CUES:
                    cells.append(scores(plaint.run("evaluate", "--json", "--folds", "5", *cues, mine)))
                count = sum(r["lang"] == language for r in some)
                cells = [" / ".join(f"{x:.3f}" for x in cell) for cell in cells]
                print(f"| {name}: {count} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
