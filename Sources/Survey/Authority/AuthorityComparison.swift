import DNS
import Deployment
import Facts
import Resolver

/// A question that a resolver answered, sent to the zone's authoritative servers.
struct AuthorityComparison: Sendable {
    /// The resolver's answer.
    let given: LookupResult
    let zone: DomainName
    /// `nil` when the path to the zone ends early.
    let answer: AuthorityAnswer?
    let statuses: [(link: Int, server: AuthorityAnswer.ServerReply?, status: SecurityStatus, signatures: [SeenSignature])]
    /// A server gives varying answers, as load-balancing ones do: answers need not agree.
    private let isDynamic: Bool

    /// `nil` for a name in a zone that is not the deployment's own.
    init?(_ given: LookupResult, own: Set<DomainName>, authority: Authority) async {
        let path = await authority.client.path(to: given.question.name)
        guard let zone = path.zone?.zone, own.contains(zone) else { return nil }
        self.given = given
        self.zone = zone
        guard path.problem == nil else {
            (answer, statuses, isDynamic) = (nil, [], false)
            return
        }
        let answer = await authority.client.answer(to: given.question) { own.contains($0) ? .authoritative : .one }
        self.answer = answer
        statuses = await authority.statuses(of: answer)
        let opinions = Self.opinions(answer)
        let differs = opinions.count > 1 || given.unknown == nil && opinions.first.map { $0.text != Self.text(given) } ?? false
        isDynamic = differs ? await Self.changes(answer, authority.client) : false
    }

    /// Whether a server's answer varies when it is queried again, past the cache.
    private static func changes(_ answer: AuthorityAnswer, _ client: AuthorityClient) async -> Bool {
        guard let link = answer.links.first else { return false }
        for server in link.replies {
            guard let reply = server.reply, reply.failure == nil else { continue }
            for _ in 0..<repetitions {
                let again = await client.ask(link.question, of: reply.zone, at: [server.address], isRepeated: true)
                if again.failure == nil, text(again) != text(reply) { return true }
            }
        }
        return false
    }

    /// Of two randomly alternating answers, each server shows both in seven cases out of eight.
    private static let repetitions = 3

    private var own: AuthorityAnswer.Link? { answer?.links.first }

    /// Whether a denial is generated for its question: its next name is the first possible successor (RFC 9824 §3).
    var showsOnlineSigning: Bool {
        (own?.replies ?? []).compactMap(\.reply?.message).flatMap(\.authorities).contains { record in
            record.type == .nsec && NextSecure(record.data.octets)?.next.wire == [1, 0] + record.name.wire
        }
    }

    /// The different answers at the name itself, and their servers, the most common first; failures do not count.
    var opinions: [(text: String, servers: [String])] { answer.map(Self.opinions) ?? [] }

    private static func opinions(_ answer: AuthorityAnswer) -> [(text: String, servers: [String])] {
        var opinions: [String: [String]] = [:]
        for server in answer.links.first?.replies ?? [] {
            guard let reply = server.reply, reply.failure == nil else { continue }
            opinions[text(reply), default: []].append(server.label)
        }
        return opinions.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { ($0.key, $0.value) }
    }

    private static func text(_ reply: AuthorityReply) -> String { text(reply.ownRecords, reply.result(in: "").status) }

    /// A resolver's answer at the name itself.
    private static func text(_ given: LookupResult) -> String {
        let name = given.question.name
        let alias = given.aliases.first { $0.name == name }
        return text(Array(Set(alias.map { [$0] } ?? (given.records ?? []).filter { $0.name == name })), given.status)
    }

    private static func text(_ records: [Record], _ status: String) -> String {
        guard !records.isEmpty else { return "nothing (\(status == "noerror" ? "nodata" : status))" }
        return records.map { $0.type == .cname ? "CNAME \($0.data.zoneText)" : $0.data.zoneText }.sorted().joined(separator: ", ")
    }

    var disagreement: TypedObject<DisagreementFacts>? {
        let opinions = opinions
        guard opinions.count > 1, !isDynamic else { return nil }
        return TypedObject {
            $0.set(\.name, given.question.name.lowercased.text)
            $0.set(\.type, given.question.type.description)
            $0.set(\.answers, opinions.map { "\($0.text) from \($0.servers.joined(separator: " and "))" })
        }
    }

    /// The resolver's answer if no server of the zone gives it any more.
    func outdated(observedAt: Timestamp) -> TypedObject<OutdatedAnswerFacts>? {
        // An answer that came from no server, such as unpublished records, is not from a cache.
        guard given.unknown == nil, given.server != nil, !isDynamic, let ttl = given.ttl, ttl > 0, let published = opinions.first
        else { return nil }
        let text = Self.text(given)
        let isAbsent = { (text: String) in text.hasPrefix("nothing (") }
        guard !opinions.contains(where: { $0.text == text || isAbsent($0.text) && isAbsent(text) }) else { return nil }
        return TypedObject {
            $0.set(\.type, given.question.type.description)
            $0.set(\.given, text)
            $0.set(\.published, published.text)
            $0.set(\.until, Timestamp(seconds: observedAt.seconds + Int64(ttl)))
        }
    }

    /// Logs every server's reply as an observation.
    func observe(_ log: ObservationLog) -> [Int] {
        (own?.replies ?? []).compactMap { server in
            server.reply.map { log.record($0.result(in: ViewName.authoritative.rawValue), isNeeded: false, from: server.address) }
        }
    }

    /// The weakest status of the answers, with its servers if the others differ.
    var status: SecurityStatus? {
        guard let worst = SecurityStatus.weakest(statuses.map(\.status)) else { return nil }
        let same = statuses.filter { $0.status == worst && $0.link == 0 }.compactMap { $0.server?.label }
        let replies = statuses.filter { $0.link == 0 }.count
        guard let fault = worst.fault, !same.isEmpty, same.count < replies else { return worst }
        return .bogus(fault.adding(", from \(same.joined(separator: " and "))"))
    }
}

extension AuthorityAnswer.ServerReply {
    /// `ns1.example.com (192.0.2.1)`
    var label: String { "\(names.first.map { "\($0.text) " } ?? "")(\(address))" }
}

/// What the authoritative servers say about a name.
struct NameAuthority {
    let security: Learned<DNSSECStatus?>
    let reason: Learned<String?>
    let outdated: [TypedObject<OutdatedAnswerFacts>]
    let sources: [Int]

    init(_ comparisons: [AuthorityComparison], observedAt: Timestamp, _ log: ObservationLog) {
        let sorted = comparisons.sorted { $0.given.question.type.rawValue < $1.given.question.type.rawValue }
        sources = sorted.flatMap { $0.observe(log) }
        outdated = sorted.compactMap { $0.outdated(observedAt: observedAt) }
        let statuses = sorted.compactMap { one in one.status.map { (one.given.question, $0) } }
        guard let worst = SecurityStatus.weakest(statuses.map(\.1)), let question = statuses.first(where: { $0.1 == worst })?.0
        else {
            (security, reason) = (.known(nil), .known(nil))
            return
        }
        security = worst.fact(of: question)
        reason = .known(worst.reason.isEmpty ? nil : worst.reason)
    }

    private init(_ other: NameAuthority, sources: [Int]) {
        (security, reason, outdated) = (other.security, other.reason, other.outdated)
        self.sources = sources
    }

    func mappingSources(_ map: (Int) -> Int) -> NameAuthority { NameAuthority(self, sources: sources.map(map)) }
}
