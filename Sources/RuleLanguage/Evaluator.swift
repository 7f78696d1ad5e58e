import Facts

/// Evaluates checked expressions for one rule and one subject, in three-valued logic.
package struct Evaluator {
    /// The minimum step budget per rule and subject. The largest realistic rules take some thousands.
    static let leastBudget = 100_000
    /// Additional steps per fact value: rules compare lists with lists, and each host's addresses with each other's.
    static let stepsOfValue = 1_000
    /// Seconds of work: no realistic rule takes longer.
    static let greatestBudget = 20_000_000

    private let budget: Int
    private var variables: [Value]
    /// The expressions of the `let`s.
    private let deferred: [Node]
    private var computed: [Value?]
    private(set) var steps = 0
    /// While true, the observations behind the facts that are read are recorded.
    package var recordsEvidence = false
    /// Indexes into `FactSet.observations`, in the order of reading.
    package private(set) var evidence: [Int] = []
    private var seen: Set<Int> = []

    /// - Parameter factSize: the number of values in the facts that the rule is evaluated with.
    package init(variables: Int, deferred: [Node], factSize: Int = 0) {
        budget = min(Self.leastBudget + factSize * Self.stepsOfValue, Self.greatestBudget)
        self.variables = Array(repeating: .fault("a variable was read before it was set"), count: variables)
        self.deferred = deferred
        computed = Array(repeating: nil, count: deferred.count)
    }

    package var isExhausted: Bool { steps > budget }

    package mutating func set(_ variable: Int, _ value: Value) { variables[variable] = value }

    private mutating func spend(_ count: Int) -> Bool {
        steps += count
        return !isExhausted
    }

    package var exhausted: Value { .fault("more than \(budget) steps") }

    package mutating func value(of node: Node) -> Value {
        guard spend(1) else { return exhausted }
        switch node {
        case .constant(let value): return value
        case .variable(let index): return variables[index]
        case .deferred(let index): return deferredValue(index)
        case .field(let base, let slot): return field(slot, of: base)
        case .hasField(let base, let slot):
            let value = field(slot, of: base)
            switch value {
            case .absent: return .boolean(false)
            case .unknown, .fault: return value
            default: return .boolean(true)
            }
        case .entry(let base, let key): return element(.string(key), of: value(of: base))
        case .hasEntry(let base, let key):
            let base = value(of: base)
            guard case .map(let entries) = base else { return base.isDefinite ? .boolean(false) : base }
            return .boolean(Value.lookUp(.string(key), in: entries) != nil)
        case .element(let base, let index):
            let base = value(of: base)
            return element(value(of: index), of: base)
        case .call(let function, let arguments): return call(function, arguments)
        case .equal(let left, let right):
            let left = value(of: left)
            let right = value(of: right)
            guard spend(min(left.weight, right.weight)) else { return exhausted }
            return Value.equality(left, right)
        case .membership(let item, let collection):
            let item = value(of: item)
            return contains(item, in: value(of: collection))
        case .not(let operand): return value(of: operand).negated
        case .and(let left, let right):
            let left = value(of: left)
            if case .boolean(false) = left { return left }
            return .and(left, value(of: right))
        case .or(let left, let right):
            let left = value(of: left)
            if case .boolean(true) = left { return left }
            return .or(left, value(of: right))
        case .conditional(let condition, let yes, let no):
            let condition = value(of: condition)
            guard case .boolean(let isTrue) = condition else { return condition }
            return value(of: isTrue ? yes : no)
        case .list(let items):
            var values: [Value] = []
            for item in items { values.append(value(of: item)) }
            return Value.fault(among: values) ?? .list(values)
        case .map(let entries): return map(entries)
        case .comprehension(let comprehension): return run(comprehension)
        }
    }

    private mutating func deferredValue(_ index: Int) -> Value {
        if let value = computed[index] { return value }
        let result = value(of: deferred[index])
        computed[index] = result
        return result
    }

    private mutating func field(_ slot: Int, of base: Node) -> Value {
        let base = value(of: base)
        guard case .object(let object) = base else { return base.isDefinite ? .fault("a field of no object was read") : base }
        if recordsEvidence {
            for index in object.sources[slot] { keep(index) }
        }
        let value = Value(object.slots[slot])
        return spend(value.weight) ? value : exhausted
    }

    private mutating func keep(_ observation: Int) {
        if evidence.count < Self.fewObservations {
            guard !evidence.contains(observation) else { return }
        } else {
            if seen.isEmpty { seen = Set(evidence) }
            guard seen.insert(observation).inserted else { return }
        }
        evidence.append(observation)
    }

    /// Up to this number, a linear search is faster than building a set.
    private static let fewObservations = 16

    private func element(_ index: Value, of base: Value) -> Value {
        if let indefinite = Value.indefinite(among: [base, index]) { return indefinite }
        switch (base, index) {
        case (.list(let items), .integer(let position)):
            guard position >= 0, position < items.count else {
                return .fault("index \(position) of a list of \(items.count)")
            }
            return items[Int(position)]
        case (.list, .double(let position)) where Int64(exactly: position) != nil:
            return element(Int64(exactly: position).map(Value.integer) ?? index, of: base)
        case (.map(let entries), _):
            return Value.lookUp(index, in: entries) ?? .fault("no such key")
        default: return .fault("an index of no list or map was read")
        }
    }

    private mutating func call(_ function: Function, _ arguments: [Node]) -> Value {
        var values: [Value] = []
        for argument in arguments { values.append(value(of: argument)) }
        if let indefinite = Value.indefinite(among: values) { return indefinite }
        if function.readsElements {
            for case .list(let items) in values {
                if let indefinite = Value.indefinite(among: items) { return indefinite }
            }
        }
        guard spend(values.reduce(0) { $0 + $1.weight }) else { return exhausted }
        let result = function.body(values)
        return spend(result.weight) ? result : exhausted
    }

    private mutating func contains(_ item: Value, in collection: Value) -> Value {
        if !item.isDefinite, case .list(let items) = collection {
            // Unknown for the causes of its elements, too.
            return Value.indefinite(among: [item] + items) ?? item
        }
        if let indefinite = Value.indefinite(among: [item, collection]) { return indefinite }
        guard spend(collection.weight) else { return exhausted }
        switch collection {
        case .list(let items): return Value.disjunction(items.lazy.map { Value.equality(item, $0) })
        case .map(let entries): return .boolean(Value.lookUp(item, in: entries) != nil)
        default: return .fault("'in' got a value of another type")
        }
    }

    private mutating func map(_ entries: [(key: Node, value: Node)]) -> Value {
        var result: [Value.MapEntry] = []
        for entry in entries {
            let key = value(of: entry.key)
            let value = value(of: entry.value)
            if let indefinite = Value.indefinite(among: [key]) { return indefinite }
            if case .fault = value { return value }
            guard Value.lookUp(key, in: result) == nil else { return .fault("a map has the same key twice") }
            result.append(Value.MapEntry(key: key, value: value))
        }
        return .map(result)
    }

    // MARK: Macros

    private mutating func run(_ comprehension: Comprehension) -> Value {
        let source = value(of: comprehension.source)
        let elements: [Value]
        switch source {
        case .list(let items): elements = items
        case .map(let entries): elements = entries.map(\.key)
        default: return source.isDefinite ? .fault("a macro got a value of another type") : source
        }
        switch comprehension.kind {
        case .all, .exists: return quantify(comprehension, over: elements)
        case .existsOne, .filter, .map: return collect(comprehension, over: elements)
        }
    }

    /// The result of the macro's condition for one element.
    private mutating func test(_ comprehension: Comprehension, _ element: Value) -> Value {
        variables[comprehension.variable] = element
        return comprehension.predicate.map { value(of: $0) } ?? .boolean(true)
    }

    private mutating func quantify(_ comprehension: Comprehension, over elements: [Value]) -> Value {
        let isAll = comprehension.kind == .all
        var result = Value.boolean(isAll)
        for element in elements {
            guard spend(1) else { return exhausted }
            let verdict = test(comprehension, element)
            result = isAll ? .and(result, verdict) : .or(result, verdict)
            if case .boolean(!isAll) = result { return result }
        }
        return result
    }

    /// Every element counts, so one unknown result makes the whole unknown.
    private mutating func collect(_ comprehension: Comprehension, over elements: [Value]) -> Value {
        var chosen: [Value] = []
        var indefinite: Value?
        for element in elements {
            guard spend(1) else { return exhausted }
            let verdict = test(comprehension, element)
            switch verdict {
            case .boolean(false): continue
            case .boolean(true): chosen.append(comprehension.transform.map { value(of: $0) } ?? element)
            default: indefinite = Value.indefinite(among: [indefinite, verdict].compactMap { $0 })
            }
        }
        if let indefinite { return indefinite }
        if comprehension.kind == .existsOne { return .boolean(chosen.count == 1) }
        return Value.fault(among: chosen) ?? .list(chosen)
    }

    /// The elements for which a macro's condition is definitely false.
    package mutating func witnesses(against comprehension: Comprehension) -> [Value] {
        guard case .list(let items) = value(of: comprehension.source) else { return [] }
        return items.filter { item in
            guard case .boolean(false) = test(comprehension, item) else { return false }
            return true
        }
    }
}

extension Value {
    /// A list may contain unknowns, but a fault inside is a fault of the whole list.
    fileprivate static func fault(among values: [Value]) -> Value? {
        values.first { value in
            guard case .fault = value else { return false }
            return true
        }
    }
}
