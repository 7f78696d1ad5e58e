import DNS
import StrictYAML

/// Reads `views` and `networks`.
struct ViewReader {
    let values: ValueReader
    let files: FileInspector

    func views(_ value: YAMLValue?) -> [ViewDefinition] {
        let defaults = [ViewDefinition(name: .public), ViewDefinition(name: .authoritative)]
        guard let value else { return defaults }
        guard let map = ShapedMap(value, DeploymentShape.views, values.yaml) else { return defaults }
        return [
            map["public"].flatMap { resolving($0, .public) } ?? defaults[0],
            map["internal"].flatMap { resolving($0, .internal) },
            map["authoritative"].flatMap(authoritative) ?? defaults[1],
        ].compactMap(\.self)
    }

    private func resolving(_ value: YAMLValue, _ name: ViewName) -> ViewDefinition? {
        guard let map = ShapedMap(value, DeploymentShape.resolvingView, values.yaml) else { return nil }
        let resolvers = map.list("resolvers") { values.endpoint($0, "resolvers", defaultPort: 53) }
        return ViewDefinition(
            name: name, resolvers: map["resolvers"] == nil ? nil : resolvers, place: values.place(map.position))
    }

    private func authoritative(_ value: YAMLValue) -> ViewDefinition? {
        guard let map = ShapedMap(value, DeploymentShape.authoritativeView, values.yaml) else { return nil }
        return ViewDefinition(
            name: .authoritative, rootHints: map["root-hints"].flatMap { files.file($0, "root-hints") },
            trustAnchor: map["trust-anchor"].flatMap { files.file($0, "trust-anchor") }, place: values.place(map.position))
    }

    func networks(_ value: YAMLValue) -> AddressScopes? {
        guard let map = ShapedMap(value, DeploymentShape.networks, values.yaml) else { return nil }
        let inside = map.list("internal") { values.network($0, "internal") }
        let outside = map.list("public") { value -> Network? in
            guard let block = values.network(value, "public") else { return nil }
            guard !inside.contains(block) else {
                values.error("'\(block)' is declared both internal and public", at: value.position)
                return nil
            }
            return block
        }
        return AddressScopes(internal: inside, public: outside)
    }
}
