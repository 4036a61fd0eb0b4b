#!/usr/bin/env python3
"""Plaint's classifier beside scikit-learn's, trained on the same records.

usage: classification.py PLAINT [--corpora DIR] [--tweets FILE]        (needs scikit-learn and jieba)

1. corpora/train against the frozen corpora/test: the primary category, or none. scikit-learn's four see jieba's words
   (one and two) or characters (one to three) of the text; five classes.
2. The learning curve: a quarter, a half and the whole of corpora/train (by the SHA-256 of the text), with and without
   cues (--parameter cue-prior=0).
3. --tweets: JSON Lines with `text` and `categories`, only complaints of one category: ten folds by the SHA-256 of the
   text, trained on themselves.

ECE (ten bins of equal mass) and Brier score are those of "is a complaint".
"""
import argparse, glob, hashlib, json, os, subprocess, tempfile, time, warnings
import jieba
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")
jieba.setLogLevel(60)
NONE = "none"


def words(text):
    return [w for w in jieba.lcut(text.lower()) if w.strip()]


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def fold(record, folds):
    return int(hashlib.sha256(record["text"].encode()).hexdigest()[:16], 16) % folds


def primary(record):
    return (record["categories"] or [NONE])[0]


def macro_f1(gold, said):
    scores = []
    for label in sorted(set(gold)):
        both = sum(g == s == label for g, s in zip(gold, said))
        scores.append(2 * both / (gold.count(label) + said.count(label)))
    return sum(scores) / len(scores)


def calibration(pairs):
    """ECE and Brier score of (probability, whether it came true)."""
    pairs, n = sorted(pairs), len(pairs)
    bins = [pairs[i * n // 10:(i + 1) * n // 10] for i in range(10)]
    ece = sum(abs(sum(p for p, _ in b) - sum(y for _, y in b)) for b in bins) / n
    return ece, sum((p - y) ** 2 for p, y in pairs) / n


def show(name, gold, said, probabilities, complaint, seconds):
    right = sum(g == s for g, s in zip(gold, said)) / len(gold)
    cells = [f"{right:.3f}", f"{macro_f1(gold, said):.3f}"]
    cells += [f"{x:.3f}" for x in calibration(list(zip(probabilities, complaint)))] if probabilities else ["-", "-"]
    print("| " + " | ".join([name] + cells + [f"{s:.2f}" for s in seconds]) + " |", flush=True)


class Plaint:
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
            for r in records:
                f.write(json.dumps(r, ensure_ascii=False) + "\n")
        return path

    def train(self, records, *options):
        kept = [{k: r[k] for k in ("text", "complaint", "categories") if k in r} for r in records]
        corpus, model = self.file("train.jsonl", kept), os.path.join(self.folder, "a.model")
        start = time.time()
        self.run("train", corpus, "-o", model, *options)
        return model, time.time() - start

    def label(self, model, records):
        texts = self.file("texts.jsonl", [{"text": r["text"]} for r in records])
        start = time.time()
        out = self.run("batch", "--threads", "1", "--model", model, texts)
        seconds = time.time() - start
        return [json.loads(line)["plaint"] for line in out.decode().splitlines()], seconds


def peers():
    yield "MultinomialNB", lambda: MultinomialNB(), CountVectorizer
    yield "ComplementNB", lambda: ComplementNB(), CountVectorizer
    yield "LogisticRegression", lambda: LogisticRegression(max_iter=2000), TfidfVectorizer
    yield "LogisticRegression, balanced", lambda: LogisticRegression(max_iter=2000, class_weight="balanced"), TfidfVectorizer
    yield "LinearSVC", lambda: LinearSVC(), TfidfVectorizer


def features():
    yield "words", dict(analyzer="word", tokenizer=words, token_pattern=None, ngram_range=(1, 2), lowercase=False)
    yield "characters", dict(analyzer="char", ngram_range=(1, 3))


def header(title):
    print(f"\n### {title}\n\n| | accuracy | macro-F1 | ECE | Brier | train, s | label, s |\n|---|---|---|---|---|---|---|")


def frozen(plaint, train, test):
    header(f"{len(train)} training records, {len(test)} test records, five classes")
    gold, complaint = [primary(r) for r in test], [r["complaint"] for r in test]
    model, trained = plaint.train(train)
    answers, labelled = plaint.label(model, test)
    show("Plaint", gold, [a["category"] or NONE for a in answers], [a["complaint"] for a in answers], complaint,
         (trained, labelled))
    for kind, options in features():
        for name, make, vectorizer in peers():
            start = time.time()
            v, m = vectorizer(**options), make()
            m.fit(v.fit_transform([r["text"] for r in train]), [primary(r) for r in train])
            middle = time.time()
            x = v.transform([r["text"] for r in test])
            said = list(m.predict(x))
            end = time.time()
            p = None
            if hasattr(m, "predict_proba"):
                p = list(1 - m.predict_proba(x)[:, list(m.classes_).index(NONE)])
            show(f"{name}, {kind}", gold, said, p, complaint, (middle - start, end - middle))


def curve(plaint, train, test):
    print("\n### Learning curve on the same test\n\n| records | accuracy | macro-F1 | without cues: accuracy | macro-F1 |")
    print("|---|---|---|---|---|")
    gold = [primary(r) for r in test]
    for parts in (1, 2, 4):
        some = [r for r in train if fold(r, 4) < parts]
        cells = []
        for options in ((), ("--parameter", "cue-prior=0")):
            answers, _ = plaint.label(plaint.train(some, *options)[0], test)
            said = [a["category"] or NONE for a in answers]
            cells += [f"{sum(g == s for g, s in zip(gold, said)) / len(gold):.3f}", f"{macro_f1(gold, said):.3f}"]
        print("| " + " | ".join([str(len(some))] + cells) + " |", flush=True)


def tweets(plaint, path):
    records = [r for r in load(path) if r.get("categories") and len(r["categories"]) == 1 and not r.get("doubt")]
    print(f"\n### {len(records)} complaints in tweets to airlines, ten folds, trained on themselves\n")
    print("| | accuracy | macro-F1 |\n|---|---|---|")
    gold = [primary(r) for r in records]
    said = [None] * len(records)

    def folds(answer):
        for k in range(10):
            held = [i for i, r in enumerate(records) if fold(r, 10) == k]
            others = [r for r in records if fold(r, 10) != k]
            for i, label in zip(held, answer(others, [records[i] for i in held])):
                said[i] = label
        right = sum(g == s for g, s in zip(gold, said)) / len(gold)
        return f"{right:.3f} | {macro_f1(gold, said):.3f}"

    def ours(train, test):
        answers, _ = plaint.label(plaint.train([{**r, "complaint": True} for r in train])[0], test)
        return [max(a["probability"], key=a["probability"].get) for a in answers]

    print(f"| Plaint | {folds(ours)} |", flush=True)
    for name, make, vectorizer in peers():
        def theirs(train, test):
            v, m = vectorizer(ngram_range=(1, 2)), make()
            m.fit(v.fit_transform([r["text"] for r in train]), [primary(r) for r in train])
            return m.predict(v.transform([r["text"] for r in test]))
        print(f"| {name} | {folds(theirs)} |", flush=True)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plaint")
    parser.add_argument("--corpora", default=os.path.join(here, "..", "..", "corpora"))
    parser.add_argument("--tweets")
    options = parser.parse_args()
    train, test = ([r for p in sorted(glob.glob(f"{options.corpora}/{part}/*.jsonl")) for r in load(p)]
                   for part in ("train", "test"))
    with tempfile.TemporaryDirectory() as folder:
        plaint = Plaint(options.plaint, folder)
        frozen(plaint, train, test)
        curve(plaint, train, test)
        if options.tweets:
            tweets(plaint, options.tweets)


if __name__ == "__main__":
    main()
