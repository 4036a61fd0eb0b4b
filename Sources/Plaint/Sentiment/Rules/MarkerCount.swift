/// Counts the markers of a rule in one clause or sentence after the other: only the first few act, so that a text which is
/// all markers does not cost the square of its length.
struct MarkerCount {
    private var place: Int32 = -1
    private var count = 0

    /// Number of markers in `place` so far, this one included. Places come in ascending order.
    mutating func add(in place: Int32) -> Int {
        count = place == self.place ? count + 1 : 1
        self.place = place
        return count
    }
}
