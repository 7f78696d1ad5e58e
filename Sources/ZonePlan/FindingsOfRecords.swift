import DNS
import Deployment
import Facts

/// The findings that a change of records fixes, as far as the plan alone can tell: rules by what they check, subjects by
/// their keys in reports. Only a judgement shows whether such a finding exists in this run, and whether it is cleared.
struct FindingsOfRecords: Sendable {
    private let plan: Plan
    private let fromDomains: [DomainName]
    private let pathsByFrom: [DomainName: [MailPath]]
    private let pathsByMailFrom: [DomainName: [MailPath]]
    private let pathsBySender: [String: [MailPath]]
    /// Those on which a host name is announced.
    private let pathsByHost: [DomainName: [MailPath]]

    /// - Parameter names: of the sending addresses whose announced name the PTR record decides.
    init(_ plan: Plan, names: [AddressName]) {
        self.plan = plan
        fromDomains = plan.mailDomains.filter { $0.roles.contains(.from) && $0.view == .public }.map(\.domain.name.lowercased)
        pathsByFrom = Dictionary(grouping: plan.paths) { $0.from.name }
        pathsByMailFrom = Dictionary(grouping: plan.paths) { $0.mailFrom.name }
        pathsBySender = Dictionary(grouping: plan.paths) { $0.sender }
        let pointed = Dictionary(names.map { ($0.address, $0.names + ZonePlanner.pointerNames($0.pointers)) }) { $0 + $1 }
        let pathsByAddress = Dictionary(grouping: plan.paths) { $0.sendingAddress }
        var pathsByHost: [DomainName: [MailPath]] = [:]
        for address in plan.sendingAddresses {
            let hosts = if case .names(let hosts) = address.helo { hosts.map(\.name) } else { pointed[address.address] ?? [] }
            let paths = pathsByAddress[address.address, default: []].filter { $0.sender == address.sender }
            for host in Set(hosts) { pathsByHost[host, default: []] += paths }
        }
        self.pathsByHost = pathsByHost
    }

    /// Rules by the role of a record in the deployment.
    enum Rules {
        static let webAddress = [
            "address/missing", "address/unexpected", "address/bypasses-balancer", "address/ipv6-unplanned", "address/not-public",
            "address/internal-panel-exposed", "address/views-disagree",
        ]
        static let hostOfAddress = ["ptr/not-confirmed"]
        static let announcedHost = [
            "helo/unresolvable", "helo/not-at-sender", "helo/shared", "helo/private-address-leaked",
        ]
        static let domainAddress = ["from/private-address-leaked"]
        static let exchangeHost = ["mx/target-missing", "mx/target-is-alias", "mx/target-not-public", "mx/target-is-address"]
        static let returnPath = [
            "return-path/unroutable", "return-path/not-at-sender", "return-path/partly-elsewhere", "return-path/implicit-mx",
            "return-path/relay-not-public-route", "return-path/internal-not-at-sender", "return-path/views-identical",
            "return-path/private-address-leaked",
        ]
        static let mailDomain = ["mx/null-beside-others", "mx/null-on-sending-domain", "from/unreachable"]
        static let pointer = ["ptr/missing", "ptr/generic", "ptr/multiple", "ptr/not-confirmed"]
        static let policy = [
            "dmarc/missing", "dmarc/multiple-records", "dmarc/policy-missing", "dmarc/published-at-wrong-name",
            "dmarc/syntax-error",
            "dmarc/no-aggregate-reports", "dmarc/report-address-invalid", "dmarc/policy-none", "dmarc/subdomain-policy-weak",
            "dmarc/values-ignored",
            "dmarc/test-mode",
        ]
        static let reports = ["dmarc/report-destination-unauthorised"]
        static let reportRoute = ["dmarc/report-destination-undeliverable"]
        static let alignment = ["dmarc/spf-not-aligned", "dmarc/dkim-not-aligned", "dmarc/path-not-aligned"]
        static let key = [
            "dkim/missing", "dkim/key-mismatch", "dkim/key-unreadable", "dkim/multiple-records", "dkim/published-at-wrong-name",
            "dkim/revoked", "dkim/syntax-error", "dkim/unusable", "dkim/key-unsafe",
            "dkim/testing", "dkim/strict-identity",
        ]
        static let signedPath = ["dkim/missing-for-path"]
        static let senders = [
            "spf/missing", "spf/multiple-records", "spf/syntax-error", "spf/lookalike-record", "spf/too-many-lookups",
            "spf/too-many-void-lookups", "spf/helo-missing", "spf/include-without-record", "spf/include-loop",
            "spf/included-record-broken",
            "spf/allows-everyone", "spf/neutral-all", "spf/no-all", "spf/obsolete-record", "spf/private-network",
        ]
        static let authorisedPath = ["spf/sender-not-authorised"]
        static let announcedPath = ["spf/helo-not-authorised"]
        static let transport = ["mta-sts/record-invalid", "tls-rpt/invalid", "bimi/invalid"]
        static let wishedTransport = ["tls-rpt/missing"]
        static let insideZone = ["return-path/internal-zone-incomplete"]
        static let permission = ["caa/issuer-forbidden", "caa/parameters-forbid"]
        static let association = ["dane/tlsa-mismatch"]
        static let passedOver = ["dane/unusable"]
        static let announcement = ["helo/differs-from-ptr"]

        static let all =
            webAddress + hostOfAddress + announcedHost + domainAddress + exchangeHost + returnPath + mailDomain + pointer + policy
            + reports + reportRoute + alignment + key + signedPath + senders + authorisedPath + announcedPath + transport
            + wishedTransport + insideZone + permission + association + passedOver + announcement
    }

    func mended(by change: RecordChange, of set: RecordSetPlan) -> [RepairedFinding] {
        let owners = set.lookedForAt.isEmpty ? [set.owner] : set.lookedForAt
        return owners.flatMap { mended(by: change, of: set, at: $0.lowercased) }
    }

    private func mended(by change: RecordChange, of set: RecordSetPlan, at owner: DomainName) -> [RepairedFinding] {
        var found: [RepairedFinding] = []
        func add(_ rules: [String], _ subject: SubjectKey) {
            found += rules.map { RepairedFinding(rule: $0, subject: subject.text) }
        }
        switch set.type {
        case .a, .aaaa, .cname:
            for web in plan.webNames where web.host.name == owner && web.view == set.view {
                add(Rules.webAddress, .webName(web.role, owner, set.view))
            }
            for address in plan.sendingAddresses where names(change, address.address) {
                add(Rules.hostOfAddress, .sendingAddress(sender: address.sender, address.address))
                add(Rules.announcedHost, .announcement(sender: address.sender, address.address, name: announced(address, owner)))
            }
            for domain in plan.mailDomains where domain.view == set.view {
                add(Rules.exchangeHost, .exchangeHost(domain: domain.domain.name, host: owner, set.view))
            }
            if set.view == .public { add(Rules.domainAddress, .mailDomain(owner, .public)) }
            for path in plan.returnPaths where path.view == set.view && path.expected.contains(where: { names(change, $0) }) {
                add(Rules.returnPath, .returnPath(sender: path.sender, path.domain.name, set.view))
            }
        case .mx:
            for path in plan.returnPaths where path.domain.name == owner && path.view == set.view {
                add(Rules.returnPath, .returnPath(sender: path.sender, owner, set.view))
            }
            add(Rules.mailDomain, .mailDomain(owner, set.view))
            for from in fromDomains { add(Rules.reportRoute, .mailDomain(from, .public)) }
            if let old = change.was?.split(separator: " ").last.flatMap({ DomainName(String($0)) }) {
                add(Rules.exchangeHost, .exchangeHost(domain: owner, host: old, set.view))
            }
        case .ptr:
            for address in plan.sendingAddresses where address.address == set.address {
                add(Rules.pointer, .sendingAddress(sender: address.sender, address.address))
                if case .names(let hosts) = address.helo {
                    for host in hosts {
                        add(Rules.announcement, .announcement(sender: address.sender, address.address, name: host.name))
                    }
                }
            }
        case .txt: text(owner, set.view, add)
        case .tlsa:
            for domain in plan.mailDomains where domain.view == set.view {
                add(
                    Rules.passedOver,
                    .exchangeHost(domain: domain.domain.name, host: owner.suffix(owner.labelCount - 2), set.view))
            }
        default: break
        }
        if set.view == .internal, set.type != .ptr {
            for zone in (1...max(1, owner.labelCount)).map(owner.suffix) { add(Rules.insideZone, .internalZone(zone)) }
        }
        return found
    }

    private func text(_ owner: DomainName, _ view: ViewName, _ add: ([String], SubjectKey) -> Void) {
        let labels = owner.labels.map { String(decoding: $0, as: UTF8.self) }
        if labels.contains("_report") {
            for from in fromDomains { add(Rules.reports, .mailDomain(from, .public)) }
        } else if labels.first == "_dmarc", let place = owner.parent {
            for from in fromDomains where from.isEqualOrSubdomain(of: place) || place.isEqualOrSubdomain(of: from) {
                add(Rules.policy, .mailDomain(from, .public))
                for path in pathsByFrom[from, default: []] { add(Rules.alignment, .mailPath(path)) }
            }
        } else if labels.contains("_domainkey") {
            for key in plan.dkimKeys where owner == key.recordName || owner.isEqualOrSubdomain(of: key.domain.name) {
                add(Rules.key, .dkimKey(key.recordName))
                for path in key.senders.flatMap({ pathsBySender[$0, default: []] }) {
                    add(Rules.signedPath + Rules.alignment, .mailPath(path))
                }
            }
        } else if ["_mta-sts", "_smtp", "default"].contains(labels.first), labels.count > 1 {
            for domain in plan.mailDomains where owner.isEqualOrSubdomain(of: domain.domain.name) {
                add(Rules.transport + Rules.wishedTransport, .mailDomain(domain.domain.name, domain.view))
            }
        } else {
            add(Rules.senders, .mailDomain(owner, .public))
            for path in pathsByMailFrom[owner, default: []] { add(Rules.authorisedPath + Rules.alignment, .mailPath(path)) }
            for path in pathsByHost[owner, default: []] { add(Rules.announcedPath, .mailPath(path)) }
        }
    }

    private func names(_ change: RecordChange, _ address: IPAddress) -> Bool { change.data == address.description }

    /// `nil` if the PTR record decides.
    private func announced(_ address: PlannedSendingAddress, _ owner: DomainName) -> DomainName? {
        if case .names(let hosts) = address.helo, hosts.contains(where: { $0.name == owner }) { owner } else { nil }
    }
}
