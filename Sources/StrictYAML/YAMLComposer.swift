/// Composes values from events, and refuses in the event stream what this dialect excludes: anchors, aliases, duplicate
/// keys, keys that are not text, deep nesting, several documents.
struct YAMLComposer {
    typealias Failure = YAMLEvents.Failure

    static let maximumDepth = 32

    private let events: YAMLEvents

    /// The one document of `text`.
    static func compose(_ text: String) throws(Failure) -> YAMLValue {
        let composer = YAMLComposer(events: try YAMLEvents(text))
        _ = try composer.events.next()
        guard case (.documentStart, _) = try composer.events.next() else {
            throw Failure(position: SourcePosition(line: 1, column: 1), message: "file is empty")
        }
        let (event, position) = try composer.events.next()
        let root = try composer.value(event, position, depth: 0)
        _ = try composer.events.next()
        let (end, place) = try composer.events.next()
        guard case .streamEnd = end else { throw Failure(position: place, message: "but found another document") }
        return root
    }

    private func value(_ event: YAMLEvents.Event, _ position: SourcePosition, depth: Int) throws(Failure) -> YAMLValue {
        guard depth <= Self.maximumDepth else {
            throw Failure(position: position, message: "nested deeper than \(Self.maximumDepth) levels")
        }
        let refusal = Failure(position: position, message: "anchors and aliases are not allowed here")
        switch event {
        case .scalar(let text, let style, let node):
            guard !node.isAnchored else { throw refusal }
            return YAMLValue(position: position, tag: localTag(node), content: .scalar(text, style))
        case .sequenceStart(let node):
            guard !node.isAnchored else { throw refusal }
            return YAMLValue(position: position, tag: localTag(node), content: .sequence(try items(depth: depth)))
        case .mappingStart(let node):
            guard !node.isAnchored else { throw refusal }
            return YAMLValue(position: position, tag: localTag(node), content: .mapping(try entries(depth: depth)))
        case .alias: throw refusal
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            throw Failure(position: position, message: "file is not YAML")
        }
    }

    private func items(depth: Int) throws(Failure) -> [YAMLValue] {
        var items: [YAMLValue] = []
        while true {
            let (event, position) = try events.next()
            if case .sequenceEnd = event { return items }
            items.append(try value(event, position, depth: depth + 1))
        }
    }

    private func entries(depth: Int) throws(Failure) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        var seen: Set<Octets> = []
        while true {
            let (event, position) = try events.next()
            if case .mappingEnd = event { return entries }
            let key = try key(event, position, depth: depth + 1)
            guard seen.insert(Octets(text: key)).inserted else {
                throw Failure(position: position, message: "key '\(key)' appears twice")
            }
            let (content, place) = try events.next()
            entries.append(
                YAMLValue.Entry(key: key, keyPosition: position, value: try value(content, place, depth: depth + 1)))
        }
    }

    private func key(_ event: YAMLEvents.Event, _ position: SourcePosition, depth: Int) throws(Failure) -> String {
        switch event {
        case .sequenceStart(let node) where !node.isAnchored:
            throw Failure(position: position, message: "a key must be text, not a list")
        case .mappingStart(let node) where !node.isAnchored:
            throw Failure(position: position, message: "a key must be text, not a map")
        default:
            guard case .scalar(let text, _) = try value(event, position, depth: depth).content else { return "" }
            return text
        }
    }

    /// YAML's own type tags have no effect here, where every scalar is text.
    private func localTag(_ node: YAMLEvents.Node) -> String? {
        node.tag.flatMap { $0.hasPrefix("!") && $0 != "!" ? $0 : nil }
    }

    /// Compares strings octet by octet: Swift equates canonically equivalent strings, but keys must not be.
    private struct Octets: Hashable {
        let text: String

        static func == (left: Octets, right: Octets) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}
