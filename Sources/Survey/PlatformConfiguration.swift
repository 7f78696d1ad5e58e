package import Deployment
package import Facts

/// The platform's own configuration file, `main.json`: the values of the keys that the deployment file also covers.
package struct PlatformConfiguration: Sendable {
    /// As the deployment file names it.
    package let file: String
    private let values: [String: [String]]

    /// Keys count at any depth: the file groups them by service. Text, numbers, and lists of them are values.
    package init(file: String, _ document: JSONValue) {
        self.file = file
        var values: [String: [String]] = [:]
        Self.collect(document, into: &values)
        self.values = values
    }

    private static func collect(_ value: JSONValue, into values: inout [String: [String]]) {
        switch value {
        case .object(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                values[key.text, default: []] += texts(member)
                collect(member, into: &values)
            }
        case .array(let items): for item in items { collect(item, into: &values) }
        default: break
        }
    }

    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): text.isEmpty ? [] : [text]
        case .array(let items): items.compactMap(\.text).filter { !$0.isEmpty }
        default: []
        }
    }

    /// Whether the file contains anything that can be compared.
    package func holds(anyOf settings: [PlatformSetting]) -> Bool { settings.contains { !values(of: $0).values.isEmpty } }

    /// The file's values for a setting, and their key. Without a separate tracking name, the platform prepends the tracking
    /// prefix to the panel's name.
    func values(of setting: PlatformSetting) -> (key: String, values: [String]) {
        let own = values[setting.key] ?? []
        guard own.isEmpty, setting.key == PlatformSetting.trackingHostName,
            let prefix = values[PlatformSetting.trackingPrefix]?.first,
            let panel = values[PlatformSetting.panelHostName]?.first
        else { return (setting.key, own) }
        let joined = prefix.hasSuffix(".") ? prefix + panel : "\(prefix).\(panel)"
        return ("\(PlatformSetting.trackingPrefix) and \(PlatformSetting.panelHostName)", [joined])
    }
}
