import DNS
import Deployment
import Facts

/// Facts of one sender with many addresses and many From domains: what grows with the number of paths.
enum PathWorld {
    /// `addresses` × `domains` paths; SPF fails for one address in ten.
    static func facts(addresses: Int, domains: Int) -> FactSet {
        let ips = (0..<addresses).map { IPAddress(family: .ipv4, number: 0xcb00_7100 + UInt128($0)) }
        let from = (0..<domains).map { "d\($0).example" }
        let paths = ips.enumerated().flatMap { number, ip in from.map { path(ip, $0, passes: number % 10 != 0) } }
        let root = FactObject(FactSchema.current.root).setting([TypedObject<DeploymentFacts> { $0.set(\.scheme, .direct) }])
            .setting(paths).setting(ips.map(sendingAddress)).setting(from.map(spfDomain)).setting(from.map(mailDomain))
            .setting(from.map(key))
        return FactSet(
            deployment: "bench", scheme: "direct", observedAt: Timestamp(seconds: 1_795_348_800), elapsedMilliseconds: 0,
            root: root, observations: [])
    }

    private static func subject(
        _ key: String, name: String? = nil, address: IPAddress? = nil, sender: String? = nil
    ) -> TypedObject<SubjectFacts> {
        TypedObject {
            $0.set(\.key, key)
            $0.set(\.role, nil)
            $0.set(\.name, name)
            $0.set(\.view, .public)
            $0.set(\.address, address)
            $0.set(\.sender, sender)
        }
    }

    private static func path(_ ip: IPAddress, _ domain: String, passes: Bool) -> TypedObject<MailPathFacts> {
        TypedObject {
            $0.set(
                \.subject, subject("bulk/\(ip)/\(domain)/b.\(domain)", name: "b.\(domain)", address: ip, sender: "bulk"))
            $0.set(\.sender, "bulk")
            $0.set(\.address, ip)
            $0.set(\.from, domain)
            $0.set(\.mailFrom, "b.\(domain)")
            $0.set(\.view, .public)
            $0.set(\.signs, true)
            $0.set(\.spf, passes ? .pass : .fail)
            $0.set(\.spfReason, "-all")
            $0.set(\.spfRecord, .known(nil))
            $0.set(\.helo, "mta.example")
            $0.set(\.spfAligned, true)
            $0.set(\.dkimAlignedKeys, ["s1._domainkey.\(domain)"])
        }
    }

    private static func sendingAddress(_ ip: IPAddress) -> TypedObject<SendingAddressFacts> {
        TypedObject {
            $0.set(\.subject, subject("bulk/\(ip)", address: ip, sender: "bulk"))
            $0.set(\.sender, "bulk")
            $0.set(\.address, ip)
            $0.set(\.ptr, [])
        }
    }

    private static func spfDomain(_ domain: String) -> TypedObject<SPFDomainFacts> {
        TypedObject {
            $0.set(\.subject, subject("b.\(domain)/public", name: "b.\(domain)"))
            $0.set(\.name, "b.\(domain)")
            $0.set(\.roles, [.mailFrom])
            $0.set(\.records, ["v=spf1 -all"])
            $0.set(\.problems, [])
        }
    }

    private static func mailDomain(_ domain: String) -> TypedObject<MailDomainFacts> {
        TypedObject {
            $0.set(\.subject, subject("\(domain)/public", name: domain))
            $0.set(\.name, domain)
            $0.set(\.view, .public)
            $0.set(\.roles, [.from])
        }
    }

    private static func key(_ domain: String) -> TypedObject<DKIMKeyFacts> {
        TypedObject {
            $0.set(\.subject, subject("s1._domainkey.\(domain)", name: "s1._domainkey.\(domain)"))
            $0.set(\.domain, domain)
            $0.set(\.records, ["v=DKIM1; p="])
        }
    }
}
