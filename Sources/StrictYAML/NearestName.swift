/// The candidate that `text` most probably stands for, or `nil` when none is near.
///
/// Near means an optimal string alignment distance of at most a third of the longer word, case ignored. Text longer than
/// any name matches nothing: the comparison takes time proportional to both lengths.
package func nearestName(to text: String, among candidates: some Sequence<String>) -> String? {
    guard text.utf8.count <= maximumNameLength else { return nil }
    var best: (name: String, distance: Int)?
    let wanted = Array(text.lowercased())
    for candidate in candidates {
        let distance = alignmentDistance(wanted, Array(candidate.lowercased()))
        let limit = max(wanted.count, candidate.count) / 3
        if distance <= max(limit, 1), distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

private let maximumNameLength = 256

/// `; did you mean 'scheme'?`, or nothing.
package func suggestion(for text: String, among candidates: some Sequence<String>) -> String {
    nearestName(to: text, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
}

private func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, ours) in left.enumerated() {
        var current = [row + 1]
        for (column, theirs) in right.enumerated() {
            var cost = min(previous[column + 1] + 1, current[column] + 1, previous[column] + (ours == theirs ? 0 : 1))
            if row > 0, column > 0, ours == right[column - 1], left[row - 1] == theirs {
                cost = min(cost, beforePrevious[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
}
