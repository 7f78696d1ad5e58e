import Facts
package import RuleLanguage

extension Profile.Requirement: Imaged {}
extension SubjectPart: Imaged {}

extension Profile: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(id)
        image.write(title)
        image.write(about)
        image.write(requirements)
        image.write(unlowered)
        image.write(unchecked)
        image.write(sources)
        image.write(checked)
        image.write(grounds)
        image.write(file)
        image.write(bases)
        image.write(settings)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            id: try image.text(), title: try image.text(), about: try image.text(),
            requirements: try [String: Requirement](from: &image), unlowered: try Set<String>(from: &image),
            unchecked: try [String](from: &image), sources: try [ProfileReference](from: &image),
            checked: try String?(from: &image),
            grounds: try [String: Ground](from: &image), file: try image.text(), bases: try [String](from: &image),
            settings: try [RuleSetting](from: &image))
    }
}

extension ProfileReference.Reading: Imaged {}

extension ProfileReference: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(source)
        image.write(reading)
        image.write(place)
        image.write(dated)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            source: try image.text(), reading: try Reading?(from: &image), place: try String?(from: &image),
            dated: try String?(from: &image))
    }
}

extension Profile.Ground: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(source)
        image.write(says)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(source: try String?(from: &image), says: try String?(from: &image))
    }
}

extension RuleSetting: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(rules)
        image.write(selectors)
        image.write(severity)
        image.write(isEnabled)
        image.write(parameters)
        image.write(reason)
        image.write(origin)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            rules: try Set<String>(from: &image), selectors: try [Selector](from: &image),
            severity: try SeverityChange?(from: &image), isEnabled: try Bool?(from: &image),
            parameters: try [String: [String: FactValue]](from: &image), reason: try String?(from: &image),
            origin: try SettingOrigin(from: &image))
    }
}

extension RuleSetting.Selector: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(part)
        image.write(pattern)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(part: try SubjectPart(from: &image), pattern: try image.text())
    }
}

extension RuleSetting.SeverityChange: Imaged {
    func write(to image: inout ImageWriter) {
        switch self {
        case .to(let severity):
            image.write(0)
            image.write(severity)
        case .from(let severity, let keepsLower):
            image.write(1)
            image.write(severity)
            image.write(keepsLower)
        case .demand(let requirement):
            image.write(2)
            image.write(requirement)
        }
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        switch try image.number() {
        case 0: self = .to(try Severity(from: &image))
        case 1: self = .from(try Severity(from: &image), keepsLower: try image.flag())
        case 2: self = .demand(try Profile.Requirement(from: &image))
        default: throw ImageFault()
        }
    }
}

extension SettingOrigin: Imaged {
    package func write(to image: inout ImageWriter) {
        switch layer {
        case .rule: image.write(0)
        case .profile(let name):
            image.write(1)
            image.write(name)
        case .override: image.write(2)
        }
        image.write(place)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        let layer: Layer
        switch try image.number() {
        case 0: layer = .rule
        case 1: layer = .profile(try image.text())
        case 2: layer = .override
        default: throw ImageFault()
        }
        self.init(layer: layer, place: try image.text())
    }
}
