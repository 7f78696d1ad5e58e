import DNS
import Facts

extension FactObject {
    /// The `subject` field of every subject type.
    static func identity(
        key: String, role: String? = nil, name: String? = nil, view: String? = nil, address: IPAddress? = nil,
        sender: String? = nil
    ) -> FactValue {
        let text = { (value: String?) in value.map(FactValue.string) ?? .absent }
        return .object(
            FactObject(.subject)
                .setting("key", .string(key)).setting("role", text(role)).setting("name", text(name))
                .setting("view", text(view)).setting("address", address.map(FactValue.address) ?? .absent)
                .setting("sender", text(sender)))
    }
}
