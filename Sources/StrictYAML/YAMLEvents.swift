private import CYaml

/// Owns a libyaml parser and its input text, and returns its events one by one.
///
/// It uses events rather than Yams' nodes: Yams expands aliases before they can be refused, and a few hundred octets of
/// aliases used as keys then cost minutes.
final class YAMLEvents {
    enum Event {
        case streamStart, streamEnd, documentStart, documentEnd, alias
        case scalar(String, YAMLValue.Style, Node)
        case sequenceStart(Node), sequenceEnd
        case mappingStart(Node), mappingEnd
    }

    /// The properties of a value besides its content.
    struct Node {
        /// As written, its handle replaced: `!unknown`, `tag:yaml.org,2002:str`.
        let tag: String?
        let isAnchored: Bool
    }

    struct Failure: Error {
        let position: SourcePosition
        let message: String
        /// The text is not YAML at all, as opposed to YAML that is refused.
        var isSyntax = false
    }

    // Both have stable addresses: the parser keeps pointers to itself and to the text.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ text: String) throws(Failure) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        input = .allocate(capacity: text.utf8.count)
        _ = input.initialize(from: text.utf8)
        guard yaml_parser_initialize(parser) == 1 else {
            throw Failure(position: SourcePosition(line: 1, column: 1), message: "out of memory")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event, and where it begins. Must not be called again after `streamEnd`.
    func next() throws(Failure) -> (event: Event, position: SourcePosition) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        return (try Self.translated(event), Self.position(event.start_mark))
    }

    private static func translated(_ event: yaml_event_t) throws(Failure) -> Event {
        switch event.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let octets = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(String(decoding: octets, as: UTF8.self), style(scalar.style), node(scalar.tag, scalar.anchor))
        case YAML_SEQUENCE_START_EVENT:
            return .sequenceStart(node(event.data.sequence_start.tag, event.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            return .mappingStart(node(event.data.mapping_start.tag, event.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: throw Failure(position: position(event.start_mark), message: "file is not YAML")
        }
    }

    private static func node(_ tag: UnsafeMutablePointer<UInt8>?, _ anchor: UnsafeMutablePointer<UInt8>?) -> Node {
        Node(tag: tag.map { String(cString: $0) }, isAnchored: anchor != nil)
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLValue.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    /// libyaml counts from zero.
    private static func position(_ mark: yaml_mark_t) -> SourcePosition {
        SourcePosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private func failure() -> Failure {
        let hasPlace = parser.pointee.error == YAML_SCANNER_ERROR || parser.pointee.error == YAML_PARSER_ERROR
        return Failure(
            position: hasPlace ? Self.position(parser.pointee.problem_mark) : SourcePosition(line: 1, column: 1),
            message: parser.pointee.problem.map { String(cString: $0) } ?? "file is not YAML", isSyntax: hasPlace)
    }
}
