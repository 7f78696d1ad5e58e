/// Something wrong with an expression or template.
package struct Problem: Error, Hashable {
    /// In Unicode scalars from the start of the text.
    package let offset: Int
    /// Lower case, no full stop.
    package let message: String
}
