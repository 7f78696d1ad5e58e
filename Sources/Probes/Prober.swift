import Synchronization

/// Looks at servers: TLS, SMTP and HTTP, each exactly as far as its report goes.
///
/// The same server is looked at once, however many names, views and rules want to know. Dialogues run on a bounded pool of
/// threads, each within a patience of its own, so that a silent or dripping server delays no other.
public final class Prober: Sendable {
    public let settings: ProbeSettings
    private let contexts = TLSContexts()
    private let pool: WorkerPool
    private let tlsReports = SharedResults<TLSTarget, TLSReport>()

    public init(_ settings: ProbeSettings) {
        self.settings = settings
        pool = WorkerPool(threads: settings.connections)
    }

    public func tls(_ target: TLSTarget) async -> TLSReport {
        await tlsReports.value(of: target) { [self] in
            await TLSProbe(target: target, contexts: contexts, settings: settings, pool: pool).run()
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
