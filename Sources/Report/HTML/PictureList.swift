/// A picture as a list, for those who cannot see it: every edge, its status, and the finding about it.
struct PictureList {
    /// Anchors on the page, by fingerprint.
    let anchors: [String: String]

    func markup(_ band: Picture.Band) -> Markup {
        .element("li", [:], [.text(band.role), .element("ul", [:], band.names.map(name))])
    }

    private func name(_ name: Picture.Name) -> Markup {
        let text = name.text + (name.detail.isEmpty ? "" : " (\(name.detail))")
        var content: [Markup] = [.text(text + Self.words(name.state))]
        if let anchor = name.finding.flatMap({ anchors[$0] }) {
            content += [.text(" "), .element("a", ["href": "#\(anchor)"], "see the finding")]
        }
        if !name.addresses.isEmpty { content.append(.element("ul", [:], name.addresses.map(Self.address))) }
        return .element("li", [:], content)
    }

    private static func address(_ address: Picture.Address) -> Markup {
        // If the small text already gives the status, it is not repeated.
        let isSaid = words(address.state) == ": \(address.detail)"
        let detail = address.detail.isEmpty || isSaid ? "" : " (\(address.detail))"
        let destination = address.destination.map { "; bounces go to: \($0.text)\(words($0.state))" } ?? ""
        return .element("li", [:], address.text + detail + words(address.state) + destination)
    }

    private static func words(_ state: Picture.State) -> String {
        switch state {
        case .good, .open: ""
        case .missing: ": missing"
        case .wrong: ": wrong"
        case .warned: ": with a warning"
        case .unknown: ": not learned"
        }
    }
}
