import DNS
import Facts
import Testing

@testable import RuleLanguage

@Suite("The rule language", .timeLimit(.minutes(10)))
struct LanguageTests {
    /// Expression and the result of `Evaluation.shown`.
    static let expressions: [(String, String)] = [
        // Precedence and associativity.
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 - 2 - 1", "4"), ("-2 * -3", "6"), ("10 % 4 + 1", "3"),
        ("true || false && false", "true"), ("!true || true", "true"), ("1 < 2 == true", "true"),
        ("false ? 1 : true ? 2 : 3", "2"), ("1 in [1] && !(2 in [1])", "true"), ("[1, 2, 3,][2]", "3"),
        ("{'a': 1, 'b': 2}.b", "2"), ("has({'a': 1}.b)", "false"), ("1 + 1 // a comment\n + 1", "3"),
        ("-9223372036854775808", "-9223372036854775808"), ("0x1F", "31"), (".5 + 1e2", "100.5"),
        // Strings: by scalars, without normalization.
        ("'a\\u00e9\\x41\\101\\n'", "\"aéAA\n\""), ("r'\\n'", "\"\\n\""), ("'''it's'''", "\"it's\""),
        ("size('👩‍👧')", "3"), ("'e\\u0301' == '\\u00e9'", "false"), ("'abc' < 'abd'", "true"),
        ("'a,b,,c'.split(',')", "[\"a\", \"b\", \"\", \"c\"]"), ("'abc'.split('')", "[\"a\", \"b\", \"c\"]"),
        ("['a', 'b'].join('-')", "\"a-b\""), ("'  x '.trim()", "\"x\""), ("'aXbX'.replace('X', '')", "\"ab\""),
        ("'Ab-Ä'.lowerAscii()", "\"ab-Ä\""), ("'abcabc'.contains('cab')", "true"), ("'ab'.endsWith('b')", "true"),
        // Times.
        ("timestamp('2026-11-22T12:00:00Z') - timestamp('2026-11-08T12:00:00Z') == duration('14d')", "true"),
        ("timestamp('2026-12-31T23:00:00Z') + duration('1h30m')", "2027-01-01T00:30:00Z"),
        ("duration('1h30m').getMinutes()", "90"), ("duration('-1.5s')", "-1.5s"), ("duration('1.5h')", "5400s"),
        ("timestamp('2026-11-22T00:30:00Z').getDate('-01:00')", "21"), ("timestamp(0).getDayOfWeek()", "4"),
        ("timestamp('2024-12-31T00:00:00Z').getDayOfYear()", "365"), ("-duration('1s')", "-1s"),
        // Addresses.
        ("ip('192.0.2.1') == ip('192.0.2.1')", "true"), ("cidr('10.0.0.0/8').containsIP(ip('10.1.2.3'))", "true"),
        ("ip('10.0.0.1').isPrivate() && ip('fd00::1').isPrivate()", "true"), ("ip('8.8.8.8').isPublic()", "true"),
        ("ip('192.0.2.1').isPublic()", "false"), ("isIP('192.0.2.300')", "false"), ("ip('2001:db8::1').family()", "6"),
        // Names.
        ("'MAIL.Example.com.'.sameName('mail.example.com')", "true"), ("'a.example.com'.isUnder('example.com.')", "true"),
        ("'example.com'.isUnder('example.com')", "false"), ("'notexample.com'.isUnder('example.com')", "false"),
        ("'host-1.dyn.Example.com'.like('*.dyn.example.com')", "true"), ("'a.b'.like('a*b*c')", "false"),
        ("'abab'.like('*ab')", "true"), ("'ab'.like('ab*ab')", "false"), ("'x'.isUnder('.')", "true"),
        // Macros.
        ("[1, 2, 3].filter(x, x > 1).map(x, x * 2)", "[4, 6]"), ("[1, 2, 3].map(x, x > 1, x * 2)", "[4, 6]"),
        ("[[1], [2, 3]].all(x, x.exists(y, y > 0))", "true"), ("[1, 2].exists(x, [x].all(x, x == 2))", "true"),
        // Faults, where nothing absorbs them.
        ("1 / 0", "fault division by zero"), ("[1][1]", "fault index 1 of a list of 1"), ("{'a': 1}['b']", "fault no such key"),
        ("{'content-type': 1}.`content-type`", "1"), ("has({'a.b': 1}.`a.c`)", "false"),
        ("9223372036854775807 + 1", "fault integer overflow"), ("1 / 0 == 1 || true", "true"),
        ("[1 / 0].size()", "fault division by zero"),
        ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "fault timestamp out of range"),
        ("'x'.replace('', 'y')", "\"x\""),
    ]

    @Test("evaluates", arguments: expressions.indices)
    func evaluates(_ index: Int) {
        let (text, expected) = Self.expressions[index]
        #expect(Evaluation().shown(text) == expected, "\(text)")
    }

    /// Expression, offset and message of its single mistake, as in rules.
    static let mistakes: [(String, Int, String)] = [
        ("", 0, "expected a value, not the end"), ("1 +", 3, "expected a value, not the end"),
        ("(1", 2, "expected ')', not the end"), ("1 2", 2, "expected an operator or the end, not '2'"),
        ("a = 1", 2, "'=' is no operator; did you mean '=='?"), ("a & b", 2, "'&' is no operator; did you mean '&&'?"),
        ("#", 0, "unexpected character '#'"), ("'abc", 0, "string without its closing quote"),
        ("'\\q'", 1, "malformed escape in a string"), ("1u", 0, "unsigned integers are not part of this language"),
        ("b'a'", 0, "bytes are not part of this language"), ("9223372036854775808", 0, "integer out of range"),
        ("1abc", 0, "malformed number"), ("for + 1", 0, "'for' is a reserved word"), ("{1: 2", 5, "expected '}', not the end"),
        ("target.?a", 7, "optional selection is not part of this language; use has()"),
        ("target{a: 1}", 6, "messages are not part of this language"), ("target.", 7, "expected a name after '.', not the end"),
        ("tarjet.a", 0, "unknown name 'tarjet'; did you mean 'target'?"),
        ("target.exchnge == ''", 7, "'ExchangeHost' has no field 'exchnge'; did you mean 'exchange'?"),
        ("target.exchange.size", 16, "string has no fields, so no 'size'"),
        (
            "target.subject.name == ''", 0,
            "'target.subject.name' may be absent here; guard it, e.g. has(target.subject.name) && …"
        ),
        ("has(target.exchange)", 11, "'target.exchange' is always there; has() would always be true"),
        ("has(target)", 0, "has() takes one field, such as has(target.name)"),
        ("target.a.contain('x')", 9, "unknown function 'contain'; did you mean 'contains'?"),
        ("contains('x', 'y')", 0, "unknown function 'contains'; write x.contains(…)"),
        ("'1'.int()", 4, "unknown function 'int'; write int(…)"),
        ("exists(target.a, x, true)", 0, "unknown function 'exists'; write x.exists(…)"),
        ("target.preference + '1'", 18, "found no matching overload for '+' applied to '(int, string)'"),
        ("target.a == '192.0.2.1'", 9, "found no matching overload for '==' applied to '(list(ip), string)'"),
        ("target.a[0] == '192.0.2.1'", 12, "found no matching overload for '==' applied to '(ip, string)'; write ip(\"…\")"),
        ("target.preference && true", 18, "found no matching overload for '&&' applied to '(int, bool)'"),
        ("!target.preference", 0, "found no matching overload for '!' applied to '(int)'"),
        ("true ? 1 : 'a'", 5, "found no matching overload for '?:' applied to '(bool, int, string)'"),
        ("target.a['x']", 8, "found no matching overload for '[]' applied to '(list(ip), string)'"),
        ("[1, 'a']", 4, "a list holds one type, and this is string after int"),
        ("{1: 1, 'a': 1}", 7, "a map holds one type of keys (bool, int or string) and one of values"),
        ("target.subject == target.subject", 15, "found no matching overload for '==' applied to '(Subject, Subject)'"),
        ("target.a.all(1, true)", 13, "the first argument of all() must be a name"),
        ("target.a.all(x, x)", 16, "the condition of all() must be bool, not ip"),
        ("target.preference.all(x, true)", 18, "found no matching overload for 'all' applied to '(int)'"),
        ("ip('192.0.2.300') in target.a", 0, "'192.0.2.300' is not an IP address"),
        ("duration('14 days') > duration('1d')", 0, "'14 days' is not a duration such as 21d or 1h30m"),
        ("1 / 0 == 1", 2, "division by zero"),
        ("deployment.scheme == 'direkt'", 21, "'direkt' is not a value of this field; did you mean 'direct'?"),
        ("'direkt' == deployment.scheme", 0, "'direkt' is not a value of this field; did you mean 'direct'?"),
        ("deployment.scheme in ['direct', 'rely']", 32, "'rely' is not a value of this field; did you mean 'relay'?"),
        ("domain.roles.exists(r, r == 'form')", 28, "'form' is not a value of this field; did you mean 'from'?"),
        ("'form' in domain.roles", 0, "'form' is not a value of this field; did you mean 'from'?"),
    ]

    static let variables: [(name: String, type: ValueType, value: Value)] = ["deployment", "mx_target", "mail_domain"]
        .compactMap { FactSchema.current.kind($0) }
        .map { ($0.variable, .object($0.type), .object(FactObject($0.type))) }

    @Test("refuses", arguments: mistakes.indices)
    func refuses(_ index: Int) {
        let (text, offset, message) = Self.mistakes[index]
        let evaluation = Evaluation(variables: Self.variables, refusesFaults: true)
        #expect(evaluation.shown(text) == "refused \(offset): \(message)", "\(text)")
    }

    @Test("reports every mistake of an expression")
    func several() {
        let evaluation = Evaluation(variables: Self.variables)
        let shown = evaluation.shown("target.exchnge == '' && target.domian == ''")
        #expect(shown.contains("7: 'ExchangeHost' has no field 'exchnge'") && shown.contains("31: 'ExchangeHost' has no field"))
    }

    /// Guards that let an optional field be read.
    @Test(
        "has() guards what it dominates",
        arguments: [
            "has(target.subject.name) && target.subject.name == ''", "!has(target.subject.name) || target.subject.name == ''",
            "has(target.subject.name) ? target.subject.name == '' : true",
            "!has(target.subject.name) ? true : target.subject.name == ''",
            "target.is_address && has(target.subject.name) && target.subject.name == ''",
            "!(has(target.subject.name) && has(target.subject.sender)) || target.subject.name == target.subject.sender",
            "has(target.subject.name) && target.a.all(x, target.subject.name == '')",
            "!(!has(target.subject.name)) && target.subject.name == ''",
        ])
    func guards(_ text: String) {
        if case .refused(let problems) = Evaluation(variables: Self.variables).run(text) {
            Issue.record("\(text): \(problems)")
        }
    }

    @Test(
        "has() does not guard elsewhere",
        arguments: [
            "has(target.subject.name) || target.subject.name == ''", "has(target.subject.name) && target.subject.sender == ''",
            "(has(target.subject.name) || true) && target.subject.name == ''",
            "has(target.subject.name) ? true : target.subject.name == ''",
            "target.subject.name == '' && has(target.subject.name)",
            "has(target.subject.name) && domain.subject.name == ''",
            "!(has(target.subject.name) && target.is_address) || !(target.subject.name == '') || false && target.subject.sender == ''",
        ])
    func noGuards(_ text: String) {
        guard case .refused(let problems) = Evaluation(variables: Self.variables).run(text) else {
            Issue.record("\(text) was accepted")
            return
        }
        #expect(problems.allSatisfy { $0.message.contains("may be absent here") })
    }

    @Test("deep and long expressions are refused, not fatal")
    func depth() {
        for text in [
            String(repeating: "(", count: 100_000) + "1", String(repeating: "!", count: 100_000) + "true",
            Array(repeating: "1", count: 100_000).joined(separator: "+"), "a" + String(repeating: ".a", count: 100_000),
            String(repeating: "[", count: 100_000), String(repeating: "true ? 1 : ", count: 10_000),
        ] {
            #expect(Evaluation().shown(text) == "refused 0: expression of more than 10000 characters")
            #expect(Evaluation().shown(String(text.prefix(9_999))).contains("expression is nested too deeply"))
        }
    }

    @Test("the step budget stops a rule")
    func budget() {
        let list = ValueType.list(.integer)
        let numbers = Value.list((0..<64).map { .integer($0) })
        let evaluation = Evaluation(variables: [("n", list, numbers)])
        #expect(evaluation.shown("n.all(a, n.all(b, a + b >= 0))") == "true")
        #expect(evaluation.shown("n.all(a, n.all(b, n.all(c, n.all(d, true))))") == "fault more than 100000 steps")
        let growth = (0..<40).reduce("'0123456789abcdef'") { text, _ in "[\(text)].map(x, x + x)[0]" }
        #expect(evaluation.shown(growth) == "fault more than 100000 steps")
    }
}
