import Synchronization

/// Looks at servers: TLS, SMTP and HTTP, each exactly as far as its report goes.
///
/// The same server is looked at once, however many names, views and rules want to know. Dialogues run on a bounded pool of
/// threads, each with a deadline of its own; one that takes long steps aside, so that silent or dripping servers, however many,
/// delay no other.
package final class Prober: Sendable {
    package let settings: ProbeSettings
    private let contexts: TLSContexts
    private let pool: WorkerPool
    private let tlsReports = SharedResults<TLSTarget, TLSReport>()
    private let httpReports = SharedResults<HTTPTarget, HTTPReport>()
    private let smtpReports = SharedResults<SMTPTarget, SMTPReport>()

    /// - Parameter other: a prober with other settings, on whose threads this one works too: together they have no more
    ///   connections at the same time than that one has.
    package init(_ settings: ProbeSettings, sharing other: Prober? = nil) {
        self.settings = settings
        contexts = other?.contexts ?? TLSContexts()
        pool = other?.pool ?? WorkerPool(threads: settings.connections, withAside: settings.connectionsWithSlow)
    }

    /// Certificates and versions.
    package func tls(_ target: TLSTarget) async -> TLSReport {
        await tlsReports.value(of: target) { [self] in
            await TLSProbe(target: target, contexts: contexts, settings: settings, pool: pool).run()
        }
    }

    /// One page of a server, whoever it says that it is.
    package func page(_ target: HTTPTarget) async -> HTTPReport {
        await httpReports.value(of: target) { [self] in await fetch(target, needsValidCertificate: false) }
    }

    /// A page, and the redirects on the way to it.
    package func visit(_ target: HTTPTarget) async -> PageVisit {
        await PageVisit(from: target, settings) { await page($0) }
    }

    /// A page of a server with a valid certificate for its name: from any other it is not asked for.
    package func policy(_ target: HTTPTarget) async -> HTTPReport { await fetch(target, needsValidCertificate: true) }

    private func fetch(_ target: HTTPTarget, needsValidCertificate: Bool) async -> HTTPReport {
        let probe = HTTPProbe(
            target: target, context: contexts[needsValidCertificate ? EmulatedClient.script.offer : .everything],
            settings: settings, pool: pool, needsValidCertificate: needsValidCertificate)
        return await pool.run { probe.run() }
    }

    /// A mail server, as far as `RCPT TO`.
    package func smtp(_ target: SMTPTarget) async -> SMTPReport {
        await smtpReports.value(of: target) { [self] in
            let probe = SMTPProbe(target: target, context: contexts[.everything], settings: settings, pool: pool)
            return await pool.run { probe.run() }
        }
    }
}

/// Results that are made once for each key, also when several ask at the same time.
final class SharedResults<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let tasks = Mutex<[Key: Task<Value, Never>]>([:])

    func value(of key: Key, _ make: @escaping @Sendable () async -> Value) async -> Value {
        let task = tasks.withLock { tasks in
            if let known = tasks[key] { return known }
            let task = Task { await make() }
            tasks[key] = task
            return task
        }
        return await task.value
    }
}
