import StrictYAML

/// The rule id, or glob over ids, that a text was probably meant to be; `nil` when none is near.
///
/// `spf/mising` is near `spf/missing`, `sfp/*` near `spf/*`, and `sender-not-authorised` lacks its area.
package func nearestRule(to text: String, among ids: [String]) -> String? {
    if let id = nearestName(to: text, among: ids) { return id }
    let parts = { (id: String) in id.split(separator: "/", maxSplits: 1).map(String.init) }
    if text.hasSuffix("/*") {
        let areas = Set(ids.compactMap { parts($0).first }).sorted()
        return nearestName(to: String(text.dropLast(2)), among: areas).map { "\($0)/*" }
    }
    guard !text.contains("/") else { return nil }
    let names = ids.compactMap { parts($0).last }
    return nearestName(to: text, among: names).flatMap { name in ids.first { parts($0).last == name } }
}

/// `; did you mean 'spf/missing'?`, or nothing.
package func ruleSuggestion(for text: String, among ids: [String]) -> String {
    nearestRule(to: text, among: ids).map { "; did you mean '\($0)'?" } ?? ""
}
