import AllocationCount
import Testing

@testable import Plaint

/// The number of allocations of `body` on this thread.
private func countAllocations(_ body: () throws -> Void) rethrows -> Int {
    plaint_allocations_begin()
    do { try body() } catch {
        _ = plaint_allocations_end()
        throw error
    }
    return Int(plaint_allocations_end())
}

@Test(.enabled(if: plaint_allocations_are_counted() != 0, "a sanitizer has malloc")) func allocationsAreCounted() {
    var kept: [[Int]] = []
    kept.reserveCapacity(100)
    // A number that the optimiser cannot know, so that it keeps the arrays.
    let length = CommandLine.arguments.count + 10
    let count = countAllocations { for number in 0..<100 { kept.append([Int](repeating: number, count: length)) } }
    #expect(count >= 100 && count < 1_000 && kept.count == 100)
    #expect(countAllocations {} == 0)
}

/// In steady state no record costs an allocation: scratch memory is kept, and grows only with the longest text.
@Suite(
    .enabled(if: Shared.isReleaseBuild, "without optimisation, closures and generic collections allocate"),
    .enabled(if: plaint_allocations_are_counted() != 0, "a sanitizer has malloc"), .serialized)
struct AllocationTests {
    /// Texts of the corpora, both languages in turn.
    private func texts(_ count: Int) throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        for path in SegmentationTexts.corpora.prefix(2) {
            var left = count / 2
            try SegmentationTexts.forEach(inFile: path) {
                left -= 1
                if left >= 0 { found.append(Array($0)) }
            }
        }
        return found
    }

    /// The number of allocations of `body`; the first stacks that made some are told.
    private func allocations(_ body: () throws -> Void) rethrows -> Int {
        let count = try countAllocations(body)
        if count > 0 { plaint_allocations_print(2) }
        return count
    }

    enum Output: CaseIterable { case plain, clauses, explained }

    @Test(arguments: Output.allCases) func analysingMoreRecordsAllocatesNoMore(_ output: Output) throws {
        var options = AnalysisOptions()
        options.clauses = output == .clauses
        options.explains = output == .explained
        var worker = try Analyzer(lexicon: Shared.lexicon, model: Shared.model, options: options).makeWorker()
        let texts = try texts(800)
        #expect(texts.count == 800)
        var bytes: [UInt8] = []
        func analyze(_ count: Int) {
            for text in texts.prefix(count) {
                text.withUnsafeBufferPointer { worker.analyze($0) }
                bytes.removeAll(keepingCapacity: true)
                worker.appendMember(to: &bytes)
            }
        }
        // Twice: what is asked of ICU's dictionary and of the lexicon is kept from then on.
        analyze(800)
        analyze(800)
        let once = allocations { analyze(800) }
        let twice = allocations {
            analyze(800)
            analyze(800)
        }
        switch output {
        // The explanation spells features, as strings, and sorts them.
        case .explained: #expect(twice <= 2 * once + 100)
        case .plain, .clauses: #expect(once == 0 && twice == 0)
        }
    }

    /// From the bytes of a block to the bytes of the output.
    @Test(arguments: ["jsonl", "text"]) func labellingABlockAgainAllocatesNothing(_ format: String) throws {
        var labeller = try BlockLabeller(Analyzer(lexicon: Shared.lexicon, model: Shared.model), DriverOptions())
        var options = RecordOptions()
        options.format = RecordFormat(rawValue: format)
        let path = try #require(SegmentationTexts.corpora.first)
        var reader = try RecordReader(path: path, source: 0, options: options, live: false)
        let item = WorkItem()
        #expect(try reader.read(into: item.block))
        labeller.label(item)
        labeller.label(item)
        #expect(item.counts.written > 300)
        let once = allocations { labeller.label(item) }
        let twice = allocations {
            labeller.label(item)
            labeller.label(item)
        }
        #expect(once == 0 && twice == 0)
    }
}
