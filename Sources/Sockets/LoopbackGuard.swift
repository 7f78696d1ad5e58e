import DNS
import Glibc

/// Keeps tests on this machine: with `SENDREADY_LOOPBACK_ONLY` in the environment, a connection to anywhere else aborts the
/// program, so that the test fails.
enum LoopbackGuard {
    private static let isOn = getenv("SENDREADY_LOOPBACK_ONLY") != nil

    static func check(_ endpoint: Endpoint) {
        guard isOn else { return }
        precondition(
            SpecialPurpose(endpoint.address) == .loopback, "SENDREADY_LOOPBACK_ONLY is set, and \(endpoint) is not on loopback")
    }
}
