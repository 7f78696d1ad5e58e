import DNS
import Deployment
import Facts
import MailPolicy

/// The sending addresses: their PTR names, and what each of those resolves to in the address's family.
struct SendingAddressCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [SendingAddressFacts.self]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        CollectedSubjects(await concurrently(plan.sendingAddresses) { await sendingAddress($0) })
    }

    private func sendingAddress(_ planned: PlannedSendingAddress) async -> TypedObject<SendingAddressFacts> {
        let reverseName = planned.address.reverseName
        var object = TypedObject<SendingAddressFacts>(
            .sendingAddress(sender: planned.sender, planned.address), role: .sendingAddress, view: .public,
            address: planned.address, sender: planned.sender)
        object.set(\.sender, context.title(ofSender: planned.sender))
        object.set(\.address, planned.address)
        object.set(\.route, planned.route)
        object.set(\.webNames, webNames(at: planned))
        let announced = if case .names(let hosts) = planned.helo { hosts.map(\.name.lowercased.text) } else { [String]() }
        object.set(\.announced, announced)
        object.set(\.reverseName, reverseName.absoluteText)
        guard let client = client(.public) else { return object }
        let pointers = await client.ask(reverseName, .ptr)
        PointerNames.noteLimit(pointers, at: reverseName, client)
        let type: RecordType = planned.address.family == .ipv4 ? .a : .aaaa
        let names = await concurrently(PointerNames.names(pointers)) { name in
            let forward = await client.ask(name, type)
            let pointer = PointerName(name, of: planned.address, isPlatform: plan.deployment.isInfrastructure(name))
            return TypedObject<PointerNameFacts> {
                $0.set(\.name, name.text, from: [pointers.source])
                $0.set(\.embedsAddress, pointer.embedsAddress)
                $0.set(\.platform, pointer.isPlatform)
                $0.set(\.addresses, forward.learned(ResolvedName.addresses), from: [forward.source])
            }
        }
        object.set(\.ptr, pointers.learned(names), from: [pointers.source])
        return object
    }

    /// The web names that use a sending address, in front of or behind NAT.
    private func webNames(at planned: PlannedSendingAddress) -> [String] {
        guard planned.route == .direct else { return [] }
        let addresses = Set([planned.address, planned.own].compactMap(\.self))
        return Set(plan.deployment.webHosts.filter { !addresses.isDisjoint(with: $0.addresses + $0.bind) }.map(\.host.written))
            .sorted()
    }
}

/// The PTR names of an address.
enum PointerNames {
    /// At most this many PTR names are resolved; having more is a defect in itself. RFC 7208 §4.6.4 uses the same number.
    static let maximum = 10

    /// Notes that an answer has more names than are checked.
    static func noteLimit(_ answer: ViewClient.Answer, at reverseName: DomainName, _ client: ViewClient) {
        let count = Set(answer.result.records ?? []).count
        guard count > maximum else { return }
        client.log.note(
            .init(
                view: client.view, name: reverseName,
                words:
                    "\(count - maximum) of \(count) PTR names were not checked: the limit pointer-names (\(maximum), RFC 7208 "
                    + "§4.6.4)"))
    }

    static func names(_ answer: ViewClient.Answer) -> [DomainName] { names(answer.result.records ?? []) }

    static func names(_ records: [Record]) -> [DomainName] {
        let names = records.compactMap { record -> DomainName? in
            guard case .name(let name) = record.data else { return nil }
            return name
        }
        return Array(Set(names).sorted().prefix(maximum))
    }
}
