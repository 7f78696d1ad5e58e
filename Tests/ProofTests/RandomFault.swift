import ScriptedDNS

/// Faults of the kinds that the field found, put into a zone at random.
enum RandomFault {
    /// One fault in the zone of `domain`; what it was done to.
    static func put(
        into deployed: inout Deployed, keeping base: Set<String>, in domain: String, _ random: inout SeededGenerator
    ) throws -> String {
        let candidates = deployed.lines.map(\.description).filter { !base.contains($0) }.sorted()
        guard let line = candidates.randomElement(using: &random) else { return "nothing" }
        let prefix = line.hasPrefix("internal: ") ? "internal: " : ""
        let parts = line.dropFirst(prefix.count).split(separator: " ", maxSplits: 2).map(String.init)
        let (owner, type, data) = (String(parts[0].dropLast()), parts[1], parts[2])
        func replace(_ new: String) throws { try deployed.replace(line, prefix + new) }
        let isSPF = data.hasPrefix("v=spf1")
        let isDMARC = data.hasPrefix("v=DMARC1; p=")
        let kind = Int.random(in: 0..<9, using: &random)
        switch (type, kind) {
        case ("A", 0): try replace("\(owner) A 198.51.100.77")
        case ("A", 1) where !isHost(owner): try deployed.add("\(prefix)\(owner) A 198.51.100.78")
        case ("A", 2) where prefix.isEmpty: try deployed.add("\(owner) A 10.9.9.9")
        case ("MX", 0): try replace("\(owner) MX \(data)\(domain).")
        case ("MX", 1): try deployed.add("\(prefix)\(owner) MX 5 nowhere.\(domain).")
        case ("MX", 2): try replace("\(owner) MX 0 .")
        case ("MX", 3) where prefix.isEmpty:
            try replace("\(owner) MX 10 in.\(owner).")
            try deployed.add("in.\(owner) CNAME \(data.split(separator: " ")[1])")
        case ("PTR", 0): try replace("\(owner) PTR host-1.isp.example.")
        case ("PTR", 1): try replace("\(owner) PTR \(data)\(owner).")
        case ("PTR", 2) where owner.hasSuffix(".in-addr.arpa"):
            let host = "server.\(domain.split(separator: ".")[0]).hoster.example"
            try replace("\(owner) PTR \(host).")
            let address = owner.split(separator: ".").prefix(4).reversed().joined(separator: ".")
            try deployed.add("\(host) A \(address)")
        case ("PTR", 3): try deployed.add("\(owner) PTR host-1.isp.example.")
        case ("TXT", 6) where isSPF && prefix.isEmpty:
            try replace("\(owner) TXT v=spf1 include:_s.\(owner) -all")
            try deployed.add("_s.\(owner) TXT \(data.replacing("ip4:", with: "ipv4:"))")
        case ("TXT", 7) where isSPF && prefix.isEmpty:
            try replace("\(owner) TXT v=spf1 redirect=_s.\(owner)")
            try deployed.add("_s.\(owner) TXT \(data)")
            try deployed.add("_s.\(owner) TXT v=spf1 ~all")
        case ("TXT", 8) where isSPF && prefix.isEmpty:
            try replace("\(owner) TXT v=spf1 redirect=_r.\(owner) redirect=_s.\(owner)")
            try deployed.add("_s.\(owner) TXT \(data)")
        case ("TXT", 0) where prefix.isEmpty: try replace("\(owner).\(domain) TXT \(data)")
        case ("TXT", 1) where isSPF: try deployed.add("\(prefix)\(owner) TXT v=spf1 ip4:198.51.100.66 -all")
        case ("TXT", 2) where isSPF: try replace("\(owner) TXT v=spf1 ipv4:198.51.100.66 -all")
        case ("TXT", 3) where isSPF: try replace("\(owner) TXT v=spf1 +all")
        case ("TXT", 4) where isSPF: try replace("\(owner) TXT v=spf1; \(data.dropFirst(7))")
        case ("TXT", 5) where isSPF: try replace("\(owner) TXT v=spf1 include:gone.\(domain) \(data.dropFirst(7))")
        case ("TXT", 1) where isDMARC: try deployed.add("\(prefix)\(owner) TXT v=DMARC1; p=none")
        case ("TXT", 2) where isDMARC: try replace("\(owner) TXT v=DMARC1; p=rejct")
        case ("TXT", 3) where isDMARC: try replace("\(owner) TXT v=DMARC1; p=reject")
        case ("TXT", 1) where owner.contains("._domainkey."): try replace("\(owner) TXT \(DKIMTexts.other)")
        case ("TXT", 2) where owner.contains("._domainkey."): try deployed.add("\(prefix)\(owner) TXT verification=1")
        case ("TXT", 3) where owner.contains("._domainkey.") && prefix.isEmpty:
            try replace("\(owner) CNAME \(owner).esp.example.")
        case ("CNAME", 0): try replace("\(owner) CNAME old.cdn.example.")
        default: try deployed.remove(line)
        }
        return "\(kind) \(line)"
    }

    /// A host that announces itself: with an address that nobody planned it may send from there, and only the operator knows.
    private static func isHost(_ owner: String) -> Bool {
        ["mta", "mail", "relay", "out", "mx"].contains { owner.hasPrefix($0) }
    }

    /// Everything as a provider of web sites and mailboxes sets it up.
    static func otherProvider(_ deployed: inout Deployed, keeping base: Set<String>) throws -> String {
        for line in deployed.lines.map(\.description) where !base.contains(line) {
            guard !line.hasPrefix("internal: ") else {
                try deployed.remove(line)
                continue
            }
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            let (owner, type, data) = (String(parts[0].dropLast()), parts[1], parts[2])
            try deployed.remove(line)
            switch type {
            case "A" where !isHost(owner): try add("\(owner) A 198.51.100.200", to: &deployed)
            case "MX": try add("\(owner) MX 10 mx.isp.example.", to: &deployed)
            case "PTR": try add("\(owner) PTR host-1.isp.example.", to: &deployed)
            case "TXT" where data.hasPrefix("v=spf1"): try add("\(owner) TXT v=spf1 include:_spf.isp.example ~all", to: &deployed)
            case "TXT" where data.hasPrefix("v=DMARC1; p="): try add("\(owner) TXT v=DMARC1; p=quarantine", to: &deployed)
            default: break
            }
        }
        for line in [
            "mx.isp.example A 198.51.100.201", "_spf.isp.example TXT v=spf1 ip4:198.51.100.0/24 -all",
            "host-1.isp.example A 198.51.100.202",
        ] { try add(line, to: &deployed) }
        return "another provider's zone"
    }

    private static func add(_ line: String, to deployed: inout Deployed) throws {
        let new = try Deployed.line(line)
        if !deployed.lines.contains(where: { $0.description == new.description }) { deployed.lines.append(new) }
    }
}
