import DNS
import Sockets
import Synchronization

/// Looks at servers: TLS, SMTP and HTTP, each exactly as far as its report goes.
///
/// The same server is looked at once, however many names, views, rules and deployments want to know. Dialogues run on a bounded
/// pool of threads, each with a deadline of its own; one that takes long steps aside, so that silent or dripping servers, however
/// many, delay no other. Who is cancelled leaves at once and knows nothing; the dialogue ends within its own deadline.
package final class Prober: Sendable {
    package let settings: ProbeSettings
    private let contexts: TLSContexts
    private let pool: WorkerPool
    private let reports: ProbeReports
    /// What this prober has seen, for replays.
    private let seen: SeenReports
    /// Nothing is connected to: what was not looked at before stays so.
    private let isReplaying: Bool

    /// - Parameter other: a prober with other settings, on whose threads this one works too: together they have no more
    ///   connections at the same time than that one has, and they look once at servers that they would see alike.
    package init(_ settings: ProbeSettings, sharing other: Prober? = nil) {
        self.settings = settings
        contexts = other?.contexts ?? TLSContexts()
        pool = other?.pool ?? WorkerPool(threads: settings.connections, withAside: settings.connectionsWithSlow)
        reports = other?.reports ?? ProbeReports(settings)
        seen = SeenReports()
        isReplaying = false
    }

    /// What `other` has seen, and no connection of its own: a server that it has not looked at was not looked at.
    package init(replaying other: Prober) {
        var settings = other.settings
        settings.refusal = "it was not looked at in this run"
        self.settings = settings
        contexts = other.contexts
        pool = other.pool
        reports = ProbeReports(settings)
        seen = other.seen
        isReplaying = true
    }

    /// The report that was seen, or a new one; one of a replay is nobody else's.
    private func remembered<Target: Hashable & Sendable, Report: Sendable>(
        _ table: KeyPath<SeenReports, Seen<Target, Report>>, _ target: Target, _ make: () async -> Report
    ) async -> Report {
        let table = self.seen[keyPath: table]
        if isReplaying, let known = table[target] { return known }
        let report = await make()
        if !isReplaying { table[target] = report }
        return report
    }

    /// Certificates and versions.
    package func tls(_ target: TLSTarget) async -> TLSReport {
        await remembered(\.tls, target) {
            let probe = TLSProbe(target: target, contexts: contexts, settings: settings, pool: pool)
            return await reports.tls.value(for: key(target, at: target.endpoint)) { await probe.run() }
                ?? probe.report(.outOfTime)
        }
    }

    /// One page of a server, whoever it says that it is.
    package func page(_ target: HTTPTarget) async -> HTTPReport {
        await remembered(\.pages, target) { await fetch(target, needsValidCertificate: false) }
    }

    /// A page, and the redirects on the way to it.
    package func visit(_ target: HTTPTarget) async -> PageVisit {
        await PageVisit(from: target, settings) { await page($0) }
    }

    /// A page of a server with a valid certificate for its name: from any other it is not asked for.
    package func policy(_ target: HTTPTarget) async -> HTTPReport {
        await remembered(\.policies, target) { await fetch(target, needsValidCertificate: true) }
    }

    private func fetch(_ target: HTTPTarget, needsValidCertificate: Bool) async -> HTTPReport {
        let probe = HTTPProbe(
            target: target, context: contexts[needsValidCertificate ? EmulatedClient.script.offer : .everything],
            settings: settings, pool: pool, needsValidCertificate: needsValidCertificate)
        let table = needsValidCertificate ? reports.policies : reports.pages
        return await table.value(for: key(target, at: target.endpoint)) { [pool] in await pool.run { probe.run() } }
            ?? HTTPReport(target: target, outcome: .noConnection(.outOfTime), asksForCertificate: false)
    }

    /// A mail server, as far as `RCPT TO`.
    package func smtp(_ target: SMTPTarget) async -> SMTPReport {
        await remembered(\.smtp, target) {
            let probe = SMTPProbe(target: target, context: contexts[.everything], settings: settings, pool: pool)
            return await reports.smtp.value(for: key(target, at: target.endpoint)) { [pool] in await pool.run { probe.run() } }
                ?? probe.report(.outOfTime)
        }
    }

    private func key<Target>(_ target: Target, at endpoint: Endpoint) -> ProbeReports.Key<Target> {
        ProbeReports.Key(
            target: target, refusal: settings.filter.refusal(of: endpoint.address), roots: settings.roots.number)
    }
}

/// What probers that share their threads have seen.
private final class ProbeReports: Sendable {
    struct Key<Target: Hashable & Sendable>: Hashable, Sendable {
        let target: Target
        /// Why the address is not contacted, where it is not.
        let refusal: String?
        /// The store of roots that certificates are held against.
        let roots: Int
    }

    let tls: SharedWork<Key<TLSTarget>, TLSReport>
    let pages: SharedWork<Key<HTTPTarget>, HTTPReport>
    let policies: SharedWork<Key<HTTPTarget>, HTTPReport>
    let smtp: SharedWork<Key<SMTPTarget>, SMTPReport>

    init(_ settings: ProbeSettings) {
        let (capacity, lifetime) = (settings.reportsKept, settings.reportLifetime)
        tls = SharedWork(capacity: capacity, lifetime: lifetime)
        pages = SharedWork(capacity: capacity, lifetime: lifetime)
        // Asked for once a deployment, and kept by nobody.
        policies = SharedWork(capacity: 0)
        smtp = SharedWork(capacity: capacity, lifetime: lifetime)
    }
}

/// What one prober has seen: for as long as its deployment is looked at.
private final class SeenReports: Sendable {
    let tls = Seen<TLSTarget, TLSReport>()
    let pages = Seen<HTTPTarget, HTTPReport>()
    let policies = Seen<HTTPTarget, HTTPReport>()
    let smtp = Seen<SMTPTarget, SMTPReport>()
}

private final class Seen<Target: Hashable & Sendable, Report: Sendable>: Sendable {
    private let reports = Mutex<[Target: Report]>([:])

    subscript(_ target: Target) -> Report? {
        get { reports.withLock { $0[target] } }
        set { reports.withLock { $0[target] = newValue } }
    }
}
