import DNS
import Facts

/// The values that can stand in a rule as constants.
extension Value: Imaged {
    package func write(to image: inout ImageWriter) {
        switch self {
        case .null: image.write(0)
        case .boolean(let value):
            image.write(1)
            image.write(value)
        case .integer(let value):
            image.write(2)
            image.write(Int(value))
        case .double(let value):
            image.write(3)
            image.write(Int(bitPattern: UInt(value.bitPattern)))
        case .string(let value):
            image.write(4)
            image.write(value)
        case .address(let value):
            image.write(5)
            image.write(value.description)
        case .network(let value):
            image.write(6)
            image.write(value.description)
        case .timestamp(let value):
            image.write(7)
            image.write(value.description)
        case .duration(let value):
            image.write(8)
            image.write(Int(value.components.seconds))
            image.write(Int(value.components.attoseconds))
        case .list(let items):
            image.write(9)
            image.write(items)
        case .map(let entries):
            image.write(10)
            image.write(entries.flatMap { [$0.key, $0.value] })
        case .object, .absent, .unknown, .fault: image.refuse()
        }
    }

    package init(from image: inout ImageReader) throws(ImageFault) { self = try image.nested(Self.read) }

    private static func read(from image: inout ImageReader) throws(ImageFault) -> Value {
        switch try image.number() {
        case 0: return .null
        case 1: return .boolean(try image.flag())
        case 2: return .integer(Int64(try image.number()))
        case 3: return .double(Double(bitPattern: UInt64(UInt(bitPattern: try image.number()))))
        case 4: return .string(try image.text())
        case 5: return .address(try content(from: &image, IPAddress.init))
        case 6: return .network(try content(from: &image, Network.init))
        case 7: return .timestamp(try content(from: &image, Timestamp.init))
        case 8:
            let seconds = Int64(try image.number())
            return .duration(Duration(secondsComponent: seconds, attosecondsComponent: Int64(try image.number())))
        case 9: return .list(try [Value](from: &image))
        case 10:
            let values = try [Value](from: &image)
            guard values.count.isMultiple(of: 2) else { throw ImageFault() }
            return .map(stride(from: 0, to: values.count, by: 2).map { MapEntry(key: values[$0], value: values[$0 + 1]) })
        default: throw ImageFault()
        }
    }

    private static func content<Content>(
        from image: inout ImageReader, _ parse: (String) -> Content?
    ) throws(ImageFault) -> Content {
        guard let content = parse(try image.text()) else { throw ImageFault() }
        return content
    }
}
