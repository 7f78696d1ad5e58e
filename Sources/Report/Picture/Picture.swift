/// A deployment as a picture: its roles, their names, the addresses of these, and where bounces go.
///
/// A tree per role, drawn from left to right. It includes what is planned but missing, and what exists but is not planned.
package struct Picture: Sendable, Hashable {
    package let bands: [Band]

    /// One role with its names.
    package struct Band: Sendable, Hashable {
        package let role: String
        package let names: [Name]
    }

    package struct Name: Sendable, Hashable {
        package let text: String
        /// Its use in the role: `From`, `MAIL FROM`, `announces`; and the view if there are several.
        package let detail: String
        /// The status of its edge to the role: that of the worst failure of a rule about the name.
        package let state: State
        package let addresses: [Address]
        /// The first finding about it, by fingerprint.
        package let finding: String?
    }

    package struct Address: Sendable, Hashable {
        package let text: String
        /// The host between the name and the address, or another note.
        package let detail: String
        package let state: State
        /// Where bounces that arrive here go; `nil` if none are expected.
        package let destination: Destination?
    }

    package struct Destination: Sendable, Hashable {
        package let text: String
        package let state: State

        /// Nobody said which addresses bounces should lead to.
        static let notCompared = Destination(text: "Not compared", state: .open)
    }

    /// The status of an edge of the picture.
    package enum State: String, Sendable, Hashable {
        case good
        /// Planned, but missing.
        case missing
        /// Present, but not planned or not right.
        case wrong
        /// Present, with a warning.
        case warned
        case unknown
        /// Present; nobody said what was expected.
        case open

        package var isBroken: Bool { self == .missing || self == .wrong }
    }

    /// Rows of a group that are drawn individually.
    static let mostRows = 12

    /// The deployment has nothing to draw.
    package var isEmpty: Bool { bands.isEmpty }
}

extension Picture.State {
    /// The combined status of several: broken outweighs a warning, and that what is unknown.
    fileprivate static func worst(_ states: some Sequence<Picture.State>) -> Picture.State {
        let order: [Picture.State] = [.good, .open, .unknown, .warned, .missing, .wrong]
        return states.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) } ?? .good
    }
}

extension Picture.Name {
    /// The name and its targets.
    fileprivate var worst: Picture.State { .worst([state] + addresses.flatMap { [$0.state, $0.destination?.state ?? .good] }) }

    /// With more addresses than are drawn, wrong ones come first, and one row represents the rest.
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
    /// With more names than are drawn, wrong ones come first, and one row represents the rest.
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
    /// What is drawn individually, and what is combined.
    fileprivate static func split<Row>(_ rows: [Row], by state: (Row) -> State) -> (drawn: [Row], others: [Row]) {
        guard rows.count > mostRows else { return (rows, []) }
        let sorted = rows.filter { state($0) != .good } + rows.filter { state($0) == .good }
        return (Array(sorted.prefix(mostRows - 1)), Array(sorted.dropFirst(mostRows - 1)))
    }

    fileprivate static func words(_ states: [State]) -> String {
        let parts = [
            (states.count { $0 == .good }, "as planned"), (states.count { $0.isBroken }, "broken"),
            (states.count { $0 == .warned }, "with warnings"), (states.count { $0 == .unknown }, "not learned"),
            (states.count { $0 == .open }, "not compared"),
        ]
        return parts.filter { $0.0 > 0 }.map { $0.0 == states.count ? $0.1 : "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
