import Testing

@testable import Plaint

struct PatternMatcherTests {
    /// Terms of the patterns found, in order, with what their parts hold: `等了…<time>: 等了 两个小时`.
    private func patterns(_ text: String, _ rows: String) throws -> [String] {
        let lexicon = try makeLexicon([
            "valence\n" + rows, "unit unit time\n小时\t3600\n个小时\t3600\nhour~\t3600", "number\n两\t2\na\t1\ntwo\t2",
        ])
        var worker = try Analyzer.sentimentOnly(lexicon).makeWorker()
        withBytes(text) { worker.analyze($0) }
        let bytes = worker.clean.bytes
        let parts = worker.matcher.parts
        return worker.matcher.matches.map { match in
            let held = match.parts.map {
                String(decoding: bytes[Int(parts[Int($0)].start)..<Int(parts[Int($0)].end)], as: UTF8.self)
            }
            return lexicon.term(match.entry) + ": " + held.joined(separator: "|")
        }
    }

    @Test(arguments: 0...8) func aGapHoldsUpToSixTokens(_ words: Int) throws {
        let text = "never " + String(repeating: "xy ", count: words) + "again"
        #expect(try patterns(text, "never…again\t-3") == (words <= 6 ? ["never…again: never|again"] : []))
    }

    @Test(arguments: [0, 1, 6, 7]) func aGapCountsHanTokens(_ words: Int) throws {
        let text = "等" + String(repeating: "书", count: words) + "久"
        let lexicon = "等…久\t-2\n书\t0"
        #expect(try patterns(text, lexicon).count == (words <= 6 ? 1 : 0))
    }

    @Test(arguments: [",", "，", ".", "。", "!", "\n", ";", "—", "(", "…", "?"])
    func aGapDoesNotReachOverTheEndOfAClause(_ sign: String) throws {
        #expect(try patterns("never x\(sign) again", "never…again\t-3").isEmpty)
        #expect(try patterns("never \(sign) again", "never…again\t-3").isEmpty)
    }

    @Test func aSpaceIsSpacesOrOneHyphen() throws {
        let row = "out of stock\t-2"
        for text in ["out of stock", "out  of   stock", "out-of-stock", "OUT of\tstock", "out\u{A0}of stock"] {
            #expect(try patterns(text, row).count == 1, "\(text)")
        }
        for text in [
            "out, of stock", "out of the stock", "outof stock", "out of stocks", "out\nof stock", "out—of stock",
        ] {
            #expect(try patterns(text, row).isEmpty, "\(text)")
        }
    }

    @Test func theLongestPatternOfOnePlaceWins() throws {
        let rows = "out of\t-1\nout of stock\t-2\nout of…again\t-3"
        #expect(try patterns("out of stock", rows) == ["out of stock: out|of|stock"])
        #expect(try patterns("out of stock again", rows) == ["out of…again: out|of|again"])
        #expect(try patterns("out of luck", rows) == ["out of: out|of"])
    }

    @Test func ofEquallyLongPatternsTheOneWithMoreTextWins() throws {
        #expect(try patterns("比 你们 好", "比…好\t-1\n比…你们…好\t-2") == ["比…你们…好: 比|你们|好"])
        #expect(try patterns("ka kb kc kd", "ka…kd\t-1\nka…kc kd\t-2") == ["ka…kc kd: ka|kc|kd"])
    }

    @Test func placeholdersAreMatched() throws {
        #expect(try patterns("等了足足两个小时", "等了…<time>\t-2") == ["等了…<time>: 等了|两个小时"])
        #expect(try patterns("<time>", "<time>就到\t2").isEmpty)
        #expect(try patterns("两个小时就到", "<time>就到\t2") == ["<time>就到: 两个小时|就到"])
        #expect(try patterns("2 hours late", "<time> late\t-2") == ["<time> late: 2 hours|late"])
        #expect(try patterns("two times", "<n> times\t-1") == ["<n> times: two|times"])
        #expect(try patterns("charged $5 twice", "charged <money>\t-1") == ["charged <money>: charged|$5"])
    }

    @Test func patternsNeverChangeTokens() throws {
        let lexicon = try makeLexicon(["valence\n发 货\t-1\nfirst class\t2"])
        let without = try makeLexicon(["valence\nzzz\t1"])
        for text in ["昨天发货", "first class seat", "first-class"] {
            #expect(try bars(text, lexicon) == bars(text, without))
        }
    }

    @Test func aLiteralInsideAListedWordDoesNotCount() throws {
        #expect(try patterns("比较好", "比…好\t-1\n比较\t0").isEmpty)
    }

    @Test func inflectedPartsMatchEveryForm() throws {
        for text in ["charged twice", "charge twice", "charging twice"] {
            #expect(try patterns(text, "charge~ twice\t-2").count == 1)
        }
    }

    @Test func oneStartDoesNotTryForEver() throws {
        // Every word may begin, continue and end the pattern: without a bound the paths are exponential.
        let text = String(repeating: "ka kb ", count: 400)
        let rows = "ka…kb…ka…kb…ka…kb…ka…kb\t-1"
        #expect(try !patterns(text, rows).isEmpty)
    }
}
