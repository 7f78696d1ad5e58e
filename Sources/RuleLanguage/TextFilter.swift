import DNS
import Facts

/// A format for printing a value in a template.
enum TextFilter: String, Sendable, CaseIterable {
    /// A timestamp's day: `2026-11-22`.
    case date
    /// A duration in whole days, or in whole hours below three days: `14 days`, `47 hours`.
    case days
    /// A list for people: `a, b and c`; `none` when it is empty.
    case list
    /// A name with its final dot.
    case fqdn
    /// In double quotes, as a character string of a zone file (RFC 1035 §5.1).
    case quote
    /// A number, or the number of a list's elements, with a noun: `{hosts | count "address"}` is `1 address`, `2
    /// addresses`.
    case count

    /// Its input type, in words.
    var operand: String {
        switch self {
        case .date: "timestamp"
        case .days: "duration"
        case .list: "a list"
        case .fqdn, .quote: "string"
        case .count: "int or a list"
        }
    }

    /// The argument after the filter's name: the noun for `count`, in the singular.
    var takesNoun: Bool { self == .count }

    func accepts(_ type: ValueType) -> Bool {
        switch self {
        case .date: type == .timestamp
        case .days: type == .duration
        case .fqdn, .quote: type.joined(with: .string) != nil
        case .count: if case .list = type { true } else { type == .integer }
        case .list:
            if case .list = type { type.isShowable } else { false }
        }
    }

    /// The value has a type that `accepts` allows.
    func apply(_ value: Value, noun: String = "") -> String {
        switch (self, value) {
        case (.count, .integer(let number)): return EnglishNoun(noun).counted(Int(number))
        case (.count, .list(let items)): return EnglishNoun(noun).counted(items.count)
        case (.date, .timestamp(let moment)): return String(moment.description.prefix(10))
        case (.days, .duration(let duration)): return duration.spanText
        case (.fqdn, .string(let name)): return name.hasSuffix(".") ? name : name + "."
        case (.quote, .string(let text)):
            let escaped = text.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
            return "\"\(escaped.joined())\""
        case (.list, .list(let items)):
            let texts = items.map(\.shown)
            guard let last = texts.last, texts.count > 1 else { return texts.first ?? "none" }
            return "\(texts.dropLast().joined(separator: ", ")) and \(last)"
        default: return value.shown
        }
    }
}

extension ValueType {
    /// Whether a template can print it without a filter.
    var isShowable: Bool {
        switch self {
        case .list(let element): element.isShowable
        case .object, .map, .null: false
        default: true
        }
    }
}

extension Value {
    /// In the format of a template.
    package var shown: String {
        switch self {
        case .null: "null"
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .double(let value): value.ruleText
        case .string(let text): text
        case .address(let address): address.description
        case .network(let network): network.description
        case .timestamp(let moment): moment.description
        case .duration(let duration): duration.ruleText
        case .list(let items): items.map(\.shown).joined(separator: ", ")
        case .map(let entries): entries.map { "\($0.key.shown): \($0.value.shown)" }.joined(separator: ", ")
        case .object(let object): object.slots.map { Value($0) }.filter(\.isDefinite).map(\.shown).joined(separator: ", ")
        case .absent: "(absent)"
        case .unknown(let unknown): "(unknown: \(Set(unknown.reasons.map(\.cause.rawValue)).sorted().joined(separator: ", ")))"
        case .fault(let message): "(error: \(message))"
        }
    }
}
