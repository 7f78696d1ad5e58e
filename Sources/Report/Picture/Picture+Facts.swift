import DNS
import Deployment
import Facts
import Rules

extension Picture {
    /// - Parameter findings: those that count for the verdict.
    init(_ facts: FactSet, findings: [Finding]) {
        let root = LenientFacts(facts.root)
        let hints = Hints(findings)
        let views = Set(root.list("web_names").map { $0.text("view") } + root.list("return_paths").map { $0.text("view") })
        let inView = { (view: String) in views.count > 1 ? view : "" }
        var bands: [Band] = []
        for role in WebRole.allCases {
            let names = root.list("web_names").filter { $0.text("role") == role.rawValue }.map { Self.web($0, hints, inView) }
            if !names.isEmpty { bands.append(Band(role: role.texts.title, names: names)) }
        }
        let senders =
            root.list("sending_addresses").map { $0.text("sender") } + root.list("return_paths").map { $0.text("sender") }
        for sender in Set(senders).sorted() {
            let paths = root.list("paths").filter { $0.text("sender") == sender }
            let froms = Set(paths.map { $0.text("from") }).sorted().map { from in
                Name(text: from, detail: "From", state: hints.state(of: from), addresses: [], finding: hints.finding(about: from))
            }
            let returns = root.list("return_paths").filter { $0.text("sender") == sender }.map {
                Self.returnPath($0, hints, inView)
            }
            let sending = root.list("sending_addresses").filter { $0.text("sender") == sender }.flatMap {
                Self.sending($0, hints)
            }
            bands.append(Band(role: "Sender \(sender)", names: froms + returns + sending))
        }
        self.bands = bands.map(\.grouped)
    }

    private static func web(_ web: LenientFacts, _ hints: Hints, _ inView: (String) -> String) -> Name {
        let seen = web.addresses
        let expected = web.addressList("expected")
        let isPlanned = web.truth("must_resolve")
        var addresses = seen.known.map { address in
            Address(
                text: address.description, detail: expected.isEmpty || expected.contains(address) ? "" : "not planned",
                state: expected.isEmpty ? .open : expected.contains(address) ? .good : .wrong, destination: nil)
        }
        for address in expected where isPlanned && !seen.known.contains(address) {
            let isUnknown = address.family == .ipv4 ? seen.ipv4IsUnknown : seen.ipv6IsUnknown
            addresses.append(
                Address(
                    text: address.description, detail: isUnknown ? "not learned" : "missing",
                    state: isUnknown ? .unknown : .missing,
                    destination: nil))
        }
        let name = web.text("name")
        return Name(
            text: name, detail: inView(web.text("view")), state: hints.state(of: name, in: web.text("view")),
            addresses: addresses, finding: hints.finding(about: name, in: web.text("view")))
    }

    private static func returnPath(_ path: LenientFacts, _ hints: Hints, _ inView: (String) -> String) -> Name {
        let expected = path.addressList("expected")
        let home = path.text("destination") == "relay" ? "The relay" : "Sender \(path.text("sender"))"
        let name = path.text("domain")
        var addresses: [Address] = []
        for route in path.list("routes") {
            let host = route.truth("implicit") ? "no MX record" : "by way of \(route.text("exchange"))"
            let seen = route.addresses
            addresses += seen.known.map { address in
                guard !expected.isEmpty else {
                    return Address(text: address.description, detail: host, state: .open, destination: .notCompared)
                }
                let isHome = expected.contains(address)
                return Address(
                    text: address.description, detail: host, state: isHome ? .good : .wrong,
                    destination: Destination(text: isHome ? home : "Somebody else", state: isHome ? .good : .wrong))
            }
            if seen.known.isEmpty {
                let isUnknown = seen.ipv4IsUnknown || seen.ipv6IsUnknown
                addresses.append(
                    Address(
                        text: isUnknown ? "not learned" : "no address", detail: host, state: isUnknown ? .unknown : .missing,
                        destination: nil))
            }
        }
        // One right route is enough; without any, the intended ones are drawn.
        if !addresses.contains(where: { $0.state == .good }) {
            let state: State = path.isUnknown("routes") || addresses.contains { $0.state == .unknown } ? .unknown : .missing
            addresses += expected.map {
                Address(
                    text: $0.description, detail: state == .unknown ? "not learned" : "no route leads here", state: state,
                    destination: Destination(text: home, state: state))
            }
        }
        let view = path.text("view")
        let detail = ["MAIL FROM", inView(view)].filter { !$0.isEmpty }.joined(separator: ", ")
        return Name(
            text: name, detail: detail, state: hints.state(of: name, in: view), addresses: addresses,
            finding: hints.finding(about: name, in: view))
    }

    /// The names of an address, and whether each leads back to it.
    private static func sending(_ sending: LenientFacts, _ hints: Hints) -> [Name] {
        guard let address = sending.address("address") else { return [] }
        let key = sending.object("subject")?.text("key") ?? ""
        let name = { (text: String, detail: String, nameState: State, state: State) in
            Name(
                text: text, detail: "PTR name", state: nameState,
                addresses: [Address(text: address.description, detail: detail, state: state, destination: nil)],
                finding: hints.finding(key: key))
        }
        guard !sending.isUnknown("ptr") else { return [name("not learned", "sends", .unknown, .unknown)] }
        let pointers = sending.list("ptr")
        guard !pointers.isEmpty else { return [name("no name", "sends", .missing, .missing)] }
        return pointers.map { pointer in
            let state: State =
                pointer.isUnknown("addresses") ? .unknown : pointer.addressList("addresses").contains(address) ? .good : .wrong
            return name(pointer.text("name"), state == .wrong ? "sends; the name leads elsewhere" : "sends", .good, state)
        }
    }
}

/// What findings say about the names in the picture.
private struct Hints {
    private let byName: [String?: [Finding]]
    private let byKey: [String: [Finding]]

    init(_ findings: [Finding]) {
        let said = findings.filter { $0.severity > .notice && [.fail, .error, .undetermined].contains($0.outcome) }
        byName = Dictionary(grouping: said) { $0.subject.name }
        byKey = Dictionary(grouping: said) { $0.subject.key }
    }

    private func about(_ name: String, _ view: String?) -> [Finding] {
        let findings = byName[name] ?? []
        return view == nil ? findings : findings.filter { $0.subject.view == nil || $0.subject.view == view }
    }

    func state(of name: String, in view: String? = nil) -> Picture.State {
        let findings = about(name, view)
        let failures = findings.filter { $0.outcome != .undetermined }
        guard let worst = failures.map(\.severity).max() else { return findings.isEmpty ? .good : .unknown }
        return worst == .error ? .wrong : .warned
    }

    func finding(about name: String, in view: String? = nil) -> String? { Self.first(about(name, view)) }
    func finding(key: String) -> String? { Self.first(byKey[key] ?? []) }

    private static func first(_ findings: [Finding]) -> String? {
        findings.filter { $0.outcome != .undetermined }.min(by: TextReport.order)?.fingerprint
    }
}
