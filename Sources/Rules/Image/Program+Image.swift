package import Facts
package import RuleLanguage
import StrictYAML

extension Program: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(slots.subject)
        image.write(slots.deployment)
        image.write(slots.now)
        image.write(slots.parameters)
        image.write(slots.failing)
        image.write(variables)
        image.write(lets)
        image.write(applies)
        image.write(assert)
        image.write(witnesses != nil)
        witnesses?.write(to: &image)
        image.write(severity)
        image.write(escalate)
        image.write(lower)
        image.write(cause)
        image.write(message)
        image.write(fix)
        image.write(links)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            slots: Slots(
                subject: try image.number(), deployment: try image.number(), now: try image.number(),
                parameters: try image.number(), failing: try Int?(from: &image)),
            variables: try image.number(), lets: try [Node](from: &image), applies: try Node?(from: &image),
            assert: try Node(from: &image),
            witnesses: try image.flag() ? try Comprehension.read(from: &image) : nil, severity: try Severity(from: &image),
            escalate: try Shift?(from: &image), lower: try Shift?(from: &image), cause: try Cause?(from: &image),
            message: try Template(from: &image), fix: try Repair?(from: &image),
            links: try [Link](from: &image))
    }
}

extension Program.Link: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(condition)
        image.write(place)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(condition: try Node?(from: &image), place: try Node?(from: &image))
    }
}

extension Program.Shift: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(severity)
        image.write(condition)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(severity: try Severity(from: &image), condition: try Node(from: &image))
    }
}

extension Program.Cause: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(cause)
        image.write(question)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(cause: try Node(from: &image), question: try Template?(from: &image))
    }
}

extension Program.Repair: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(text)
        image.write(publish)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(text: try Template?(from: &image), publish: try [Program.Publication](from: &image))
    }
}

extension Program.Publication: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(source != nil)
        if let source {
            image.write(source.list)
            image.write(source.variable)
        }
        image.write(condition)
        image.write(owner)
        image.write(type)
        image.write(value)
        image.write(view)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(
            source: try image.flag() ? (list: try Node(from: &image), variable: try image.number()) : nil,
            condition: try Node?(from: &image), owner: try Template(from: &image), type: try Template(from: &image),
            value: try Template(from: &image), view: try Template?(from: &image))
    }
}

extension ParameterReader.Parameters: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(list)
        for parameter in list {
            let bounds = bounds[parameter.name]
            for value in [object[parameter.name], bounds?.minimum, bounds?.maximum] { image.write(value) }
            image.write(positions[parameter.name])
        }
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init()
        list = try [RuleParameter](from: &image)
        var values: [FactValue] = []
        for parameter in list {
            guard let type = ParameterReader.types[parameter.type], let value = try FactValue?(from: &image) else {
                throw ImageFault()
            }
            values.append(value)
            types[parameter.name] = type
            bounds[parameter.name] = (minimum: try FactValue?(from: &image), maximum: try FactValue?(from: &image))
            positions[parameter.name] = try SourcePosition?(from: &image)
        }
        object = ParameterReader.object(Array(zip(list, values)), types)
    }
}

/// The values that a parameter can have.
extension FactValue: Imaged {
    package func write(to image: inout ImageWriter) { image.write(Value(self)) }

    package init(from image: inout ImageReader) throws(ImageFault) {
        switch try Value(from: &image) {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .double(let value): self = .double(value)
        case .string(let value): self = .string(value)
        case .duration(let value): self = .duration(value)
        default: throw ImageFault()
        }
    }
}
