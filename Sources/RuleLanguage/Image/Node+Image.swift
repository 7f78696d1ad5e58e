extension Node: Imaged {
    package func write(to image: inout ImageWriter) {
        switch self {
        case .constant(let value):
            image.write(0)
            image.write(value)
        case .variable(let slot):
            image.write(1)
            image.write(slot)
        case .deferred(let slot):
            image.write(2)
            image.write(slot)
        case .field(let base, let slot):
            image.write(3)
            image.write(base)
            image.write(slot)
        case .hasField(let base, let slot):
            image.write(4)
            image.write(base)
            image.write(slot)
        case .entry(let base, let key):
            image.write(5)
            image.write(base)
            image.write(key)
        case .hasEntry(let base, let key):
            image.write(6)
            image.write(base)
            image.write(key)
        case .element(let base, let index): write(7, [base, index], to: &image)
        case .call(let function, let arguments):
            image.write(8)
            function.write(to: &image)
            image.write(arguments)
        case .equal(let left, let right): write(9, [left, right], to: &image)
        case .membership(let item, let collection): write(10, [item, collection], to: &image)
        case .not(let operand): write(11, [operand], to: &image)
        case .and(let left, let right): write(12, [left, right], to: &image)
        case .or(let left, let right): write(13, [left, right], to: &image)
        case .conditional(let condition, let yes, let no): write(14, [condition, yes, no], to: &image)
        case .list(let items):
            image.write(15)
            image.write(items)
        case .map(let entries):
            image.write(16)
            image.write(entries.flatMap { [$0.key, $0.value] })
        case .comprehension(let comprehension):
            image.write(17)
            comprehension.write(to: &image)
        }
    }

    private func write(_ tag: Int, _ operands: [Node], to image: inout ImageWriter) {
        image.write(tag)
        for operand in operands { image.write(operand) }
    }

    package init(from image: inout ImageReader) throws(ImageFault) { self = try image.nested(Self.read) }

    private static func read(from image: inout ImageReader) throws(ImageFault) -> Node {
        switch try image.number() {
        case 0: return .constant(try Value(from: &image))
        case 1: return .variable(try image.number())
        case 2: return .deferred(try image.number())
        case 3: return .field(try Node(from: &image), slot: try image.number())
        case 4: return .hasField(try Node(from: &image), slot: try image.number())
        case 5: return .entry(try Node(from: &image), try image.text())
        case 6: return .hasEntry(try Node(from: &image), try image.text())
        case 7: return .element(try Node(from: &image), try Node(from: &image))
        case 8: return .call(try Function.read(from: &image), try [Node](from: &image))
        case 9: return .equal(try Node(from: &image), try Node(from: &image))
        case 10: return .membership(try Node(from: &image), try Node(from: &image))
        case 11: return .not(try Node(from: &image))
        case 12: return .and(try Node(from: &image), try Node(from: &image))
        case 13: return .or(try Node(from: &image), try Node(from: &image))
        case 14: return .conditional(try Node(from: &image), try Node(from: &image), try Node(from: &image))
        case 15: return .list(try [Node](from: &image))
        case 16:
            let nodes = try [Node](from: &image)
            guard nodes.count.isMultiple(of: 2) else { throw ImageFault() }
            return .map(stride(from: 0, to: nodes.count, by: 2).map { (key: nodes[$0], value: nodes[$0 + 1]) })
        case 17: return .comprehension(try Comprehension.read(from: &image))
        default: throw ImageFault()
        }
    }
}

extension Comprehension {
    package func write(to image: inout ImageWriter) {
        image.write(kind.rawValue)
        image.write(source)
        image.write(variable)
        image.write(predicate)
        image.write(transform)
    }

    /// The type of the source is not kept: only the checker needs it.
    package static func read(from image: inout ImageReader) throws(ImageFault) -> Comprehension {
        guard let kind = Kind(rawValue: try image.text()) else { throw ImageFault() }
        let source = try Node(from: &image)
        return Comprehension(
            kind: kind, source: source, sourceType: .any, variable: try image.number(), predicate: try Node?(from: &image),
            transform: try Node?(from: &image))
    }
}

extension Function {
    fileprivate func write(to image: inout ImageWriter) {
        switch composition {
        case .concatenation?: image.write(-1)
        case .choice(let functions)?:
            image.write(-2)
            image.write(functions.count)
            for function in functions { function.write(to: &image) }
        case nil:
            guard let place = Self.all.firstIndex(where: { $0 === self }) else { return image.refuse() }
            image.write(place)
        }
    }

    fileprivate static func read(from image: inout ImageReader) throws(ImageFault) -> Function {
        switch try image.number() {
        case -1: return .concatenation(.any)
        case -2:
            var functions: [Function] = []
            for _ in 0..<(try image.count()) { functions.append(try image.nested(read)) }
            guard !functions.isEmpty else { throw ImageFault() }
            return .choice(among: functions)
        case let place:
            guard all.indices.contains(place) else { throw ImageFault() }
            return all[place]
        }
    }

    /// The functions, in the order in which images refer to them.
    package static var signatures: [String] {
        // Every start compares them: an array or a case without raw value would be described by reflection.
        all.map { function in
            let parameters = function.parameters.map(\.description).joined(separator: ", ")
            return "\(function.name) \(function.form.rawValue) (\(parameters)) \(function.result.description)"
        }
    }
}
