public enum BuiltinRules { public static let files: [(path: String, text: String)] = [] }
