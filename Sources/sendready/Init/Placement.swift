import DNS
import Deployment

/// The questions of the placement guide, in the order in which people can answer them.
struct Placement {
    let flags: InitCommand
    let roles: RoleFlags
    var interview: Interview
    private var draft = DeploymentDraft()

    init(flags: InitCommand, roles: RoleFlags, interview: Interview) {
        self.flags = flags
        self.roles = roles
        self.interview = interview
    }

    private typealias Question = Interview.Question
    private typealias Refusal = Interview.Refusal

    /// Asked first: the defaults come from there.
    mutating func resolvers() throws -> [Endpoint] {
        draft.publicResolvers = try interview.answers(
            Question(
                flag: "--public-resolver", text: "Resolvers that see the Internet (empty: the system's)?", isRequired: false,
                takesSeveral: true), given: flags.publicResolver, read: Self.endpoint)
        return draft.publicResolvers
    }

    mutating func draft(_ dns: DefaultsInDNS) async throws -> DeploymentDraft {
        draft.scheme =
            try interview.answer(
                Question(flag: "--scheme", text: "How is the platform placed: direct, relay or load-balanced?"),
                given: flags.scheme, default: interview.isInteractive ? "direct" : nil, read: Self.scheme) ?? .direct
        draft.from = try interview.answers(
            Question(flag: "--from", text: "From domains of the mail?", takesSeveral: true), given: flags.from, read: Self.host)
        let from = draft.from.first
        let bounces = if let from { await dns.mailFrom(of: from) ?? "bounce.\(from)" } else { String?.none }
        draft.mailFrom = try interview.answers(
            Question(flag: "--mail-from", text: "To which domains do bounces come back (MAIL FROM)?", takesSeveral: true),
            given: flags.mailFrom, default: bounces.map { [$0] } ?? [], read: Self.host)
        draft.name =
            try interview.answer(
                Question(flag: "--name", text: "Name of the deployment?"), given: flags.name, default: from ?? "deployment",
                isConstant: true, read: { $0 }) ?? "deployment"
        try await webNames(dns, from)
        switch draft.scheme {
        case .relay: try await relay(dns)
        case .loadBalanced: try balancer()
        case .direct: break
        }
        try await sender(dns)
        let differsInside = draft.panelIsInternal || draft.splitDNS
        draft.internalResolvers = try interview.answers(
            Question(
                flag: "--internal-resolver",
                text: "Resolvers that the hosts inside ask\(differsInside ? "" : ", if they see something else")?",
                isRequired: differsInside, takesSeveral: true), given: flags.internalResolver, read: Self.endpoint)
        try interview.checkComplete()
        return draft
    }

    // MARK: - Web names

    private mutating func webNames(_ dns: DefaultsInDNS, _ from: String?) async throws {
        let domain = from.map { $0.split(separator: ".").suffix(2).joined(separator: ".") }
        let suggestion = { (labels: [String]) async -> [String] in
            guard let from, let domain else { return [] }
            let candidates = labels.flatMap { ["\($0).\(from)", "\($0).\(domain)"] }
            return await dns.resolving(candidates).map { [$0] } ?? []
        }
        let exposure =
            try interview.answer(
                Question(flag: "--panel-exposure", text: "Who reaches the control panel: public or internal?"),
                given: flags.panelExposure, default: "public", isConstant: true, read: Self.exposure) ?? .public
        draft.panelIsInternal = exposure == .internal
        for role in WebRole.allCases {
            let question = Question(
                flag: "--\(role.rawValue)", text: role.texts.question, isRequired: isNeeded(role), takesSeveral: true)
            draft.web[role] = try await hosts(
                question, roles[role], await suggestion(role.texts.labels), dns,
                isInternal: role.mayBeInternal && draft.panelIsInternal)
        }
    }

    /// What every platform has: a panel, and tracking or the pixel.
    private func isNeeded(_ role: WebRole) -> Bool {
        role == .panel || role == .tracking && roles[.pixel].isEmpty
    }

    /// Hosts with their addresses: given beside the name, or found, or asked for.
    private mutating func hosts(
        _ question: Interview.Question, _ given: [String], _ found: [String], _ dns: DefaultsInDNS, isInternal: Bool = false
    ) async throws -> [DeploymentDraft.Web] {
        var question = question
        // An address list behind `=` has commas of its own.
        question.takesSeveral = given.isEmpty
        let texts = try interview.answers(question, given: given, default: found, read: Self.webHost)
        let needsAddresses = draft.scheme != .loadBalanced || isInternal
        var hosts: [DeploymentDraft.Web] = []
        for (host, addresses) in texts {
            var known = addresses
            if known.isEmpty, needsAddresses {
                let found = await dns.addresses(of: host)
                if !found.isEmpty, !interview.isInteractive {
                    known = found
                } else {
                    known = try interview.answers(
                        Question(
                            flag: "\(question.flag) \(host)=ADDRESS", text: "Addresses that \(host) must lead to?",
                            takesSeveral: true),
                        given: [], default: found.map(\.description), read: Self.address)
                }
            }
            hosts.append(.init(host: host, addresses: known))
        }
        return hosts
    }

    // MARK: - Relay, balancer, sender

    private mutating func relay(_ dns: DefaultsInDNS) async throws {
        draft.relayHost =
            try interview.answer(
                Question(flag: "--relay", text: "Host name of the SMTP relay?"), given: flags.relay, read: Self.host) ?? ""
        let found = draft.relayHost.isEmpty ? [] : await dns.addresses(of: draft.relayHost)
        draft.relayAddresses = try interview.answers(
            Question(flag: "--relay-address", text: "Addresses at which the relay accepts mail?", takesSeveral: true),
            given: flags.relayAddress, default: found.map(\.description), read: Self.address)
        draft.relayEgress = try interview.answers(
            Question(
                flag: "--relay-egress", text: "Addresses from which it reaches the Internet (empty: the same)?",
                isRequired: false,
                takesSeveral: true), given: flags.relayEgress, read: Self.address)
        let given = flags.splitDns.map { $0 ? "yes" : "no" }
        draft.splitDNS =
            try interview.answer(
                Question(
                    flag: "--split-dns or --no-split-dns",
                    text: "Does the MAIL FROM domain lead to the relay outside and to the sender inside (split DNS), yes or no?"),
                given: given, default: interview.isInteractive ? "no" : nil, read: Self.decision) ?? false
    }

    private mutating func balancer() throws {
        draft.balancerAddresses = try interview.answers(
            Question(flag: "--balancer-address", text: "Addresses of the balancer?", takesSeveral: true),
            given: flags.balancerAddress, read: Self.address)
        draft.balancerSources = try interview.answers(
            Question(
                flag: "--balancer-source", text: "Addresses from which it connects to the platform, and which that trusts?",
                takesSeveral: true),
            given: flags.balancerSource, read: Self.address)
        draft.clientAddressHeader =
            try interview.answer(
                Question(flag: "--client-address-header", text: "Header in which it passes the visitor's address?"),
                given: flags.clientAddressHeader, default: "X-Forwarded-For", isConstant: true, read: { $0 }) ?? ""
    }

    private mutating func sender(_ dns: DefaultsInDNS) async throws {
        let found = if let mailFrom = draft.mailFrom.first { await dns.sendingAddresses(of: mailFrom) } else { [IPAddress]() }
        let isRelayed = draft.scheme == .relay
        let text =
            isRelayed
            ? "Addresses of the platform's sender, where bounces must arrive (OWN=PUBLIC behind NAT)?"
            : "Addresses that mail is sent from, at least two (OWN=PUBLIC behind NAT)?"
        draft.sending = try interview.answers(
            Question(flag: "--sender-address", text: text, takesSeveral: true), given: flags.senderAddress,
            default: isRelayed ? [] : found.map(\.description), read: Self.sending)
        draft.helo =
            try interview.answer(
                Question(flag: "--helo", text: "Which name is announced in EHLO: ptr, from, or a name?"), given: flags.helo,
                default: "ptr", isConstant: true, read: Self.helo) ?? "ptr"
        let selector = if let from = draft.from.first { await dns.selector(of: from) } else { String?.none }
        let answer = try interview.answer(
            Question(flag: "--dkim-selector", text: "DKIM selector (- for none)?"), given: flags.dkimSelector, default: selector,
            read: Self.selector)
        draft.selector = answer == "-" ? nil : answer
        guard draft.selector != nil else { return }
        draft.keyFile = try interview.answer(
            Question(
                flag: "--dkim-key", text: "File of its private key, to compare the published key with?", isRequired: false),
            given: flags.dkimKey, read: { $0 })
    }
}
