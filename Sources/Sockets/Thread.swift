import Glibc

/// A thread of the operating system, for blocking loops: they must not occupy Swift's thread pool.
package enum Thread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a detached thread that ends when `body` returns.
    package static func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let box = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw SystemError("pthread_create", code: code)
        }
        pthread_detach(thread)
    }

    /// Runs `body` on a thread of its own and waits for it without holding up Swift's pool: for what reads files or waits for locks.
    /// Where no thread can be had it runs where it is.
    package static func blocking<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            let run: @Sendable () -> Void = { continuation.resume(returning: Result { () throws(Failure) in try body() }) }
            do { try start(run) } catch { run() }
        }
        return try result.get()
    }
}
