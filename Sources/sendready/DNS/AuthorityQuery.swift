import DNS
import Foundation
import Report
import Resolver

/// One question sent to the zones' authoritative servers: each server's answer, and its validation.
struct AuthorityQuery {
    let answer: AuthorityAnswer
    /// How each zone on the path is signed; empty without a trust anchor.
    let zones: [DomainName: SecurityStatus]
    /// The validation results of each link's replies, in their order.
    private let validations: [[SecurityStatus?]]
    let isValidated: Bool

    init(_ question: Question, client: AuthorityClient, anchors: TrustAnchors?) async {
        answer = await client.answer(to: question)
        isValidated = anchors != nil
        guard let anchors else {
            zones = [:]
            validations = answer.links.map { $0.replies.map { _ in nil } }
            return
        }
        let validator = Validator(client: client, anchors: anchors, now: Int64(Date().timeIntervalSince1970))
        var zones: [DomainName: SecurityStatus] = [:]
        var validations: [[SecurityStatus?]] = []
        for link in answer.links {
            for station in link.path.stations {
                let security = await validator.security(of: station)
                zones[security.zone] = security.status
            }
            var statuses: [SecurityStatus?] = []
            for reply in link.replies {
                guard let reply = reply.reply, reply.failure == nil else {
                    statuses.append(nil)
                    continue
                }
                statuses.append(await validator.validate(reply, in: link.path).status)
            }
            validations.append(statuses)
        }
        (self.zones, self.validations) = (zones, validations)
    }

    /// Each link's replies with their validation results.
    var links: [(link: AuthorityAnswer.Link, replies: [(reply: AuthorityAnswer.ServerReply, security: SecurityStatus?)])] {
        zip(answer.links, validations).map { ($0, Array(zip($0.replies, $1))) }
    }

    /// The weakest result of any server's answer; `nil` when nothing was validated.
    var security: SecurityStatus? {
        let all = validations.joined().compactMap { $0 }
        return SecurityStatus.weakest(all) ?? answer.links.last.flatMap { $0.path.zone }.flatMap { zones[$0.zone] }
    }

    /// Whether the servers of one zone give different records.
    var disagrees: Bool {
        answer.links.contains { link in
            let said = link.replies.compactMap(\.reply).filter { $0.failure == nil }
            return Set(said.map { $0.ownRecords.map(\.data.zoneText) + [$0.result(in: "").status] }).count > 1
        }
    }

    /// `noerror`, `nodata`, `nxdomain`, or why the question failed.
    var status: String {
        if answer.problem == .aliasLoop { return LookupResult.Failure.aliasLoop.rawValue }
        guard let last = answer.links.last else { return LookupResult.Failure.timeout.rawValue }
        if let problem = last.path.problem { return problem.failure.rawValue }
        if let decisive = last.decisive { return decisive.result(in: "").status }
        return (last.replies.lazy.compactMap { $0.reply?.failure }.first ?? .unreachable).rawValue
    }

    var exitStatus: ExitStatus {
        guard answer.problem == nil else { return .notReady }
        guard answer.links.last?.decisive != nil else { return .undetermined }
        if case .bogus? = security { return .notReady }
        return status == "noerror" && !disagrees ? .ready : .notReady
    }
}
