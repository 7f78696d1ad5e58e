/// Runs `body` for every item at the same time; the results keep the items' order.
///
/// Questions that do not depend on each other cost one round trip together, not one each.
package func concurrently<Item: Sendable, Result: Sendable>(
    _ items: some Sequence<Item>, _ body: @Sendable @escaping (Item) async -> Result
) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
        for (index, item) in items.enumerated() { group.addTask { (index, await body(item)) } }
        var results: [(Int, Result)] = []
        for await result in group { results.append(result) }
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
