package import Facts
import RuleLanguage

/// Compiled rules as text, for a start without reading YAML: one section about the whole, one for each rule and profile.
extension RuleBook {
    /// The book as an image; `nil` when a rule has no form in one. `init(image:of:)` reads it.
    package var image: String? {
        var head = ImageWriter()
        head.write(digest)
        head.write(Self.vocabulary(schema))
        head.write(compiled.count)
        head.write(profiles.count)
        var sections = [head.section]
        for rule in compiled {
            var section = ImageWriter()
            rule.write(to: &section)
            sections.append(section.section)
        }
        for profile in profiles {
            var section = ImageWriter()
            section.write(profile)
            sections.append(section.section)
        }
        let texts = sections.compactMap { $0 }
        return texts.count == sections.count ? texts.joined() : nil
    }

    /// The book that `init(sources:parsesTests: false)` would read from the same files; `nil` when the image was made from
    /// others, for other facts, or by another version of the language: then the files must be read.
    package init?(image: String, of sources: [RuleSource], schema: FactSchema = .current) {
        let digest = RuleDigest.of(sources)
        var reader = ImageReader(image)
        do throws(ImageFault) {
            try reader.beginSection()
            guard try reader.text() == digest, try reader.text() == Self.vocabulary(schema) else { return nil }
            let counts = (rules: try reader.count(), profiles: try reader.count())
            var compiled: [CompiledRule] = []
            for _ in 0..<counts.rules {
                try reader.beginSection()
                compiled.append(try CompiledRule.read(from: &reader, schema))
            }
            var profiles: [Profile] = []
            for _ in 0..<counts.profiles {
                try reader.beginSection()
                profiles.append(try Profile(from: &reader))
            }
            try reader.end()
            self.init(compiled: compiled, profiles: profiles, schema: schema, digest: digest)
        } catch {
            return nil
        }
    }

    /// What the numbers of an image refer to: slots of facts, and functions.
    private static func vocabulary(_ schema: FactSchema) -> String {
        let types = schema.types.map { type in
            "\(type.name): " + type.fields.map { "\($0.name) \($0.type) \($0.isOptional)" }.joined(separator: ", ")
        }
        return fingerprint(of: (types + Function.signatures).joined(separator: "\n"))
    }
}
