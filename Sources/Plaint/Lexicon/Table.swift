import CMemory

/// A read-only array in memory that somebody else keeps alive: a section of the program's image or of a `Lexicon`'s own
/// block. Indices are checked in debug builds; what they are made from is checked when the image is read.
struct Table<Element: BitwiseCopyable>: @unchecked Sendable {
    let base: UnsafePointer<Element>
    let count: Int

    var indices: Range<Int> { 0..<count }
    var isEmpty: Bool { count == 0 }

    @inline(__always)
    subscript(_ index: Int) -> Element {
        assert(index >= 0 && index < count, "index outside the table")
        return base[index]
    }

    /// Asks for an element that is read soon. A table of a megabyte is in no near cache, and to wait for one element at a
    /// time costs more than all that is done with it: whoever knows the next twenty asks for all of them first.
    @inline(__always)
    func prefetch(_ index: Int) { plaint_prefetch(base + index) }

    func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Element>) throws -> Result) rethrows -> Result {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    subscript(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside the table")
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }
}

/// A growing array that is emptied and filled again for each text: like `Array`, without its checks for sharing in every
/// append. Indices are checked in debug builds.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 64) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }

    @inline(__always)
    subscript(_ index: Int) -> Element {
        get {
            assert(index >= 0 && index < count, "index outside the buffer")
            return base[index]
        }
        set {
            assert(index >= 0 && index < count, "index outside the buffer")
            base[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count &+ 1) }
        base[count] = element
        count &+= 1
    }

    /// Makes room for `more` elements, for `appendReserved`.
    mutating func reserve(_ more: Int) { if count &+ more > capacity { grow(to: count &+ more) } }

    /// Appends to room that `reserve` made.
    @inline(__always)
    mutating func appendReserved(_ element: Element) {
        assert(count < capacity, "no room was reserved")
        base[count] = element
        count &+= 1
    }

    mutating func removeAll() { count = 0 }

    mutating func removeLast(_ number: Int) {
        assert(number <= count, "more than there are")
        count -= number
    }

    /// Makes `count` elements, all of them `element`.
    mutating func fill(_ element: Element, count: Int) {
        if count > capacity { grow(to: count) }
        base.update(repeating: element, count: count)
        self.count = count
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        capacity = max(needed, 2 * capacity)
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        grown.update(from: base, count: count)
        base.deallocate()
        base = grown
    }
}

extension ScratchBuffer where Element: Comparable {
    mutating func sort() {
        var elements = UnsafeMutableBufferPointer(start: base, count: count)
        elements.sort()
    }
}
