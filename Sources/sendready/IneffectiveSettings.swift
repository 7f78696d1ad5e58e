import Deployment

/// What a deployment file may say and this version does not act on: said aloud, so that nobody relies on it.
enum IneffectiveSettings {
    static func list(_ deployment: Deployment) -> [String] {
        var list: [String] = []
        return list
    }
}
