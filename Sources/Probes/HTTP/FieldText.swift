extension Substring {
    /// Without the blanks that may surround a part of a field (RFC 9110 §5.6.3).
    var withoutBlanks: Substring {
        var rest = drop { $0 == " " || $0 == "\t" }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
