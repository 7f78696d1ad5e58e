import Deployment
import Facts

/// The records at a domain that is checked without a deployment file, topic by topic; then the assumptions, and what stays
/// open because it was not given.
package struct DomainOverview: Sendable {
    /// One topic of a domain.
    struct Topic: Sendable {
        /// The member of the JSON report.
        let name: String
        /// For people.
        let label: String
        /// The records, in words.
        var lines: [String] = []
        /// Details, set off from `lines`; leading blanks show the depth.
        var details: [String] = []
        let json: JSONValue
    }

    /// Something that was not given, and what it leaves open.
    struct Omission: Sendable {
        let option: String
        let open: String
    }

    let domain: String
    /// Its organizational domain; `nil` if unknown.
    let organization: String?
    let topics: [Topic]
    /// One sentence each.
    let assumed: [String]
    let omissions: [Omission]

    /// `nil` for the survey of a deployment.
    init?(_ facts: FactSet) {
        guard let overview = facts.subjects(DomainOverviewFacts.self).first else { return nil }
        self.init(OverviewFacts(overview, facts))
    }

    private init(_ facts: OverviewFacts) {
        domain = facts.name
        organization = facts.overview[\.organization].value ?? nil
        topics = [
            facts.exchangers, facts.spf, facts.dmarc, facts.dkim, facts.mtaSTS, facts.tlsReporting, facts.bimi, facts.dnssec,
            facts.nameServers,
        ]
        let overview = facts.overview
        let isMailFrom =
            overview[\.assumesMailFrom] == true
            ? ["\(domain) is also the MAIL FROM domain: faults there are warnings at most (--mail-from names the domain)"] : []
        let bounces = "any server may accept bounces: only an audit compares their route"
        assumed = facts.exists == false ? [] : isMailFrom + [bounces]
        let told: [(isTold: Bool?, option: String, open: String)] = [
            (overview[\.knowsAddresses], "--ip", "whether SPF authorises the servers, and their PTR and HELO names"),
            (
                overview[\.knowsSelectors], "--selector",
                "which key signs, and whether its signature is aligned with From for DMARC"
            ),
            (facts.probesSMTP, "--smtp", "whether the mail servers offer STARTTLS, and their certificates"),
            (
                overview[\.asksServers], "--authoritative",
                "whether all name servers say the same, and what our own DNSSEC validation says"
            ),
        ]
        // Of a domain that does not exist nothing more could be looked at.
        omissions =
            facts.exists == false ? [] : told.filter { $0.isTold != true }.map { Omission(option: $0.option, open: $0.open) }
    }

    var json: JSONValue {
        let omissions = omissions.map { JSONValue.object(["option": .string($0.option), "leavesOpen": .string($0.open)]) }
        let general: [JSONKey: JSONValue] = [
            "domain": .string(domain), "organization": JSONValue(organization), "assumed": .strings(assumed),
            "leftOpen": .array(omissions),
        ]
        let topics = Dictionary(topics.map { (JSONKey($0.name), $0.json) }) { first, _ in first }
        return JSONValue.object(general.merging(topics) { $1 }).withoutNulls
    }
}

/// The facts about one domain behind its overview.
struct OverviewFacts {
    let overview: TypedObject<DomainOverviewFacts>
    let name: String
    let mail: TypedObject<MailDomainFacts>?
    let spfDomain: TypedObject<SPFDomainFacts>?
    let exchangeHosts: [TypedObject<ExchangeHostFacts>]
    let servers: [TypedObject<SMTPEndpointFacts>]
    /// Those that were given.
    let keys: [TypedObject<DKIMKeyFacts>]
    let zones: [TypedObject<ZoneFacts>]
    let probesSMTP: Bool
    /// `nil` where that is not known.
    let exists: Bool?

    init(_ overview: TypedObject<DomainOverviewFacts>, _ facts: FactSet) {
        let name = overview[\.name] ?? ""
        self.overview = overview
        self.name = name
        mail = facts.subjects(MailDomainFacts.self).first { $0[\.name] == name && $0[\.view] == .public }
        spfDomain = facts.subjects(SPFDomainFacts.self).first { $0[\.name] == name && $0[\.view] == .public }
        exchangeHosts = facts.subjects(ExchangeHostFacts.self).filter { $0[\.domain] == name && $0[\.view] == .public }
        servers = facts.subjects(SMTPEndpointFacts.self).filter { $0[\.domain] == name }
        keys = facts.subjects(DKIMKeyFacts.self).filter { $0[\.domain] == name }
        zones = facts.subjects(ZoneFacts.self)
        let organization = facts.subjects(OrganizationFacts.self).first { $0[\.names]?.contains(name) == true }
        exists = organization?[\.exists].value
        probesSMTP = facts.subjects(DeploymentFacts.self).first?[\.probesSMTP] == true
    }

    /// Queries named as the cause of an unknown; the findings list all of them.
    private static let mostQuestions = 2

    /// Why something is unknown: `not learned (timeout): acme.example. MX`.
    static func notLearned(_ unknown: Unknown) -> String {
        let causes = Set(unknown.reasons.map(\.cause.rawValue)).sorted().joined(separator: ", ")
        let questions = unknown.reasons.compactMap(\.question)
        let more = questions.count - mostQuestions
        let named = questions.prefix(mostQuestions).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return "not learned (\(causes))" + (named.isEmpty ? "" : ": \(named)")
    }

    /// A topic that could not be determined.
    static func unknown(_ name: String, _ label: String, _ unknown: Unknown) -> DomainOverview.Topic {
        DomainOverview.Topic(
            name: name, label: label, lines: [notLearned(unknown)],
            json: ["unknown": .strings(unknown.reasons.map(\.text))])
    }
}
