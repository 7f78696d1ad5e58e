/// A deployment as a picture: its roles, the names that play them, the addresses that these lead to, and where bounces go.
///
/// A tree for each role, drawn from left to right. What is planned and not there is in it, and what is there and not
/// planned.
package struct Picture: Sendable, Hashable {
    package let bands: [Band]

    /// One role with its names.
    package struct Band: Sendable, Hashable {
        package let role: String
        package let names: [Name]
    }

    package struct Name: Sendable, Hashable {
        package let text: String
        /// What it is to the role: `From`, `MAIL FROM`, `announces`; and the view where there are several.
        package let detail: String
        /// How the role holds to it: broken when a rule about the name has failed.
        package let state: State
        package let addresses: [Address]
        /// The first finding about it, by fingerprint.
        package let finding: String?
    }

    package struct Address: Sendable, Hashable {
        package let text: String
        /// The host between the name and the address, or what else there is to say of it.
        package let detail: String
        package let state: State
        /// Where bounces that arrive here go; `nil` where none are expected.
        package let destination: Destination?
    }

    package struct Destination: Sendable, Hashable {
        package let text: String
        package let state: State
    }

    /// What becomes of an edge of the picture.
    package enum State: String, Sendable, Hashable {
        case good
        /// Planned, and not there.
        case missing
        /// There, and not planned or not right.
        case wrong
        case unknown

        package var isBroken: Bool { self == .missing || self == .wrong }
    }

    /// Rows of a group that are drawn one by one.
    static let mostRows = 12

    /// The deployment has nothing that could be drawn.
    package var isEmpty: Bool { bands.isEmpty }
}

extension Picture.State {
    /// What several come to: what is broken counts before what is not known.
    fileprivate static func worst(_ states: some Sequence<Picture.State>) -> Picture.State {
        let order: [Picture.State] = [.good, .unknown, .missing, .wrong]
        return states.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) } ?? .good
    }
}

extension Picture.Name {
    /// The name and where it leads.
    fileprivate var worst: Picture.State { .worst([state] + addresses.flatMap { [$0.state, $0.destination?.state ?? .good] }) }

    /// With more addresses than are drawn, those that are not right come first, and one row stands for the others.
    fileprivate var grouped: Picture.Name {
        let (drawn, others) = Picture.split(addresses) { $0.state }
        guard let one = others.first else { return self }
        let state = Picture.State.worst(others.map(\.state))
        let rest = Picture.Address(
            text: "\(others.count) more", detail: Picture.words(others.map(\.state)), state: state, destination: one.destination)
        return Picture.Name(text: text, detail: detail, state: self.state, addresses: drawn + [rest], finding: finding)
    }
}

extension Picture.Band {
    /// With more names than are drawn, those that are not right come first, and one row stands for the others.
    var grouped: Picture.Band {
        let (drawn, others) = Picture.split(names.map(\.grouped)) { $0.worst }
        guard !others.isEmpty else { return Picture.Band(role: role, names: drawn) }
        let states = others.map(\.worst)
        let rest = Picture.Name(
            text: "\(others.count) more", detail: Picture.words(states), state: .worst(states), addresses: [],
            finding: others.lazy.compactMap(\.finding).first)
        return Picture.Band(role: role, names: drawn + [rest])
    }
}

extension Picture {
    /// What is drawn one by one, and what stands together.
    fileprivate static func split<Row>(_ rows: [Row], by state: (Row) -> State) -> (drawn: [Row], others: [Row]) {
        guard rows.count > mostRows else { return (rows, []) }
        let sorted = rows.filter { state($0) != .good } + rows.filter { state($0) == .good }
        return (Array(sorted.prefix(mostRows - 1)), Array(sorted.dropFirst(mostRows - 1)))
    }

    fileprivate static func words(_ states: [State]) -> String {
        let parts = [
            (states.count { $0 == .good }, "as planned"), (states.count { $0.isBroken }, "broken"),
            (states.count { $0 == .unknown }, "not learned"),
        ]
        return parts.filter { $0.0 > 0 }.map { $0.0 == states.count ? $0.1 : "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
