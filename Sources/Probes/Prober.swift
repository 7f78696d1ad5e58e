import DNS
import Sockets
import Synchronization

/// Probes servers over TLS, SMTP and HTTP, each as far as its report requires.
///
/// The same server is looked at once, however many names, views, rules and deployments want to know. Dialogues run on a bounded
/// pool of threads, each with a deadline of its own; one that takes long steps aside, so that silent or dripping servers, however
/// many, delay no other. Who is cancelled leaves at once and knows nothing; a dialogue that nobody waits for any more ends.
package final class Prober: Sendable {
    package let settings: ProbeSettings
    private let contexts: TLSContexts
    private let pool: WorkerPool
    private let reports: ProbeReports
    /// The reports of this prober, for replays.
    private let seen: SeenReports
    /// Makes no connections: servers that were not probed before stay unknown.
    private let isReplaying: Bool

    /// - Parameter other: a prober with other settings whose threads this one shares: together they keep to the other's
    ///   connection limit, and probe a server once where their settings agree.
    package init(_ settings: ProbeSettings, sharing other: Prober? = nil) {
        self.settings = settings
        contexts = other?.contexts ?? TLSContexts()
        pool = other?.pool ?? WorkerPool(threads: settings.connections, withAside: settings.connectionsWithSlow)
        reports = other?.reports ?? ProbeReports(settings)
        seen = SeenReports()
        isReplaying = false
    }

    /// Replays the reports of `other` without connecting: a server that it has not probed counts as not probed.
    package init(replaying other: Prober) {
        var settings = other.settings
        settings.refusal = "it was not probed in this run"
        self.settings = settings
        contexts = other.contexts
        pool = other.pool
        reports = ProbeReports(settings)
        seen = other.seen
        isReplaying = true
    }

    /// The cached report, or a new one; a replay does not share its reports.
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

    /// One page of a server, whatever its certificate says.
    package func page(_ target: HTTPTarget) async -> HTTPReport {
        await remembered(\.pages, target) { await fetch(target, needsValidCertificate: false) }
    }

    /// A page, and the redirects that lead to it.
    package func visit(_ target: HTTPTarget) async -> PageVisit {
        await PageVisit(from: target, settings) { await page($0) }
    }

    /// A page of a server with a valid certificate for its name; otherwise the request is not sent.
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

/// The reports of probers that share their threads.
private final class ProbeReports: Sendable {
    struct Key<Target: Hashable & Sendable>: Hashable, Sendable {
        let target: Target
        /// Why the address is not contacted; `nil` if it is.
        let refusal: String?
        /// The trust store that certificates are verified with.
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
        // Requested once per deployment, so not cached.
        policies = SharedWork(capacity: 0)
        smtp = SharedWork(capacity: capacity, lifetime: lifetime)
    }
}

/// The reports of one prober, for as long as its deployment is audited.
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
