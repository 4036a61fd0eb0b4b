"""The programs that Plaint is compared with: what each is asked to do, on how much text, and the timing of it.

Run as a program, `peers.py NAME INPUT.jsonl MEGABYTES` times one of them in a process of its own and prints JSON.
"""
import importlib
import importlib.metadata
import json
import sys
import time


class Peer:
    """`make` takes the sample and returns a function of one text; its time is what counts."""

    def __init__(self, name, package, task, languages, megabytes, make):
        self.name, self.package, self.task = name, package, task
        self.languages, self.megabytes, self.make = languages, megabytes, make

    def version(self):
        """None where it is not installed."""
        try:
            return importlib.metadata.version(self.package)
        except importlib.metadata.PackageNotFoundError:
            return None


def rjieba(texts):
    cut = importlib.import_module("rjieba").cut
    return cut


def jieba(texts):
    module = importlib.import_module("jieba")
    module.setLogLevel(60)
    module.initialize()
    return module.lcut


def icu(texts):
    module = importlib.import_module("icu")
    iterator = module.BreakIterator.createWordInstance(module.Locale.getRoot())

    def cut(text):
        iterator.setText(text)
        return list(iterator)

    return cut


def snownlp(texts):
    module = importlib.import_module("snownlp")
    return lambda text: module.SnowNLP(text).sentiments


def vader(texts):
    module = importlib.import_module("vaderSentiment.vaderSentiment")
    return module.SentimentIntensityAnalyzer().polarity_scores


def naive_bayes(texts):
    """Five classes as in Plaint; what they mean does not change the speed, so that numbers serve as labels."""
    lcut = jieba(texts)
    vectorizer = importlib.import_module("sklearn.feature_extraction.text").CountVectorizer(
        tokenizer=lcut, token_pattern=None)
    model = importlib.import_module("sklearn.naive_bayes").MultinomialNB()
    training = texts[:2000]
    model.fit(vectorizer.fit_transform(training), [index % 5 for index in range(len(training))])

    def classify(batch):
        return model.predict_proba(vectorizer.transform(batch))

    # One call for the whole sample: that is how it is fastest.
    classify.takes_all = True
    return classify


PEERS = [
    Peer("rjieba", "rjieba", "jieba-rs, segmentation alone", ("zh", "en"), 10, rjieba),
    Peer("PyICU", "PyICU", "ICU's word iterator, boundaries alone", ("zh", "en"), 4, icu),
    Peer("jieba", "jieba", "segmentation alone", ("zh", "en"), 0.5, jieba),
    Peer("SnowNLP", "snownlp", "sentiment", ("zh",), 0.05, snownlp),
    Peer("scikit-learn", "scikit-learn", "naive Bayes behind jieba, five classes", ("zh",), 0.3, naive_bayes),
    Peer("VADER", "vaderSentiment", "sentiment", ("en",), 0.5, vader),
]


def sample(path, least_bytes):
    """Records spread evenly over the file's first 20,000, so that a small sample is no different from a large one."""
    texts = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            if len(texts) == 20_000 and least_bytes <= sum(len(t.encode()) for t in texts):
                break
    total = sum(len(text.encode()) for text in texts)
    step = max(1, int(total / least_bytes))
    return texts[::step]


def peak_megabytes():
    """Not ru_maxrss: that begins with the memory of the process that started this one."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024 / 1e6


def main():
    name, path, megabytes = sys.argv[1], sys.argv[2], float(sys.argv[3])
    peer = next(peer for peer in PEERS if peer.name == name)
    texts = sample(path, megabytes * 1e6)
    process = peer.make(texts)
    takes_all = getattr(process, "takes_all", False)
    # Dictionaries are loaded by the first call.
    if takes_all:
        process(texts[:50])
    else:
        for text in texts[:50]:
            process(text)
    cpu, wall = time.process_time(), time.perf_counter()
    if takes_all:
        process(texts)
    else:
        for text in texts:
            process(text)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({
        "cpu": cpu, "wall": wall, "bytes": sum(len(text.encode()) for text in texts),
        "peak": peak_megabytes()}))


if __name__ == "__main__":
    main()
