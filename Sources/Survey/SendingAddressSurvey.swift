import DNS
import Deployment
import Facts

extension Survey {
    /// A sending address: its PTR names, and what each of them resolves to in the address's family.
    func sendingAddress(_ planned: PlannedSendingAddress) async -> FactObject {
        var object = FactObject(.sendingAddress)
        let reverseName = planned.address.reverseName
        object.set(
            "subject",
            FactObject.identity(
                key: "\(planned.sender)/\(planned.address)", role: "sending-address", view: ViewName.public.rawValue,
                address: planned.address, sender: planned.sender))
        object.set("sender", .string(planned.sender))
        object.set("address", .address(planned.address))
        object.set("route", .string(planned.route.rawValue))
        object.set("reverse_name", .string(reverseName.absoluteText))
        guard let vantage = vantage(.public) else { return object }
        let pointers = await vantage.ask(reverseName, .ptr)
        let names = Self.pointerNames(pointers.result.records ?? [])
        let type: RecordType = planned.address.family == .ipv4 ? .a : .aaaa
        let facts = await Self.concurrently(names) { name in
            let forward = await vantage.ask(name, type)
            return FactObject(.pointerName)
                .setting("name", .string(name.text), from: [pointers.source])
                .setting(
                    "addresses", forward.fact { .addresses(ResolvedName.addresses($0)) }, from: [forward.source])
        }
        object.set("ptr", pointers.fact { _ in .objects(facts) }, from: [pointers.source])
        return object
    }

    /// At most this many PTR names are resolved; an address with more is a defect of its own. RFC 7208 §4.6.4 uses the
    /// same number.
    static let maximumPointerNames = 10

    static func pointerNames(_ records: [Record]) -> [DomainName] {
        let names = records.compactMap { record -> DomainName? in
            guard case .name(let name) = record.data else { return nil }
            return name
        }
        return Array(Set(names).sorted().prefix(maximumPointerNames))
    }
}
