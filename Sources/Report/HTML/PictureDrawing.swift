/// A picture as SVG: four columns, an edge from each node to its target. Problems are marked by line style and a sign, not
/// by colour alone.
struct PictureDrawing {
    private enum Column: Int, CaseIterable {
        case role, name, address, destination

        var width: Double {
            switch self {
            case .role: 136
            case .name: 240
            case .address: 226
            case .destination: 150
            }
        }

        var left: Double {
            Self.allCases.prefix(rawValue).reduce(2) { $0 + $1.width + PictureDrawing.gap }
        }

        var title: String {
            switch self {
            case .role: "Roles"
            case .name: "Names"
            case .address: "Addresses"
            case .destination: "Where bounces go"
            }
        }

        /// The columns that fit into its boxes: of the name, and of the small text below.
        var capacity: (text: Int, detail: Int) {
            let room = width - 2 * PictureDrawing.padding
            return (Int(room / PictureDrawing.textColumn), Int(room / PictureDrawing.detailColumn))
        }
    }

    private struct Node {
        let column: Column
        let text: String
        let detail: String
        /// The middle, in units of the drawing.
        let y: Double
        let state: Picture.State
    }

    private struct Edge {
        let from: (Column, Double)
        let to: (Column, Double)
        let state: Picture.State
    }

    private var nodes: [Node] = []
    private var edges: [Edge] = []
    private var height = 44.0
    private var hasDestinations = false

    private static let step = 48.0
    private static let boxHeight = 38.0
    private static let gap = 60.0
    private static let padding = 10.0
    /// The units per text column, independent of the font: each text gives its length.
    private static let textColumn = 7.8
    private static let detailColumn = 6.6

    init(_ picture: Picture) {
        hasDestinations = picture.bands.contains { $0.names.contains { $0.addresses.contains { $0.destination != nil } } }
        for band in picture.bands {
            let top = height
            var names: [(y: Double, state: Picture.State)] = []
            for name in band.names { names.append((place(name), name.state)) }
            let middle = (top + height) / 2
            nodes.append(Node(column: .role, text: band.role, detail: "", y: middle, state: .good))
            edges += names.map { Edge(from: (.role, middle), to: (.name, $0.y), state: $0.state) }
            height += 14
        }
    }

    /// Places a name with its addresses below the current content; returns its middle.
    private mutating func place(_ name: Picture.Name) -> Double {
        let top = height
        let rows = max(name.addresses.count, 1)
        height += Double(rows) * Self.step
        let middle = (top + height) / 2
        nodes.append(Node(column: .name, text: name.text, detail: name.detail, y: middle, state: name.state))
        var destinations: [String: (ys: [Double], state: Picture.State)] = [:]
        for (row, address) in name.addresses.enumerated() {
            let y = top + (Double(row) + 0.5) * Self.step
            nodes.append(Node(column: .address, text: address.text, detail: address.detail, y: y, state: address.state))
            edges.append(Edge(from: (.name, middle), to: (.address, y), state: address.state))
            if let destination = address.destination {
                destinations[destination.text, default: ([], destination.state)].ys.append(y)
            }
        }
        for (text, destination) in destinations.sorted(by: { $0.value.ys[0] < $1.value.ys[0] }) {
            let y = destination.ys.reduce(0, +) / Double(destination.ys.count)
            let detail = destination.state == .open ? "no address was given" : "takes the bounces"
            nodes.append(Node(column: .destination, text: text, detail: detail, y: y, state: destination.state))
            edges += destination.ys.map { Edge(from: (.address, $0), to: (.destination, y), state: destination.state) }
        }
        return middle
    }

    var markup: Markup {
        let columns = Column.allCases.prefix(hasDestinations ? 4 : 3)
        let width = columns.reduce(4 - Self.gap) { $0 + $1.width + Self.gap }
        let heads = columns.map { column in
            Markup.element("text", ["class": "head", "x": Self.number(column.left + 2), "y": "20"], column.title)
        }
        return .element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(Self.number(width)) \(Self.number(height))",
                "width": Self.number(width), "height": Self.number(height), "role": "img",
                "aria-label":
                    "Roles, their names, the addresses that these lead to, and where bounces go; the same follows as a list",
            ],
            heads + edges.map(Self.line) + nodes.map(Self.box) + edges.compactMap(Self.sign))
    }

    private static func ends(_ edge: Edge) -> (x1: Double, y1: Double, x2: Double, y2: Double) {
        (edge.from.0.left + edge.from.0.width, edge.from.1, edge.to.0.left, edge.to.1)
    }

    private static func line(_ edge: Edge) -> Markup {
        let (x1, y1, x2, y2) = ends(edge)
        let middle = number((x1 + x2) / 2)
        let path = "M\(number(x1)) \(number(y1))C\(middle) \(number(y1)) \(middle) \(number(y2)) \(number(x2)) \(number(y2))"
        return .element("path", ["class": "edge \(edge.state.rawValue)", "d": path])
    }

    /// The sign of a broken edge, of one with a warning, or of an unknown one, at its own end: several edges may arrive at one destination.
    private static func sign(_ edge: Edge) -> Markup? {
        guard let mark = edge.state.sign else { return nil }
        let (x1, y1, x2, y2) = ends(edge)
        let (x, y) = edge.to.0 == .destination ? (x1 + signDistance, y1) : (x2 - signDistance, y2)
        return .element(
            "g", ["class": "sign \(edge.state.rawValue)"],
            [
                .element("circle", ["cx": number(x), "cy": number(y), "r": "9"]),
                .element("text", ["x": number(x), "y": number(y + 4.5), "text-anchor": "middle"], mark),
            ])
    }

    private static let signDistance = 13.0

    /// A text of a fixed length, so that it stays inside its box in every font.
    private static func label(_ text: String, _ most: Int, column: Double, style: String?, x: Double, y: Double) -> Markup {
        let shown = fitted(text, most)
        return .element(
            "text",
            [
                "class": style, "x": number(x), "y": number(y), "textLength": number(Double(columns(shown)) * column),
                "lengthAdjust": "spacingAndGlyphs",
            ], shown)
    }

    private static func box(_ node: Node) -> Markup {
        let x = node.column.left
        let isGhost = node.state == .missing && node.column != .role
        var content: [Markup] = [
            .element("title", [:], node.detail.isEmpty ? node.text : "\(node.text) (\(node.detail))"),
            .element(
                "rect",
                [
                    "x": number(x), "y": number(node.y - boxHeight / 2), "width": number(node.column.width),
                    "height": number(boxHeight),
                    "rx": "6",
                ]),
            label(
                node.text, node.column.capacity.text, column: textColumn, style: nil, x: x + padding,
                y: node.detail.isEmpty ? node.y + 4.5 : node.y - 2),
        ]
        if !node.detail.isEmpty {
            content.append(
                label(
                    node.detail, node.column.capacity.detail, column: detailColumn, style: "detail", x: x + padding,
                    y: node.y + 13))
        }
        let kind = node.column == .role ? "role" : isGhost ? "missing" : node.state.rawValue
        return .element("g", ["class": "node \(kind)"], content)
    }

    /// The beginning and end of a text too long for its box; its title and the list have all of it.
    private static func fitted(_ text: String, _ length: Int) -> String {
        let shown = printable(text)
        guard columns(shown) > length else { return shown }
        return "\(cut(shown, to: length / 2))…\(String(cut(shown.reversed(), to: length - length / 2 - 1).reversed()))"
    }

    /// As many characters from the start as fit into the columns.
    private static func cut(_ text: some Sequence<Character>, to most: Int) -> String {
        var result = ""
        var width = 0
        for character in text {
            width += columns(String(character))
            guard width <= most else { break }
            result.append(character)
        }
        return result
    }

    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}

extension Picture.State {
    /// At an edge; `nil` where there is nothing to point out.
    fileprivate var sign: String? {
        switch self {
        case .good, .open: nil
        case .missing, .wrong: "✕"
        case .warned: "!"
        case .unknown: "?"
        }
    }
}
