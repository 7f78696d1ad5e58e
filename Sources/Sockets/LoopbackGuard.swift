import DNS
import Glibc

/// Holds tests to this machine: with `SENDREADY_LOOPBACK_ONLY` in the environment, a connection to anywhere else stops the
/// program, so that a test that tries cannot pass.
enum LoopbackGuard {
    private static let isOn = getenv("SENDREADY_LOOPBACK_ONLY") != nil

    static func check(_ endpoint: Endpoint) {
        guard isOn else { return }
        precondition(
            SpecialPurpose(endpoint.address) == .loopback, "SENDREADY_LOOPBACK_ONLY is set, and \(endpoint) is not on loopback")
    }
}
