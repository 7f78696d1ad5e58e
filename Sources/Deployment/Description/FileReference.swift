/// A file that the deployment file names.
package struct FileReference: Hashable, Sendable, CustomStringConvertible {
    package let written: String
    /// `written`, resolved against the folder of the deployment file.
    package let path: String
    package let place: SourcePlace

    package init(written: String, path: String, place: SourcePlace) {
        self.written = written
        self.path = path
        self.place = place
    }

    package var description: String { written }
}
