/// The DKIM selectors that well-known platforms have their customers publish, from the platforms' setup guides (as of
/// November 2026). Platforms that generate a selector per customer are not included.
package enum KnownSelectors {
    /// A selector and the platforms that use it; no platforms for names that people choose themselves.
    package struct Entry: Sendable, Hashable {
        package let selector: String
        package let platforms: [String]
    }

    private static let platforms: [(name: String, selectors: [String])] = [
        ("Google Workspace", ["google"]),
        ("Microsoft 365", ["selector1", "selector2"]),
        ("Proton Mail", ["protonmail", "protonmail2", "protonmail3"]),
        ("Fastmail", ["fm1", "fm2", "fm3"]),
        ("iCloud Mail", ["sig1"]),
        ("Zoho Mail", ["zoho", "zmail"]),
        ("Yandex 360", ["mail"]),
        ("Migadu", ["key1", "key2", "key3"]),
        ("mailbox.org", ["mbo0001", "mbo0002", "mbo0003", "mbo0004"]),
        ("Tuta", ["s1", "s2"]),
        ("SendGrid", ["s1", "s2"]),
        ("Mailchimp", ["k1", "k2", "k3"]),
        ("Mandrill", ["mandrill", "mte1", "mte2"]),
        ("Mailgun", ["mailo", "mx", "pic", "smtp"]),
        ("Mailjet", ["mailjet"]),
        ("Brevo", ["brevo1", "brevo2", "mail"]),
        ("Postmark", ["pm"]),
        ("Klaviyo", ["kl", "kl2"]),
        ("Constant Contact", ["ctct1", "ctct2"]),
        ("Campaign Monitor", ["cm"]),
        ("MailerSend", ["mlsend", "mlsend2"]),
        ("ActiveCampaign", ["dk", "acdkim1", "acdkim2"]),
        ("Zendesk", ["zendesk1", "zendesk2"]),
        ("Mailcow", ["dkim"]),
        ("Mail-in-a-Box", ["mail"]),
        ("cPanel, Plesk and other panels", ["default"]),
    ]

    /// Names that people choose without a platform's instructions.
    private static let common = ["selector", "s", "key", "dkim1", "email", "smtpapi", "x"]

    /// Each selector once, in alphabetical order.
    package static let all: [Entry] = {
        var owners: [String: [String]] = [:]
        for selector in common { owners[selector] = [] }
        for platform in platforms {
            for selector in platform.selectors { owners[selector, default: []].append(platform.name) }
        }
        return owners.sorted { $0.key < $1.key }.map { Entry(selector: $0.key, platforms: $0.value) }
    }()
}
