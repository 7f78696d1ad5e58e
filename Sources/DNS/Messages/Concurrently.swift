/// Runs `body` for all items concurrently; the results keep the items' order.
///
/// Independent questions cost one round trip together instead of one each.
package func concurrently<Item: Sendable, Result: Sendable>(
    _ items: some Sequence<Item>, _ body: @Sendable @escaping (Item) async -> Result
) async -> [Result] {
    let items = Array(items)
    // A single item needs no task of its own.
    if items.count == 1 { return [await body(items[0])] }
    guard !items.isEmpty else { return [] }
    return await withTaskGroup(of: (Int, Result).self) { group in
        for (index, item) in items.enumerated() { group.addTask { (index, await body(item)) } }
        var results = [Result?](repeating: nil, count: items.count)
        for await (index, result) in group { results[index] = result }
        // Not `\.self`: where types are generic, a key path is made anew for every call.
        return results.compactMap { $0 }
    }
}
