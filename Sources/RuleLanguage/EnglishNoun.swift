/// A noun with its regular plural: `address`, `addresses`; `policy`, `policies`; `server`, `servers`.
struct EnglishNoun {
    let singular: String

    init(_ singular: String) { self.singular = singular }

    var plural: String {
        if ["s", "x", "z", "ch", "sh"].contains(where: singular.hasSuffix) { return singular + "es" }
        guard singular.hasSuffix("y"), let before = singular.dropLast().last, !"aeiou".contains(before) else {
            return singular + "s"
        }
        return singular.dropLast() + "ies"
    }

    /// `1 address`, `2 addresses`, `no addresses`.
    func counted(_ number: Int) -> String {
        "\(number == 0 ? "no" : String(number)) \(number == 1 ? singular : plural)"
    }
}
