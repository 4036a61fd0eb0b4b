"""Labelled records, the command `plaint`, and measures as `plaint evaluate` defines them; standard library only."""
import hashlib, json, os, subprocess, time

CATEGORIES = ["product", "service", "process", "speed"]
NONE = "none"


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def fold(record, folds):
    """As in `plaint evaluate --folds`: the first eight bytes of the SHA-256 of the text."""
    return int(hashlib.sha256(record["text"].encode()).hexdigest()[:16], 16) % folds


def primary(record):
    return (record["categories"] or [NONE])[0]


def f1(both, said, gold):
    return 2 * both / (said + gold) if said + gold else 0.0


def accuracy(gold, said):
    return sum(g == s for g, s in zip(gold, said)) / len(gold)


def macro_f1(gold, said):
    """Over the labels that occur in the gold."""
    gold, said = list(gold), list(said)
    scores = []
    for label in sorted(set(gold)):
        both = sum(g == s == label for g, s in zip(gold, said))
        scores.append(f1(both, said.count(label), gold.count(label)))
    return sum(scores) / len(scores)


def complaint_f1(gold, said):
    return f1(sum(g and s for g, s in zip(gold, said)), sum(said), sum(gold))


def set_macro_f1(gold, said):
    """Mean over the categories of the F1 of "the record has it"; `gold` and `said` are lists of sets."""
    scores = [
        f1(sum(c in g and c in s for g, s in zip(gold, said)), sum(c in s for s in said), sum(c in g for g in gold))
        for c in CATEGORIES if any(c in g for g in gold)
    ]
    return sum(scores) / len(scores)


def brier(pairs):
    """Of (probability, whether it came true)."""
    return sum((p - y) ** 2 for p, y in pairs) / len(pairs)


def ece(pairs):
    """In ten bins of equal mass; where a bin ends among equal probabilities, each has the share of all of them."""
    shares = {}
    for p, y in pairs:
        n, k = shares.get(p, (0, 0))
        shares[p] = (n + 1, k + y)
    ordered = sorted(p for p, _ in pairs)
    bins = [ordered[i * len(ordered) // 10:(i + 1) * len(ordered) // 10] for i in range(10)]
    return sum(abs(sum(b) - sum(shares[p][1] / shares[p][0] for p in b)) for b in bins) / len(ordered)


class Plaint:
    """The command; files are written into `folder`."""

    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def run(self, *arguments):
        done = subprocess.run([self.path, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode > 1:
            raise SystemExit(done.stderr.decode(errors="replace"))
        return done.stdout

    def file(self, name, records):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as f:
            for record in records:
                f.write(json.dumps(record, ensure_ascii=False) + "\n")
        return path

    def corpus(self, name, records):
        """A file with the labels alone that are trained."""
        return self.file(name, [{k: r[k] for k in ("text", "complaint", "categories") if k in r} for r in records])

    def train(self, records, *options):
        """The path of a model, and seconds by the clock."""
        corpus, model = self.corpus("train.jsonl", records), os.path.join(self.folder, "a.model")
        start = time.time()
        self.run("train", corpus, "-o", model, *options)
        return model, time.time() - start

    def label(self, model, records):
        """The member `plaint` of each record, and seconds by the clock, on one thread."""
        texts = self.file("texts.jsonl", [{"text": r["text"]} for r in records])
        start = time.time()
        out = self.run("batch", "--threads", "1", "--model", model, texts)
        seconds = time.time() - start
        return [json.loads(line)["plaint"] for line in out.decode().splitlines()], seconds
