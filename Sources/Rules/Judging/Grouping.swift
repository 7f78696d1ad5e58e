extension Sequence {
    /// Groups elements by key; groups are ordered by their first elements, and never empty.
    package func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
        var groups: [[Element]] = []
        var indexes: [Key: Int] = [:]
        for element in self {
            let key = key(element)
            if let index = indexes[key] {
                groups[index].append(element)
            } else {
                indexes[key] = groups.count
                groups.append([element])
            }
        }
        return groups
    }
}
