import DNS
import Facts

/// Which findings belong to which mail paths, in time linear in both.
///
/// Findings about the same name, address and sender belong to the same paths: together they are a part.
struct PathScopes {
    struct Path {
        /// The key of a subject of kind `path`.
        let key: String
        /// Parts that belong to it.
        let parts: [Int]
    }

    /// The paths that receivers on the Internet see.
    let paths: [Path]
    /// By record: its part; `nil` for one that belongs to no path.
    let parts: [Int?]
    let partCount: Int
    /// Parts that belong to some path.
    let usedParts: Set<Int>

    /// The aspect of a path that a finding is about.
    fileprivate enum Role: Hashable {
        /// The path itself, by its key.
        case path(String)
        /// SPF is evaluated at the names in MAIL FROM and EHLO.
        case spf(String)
        case dkim(String)
        /// Any other fact at a name.
        case name(String)
        /// A sending address, or a property of a sender as a whole.
        case address
    }

    fileprivate struct Part: Hashable {
        let role: Role
        let address: String?
        let sender: String?
    }

    fileprivate static let kind = "path"

    init(_ records: [Judge.Record], _ facts: FactSet) {
        var numbers: [Part: Int] = [:]
        var keys: Set<String> = []
        // All rules are evaluated for the same subjects.
        var known: [ObjectIdentifier: Int?] = [:]
        parts = records.map { record in
            let subject = record.finding.subject
            if let number = known[subject.identity] { return number }
            let number: Int? = Part(subject).map { part in
                if case .dkim(let name) = part.role { keys.insert(name) }
                if let number = numbers[part] { return number }
                numbers[part] = numbers.count
                return numbers.count - 1
            }
            known[subject.identity] = .some(number)
            return number
        }
        partCount = numbers.count
        var keysByDomain: [String: [String]] = [:]
        var aligned: [String: [String]] = [:]
        for key in keys {
            if let label = key.firstRange(of: "._domainkey.") {
                keysByDomain[String(key[label.upperBound...]), default: []].append(key)
            }
        }
        let objects = FactSchema.current.kind(Self.kind).map(facts.subjects) ?? []
        paths = objects.map(Ends.init).filter(\.isPublic).map { ends in
            let keys = aligned[ends.from] ?? keysByDomain.filter { ends.isRelated(to: $0.key) }.flatMap(\.value)
            aligned[ends.from] = keys
            var roles: [Role] = [.address] + keys.map(Role.dkim)
            for name in Set([ends.mailFrom, ends.helo].compactMap(\.self)) { roles.append(.spf(name)) }
            for name in Set([ends.from, ends.mailFrom, ends.helo].compactMap(\.self)) { roles.append(.name(name)) }
            var found = numbers[Part(role: .path(ends.key), address: nil, sender: nil)].map { [$0] } ?? []
            for role in roles {
                for address in Set([ends.address, nil]) {
                    for sender in Set([ends.sender, nil]) {
                        if let number = numbers[Part(role: role, address: address, sender: sender)] { found.append(number) }
                    }
                }
            }
            return Path(key: ends.key, parts: found)
        }
        usedParts = Set(paths.flatMap(\.parts))
    }

    /// The identities used by one path.
    private struct Ends {
        let key: String
        let isPublic: Bool
        let address: String?
        let sender: String?
        let from: String
        let mailFrom: String?
        let helo: String?

        init(_ object: FactObject) {
            let identity = FindingSubject(object, kind: PathScopes.kind)
            func text(_ field: String) -> String? {
                guard case .string(let text)? = object[field] else { return nil }
                return text
            }
            key = identity.key
            isPublic = PathScopes.isPublic(identity)
            address = if case .address(let address)? = object["address"] { address.description } else { identity.address }
            sender = identity.sender
            from = text("from") ?? ""
            mailFrom = text("mail_from")
            helo = text("helo")
        }

        /// Whether a signature of the domain can be aligned with From.
        func isRelated(to domain: String) -> Bool {
            domain == from || from.hasSuffix("." + domain) || domain.hasSuffix("." + from)
        }
    }

    /// Providers see the public view.
    fileprivate static func isPublic(_ subject: FindingSubject) -> Bool { subject.view == nil || subject.view == "public" }
}

extension PathScopes.Part {
    fileprivate init?(_ subject: FindingSubject) {
        guard subject.kind != PathScopes.kind else {
            self.init(role: .path(subject.key), address: nil, sender: nil)
            return
        }
        guard PathScopes.isPublic(subject) else { return nil }
        let role: PathScopes.Role
        switch (subject.kind, subject.name) {
        case ("sending_address", _): role = .address
        case ("spf_domain", let name?): role = .spf(name)
        case ("dkim_key", let name?): role = .dkim(name)
        case (_, let name?): role = .name(name)
        case (_, nil):
            guard subject.address != nil || subject.sender != nil else { return nil }
            role = .address
        }
        self.init(role: role, address: subject.address, sender: subject.sender)
    }
}
