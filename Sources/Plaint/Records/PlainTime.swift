/// The commonest form, `2024-03-01T08:05:07Z` with a space for the T and without the Z too, read in place: chats have a time in
/// every line. What is not quite like it is left to `TimeScanner`.
enum PlainTime {
    static func moment(_ bytes: Span<UInt8>) -> RecordTime.Moment? {
        let hasZone = bytes.count == 20
        guard bytes.count == 19 || hasZone && bytes[19] == UInt8(ascii: "Z"), bytes[4] == UInt8(ascii: "-"),
            bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T") || bytes[10] == .space,
            bytes[13] == .colon, bytes[16] == .colon,
            let century = pair(bytes, 0), let year = pair(bytes, 2), let month = pair(bytes, 5),
            let day = pair(bytes, 8),
            let hour = pair(bytes, 11), let minute = pair(bytes, 14), let second = pair(bytes, 17),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let date = CivilDate(year: century * 100 + year, month: month, day: day)
        guard date.isValid else { return nil }
        return RecordTime.Moment(
            date: date, seconds: hour * 3_600 + minute * 60 + second, zone: hasZone ? 0 : nil)
    }

    private static func pair(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        let tens = bytes[index] &- 0x30
        let ones = bytes[index + 1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}
