import DNS
import Deployment
import Report

/// The questions of the placement guide, in an order in which people can answer them.
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

    /// Asked first, because the defaults come from these resolvers.
    mutating func resolvers() throws -> [Endpoint] {
        draft.publicResolvers = try interview.answers(
            Question(
                flag: "--public-resolver", text: "Resolvers that see the Internet?", empty: "the system's",
                help: "Name others if the system's resolvers see more than the Internet does.", isRequired: false,
                takesSeveral: true), given: flags.publicResolver, read: Self.endpoint)
        return draft.publicResolvers
    }

    mutating func draft(_ dns: DefaultsInDNS) async throws -> DeploymentDraft {
        draft.scheme =
            try interview.answer(
                Question(
                    flag: "--scheme", text: "How is the platform placed: direct, relay or load-balanced?", help: Scheme.help),
                given: flags.scheme, default: interview.isInteractive ? "direct" : nil, read: Self.scheme) ?? .direct
        var first = SenderDraft()
        try await domains(&first, flags.from, flags.mailFrom, dns)
        draft.name =
            try interview.answer(
                Question(flag: "--name", text: "Name of the deployment?", help: "Reports and dashboards show it."),
                given: flags.name, default: first.from.first ?? "deployment", isConstant: true, read: { $0 }) ?? "deployment"
        try await webNames(dns, first.from.first)
        switch draft.scheme {
        case .relay: try await relay(dns)
        case .loadBalanced: try balancer()
        case .direct: break
        }
        if let name = flags.senderName { first.name = name }
        try await sending(&first, dns, isFirst: true)
        draft.senders = [first]
        try await otherSenders(dns)
        try policies()
        let differsInside = draft.panelIsInternal || draft.splitDNS
        draft.internalResolvers = try interview.answers(
            Question(
                flag: "--internal-resolver",
                text: "Resolvers that the hosts inside use\(differsInside ? "" : ", if they see something else")?",
                help: "The internal view is checked through them: they answer the platform's own hosts and the relay.",
                isRequired: differsInside, takesSeveral: true), given: flags.internalResolver, read: Self.endpoint)
        try interview.checkComplete()
        return draft
    }

    /// Shows the file and asks whether to write it; without a terminal, does not ask. A file that would be refused can only
    /// be mended, or given up.
    mutating func isConfirmed(_ draft: DeploymentDraft, _ output: String, refusal: CommandFailure?) throws -> Bool {
        guard interview.asks else { return true }
        Voice.write("")
        for line in draft.yaml.split(separator: "\n", omittingEmptySubsequences: false) { Voice.write(printable(String(line))) }
        if let refusal {
            refusal.report()
            return try interview.answer(
                Question(
                    flag: "", text: "The file cannot be written like this: < goes back to the last question, no gives up?",
                    help: "Nothing has been written. With another < the question before is asked again, with what was answered."),
                given: nil, read: Self.surrender) ?? false
        }
        let place = output == "-" ? "standard output" : output
        return try interview.answer(
            Question(
                flag: "", text: "Write this to \(place), yes or no (< goes back)?",
                help: "Nothing has been written so far. With < the last question is asked again, with another < the one before."),
            given: nil, default: "yes", read: Self.decision) ?? false
    }

    private mutating func domains(_ sender: inout SenderDraft, _ from: [String], _ mailFrom: [String], _ dns: DefaultsInDNS)
        async throws
    {
        sender.from = try interview.answers(
            Question(
                flag: "--from", text: "From domains of the mail?",
                help: "The domains that recipients see as the sender: DKIM and DMARC belong to them.", takesSeveral: true),
            given: from, read: Self.host)
        let bounces =
            if let first = sender.from.first { await dns.mailFrom(of: first) ?? "bounce.\(first)" } else { String?.none }
        sender.mailFrom = try interview.answers(
            Question(
                flag: "--mail-from", text: "To which domains do bounces come back (MAIL FROM)?",
                help:
                    "The domain of the envelope sender: receivers check SPF at it, and its MX record must lead to where the platform accepts bounces. A separate domain keeps mailboxes out of it.",
                takesSeveral: true),
            given: mailFrom, default: bounces.map { [$0] } ?? [], read: Self.host)
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
                Question(
                    flag: "--panel-exposure", text: "Who reaches the control panel: public or internal?",
                    help: "internal: its name needs no public address, and is checked through the internal resolvers."),
                given: flags.panelExposure, default: "public", isConstant: true, read: Self.exposure) ?? .public
        draft.panelIsInternal = exposure == .internal
        for role in WebRole.allCases {
            let question = Question(
                flag: "--\(role.rawValue)", text: role.texts.question,
                help: "\(role.texts.help) HOST, HOST=ADDRESS,… or HOST=NAME behind a CDN or managed balancer.",
                isRequired: isNeeded(role), takesSeveral: true, takesLists: true)
            draft.web[role] = try await hosts(
                question, roles[role], await suggestion(role.texts.labels), dns,
                isInternal: role.mayBeInternal && draft.panelIsInternal)
        }
    }

    /// What every platform has: a panel, and tracking or the pixel.
    private func isNeeded(_ role: WebRole) -> Bool {
        role == .panel || role == .tracking && roles[.pixel].isEmpty
    }

    /// Hosts with their addresses: given with the name, found, or asked for.
    private mutating func hosts(
        _ question: Interview.Question, _ given: [String], _ found: [String], _ dns: DefaultsInDNS, isInternal: Bool = false
    ) async throws -> [DeploymentDraft.Web] {
        let named = try interview.answers(question, given: given, default: found, read: Self.webHost)
        let needsAddresses = draft.scheme != .loadBalanced || isInternal
        var hosts: [DeploymentDraft.Web] = []
        for var web in named {
            if web.addresses.isEmpty, web.alias == nil, needsAddresses {
                let found = await dns.addresses(of: web.host)
                if !found.isEmpty, !interview.isInteractive {
                    web = DeploymentDraft.Web(host: web.host, addresses: found)
                } else {
                    web = try destination(of: web.host, flag: question.flag, found)
                }
            }
            hosts.append(web)
        }
        return hosts
    }

    private mutating func destination(of host: String, flag: String, _ found: [IPAddress]) throws -> DeploymentDraft.Web {
        let answers = try interview.answers(
            Question(
                flag: "\(flag) \(host)=ADDRESS", text: "Addresses that \(host) must lead to, or the CDN's name?",
                help:
                    "What the name resolves to once everything is published. Behind a CDN or managed balancer that has no fixed addresses, its name.",
                takesSeveral: true),
            given: [], default: found.map(\.description), read: Self.destination)
        var addresses: [IPAddress] = []
        for answer in answers {
            switch answer {
            case .address(let address): addresses.append(address)
            case .alias(let name): return DeploymentDraft.Web(host: host, addresses: [], alias: name)
            }
        }
        return DeploymentDraft.Web(host: host, addresses: addresses)
    }

    // MARK: - Relay, balancer, sender

    private mutating func relay(_ dns: DefaultsInDNS) async throws {
        draft.relayHost =
            try interview.answer(
                Question(
                    flag: "--relay", text: "Host name of the SMTP relay?",
                    help: "The host to which the platform submits its mail.\n\(Scheme.relay.drawing)"), given: flags.relay,
                read: Self.host) ?? ""
        let found = draft.relayHost.isEmpty ? [] : await dns.addresses(of: draft.relayHost)
        draft.relayAddresses = try interview.answers(
            Question(
                flag: "--relay-address", text: "Addresses at which the relay accepts mail?",
                help: "Where bounces arrive with split DNS: its MX host gets these addresses and no others.", takesSeveral: true),
            given: flags.relayAddress, default: found.map(\.description), read: Self.address)
        draft.relayEgress = try interview.answers(
            Question(
                flag: "--relay-egress", text: "Addresses from which the relay reaches the Internet?", empty: "the same",
                help: "What receivers see, and what SPF must allow: ADDRESS, or ADDRESS=NAME with the name that it announces.",
                isRequired: false, takesSeveral: true), given: flags.relayEgress, read: Self.egress)
        let given = flags.splitDns.map { $0 ? "yes" : "no" }
        draft.splitDNS =
            try interview.answer(
                Question(
                    flag: "--split-dns or --no-split-dns",
                    text: "Does the MAIL FROM domain lead to the relay outside and to the sender inside (split DNS), yes or no?",
                    help: Scheme.relay.drawing),
                given: given, default: interview.isInteractive ? "no" : nil, read: Self.decision) ?? false
    }

    private mutating func balancer() throws {
        draft.balancerAddresses = try interview.answers(
            Question(
                flag: "--balancer-address", text: "Addresses of the balancer?", help: Scheme.loadBalanced.drawing,
                isRequired: draft.web.values.flatMap(\.self).contains { $0.alias == nil }, takesSeveral: true),
            given: flags.balancerAddress, read: Self.address)
        draft.balancerSources = try interview.answers(
            Question(
                flag: "--balancer-source", text: "Addresses from which it connects to the platform, and which that trusts?",
                takesSeveral: true),
            given: flags.balancerSource, read: Self.address)
        draft.clientAddressHeader =
            try interview.answer(
                Question(
                    flag: "--client-address-header", text: "Header in which it passes the visitor's address?",
                    help: "The platform supports X-Forwarded-For and X-Real-IP.", isRequired: false),
                given: flags.clientAddressHeader, default: interview.isInteractive ? "X-Forwarded-For" : nil, read: { $0 }) ?? ""
    }

    /// Addresses, announced name and key of a sender.
    private mutating func sending(_ sender: inout SenderDraft, _ dns: DefaultsInDNS, isFirst: Bool) async throws {
        let given = { (values: [String]) in isFirst ? values : [] }
        let found = if let mailFrom = sender.mailFrom.first { await dns.sendingAddresses(of: mailFrom) } else { [IPAddress]() }
        let isRelayed = (sender.route ?? (draft.scheme == .relay ? .relay : .direct)) == .relay
        let text =
            isRelayed
            ? "Addresses of the platform's sender, where bounces must arrive (OWN=PUBLIC behind NAT)?"
            : "Addresses that mail is sent from, at least two (OWN=PUBLIC behind NAT)?"
        sender.addresses = try interview.answers(
            Question(
                flag: "--sender-address", text: text,
                help:
                    "Receivers see these addresses. Behind NAT, 10.0.0.20=203.0.113.20 gives the address that they see instead of the platform's own.",
                takesSeveral: true), given: given(flags.senderAddress),
            default: isRelayed || !isFirst ? [] : found.map(\.description), read: Self.sending)
        sender.inbound = try interview.answers(
            Question(
                flag: "--inbound", text: "Addresses at which its bounces are accepted?", empty: "the same",
                help:
                    "Where the platform accepts delivery reports, also at addresses of another sender. Senders that share a MAIL FROM domain need a common address; without an answer they are assumed to accept each other's bounces.",
                isRequired: false, takesSeveral: true), given: given(flags.inbound), default: [], isConstant: true,
            read: Self.address)
        // Behind a relay, receivers hear the relay's name.
        if !isRelayed || isFirst && flags.helo != nil {
            sender.helo = try interview.answer(
                Question(
                    flag: "--helo", text: "Which name is announced in EHLO: ptr, from, or a name?", empty: "ptr",
                    help: "ptr: the name in the PTR record of the address, which is best; from: the From domain.",
                    isRequired: false),
                given: isFirst ? flags.helo : nil, read: Self.helo)
        }
        let selector = if let from = sender.from.first { await dns.selector(of: from) } else { String?.none }
        let answer = try interview.answer(
            Question(
                flag: "--dkim-selector", text: "DKIM selector for its From domains (- for none)?",
                help: "The key record is at SELECTOR._domainkey below each From domain."),
            given: isFirst ? flags.dkimSelector : nil, default: selector, read: Self.selector)
        sender.selector = answer == "-" ? nil : answer
        guard sender.selector != nil else { return }
        sender.keyFile = try interview.answer(
            Question(
                flag: "--dkim-key", text: "File of its private key, to compare the published key with?",
                help: "Only the public half is derived from it; nothing of the file is kept.", isRequired: false),
            given: isFirst ? flags.dkimKey : nil, read: { $0 })
    }

    /// Senders besides the first: from `--sender`, or asked for one by one.
    private mutating func otherSenders(_ dns: DefaultsInDNS) async throws {
        for text in flags.sender {
            do throws(Interview.Refusal) { draft.senders.append(try SenderDraft(flag: text)) } catch {
                throw CommandFailure(.usage, "--sender: '\(text)' \(error.reason)")
            }
        }
        guard interview.asks, flags.sender.isEmpty else { return }
        while try interview.answer(
            Question(
                flag: "--sender", text: "Is there another sender, with addresses or domains of its own, yes or no?",
                help: "Mail of another kind often leaves from other addresses or with another MAIL FROM domain: each is a sender."
            ),
            given: nil, default: "no", read: Self.decision) == true
        {
            var sender = SenderDraft()
            sender.name =
                try interview.answer(
                    Question(flag: "--sender", text: "Its name?", help: "Reports show it: \(Identifier.form)."),
                    given: nil, read: Self.identifier) ?? "other"
            if draft.scheme != .loadBalanced {
                let usual: Route = draft.scheme == .relay ? .relay : .direct
                let route = try interview.answer(
                    Question(flag: "--sender", text: "How does its mail leave: direct or relay?", help: Scheme.help), given: nil,
                    default: usual.rawValue, read: Self.route)
                sender.route = route == usual ? nil : route
                if route == .relay, draft.relayHost.isEmpty { try await relay(dns) }
            }
            try await domains(&sender, [], [], dns)
            try await sending(&sender, dns, isFirst: false)
            draft.senders.append(sender)
        }
    }

    /// Optional questions with a usual answer.
    private mutating func policies() throws {
        draft.infrastructure = try interview.answers(
            Question(
                flag: "--infrastructure", text: "Domains of the platform's own names, if its customers share them?",
                help: "PTR names, announced names and MX hosts below these are the platform's to publish, not its customer's.",
                isRequired: false, takesSeveral: true), given: flags.infrastructure, read: Self.host)
        draft.dmarcPolicy = try interview.answer(
            Question(
                flag: "--dmarc-policy",
                text: "Which policy shall a new DMARC record have: none, quarantine or reject?", empty: "quarantine",
                help:
                    "none only asks for reports, quarantine sends forged mail to the junk folder, reject refuses it. The answer also applies to an existing policy of none.",
                isRequired: false),
            given: flags.dmarcPolicy, read: Self.policy)
        draft.dmarcReports = try interview.answer(
            Question(
                flag: "--dmarc-reports", text: "Which mailbox receives DMARC reports?", empty: "dmarc@ and the From domain",
                help: "It must exist; another organization must allow reports to its mailbox in its DNS.", isRequired: false),
            given: flags.dmarcReports, read: Self.mailbox)
        draft.authorities = try interview.answers(
            Question(
                flag: "--authority", text: "A certification authority of your own, as NAME=DOMAIN of its CAA records?",
                help: "Public authorities are known. NAME as its certificates show it, such as Acme CA=ca.acme.com.",
                isRequired: false), given: flags.authority, read: Self.authority)
    }
}
