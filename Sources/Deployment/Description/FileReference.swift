/// A file that the deployment file names.
public struct FileReference: Hashable, Sendable, CustomStringConvertible {
    public let written: String
    /// `written`, resolved against the folder of the deployment file.
    public let path: String
    public let place: SourcePlace

    public init(written: String, path: String, place: SourcePlace) {
        self.written = written
        self.path = path
        self.place = place
    }

    public var description: String { written }
}
