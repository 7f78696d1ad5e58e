import DNS
import Facts

extension Function {
    static let conversions: [Function] = [
        Function("bool", .global) { (value: Bool) in value },
        Function("bool", .global) { (text: String) throws(Fault) in
            switch text {
            case "1", "t", "true", "TRUE", "True": return true
            case "0", "f", "false", "FALSE", "False": return false
            default: throw Fault("'\(text)' is not a bool")
            }
        },
        Function("int", .global) { (value: Int64) in value },
        Function("int", .global) { (value: Double) throws(Fault) in
            // The bounds themselves are refused: as doubles they represent numbers outside the range.
            guard value > -0x1p63, value < 0x1p63 else { throw Fault("integer out of range") }
            return Int64(value)
        },
        Function("int", .global) { (text: String) throws(Fault) in
            guard let value = Int64(text), !text.hasPrefix("+") else { throw Fault("'\(text)' is not an int") }
            return value
        },
        Function("int", .global) { (moment: Timestamp) in moment.seconds },
        Function("double", .global) { (value: Double) in value },
        Function("double", .global) { (value: Int64) in Double(value) },
        Function("double", .global) { (text: String) throws(Fault) in
            guard let value = Double(text) else { throw Fault("'\(text)' is not a double") }
            return value
        },
        Function("string", .global) { (value: String) in value },
        Function("string", .global) { (value: Bool) in String(value) },
        Function("string", .global) { (value: Int64) in String(value) },
        Function("string", .global) { (value: Double) in value.ruleText },
        Function("string", .global) { (moment: Timestamp) in moment.description },
        Function("string", .global) { (duration: Duration) in duration.ruleText },
        Function("string", .global) { (address: IPAddress) in address.description },
        Function("string", .global) { (network: Network) in network.description },
        Function("timestamp", .global) { (moment: Timestamp) in moment },
        Function("timestamp", .global) { (seconds: Int64) throws(Fault) in
            guard Timestamp.secondsInRange.contains(seconds) else { throw Fault("timestamp out of range") }
            return Timestamp(seconds: seconds)
        },
        Function("timestamp", .global) { (text: String) throws(Fault) in
            guard let moment = Timestamp(text), moment.isInRange else {
                throw Fault("'\(text)' is not a timestamp such as 2026-11-22T12:00:00Z")
            }
            return moment
        },
        Function("duration", .global) { (duration: Duration) in duration },
        Function("duration", .global) { (text: String) throws(Fault) in
            guard let duration = Duration(rule: text) else {
                throw Fault("'\(text)' is not a duration such as 21d or 1h30m")
            }
            return duration
        },
    ]
}

extension Double {
    /// Whole numbers without `.0`, as CEL's `string()` writes them.
    var ruleText: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
