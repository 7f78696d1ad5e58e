/// Finds the word that was probably meant.
enum Spelling {
    /// The word of `words` nearest to `word`, if it starts with `word` or differs in few enough letters for its length.
    /// Case-insensitive.
    static func nearest(to word: String, among words: [String]) -> String? {
        let written = Array(word.lowercased().utf8.prefix(40))
        let longer = written.count < 3 ? [] : words.filter { $0.lowercased().utf8.starts(with: written) }
        if longer.count == 1 { return longer[0] }
        let allowed = written.count < 4 ? 1 : 2
        let best = words.map { (word: $0, distance: distance(written, Array($0.lowercased().utf8))) }
            .filter { $0.distance <= allowed && $0.distance < $0.word.utf8.count }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        return best?.word
    }

    /// Letters to insert, remove, change or swap with their neighbour.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, ours) in left.enumerated() {
            var current = [row + 1]
            for (column, theirs) in right.enumerated() {
                var cost = min(last[column] + (ours == theirs ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, ours == right[column - 1], left[row - 1] == theirs {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
