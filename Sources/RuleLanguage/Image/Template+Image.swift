extension Template: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(source)
        image.write(parts)
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self.init(source: try image.text(), parts: try [Part](from: &image))
    }
}

extension Template.Part: Imaged {
    package func write(to image: inout ImageWriter) {
        switch self {
        case .text(let text):
            image.write(0)
            image.write(text)
        case .value(let node, let filter, let noun, let writesLines):
            image.write(1)
            image.write(node)
            image.write(filter)
            image.write(noun)
            image.write(writesLines)
        }
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        switch try image.number() {
        case 0: self = .text(try image.text())
        case 1:
            self = .value(
                try Node(from: &image), try TextFilter?(from: &image), noun: try image.text(), writesLines: try image.flag())
        default: throw ImageFault()
        }
    }
}

extension TextFilter: Imaged {}
