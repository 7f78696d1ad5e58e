extension YAMLDocument {
    /// The position in the file of each Unicode scalar of a value's text, plus one for the end of the text.
    ///
    /// A scalar that is not in the file (a folded line break) gets the position of its line's end. Positions follow the
    /// rules of YAML 1.2 §7.3 and §8.1 for each style; empty for a value that is not a scalar.
    package func scalarPositions(of value: YAMLValue) -> [SourcePosition] {
        guard case .scalar(let text, let style) = value.content else { return [] }
        var tracer = ScalarTracer(lines: lines.map { Array($0.unicodeScalars) }, text: Array(text.unicodeScalars))
        tracer.start(at: value.position)
        switch style {
        case .plain: tracer.tracePlain()
        case .singleQuoted, .doubleQuoted: tracer.traceQuoted(isDouble: style == .doubleQuoted)
        case .literal, .folded: tracer.traceBlock(isLiteral: style == .literal)
        }
        return tracer.finished()
    }
}

/// Walks through a scalar's text and its lines in the file in parallel.
private struct ScalarTracer {
    let lines: [[Unicode.Scalar]]
    let text: [Unicode.Scalar]
    private var positions: [SourcePosition] = []
    /// Counts from zero.
    private var line = 0
    private var column = 0

    init(lines: [[Unicode.Scalar]], text: [Unicode.Scalar]) {
        self.lines = lines
        self.text = text
    }

    /// Moves to the scalar itself, past its tag, if any.
    mutating func start(at position: SourcePosition) {
        line = position.line - 1
        column = position.column - 1
        guard current == "!" else { return }
        while let scalar = current, !isSpace(scalar) { column += 1 }
        while let scalar = current, isSpace(scalar) { column += 1 }
    }

    func finished() -> [SourcePosition] {
        let end = SourcePosition(line: line + 1, column: column + 1)
        return positions + Array(repeating: end, count: text.count + 1 - positions.count)
    }

    private var current: Unicode.Scalar? {
        lines.indices.contains(line) && lines[line].indices.contains(column) ? lines[line][column] : nil
    }

    private var isComplete: Bool { positions.count >= text.count || line >= lines.count }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    /// Assigns the current position, which spans `length` scalars, to the next scalar of the text.
    private mutating func take(_ length: Int = 1) {
        positions.append(SourcePosition(line: line + 1, column: column + 1))
        column += length
    }

    /// Assigns the end of this line to the text's line breaks, or to the space that one was folded into.
    private mutating func takeBreaks() {
        let place = SourcePosition(line: line + 1, column: column + 1)
        if positions.count < text.count, text[positions.count] == " " {
            positions.append(place)
            return
        }
        while positions.count < text.count, text[positions.count] == "\n" { positions.append(place) }
    }

    private mutating func skipToText() {
        repeat {
            line += 1
            column = 0
            while let scalar = current, isSpace(scalar) { column += 1 }
        } while line < lines.count && current == nil
    }

    /// The column after the last scalar that is not a space.
    private var trimmedEnd: Int { (lines[line].lastIndex { !isSpace($0) } ?? -1) + 1 }

    mutating func tracePlain() {
        while !isComplete {
            let end = trimmedEnd
            while column < end, !isComplete { take() }
            guard !isComplete else { return }
            takeBreaks()
            skipToText()
        }
    }

    mutating func traceQuoted(isDouble: Bool) {
        column += 1
        while !isComplete {
            guard let scalar = current, column < trimmedEnd else {
                takeBreaks()
                skipToText()
                continue
            }
            if !isDouble {
                take(scalar == "'" ? 2 : 1)
            } else if scalar != "\\" {
                take()
            } else if column + 1 >= lines[line].count {
                // An escaped line break leaves no text.
                skipToText()
            } else {
                take(escapeLength(lines[line][column + 1]))
            }
        }
    }

    private func escapeLength(_ letter: Unicode.Scalar) -> Int {
        switch letter {
        case "x": 4
        case "u": 6
        case "U": 10
        default: 2
        }
    }

    mutating func traceBlock(isLiteral: Bool) {
        let header = lines.indices.contains(line) ? lines[line][min(column, lines[line].count)...] : []
        let parent = lines.indices.contains(line) ? lines[line].prefix { $0 == " " }.count : 0
        let digit = header.prefix { !isSpace($0) }.first { ("1"..."9").contains($0) }
        line += 1
        let firstText = lines[min(line, lines.count)...].first { $0.contains { $0 != " " } } ?? []
        let indentation = digit.map { parent + Int($0.value - 0x30) } ?? firstText.prefix { $0 == " " }.count
        while !isComplete {
            column = indentation
            while current != nil, !isComplete { take() }
            guard !isComplete else { return }
            if isLiteral {
                take()
                line += 1
            } else {
                takeBreaks()
                repeat { line += 1 } while line < lines.count && lines[line].count <= indentation
            }
        }
    }
}
