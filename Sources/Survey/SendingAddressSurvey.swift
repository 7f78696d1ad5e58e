import DNS
import Deployment
import Facts
import MailPolicy

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
        object.set("web_names", .strings(webNames(at: planned)))
        object.set("reverse_name", .string(reverseName.absoluteText))
        guard let vantage = vantage(.public) else { return object }
        let pointers = await vantage.ask(reverseName, .ptr)
        let names = Self.pointerNames(pointers.result.records ?? [])
        let type: RecordType = planned.address.family == .ipv4 ? .a : .aaaa
        let plannedNames = plannedNames()
        let facts = await concurrently(names) { name in
            let forward = await vantage.ask(name, type)
            return FactObject(.pointerName)
                .setting("name", .string(name.text), from: [pointers.source])
                .setting("embeds_address", .boolean(GenericPointerName.embeds(planned.address, in: name)))
                .setting("planned", organizationFact(organizations.includes(name, among: plannedNames)))
                .setting(
                    "addresses", forward.fact { .addresses(ResolvedName.addresses($0)) }, from: [forward.source])
        }
        object.set("ptr", pointers.fact { _ in .objects(facts) }, from: [pointers.source])
        return object
    }

    /// The web names that use a sending address, before or behind NAT.
    private func webNames(at planned: PlannedSendingAddress) -> [String] {
        guard planned.route == .direct else { return [] }
        let addresses = Set([planned.address, planned.own].compactMap(\.self))
        return Set(plan.deployment.webHosts.filter { !addresses.isDisjoint(with: $0.addresses + $0.bind) }.map(\.host.written))
            .sorted()
    }

    /// Every name that the deployment file gives: a PTR name should belong to one of their organizations.
    private func plannedNames() -> Set<DomainName> {
        let announced = plan.sendingAddresses.flatMap { address -> [HostName] in
            if case .names(let hosts) = address.helo { hosts } else { [] }
        }
        let relay = plan.deployment.relay.map { [$0.host] } ?? []
        let domains = plan.deployment.senders.flatMap { $0.from + $0.mailFrom }
        return Set((plan.webNames.map(\.host) + domains + relay + announced).map(\.name))
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
