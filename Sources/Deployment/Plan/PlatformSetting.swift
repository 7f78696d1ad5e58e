import DNS

/// A key of the platform's `main.json`, and its required value for this deployment.
///
/// The keys are those of https://use.altcraft.com/en/admin-guide/platform-configuration/9404422.
package struct PlatformSetting: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case host, address }

    package let key: String
    package let role: WebRole
    package let kind: Kind
    /// One of these: names as A-labels, or addresses that the platform listens on.
    package let expected: [String]
}

extension PlatformSetting {
    package static let trackingPrefix = "TRACKING_PREFIX"
    package static let panelHostName = "WEBCONTROL_HOSTNAME"
    package static let trackingHostName = "TRACKING_HOSTNAME"

    /// The settings that can be compared: undecided roles have none.
    static func all(_ deployment: Deployment) -> [PlatformSetting] {
        let keys: [(WebRole, host: String, address: String)] = [
            (.panel, panelHostName, "WEBCONTROL_PUBLIC_IP"), (.tracking, trackingHostName, "TRACKING_PUBLIC_IP"),
            (.pixel, "COOKIESAVER_PUBLIC_HOSTNAME", "COOKIESAVER_PUBLIC_IP"),
        ]
        return keys.flatMap { role, host, address -> [PlatformSetting] in
            let hosts = deployment.webHosts(role)
            let names = distinct(hosts.map(\.host)).map(\.name.lowercased.text)
            let addresses = Set(hosts.flatMap(\.listening)).sorted().map(\.description)
            return [
                PlatformSetting(key: host, role: role, kind: .host, expected: names),
                PlatformSetting(key: address, role: role, kind: .address, expected: addresses),
            ]
            .filter { !$0.expected.isEmpty }
        }
    }
}
