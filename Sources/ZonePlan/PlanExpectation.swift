import DNS
package import Deployment
import Facts

/// A requirement of the deployment's scheme, in a sentence, for `plan --explain`.
package struct PlanExpectation: Sendable, Hashable {
    /// `web-name`, `sending-address`, `return-path`, …
    package let kind: String
    package let subject: String
    package let why: String

    /// In the order in which a deployment is set up.
    package static func all(_ plan: Plan) -> [PlanExpectation] {
        let deployment = plan.deployment
        var list = [PlanExpectation(kind: "scheme", subject: deployment.scheme.rawValue, why: scheme(deployment))]
        list += plan.roleDecisions.filter { !$0.decided }.map {
            PlanExpectation(kind: "open", subject: $0.role.rawValue, why: $0.question)
        }
        list += plan.webNames.map { name in
            let expected = name.expected.map(\.description).joined(separator: ", ")
            return PlanExpectation(
                kind: "web-name", subject: "\(name.role.rawValue) \(name.host) (\(name.view.rawValue))",
                why: name.why + (expected.isEmpty ? "" : ": \(expected)"))
        }
        list += plan.listeners.map { listener in
            PlanExpectation(
                kind: "listener", subject: Endpoint(address: listener.address, port: listener.port).description,
                why: "\(listener.roles.map(\.rawValue).joined(separator: ", ")) listens there: the web roles need an address each"
            )
        }
        if deployment.scheme == .loadBalanced, let balancer = deployment.balancer {
            let sources = balancer.sources.isEmpty ? "(not given)" : balancer.sources.map(\.description).joined(separator: ", ")
            list.append(
                PlanExpectation(
                    kind: "balancer", subject: balancer.addresses.map(\.description).joined(separator: ", "),
                    why: "it connects from \(sources), which the platform must trust, and passes on the visitor's address"))
        }
        list += plan.sendingAddresses.map {
            PlanExpectation(kind: "sending-address", subject: "\($0.address)", why: "\($0.why); \(announced($0))")
        }
        list += plan.returnPaths.map { path in
            let expected = path.expected.map(\.description).joined(separator: ", ")
            return PlanExpectation(
                kind: "return-path", subject: "\(path.domain) (\(path.view.rawValue))", why: "\(path.why): \(expected)")
        }
        list += plan.dkimKeys.map { PlanExpectation(kind: "dkim-key", subject: $0.recordName.text, why: $0.why) }
        return list
            + plan.paths.map {
                PlanExpectation(
                    kind: "path", subject: SubjectKey.mailPath($0).text,
                    why:
                        "mail from \($0.from) with MAIL FROM \($0.mailFrom) leaves from \($0.sendingAddress): SPF, DKIM and DMARC must pass"
                )
            }
    }

    private static func scheme(_ deployment: Deployment) -> String {
        switch deployment.scheme {
        case .direct:
            "web pages and mail use the platform's own addresses: three for the web roles, and at least two for sending"
        case .relay where deployment.relay?.splitDNS == true:
            "receivers see the relay's addresses; bounces reach the relay from outside, and it finds the sender inside"
        case .relay:
            "receivers see the relay's addresses; bounces go past it to the platform's sender"
        case .loadBalanced:
            "web names lead to the balancer alone; mail leaves through NAT, and bounces come back the same way"
        }
    }

    private static func announced(_ address: PlannedSendingAddress) -> String {
        switch address.helo {
        case .ptr: "it announces its PTR name"
        case .names(let names): "it announces \(names.map(\.written).joined(separator: ", "))"
        }
    }
}
