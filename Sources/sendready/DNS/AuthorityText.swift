import DNS
import Facts
import Report
import Resolver

/// The path to a zone, and each server's answer with its validation, for people and as JSON.
struct AuthorityText {
    private let query: AuthorityQuery

    init(_ query: AuthorityQuery) { self.query = query }

    var text: String {
        var lines = [
            "question  \(query.answer.question)", "status    \(query.status)\(query.disagrees ? ", and servers disagree" : "")",
        ]
        lines.append(
            "dnssec    \(query.security.map(Self.words) ?? "not validated: there is no trust anchor, see --trust-anchor")")
        var shown: Set<DomainName> = []
        for (link, replies) in query.links {
            if link.question.name != query.answer.question.name {
                lines.append("alias     to \(link.question.name.absoluteText)")
            }
            for zone in link.path.delegations where shown.insert(zone.zone).inserted {
                lines.append("zone      \(self.zone(zone))")
            }
            if let problem = link.path.problem { lines.append("problem   \(problem)") }
            for (server, security) in replies { lines += self.server(server, security) }
        }
        if query.answer.problem == .aliasLoop {
            lines.append("problem   the aliases form a loop, or a chain longer than the limit")
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    private func zone(_ zone: Delegation) -> String {
        let servers = zone.servers.map { server in
            let place =
                server.addresses.isEmpty
                ? server.problem.map(\.description) ?? "no glue" : server.addresses.map(\.description).joined(separator: ", ")
            return "\(server.name.absoluteText) (\(place))"
        }
        let above =
            zone.parent.map { zone.isSeenAbove ? "from \($0.absoluteText)" : "with the servers of \($0.absoluteText)" }
            ?? "from the root hints"
        let signed = query.zones[zone.zone].map { ", \($0.word)" } ?? ""
        return "\(zone.zone.absoluteText) \(above): \(servers.joined(separator: ", "))\(signed)"
    }

    private func server(_ server: AuthorityAnswer.ServerReply, _ security: SecurityStatus?) -> [String] {
        let names = server.names.isEmpty ? "" : " (\(server.names.map(\.absoluteText).joined(separator: ", ")))"
        guard let reply = server.reply else {
            return ["server    \(server.address)\(names): not asked, this machine has no route to it"]
        }
        let elapsed = LookupText.milliseconds(reply.elapsed)
        guard let message = reply.message, reply.failure == nil else {
            let tried = reply.attempts.map(\.result).joined(separator: ", ")
            let lame = reply.isLame ? ", lame" : ""
            return [
                "server    \(server.address)\(names): \(reply.failure?.rawValue ?? "timeout")\(lame) (\(tried)), \(elapsed) ms"
            ]
        }
        var lines = [
            "server    \(server.address)\(names): \(message.code)\(security.map { ", \(Self.words($0))" } ?? ""), \(elapsed) ms"
        ]
        lines += reply.ownRecords.map { "answer      \(LookupText.line($0))" }
        if reply.ownRecords.isEmpty { lines.append("answer      nothing: \(reply.result(in: "").status)") }
        return lines
    }

    private static func words(_ status: SecurityStatus) -> String {
        status.reason.isEmpty ? status.word : "\(status.word): \(status.reason)"
    }

    // MARK: JSON

    var json: JSONValue {
        JSONValue.object([
            "question": .string(query.answer.question.description),
            "status": .string(query.status),
            "disagrees": .boolean(query.disagrees),
            "dnssec": query.security.map(Self.json) ?? .null,
            "links": .array(query.links.map { json($0.link, $0.replies) }),
        ]).withoutNulls
    }

    private static func json(_ status: SecurityStatus) -> JSONValue {
        JSONValue.object(["status": .string(status.word), "reason": JSONValue(status.reason.isEmpty ? nil : status.reason)])
            .withoutNulls
    }

    private func json(
        _ link: AuthorityAnswer.Link, _ replies: [(reply: AuthorityAnswer.ServerReply, security: SecurityStatus?)]
    ) -> JSONValue {
        JSONValue.object([
            "question": .string(link.question.description),
            "problem": JSONValue(link.path.problem?.description),
            "zones": .array(
                link.path.delegations.map { zone in
                    JSONValue.object([
                        "zone": .string(zone.zone.absoluteText), "parent": JSONValue(zone.parent?.absoluteText),
                        "seenAbove": .boolean(zone.isSeenAbove), "dnssec": query.zones[zone.zone].map(Self.json) ?? .null,
                        "servers": .array(zone.servers.map(Self.json)),
                    ]).withoutNulls
                }),
            "servers": .array(replies.map { json($0.reply, $0.security) }),
        ]).withoutNulls
    }

    private static func json(_ server: NameServer) -> JSONValue {
        JSONValue.object([
            "name": .string(server.name.absoluteText), "addresses": .array(server.addresses.map { .string($0.description) }),
            "glue": .array(server.glue.map { .string($0.description) }), "problem": JSONValue(server.problem?.description),
        ]).withoutNulls
    }

    private func json(_ server: AuthorityAnswer.ServerReply, _ security: SecurityStatus?) -> JSONValue {
        let reply = server.reply
        return JSONValue.object([
            "address": .string(server.address.description), "names": .array(server.names.map { .string($0.absoluteText) }),
            "status": .string(reply?.result(in: "").status ?? "not-asked"), "lame": .boolean(reply?.isLame == true),
            "dnssec": security.map(Self.json) ?? .null,
            "answer": .array((reply?.ownRecords ?? []).map(LookupText.json)),
            "attempts": .array((reply?.attempts ?? []).map(LookupText.json)),
        ]).withoutNulls
    }
}
