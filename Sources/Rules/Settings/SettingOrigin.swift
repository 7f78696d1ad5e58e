import StrictYAML

/// The source of a rule's severity, parameters and so on. Later ones win.
package struct SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    package enum Layer: Sendable, Hashable {
        case rule
        case profile(String)
        case override
    }

    package let layer: Layer
    /// `deployment.yaml:40:7`
    package let place: String

    init(layer: Layer, place: String) {
        self.layer = layer
        self.place = place
    }

    init(layer: Layer, file: String, _ position: SourcePosition) {
        self.init(layer: layer, place: "\(file):\(position.line):\(position.column)")
    }

    /// `profile strict (Rules/profiles/strict.yaml:6:5)`
    package var description: String {
        switch layer {
        case .rule: "the rule (\(place))"
        case .profile(let name): "profile \(name) (\(place))"
        case .override: "override (\(place))"
        }
    }
}
