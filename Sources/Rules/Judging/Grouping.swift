extension Sequence {
    /// Elements with the same key stand together; groups in the order of their first elements, none empty.
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
