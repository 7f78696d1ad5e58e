import Facts
package import RuleLanguage
package import StrictYAML

extension Severity: Imaged {}
extension Harm: Imaged {}
extension RepairOwner: Imaged {}
extension Rule.Status: Imaged {}

extension SourcePosition: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(line)
        image.write(column)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(line: try image.number(), column: try image.number())
    }
}

extension Rule: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(id)
        image.write(title)
        image.write(severity)
        image.write(escalatedSeverity)
        image.write(loweredSeverity)
        image.write(status)
        image.write(isEnabled)
        image.write(since)
        image.write(formerly)
        image.write(tags)
        image.write(kind)
        image.write(requires)
        image.write(explainedBy)
        image.write(harm)
        image.write(owner)
        image.write(isAboutLookups)
        image.write(why)
        image.write(fixText)
        image.write(references)
        image.write(parameters)
        image.write(reads)
        image.write(file)
    }

    /// Without the names of its tests, as for a file whose tests are not parsed.
    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            id: try image.text(), title: try image.text(), severity: try Severity(from: &image),
            escalatedSeverity: try Severity?(from: &image), loweredSeverity: try Severity?(from: &image),
            status: try Status(from: &image), isEnabled: try image.flag(), since: try String?(from: &image),
            formerly: try [String](from: &image), tags: try [String](from: &image), kind: try image.text(),
            requires: try [String](from: &image), explainedBy: try [Explanation](from: &image), harm: try Harm?(from: &image),
            owner: try RepairOwner(from: &image), isAboutLookups: try image.flag(), why: try image.text(),
            fixText: try String?(from: &image), references: try [String](from: &image),
            parameters: try [RuleParameter](from: &image), reads: try [String](from: &image), tests: [],
            file: try image.text())
    }
}

extension Explanation: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(rules)
        image.write(condition)
        image.write(place)
        image.write(link)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            rules: try image.text(), condition: try String?(from: &image), place: try String?(from: &image),
            link: try Int?(from: &image))
    }
}

extension RuleParameter: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(name)
        image.write(type)
        image.write(defaultValue)
        image.write(minimum)
        image.write(maximum)
        image.write(documentation)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            name: try image.text(), type: try image.text(), defaultValue: try image.text(), minimum: try String?(from: &image),
            maximum: try String?(from: &image), documentation: try image.text())
    }
}

extension CompiledRule {
    func write(to image: inout ImageWriter) {
        image.write(rule)
        image.write(program)
        image.write(parameters)
        image.write(positions)
        image.write(texts)
    }

    static func read(from image: inout ImageReader, _ schema: FactSchema) throws(ImageFault) -> CompiledRule {
        let rule = try Rule(from: &image)
        guard let kind = schema.kind(rule.kind) else { throw ImageFault() }
        return CompiledRule(
            rule: rule, kind: kind, program: try Program(from: &image), parameters: try .init(from: &image),
            positions: try Positions(from: &image), texts: try Texts(from: &image))
    }
}

extension CompiledRule.Positions: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(assert)
        image.write(severity)
        image.write(enabled)
        image.write(former)
        image.write(requirements)
        image.write(explanations)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            assert: try .init(from: &image), severity: try .init(from: &image), enabled: try .init(from: &image),
            former: try .init(from: &image), requirements: try .init(from: &image), explanations: try .init(from: &image))
    }
}

extension CompiledRule.Texts: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(applies)
        image.write(assert)
        image.write(message)
        image.write(lets)
        image.write(publish)
        image.write(shifts)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            applies: try String?(from: &image), assert: try image.text(), message: try image.text(),
            lets: try [String](from: &image), publish: try [String](from: &image),
            shifts: try [String](from: &image))
    }
}
