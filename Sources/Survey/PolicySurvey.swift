import DNS
import Deployment
import Facts
import MailPolicy

extension Survey {
    /// A domain whose SPF record receivers read, with its TXT records that are SPF records.
    func spfDomain(_ planned: PlannedMailDomain) async -> FactObject {
        let view = planned.view.rawValue
        let roles = [MailRole.mailFrom, .from].filter(planned.roles.contains).map(\.rawValue)
        var object = FactObject(.spfDomain)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(planned.domain.name.lowercased)/\(view)", role: roles.first, name: planned.domain.written, view: view))
        object.set("name", .string(planned.domain.written))
        object.set("owner", .string(planned.domain.name.lowercased.absoluteText))
        object.set("view", .string(view))
        object.set("roles", .strings(roles))
        let addresses = plan.sendingAddresses.filter { planned.senders.contains($0.sender) }.map(\.address)
        object.set("planned_addresses", .addresses(Set(addresses).sorted()))
        guard let vantage = vantage(planned.view) else { return object }
        let (texts, seen) = await vantage.texts(at: planned.domain.name)
        object.set(
            "records", seen.fact { _ in .strings(SPFRecordSelection.records(in: texts ?? [])) }, from: [seen.source])
        return object
    }

    func dkimKey(_ planned: PlannedDKIMKey) async -> FactObject {
        var object = FactObject(.dkimKey)
        let name = planned.recordName.lowercased
        let view = ViewName.public.rawValue
        object.set(
            "subject",
            FactObject.identity(
                key: name.text, role: "dkim", name: name.text, view: view,
                sender: planned.senders.count == 1 ? planned.senders.first : nil))
        object.set("domain", .string(planned.domain.written))
        object.set("selector", .string(planned.selector))
        object.set("name", .string(name.text))
        object.set("view", .string(view))
        object.set("senders", .strings(planned.senders))
        guard let vantage = vantage(.public) else { return object }
        let (texts, seen) = await vantage.texts(at: planned.recordName)
        object.set("records", seen.fact { _ in .strings(texts ?? []) }, from: [seen.source])
        return object
    }

    /// The DMARC policy of a From domain: every name of the tree walk is asked at once (RFC 9989 §4.10).
    /// `nil` for a domain that stands in no From header.
    func dmarc(_ planned: PlannedMailDomain, _ vantage: Vantage) async -> FactObject? {
        guard planned.roles.contains(.from) else { return nil }
        let domain = planned.domain.name
        // A name that has no room for the label can hold no policy either.
        let steps = DMARCDiscovery.domains(for: domain).filter { $0.prepending("_dmarc") != nil }
        let answers = await Self.concurrently(steps) { step in
            await vantage.texts(at: step.prepending("_dmarc") ?? step)
        }
        let byDomain = Dictionary(zip(steps, answers)) { first, _ in first }
        let result = DMARCDiscovery.discover(domain) { step in
            byDomain[step]?.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown
        }
        let unknowns = answers.compactMap(\.seen.result.unknown)
        let unknown = unknowns.dropFirst().reduce(unknowns.first ?? Unknown(.notProbed)) { $0.merged(with: $1) }
        let sources = answers.map(\.seen.source)
        var object = FactObject(.dmarc)
        object.set("asked", .strings(steps.map { "_dmarc.\($0.lowercased)" }))
        switch result {
        case .record(let record, let place):
            object.set("found", .boolean(true), from: sources)
            object.set("record", .string(record.text), from: sources)
            object.set("at", .string(place.lowercased.text), from: sources)
        case .none:
            object.set("found", .boolean(false), from: sources)
            object.set("record", .absent, from: sources)
            object.set("at", .absent, from: sources)
        case .unknown(let found):
            object.set("found", found ? .boolean(true) : .unknown(unknown), from: sources)
            object.set("record", .unknown(unknown), from: sources)
            object.set("at", .unknown(unknown), from: sources)
        }
        return object
    }
}
