/// The maximum lifetime of a server certificate, by its notBefore date: the baseline requirements of the CA/Browser Forum
/// (section 6.3.2, as changed by ballots 193, SC31 and SC-081v3).
package enum LifetimeCap {
    private static let day: Int64 = 86_400

    /// Effective date (seconds since 1970), and days.
    private static let caps: [(since: Int64, days: Int64)] = [
        (1_868_227_200, 47),  // 2029-03-15
        (1_805_068_800, 100),  // 2027-03-15
        (1_773_532_800, 200),  // 2026-03-15
        (1_598_918_400, 398),  // 2020-09-01
        (1_519_862_400, 825),  // 2018-03-01
        (1_427_846_400, 1_187),  // 2015-04-01: 39 months
    ]

    /// Seconds; `nil` before the first cap.
    package static func seconds(notBefore: Int64) -> Int64? {
        caps.first { notBefore >= $0.since }.map { $0.days * day }
    }
}

extension LifetimeCap {
    /// The next cap after the one in force on a certificate's first day: its effective date and value. `nil` when no
    /// further one has been adopted.
    package static func next(notBefore: Int64) -> (since: Int64, seconds: Int64)? {
        caps.last { $0.since > notBefore }.map { ($0.since, $0.days * day) }
    }
}

extension Certificate {
    /// By how many seconds it exceeds the cap; `nil` if it does not, or if that is unknown.
    package var excessOverCap: Int64? {
        guard let notBefore, let lifetime, let cap = LifetimeCap.seconds(notBefore: notBefore), lifetime > cap else { return nil }
        return lifetime - cap
    }

    /// The cap under which such a certificate can no longer be issued: operators who request this lifetime explicitly must
    /// change that.
    package var outlastedCap: (since: Int64, seconds: Int64)? {
        guard let notBefore, let lifetime, let next = LifetimeCap.next(notBefore: notBefore), lifetime > next.seconds else {
            return nil
        }
        return next
    }
}
