/// The tag list that the author of a text meant, behind damage to the text as a whole: zone-file syntax, copying artefacts,
/// addresses in U-labels, missing semicolons. One cause is one problem.
struct CleanedText {
    let list: TagList
    /// At their places in the original.
    let problems: [PolicyProblem]
    private let stages: [EditedText]

    /// - Parameter known: the names of the standard's tags, lower case.
    /// - Parameter freeText: tags whose value may hold anything, quotes included.
    /// - Parameter base64: tags whose value may end in `=`.
    /// - Parameter addresses: tags whose value is a list of report addresses.
    init(
        _ text: String, known: [String], freeText: Set<String> = [], base64: Set<String> = [], addresses: Set<String> = [],
        names: HostNameConversion = .standard
    ) {
        let zone = ZoneFileText.problem(in: text).map { [$0] } ?? []
        let data = EditedText(text, making: zone)
        let raw = TagList(data.text)
        let notes = raw.tags.filter { freeText.contains($0.name.lowercased()) }.map(\.valueRange)
        let names = raw.tags.filter { addresses.contains($0.name.lowercased()) }.flatMap {
            UnicodeAddress.problems(in: $0, of: raw.source, names)
        }
        let except = (notes + names.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
        let damage = names + raw.source.copyingDamage(except: except)
        let copied = EditedText(data.text, making: damage)
        let gaps = SeparatorLint(TagList(copied.text), known: known, freeText: freeText, base64: base64).problems
        let separated = EditedText(copied.text, making: gaps)
        list = TagList(separated.text)
        stages = [separated, copied, data]
        problems = zone + damage.map(data.original) + gaps.map { data.original(copied.original($0)) }
    }

    /// A problem of `list` at its place in the original.
    func original(_ problem: PolicyProblem) -> PolicyProblem { stages.reduce(problem) { $1.original($0) } }

    /// The problems of the cleaning and those found in `list`, in the order of the text.
    func problems(with found: [PolicyProblem]) -> [PolicyProblem] { (problems + found.map(original)).inTextOrder() }
}
