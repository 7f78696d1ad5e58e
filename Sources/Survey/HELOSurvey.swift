import DNS
import Deployment
import Facts

/// A name that is announced from a sending address, or why it is not known.
struct Announcement: Sendable {
    let address: PlannedSendingAddress
    let mode: String
    /// `nil` while the PTR record that gives it could not be had.
    let name: DomainName?
    let unknown: Unknown?
    let pointers: Vantage.Seen
}

extension Survey {
    /// Every name that is announced from a sending address; from one without a PTR name, to which it leaves the choice,
    /// none.
    func announcements() async -> [Announcement] {
        guard let vantage = vantage(.public) else { return [] }
        return await concurrently(plan.sendingAddresses) { address -> [Announcement] in
            let pointers = await vantage.ask(address.address.reverseName, .ptr)
            let announcement = { (mode: String, name: DomainName?, unknown: Unknown?) in
                Announcement(address: address, mode: mode, name: name, unknown: unknown, pointers: pointers)
            }
            switch address.helo {
            case .names(let hosts):
                return hosts.map { announcement(address.announcesFrom ? "from" : "name", $0.name, nil) }
            case .ptr:
                let name = Self.pointerNames(pointers.result.records ?? []).first
                guard name != nil || pointers.result.unknown != nil else { return [] }
                return [announcement("ptr", name, pointers.result.unknown)]
            }
        }
        .flatMap(\.self)
    }

    /// An announced name: what it resolves to, and from where else it is announced.
    func helo(_ announcement: Announcement, among all: [Announcement]) async -> FactObject {
        let planned = announcement.address
        var object = FactObject(.helo)
        let name = announcement.name?.lowercased.text
        let own = announcement.mode == "ptr" ? "ptr" : name ?? ""
        object.set(
            "subject",
            FactObject.identity(
                key: "\(planned.sender)/\(planned.address)/\(own)", role: MailRole.helo.rawValue, name: name,
                view: ViewName.public.rawValue, address: planned.address, sender: planned.sender))
        object.set("sender", .string(planned.sender))
        object.set("address", .address(planned.address))
        object.set("mode", .string(announcement.mode))
        let source = [announcement.pointers.source]
        object.set(
            "ptr",
            announcement.pointers.fact { .strings(Self.pointerNames($0).map(\.lowercased.text)) }, from: source)
        guard let name, let announced = announcement.name, let vantage = vantage(.public) else {
            let unknown = announcement.unknown ?? Unknown(.notProbed)
            for field in ["name", "qualified", "others"] { object.set(field, .unknown(unknown), from: source) }
            ResolvedName.fillUnknown(&object, unknown)
            return object
        }
        object.set("name", .string(name), from: announcement.mode == "ptr" ? source : [])
        object.set("qualified", .boolean(PublicNameSpace.holds(announced)))
        let elsewhere = all.filter { $0.address.address != planned.address }
        let others = Set(elsewhere.filter { $0.name == announced }.map(\.address.address)).sorted()
        let open = Unknown.merging(elsewhere.compactMap(\.unknown))
        object.set("others", others.isEmpty ? open.map(FactValue.unknown) ?? .addresses([]) : .addresses(others))
        await vantage.addresses(of: announced).fill(&object)
        return object
    }
}

/// Which names can be known to everybody.
enum PublicNameSpace {
    /// Names of local networks: RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN's .internal, and words that are used
    /// alike though nobody set them aside. `test` and `example` are left: tests and examples are made of them.
    private static let local: Set<String> = [
        "localhost", "local", "localdomain", "invalid", "onion", "alt", "internal", "intranet", "private", "lan", "home", "corp",
        "arpa",
    ]

    /// At least two labels, and a last one that is not set aside for local use.
    static func holds(_ name: DomainName) -> Bool {
        name.labelCount >= 2 && !local.contains(name.suffix(1).lowercased.text)
    }
}
