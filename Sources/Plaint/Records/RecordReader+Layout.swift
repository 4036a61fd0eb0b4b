/// Deciding what a source is, from its name and its first bytes.
extension RecordReader {
    /// Reads the head of the source and decides; takes off a byte order mark and the header row.
    mutating func decideLayout() throws(RecordSourceError) {
        let named = live ? nil : FormatDetection.byName(input.member?.label ?? input.path)
        let isSheet = input.sheetIsRead
        let known = options.format ?? (isSheet ? .csv : named)
        try readHead(formatIsKnown: options.format != nil)
        if pending.count >= 3, pending.bytes[0] == 0xEF, pending.bytes[1] == 0xBB, pending.bytes[2] == 0xBF {
            pending.drop(3)
            offset += 3
        }
        let atEnd = input.hasEnded
        var format: RecordFormat
        if let told = options.format {
            format = told
        } else if let known {
            format = FormatDetection.refined(
                known, input.member?.label ?? input.path, pending.bytes.span, atEnd: atEnd,
                roles: options.roles)
        } else {
            format = FormatDetection.byContent(
                pending.bytes.span, live: live, textField: options.textField, atEnd: atEnd,
                roles: options.roles)
        }
        let origin: RecordLayout.Origin = options.format != nil ? .option : known == format ? .name : .content
        var remarks = input.sheetIsRead ? ["xlsx"] : []
        if let packing = input.packing { remarks.append(packing.rawValue) }
        remarks += rewrite(format)
        if format.separator == nil {
            layout = RecordLayout(
                format: format, formatOrigin: origin, fields: toldFields,
                maximumRecordBytes: options.maximumRecordBytes, remarks: remarks)
        } else {
            try decideColumns(of: &format, origin, remarks)
        }
    }

    /// Sees to it that records that are no lines become lines. Returns what a person should know of it.
    private mutating func rewrite(_ format: RecordFormat) -> [String] {
        let rewriter: any RecordRewriter
        var remark: String?
        switch format {
        case .json:
            switch JSONShape(pending.bytes.span, atEnd: input.hasEnded) {
            case .array: rewriter = JSONElements(inArray: true)
            case .member(let start, let key):
                // What comes before the array is no record.
                offset += start
                pending.drop(start)
                rewriter = JSONElements(inArray: true, isInside: true)
                remark = "records in \"\(Excerpt.name(key))\""
            case .lines, .sequence: rewriter = JSONElements(inArray: false)
            }
        case .fasttext: rewriter = FastTextLines(maximumRecordBytes: options.maximumRecordBytes)
        case .chat:
            let told = options.format == .chat
            let style = FormatDetection.chatStyle(pending.bytes.span, roles: options.roles, isTold: told) ?? .named
            rewriter = ChatMessages(style: style, maximumRecordBytes: options.maximumRecordBytes)
        case .text:
            guard input.isRegular || input.hasEnded, !live, FormatDetection.endsLinesWithReturns(pending.bytes.span)
            else { return [] }
            rewriter = ReturnLines()
            remark = "lines end with CR"
        case .jsonl, .csv, .tsv: return []
        }
        let head = pending.takeAll()
        input.rewrite(by: rewriter, startingWith: head)
        return remark.map { [$0] } ?? []
    }

    /// Reads the first 256 KiB, or as much as a decision needs where waiting for more could take long.
    private mutating func readHead(formatIsKnown: Bool) throws(RecordSourceError) {
        while pending.count < RecordReader.headBytes {
            guard try readPending(upTo: RecordReader.headBytes - pending.count) else { return }
            if input.isRegular { continue }
            let head = afterMark(pending.bytes).span
            if formatIsKnown || FormatDetection.isSettled(by: head, live: live) { return }
        }
    }

    private func afterMark(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes[3...]) : bytes
    }

    /// Decides about the header, and the columns of text and time.
    private mutating func decideColumns(
        of format: inout RecordFormat, _ origin: RecordLayout.Origin, _ told: [String]
    ) throws(RecordSourceError) {
        let isTold = options.format != nil || format == .tsv || input.sheetIsRead
        let plan = HeaderPlan(
            pending.bytes, separator: format.separator ?? .comma, isTold: isTold, textField: options.textField)
        var remarks = told
        skipHead(plan.separatorLine.bytes, lines: plan.separatorLine.lines)
        skipHead(plan.above.bytes, lines: plan.above.lines)
        if plan.above.rows > 0 {
            remarks.append("\(plan.above.rows) \(plan.above.rows == 1 ? "line" : "lines") above the header")
        }
        var columns: [String]? = []
        if plan.hasHeader {
            columns = try readHeader(separatedBy: plan.separator)
        } else {
            columns = (1...max(1, plan.width)).map { "column_\($0)" }
            remarks.append("no header")
        }
        layout = RecordLayout(
            format: format, formatOrigin: origin, separator: plan.separator, columns: columns ?? [],
            fields: try fields(among: columns, separatedBy: plan.separator),
            maximumRecordBytes: options.maximumRecordBytes, remarks: remarks)
    }

    /// What was told, and the usual case for the rest.
    private var toldFields: RecordFields {
        var fields = RecordFields(text: .init(TextField.fallback, .assumption))
        if let told = options.textField { fields.text = .init(told, .option) }
        fields.time = options.timeField.map { .init($0, .option) }
        return fields
    }

    /// Chooses by names, then by the first rows; `columns` is nil for a source without a header.
    private func fields(
        among columns: [String]?, separatedBy separator: UInt8
    ) throws(RecordSourceError) -> RecordFields {
        var fields = toldFields
        guard let columns else { return fields }
        let content = HeaderPlan.content(pending.bytes, separator: separator)
        // How much of a pipe has come depends on chance, and what is written must not.
        let rowsAreThere = input.isRegular || input.hasEnded
        func choose(_ names: [String], _ column: Int?) -> RecordFields.Choice? {
            if let index = FieldNames.choose(names, among: columns) { return .init(columns[index], .name) }
            guard let column, column < columns.count else { return nil }
            return .init(columns[column], .content)
        }
        if options.textField == nil, let found = choose(TextField.usualNames, content.textColumn) {
            fields.text = found
        }
        if !columns.contains(fields.text.name) {
            let reason = RecordSourceError.Reason.textColumnMissing(asked: options.textField, columns: columns)
            throw RecordSourceError(path: input.path, reason: reason)
        }
        try checkToldColumns(columns)
        if options.timeField == nil { fields.time = choose(FieldNames.time, rowsAreThere ? content.timeColumn : nil) }
        fields.crawl = choose(FieldNames.crawl, nil)
        fields.id = choose(FieldNames.id, rowsAreThere ? content.idColumn : nil)
        fields.rating = choose(FieldNames.rating, rowsAreThere ? content.ratingColumn : nil)
        // A column has one meaning.
        let taken = [fields.text.name, fields.time?.name, fields.crawl?.name]
        if taken.contains(fields.id?.name) { fields.id = nil }
        if taken.contains(fields.rating?.name) || fields.rating?.name == fields.id?.name { fields.rating = nil }
        return fields
    }

    /// A column that was named and is not there would be missing from every record, without a word.
    private func checkToldColumns(_ columns: [String]) throws(RecordSourceError) {
        let told: [(option: String, name: String?, mayDifferInCase: Bool)] = [
            ("--time-field", options.timeField, false), ("--conversation-field", options.conversationField, true),
            ("--role-field", options.roleField, true),
        ]
        for (option, name, mayDifferInCase) in told {
            guard let name, !columns.contains(name) else { continue }
            if mayDifferInCase, FieldNames.choose([name], among: columns) != nil { continue }
            let reason = RecordSourceError.Reason.columnMissing(option: option, asked: name, columns: columns)
            throw RecordSourceError(path: input.path, reason: reason)
        }
    }

    /// Passes over bytes that are no records, and no header.
    private mutating func skipHead(_ length: Int, lines: Int) {
        guard length > 0 else { return }
        line += lines
        offset += length
        lastConsumed = pending.bytes[length - 1]
        pending.drop(length)
    }

    /// Takes the header off the pending bytes, with blank rows before it. Returns nil if there is none.
    private mutating func readHeader(separatedBy separator: UInt8) throws(RecordSourceError) -> [String]? {
        var row = DelimitedRow()
        while true {
            var next = row.parse(pending.bytes.span, from: 0, separator: separator)
            let isWhole = row.isTerminated && next < pending.count
            if !isWhole {
                if row.contentEnd > options.maximumRecordBytes {
                    let reason = RecordSourceError.Reason.headerTooLong(limit: options.maximumRecordBytes)
                    throw RecordSourceError(path: input.path, reason: reason)
                }
                if try readPending(upTo: RecordReader.headBytes) { continue }
                next = pending.count
                if !row.isClosed { throw RecordSourceError(path: input.path, reason: .headerNotClosed) }
            }
            let names = row.texts(in: pending.bytes.span)
            let isBlank = row.isBlank(in: pending.bytes.span)
            line += row.lineEnds
            offset += next
            if next > 0 { lastConsumed = pending.bytes[next - 1] }
            pending.drop(next)
            if !isBlank { return DelimitedHeader.repair(names) }
            if pending.isEmpty, input.hasEnded { return nil }
        }
    }

    /// True while objects have shown none to choose the fields from.
    var isTextFieldOpen: Bool {
        guard let layout else { return false }
        return layout.format.isObjects && !hasSeenObject
    }

    /// Chooses the fields of text and time from the first objects of the block, if it has one that begins in the head of
    /// the source.
    mutating func decideTextField(by block: RecordBlock) {
        guard let layout, block.defect == nil else { return }
        let bytes = block.buffer.bytes
        var choice = ObjectFields()
        var start = 0
        while start < bytes.count, block.offset + start < RecordReader.headBytes, choice.needsMore {
            let end = bytes.span.first(.lineFeed, from: start)
            let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
            start = end + 1
            if line.count <= options.maximumRecordBytes { choice.add(line.span) }
        }
        guard choice.hasObject else { return }
        hasSeenObject = true
        var fields = layout.fields
        if fields.text.origin != .option {
            // Someone who waits for answers must not get others because a source was slow.
            let isWhole = !live && input.hasEnded && pending.isEmpty
            fields.text = choice.textField(isWhole: isWhole) ?? .init(TextField.fallback, .absence)
        }
        fields.time = fields.time ?? choice.timeField(besides: fields.text.name)
        fields.crawl = choice.crawlField
        fields.id = choice.idField
        fields.rating = choice.ratingField
        guard fields != layout.fields else { return }
        self.layout = layout.with(fields)
    }
}
