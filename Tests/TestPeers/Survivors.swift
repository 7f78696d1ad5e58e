import Foundation
import Synchronization

/// Servers shared by a whole suite have no one to stop them: they end with the test program.
enum Survivors {
    private static let processes = Mutex<Set<Int32>>([])
    private static let hook: Void = {
        atexit { Survivors.processes.withLock { for process in $0 { kill(process, SIGKILL) } } }
    }()

    static func watch(_ process: Int32) {
        _ = hook
        processes.withLock { _ = $0.insert(process) }
    }

    static func forget(_ process: Int32) { processes.withLock { _ = $0.remove(process) } }
}
