import DNS
import Glibc
import Sockets
import Synchronization

/// How many connections a second an address may see, whoever makes them.
package final class AddressPacing: Sendable {
    private let interval: Duration
    /// The next turn of each address that was contacted lately.
    private let turns = Mutex<[IPAddress: ContinuousClock.Instant]>([:])
    /// So many addresses are remembered before those whose turn has come are forgotten.
    private static let remembered = 4096

    /// - Parameter rate: connections a second, above zero.
    package init(rate: Double) { interval = .seconds(1 / rate) }

    /// Blocks the calling thread of the pool until the address may be contacted again, while another takes its place.
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
