import DNS
import Glibc
import Sockets
import Synchronization

/// Limits connections per second to an address, over all callers.
package final class AddressPacing: Sendable {
    private let interval: Duration
    /// The next permitted time for each recently contacted address.
    private let turns = Mutex<[IPAddress: ContinuousClock.Instant]>([:])
    /// Beyond this many addresses, those whose time has passed are dropped.
    private static let remembered = 4096

    /// - Parameter rate: connections per second, above zero.
    package init(rate: Double) { interval = .seconds(1 / rate) }

    /// Blocks the calling pool thread until the address may be contacted again; another thread takes its place meanwhile.
    func awaitTurn(of address: IPAddress, _ pool: WorkerPool) {
        let now = ContinuousClock.now
        let turn = turns.withLock { turns -> ContinuousClock.Instant in
            if turns.count >= Self.remembered { turns = turns.filter { $0.value > now } }
            let turn = max(turns[address] ?? now, now)
            turns[address] = turn + interval
            return turn
        }
        let wait = now.duration(to: turn)
        guard wait > .zero else { return }
        let allowance = Allowance.current
        allowance?.beginWaiting(at: now)
        pool.aside { _ = usleep(UInt32(clamping: Int(wait / .microseconds(1)))) }
        allowance?.endWaiting(at: .now)
    }
}
