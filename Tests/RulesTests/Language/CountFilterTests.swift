import Testing

@testable import RuleLanguage

@Suite("The filter `count`", .timeLimit(.minutes(10)))
struct CountFilterTests {
    @Test(
        "chooses singular or plural",
        arguments: [
            ("address", 1, "1 address"), ("address", 2, "2 addresses"), ("sending address", 0, "no sending addresses"),
            ("policy", 3, "3 policies"), ("key", 2, "2 keys"), ("server", 12, "12 servers"), ("mailbox", 2, "2 mailboxes"),
        ])
    func plurals(_ noun: String, _ number: Int, _ text: String) {
        #expect(TextFilter.count.apply(.integer(Int64(number)), noun: noun) == text)
        #expect(TextFilter.count.apply(.list(Array(repeating: .boolean(true), count: number)), noun: noun) == text)
    }
}
