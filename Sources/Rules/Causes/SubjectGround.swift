import DNS
import Facts

/// What a subject depends on: the names, the address and the sender through which another subject's fault affects it.
struct SubjectGround {
    let identity: FindingSubject
    /// In lower case, without a final dot.
    private let names: [String]
    private let from: String?
    private let spfNames: [String]
    /// Where the faults lie that make an SPF record's includes fail.
    private let faultyIncludes: [String]
    private let address: String?
    /// Names of the same kind's subjects that lead to the same place.
    private let coinciding: [String]
    private let evidence: [Observation]
    /// The hosts to which a return path leads.
    private let routes: [String]
    /// Domains at which more than one DMARC record stands that the subject would inherit.
    private let policyPlaces: [String]

    private static let nameFields = ["domain", "exchange", "from", "mail_from", "helo", "name", "host"]

    init(_ record: Judge.Record) {
        identity = record.finding.subject
        let object = record.object
        func text(_ field: String) -> String? {
            guard case .string(let text)? = object[field] else { return nil }
            return text.groundName
        }
        let facts = LenientFacts(object)
        let pointers = facts.list("ptr").map { $0.text("name").groundName }.filter { !$0.isEmpty }
        names = ([identity.name?.groundName] + Self.nameFields.map(text)).compactMap(\.self) + pointers
        // `panel panel.acme.example`
        coinciding = facts.texts("coinciding").compactMap { $0.groundName.split(separator: " ").last.map(String.init) }
        faultyIncludes = facts.texts("faulty_includes").map(\.groundName)
        routes = facts.list("routes").map { $0.text("exchange").groundName }
        let places = facts.object("dmarc")?.texts("multiple_at").map(\.groundName) ?? []
        policyPlaces = places.map { $0.hasPrefix("_dmarc.") ? String($0.dropFirst("_dmarc.".count)) : $0 }
        evidence = record.finding.evidence
        from = text("from")
        spfNames = [text("mail_from"), text("helo")].compactMap(\.self)
        address =
            if let own = identity.address { own } else if case .address(let own)? = object["address"] { own.description } else {
                nil
            }
    }

    /// Where faults of a subject are filed for other findings.
    enum Anchor: Hashable {
        case key(String)
        case name(String)
        case address(String)
        case sender(String)
    }

    /// Where a fault of this subject is filed.
    var anchors: [Anchor] {
        let own = [Anchor.key(identity.key)]
        // A fault of an address affects everything about it, whatever the name.
        let byAddress = identity.kind == "sending_address" ? address.map { [Anchor.address($0)] } ?? [] : []
        if !names.isEmpty { return own + byAddress + Set(names).map(Anchor.name) }
        if let address { return own + [.address(address)] }
        return own + (identity.sender.map { [.sender($0)] } ?? [])
    }

    /// Where faults of another kind of subject that affect this one are looked up, the nearest first.
    func anchors(for kind: String) -> [Anchor] {
        let included = ["spf_domain", "spf_include"].contains(kind) ? faultyIncludes.map(Anchor.name) : []
        guard kind != identity.kind else { return [.key(identity.key)] + included + (coinciding + policyPlaces).map(Anchor.name) }
        guard included.isEmpty else { return included }
        var wanted: [String]
        switch (identity.kind, kind) {
        // Receivers evaluate SPF at MAIL FROM and EHLO, not at From.
        case ("path", "spf_domain"): wanted = spfNames
        // A key signs for its domain and for those below it.
        case ("path", "dkim_key"): wanted = (from?.domainsUpwards ?? [])
        // A host with another's address is announced in vain and takes the bounces elsewhere.
        case ("return_path", "sending_address"): wanted = names + routes
        // What stands at a name is the fault of all that was asked for there.
        case (_, "name"):
            wanted = names + evidence.compactMap { $0.question.split(separator: " ").first.map { String($0).groundName } }
        default: wanted = Self.places(names, of: kind)
        }
        wanted = wanted.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        return wanted.map(Anchor.name) + [address.map(Anchor.address), identity.sender.map(Anchor.sender)].compactMap(\.self)
    }

    /// Where faults of a kind of subject that affect these names are looked up.
    static func anchors(at names: [String], for kind: String) -> [Anchor] { places(names, of: kind).map(Anchor.name) }

    /// A zone's fault is one of everything in it, a signature's of everything that it should prove; a domain that does not exist takes
    /// everything below with it.
    private static func places(_ names: [String], of kind: String) -> [String] {
        ["zone", "organization", "internal_zone"].contains(kind) ? names.flatMap(\.domainsUpwards) : names
    }

    /// Whether a fault of another subject filed at one of this one's anchors can affect it: seen from the same view, and
    /// with the same sender and address where both have one.
    func agrees(with fault: FindingSubject) -> Bool {
        let isSeen =
            fault.view == nil || identity.view == nil || fault.view == identity.view || fault.kind == "zone"
            || identity.kind == "zone"
        return isSeen && (fault.sender == nil || identity.sender == nil || fault.sender == identity.sender)
            && (fault.address == nil || address == nil || fault.address == address)
    }
}

extension String {
    /// A name in comparable form.
    var groundName: String { (hasSuffix(".") ? String(dropLast()) : self).lowercased() }

    /// Of two names in comparable form.
    func isAtOrBelow(_ domain: String) -> Bool { self == domain || hasSuffix(".\(domain)") }

    /// The domain itself and those above it, except the top-level domain.
    var domainsUpwards: [String] {
        let labels = split(separator: ".")
        guard labels.count > 1 else { return [self] }
        return (0..<(labels.count - 1)).map { labels[$0...].joined(separator: ".") }
    }
}
