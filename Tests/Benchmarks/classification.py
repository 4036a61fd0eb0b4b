#!/usr/bin/env python3
"""Plaint's classifier beside scikit-learn's, trained on the same records.

usage: classification.py PLAINT [--corpora DIR] [--tweets FILE]        (needs scikit-learn and jieba)

1. corpora/train against the frozen corpora/test, each language by itself. scikit-learn's four see words (jieba's for
   Chinese, one and two) or characters (one to three; for English two to five within words). Each gets three models of
   the same kind, one for each question: is it a complaint; the primary category or none; the set of categories (one
   against the rest). alpha and C are those with the best accuracy of the second in three folds over corpora/train.
   Plaint answers all three with one model of both languages.
2. --tweets: JSON Lines with `text` and `categories`, only complaints of one category: ten folds by the SHA-256 of the
   text, trained on themselves.

Measures are those of `plaint evaluate`. Brier and ECE (ten bins of equal mass) of "is a complaint", where there are
probabilities, and the Brier score of "complains of c", all categories pooled. Times are seconds by the clock, training
without the choice of alpha or C, labelling of the test records.
"""
import argparse, glob, os, tempfile, time, warnings
import jieba
import labels
from labels import CATEGORIES, NONE, accuracy, brier, complaint_f1, ece, fold, load, macro_f1, primary, set_macro_f1
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")
jieba.setLogLevel(60)


def words(text):
    return [w for w in jieba.lcut(text.lower()) if w.strip()]


# A name, a maker from alpha or C, what is chosen from, and how features are counted.
PEERS = [
    ("MultinomialNB", lambda x: MultinomialNB(alpha=x), (0.03, 0.1, 0.3, 1), CountVectorizer),
    ("ComplementNB", lambda x: ComplementNB(alpha=x), (0.03, 0.1, 0.3, 1), CountVectorizer),
    ("LogisticRegression", lambda x: LogisticRegression(C=x, max_iter=300, tol=1e-3), (3, 10, 30), TfidfVectorizer),
    ("LogisticRegression, balanced",
     lambda x: LogisticRegression(C=x, max_iter=300, tol=1e-3, class_weight="balanced"), (3, 10, 30), TfidfVectorizer),
    ("LinearSVC", lambda x: LinearSVC(C=x), (0.1, 0.3, 1), TfidfVectorizer),
]
FEATURES = {
    "zh": [("jieba's words, 1–2", dict(analyzer="word", tokenizer=words, token_pattern=None, ngram_range=(1, 2))),
           ("characters, 1–3", dict(analyzer="char", ngram_range=(1, 3)))],
    "en": [("words, 1–2", dict(analyzer="word", ngram_range=(1, 2))),
           ("characters in words, 2–5", dict(analyzer="char_wb", ngram_range=(2, 5)))],
}


def table(title):
    print(f"\n### {title}\n\n| | complaint F1 | accuracy | macro-F1 | label-set macro-F1 | Brier | ECE | Brier, categories"
          " | train, s | label, s |\n|---|---|---|---|---|---|---|---|---|---|")


def show(name, test, complains, said, sets, complaint=None, joint=None, seconds=()):
    """`complaint`: probabilities; `joint`: for each record those of complaining of each category."""
    gold = [r["complaint"] for r in test]
    cells = [complaint_f1(gold, complains), accuracy([primary(r) for r in test], said),
             macro_f1([primary(r) for r in test], said), set_macro_f1([r["categories"] for r in test], sets)]
    cells = [f"{x:.3f}" for x in cells]
    if complaint is None:
        cells += ["–"] * 3
    else:
        pairs = list(zip(complaint, gold))
        pooled = [(p, c in r["categories"]) for r, row in zip(test, joint) for c, p in zip(CATEGORIES, row)]
        cells += [f"{x:.3f}" for x in (brier(pairs), ece(pairs), brier(pooled))]
    print("| " + " | ".join([name] + cells + [f"{s:.2f}" for s in seconds]) + " |", flush=True)


def show_plaint(answers, test, seconds):
    joint = [[a["complaint"] * a["probability"][c] for c in CATEGORIES] for a in answers]
    complaint = [a["complaint"] for a in answers]
    show("Plaint", test, [p >= 0.5 for p in complaint], [a["category"] or NONE for a in answers],
         [a["categories"] for a in answers], complaint, joint, seconds)


def chosen(make, values, vectorizer, options, train):
    """The value with the most right primary answers in three folds."""
    right = dict.fromkeys(values, 0)
    for k in range(3):
        others, held = [r for r in train if fold(r, 3) != k], [r for r in train if fold(r, 3) == k]
        v = vectorizer(**options)
        x, y = v.fit_transform([r["text"] for r in others]), v.transform([r["text"] for r in held])
        for value in values:
            said = make(value).fit(x, [primary(r) for r in others]).predict(y)
            right[value] += sum(s == primary(r) for s, r in zip(said, held))
    return max(values, key=lambda value: (right[value], -values.index(value)))


def peer(name, make, values, vectorizer, kind, options, train, test):
    value = chosen(make, values, vectorizer, options, train)
    start = time.time()
    v = vectorizer(**options)
    x = v.fit_transform([r["text"] for r in train])
    gate = make(value).fit(x, [r["complaint"] for r in train])
    classes = make(value).fit(x, [primary(r) for r in train])
    sets = OneVsRestClassifier(make(value)).fit(x, [[c in r["categories"] for c in CATEGORIES] for r in train])
    middle = time.time()
    y = v.transform([r["text"] for r in test])
    complains, said, holds = gate.predict(y), classes.predict(y), sets.predict(y)
    complaint = joint = None
    if hasattr(gate, "predict_proba"):
        complaint, joint = [float(p) for p in gate.predict_proba(y)[:, 1]], sets.predict_proba(y)
    end = time.time()
    show(f"{name} ({value:g}), {kind}", test, list(complains), list(said),
         [[c for c, h in zip(CATEGORIES, row) if h] for row in holds], complaint, joint, (middle - start, end - middle))


def frozen(plaint, train, test):
    model, trained = plaint.train(train)
    for language in ("zh", "en"):
        mine, asked = ([r for r in part if r["lang"] == language] for part in (train, test))
        table(f"{language}: {len(mine)} training records, {len(asked)} test records")
        answers, labelled = plaint.label(model, asked)
        show_plaint(answers, asked, (trained, labelled))
        for kind, options in FEATURES[language]:
            for name, make, values, vectorizer in PEERS:
                peer(name, make, values, vectorizer, kind, options, mine, asked)


def tweets(plaint, path):
    records = [r for r in load(path) if r.get("categories") and len(r["categories"]) == 1 and not r.get("doubt")]
    print(f"\n### {len(records)} complaints in tweets to airlines, ten folds, trained on themselves\n")
    print("| | accuracy | macro-F1 |\n|---|---|---|")
    gold = [primary(r) for r in records]

    def folds(name, answer):
        said = [None] * len(records)
        for k in range(10):
            held = [i for i, r in enumerate(records) if fold(r, 10) == k]
            others = [r for r in records if fold(r, 10) != k]
            for i, label in zip(held, answer(others, [records[i] for i in held])):
                said[i] = label
        print(f"| {name} | {accuracy(gold, said):.3f} | {macro_f1(gold, said):.3f} |", flush=True)

    def plaint_with(*options):
        def answer(train, test):
            answers, _ = plaint.label(plaint.train([{**r, "complaint": True} for r in train], *options)[0], test)
            return [max(a["probability"], key=a["probability"].get) for a in answers]
        return answer

    folds("Plaint", plaint_with())
    folds("Plaint, without cues", plaint_with("--parameter", "cue-prior=0"))
    for name, make, values, vectorizer in PEERS:
        for value in values:
            def answer(train, test):
                v = vectorizer(ngram_range=(1, 2))
                m = make(value).fit(v.fit_transform([r["text"] for r in train]), [primary(r) for r in train])
                return m.predict(v.transform([r["text"] for r in test]))
            folds(f"{name} ({value:g})", answer)


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
        plaint = labels.Plaint(options.plaint, folder)
        if options.tweets:
            tweets(plaint, options.tweets)
        frozen(plaint, train, test)


if __name__ == "__main__":
    main()
