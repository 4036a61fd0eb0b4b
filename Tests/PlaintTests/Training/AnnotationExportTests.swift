import Testing

@testable import Plaint

/// What annotation tools export. A row: the file, the label field, and the records that must come of it as
/// `text: labels` (`-` for no complaint, `+` for a complaint without a category).
struct AnnotationExportTests {
    struct Export: Sendable, CustomTestStringConvertible {
        var why: String
        var file: String
        var name = "export.jsonl"
        var label = "categories"
        var records: [String] = []
        var problems = 0
        var unlabelled = 0
        var unjudged = 0
        var testDescription: String { why }
    }

    static let exports: [Export] = [
        Export(
            why: "doccano: a list under label",
            file: #"{"id":1,"text":"slow ferry","label":["speed","service"]}"# + "\n"
                + #"{"id":2,"text":"what time?","label":[]}"# + "\n" + #"{"id":3,"text":"quiet","label":["none"]}"#,
            records: ["slow ferry: speed, service", "what time?: -", "quiet: -"]),
        Export(
            why: "doccano of old: labels", file: #"{"text":"the mug leaks","labels":["product"]}"#,
            records: ["the mug leaks: product"]),
        Export(
            why: "the field itself goes before other names",
            file: #"{"text":"a","label":["speed"],"categories":["product"]}"#, records: ["a: product"]),
        Export(
            why: "another field is not looked for elsewhere", file: #"{"text":"a","label":["speed"]}"#,
            label: "touchpoint", unlabelled: 1),
        Export(
            why: "Prodigy: choices",
            file: #"{"text":"rude clerk","accept":["service"],"answer":"accept"}"# + "\n"
                + #"{"text":"hm","accept":["speed"],"answer":"ignore"}"# + "\n"
                + #"{"text":"ok","accept":[],"answer":"accept"}"# + "\n"
                + #"{"text":"no","accept":["speed"],"answer":"reject"}"#,
            records: ["rude clerk: service", "ok: -"], unjudged: 2),
        Export(
            why: "Prodigy: one question a line, gathered by text",
            file: #"{"text":"late and rude","label":"speed","answer":"accept"}"# + "\n"
                + #"{"text":"late and rude","label":"product","answer":"reject"}"# + "\n"
                + #"{"text":"late and rude","label":"service","answer":"accept"}"# + "\n"
                + #"{"text":"only no","label":"product","answer":"reject"}"# + "\n"
                + #"{"text":"first no","label":"product","answer":"reject"}"# + "\n"
                + #"{"text":"first no","label":"process","answer":"accept"}"#,
            records: ["late and rude: speed, service", "first no: process"], unjudged: 1),
        Export(
            why: "Prodigy: none among the choices, and as a question of its own",
            file: #"{"text":"fine","accept":["none"],"answer":"accept"}"# + "\n"
                + #"{"text":"好","accept":["无"],"answer":"accept"}"# + "\n"
                + #"{"text":"both","accept":["none","speed"],"answer":"accept"}"# + "\n"
                + #"{"text":"nice","label":"none","answer":"accept"}"# + "\n"
                + #"{"text":"nice","label":"speed","answer":"reject"}"# + "\n"
                + #"{"text":"不错","label":"无","answer":"accept"}"# + "\n"
                + #"{"text":"not none","label":"None","answer":"reject"}"# + "\n"
                + #"{"text":"slow","label":"None","answer":"reject"}"# + "\n"
                + #"{"text":"slow","label":"speed","answer":"accept"}"# + "\n"
                + #"{"text":"none and more","label":"none","answer":"accept"}"# + "\n"
                + #"{"text":"none and more","label":"service","answer":"accept"}"#,
            records: ["fine: -", "好: -", "both: speed", "nice: -", "不错: -", "slow: speed", "none and more: service"],
            unjudged: 1),
        Export(
            why: "Prodigy: of another field none is a label as any other",
            file: #"{"text":"a","label":"none","answer":"accept"}"#, label: "touchpoint", records: ["a: none"]),
        Export(
            why: "Prodigy for another field", file: #"{"text":"a","label":"app","answer":"accept"}"#,
            label: "touchpoint", records: ["a: app"]),
        Export(
            why: "fastText",
            file:
                "__label__speed __label__service the tram never came\n__label__none fine\nno label here\n__label__speed 慢",
            name: "train.txt", records: ["the tram never came: speed, service", "fine: -", "慢: speed"], unlabelled: 1),
        Export(
            why: "Label Studio: one question, whatever its name",
            file: #"""
                [{"id":1,"data":{"text":"门坏了"},"annotations":[{"was_cancelled":false,"result":[
                   {"from_name":"topic","to_name":"text","type":"choices","value":{"choices":["product"]}}]}]},
                 {"id":2,"data":{"text":"谢谢"},"annotations":[{"result":[]}]},
                 {"id":3,"data":{"text":"skipped"},"annotations":[{"was_cancelled":true,"result":[]}]},
                 {"id":4,"data":{"text":"nobody"},"annotations":[]}]
                """#, name: "project.json", records: ["门坏了: product", "谢谢: -"], unjudged: 2),
        Export(
            why: "Label Studio: of several questions the one that is trained; complaint is one of its own",
            file: #"""
                [{"data":{"content":"never again"},"annotations":[{"result":[
                   {"from_name":"complaint","value":{"choices":["yes"]}},
                   {"from_name":"categories","value":{"choices":[]}},
                   {"from_name":"touchpoint","value":{"choices":["store"]}}]}]}]
                """#, name: "project.json", records: ["never again: +"]),
        Export(
            why: "Label Studio: the other question",
            file: #"""
                [{"data":{"text":"x y"},"annotations":[{"result":[
                   {"from_name":"complaint","value":{"choices":["yes"]}},
                   {"from_name":"touchpoint","value":{"choices":["store","app"]}}]}]}]
                """#, name: "project.json", label: "touchpoint", records: ["x y: store, app"]),
        Export(
            why: "Label Studio: annotators who disagree need a ground truth",
            file: #"""
                [{"data":{"text":"a b"},"annotations":[
                   {"result":[{"from_name":"t","value":{"choices":["speed"]}}]},
                   {"result":[{"from_name":"t","value":{"choices":["product"]}}]}]},
                 {"data":{"text":"c d"},"annotations":[
                   {"result":[{"from_name":"t","value":{"choices":["speed"]}}]},
                   {"ground_truth":true,"result":[{"from_name":"t","value":{"choices":["product"]}}]}]}]
                """#, name: "project.json", records: ["c d: product"], problems: 1),
        Export(
            why: "Label Studio: which of two questions?",
            file: #"""
                [{"data":{"text":"a b"},"annotations":[{"result":[{"from_name":"p","value":{"choices":["x"]}},
                   {"from_name":"q","value":{"choices":["y"]}}]}]}]
                """#, name: "project.json", problems: 1),
        Export(
            why: "Label Studio's short JSON", file: #"[{"text":"a","categories":{"choices":["speed","service"]}}]"#,
            name: "min.json", records: ["a: speed, service"]),
        Export(
            why: "a JSON array of records; strings may hold brackets",
            file:
                #"[ {"text":"a ] , { \" b","categories":["speed"]} , {"text":"c","categories":[]}, 7, {"categories":[]} ]"#,
            name: "all.json", records: ["a ] , { \" b: speed", "c: -"], problems: 2),
        Export(
            why: "CSV: lists are split, and any column is a label",
            file: "comment,area\nslow,\"app; hotline\"\nfine,store|app\nempty,\njson,\"[\"\"bill\"\"]\"\n",
            name: "a.csv",
            label: "area", records: ["slow: app, hotline", "fine: store, app", "json: bill"], unlabelled: 1),
        Export(
            why: "CSV: complaint categories in other words",
            file: "text,category,complaint\nslow,speed、service,yes\nodd,,是\nhello,,no\n", name: "a.csv",
            records: ["slow: speed, service", "odd: +", "hello: -"]),
        Export(
            why: "CSV: a row with neither cell filled was not looked at yet",
            file: "text,complaint,categories\nslow,true,speed\nnice,false,\nlater, ,\n", name: "a.csv",
            records: ["slow: speed", "nice: -"], unlabelled: 1),
        Export(
            why: "CSV: where nothing else can say no, the empty cell does",
            file: "text,categories\nslow,speed\nnice,\n", name: "a.csv", records: ["slow: speed", "nice: -"]),
        Export(
            why: "a plain no needs no categories, a yes does",
            file: #"{"text":"nice","complaint":false}"# + "\n"
                + #"{"text":"fine","complaint":"no","categories":null}"# + "\n" + #"{"text":"bad","complaint":true}"#,
            records: ["nice: -", "fine: -"], unlabelled: 1),
        Export(
            why: "none in other letters",
            file: #"{"text":"a","categories":"None"}"# + "\n" + #"{"text":"b","categories":["NONE "]}"# + "\n"
                + #"{"text":"c","label":"无"}"#, records: ["a: -", "b: -", "c: -"]),
        Export(
            why: "what is no name of a label is not taken for no label",
            file: #"{"text":"spans of doccano","label":[[0,3,"speed"]]}"# + "\n"
                + #"{"text":"objects","categories":[{"name":"speed"}]}"# + "\n"
                + #"{"text":"null","categories":[null]}"# + "\n"
                + #"{"text":"in a string","categories":"[[\"speed\"]]"}"#, problems: 4),
    ]

    @Test(arguments: exports) func isRead(_ export: Export) throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write(Array(export.file.utf8), as: export.name)
            let corpus = try LabelledCorpus(paths: [path], labelField: export.label)
            let gate = LabelledCorpus.hasGate(export.label)
            let found = corpus.records.map { record in
                let none = gate && !record.isComplaint ? "-" : "+"
                return "\(record.text): \(record.labels.isEmpty ? none : record.labels.joined(separator: ", "))"
            }
            #expect(found == export.records, "\(corpus.problems)")
            #expect(corpus.problems.count == export.problems, "\(corpus.problems)")
            #expect(corpus.unlabelled == export.unlabelled && corpus.unjudged == export.unjudged)
        }
    }

    @Test func placesOfAnArrayAreNumbersOfRecords() throws {
        let folder = TemporaryFolder()
        try withExtendedLifetime(folder) { () throws in
            let path = folder.write(
                Array("[\n{\"text\":\"a\",\n\"categories\":[]}, 7, {\"text\":\"b\",\"categories\":[]}]".utf8),
                as: "a.json")
            let corpus = try LabelledCorpus(paths: [path])
            #expect(corpus.records.map(\.place) == ["\(path):1", "\(path):3"])
            #expect(corpus.problems.count == 1 && corpus.problems.allSatisfy { $0.hasPrefix("\(path):2: ") })
            let broken = folder.write(Array("[\n{\"text\":\"a\"},\n}".utf8), as: "b.json")
            #expect(throws: CorpusError.self) { try LabelledCorpus(paths: [broken]) }
        }
    }

    @Test func correctedOutputIsLabelledByTheCategoryThatWasPutRight() throws {
        func labels(_ own: String, _ top: String = "") throws -> LabelledCorpus {
            let folder = TemporaryFolder()
            return try withExtendedLifetime(folder) { () throws in
                let line = #"{"text":"a",\#(top)"plaint":{"v":1,"complaint":0.9,\#(own)}}"#
                return try LabelledCorpus(paths: [folder.write(Array(line.utf8), as: "a.jsonl")], acceptLabels: true)
            }
        }
        func read(_ own: String, _ top: String = "") throws -> [String] {
            try labels(own, top).records.map { "\($0.isComplaint) \($0.labels.joined(separator: ","))" }
        }
        #expect(try read(#""category":"speed","categories":["product"]"#) == ["true speed"])
        #expect(try read(#""category":"speed","categories":["product","service"]"#) == ["true speed,service"])
        #expect(try read(#""category":"product","categories":["product"]"#) == ["true product"])
        #expect(try read(#""category":"none","categories":["speed","service"]"#) == ["false "])
        #expect(try labels(#""category":null,"categories":["product"]"#).problems.count == 1)
        #expect(try labels(#""category":["speed"],"categories":["product"]"#).problems.count == 1)
        // What a person said at the top goes before the program's own.
        #expect(try read(#""category":"speed","categories":["speed"]"#, #""complaint":false,"#) == ["false "])
        #expect(try read(#""category":null,"categories":[]"#, #""complaint":true,"#) == ["true "])
        #expect(try read(#""category":"speed","categories":["speed"]"#, #""complaint":null,"#) == ["true speed"])
    }
}
