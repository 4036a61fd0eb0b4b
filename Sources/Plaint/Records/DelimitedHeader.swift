/// Repairs the names in the header of a CSV or TSV file so that each can be the key of a member.
enum DelimitedHeader {
    /// Makes empty names `column_N` (N counts from 1) and repeated ones `name_2`, `name_3`, …; a name that stands in
    /// the header itself is never given to another column.
    static func repair(_ names: [String]) -> [String] {
        var taken = Set(names)
        var seen: Set<String> = []
        // Where the numbers of a name that is often repeated go on.
        var numbers: [String: Int] = [:]
        return names.enumerated().map { index, name in
            if !name.isEmpty, seen.insert(name).inserted { return name }
            let base = name.isEmpty ? "column_\(index + 1)" : name
            var repaired = base
            var number = numbers[base] ?? 2
            while taken.contains(repaired) {
                repaired = "\(base)_\(number)"
                number += 1
            }
            numbers[base] = number
            taken.insert(repaired)
            return repaired
        }
    }
}
