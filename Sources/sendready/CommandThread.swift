import Dispatch

/// Where a command's own steps run, beside Swift's pool: they read files, wait for locks and ask people, which would hold up whatever
/// else the pool has to do. The work that they start in tasks of its own runs on the pool.
final class CommandThread: TaskExecutor {
    private let queue = DispatchQueue(label: "command")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
