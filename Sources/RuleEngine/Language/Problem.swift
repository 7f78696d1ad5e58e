/// Something wrong with an expression or template.
struct Problem: Error, Hashable {
    /// In Unicode scalars from the start of the text.
    let offset: Int
    /// Lower case, no full stop.
    let message: String
}
