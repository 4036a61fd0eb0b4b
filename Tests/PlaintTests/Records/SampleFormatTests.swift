import Glibc
import Testing

@testable import Plaint

/// Every format of Tests/Samples/formats is read without being told anything.
@Suite struct SampleFormatTests {
    static let folder =
        String(#filePath.prefix(#filePath.count - "/PlaintTests/Records/SampleFormatTests.swift".count))
        + "/Samples/formats"

    /// What a source gave: notices without the folder, texts, times.
    struct Reading: Equatable {
        var rejected: [RecordIssue.Reason] = []
        var notices: [String] = []
        var texts: [String] = []
        var times: [String?] = []
        var read = 0
        var failed = false
    }

    static func read(_ path: String, options: RecordOptions = RecordOptions()) -> Reading {
        var feed = SourceFeed(paths: [path], options: options, live: false)
        let item = WorkItem()
        var parser = RecordParser()
        var reading = Reading()
        while feed.fill(item) {
            for notice in item.notices {
                if case .failure = notice { reading.failed = true }
                reading.notices.append(notice.text.replacing(first: folder + "/", by: ""))
            }
            parser.begin(item.block)
            loop: while true {
                switch parser.next() {
                case .end: break loop
                case .skipped: reading.read += 1
                case .rejected(let issue):
                    reading.read += 1
                    reading.rejected.append(issue.reason)
                case .text:
                    reading.read += 1
                    reading.texts.append(String(decoding: parser.text, as: UTF8.self))
                    reading.times.append(RecordTime.iso(parser.time.span, seenAt: parser.crawlTime.span))
                }
            }
        }
        return reading
    }

    /// Lines of a file that are in another encoding than the others.
    static func strays(_ path: String) -> StrayLines {
        var feed = SourceFeed(paths: [path], options: RecordOptions(), live: false)
        let item = WorkItem()
        var parser = RecordParser()
        var strays = StrayLines()
        while feed.fill(item) {
            parser.begin(item.block)
            while parser.next() != .end {}
            strays.add(parser.strayLines)
        }
        return strays
    }

    static let cases: [(name: String, notice: String, records: Int, text: String, time: String?)] = [
        (
            "gbk.csv", "csv, 3 columns, text in \"反馈内容\", time in \"评论时间\", id in \"编号\"", 3, "快递放在驿站也不打个电话，下雨天箱子全泡烂了",
            "2026-03-02T08:05:00"
        ),
        (
            "utf8-bom.csv", "csv, 3 columns, text in \"反馈内容\", time in \"评论时间\", id in \"编号\"", 3,
            "快递放在驿站也不打个电话，下雨天箱子全泡烂了",
            "2026-03-02T08:05:00"
        ),
        (
            "utf16le-bom.csv", "csv, 3 columns, text in \"反馈内容\", time in \"评论时间\", id in \"编号\"", 3,
            "快递放在驿站也不打个电话，下雨天箱子全泡烂了",
            "2026-03-02T08:05:00"
        ),
        (
            "utf16be.csv", "csv, 3 columns, text in \"反馈内容\", time in \"评论时间\", id in \"编号\"", 3,
            "快递放在驿站也不打个电话，下雨天箱子全泡烂了",
            "2026-03-02T08:05:00"
        ),
        (
            "big5.csv", "csv, 3 columns, text in \"評論內容\", time in \"評論時間\", id in \"編號\"", 3, "冷氣裝好才兩天就漏水，打客服一直轉接",
            "2026-03-02"
        ),
        (
            "windows-1252.csv", "csv, 2 columns, text in \"comment\", id in \"id\"", 3,
            "“It’s been 3 weeks” – that’s all I’m told",
            nil
        ),
        (
            "titles.csv",
            "csv with semicolons, 3 columns, text in \"反馈\", time in \"提交时间\", id in \"工单号\", 2 lines above the header",
            2, "前台没人；按了三次铃才出来", "2026-03-02T09:05:00"
        ),
        (
            "sep.csv", "csv with semicolons, 2 columns, text in \"review\", id in \"id\"", 2,
            "hot; wet; loud, and nobody came", nil
        ),
        (
            "no-header.csv", "csv, 2 columns, text in \"column_2\" (by its content), no header", 4, "等叫号等了一上午，窗口只开了一个",
            nil
        ),
        (
            "weibo.csv", "csv, 5 columns, text in \"正文\", time in \"发布时间\", id in \"id\"", 2, "刚买的耳机左边没声音，换货页面点进去是空白",
            "2026-03-02T19:20:11+08:00"
        ),
        (
            "array.json", "json, text in \"review\", time in \"date\", id in \"id\"", 2,
            "Battery lasts a whole day, charger was missing though", "2026-03-02"
        ),
        (
            "zendesk.json",
            "json, text in \"description\", time in \"created_at\", id in \"id\", records in \"tickets\"", 2,
            "I sent the form twice and nobody answers", "2026-03-02T08:05:00Z"
        ),
        (
            "intercom.jsonl", "jsonl, text in \"source.body\", time in \"created_at\", id in \"id\"", 2,
            "Your app logs me out every hour", "2026-03-02T08:05:00Z"
        ),
        (
            "google-play.json",
            "json, text in \"comments.userComment.text\", id in \"reviewId\", rating in \"comments.userComment.starRating\", records in \"reviews\"",
            2,
            "\tCrashes when I rotate the phone", nil
        ),
        ("doccano.jsonl", "jsonl, text in \"text\", id in \"id\"", 2, "客服让我自己联系厂家", nil),
        ("label-studio.json", "json, text in \"data.text\", id in \"id\"", 2, "排队两小时，体验五分钟", nil),
        ("prodigy.jsonl", "jsonl, text in \"text\"", 2, "The invoice shows a fee nobody mentioned", nil),
        ("argilla.jsonl", "jsonl, text in \"fields.text\"", 2, "Seat was broken and stayed broken", nil),
        ("fasttext.txt", "fasttext, text in \"text\"", 2, "打了四次电话没人接，拖到现在", nil),
        (
            "whatsapp.txt", "chat, text in \"text\", time in \"time\"", 4, "still no courier\nand nobody answers",
            "2026-03-02T20:28:09"
        ),
        (
            "whatsapp-us.txt", "chat, text in \"text\", time in \"time\"", 3,
            "Messages and calls are end-to-end encrypted.", nil
        ),
        ("wechat.txt", "chat, text in \"text\", time in \"time\"", 3, "卡里扣了两次钱", "2026-03-02T12:00:00"),
        ("names.txt", "chat, text in \"text\"", 5, "你好，充值没到账", nil),
        (
            "posts.csv.gz", "csv, 5 columns, text in \"content\", time in \"posted_at\", id in \"id\", gzip", 8,
            "新开的那家拉面，汤头不错，但是排队排了快一个小时，下次不来了", "2026-03-02T19:20:00"
        ),
        (
            "posts.csv.zst", "csv, 5 columns, text in \"content\", time in \"posted_at\", id in \"id\", zstd", 8,
            "新开的那家拉面，汤头不错，但是排队排了快一个小时，下次不来了", "2026-03-02T19:20:00"
        ),
        (
            "posts.csv.bz2", "csv, 5 columns, text in \"content\", time in \"posted_at\", id in \"id\", bzip2", 8,
            "新开的那家拉面，汤头不错，但是排队排了快一个小时，下次不来了", "2026-03-02T19:20:00"
        ),
        (
            "posts.csv.xz", "csv, 5 columns, text in \"content\", time in \"posted_at\", id in \"id\", xz", 8,
            "新开的那家拉面，汤头不错，但是排队排了快一个小时，下次不来了", "2026-03-02T19:20:00"
        ),
        (
            "posts.zip", "csv, 5 columns, text in \"content\", time in \"posted_at\", id in \"id\", zip", 8,
            "新开的那家拉面，汤头不错，但是排队排了快一个小时，下次不来了", "2026-03-02T19:20:00"
        ),
        (
            "wechat.csv", "csv, 12 columns, text in \"StrContent\", time in \"CreateTime\", id in \"localId\"", 4,
            "上次那箱橙子烂了一半，谁给我赔", "2026-03-02T04:00:00Z"
        ),
        (
            "reviews.tsv",
            "tsv, 4 columns, text in \"review\", time in \"date\", id in \"review_id\", rating in \"stars\"", 3,
            "Handle snapped off on day two, \"lifetime\" my foot", "2026-03-01"
        ),
        (
            "relative.csv",
            "csv, 4 columns, text in \"微博正文\", time in \"发布时间\", told from \"采集时间\", id in \"微博id\"", 4,
            "外卖袋子漏汤，打电话没人接", "2026-03-01T23:53:00"
        ),
        (
            "no-names.csv",
            "csv, 4 columns, text in \"column_4\" (by its content), time in \"column_2\" (by its content), "
                + "id in \"column_1\" (by its content), rating in \"column_3\" (by its content), no header", 4,
            "前台把我的身份证弄丢了，还说没收过", "2026-03-01T08:05:00"
        ),
        (
            "mediacrawler.jsonl",
            "jsonl, text in \"content\", time in \"create_date_time\", told from \"last_modify_ts\", id in \"comment_id\"",
            2, "物流三天没动，催了也没用", "2026-03-02T12:00:00"
        ),
        (
            "app-store.json",
            "json, text in \"content.label\", time in \"updated\", id in \"id\", rating in \"im:rating.label\", "
                + "records in \"entries\"", 2, "Update wiped my saved routes", "2026-03-02T08:05:00-07:00"
        ),
        (
            "posts.csv.lz4", "csv, 5 columns, text in \"content\", time in \"posted_at\", id in \"id\", lz4", 8,
            "新开的那家拉面，汤头不错，但是排队排了快一个小时，下次不来了", "2026-03-02T19:20:00"
        ),
    ]

    @Test(arguments: cases.indices) func isReadWithoutOptions(_ index: Int) {
        let sample = Self.cases[index]
        let reading = Self.read("\(Self.folder)/\(sample.name)")
        #expect(reading.notices.first == "\(sample.name): \(sample.notice)")
        #expect(reading.texts.count == sample.records && reading.read == sample.records)
        #expect(reading.texts.first == sample.text)
        #expect(reading.times.first == sample.time)
        #expect(!reading.failed)
    }

    @Test(arguments: [
        ("gbk.csv", "GB18030"), ("big5.csv", "Big5-HKSCS"), ("utf16be.csv", "UTF-16BE"),
        ("utf16le-bom.csv", "UTF-16LE"),
        ("windows-1252.csv", "windows-1252"),
    ]) func saysWhatItTookTheEncodingFor(name: String, encoding: String) {
        let notice = "\(name): decoded from \(encoding), as its bytes look; if not, say --encoding NAME"
        #expect(Self.read("\(Self.folder)/\(name)").notices.contains(notice))
    }

    /// Repeated and missing names, quotes inside a field, rows too short; only a row with more than the header is rejected.
    @Test func aRaggedTableKeepsItsColumns() {
        let reading = Self.read("\(Self.folder)/ragged.csv")
        #expect(reading.notices == ["ragged.csv: csv, 4 columns, text in \"评论\", id in \"订单号\""])
        #expect(reading.texts == ["包装压扁了", "客服说明天\"给答复\"", "送得很快"])
        #expect(reading.rejected == [.surplusFields(found: 5, expected: 4)])
    }

    @Test func relativeTimesAreToldFromTheTimeOfCollecting() {
        let times = Self.read("\(Self.folder)/relative.csv").times
        #expect(times == ["2026-03-01T23:53:00", "2026-03-01T21:40:00", "2026-02-27T08:15:00", nil])
    }

    @Test func severalSourcesInOneFile() {
        let zip = Self.read("\(Self.folder)/two.zip")
        #expect(zip.notices.map { $0.prefix(16) } == ["two.zip/day1/gbk", "two.zip/day1/gbk", "two.zip/day2/cha"])
        #expect(zip.texts.count == 8 && zip.texts[3] == "你好，我上周买的扫地机充不进电")
        let book = Self.read("\(Self.folder)/workbook.xlsx")
        #expect(
            book.notices == [
                "workbook.xlsx/三月: csv, 4 columns, text in \"反馈内容\", time in \"时间\", id in \"单号\" (by its content), rating in \"评分\", xlsx, 1 line above the header",
                "workbook.xlsx/汇总: passed over: no column looks like a text",
                "workbook.xlsx/四月: csv, 2 columns, text in \"text\", id in \"id\", xlsx",
            ])
        #expect(book.texts == ["排队一小时，\n只开了\"一个\"窗口", "店员很热情", "  ", "送到时 <b>凉了</b> & 洒了"])
        #expect(book.times == ["2026-03-02T08:05:00", "2026-03-03", nil, nil])
        #expect(!book.failed)
    }

    /// The decision and the records do not depend on how the bytes come.
    @Test(arguments: [1, 3, 64, 1_000]) func blocksOfEverySizeGiveTheSame(blockBytes: Int) throws {
        for sample in Self.cases where !sample.name.hasSuffix(".zip") {
            let path = "\(Self.folder)/\(sample.name)"
            func read(_ blockBytes: Int) throws -> [String] {
                var reader = try RecordReader(
                    path: path, source: 0, options: RecordOptions(), live: false, blockBytes: blockBytes)
                var parser = RecordParser()
                let block = RecordBlock()
                var objects: [String] = []
                while try reader.read(into: block) {
                    parser.begin(block)
                    while case .text = parser.next() {
                        var output: [UInt8] = []
                        parser.appendObject(to: &output)
                        objects.append(String(decoding: output, as: UTF8.self))
                    }
                }
                return objects
            }
            #expect(try read(blockBytes) == read(RecordReader.blockBytes), "\(sample.name)")
        }
    }
}
