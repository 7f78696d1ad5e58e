/// Why there is no connection to an address. The first three say something about the server, the others do not.
package enum ConnectionFailure: Error, Hashable, Sendable {
    /// The port is closed.
    case refused
    /// No response within the timeout: filtered, or no such host.
    case silent
    /// A router reports that the host is unreachable.
    case hostUnreachable
    /// This machine cannot reach the address: no IPv6, a local filter, no descriptor left.
    case noRoute(String)
    /// The run's deadline passed first.
    case outOfTime
    /// The address must not be contacted just because a zone names it, and why.
    case notPermitted(String)

    /// Whether the failure is the server's, and thus a finding.
    package var isTheServers: Bool {
        switch self {
        case .refused, .silent, .hostUnreachable: true
        case .noRoute, .outOfTime, .notPermitted: false
        }
    }

    /// For a sentence: `refuses the connection`.
    package var phrase: String {
        switch self {
        case .refused: "refuses the connection"
        case .silent: "does not answer"
        case .hostUnreachable: "cannot be reached: no route to host"
        case .noRoute(let reason): "cannot be tried from this machine: \(reason)"
        case .outOfTime: "could not be tried before the deadline of the run"
        case .notPermitted(let reason): "is not contacted: \(reason)"
        }
    }
}
