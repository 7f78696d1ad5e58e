import Deployment
import Report
import StrictYAML

/// The flags of `init` for web hosts: `--panel HOST`, one per role. Roles are values, and there is no property wrapper per
/// value, so these are read from the remaining arguments.
struct RoleFlags {
    let hosts: [WebRole: [String]]

    init(_ arguments: [String]) throws(CommandFailure) {
        var hosts: [WebRole: [String]] = [:]
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts[0].hasPrefix("-") else {
                throw CommandFailure(.usage, "'\(argument)' belongs to no option", hint: "sendready init --help")
            }
            guard let role = WebRole.allCases.first(where: { "--\($0.rawValue)" == parts[0] }) else {
                let names = WebRole.allCases.map { "--\($0.rawValue)" }
                let nearest = nearestName(to: parts[0], among: names).map { "; did you mean '\($0)'?" } ?? ""
                throw CommandFailure(.usage, "there is no option '\(parts[0])'\(nearest)", hint: "sendready init --help")
            }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                throw CommandFailure(.usage, "\(parts[0]) needs a value: HOST or HOST=ADDRESS,…")
            }
            hosts[role, default: []].append(value)
        }
        self.hosts = hosts
    }

    subscript(role: WebRole) -> [String] { hosts[role] ?? [] }

    /// The lines of `--help`.
    static var help: String {
        WebRole.allCases.map { "  --\($0.rawValue) <host>  \($0.texts.meaning)" }.joined(separator: "\n")
    }
}
