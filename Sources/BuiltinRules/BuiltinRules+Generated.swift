// Generated from Rules/ by Scripts/generate. Do not edit.
// swift-format-ignore-file

/// The rules and fixtures that are inside the binary, by their paths below `Rules/`.
package enum BuiltinRules {
    package static let files: [(path: String, text: String)] = [
        (
            path: "address/bypasses-balancer.yaml",
            text: #"""
engine: 1
title: Name bypasses the balancer
severity: error
tags: [address, balancer]
for_each: web_name
harm: pages
# A name behind a content network has no addresses that the file could name.
applies: deployment.scheme == "load-balanced" && web.view == "public" && web.exposure == "public" && web.expected.size() > 0
assert: '!web.a.exists(found, !(found in web.expected)) && !web.aaaa.exists(found, !(found in web.expected))'
message: >-
  The {web.role} name {web.name} leads to
  {(web.a + web.aaaa).filter(found, !(found in web.expected)).map(found, string(found)).join(", ")},
  past the balancer ({web.expected.map(planned, string(planned)).join(", ")}).
why: |
  Visitors who get this address bypass the balancer: they find no valid certificate, or nothing at all, and the platform does not learn
  their address.
fix:
  text: Publish only the balancer's addresses for {web.name}.
references: ['https://guides.altcraft.com/en/v73/admin-guide/platform-configuration/3113280']
tests:
  - { name: the balancer, base: schemes, given: { deployment.scheme: load-balanced }, expect: pass }
  - name: an old server beside it
    base: schemes
    given: { deployment.scheme: load-balanced, web.a: [203.0.113.5, 203.0.113.10] }
    expect: fail
    severity: error
    message: leads to 203.0.113.10, past the balancer (203.0.113.5, 203.0.113.6).
  - { name: an IPv6 address of another host, base: schemes, given: { deployment.scheme: load-balanced, web.aaaa: ["2001:db8::9"] }, expect: fail, message: 'leads to 2001:db8::9, past' }
  - { name: no answer, base: schemes, given: { deployment.scheme: load-balanced, web.a: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: behind a content network, base: schemes, given: { deployment.scheme: load-balanced, web.expected: [], web.a: [198.51.100.99] }, expect: not-applicable }
  - { name: no balancer, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "address/internal-panel-exposed.yaml",
            text: #"""
engine: 1
title: Internal name has a public address
severity: warning
tags: [address]
for_each: web_name
harm: pages
applies: web.view == "public" && web.exposure == "internal"
assert: >-
  !web.a.exists(found, !web.a_special.exists(special, special.address == found))
  && !web.aaaa.exists(found, !web.aaaa_special.exists(special, special.address == found))
message: >-
  The {web.role} name {web.name} is meant to be internal, but in the public view it resolves to
  {web.a.size() > 0 ? web.a.map(found, string(found)).join(", ") : web.aaaa.map(found, string(found)).join(", ")}.
why: |
  A control panel that everybody can find is attacked. A published address suggests that the panel can also be reached.
fix:
  text: Remove {web.name} from the public zone, or declare it public and protect it.
references: [RFC 6950 §3.3]
tests:
  - { name: no public address, base: schemes, given: { web.exposure: internal, web.a: [] }, expect: pass }
  - { name: a private address is another rule's business, base: schemes, given: { web.exposure: internal, web.a: [10.0.0.5], web.a_special: [{ address: 10.0.0.5, kind: private }] }, expect: pass }
  - name: a public address
    base: schemes
    given: { web.exposure: internal, web.a: [203.0.113.10] }
    expect: fail
    severity: warning
    message-is: The panel name panel.acme.example is meant to be internal, but in the public view it resolves to 203.0.113.10.
  - { name: a public IPv6 address, base: schemes, given: { web.exposure: internal, web.a: [], web.aaaa: ["2001:db8::1"] }, expect: fail, message: 'resolves to 2001:db8::1' }
  - { name: a private IPv6 address, base: schemes, given: { web.exposure: internal, web.a: [], web.aaaa: ["fd00::1"], web.aaaa_special: [{ address: "fd00::1", kind: private }] }, expect: pass }
  - { name: no answer, base: schemes, given: { web.exposure: internal, web.a: !unknown servfail }, expect: undetermined, cause: servfail }
  - { name: a public name, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "address/ipv6-unplanned.yaml",
            text: #"""
engine: 1
title: Unplanned IPv6 addresses
severity: warning
tags: [address]
for_each: web_name
harm: pages
applies: web.must_resolve && web.view == "public" && web.expected.size() > 0 && !web.plans_ipv6
assert: web.aaaa.size() == 0
message: >-
  The {web.role} name {web.name} has the IPv6 addresses {web.aaaa.map(found, string(found)).join(", ")}, but no IPv6 address is planned
  for it.
why: |
  Browsers and mail programs prefer IPv6. Where nothing listens there, pages open late or not at all, while a test over IPv4 finds nothing
  wrong.
fix:
  text: Remove the AAAA records of {web.name}, or plan the addresses and serve them.
references: [RFC 6724 §2.1, RFC 8305 §3]
tests:
  - { name: IPv4 alone, base: direct, expect: pass }
  - name: an AAAA record
    base: direct
    given: { web.aaaa: ["2001:db8::9"] }
    expect: fail
    severity: warning
    message: The tracking name click.acme.example has the IPv6 addresses 2001:db8::9, but no IPv6 address is planned for it.
  - { name: no answer, base: direct, given: { web.aaaa: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: IPv6 is planned, base: direct, given: { web.plans_ipv6: true, web.aaaa: ["2001:db8::9"] }, expect: not-applicable }

"""#
        ),
        (
            path: "address/missing.yaml",
            text: #"""
engine: 1
title: Name has no address
severity: error
tags: [address]
for_each: web_name
explained-by: [name/does-not-exist, name/alias-dangling, name/alias-beside-data]
harm: pages
applies: web.must_resolve
requires: [address/view-not-described, name/does-not-exist]
assert: web.a.size() > 0 || web.aaaa.size() > 0
message: 'The {web.role} name {web.name} has neither an A nor an AAAA record in the {web.view} view.'
why: |
  Without an address the name cannot be reached: links in mail that was already sent, unsubscribe links among them, end in an error page.
fix:
  text: Publish the planned addresses of {web.name}.
references: [RFC 1035 §3.4.1, RFC 3596 §2.1]
tests:
  - { name: an IPv4 address, base: direct, expect: pass }
  - { name: an IPv6 address alone, base: direct, given: { web.a: [], web.aaaa: ["2001:db8::1"] }, expect: pass }
  - name: neither family
    base: direct
    given: { web.a: [], web.aaaa: [] }
    expect: fail
    severity: error
    message: The tracking name click.acme.example has neither an A nor an AAAA record in the public view.
  - { name: one family is there and the other unknown, base: direct, given: { web.aaaa: !unknown timeout }, expect: pass }
  - { name: one family is missing and the other unknown, base: direct, given: { web.a: [], web.aaaa: !unknown servfail }, expect: undetermined, cause: servfail }
  - { name: the view may lack it, base: direct, given: { web.must_resolve: false, web.a: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "address/not-public.yaml",
            text: #"""
engine: 1
title: Name resolves to an address that the Internet cannot reach
severity: error
tags: [address]
for_each: web_name
harm: pages
applies: web.view == "public"
assert: web.a_special.size() == 0 && web.aaaa_special.size() == 0
lower: { to: warning, when: web.exposure == "internal" }
message: >-
  The {web.role} name {web.name} has, in the public view,
  {web.a_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")}{web.a_special.size() > 0 && web.aaaa_special.size() > 0 ? ", " : ""}{web.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")},
  which the Internet cannot reach.
why: |
  Recipients and visitors outside cannot open the name, and internal addresses are visible to everybody. The usual cause is an address
  copied from an example or from the platform's own configuration behind NAT.
fix:
  text: Publish the public, NAT or balancer address of {web.name}; publish the internal one only in the internal view.
references: [RFC 6890 §2, RFC 1918 §3]
tests:
  - { name: a public address, base: direct, expect: pass }
  - name: a private address
    base: direct
    given: { web.a: [10.0.0.5], web.a_special: [{ address: 10.0.0.5, kind: private }] }
    expect: fail
    severity: error
    message: 10.0.0.5 (private)
  - name: a name that is meant to be internal
    base: direct
    given: { web.exposure: internal, web.a_special: [{ address: 10.0.0.5, kind: private }] }
    expect: fail
    severity: warning
  - name: a unique local IPv6 address
    base: direct
    given: { web.aaaa: ['fd00::5'], web.aaaa_special: [{ address: 'fd00::5', kind: private }] }
    expect: fail
    message: 'fd00::5 (private)'
  - { name: no answer, base: direct, given: { web.a_special: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { web.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "address/unexpected.yaml",
            text: #"""
engine: 1
title: Name leads elsewhere than planned
severity: error
tags: [address]
for_each: web_name
# An internal address in place of a planned one, not another fault beside it.
explained-by:
  - name/alias-beside-data
  - rules: [address/not-public]
    when: >-
      !(web.a + web.aaaa).exists(found, !(found in web.expected)
      && !(web.a_special + web.aaaa_special).exists(s, s.address == found))
      && web.expected.all(planned, planned in web.a || planned in web.aaaa
      || (web.a_special + web.aaaa_special).exists(s, s.address.family() == planned.family()))
harm: pages
applies: web.must_resolve && (web.expected.size() > 0 || has(web.alias))
requires: [address/view-not-described, address/missing, address/bypasses-balancer]
assert: >-
  has(web.alias) ? web.leads_to_alias : !web.a.exists(found, !(found in web.expected))
  && (!web.plans_ipv6 || !web.aaaa.exists(found, !(found in web.expected)))
  && !web.expected.exists(planned, planned.family() == 4 ? !(planned in web.a) : !(planned in web.aaaa))
message: >-
  The {web.role} name {web.name} resolves to
  {web.a.size() == 0 ? "no IPv4 address" : web.a.map(found, string(found)).join(", ")} and
  {web.aaaa.size() == 0 ? "no IPv6 address" : web.aaaa.map(found, string(found)).join(", ")} in the {web.view} view; planned:
  {has(web.alias) ? "an alias of " + web.alias + " or its addresses, " + (web.alias_addresses.size() == 0 ? "and it has none" : web.alias_addresses.map(planned, string(planned)).join(", "))
  : web.expected.map(planned, string(planned)).join(", ")}.
why: |
  Every address of a name gets a share of the visitors: an old server that is still in the answer fails for some of them, and a planned
  server that is missing takes no load.
fix:
  text: >-
    {has(web.alias) ? "Make " + web.name + " an alias of " + web.alias : "Publish exactly the planned addresses of " + web.name}, or correct the deployment file.
references: [RFC 1034 §3.6]
tests:
  - { name: exactly the planned address, base: direct, expect: pass }
  - name: an old server beside the planned one
    base: direct
    given: { web.a: [203.0.113.11, 198.51.100.9] }
    expect: fail
    message: resolves to 203.0.113.11, 198.51.100.9
  - name: a planned address is missing
    base: direct
    given: { web.expected: [203.0.113.11, 203.0.113.12] }
    expect: fail
    message: "planned: 203.0.113.11, 203.0.113.12"
  - name: an old server in place of the alias
    base: direct
    given: { web.expected: [], web.alias: d1.cdn.example, web.alias_addresses: [192.0.2.1], web.leads_to_alias: false }
    expect: fail
    message: 'planned: an alias of d1.cdn.example or its addresses, 192.0.2.1.'
  - { name: an alias as planned, base: direct, given: { web.expected: [], web.alias: d1.cdn.example, web.alias_addresses: [192.0.2.1], web.leads_to_alias: true }, expect: pass }
  - { name: where the alias leads is unknown, base: direct, given: { web.expected: [], web.alias: d1.cdn.example, web.alias_addresses: !unknown timeout, web.leads_to_alias: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: an unplanned family is another rule's business, base: direct, given: { web.aaaa: ["2001:db8::9"] }, expect: pass }
  - name: the planned IPv6 address is another
    base: direct
    given: { web.expected: [203.0.113.11, "2001:db8::1"], web.plans_ipv6: true, web.aaaa: ["2001:db8::9"] }
    expect: fail
    message: resolves to 203.0.113.11 and 2001:db8::9
  - { name: a wrong address is certain whatever the other family, base: direct, given: { web.a: [198.51.100.9], web.aaaa: !unknown timeout }, expect: fail }
  - { name: no answer, base: direct, given: { web.a: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: nothing is planned, base: direct, given: { web.expected: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "address/view-not-described.yaml",
            text: #"""
engine: 1
title: Internal name is not checked
severity: notice
tags: [address]
for_each: web_name
harm: degraded
applies: web.must_resolve
assert: web.described
message: >-
  The {web.role} name {web.name} is meant for the {web.view} view, which the deployment file does not describe: its addresses and its
  certificate are not checked.
why: |
  An audit from outside cannot see the answers of the network's own resolvers. This is no defect and does not affect readiness to send:
  nobody outside uses the name. Monitor it from inside the network.
fix:
  text: 'Add views.{web.view} with the resolvers of the network, and run the audit where they can be reached.'
references: [RFC 6950 §3.3]
tests:
  - { name: the view is described, base: direct, expect: pass }
  - name: it is not
    base: direct
    given: { web.view: internal, web.exposure: internal, web.described: false, web.a: !unknown not-probed }
    expect: fail
    severity: notice
    message-is: 'The tracking name click.acme.example is meant for the internal view, which the deployment file does not describe: its addresses and its certificate are not checked.'
  - { name: nothing has to be there, base: direct, given: { web.must_resolve: false }, expect: not-applicable }

"""#
        ),
        (
            path: "address/views-disagree.yaml",
            text: #"""
engine: 1
title: Internal view gives other addresses
severity: warning
tags: [address]
for_each: web_name
explained-by:
  - address/missing
  - address/not-public
  - address/unexpected
  - { rules: [return-path/internal-zone-incomplete], when: web.a.size() == 0 && web.aaaa.size() == 0 }
harm: pages
applies: web.view == "internal" && web.exposure == "public" && web.expected.size() > 0
requires: [address/view-not-described]
# What both views have in common is reported for the public one.
assert: >-
  web.leads_as_public || (web.a.size() > 0 || web.aaaa.size() > 0)
  && !web.a.exists(found, !(found in web.expected)) && !web.aaaa.exists(found, !(found in web.expected))
message: >-
  The {web.role} name {web.name} resolves to
  {web.a.size() + web.aaaa.size() == 0 ? "nothing" : (web.a + web.aaaa).map(found, string(found)).join(", ")}
  in the internal view; expected is one of {web.expected.map(planned, string(planned)).join(", ")}.
why: |
  People and hosts inside the network open the same links as everybody else, but reach another server or none.
fix:
  text: Publish {web.name} in the internal view as well, or let the internal resolvers forward the query.
references: [RFC 6950 §4]
tests:
  - { name: the same place, base: schemes, given: { web.view: internal }, expect: pass }
  - name: nothing
    base: schemes
    given: { web.view: internal, web.a: [] }
    expect: fail
    severity: warning
    message: The panel name panel.acme.example resolves to nothing in the internal view
  - { name: another server, base: schemes, given: { web.view: internal, web.a: [198.51.100.9] }, expect: fail, message: resolves to 198.51.100.9 in the internal view }
  - { name: another server by IPv6, base: schemes, given: { web.view: internal, web.a: [], web.aaaa: ["2001:db8::9"] }, expect: fail, message: 'resolves to 2001:db8::9' }
  - { name: what the public view shows too, base: schemes, given: { web.view: internal, web.a: [198.51.100.9], web.leads_as_public: true }, expect: pass }
  - { name: the public view is unknown, base: schemes, given: { web.view: internal, web.a: [198.51.100.9], web.leads_as_public: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no answer, base: schemes, given: { web.view: internal, web.a: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the public view, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "address/web-roles-share-address.yaml",
            text: #"""
engine: 1
title: Web roles resolve to one address
severity: error
tags: [address]
for_each: web_name
explained-by: [address/unexpected]
harm: pages
applies: deployment.scheme != "load-balanced" && web.view == "public" && web.exposure == "public" && !web.behind_nat
assert: web.coinciding.size() == 0
message: The {web.role} name {web.name} resolves to the same address and port as {web.coinciding | list}.
why: |
  Each role has a web server of its own, which needs an address of its own. Visitors of one name reach the other's server and see its
  certificate.
fix:
  text: Publish separate addresses for the roles; behind NAT, use bind to say where the platform listens.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: addresses of their own, base: schemes, expect: pass }
  - name: the pixel is at the same address
    base: schemes
    given: { web.coinciding: [pixel px.acme.example] }
    expect: fail
    severity: error
    message-is: The panel name panel.acme.example resolves to the same address and port as pixel px.acme.example.
  - { name: no answer, base: schemes, given: { web.coinciding: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a balancer, base: schemes, given: { deployment.scheme: load-balanced }, expect: not-applicable }

"""#
        ),
        (
            path: "bimi/invalid.yaml",
            text: #"""
engine: 1
title: BIMI record is not valid
severity: warning
tags: [bimi]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.bimi.records.size() <= 1 && !domain.bimi.problems.exists(p, p.severity == "error")
message: >-
  The BIMI record at {domain.bimi.name} is not valid:
  {domain.bimi.records.size() > 1 ? string(domain.bimi.records.size()) + " BIMI records are published there, and only one is allowed" : domain.bimi.problems.filter(p, p.severity == "error").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  Mailbox providers ignore such a record and show no logo.

  Only the record is checked. Neither the logo (l=) nor the mark certificate (a=, a VMC or CMC) is fetched, so an expired or unsuitable
  certificate is not reported here. Mark certificates are valid for a year or a little longer; note the expiry date when you order one.
fix:
  text: Publish one record "v=BIMI1; l=https://…" at {domain.bimi.name}, with the address of the logo as SVG.
references: ['https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/']
tests:
  - { name: a sound record, base: direct, expect: pass }
  - { name: none, base: direct, given: { domain.bimi: { name: default._bimi.acme.example, records: [], problems: [] } }, expect: pass }
  - name: no logo
    base: direct
    given: { domain.bimi.problems: [{ code: location-missing, severity: error, message: "there is no `l`, the address of the logo", position: 8 }] }
    expect: fail
    message-is: 'The BIMI record at default._bimi.acme.example is not valid: at position 8, there is no `l`, the address of the logo.'
  - name: two records
    base: direct
    given: { domain.bimi.records: [v=BIMI1; l=https://acme.example/a.svg, v=BIMI1; l=https://acme.example/b.svg] }
    expect: fail
    message-is: 'The BIMI record at default._bimi.acme.example is not valid: 2 BIMI records are published there, and only one is allowed.'
  - { name: no answer, base: direct, given: { domain.bimi.problems: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "bimi/missing.yaml",
            text: #"""
engine: 1
title: No BIMI record
severity: notice
enabled: false
tags: [bimi]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.bimi.records.size() > 0
message: '{domain.name} publishes no BIMI record at {domain.bimi.name}.'
why: |
  Mailbox providers that show logos cannot show one for mail from the domain. Gmail also asks for a mark certificate (VMC or CMC).
fix:
  text: Publish "v=BIMI1; l=https://…" at {domain.bimi.name}, with the address of the logo as SVG. Gmail also asks for a certificate (a=).
references: ['https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/']
tests:
  - { name: a record, base: direct, expect: pass }
  - name: none
    base: direct
    given: { domain.bimi: { name: default._bimi.acme.example, records: [], problems: [] } }
    expect: fail
    message: acme.example publishes no BIMI record at default._bimi.acme.example.
  - { name: no answer, base: direct, given: { domain.bimi.records: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "bimi/policy-not-enforced.yaml",
            text: #"""
engine: 1
title: BIMI without an enforced DMARC policy
severity: warning
tags: [bimi]
for_each: mail_domain
explained-by: [dmarc/missing, dmarc/policy-missing, dmarc/policy-none, dmarc/subdomain-policy-weak, dmarc/test-mode]
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.bimi.records.size() == 0 || domain.enforced
message: '{domain.name} publishes a BIMI record, but its DMARC policy is not enforced for all mail.'
why: |
  Mailbox providers show the logo only when DMARC quarantines or rejects, at the From domain and at its organizational domain.
fix:
  text: Set the DMARC policy to quarantine or reject, without t=y, a weaker "sp" or a "pct" below 100.
references: ['https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/', RFC 9989 §4.7]
tests:
  - { name: enforced, base: direct, expect: pass }
  - { name: no BIMI record, base: direct, given: { domain.bimi.records: [], domain.enforced: false }, expect: pass }
  - name: not enforced
    base: direct
    given: { domain.enforced: false }
    expect: fail
    message: acme.example publishes a BIMI record, but its DMARC policy is not enforced for all mail.
  - { name: no answer, base: direct, given: { domain.enforced: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "caa/issuer-forbidden.yaml",
            text: #"""
engine: 1
title: CAA records forbid the authority in use
severity: warning
tags: [caa, certificate]
for_each: tls_endpoint
harm: later
applies: endpoint.view == "public" && endpoint.exposure == "public" && endpoint.role != "mx" && endpoint.role != "server"
requires: [tls/unreachable, tls/handshake-failed, tls/self-signed]
let:
  at: 'has(endpoint.caa.at) ? endpoint.caa.at : "?"'
  wanted: 'has(endpoint.caa.wanted) ? endpoint.caa.wanted : "?"'
  replaced: 'has(endpoint.caa.replaced) ? endpoint.caa.replaced : "?"'
  others: has(endpoint.caa.reason) && endpoint.caa.reason == "other-issuers"
assert: '!has(endpoint.certificate) || endpoint.caa.permission != "forbidden"'
message: >-
  {endpoint.name} has a certificate of {endpoint.caa.authority}, and the CAA records at {at}{endpoint.caa.through_alias ? ", the target of its alias," : ""}
  {others ? "allow only " + endpoint.caa.allowed.join(", ") : "do not let it issue: " + endpoint.caa.detail}.
why: |
  The authority must look up the CAA records before each renewal, and will refuse it. The page works until the certificate expires.
  Records at a parent domain apply to every name below it that has none; for an alias, the records at its target apply.
fix:
  text: >-
    {has(endpoint.caa.wanted) ? (has(endpoint.caa.replaced) ? "Replace `" + replaced + "` by `" + wanted + "`" : "Add `" + wanted + "`") : (has(endpoint.caa.replaced) ? "Remove `" + replaced + "`, or clear its critical flag (0 in place of 128)," : "Add an \"issue\" record that names the authority")}
    at {at}.{endpoint.caa.through_alias ? " Where somebody else runs that zone, ask them to do it, or replace the alias with address records and publish the set at " + endpoint.name + " itself: no other record may stand beside a CNAME." : ""}
references: [RFC 8659 §3, RFC 8659 §4.1, RFC 8659 §4.2, RFC 1034 §3.6.2]
tests:
  - { name: allowed, base: tls, expect: pass }
  - { name: no records, base: tls, given: { endpoint.caa.at: !absent, endpoint.caa.permission: unrestricted }, expect: pass }
  - name: another authority
    base: tls
    given: { endpoint.caa.allowed: [digicert.com], endpoint.caa.permission: forbidden, endpoint.caa.reason: other-issuers, endpoint.caa.detail: they allow digicert.com, endpoint.caa.wanted: '0 issue "letsencrypt.org"' }
    expect: fail
    message-is: click.acme.example has a certificate of Let's Encrypt, and the CAA records at acme.example allow only digicert.com.
  - name: a critical property that nobody knows
    base: tls
    given: { endpoint.caa.allowed: [], endpoint.caa.permission: forbidden, endpoint.caa.reason: critical-unknown, endpoint.caa.detail: 'the critical property `tbs` is known to no authority, and so forbids every one', endpoint.caa.replaced: '128 tbs "x"' }
    expect: fail
    message-is: "click.acme.example has a certificate of Let's Encrypt, and the CAA records at acme.example do not let it issue: the critical property `tbs` is known to no authority, and so forbids every one."
  - name: nobody, where the alias leads
    base: tls
    given: { endpoint.caa.at: edge.cdn.example, endpoint.caa.through_alias: true, endpoint.caa.allowed: [], endpoint.caa.permission: forbidden, endpoint.caa.reason: nobody, endpoint.caa.detail: '`0 issue ";"` allows nobody', endpoint.caa.wanted: '0 issue "letsencrypt.org"', endpoint.caa.replaced: '0 issue ";"' }
    expect: fail
    message: 'the CAA records at edge.cdn.example, the target of its alias, do not let it issue: `0 issue ";"` allows nobody.'
  - { name: nothing served, base: tls, given: { endpoint.certificate: !absent, endpoint.caa.permission: !unknown not-probed }, expect: pass }
  - { name: no answer for CAA, base: tls, given: { endpoint.caa.permission: !unknown servfail }, expect: undetermined, cause: servfail }
  - { name: an internal panel, base: tls, given: { endpoint.exposure: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "caa/lookup-fails.yaml",
            text: #"""
engine: 1
title: CAA lookup fails
severity: warning
tags: [caa, certificate]
for_each: web_name
explained-by: [dnssec/bogus-above, dnssec/bogus, zone/servers-unreachable, zone/server-lame]
harm: later
applies: deployment.probes_tls && web.view == "public" && web.exposure == "public"
requires: [address/missing]
assert: '!has(web.caa_failure)'
escalate: { to: error, when: web.caa_bogus }
message: 'An authority that looks up the CAA records of {web.name} before it issues gets no usable answer: {has(web.caa_failure) ? web.caa_failure : "?"}.'
why: |
  Authorities must look up CAA records before every issuance, and since March 2026 must validate DNSSEC when they do. A validation
  failure, or a server that answers every query but this one, does not permit them to issue: the certificate in use cannot be renewed.
fix:
  text: >-
    {web.caa_bogus ? "Sign the zone of " + web.name + " again, or remove its DS record at the registrar until that is done." : "Let the name servers of " + web.name + " answer queries of type CAA, with the records or an empty answer. Old balancers that act as name servers are the usual cause."}
references: [https://cabforum.org/2025/06/18/ballot-sc-085v2-require-validation-of-dnssec-when-present-for-caa-and-dcv-lookups/, RFC 8659 §3]
tests:
  - { name: an answer, base: tls, expect: pass }
  - name: SERVFAIL
    base: tls
    given: { web.caa_failure: "at click.acme.example the resolver meets SERVFAIL, though it finds the name's addresses" }
    expect: fail
    severity: warning
    message-is: "An authority that looks up the CAA records of click.acme.example before it issues gets no usable answer: at click.acme.example the resolver meets SERVFAIL, though it finds the name's addresses."
  - name: bogus
    base: tls
    given: { web.caa_failure: the answer at acme.example fails DNSSEC validation, web.caa_bogus: true }
    expect: fail
    severity: error
    message: the answer at acme.example fails DNSSEC validation.
  - { name: no answer in time, base: tls, given: { web.caa_failure: !unknown timeout, web.caa_bogus: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: an internal panel, base: tls, given: { web.exposure: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "caa/parameters-forbid.yaml",
            text: #"""
engine: 1
title: Parameters of CAA records forbid the certificate in use
severity: warning
tags: [caa, certificate]
for_each: tls_endpoint
harm: later
applies: endpoint.view == "public" && endpoint.exposure == "public" && endpoint.role != "mx" && endpoint.role != "server"
requires: [tls/unreachable, tls/handshake-failed, tls/self-signed]
assert: '!has(endpoint.certificate) || endpoint.caa.hindrances.size() == 0'
message: >-
  The CAA records at {has(endpoint.caa.at) ? endpoint.caa.at : "?"} name {endpoint.caa.authority}, which has issued the certificate of {endpoint.name},
  but do not let it issue another: {endpoint.caa.hindrances.map(h, "in `" + h.record + "` " + h.detail).join("; ")}.
why: |
  An authority that processes these parameters refuses the next renewal. Let's Encrypt does so today; all authorities must from
  2027-03-15. Methods have registered names: http-01, tls-alpn-01 and dns-01 are in common use, and a wildcard needs one that is based on
  DNS.
fix:
  text: >-
    Correct the parameters of the record at {has(endpoint.caa.at) ? endpoint.caa.at : "?"}, or leave them
    out{endpoint.caa.hindrances.exists(h, has(h.wanted)) ? ": " + endpoint.caa.hindrances.filter(h, has(h.wanted)).map(h, "in place of `" + h.record + "` publish `" + (has(h.wanted) ? h.wanted : "") + "`").join("; ") : ""}.
references: [RFC 8657 §3, RFC 8657 §4, https://cabforum.org/2026/05/13/ballot-sc098v2-process-rfc-8657-caa-parameters/]
tests:
  - { name: no parameters, base: tls, expect: pass }
  - name: a wildcard under http-01
    base: tls
    given:
      endpoint.caa.hindrances:
        - { record: '0 issue "letsencrypt.org; validationmethods=http-01"', detail: 'a wildcard is validated in the DNS alone, and `validationmethods=http-01` does not allow that', wanted: '0 issue "letsencrypt.org; validationmethods=http-01,dns-01"' }
    expect: fail
    message-is: >-
      The CAA records at acme.example name Let's Encrypt, which has issued the certificate of click.acme.example, but do not let it issue
      another: in `0 issue "letsencrypt.org; validationmethods=http-01"` a wildcard is validated in the DNS alone, and
      `validationmethods=http-01` does not allow that.
  - name: an account of somebody else
    base: tls
    given:
      endpoint.caa.hindrances:
        - { record: '0 issue "letsencrypt.org; accounturi=https://acme.zerossl.com/1"', detail: 'x', wanted: !absent }
    expect: fail
  - { name: nothing served, base: tls, given: { endpoint.certificate: !absent, endpoint.caa.hindrances: !unknown not-probed }, expect: pass }
  - { name: no answer for CAA, base: tls, given: { endpoint.caa.hindrances: !unknown servfail }, expect: undetermined, cause: servfail }
  - { name: an internal panel, base: tls, given: { endpoint.exposure: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "dane/not-secure.yaml",
            text: #"""
engine: 1
title: TLSA records without DNSSEC
severity: warning
tags: [dane]
for_each: mx_target
explained-by: [dnssec/bogus-above, dnssec/bogus]
harm: bounces
applies: target.view == "public" && target.speaks
assert: target.tlsa.size() == 0 || target.dane_secure
message: '{target.exchange}, which accepts mail for {target.alike | list}, has TLSA records that senders ignore: DNSSEC does not secure {target.insecure.join(", ")}.'
why: |
  Whoever can replace the certificate on the way can also change these answers, so senders ignore TLSA records without DNSSEC.
fix:
  text: Sign the zones of {target.alike | list} and {target.exchange} with DNSSEC, or remove the TLSA records.
references: [RFC 7672 §2.1, RFC 7672 §2.2]
tests:
  - { name: secure, base: mail-servers, expect: pass }
  - { name: no records, base: mail-servers, given: { target.tlsa: [], target.dane_secure: false }, expect: pass }
  - name: an unsigned zone
    base: mail-servers
    given: { target.dane_secure: false, target.insecure: [the MX records of acme.example] }
    expect: fail
    message-is: 'mta.acme.example, which accepts mail for acme.example, has TLSA records that senders ignore: DNSSEC does not secure the MX records of acme.example.'
  - { name: a resolver that does not validate, base: mail-servers, given: { target.dane_secure: !unknown not-probed }, expect: undetermined, cause: not-probed }
  - { name: a domain for which another speaks, base: mail-servers, given: { target.speaks: false }, expect: not-applicable }
  - { name: the internal view, base: mail-servers, given: { target.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "dane/tlsa-mismatch.yaml",
            text: #"""
engine: 1
title: TLSA records do not match the certificate
severity: error
tags: [dane, probe]
for_each: smtp_endpoint
harm: bounces
applies: server.view == "public" && server.speaks
requires: [return-path/port-25-closed, smtp/unreachable, smtp/starttls-missing]
assert: server.tlsa.size() == 0 || !server.dane_secure || server.tlsa_matches
message: 'None of the TLSA records of {server.exchange} ({server.tlsa.join(", ")}) matches what {server.place} serves; it accepts mail for {server.alike | list}.'
why: |
  Senders that support DANE do not deliver to the host, and there is no fallback. The usual cause is a certificate that was renewed with a
  new key while the record stayed the same.
fix:
  text: Publish a "3 1 1" record of the key in use at _25._tcp.{server.exchange}, and the next key's before each change; then remove those that match neither.
references: [RFC 7672 §3.1, RFC 7671 §8.1]
tests:
  - { name: a record that fits, base: mail-servers, expect: pass }
  - name: none fits
    base: mail-servers
    given: { server.tlsa_matches: false }
    expect: fail
    message-is: None of the TLSA records of mta.acme.example (3 1 1) matches what mta.acme.example (203.0.113.20) serves; it accepts mail for bounce.acme.example and acme.example.
  - { name: no records, base: mail-servers, given: { server.tlsa: [], server.tlsa_matches: false }, expect: pass }
  - { name: nothing that DNSSEC vouches for, base: mail-servers, given: { server.dane_secure: false, server.tlsa_matches: false }, expect: pass }
  - { name: no answer for TLSA, base: mail-servers, given: { server.tlsa: !unknown servfail, server.tlsa_matches: false }, expect: undetermined, cause: servfail }
  - { name: a domain for which another speaks, base: mail-servers, given: { server.speaks: false }, expect: not-applicable }
  - { name: the internal view, base: mail-servers, given: { server.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "dane/unusable.yaml",
            text: #"""
engine: 1
title: TLSA records that mail servers cannot use
severity: warning
tags: [dane]
for_each: mx_target
harm: bounces
applies: target.view == "public" && target.first_of_host
assert: target.tlsa.size() == 0 || target.tlsa.all(r, r.usable)
message: '{target.exchange} has TLSA records that mail servers ignore: {failing.map(r, r.parameters + " (" + r.fault + ")").join(", ")}.'
why: |
  For mail, only usages 2 and 3 count. When no record is usable, senders encrypt without verifying the certificate.
fix:
  text: Publish "3 1 1" records at _25._tcp.{target.exchange} in place of these.
references: [RFC 7672 §3.1.3, RFC 7671 §5]
tests:
  - { name: a usable record, base: mail-servers, expect: pass }
  - { name: no records, base: mail-servers, given: { target.tlsa: [] }, expect: pass }
  - name: usage 1
    base: mail-servers
    given: { target.tlsa: [{ parameters: 1 1 1, usable: false, fault: 'usage 1 asks for a public authority, which mail servers do not know' }] }
    expect: fail
    message-is: 'mta.acme.example has TLSA records that mail servers ignore: 1 1 1 (usage 1 asks for a public authority, which mail servers do not know).'
  - { name: no answer, base: mail-servers, given: { target.tlsa: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a domain for which another speaks, base: mail-servers, given: { target.first_of_host: false }, expect: not-applicable }
  - { name: the internal view, base: mail-servers, given: { target.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "dkim/ed25519-only.yaml",
            text: #"""
engine: 1
title: Mail is signed with Ed25519 only
severity: warning
tags: [dkim]
for_each: path
assert: mail.dkim_key_types.size() == 0 || mail.dkim_key_types.exists(t, t != "ed25519")
message: Sender {mail.sender} signs mail from {mail.from} with Ed25519 keys only ({mail.dkim_aligned_keys.join(", ")}).
why: |
  Not every large receiver verifies Ed25519. For the others the mail is unsigned, and DMARC cannot pass through DKIM.
fix:
  text: Let sender {mail.sender} sign with an RSA key of 2048 bits as well.
references: [RFC 8463 §3, RFC 6376 §3.3]
tests:
  - { name: RSA, base: direct, expect: pass }
  - { name: both, base: direct, given: { mail.dkim_key_types: [ed25519, rsa] }, expect: pass }
  - { name: no key is another rule's business, base: direct, given: { mail.dkim_key_types: [] }, expect: pass }
  - name: Ed25519 alone
    base: direct
    given: { mail.dkim_key_types: [ed25519] }
    expect: fail
    message: Sender bulk signs mail from acme.example with Ed25519 keys only (s1._domainkey.acme.example).
  - { name: no answer, base: direct, given: { mail.dkim_key_types: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/key-mismatch.yaml",
            text: #"""
engine: 1
title: DKIM key is not the one that signs
severity: error
tags: [dkim]
for_each: dkim_key
applies: key.has_key_file
requires: [dkim/missing, dkim/multiple-records, dkim/syntax-error, dkim/key-unreadable, dkim/revoked]
assert: '!has(key.matches) || key.matches'
message: The key at {key.name} is not the public half of the key that the deployment file names.
why: |
  Every signature made with this selector fails. The usual cause is the record of an old key, or of another server.
fix:
  text: Publish the public half of the key that signs, or let the platform sign with the key that is published.
references: [RFC 6376 §3.6.1]
tests:
  - { name: the same key, base: direct, expect: pass }
  - name: another key
    base: direct
    given: { key.matches: false }
    expect: fail
    message: The key at s1._domainkey.acme.example is not the public half of the key that the deployment file names.
  - { name: no answer, base: direct, given: { key.matches: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no key to compare with, base: direct, given: { key.has_key_file: false, key.matches: !absent }, expect: not-applicable }

"""#
        ),
        (
            path: "dkim/key-short.yaml",
            text: #"""
engine: 1
title: DKIM key is short
severity: warning
tags: [dkim]
for_each: dkim_key
requires: [dkim/missing, dkim/multiple-records, dkim/key-too-short]
params:
  minimum: { type: int, default: 2048, min: 1024, max: 4096, doc: The least bits of an RSA key. }
assert: '!has(key.type) || key.type != "rsa" || !has(key.bits) || key.bits >= params.minimum'
message: The RSA key at {key.name} has {key.bits} bits; {params.minimum} are recommended.
why: |
  The standard asks signers for 2048 bits, and Gmail and Yahoo recommend them. Shorter keys are still accepted.
fix:
  text: Create an RSA key of {params.minimum} bits, publish it at a new selector, and let the platform sign with it.
references: [RFC 8301 §3.2]
tests:
  - { name: 2048 bits, base: direct, expect: pass }
  - { name: an Ed25519 key, base: direct, given: { key.type: ed25519, key.bits: !absent }, expect: pass }
  - { name: no key, base: direct, given: { key.type: !absent, key.bits: !absent }, expect: pass }
  - name: 1024 bits
    base: direct
    given: { key.bits: 1024 }
    expect: fail
    message: The RSA key at s1._domainkey.acme.example has 1024 bits; 2048 are recommended.
  - { name: more is wanted, base: direct, params: { minimum: 3072 }, expect: fail, message: 3072 are recommended }
  - { name: no answer, base: direct, given: { key.bits: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/key-too-short.yaml",
            text: #"""
engine: 1
title: DKIM key is too short to be accepted
severity: error
tags: [dkim]
for_each: dkim_key
requires: [dkim/missing, dkim/multiple-records]
assert: '!has(key.type) || key.type != "rsa" || !has(key.bits) || key.bits >= 1024'
message: The RSA key at {key.name} has {key.bits} bits; receivers do not accept fewer than 1024.
why: |
  Receivers must treat signatures made with such a key as failed, and anybody can break it.
fix:
  text: Create an RSA key of 2048 bits, publish it at a new selector, and let the platform sign with it.
references: [RFC 8301 §3.2]
tests:
  - { name: 2048 bits, base: direct, expect: pass }
  - { name: an Ed25519 key, base: direct, given: { key.type: ed25519, key.bits: !absent }, expect: pass }
  - { name: no key, base: direct, given: { key.type: !absent, key.bits: !absent }, expect: pass }
  - { name: exactly 1024 bits, base: direct, given: { key.bits: 1024 }, expect: pass }
  - name: 512 bits
    base: direct
    given: { key.bits: 512 }
    expect: fail
    message: The RSA key at s1._domainkey.acme.example has 512 bits; receivers do not accept fewer than 1024.
  - { name: no answer, base: direct, given: { key.bits: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/key-unreadable.yaml",
            text: #"""
engine: 1
title: DKIM key cannot be read
severity: error
tags: [dkim]
for_each: dkim_key
requires: [dkim/missing, dkim/multiple-records]
let:
  # These have rules of their own.
  others: '["key-too-short", "key-type-unknown", "key-ed25519-small-order", "key-exponent-one"]'
  is_form: 'key.problems.exists(p, p.code == "key-type-differs" || p.code == "key-ed25519-structure")'
assert: '!key.problems.exists(p, p.severity == "error" && p.code.startsWith("key-") && !(p.code in others))'
message: >-
  The key at {key.name} cannot be read:
  {key.problems.filter(p, p.severity == "error" && p.code.startsWith("key-") && !(p.code in others)).map(p, p.message).join("; ")}.
why: |
  Every signature made with this selector fails. The usual cause is a form that cut the key at 255 octets, or characters that were added
  on the way. With a private key that was published, anybody can sign as the domain, also after it has been removed from the DNS.
fix:
  text: >-
    {key.problems.exists(p, p.code == "key-private") ? "Make a new key pair, let the platform sign with it, and publish its public half only." : is_form && has(key.repaired_record) ? "Publish this text instead: " + key.repaired_record : is_form ? "Publish the record with the k that the key has: ed25519 with the 32 octets of the key alone, or rsa." : key.problems.exists(p, p.code in ["key-certificate", "key-other-algorithm", "key-garbage", "key-ed25519-length"]) ? "Publish the public key that the platform shows for this selector." : key.problems.exists(p, p.code == "key-truncated") ? "Publish the whole key again, as one record with strings of at most 255 octets." : has(key.repaired_record) ? "Publish this text instead: " + key.repaired_record : "Publish the key again as the platform shows it, in base64 and once."}
references: [RFC 6376 §3.6.1, RFC 6376 §3.6.2.2]
tests:
  - { name: no problem, base: direct, expect: pass }
  - name: cut short
    base: direct
    given: { key.problems: [{ code: key-truncated, severity: error, message: "the key is cut short: it needs 294 octets and has 180" }] }
    expect: fail
    message-is: 'The key at s1._domainkey.acme.example cannot be read: the key is cut short: it needs 294 octets and has 180.'
  - name: an Ed25519 key without k
    base: direct
    given:
      key.problems: [{ code: key-type-differs, severity: error, message: "the key is ed25519, and without `k=ed25519` it is read as rsa" }]
      key.repaired_record: v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
    expect: fail
    message-is: 'The key at s1._domainkey.acme.example cannot be read: the key is ed25519, and without `k=ed25519` it is read as rsa.'
  - name: incomplete base64
    base: direct
    given:
      key.problems: [{ code: key-padding, severity: error, message: "the base64 of the key is incomplete: a character or `=` is missing" }]
      key.repaired_record: v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
    expect: fail
    message-is: 'The key at s1._domainkey.acme.example cannot be read: the base64 of the key is incomplete: a character or `=` is missing.'
  - { name: an uncommon form, base: direct, given: { key.problems: [{ code: key-form-uncommon, severity: notice }] }, expect: pass }
  - { name: its size is another rule's business, base: direct, given: { key.problems: [{ code: key-too-short, severity: error }] }, expect: pass }
  - { name: no answer, base: direct, given: { key.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/key-unsafe.yaml",
            text: #"""
engine: 1
title: Anybody can sign with the DKIM key
severity: error
tags: [dkim]
for_each: dkim_key
requires: [dkim/missing, dkim/multiple-records]
let:
  unsafe: '["key-ed25519-small-order", "key-exponent-one"]'
assert: '!key.problems.exists(p, p.code in unsafe)'
message: 'The key at {key.name} protects nothing: {key.problems.filter(p, p.code in unsafe).map(p, p.message).join("; ")}.'
why: |
  A valid signature can be computed from the key alone. Receivers whose software checks keys reject it; to all others, whoever reads the
  record can sign mail as this domain.
fix:
  text: Create a new key pair, publish its public half at a new selector, let the platform sign with it, and revoke this record (`p=`).
references: [RFC 8032 §5.1.3, RFC 8463 §4, RFC 6376 §3.6.1]
tests:
  - { name: a sound key, base: direct, expect: pass }
  - name: a point of small order
    base: direct
    given:
      key.type: ed25519
      key.bits: !absent
      key.problems: [{ code: key-ed25519-small-order, severity: error, message: "the Ed25519 key is a point of small order: anybody can make signatures that fit it" }]
    expect: fail
    message-is: 'The key at s1._domainkey.acme.example protects nothing: the Ed25519 key is a point of small order: anybody can make signatures that fit it.'
  - { name: a key that cannot be read is another rule's business, base: direct, given: { key.problems: [{ code: key-garbage, severity: error }] }, expect: pass }
  - { name: no answer, base: direct, given: { key.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/missing-for-path.yaml",
            text: #"""
engine: 1
title: Sender without a DKIM key for a From domain
severity: error
tags: [dkim]
for_each: path
# Another sender's key, or one of a domain that is not aligned, explains nothing.
explained-by:
  - { rules: [name/does-not-exist], at: mail.from }
  - rules:
      - dkim/missing
      - dkim/revoked
      - dkim/multiple-records
      - dkim/syntax-error
      - dkim/key-unreadable
      - dkim/key-mismatch
      - dkim/key-too-short
      - dkim/key-unsafe
      - dkim/unusable
    at: mail.dkim_aligned_names
let:
  without: 'has(mail.relaxed_dkim_record) ? ": " + mail.relaxed_dkim_record : ""'
  itself: >-
    has(mail.strict_dkim) ? " itself, as " + mail.strict_dkim + " demands, or publish that record without the tag" + without
    : mail.boundary_tags.size() > 0 ? " itself, because of " + mail.boundary_tags.join(", ") : " or of its organizational domain"
assert: mail.dkim_aligned_keys.size() > 0
message: >-
  Sender {mail.sender} has no usable DKIM key for mail from {mail.from}:
  {mail.signs ? "none of its keys is both usable and aligned with it" : "the deployment file names no key of this sender"}.
why: |
  Gmail, Yahoo and Outlook.com require DKIM from bulk senders (Gmail answers 550 5.7.30, Outlook.com 550 5.7.515). GMX and WEB.DE require
  a signature that is aligned with From; SPF alone is not enough for them.
fix:
  text: >-
    Let sender {mail.sender} sign with a key of {mail.from}{itself}. Name the key {deployment.described ? "in the deployment file" : "with --selector"}.
references: [RFC 6376 §3.6.2, RFC 9989 §4.4]
tests:
  - { name: a key, base: direct, expect: pass }
  - name: none is usable
    base: direct
    given: { mail.dkim_aligned_keys: [] }
    expect: fail
    message: 'Sender bulk has no usable DKIM key for mail from acme.example: none of its keys is both usable and aligned with it.'
  - name: none is named
    base: direct
    given: { mail.signs: false, mail.dkim_aligned_keys: [] }
    expect: fail
    message: the deployment file names no key of this sender
  - { name: no answer, base: direct, given: { mail.dkim_aligned_keys: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/missing.yaml",
            text: #"""
engine: 1
title: No DKIM key record
severity: error
tags: [dkim]
for_each: dkim_key
explained-by: [name/does-not-exist, name/alias-dangling, name/alias-beside-data, dkim/published-at-wrong-name]
assert: key.records.size() > key.foreign_texts.size()
message: >-
  {key.records.size() == 0 ? "There is no TXT record" : "There is no key"} at {key.name}, where receivers look for the key of selector
  {key.selector} of {key.domain}{key.records.size() == 0 ? "" : ": what stands there is " + key.foreign_texts.map(t, "\"" + t + "\"").join(" and ") + (key.only_by_wildcard ? ", which a wildcard gives to every name beside it" : "")}.
why: |
  Every signature made with this selector fails, and DMARC cannot pass through DKIM. Gmail, Yahoo and Outlook.com require DKIM from bulk
  senders, GMX and WEB.DE from everybody.
fix:
  text: >-
    Publish the public key as a TXT record at {key.name}, in strings of at most 255 octets, or as a CNAME to where it is kept.
references: [RFC 6376 §3.6.2]
tests:
  - { name: one record, base: direct, expect: pass }
  - name: none
    base: direct
    given: { key.records: [] }
    expect: fail
    message: There is no TXT record at s1._domainkey.acme.example, where receivers look for the key of selector s1 of acme.example.
  - name: other texts
    base: direct
    given: { key.records: [google-site-verification=abc, v=spf1 -all], key.foreign_texts: [google-site-verification=abc, v=spf1 -all] }
    expect: fail
    message: There is no key at s1._domainkey.acme.example, where receivers look for the key of selector s1 of acme.example
  - name: a wildcard's text
    base: direct
    given: { key.records: [v=spf1 -all], key.foreign_texts: [v=spf1 -all], key.only_by_wildcard: true }
    expect: fail
    message: 'what stands there is "v=spf1 -all", which a wildcard gives to every name beside it.'
  - { name: a key beside another text is another rule's business, base: direct, given: { key.records: [v=DKIM1; k=rsa; p=MIIBIjAN, v=spf1 -all], key.foreign_texts: [v=spf1 -all] }, expect: pass }
  - { name: no key to publish, base: direct, given: { key.records: [], key.expected_record: !absent }, expect: fail }
  - { name: no answer, base: direct, given: { key.records: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/multiple-records.yaml",
            text: #"""
engine: 1
title: More than one record at a DKIM selector
severity: error
tags: [dkim]
for_each: dkim_key
# When none of the texts is a key, dkim/missing reports it.
assert: key.records.size() <= 1 || key.records.size() == key.foreign_texts.size()
message: 'There are {key.records.size()} TXT records at {key.name}: {key.records.map(r, "\"" + r + "\"").join(", ")}{key.foreign_texts.size() > 0 ? ", of which a key is only " + key.records.filter(r, !(r in key.foreign_texts)).map(r, "\"" + r + "\"").join(" and ") : ""}.'
why: |
  It is undefined which of them a receiver uses, so signatures fail at random. The usual causes are a long key that was entered as two
  records instead of two strings of one, and a service's verification text that was published at the selector.
fix:
  text: Leave one record at {key.name}. A key longer than 255 octets is one record of several strings.
references: [RFC 6376 §3.6.2.2]
tests:
  - { name: one record, base: direct, expect: pass }
  - { name: none is another rule's business, base: direct, given: { key.records: [] }, expect: pass }
  - name: two halves
    base: direct
    given: { key.records: [v=DKIM1; k=rsa; p=MIIB, IjAN] }
    expect: fail
    message: 'There are 2 TXT records at s1._domainkey.acme.example: "v=DKIM1; k=rsa; p=MIIB", "IjAN".'
  - { name: other texts alone, base: direct, given: { key.records: [a=b, v=spf1 -all], key.foreign_texts: [a=b, v=spf1 -all] }, expect: pass }
  - name: a key beside another text
    base: direct
    given: { key.records: [v=DKIM1; p=MIIB, v=spf1 -all], key.foreign_texts: [v=spf1 -all] }
    expect: fail
    message: '"v=DKIM1; p=MIIB", "v=spf1 -all", of which a key is only "v=DKIM1; p=MIIB".'
  - { name: no answer, base: direct, given: { key.records: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/obsolete-policy.yaml",
            text: #"""
engine: 1
title: Obsolete DomainKeys or ADSP record
severity: notice
tags: [dkim]
for_each: dkim_key
assert: key.obsolete_policies.size() == 0
message: '{key.domain} has a policy record of an abandoned standard: {key.obsolete_policies.map(r, "\"" + r + "\"").join(", ")}.'
why: |
  DomainKeys and ADSP are obsolete. DKIM verifiers ignore these records; DMARC has taken over their purpose.
fix:
  text: Remove it.
references: [RFC 5617 §4.2, RFC 4870 §3.6]
tests:
  - { name: none, base: direct, expect: pass }
  - name: DomainKeys
    base: direct
    given: { key.obsolete_policies: [o=-;] }
    expect: fail
    message: 'acme.example has a policy record of an abandoned standard: "o=-;".'
  - { name: no answer, base: direct, given: { key.obsolete_policies: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/published-at-wrong-name.yaml",
            text: #"""
engine: 1
title: DKIM key published at the wrong name
severity: error
tags: [dkim]
for_each: dkim_key
assert: key.records.size() > key.foreign_texts.size() || key.misplaced.size() == 0
message: The key of selector {key.selector} of {key.domain} stands at {key.misplaced.join(", ")} instead of {key.name}.
why: |
  Receivers query that one name only, and find no key. The usual cause is a form that appends the domain to a name that already ends in
  it.
fix:
  text: Publish the record at {key.name}, and remove it from {key.misplaced.join(", ")}. In a form that appends the domain, write only {key.selector}._domainkey.
references: [RFC 6376 §3.6.2.1]
tests:
  - { name: at the right name, base: direct, expect: pass }
  - { name: at both, base: direct, given: { key.misplaced: [_domainkey.acme.example] }, expect: pass }
  - name: the domain stands there twice
    base: direct
    given: { key.records: [], key.misplaced: [s1._domainkey.acme.example.acme.example] }
    expect: fail
    message: The key of selector s1 of acme.example stands at s1._domainkey.acme.example.acme.example instead of s1._domainkey.acme.example.
  - { name: no answer, base: direct, given: { key.records: [], key.misplaced: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/revoked.yaml",
            text: #"""
engine: 1
title: DKIM key is revoked
severity: error
tags: [dkim]
for_each: dkim_key
requires: [dkim/missing, dkim/multiple-records]
assert: '!key.revoked'
message: 'The record at {key.name}{has(key.alias) ? ", which is an alias of " + key.alias + "," : ""} has an empty "p=": the key is revoked.'
why: |
  Every signature made with this selector fails.
fix:
  text: >-
    {has(key.alias) ? "Ask whoever runs " + key.alias + " for the key that signs, since the record is published there, or let the platform sign with another selector." : "Publish the key that signs, or let the platform sign with another selector."}
references: [RFC 6376 §3.6.1]
tests:
  - { name: a key, base: direct, expect: pass }
  - name: revoked
    base: direct
    given: { key.revoked: true }
    expect: fail
    message: 'The record at s1._domainkey.acme.example has an empty "p=": the key is revoked.'
  - name: at the end of an alias
    base: direct
    given: { key.revoked: true, key.alias: s1.domainkey.vendor.example }
    expect: fail
    message-is: 'The record at s1._domainkey.acme.example, which is an alias of s1.domainkey.vendor.example, has an empty "p=": the key is revoked.'
  - { name: no answer, base: direct, given: { key.revoked: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/strict-identity.yaml",
            text: #"""
engine: 1
title: DKIM key forbids identities in subdomains
severity: warning
tags: [dkim]
for_each: dkim_key
applies: key.subdomain_identities.size() > 0
requires: [dkim/missing, dkim/multiple-records]
assert: '!key.strict_identity'
message: 'The record at {key.name} has "t=s", but the key also signs for {key.subdomain_identities.join(", ")}, below {key.domain}.'
why: |
  With this flag, the identity of a signature (i=) must be in the signing domain itself. Signatures with an identity in a subdomain fail.
fix:
  text: Remove "s" from the tag "t" at {key.name}, or sign for the subdomains with keys of their own.
references: [RFC 6376 §3.6.1]
tests:
  - { name: no flag, base: direct, given: { key.subdomain_identities: [news.acme.example] }, expect: pass }
  - name: t=s
    base: direct
    given: { key.subdomain_identities: [news.acme.example], key.strict_identity: true }
    expect: fail
    message: 'The record at s1._domainkey.acme.example has "t=s", but the key also signs for news.acme.example, below acme.example.'
  - { name: no answer, base: direct, given: { key.subdomain_identities: [news.acme.example], key.strict_identity: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no subdomain, base: direct, given: { key.strict_identity: true }, expect: not-applicable }

"""#
        ),
        (
            path: "dkim/syntax-error.yaml",
            text: #"""
engine: 1
title: DKIM record with a syntax error
severity: error
tags: [dkim]
for_each: dkim_key
requires: [dkim/missing, dkim/multiple-records]
let:
  # These, and whatever concerns the key itself, have their own rules.
  others: '["revoked", "hash-unusable", "service-excludes-email"]'
  is_version: 'key.problems.exists(p, p.code.startsWith("version-") && p.severity == "error")'
  is_pasted: 'key.problems.exists(p, p.code in ["zone-file-syntax", "stray-quote", "escaped-semicolon", "stray-backslash", "smart-quote"])'
assert: >-
  !key.problems.exists(p, p.severity == "error" && !p.code.startsWith("key-") && !(p.code in others))
message: >-
  The record at {key.name} is not valid:
  {key.problems.filter(p, p.severity == "error" && !p.code.startsWith("key-") && !(p.code in others)).map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  Receivers discard the whole record, and every signature made with this selector fails.
fix:
  text: >-
    {is_pasted ? "Publish the record as the platform shows it, without the quotation marks and backslashes of a zone file in the text." : is_version ? "Begin the record with v=DKIM1, exactly so; the other tags follow." : "Correct what is named, or publish the record as the platform shows it."}{has(key.repaired_record) ? " The whole text: " + key.repaired_record : ""}
references: [RFC 6376 §3.6.1, RFC 6376 §3.2]
tests:
  - { name: no problem, base: direct, expect: pass }
  - name: the version is not first
    base: direct
    given:
      key.problems:
        - { code: version-not-first, severity: error, message: "`v` must be the first tag", at: s1._domainkey.acme.example, position: 8, repair: !absent }
        - { code: testing, severity: warning, message: testing, at: s1._domainkey.acme.example, position: 20, repair: !absent }
    expect: fail
    message-is: 'The record at s1._domainkey.acme.example is not valid: at position 8, `v` must be the first tag.'
  - name: the key and what it is for are other rules' business
    base: direct
    given: { key.problems: [{ code: key-truncated, severity: error }, { code: revoked, severity: error }, { code: hash-unusable, severity: error }] }
    expect: pass
  - { name: no answer, base: direct, given: { key.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/testing.yaml",
            text: #"""
engine: 1
title: DKIM key in test mode
severity: warning
tags: [dkim]
for_each: dkim_key
requires: [dkim/missing, dkim/multiple-records]
assert: '!key.testing'
message: 'The record at {key.name} has "t=y": DKIM is only being tested.'
why: |
  The flag asks receivers to treat mail whose signature fails as unsigned mail. It is meant for tests and is easily forgotten.
fix:
  text: Remove "y" from the "t" tag at {key.name}.
references: [RFC 6376 §3.6.1]
tests:
  - { name: no flag, base: direct, expect: pass }
  - name: t=y
    base: direct
    given: { key.testing: true }
    expect: fail
    message: 'The record at s1._domainkey.acme.example has "t=y": DKIM is only being tested.'
  - { name: no answer, base: direct, given: { key.testing: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dkim/unusable.yaml",
            text: #"""
engine: 1
title: DKIM key cannot verify mail
severity: error
tags: [dkim]
for_each: dkim_key
requires:
  - dkim/missing
  - dkim/multiple-records
  - dkim/syntax-error
  - dkim/key-unreadable
  - dkim/revoked
  - dkim/key-too-short
  - dkim/key-unsafe
let: { reasons: 'key.problems.filter(p, p.severity == "error" || p.code == "service-excludes-email").map(p, p.message)' }
assert: key.usable
message: 'No mail can be verified with the key at {key.name}{reasons.size() > 0 ? ": " + reasons.join("; ") : ""}.'
why: |
  The key is valid, but its tags forbid what is needed: "h" must allow sha256, "s" must allow email, and "k" must be rsa or ed25519. Every
  signature made with this selector fails.
fix:
  text: >-
    {key.problems.exists(p, p.code == "key-type-unknown") ? 'Publish the record with the right "k", rsa or ed25519 in lower case' : 'Publish the record without the tags "h" and "s", or with sha256 and email in them'}.
references: [RFC 6376 §3.6.1, RFC 8301 §3.1]
tests:
  - { name: a usable key, base: direct, expect: pass }
  - name: sha1 alone
    base: direct
    given:
      key.usable: false
      key.problems: [{ code: hash-unusable, severity: error, message: "`h=sha1` does not allow sha256, the only hash that verifiers accept" }]
    expect: fail
    message-is: 'No mail can be verified with the key at s1._domainkey.acme.example: `h=sha1` does not allow sha256, the only hash that verifiers accept.'
  - name: a key for TLS reports alone
    base: direct
    given:
      key.usable: false
      key.problems: [{ code: service-excludes-email, severity: warning, message: "`s=tlsrpt` keeps the key from verifying mail" }]
    expect: fail
    message: 's1._domainkey.acme.example: `s=tlsrpt` keeps the key from verifying mail.'
  - { name: no answer, base: direct, given: { key.usable: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dmarc/alignment-differs.yaml",
            text: #"""
engine: 1
title: Receivers differ on alignment
severity: notice
tags: [dmarc]
for_each: path
applies: mail.has_dmarc
let: { dkim_aligned: mail.dkim_aligned_keys.size() > 0 }
assert: mail.spf_aligned == mail.older_spf_aligned && dkim_aligned == mail.older_dkim_aligned
message: >-
  Mail from {mail.from} by sender {mail.sender} with MAIL FROM {mail.mail_from}: SPF is
  {mail.spf_aligned ? "aligned" : "not aligned"} by the tree walk and {mail.older_spf_aligned ? "aligned" : "not aligned"} by the public
  suffix list; DKIM is {dkim_aligned ? "aligned" : "not aligned"} and {mail.older_dkim_aligned ? "aligned" : "not aligned"}.
why: |
  RFC 9989 finds the organizational domain by a DNS tree walk, RFC 7489 by a list of public suffixes. Until all receivers have changed
  over, mail may pass at one and fail at another.
fix:
  text: Use {mail.from} itself in MAIL FROM and as the signing domain, or publish a DMARC record at the organizational domain.
references: [RFC 9989 §4.10.2, RFC 9989 Appendix C.3]
tests:
  - { name: both read the same, base: direct, expect: pass }
  - name: aligned by the list alone
    base: direct
    given: { mail.from: mail.acme.example, mail.spf_aligned: false }
    expect: fail
    message: 'SPF is not aligned by the tree walk and aligned by the public suffix list; DKIM is aligned and aligned.'
  - { name: the same for DKIM, base: direct, given: { mail.dkim_aligned_keys: [] }, expect: fail, message: DKIM is not aligned and aligned }
  - { name: no answer, base: direct, given: { mail.older_spf_aligned: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no policy, base: direct, given: { mail.has_dmarc: false }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/discovery-differs.yaml",
            text: #"""
engine: 1
title: Receivers differ on the DMARC policy that applies
severity: notice
tags: [dmarc]
for_each: mail_domain
explained-by: [name/does-not-exist]
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.dmarc.differs.size() == 0
message: 'Receivers that still use the public suffix list evaluate DMARC for {domain.name} differently: {domain.dmarc.differs.join("; ")}.'
why: |
  RFC 9989 finds the organizational domain by a DNS tree walk, RFC 7489 by a list of public suffixes. Until all receivers have changed
  over, mail may pass at one and fail at another.
fix:
  text: Publish a record at the From domain and at the organizational domain, and use the From domain itself in MAIL FROM and DKIM.
references: [RFC 9989 §4.10, RFC 9989 Appendix C.3]
tests:
  - { name: both read the same, base: direct, expect: pass }
  - name: another policy
    base: direct
    given: { domain.dmarc.differs: [the policy is none in place of reject] }
    expect: fail
    message: 'Receivers that still use the public suffix list evaluate DMARC for acme.example differently: the policy is none in place of reject.'
  - { name: no answer, base: direct, given: { domain.dmarc.differs: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/dkim-not-aligned.yaml",
            text: #"""
engine: 1
title: DMARC passes through SPF only
severity: warning
tags: [dmarc]
for_each: path
explained-by:
  - { rules: [name/does-not-exist], at: mail.from }
  - dkim/missing-for-path
  - rules:
      - dkim/missing
      - dkim/revoked
      - dkim/multiple-records
      - dkim/syntax-error
      - dkim/key-unreadable
      - dkim/key-mismatch
      - dkim/key-too-short
      - dkim/key-unsafe
      - dkim/unusable
    at: mail.dkim_aligned_names
applies: mail.has_dmarc
let:
  without: 'has(mail.relaxed_dkim_record) ? ": " + mail.relaxed_dkim_record : ""'
  itself: >-
    has(mail.strict_dkim) ? " itself, as " + mail.strict_dkim + " demands, or publish that record without the tag" + without
    : mail.boundary_tags.size() > 0 ? " itself, because of " + mail.boundary_tags.join(", ") : " or of its organizational domain"
assert: mail.dkim_aligned_keys.size() > 0 || !(mail.spf == "pass" && mail.spf_aligned)
message: >-
  Mail from {mail.from} that sender {mail.sender} sends from {mail.address} passes DMARC through SPF only: the sender has no usable DKIM key
  that is aligned.
why: |
  Forwarded mail comes from another address and fails SPF; without DKIM it fails DMARC too, and p=reject loses it. The standard forbids
  relying on SPF alone with p=reject, and GMX and WEB.DE require an aligned signature.
fix:
  text: 'Let sender {mail.sender} sign with a DKIM key of {mail.from}{itself}.'
references: [RFC 9989 §4.4, RFC 9989 §7.4]
tests:
  - { name: both, base: direct, expect: pass }
  - { name: neither is another rule's business, base: direct, given: { mail.spf: fail, mail.dkim_aligned_keys: [] }, expect: pass }
  - name: no key
    base: direct
    given: { mail.dkim_aligned_keys: [] }
    expect: fail
    message: 'Mail from acme.example that sender bulk sends from 203.0.113.20 passes DMARC through SPF only: the sender has no usable DKIM key that is aligned.'
  - { name: no answer, base: direct, given: { mail.dkim_aligned_keys: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no policy, base: direct, given: { mail.has_dmarc: false, mail.dkim_aligned_keys: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/missing.yaml",
            text: #"""
engine: 1
title: No DMARC policy
severity: error
tags: [dmarc]
for_each: mail_domain
explained-by:
  - name/does-not-exist
  - name/alias-dangling
  - name/alias-beside-data
  - dmarc/published-at-wrong-name
  - dmarc/multiple-records
  - dmarc/policy-missing
  - dmarc/syntax-error
applies: '"from" in domain.roles && domain.view == "public"'
# A record that receivers discard counts as none: the domain has no policy of its own in effect (RFC 9989 §4.10.1).
requires: [name/does-not-exist]
assert: domain.dmarc.found && (domain.dmarc.inherited || has(domain.dmarc.effective))
message: 'No DMARC policy applies to the From domain {domain.name}; queried: {domain.dmarc.asked.join(", ")}.'
why: |
  Gmail, Yahoo and Microsoft require a DMARC policy from every bulk sender, and reject mail without one or treat it as spam.
fix:
  text: >-
    {domain.dmarc.own_records.size() == 0 ? "Publish a policy" : "Leave one valid policy"} at _dmarc.{domain.name}, with an
    address for aggregate reports (rua=mailto:…). If it is not known whether all mail of the domain passes, begin with p=none, and tighten
    it once the reports show that it does.
references: [RFC 9989 §4.10]
tests:
  - { name: a policy is found, base: direct, expect: pass }
  - name: none
    base: direct
    given: { domain.dmarc.found: false, domain.dmarc.record: !absent, domain.dmarc.own_records: [] }
    expect: fail
    message: "No DMARC policy applies to the From domain acme.example; queried: _dmarc.acme.example, _dmarc.example."
  - name: a broken one
    base: direct
    given: { domain.dmarc.found: false, domain.dmarc.record: !absent, domain.dmarc.own_records: [v=DMARC1; p=rejct] }
    expect: fail
  - { name: no answer, base: direct, given: { domain.dmarc.found: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from], domain.dmarc.found: false }, expect: not-applicable }
  - name: one that receivers discard
    base: direct
    given: { domain.dmarc.record: v=DMARC1; p=reject; sp=jerect, domain.dmarc.effective: !absent, domain.dmarc.own_records: [v=DMARC1; p=reject; sp=jerect] }
    expect: fail

"""#
        ),
        (
            path: "dmarc/multiple-records.yaml",
            text: #"""
engine: 1
title: More than one DMARC record
severity: error
tags: [dmarc]
for_each: mail_domain
# For several domains that would inherit the record it is one fault.
explained-by: [dmarc/multiple-records]
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.dmarc.multiple_at.size() == 0
message: >-
  For {domain.name} there is more than one DMARC record at
  {domain.dmarc.multiple_at.join(", ")}{domain.dmarc.own_records.size() > 1 ? ": " + domain.dmarc.own_records.map(r, "\"" + r + "\"").join(", ") : ""}.
why: |
  Receivers discard all records at such a name and continue further up: the policy counts as missing.
fix:
  text: Leave one record at {domain.dmarc.multiple_at.join(", ")}.
references: [RFC 9989 §4.10]
tests:
  - { name: one record, base: direct, expect: pass }
  - name: two
    base: direct
    given: { domain.dmarc.multiple_at: [_dmarc.acme.example], domain.dmarc.own_records: [v=DMARC1; p=none, v=DMARC1; p=reject] }
    expect: fail
    message: 'For acme.example there is more than one DMARC record at _dmarc.acme.example: "v=DMARC1; p=none", "v=DMARC1; p=reject".'
  - name: two above
    base: direct
    given: { domain.dmarc.multiple_at: [_dmarc.example], domain.dmarc.own_records: [] }
    expect: fail
    message: For acme.example there is more than one DMARC record at _dmarc.example.
  - { name: no answer, base: direct, given: { domain.dmarc.multiple_at: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/no-aggregate-reports.yaml",
            text: #"""
engine: 1
title: No DMARC aggregate reports
severity: warning
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
explained-by:
  - rules: [dmarc/syntax-error, dmarc/report-address-invalid]
    when: has(domain.dmarc.record) && domain.dmarc.record.lowerAscii().contains("rua")
requires: [dmarc/missing]
assert: domain.dmarc.aggregate_uris.size() > 0
message: 'The DMARC record for {domain.name} has no usable address for aggregate reports ("rua").'
why: |
  Receivers send reports by mail alone, to mailto addresses. Without one, nobody learns which mail fails DMARC, or who forges the domain. laposte.net expects "rua" even with p=none.
fix:
  text: Add rua=mailto:… with a mailbox that receives the reports, or the address of a service that reads them.
references: [RFC 9989 §4.7, RFC 9990]
tests:
  - { name: an address, base: direct, expect: pass }
  - name: none
    base: direct
    given: { domain.dmarc.aggregate_uris: [] }
    expect: fail
    message: 'The DMARC record for acme.example has no usable address for aggregate reports ("rua").'
  - { name: no answer, base: direct, given: { domain.dmarc.aggregate_uris: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/path-not-aligned.yaml",
            text: #"""
engine: 1
title: Mail cannot pass DMARC
severity: error
tags: [dmarc]
for_each: path
# Where MAIL FROM is not aligned, that is a fault besides, unless one record parts it and the keys from From, or none says what is aligned.
explained-by:
  - { rules: [name/does-not-exist], at: mail.from }
  - { rules: [name/does-not-exist], at: mail.mail_from, when: mail.spf_aligned }
  - { rules: [dkim/missing-for-path], when: mail.spf_aligned || !mail.has_dmarc || has(mail.strict_spf) && has(mail.strict_dkim) }
  - { rules: [spf/sender-not-authorised], when: mail.spf_aligned }
  - rules:
      - spf/missing
      - spf/multiple-records
      - spf/syntax-error
      - spf/include-loop
      - spf/include-without-record
      - spf/too-many-lookups
      - spf/too-many-mx
      - spf/too-many-void-lookups
    at: mail.mail_from
    when: mail.spf_aligned
let: { spf_carries: mail.spf == "pass" && mail.spf_aligned }
assert: spf_carries || mail.dkim_aligned_keys.size() > 0
message: >-
  Mail from {mail.from} that sender {mail.sender} sends from {mail.address} cannot pass DMARC: the result of SPF for {mail.mail_from}
  is {mail.spf}{mail.spf_aligned ? "" : ", and the domain is not aligned"}, and the sender has no usable DKIM key that is
  aligned{mail.boundary_tags.size() > 0 ? " (" + mail.boundary_tags.join(", ") + " decides where the organization ends)" : ""}.
why: |
  SPF or DKIM must pass for the domain in From. Otherwise Gmail rejects bulk mail (550 5.7.26, 5.7.32), Outlook.com rejects it with 550
  5.7.515, and other receivers do what the domain's own policy asks for.

  A record with psd=n makes its domain an organization of its own, and one with psd=y does so for the domains directly below it: domains
  above are no longer aligned with them.
fix:
  text: >-
    {mail.boundary_tags.size() > 0 ? "Remove the tag psd from the DMARC record if the domains belong together (" + mail.boundary_tags.join(", ") + "). Otherwise let" : "Let"} sender {mail.sender} sign with a DKIM key of {mail.from}, and use {has(mail.strict_spf) ? mail.from + " itself as the MAIL FROM domain (" + mail.strict_spf + ")," : "a MAIL FROM domain below " + mail.from} whose SPF record authorises {mail.address}.
references: [RFC 9989 §4.4]
tests:
  - { name: both, base: direct, expect: pass }
  - { name: DKIM alone, base: direct, given: { mail.spf: fail }, expect: pass }
  - { name: SPF alone, base: direct, given: { mail.dkim_aligned_keys: [] }, expect: pass }
  - name: SPF fails
    base: direct
    given: { mail.spf: fail, mail.dkim_aligned_keys: [] }
    expect: fail
    message: 'Mail from acme.example that sender bulk sends from 203.0.113.20 cannot pass DMARC: the result of SPF for acme.example is fail, and the sender has no usable DKIM key that is aligned.'
  - name: SPF passes for somebody else
    base: direct
    given: { mail.mail_from: bounce.relay.example, mail.spf_aligned: false, mail.dkim_aligned_keys: [] }
    expect: fail
    message: the result of SPF for bounce.relay.example is pass, and the domain is not aligned
  - name: a tag that parts the domains
    base: direct
    given: { mail.mail_from: bounce.acme.example, mail.spf_aligned: false, mail.dkim_aligned_keys: [], mail.boundary_tags: [psd=n at _dmarc.brand.acme.example] }
    expect: fail
    message: aligned (psd=n at _dmarc.brand.acme.example decides where the organization ends).
  - { name: DKIM is certain whatever SPF says, base: direct, given: { mail.spf: !unknown timeout }, expect: pass }
  - { name: no answer, base: direct, given: { mail.spf: !unknown timeout, mail.dkim_aligned_keys: [] }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dmarc/policy-missing.yaml",
            text: #"""
engine: 1
title: DMARC record without a valid policy
severity: error
tags: [dmarc]
for_each: mail_domain
explained-by: [dmarc/syntax-error]
applies: '"from" in domain.roles && domain.view == "public"'
# With a valid address in "rua", receivers apply the record as p=none; without one, not at all (RFC 9989 §4.10.1). A policy that is
# misspelt is an error of dmarc/syntax-error besides.
lower: { to: warning, when: domain.dmarc.found }
requires: [dmarc/multiple-records]
assert: has(domain.dmarc.policy) || (!domain.dmarc.found && domain.dmarc.own_records.size() == 0)
message: >-
  The DMARC record for {domain.name} has no valid "p":
  "{has(domain.dmarc.record) ? domain.dmarc.record : domain.dmarc.own_records.join(" ")}".
why: |
  With a valid address in "rua", receivers treat it as p=none; without one they ignore the record. Gmail defers or rejects mail from bulk
  senders whose record has no policy (4.7.40, 5.7.40).
fix:
  text: Add p=none, p=quarantine or p=reject directly after v=DMARC1.
references: [RFC 9989 §4.7, RFC 9989 §4.10.1]
tests:
  - { name: a policy, base: direct, expect: pass }
  - { name: no record is another rule's business, base: direct, given: { domain.dmarc.found: false, domain.dmarc.record: !absent, domain.dmarc.own_records: [], domain.dmarc.policy: !absent }, expect: pass }
  - name: no p beside a rua
    base: direct
    given: { domain.dmarc.record: "v=DMARC1; rua=mailto:d@acme.example", domain.dmarc.policy: !absent, domain.dmarc.repaired_record: "v=DMARC1; p=none; rua=mailto:d@acme.example" }
    expect: fail
    severity: warning
    message: 'The DMARC record for acme.example has no valid "p": "v=DMARC1; rua=mailto:d@acme.example".'
  - name: a misspelt one beside a rua
    base: direct
    given:
      domain.dmarc.record: "v=DMARC1; p=rejct; rua=mailto:d@acme.example"
      domain.dmarc.policy: !absent
      domain.dmarc.problems: [{ code: policy-invalid, severity: error, message: "`p=rejct` is not legal", position: 11 }]
    expect: fail
    severity: warning
  - name: a misspelt one, which nobody applies
    base: direct
    given: { domain.dmarc.found: false, domain.dmarc.record: !absent, domain.dmarc.at: !absent, domain.dmarc.own_records: [v=DMARC1; p=rejct], domain.dmarc.policy: !absent }
    expect: fail
    severity: error
    message: '"v=DMARC1; p=rejct"'
  - { name: no answer, base: direct, given: { domain.dmarc.policy: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/policy-none.yaml",
            text: #"""
engine: 1
title: DMARC policy asks for nothing
severity: warning
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
# With policy none in the deployment file the operator has chosen it.
lower: { to: notice, when: has(deployment.dmarc_policy) && deployment.dmarc_policy == "none" }
requires: [dmarc/missing, dmarc/policy-missing, dmarc/subdomain-policy-weak]
assert: '!has(domain.dmarc.effective) || domain.dmarc.effective != "none"'
message: 'The DMARC policy for {domain.name} is "none".'
why: |
  Receivers deliver forged mail from the domain as if it were genuine. The policy is right for a start, as long as somebody reads the
  reports.
fix:
  text: >-
    When the aggregate reports show that all mail passes, change to p=quarantine and later to
    p=reject{deployment.described ? ": the key policy below dmarc in the deployment file makes plan and repairs ask for it" : ""}.
references: [RFC 9989 §4.7]
tests:
  - { name: reject, base: direct, expect: pass }
  - { name: quarantine, base: direct, given: { domain.dmarc.policy: quarantine, domain.dmarc.effective: quarantine }, expect: pass }
  - name: none
    base: direct
    given: { domain.dmarc.policy: none, domain.dmarc.effective: none }
    expect: fail
    message: The DMARC policy for acme.example is "none".
  - name: as the deployment file wants it
    base: direct
    given: { deployment.dmarc_policy: none, domain.dmarc.policy: none, domain.dmarc.effective: none }
    expect: fail
    severity: notice
  - { name: no answer, base: direct, given: { domain.dmarc.effective: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/published-at-wrong-name.yaml",
            text: #"""
engine: 1
title: DMARC record published at the wrong name
severity: error
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.dmarc.own_records.size() > 0 || domain.dmarc.misplaced.size() == 0
message: The DMARC record of {domain.name} stands at {domain.dmarc.misplaced.join(", ")} instead of _dmarc.{domain.name}.
why: |
  Receivers do not look there. The usual cause is a form that appends the domain to a name that already ends in it.
fix:
  text: Publish the record at _dmarc.{domain.name}, and remove it from {domain.dmarc.misplaced.join(", ")}. In a form that appends the domain, write only _dmarc.
references: [RFC 9989 §4.7]
tests:
  - { name: at the right name, base: direct, expect: pass }
  - { name: at both, base: direct, given: { domain.dmarc.misplaced: [acme.example] }, expect: pass }
  - name: the domain stands there twice
    base: direct
    given: { domain.dmarc.own_records: [], domain.dmarc.misplaced: [_dmarc.acme.example.acme.example] }
    expect: fail
    message: The DMARC record of acme.example stands at _dmarc.acme.example.acme.example instead of _dmarc.acme.example.
  - { name: no answer, base: direct, given: { domain.dmarc.own_records: [], domain.dmarc.misplaced: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/removed-tags.yaml",
            text: #"""
engine: 1
title: DMARC record with removed tags
severity: notice
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
requires: [dmarc/missing]
assert: domain.dmarc.removed_tags.size() == 0
message: 'The DMARC record for {domain.name} has tags that the standard has removed: {domain.dmarc.removed_tags.join(", ")}.'
why: |
  Receivers that follow RFC 9989 ignore pct, rf and ri; older ones may still apply them, so the policy differs from one receiver to
  another.
fix:
  text: Remove them. To test a stricter policy, use t=y.
references: [RFC 9989 §4.7]
tests:
  - { name: none, base: direct, expect: pass }
  - name: pct
    base: direct
    given: { domain.dmarc.removed_tags: [pct] }
    expect: fail
    message: 'The DMARC record for acme.example has tags that the standard has removed: pct.'
  - { name: no answer, base: direct, given: { domain.dmarc.removed_tags: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/report-address-invalid.yaml",
            text: #"""
engine: 1
title: DMARC report address is invalid
severity: error
tags: [dmarc]
for_each: mail_domain
harm: degraded
applies: '"from" in domain.roles && domain.view == "public"'
let: { codes: '["scheme-missing", "blank-in-address", "address-invalid", "address-missing", "size-limit-malformed"]' }
assert: '!domain.dmarc.problems.exists(p, p.code in codes)'
message: >-
  The DMARC record for {domain.name} has a report address that is not valid:
  {domain.dmarc.problems.filter(p, p.code in codes).map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  Nothing is sent to such an address. When no other address is valid and "p" is broken as well, receivers ignore the whole record.
fix:
  text: Write every address as mailto:name@domain, separated by commas.
references: [RFC 9989 §4.7, RFC 9989 §4.8]
tests:
  - { name: no problem, base: direct, expect: pass }
  - name: mailto is missing
    base: direct
    given:
      domain.dmarc.problems: [{ code: scheme-missing, severity: error, message: "`d@acme.example` is not a URI: `mailto:` is missing", position: 25 }]
      domain.dmarc.repaired_record: v=DMARC1; p=reject; rua=mailto:d@acme.example
    expect: fail
    message-is: 'The DMARC record for acme.example has a report address that is not valid: at position 25, `d@acme.example` is not a URI: `mailto:` is missing.'
  - { name: another problem, base: direct, given: { domain.dmarc.problems: [{ code: part-without-equals, severity: error }] }, expect: pass }
  - { name: no answer, base: direct, given: { domain.dmarc.problems: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/report-destination-unauthorised.yaml",
            text: #"""
engine: 1
title: DMARC reports go to a domain that has not agreed
severity: warning
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
requires: [dmarc/missing]
assert: '!domain.dmarc.destinations.exists(d, d.external && !d.authorised)'
message: >-
  DMARC reports for {domain.name} are to be sent to
  {domain.dmarc.destinations.filter(d, d.external && !d.authorised).map(d, d.uri + ", which " + d.domain + " does not allow at " + d.authorisation_name).join("; ")}.
why: |
  Receivers send reports to another organization only if it publishes a record that accepts them. Without that record they send none.
fix:
  text: Ask the destination to publish the record, or have the reports sent to an address of your own.
references: [RFC 9990 §4]
tests:
  - { name: an address of its own, base: direct, expect: pass }
  - name: another organization that takes them
    base: direct
    given: { domain.dmarc.destinations: [{ uri: "mailto:d@reports.example", domain: reports.example, external: true, authorised: true, authorisation_name: acme.example._report._dmarc.reports.example, deliverable: true }] }
    expect: pass
  - name: another organization that says nothing
    base: direct
    given: { domain.dmarc.destinations: [{ uri: "mailto:d@reports.example", domain: reports.example, external: true, authorised: false, authorisation_name: acme.example._report._dmarc.reports.example, deliverable: true }] }
    expect: fail
    message: DMARC reports for acme.example are to be sent to mailto:d@reports.example, which reports.example does not allow at acme.example._report._dmarc.reports.example.
  - name: no answer
    base: direct
    given: { domain.dmarc.destinations: [{ uri: "mailto:d@reports.example", domain: reports.example, external: true, authorised: !unknown timeout, authorisation_name: x, deliverable: true }] }
    expect: undetermined
    cause: timeout
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/report-destination-undeliverable.yaml",
            text: #"""
engine: 1
title: DMARC reports go to a domain that accepts no mail
severity: warning
tags: [dmarc]
for_each: mail_domain
explained-by:
  - rules: [from/unreachable, mx/null-on-sending-domain]
    when: domain.dmarc.destinations.all(d, d.deliverable || d.domain.sameName(domain.name))
applies: '"from" in domain.roles && domain.view == "public"'
requires: [dmarc/missing]
assert: '!domain.dmarc.destinations.exists(d, !d.deliverable)'
message: >-
  DMARC reports for {domain.name} are to be sent to {domain.dmarc.destinations.filter(d, !d.deliverable).map(d, d.uri).join(", ")}, where no
  mail can be delivered.
why: |
  The reports are lost, and nobody learns which mail fails DMARC or who forges the domain.
fix:
  text: Have the reports sent to an address whose domain has an MX record.
references: [RFC 9990, RFC 5321 §5.1]
tests:
  - { name: it takes mail, base: direct, expect: pass }
  - name: it takes none
    base: direct
    given: { domain.dmarc.destinations: [{ uri: "mailto:d@old.acme.example", domain: old.acme.example, external: false, authorised: true, authorisation_name: x, deliverable: false }] }
    expect: fail
    message: DMARC reports for acme.example are to be sent to mailto:d@old.acme.example, where no mail can be delivered.
  - name: no answer
    base: direct
    given: { domain.dmarc.destinations: [{ uri: "mailto:d@old.acme.example", domain: old.acme.example, external: false, authorised: true, authorisation_name: x, deliverable: !unknown servfail }] }
    expect: undetermined
    cause: servfail
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/report-size-ignored.yaml",
            text: #"""
engine: 1
title: DMARC report address with a size limit
severity: notice
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
assert: '!domain.dmarc.problems.exists(p, p.code == "report-size-ignored")'
message: >-
  The DMARC record for {domain.name}:
  {domain.dmarc.problems.filter(p, p.code == "report-size-ignored").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  RFC 7489 allowed an address to end in a limit such as "!10m". RFC 9989 removed this, and reporters ignore it: they send reports of any
  size.
fix:
  text: Remove the exclamation mark and what follows it from the address.
references: [RFC 9989 §4.8]
tests:
  - { name: no limit, base: direct, expect: pass }
  - name: ten megabytes
    base: direct
    given:
      domain.dmarc.problems:
        - { code: report-size-ignored, severity: notice, message: "reporters ignore the size limit `!10m`: it was removed from the standard", position: 25 }
    expect: fail
    message-is: 'The DMARC record for acme.example: at position 25, reporters ignore the size limit `!10m`: it was removed from the standard.'
  - { name: another problem, base: direct, given: { domain.dmarc.problems: [{ code: removed-tag, severity: notice }] }, expect: pass }
  - { name: no answer, base: direct, given: { domain.dmarc.problems: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/spf-not-aligned.yaml",
            text: #"""
engine: 1
title: DMARC passes through DKIM only
severity: warning
tags: [dmarc]
for_each: path
# What SPF finds at MAIL FROM explains nothing where the domain is not aligned.
explained-by:
  - { rules: [name/does-not-exist], at: mail.from }
  - { rules: [name/does-not-exist], at: mail.mail_from, when: mail.spf_aligned }
  - { rules: [spf/sender-not-authorised], when: mail.spf_aligned }
  - rules:
      - spf/missing
      - spf/multiple-records
      - spf/syntax-error
      - spf/include-loop
      - spf/include-without-record
      - spf/too-many-lookups
      - spf/too-many-mx
      - spf/too-many-void-lookups
    at: mail.mail_from
    when: mail.spf_aligned
applies: mail.has_dmarc
let:
  without: 'has(mail.relaxed_spf_record) ? ": " + mail.relaxed_spf_record : ""'
  place: >-
    has(mail.strict_spf) ? mail.from + " itself as the MAIL FROM domain, as " + mail.strict_spf + " demands"
    : mail.boundary_tags.size() > 0 ? mail.from + " itself as the MAIL FROM domain, because of " + mail.boundary_tags.join(", ")
    : "a MAIL FROM domain at or below " + mail.from
  instead: 'has(mail.strict_spf) || mail.boundary_tags.size() > 0 ? ", or publish that record without the tag" + without : ""'
assert: mail.spf == "pass" && mail.spf_aligned || mail.dkim_aligned_keys.size() == 0
message: >-
  Mail from {mail.from} that sender {mail.sender} sends from {mail.address} passes DMARC through DKIM only:
  {mail.spf_aligned ? "the result of SPF for " + mail.mail_from + " is " + mail.spf : "the MAIL FROM domain " + mail.mail_from + " is not aligned with it"}.
why: |
  If a signature breaks in transit, the mail fails DMARC. Outlook.com prefers both to be aligned, and Gmail has announced that it is
  likely to require it.
fix:
  text: >-
    {mail.spf_aligned ? "Let the SPF record of " + mail.mail_from : "Use " + place + instead + ". Let its SPF record"} authorise {mail.address}.
references: [RFC 9989 §4.4]
tests:
  - { name: both, base: direct, expect: pass }
  - { name: neither is another rule's business, base: direct, given: { mail.spf: fail, mail.dkim_aligned_keys: [] }, expect: pass }
  - name: another organization's MAIL FROM domain
    base: direct
    given: { mail.mail_from: bounce.relay.example, mail.spf_aligned: false }
    expect: fail
    message: 'Mail from acme.example that sender bulk sends from 203.0.113.20 passes DMARC through DKIM only: the MAIL FROM domain bounce.relay.example is not aligned with it.'
  - { name: SPF fails, base: direct, given: { mail.spf: softfail }, expect: fail, message: the result of SPF for acme.example is softfail. }
  - name: a MAIL FROM domain below, with aspf=s
    base: direct
    given: { mail.mail_from: bounce.acme.example, mail.spf_aligned: false, mail.strict_spf: "aspf=s at _dmarc.acme.example", mail.relaxed_spf_record: "v=DMARC1; p=reject" }
    expect: fail
    message: 'the MAIL FROM domain bounce.acme.example is not aligned with it.'
  - { name: no answer, base: direct, given: { mail.spf: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no policy, base: direct, given: { mail.has_dmarc: false, mail.spf: fail }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/subdomain-policy-weak.yaml",
            text: #"""
engine: 1
title: DMARC policy is weaker for subdomains
severity: warning
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
requires: [dmarc/missing, dmarc/policy-missing]
let:
  weak_for_itself: >-
    domain.dmarc.inherited && has(domain.dmarc.policy) && has(domain.dmarc.effective)
    && (domain.dmarc.effective == "none" && domain.dmarc.policy != "none"
    || domain.dmarc.effective == "quarantine" && domain.dmarc.policy == "reject")
  weak_below: '!domain.dmarc.inherited ? domain.dmarc.problems.filter(p, p.code == "subdomain-policy-weak") : []'
assert: '!weak_for_itself && weak_below.size() == 0'
# The domain's own mail is not affected, and forged mail from subdomains may be what the owner accepts.
lower: { to: notice, when: '!weak_for_itself' }
message: >-
  {weak_for_itself ? domain.name + " inherits the DMARC policy \"" + domain.dmarc.effective + "\"" + (has(domain.dmarc.at) ? " from "
  + domain.dmarc.at : "") + ", whose own policy is \"" + domain.dmarc.policy + "\"" : "The DMARC record of " + domain.name
  + " protects subdomains less than the domain: " + weak_below.map(p, p.message).join("; ")}.
why: |
  The tags "sp" and "np" set the policy for subdomains. If only the domain itself is protected, mail is forged from a subdomain.
fix:
  text: Remove "sp" and "np" from the record, make them as strict as "p", or publish a record at _dmarc.{domain.name}.
references: [RFC 9989 §4.7, RFC 9989 §4.10.1]
tests:
  - { name: its own record, base: direct, expect: pass }
  - { name: as strict, base: direct, given: { domain.dmarc.inherited: true }, expect: pass }
  - name: none below reject
    base: direct
    given: { domain.name: news.acme.example, domain.dmarc.inherited: true, domain.dmarc.effective: none }
    expect: fail
    message: news.acme.example inherits the DMARC policy "none" from acme.example, whose own policy is "reject".
  - { name: quarantine below reject, base: direct, given: { domain.dmarc.inherited: true, domain.dmarc.effective: quarantine }, expect: fail }
  - { name: reject below quarantine, base: direct, given: { domain.dmarc.inherited: true, domain.dmarc.policy: quarantine }, expect: pass }
  - name: a domain whose own record leaves subdomains unprotected
    base: direct
    given:
      domain.dmarc.problems:
        - { code: subdomain-policy-weak, severity: warning, message: "`sp=none` is weaker than `p=reject`", at: _dmarc.acme.example, position: 20, repair: !absent }
    expect: fail
    severity: notice
    message-is: 'The DMARC record of acme.example protects subdomains less than the domain: `sp=none` is weaker than `p=reject`.'
  - { name: no answer, base: direct, given: { domain.dmarc.inherited: !unknown timeout, domain.dmarc.effective: none }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/syntax-error.yaml",
            text: #"""
engine: 1
title: DMARC record with a syntax error
severity: error
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
let:
  # These have their own rules.
  others: '["policy-missing", "scheme-missing", "blank-in-address", "address-invalid", "address-missing", "size-limit-malformed"]'
assert: '!domain.dmarc.problems.exists(p, p.severity == "error" && !(p.code in others))'
message: >-
  The DMARC record for {domain.name} is not valid:
  {domain.dmarc.problems.filter(p, p.severity == "error" && !(p.code in others)).map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  Receivers ignore the broken part, and some ignore the whole record: a broken policy protects nothing, and a broken address receives no
  reports.
fix:
  text: 'Correct the record at _dmarc.{domain.dmarc.inherited && has(domain.dmarc.at) ? domain.dmarc.at : domain.name}.'
references: [RFC 9989 §4.8, RFC 9989 §4.7]
tests:
  - { name: no problem, base: direct, expect: pass }
  - name: an address without rua
    base: direct
    given:
      domain.dmarc.problems:
        - { code: part-without-equals, severity: error, message: "`mailto:report@acme.example` has no `=` and is not a tag", at: acme.example, position: 32, repair: "rua=mailto:report@acme.example" }
        - { code: no-aggregate-reports, severity: warning, message: there is no rua, at: acme.example, position: 58, repair: !absent }
      domain.dmarc.repaired_record: v=DMARC1; p=reject; sp=reject; rua=mailto:report@acme.example
    expect: fail
    message-is: 'The DMARC record for acme.example is not valid: at position 32, `mailto:report@acme.example` has no `=` and is not a tag.'
  - name: in a record that nobody applies
    base: direct
    given:
      domain.dmarc.found: false
      domain.dmarc.at: !absent
      domain.dmarc.problems: [{ code: version-not-first, severity: error, message: "`v=DMARC1` must stand here", position: 1 }]
      domain.dmarc.repaired_record: v=DMARC1; p=none
    expect: fail
  - name: addresses and a missing policy are other rules' business
    base: direct
    given: { domain.dmarc.problems: [{ code: scheme-missing, severity: error }, { code: policy-missing, severity: error }] }
    expect: pass
  - { name: no answer, base: direct, given: { domain.dmarc.problems: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/test-mode.yaml",
            text: #"""
engine: 1
title: DMARC policy in test mode
severity: warning
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
requires: [dmarc/missing]
assert: '!domain.dmarc.testing'
message: 'The DMARC record for {domain.name} has "t=y": its policy is only being tested.'
why: |
  Receivers apply the next weaker policy: quarantine instead of reject, and none instead of quarantine.
fix:
  text: Remove "t=y" when the reports show that all mail passes.
references: [RFC 9989 §4.7]
tests:
  - { name: no flag, base: direct, expect: pass }
  - name: t=y
    base: direct
    given: { domain.dmarc.testing: true }
    expect: fail
    message: 'The DMARC record for acme.example has "t=y": its policy is only being tested.'
  - { name: no answer, base: direct, given: { domain.dmarc.testing: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dmarc/values-ignored.yaml",
            text: #"""
engine: 1
title: DMARC record with values that receivers ignore
severity: warning
tags: [dmarc]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
requires: [dmarc/missing]
let:
  ignored: 'domain.dmarc.problems.filter(p, p.severity == "warning" && (p.code == "value-invalid" || p.code == "unknown-tag"))'
assert: ignored.size() == 0
message: >-
  Receivers ignore a part of the DMARC record for {domain.name}:
  {ignored.map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  Receivers act as if a tag that they do not know, or a value that is not allowed, were not there: what was meant by it does not happen.
fix:
  text: 'Correct the values at _dmarc.{domain.dmarc.inherited && has(domain.dmarc.at) ? domain.dmarc.at : domain.name}, or remove them.'
references: [RFC 9989 §4.7, RFC 9989 §4.8]
tests:
  - { name: no problem, base: direct, expect: pass }
  - name: an alignment that does not exist
    base: direct
    given:
      domain.dmarc.problems:
        - { code: value-invalid, severity: warning, message: "receivers act as if it were `r`", at: _dmarc.acme.example, position: 21, repair: r }
    expect: fail
    message-is: 'Receivers ignore a part of the DMARC record for acme.example: at position 21, receivers act as if it were `r`.'
  - { name: a slip in a tag's name, base: direct, given: { domain.dmarc.problems: [{ code: unknown-tag, severity: warning }] }, expect: fail }
  - { name: a tag of somebody's own, base: direct, given: { domain.dmarc.problems: [{ code: unknown-tag, severity: notice }] }, expect: pass }
  - { name: an error has its own rule, base: direct, given: { domain.dmarc.problems: [{ code: value-invalid, severity: error }] }, expect: pass }
  - { name: no answer, base: direct, given: { domain.dmarc.problems: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from] }, expect: not-applicable }

"""#
        ),
        (
            path: "dns/limit-reached.yaml",
            text: #"""
engine: 1
title: Not everything was checked
severity: notice
tags: [dns]
for_each: name
harm: degraded
assert: name.limits.size() == 0
message: 'Not everything that follows from {name.name} in the {name.view} view was checked: {name.limits.join("; ")}.'
why: |
  Limits bound what is read, asked and computed for one answer, so that no zone can make an audit endless. Deployments stay far below
  them; an answer that does not is mostly the mistake of a program that writes zones. Receivers have limits too, often lower ones.
fix:
  text: Remove the records of {name.name} that are not needed.
references: [RFC 1034 §5.2.2, RFC 7208 §4.6.4]
tests:
  - { name: nothing was left out, base: direct, expect: pass }
  - name: too many records
    base: direct
    given: { name.limits: ["the answer to TXT was cut: the limit records-per-answer (512), CVE-2024-1737"] }
    expect: fail
    severity: notice
    message-is: 'Not everything that follows from click.acme.example in the public view was checked: the answer to TXT was cut: the limit records-per-answer (512), CVE-2024-1737.'
  - { name: facts that do not say, base: direct, given: { name.limits: !unknown not-probed }, expect: undetermined, cause: not-probed }

"""#
        ),
        (
            path: "dns/lookup-failed.yaml",
            text: #"""
engine: 1
title: Name could not be looked up
severity: error
tags: [dns]
for_each: name
explained-by: [dnssec/bogus-above, dnssec/bogus, zone/servers-unreachable]
let: { failure: 'name.failures.size() > 0 ? string(name.failures[0].cause) : ""' }
assert: name.failures.size() == 0
outcome: undetermined
cause: name.failures[0].cause
question: '{name.name | fqdn} {name.failures[0].type}'
message: >-
  {name.name} could not be looked up in the {name.view} view:
  {name.failures.map(f, f.type + ": " + f.cause + " (" + f.detail + ")").join("; ")}.
why: |
  A failed lookup says nothing about the record: the checks that need it are undetermined until the name can be looked up.
fix:
  text: >-
    {failure == "bogus" ? "Have the zone of " + name.name + " signed again, or remove its DS record at the registrar; if other resolvers give the answer, correct this one's clock and trust anchor." : ""}{failure == "refused" ? "Let the resolver of the " + string(name.view) + " view answer queries from here, or name another one in views." + string(name.view) + ".resolvers." : ""}{failure == "servfail" ? "Repair the name servers of " + name.name + " or the delegation to them: the resolver gets no usable answer there. If other resolvers do, this one is at fault." : ""}{failure in ["timeout", "network"] ? "Make sure that the resolver of the " + string(name.view) + " view and the name servers of " + name.name + " can be reached, then audit again." : ""}{failure == "not-probed" ? "No further query was sent: " + name.failures[0].detail + "." : ""}
references: [RFC 2308 §7]
tests:
  - { name: everything was answered, base: direct, expect: pass }
  - name: the zone's servers fail
    base: direct
    given: { name.failures: [{ type: A, cause: servfail, detail: "192.0.2.53:53 over udp: SERVFAIL" }] }
    expect: undetermined
    cause: servfail
    message: 'click.acme.example could not be looked up in the public view: A: servfail (192.0.2.53:53 over udp: SERVFAIL).'
  - name: two types, two causes
    base: direct
    given:
      name.failures:
        - { type: A, cause: timeout, detail: no reply }
        - { type: AAAA, cause: bogus, detail: validation failed }
    expect: undetermined
    cause: timeout
    message: 'A: timeout (no reply); AAAA: bogus (validation failed)'

"""#
        ),
        (
            path: "dns/resolver-unreachable.yaml",
            text: #"""
engine: 1
title: Resolver does not answer
severity: error
tags: [dns]
for_each: resolver
let:
  another: 'deployment.described ? "in views." + string(resolver.view) + ".resolvers" : "with --resolver"'
assert: resolver.answers
outcome: undetermined
cause: resolver.cause
message: 'The resolver {resolver.endpoint} of the {resolver.view} view does not answer: {resolver.detail}.'
why: |
  What this resolver would have answered is unknown: nothing can be reported as missing, and nothing as correct.
fix:
  text: >-
    {resolver.cause in ["servfail", "bogus"] ? "Find out why the resolver gets no answers itself: check its forwarders, its Internet connection, its clock and its trust anchor." : resolver.cause == "refused" ? "Let the resolver answer queries from here, or name another one " + another + "." : "Make the resolver reachable from here, or name another one " + another + "."}
references: [RFC 1034 §5.3.3]
tests:
  - { name: it answers, base: direct, expect: pass }
  - name: silence
    base: direct
    given: { resolver.answers: false, resolver.detail: "192.0.2.53:53 over udp: timeout (3 times)" }
    expect: undetermined
    cause: timeout
    message: 'The resolver 192.0.2.53:53 of the public view does not answer: 192.0.2.53:53 over udp: timeout (3 times).'
  - name: port closed
    base: direct
    given: { resolver.answers: false, resolver.cause: network, resolver.detail: connection refused }
    expect: undetermined
    cause: network

"""#
        ),
        (
            path: "dnsbl/address-listed.yaml",
            text: #"""
engine: 1
title: Sending address on a block list
severity: warning
tags: [dnsbl]
for_each: listing
by: other
applies: listing.of == "address"
let: { kind: 'listing.policy ? "by policy, for what it is" : "for what it did"' }
assert: '!listing.listed'
message: >-
  {listing.target} is on the block list {listing.list}, {kind}: {listing.codes.join(", ")}{listing.reasons.size() > 0 ? " (" + listing.reasons.join("; ") + ")" : ""}.
why: |
  Receivers that use this list reject mail from the address or treat it as spam. A policy entry means that no mail is expected from the
  address range, such as dial-up lines; for a sending address it is just as harmful, and the holder of the address can have it removed.
fix:
  text: >-
    Find out why {listing.target} is listed, on the list's own pages; fix the cause first, then ask for removal. For a policy
    entry, ask whoever assigned you the address.
references: [RFC 5782 §2.1, RFC 6471]
tests:
  - { name: not listed, base: block-lists, expect: pass }
  - name: listed
    base: block-lists
    given: { listing.listed: true, listing.codes: [127.0.0.2], listing.reasons: ['https://check.example/203.0.113.20'] }
    expect: fail
    severity: warning
    message-is: '203.0.113.20 is on the block list bl.example, for what it did: 127.0.0.2 (https://check.example/203.0.113.20).'
  - name: by policy
    base: block-lists
    given: { listing.listed: true, listing.policy: true, listing.codes: [127.0.0.10] }
    expect: fail
    message: 'by policy, for what it is: 127.0.0.10.'
  - { name: the list refuses, base: block-lists, given: { listing.listed: !unknown refused }, expect: undetermined, cause: refused }
  - { name: a domain, base: block-lists, given: { listing.of: domain }, expect: not-applicable }

"""#
        ),
        (
            path: "dnsbl/blocked.yaml",
            text: #"""
engine: 1
title: Block list refuses our resolver
severity: notice
tags: [dnsbl]
for_each: block_list
assert: '!list.refuses'
outcome: undetermined
cause: '"refused"'
question: '{list.zone} A'
message: 'The block list {list.zone} does not answer the resolvers of the public view: {list.refusal}.'
why: |
  Lists refuse public resolvers and heavy users with answers that careless programs take for entries. Whether anything is listed here is
  unknown.
fix:
  text: Query the list through a resolver of your own, register with {list.zone}, or remove the list from dnsbl.
references: ['https://www.spamhaus.org/news/article/788/', RFC 5782 §5]
tests:
  - { name: it serves us, base: block-lists, expect: pass }
  - name: a public resolver
    base: block-lists
    given: { list.refuses: true, list.refusal: the resolver is a public one }
    expect: undetermined
    cause: refused
    message-is: 'The block list bl.example does not answer the resolvers of the public view: the resolver is a public one.'
  - { name: no answer, base: block-lists, given: { list.refuses: !unknown timeout, list.refusal: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dnsbl/domain-listed.yaml",
            text: #"""
engine: 1
title: Domain on a block list
severity: warning
tags: [dnsbl]
for_each: listing
by: other
applies: listing.of == "domain"
assert: '!listing.listed'
message: >-
  {listing.target} is on the block list {listing.list}: {listing.codes.join(", ")}{listing.reasons.size() > 0 ? " (" + listing.reasons.join("; ") + ")" : ""}.
why: |
  Receivers look up the domains in From, in MAIL FROM and in the links of a message. If one is listed, they reject the message or treat it
  as spam, whatever address it comes from.
fix:
  text: Find out why {listing.target} is listed, on the list's own pages; fix the cause first, then ask for removal.
references: [RFC 5782 §2.4]
tests:
  - { name: not listed, base: block-lists, given: { listing.of: domain, listing.target: acme.example }, expect: pass }
  - name: listed
    base: block-lists
    given: { listing.of: domain, listing.target: acme.example, listing.listed: true, listing.codes: [127.0.1.2], listing.reasons: ['https://check.example/'] }
    expect: fail
    severity: warning
    message-is: 'acme.example is on the block list bl.example: 127.0.1.2 (https://check.example/).'
  - { name: no answer, base: block-lists, given: { listing.of: domain, listing.listed: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: an address, base: block-lists, expect: not-applicable }

"""#
        ),
        (
            path: "dnsbl/list-dead.yaml",
            text: #"""
engine: 1
title: Block list is dead
severity: notice
tags: [dnsbl]
for_each: block_list
by: other
assert: list.lists_addresses || list.lists_domains
message: '{list.zone} lists neither the test address nor the test domain that every block list holds: it is dead, or no list.'
why: |
  A list that was shut down answers nothing, or lists the whole Internet. Its answers are not counted, and few receivers still use it.
fix:
  text: Remove {list.zone} from dnsbl.
references: [RFC 5782 §5, RFC 6471 §3.3]
tests:
  - { name: an address list, base: block-lists, expect: pass }
  - { name: a domain list, base: block-lists, given: { list.lists_addresses: false, list.lists_domains: true }, expect: pass }
  - name: no list
    base: block-lists
    given: { list.lists_addresses: false }
    expect: fail
    severity: notice
    message: bl.example lists neither
  - { name: no answer, base: block-lists, given: { list.lists_addresses: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dnssec/bogus-above.yaml",
            text: #"""
engine: 1
title: DNSSEC validation fails above the zone
severity: error
tags: [dnssec]
for_each: zone
by: other
assert: '!has(zone.bogus_above)'
message: '{zone.name} does not pass DNSSEC validation: {zone.bogus.join("; ")}.'
why: |
  Resolvers that validate, among them public ones and those of large mailbox providers, answer SERVFAIL for every name below the zone at
  fault. Nothing in the zone below is wrong, and nothing that is published there helps.
fix:
  text: >-
    {zone.bogus_above == "." ? "Check the trust anchor of views.authoritative: it is outdated more often than the root zone is broken." : "Ask whoever runs " + zone.bogus_above + " to sign that zone again, or to correct its DS records in the zone above it."}
references: [RFC 4035 §5.2, RFC 4035 §5.5]
tests:
  - { name: secure or not signed, base: authoritative, expect: pass }
  - name: signatures of the zone above that have ended
    base: authoritative
    given:
      zone.bogus_above: example.
      zone.bogus: ["example. above it is bogus: the signature over example. DNSKEY ended at 2026-11-20 12:00 UTC"]
    expect: fail
    message-is: 'acme.example does not pass DNSSEC validation: example. above it is bogus: the signature over example. DNSKEY ended at 2026-11-20 12:00 UTC.'
  - { name: the root, base: authoritative, given: { zone.bogus_above: ., zone.bogus: [". above it is bogus: no key of the trust anchor signs it"] }, expect: fail }
  - { name: a fault of its own, base: authoritative, given: { zone.bogus: ["no DNSKEY record fits the DS record 12345 of acme.example"] }, expect: pass }
  - { name: no answer, base: authoritative, given: { zone.bogus_above: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dnssec/bogus.yaml",
            text: #"""
engine: 1
title: DNSSEC validation fails
severity: error
tags: [dnssec]
for_each: zone
explained-by: [dnssec/bogus-above, zone/servers-unreachable]
requires: [dnssec/bogus-above]
assert: zone.bogus.size() == 0
message: '{zone.name} does not pass DNSSEC validation: {zone.bogus.join("; ")}.'
why: |
  Resolvers that validate, among them public ones and those of large mailbox providers, answer SERVFAIL: for a large part of the world the
  names do not exist, while tools that do not validate see nothing wrong.

  Validation starts from the trust anchor of `views.authoritative`, and covers each zone once with all the names that the deployment
  needs. Without that view there is only the resolver's refusal: `dns/lookup-failed` reports it, and the verdict is undetermined.
fix:
  text: Sign the zone again, or correct its DS records at the registrar; if the zone is to be unsigned, remove the DS records first.
references: [RFC 4035 §5.2, RFC 4035 §5.5, RFC 6781 §4]
tests:
  - { name: secure or not signed, base: authoritative, expect: pass }
  - name: a DS record that was left behind
    base: authoritative
    given: { zone.bogus: ["no DNSKEY record fits the DS record 12345 of acme.example"] }
    expect: fail
    message-is: 'acme.example does not pass DNSSEC validation: no DNSKEY record fits the DS record 12345 of acme.example.'
  - name: a signature that has ended
    base: authoritative
    given: { zone.bogus: ["click.acme.example: the signature over click.acme.example. A ended at 2026-11-20 12:00 UTC"] }
    expect: fail
  - { name: no answer, base: authoritative, given: { zone.bogus: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "dnssec/signature-expiring.yaml",
            text: #"""
engine: 1
title: DNSSEC signature expires soon
severity: warning
tags: [dnssec]
for_each: zone
harm: later
applies: has(zone.signatures_end) && !zone.signs_online
params:
  within: { type: duration, default: 3d, min: 1h, max: 30d, doc: How long before their end signatures must have been renewed. }
assert: zone.signatures_end - now >= params.within
message: >-
  A signature of {zone.name} expires at {string(zone.signatures_end)}{has(zone.ending_first) ? ", the first over " + zone.ending_first : ""}.
why: |
  After that, validating resolvers answer SERVFAIL for the whole zone. Signers renew signatures days earlier: one this close to its end
  usually means that signing has stopped. Providers that sign each answer make signatures of a day or two: zones whose denials show this
  (RFC 9824) are not reported, and for others the parameter `within` can be set to a few hours.
fix:
  text: Find out why {zone.name} was not signed again, and sign it; watch the signer's log.
references: [RFC 4034 §3.1.5, RFC 6781 §4.4.2]
tests:
  - { name: weeks to go, base: authoritative, expect: pass }
  - name: two days to go
    base: authoritative
    given: { zone.signatures_end: 2026-11-24T12:00:00Z, zone.ending_first: click.acme.example. A }
    expect: fail
    message-is: A signature of acme.example expires at 2026-11-24T12:00:00Z, the first over click.acme.example. A.
  - { name: exactly three days, base: authoritative, given: { zone.signatures_end: 2026-11-25T12:00:00Z }, expect: pass }
  - name: signed at the moment of the answer
    base: authoritative
    given: { zone.signatures_end: 2026-11-23T12:00:00Z, zone.signs_online: true }
    expect: not-applicable
  - name: another limit
    base: authoritative
    params: { within: 6h }
    given: { zone.signatures_end: 2026-11-23T12:00:00Z }
    expect: pass
  - { name: no answer, base: authoritative, given: { zone.signatures_end: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: not signed, base: authoritative, given: { zone.signatures_end: !absent }, expect: not-applicable }

"""#
        ),
        (
            path: "dnssec/weak-algorithm.yaml",
            text: #"""
engine: 1
title: DNSSEC with outdated algorithms
severity: warning
tags: [dnssec]
for_each: zone
assert: zone.weak_signing.size() == 0
message: 'DNSSEC of {zone.name} is outdated: {zone.weak_signing.join("; ")}.'
why: |
  Validators treat algorithms with SHA-1, MD5, DSA or GOST as if the zone were unsigned: it has the cost of DNSSEC without the protection,
  and DANE does not count. SHA-1 digests in DS records can be replaced without a new key.
fix:
  text: >-
    Roll {zone.name} over to ECDSA P-256 (algorithm 13) or Ed25519 (15), and publish DS records with SHA-256 (digest type 2) only.
references: [RFC 9904, RFC 9905 §2, RFC 6781 §4.1.4]
tests:
  - { name: current algorithms, base: authoritative, expect: pass }
  - name: a SHA-1 digest
    base: authoritative
    given: { zone.weak_signing: [the DS record of key 4711 has a SHA-1 digest] }
    expect: fail
    message-is: 'DNSSEC of acme.example is outdated: the DS record of key 4711 has a SHA-1 digest.'
  - { name: no answer, base: authoritative, given: { zone.weak_signing: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "fixtures/authoritative.yaml",
            text: #"""
# A healthy zone and a name in it, as the zone's own servers show them. A fact that is not given here is unknown.
now: 2026-11-22T12:00:00Z
deployment:
  subject: { key: acme, name: acme }
  name: acme
  described: true
  scheme: direct
zone:
  subject: { key: acme.example/authoritative, role: zone, name: acme.example, view: authoritative }
  name: acme.example
  owner: acme.example.
  answers: true
  detail: ""
  servers:
    - { name: ns1.acme.example, address: 192.0.2.1, delegated: true, listed: true, asked: true, authoritative: true, serial: 7, detail: serial 7 }
    - { name: ns2.acme.example, address: 192.0.2.2, delegated: true, listed: true, asked: true, authoritative: true, serial: 7, detail: serial 7 }
  unlocated: []
  server_names: 2
  server_addresses: 2
  only_delegated: []
  only_own: []
  stale_glue: []
  serials: [7]
  disagreements: []
  security: secure
  security_reason: !absent
  signatures_end: 2026-12-20T12:00:00Z
  ending_first: acme.example. SOA
  signs_online: false
  weak_signing: []
  bogus: []
  bogus_above: !absent
name:
  subject: { key: click.acme.example/public, role: name, name: click.acme.example, view: public }
  name: click.acme.example
  view: public
  failures: []
  alias_chain: []
  dangling: false
  is_optional: false
  data_beside_alias: []
  conflict_at: click.acme.example
  only_by_wildcard: false
  dnssec: secure
  dnssec_reason: !absent
  outdated: []

"""#
        ),
        (
            path: "fixtures/block-lists.yaml",
            text: #"""
# A block list that is alive and has nothing against a sending address.
now: 2026-11-22T12:00:00Z
list:
  subject: { key: bl.example, role: block-list, name: bl.example, view: public }
  zone: bl.example
  lists_addresses: true
  lists_domains: false
  refuses: false
  refusal: ''
listing:
  subject: { key: bl.example/203.0.113.20, role: sending-address, view: public, address: 203.0.113.20 }
  list: bl.example
  of: address
  target: 203.0.113.20
  listed: false
  policy: false
  codes: []
  reasons: []

"""#
        ),
        (
            path: "fixtures/direct.yaml",
            text: #"""
# A healthy direct deployment. A fact that is not given here is unknown.
now: 2026-11-22T12:00:00Z
deployment:
  subject: { key: acme, name: acme }
  name: acme
  described: true
  scheme: direct
  split_dns: false
  infrastructure: []
  dmarc_policy: quarantine
  direct_senders: [bulk]
  direct_sending_addresses: [203.0.113.20, 203.0.113.21]
role:
  subject: { key: panel, role: panel }
  role: panel
  decided: true
  question: under which name do people reach the control panel?
resolver:
  subject: { key: "192.0.2.53:53/public", view: public }
  view: public
  endpoint: 192.0.2.53:53
  answers: true
  cause: timeout
  detail: ""
name:
  subject: { key: click.acme.example/public, name: click.acme.example, view: public }
  name: click.acme.example
  view: public
  is_optional: false
  failures: []
  answers: [{ type: A, kind: records }, { type: AAAA, kind: no-data }]
  limits: []
  alias_chain: []
  dangling: false
  data_beside_alias: []
  conflict_at: click.acme.example
  only_by_wildcard: false
web:
  subject: { key: tracking/click.acme.example/public, role: tracking, name: click.acme.example, view: public }
  role: tracking
  name: click.acme.example
  owner: click.acme.example.
  view: public
  exposure: public
  must_resolve: true
  described: true
  expected: [203.0.113.11]
  alias: !absent
  alias_addresses: []
  leads_to_alias: true
  plans_ipv4: true
  plans_ipv6: false
  a: [203.0.113.11]
  aaaa: []
  a_special: []
  aaaa_special: []
  aliases: []
  service_elsewhere: []
organization:
  subject: { key: acme.example/public, role: name, name: acme.example, view: public }
  name: acme.example
  view: public
  names: [acme.example, click.acme.example]
  exists: true
domain:
  subject: { key: acme.example/public, role: mail-from, name: acme.example, view: public }
  name: acme.example
  owner: acme.example.
  view: public
  roles: [mail-from, from]
  mx: [{ preference: 10, exchange: mta.acme.example, is_null: false }]
  a: []
  aaaa: []
  a_special: []
  aaaa_special: []
  aliases: []
  dmarc:
    found: true
    record: v=DMARC1; p=reject; rua=mailto:dmarc@acme.example
    at: acme.example
    asked: [_dmarc.acme.example, _dmarc.example]
    own_records: [v=DMARC1; p=reject; rua=mailto:dmarc@acme.example]
    multiple_at: []
    misplaced: []
    only_by_wildcard: false
    problems: []
    repaired_record: !absent
    policy: reject
    effective: reject
    inherited: false
    testing: false
    aggregate_uris: [mailto:dmarc@acme.example]
    destinations:
      - uri: mailto:dmarc@acme.example
        domain: acme.example
        external: false
        authorised: true
        authorisation_name: acme.example._report._dmarc.acme.example
        deliverable: true
    removed_tags: []
    differs: []
  tls_rpt: { name: _smtp._tls.acme.example, records: [v=TLSRPTv1; rua=mailto:tls@acme.example], problems: [] }
  bimi: { name: default._bimi.acme.example, records: [v=BIMI1; l=https://acme.example/logo.svg], problems: [] }
  enforced: true
target:
  subject: { key: acme.example/mta.acme.example/public, role: mx, name: mta.acme.example, view: public }
  domain: acme.example
  view: public
  exchange: mta.acme.example
  preference: 10
  is_address: false
  a: [203.0.113.20]
  aaaa: []
  a_special: []
  aaaa_special: []
  aliases: []
path:
  subject: { key: bulk/acme.example/public, role: mail-from, name: acme.example, view: public, sender: bulk }
  sender: bulk
  domain: acme.example
  owner: acme.example.
  view: public
  destination: sender
  split_dns: false
  host: mta.acme.example.
  expected: [203.0.113.20, 203.0.113.21]
  routes:
    - { exchange: mta.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: [], aliases: [] }
address:
  subject: { key: bulk/203.0.113.20, role: sending-address, address: 203.0.113.20, sender: bulk, view: public }
  sender: bulk
  address: 203.0.113.20
  route: direct
  reverse_name: 20.113.0.203.in-addr.arpa.
  announced: []
  ptr: [{ name: mta.acme.example, addresses: [203.0.113.20], embeds_address: false, platform: false }]
included:
  subject: { key: _spf.provider.example/public, role: mail-from, name: _spf.provider.example, view: public }
  name: _spf.provider.example
  view: public
  included_by: [acme.example]
  records: ["v=spf1 ip4:192.0.2.0/24 -all"]
  problems: []
  dead_ends: []
spf:
  subject: { key: acme.example/public, role: mail-from, name: acme.example, view: public }
  name: acme.example
  owner: acme.example.
  view: public
  roles: [mail-from, from]
  planned_addresses: [203.0.113.20, 203.0.113.21, "2001:db8::21"]
  records: ["v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 ip6:2001:db8::21 -all"]
  merged_record: !absent
  repaired_record: !absent
  shortened_record: !absent
  suggested_record: v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 ip6:2001:db8::21 -all
  lookalikes: []
  alias: !absent
  obsolete: []
  answer_octets: 66
  problems: []
  included_errors: []
  faulty_includes: []
  lookups: 0
  costs: []
  void_terms_ipv4: []
  void_terms_ipv6: []
  void_exchanges_ipv4: []
  void_exchanges_ipv6: []
  loops: []
  without_record: []
  large_mx_terms: []
  allows_everyone: false
  everyone_by: []
  everyone_elsewhere: []
  foreign_includes: []
mail:
  subject: { key: bulk/203.0.113.20/acme.example/acme.example, role: mail-from, name: acme.example, view: public, address: 203.0.113.20, sender: bulk }
  sender: bulk
  address: 203.0.113.20
  from: acme.example
  mail_from: acme.example
  mail_from_owner: acme.example.
  view: public
  signs: true
  spf: pass
  spf_reason: ip4:203.0.113.20
  spf_ignored: []
  spf_void_lookups: 0
  spf_record: !absent
  helo: mta.acme.example
  helo_spf: pass
  boundary_tags: []
  strict_spf: !absent
  strict_dkim: !absent
  relaxed_spf_record: !absent
  relaxed_dkim_record: !absent
  spf_aligned: true
  dkim_aligned_keys: [s1._domainkey.acme.example]
  dkim_aligned_names: [s1._domainkey.acme.example]
  dkim_key_types: [rsa]
  has_dmarc: true
  older_spf_aligned: true
  older_dkim_aligned: true
key:
  subject: { key: s1._domainkey.acme.example, role: dkim, name: s1._domainkey.acme.example, view: public }
  domain: acme.example
  selector: s1
  name: s1._domainkey.acme.example
  view: public
  senders: [bulk]
  subdomain_identities: []
  has_key_file: true
  expected_record: v=DKIM1; k=rsa; p=MIIBIjAN
  records: [v=DKIM1; k=rsa; p=MIIBIjAN]
  alias: !absent
  repaired_record: !absent
  foreign_texts: []
  problems: []
  type: rsa
  bits: 2048
  revoked: false
  testing: false
  strict_identity: false
  usable: true
  matches: true
  misplaced: []
  only_by_wildcard: false
  obsolete_policies: []

"""#
        ),
        (
            path: "fixtures/mail-servers.yaml",
            text: #"""
# A mail exchanger and a policy that are in order. A fact that is not given here is unknown.
now: 2026-11-22T12:00:00Z
deployment:
  subject: { key: acme, name: acme }
  name: acme
  scheme: direct
  probes_tls: true
  probes_smtp: true
  probes_http: true
server:
  subject:
    { key: bounce.acme.example/mta.acme.example/203.0.113.20/public, role: mail-from, name: bounce.acme.example, view: public, address: 203.0.113.20 }
  domain: bounce.acme.example
  exchange: mta.acme.example
  address: 203.0.113.20
  view: public
  place: mta.acme.example (203.0.113.20)
  return_path: true
  alike: [bounce.acme.example, acme.example]
  speaks: true
  first_of_host: true
  reachable: true
  connection: takes the connection
  greeting: 220 mta.acme.example ESMTP
  announced: [mta.acme.example]
  ptr_names: [mta.acme.example]
  starttls: true
  starttls_failure: ""
  certificate_faults: []
  tls_required: false
  acceptance: accepted
  rejection: ""
  tlsa: [3 1 1]
  dane_secure: true
  tlsa_matches: true
  tlsa_wanted: 3 1 1 abababababababababababababababababababababababababababababababab
target:
  subject: { key: acme.example/mta.acme.example/public, role: mx, name: mta.acme.example, view: public }
  domain: acme.example
  view: public
  exchange: mta.acme.example
  alike: [acme.example]
  speaks: true
  first_of_host: true
  tlsa: [{ parameters: 3 1 1, usable: true, fault: "" }]
  dane_secure: true
  insecure: []
domain:
  subject: { key: acme.example/public, role: mail-from, name: acme.example, view: public }
  name: acme.example
  view: public
  roles: [mail-from, from]
  mta_sts:
    name: _mta-sts.acme.example
    records: [v=STSv1; id=20261101]
    problems: []
    url: https://mta-sts.acme.example/.well-known/mta-sts.txt
    found: true
    failure: ""
    policy_problems: []
    media_type: text/plain
    mode: enforce
    max_age: 336h
    patterns: [mta.acme.example]
    unlisted: []
    unused: []

"""#
        ),
        (
            path: "fixtures/schemes.yaml",
            text: #"""
# What the rules about schemes look at, healthy. A fact that is not given here is unknown.
now: 2026-11-22T12:00:00Z
deployment:
  subject: { key: acme, name: acme }
  name: acme
  described: true
  scheme: direct
  split_dns: false
  dmarc_policy: quarantine
  direct_senders: [bulk]
  direct_sending_addresses: [203.0.113.20, 203.0.113.21]
host:
  subject: { key: tracking/click.acme.example, role: tracking, name: click.acme.example }
  role: tracking
  name: click.acme.example
  shared_with: []
  from_domains: [news.acme.example]
  under_from: true
listener:
  subject: { key: "203.0.113.10:443", role: panel, address: 203.0.113.10 }
  address: 203.0.113.10
  port: 443
  roles: [panel]
  names: [panel.acme.example, api.acme.example]
claim:
  subject: { key: 203.0.113.20, role: sending-address, address: 203.0.113.20, sender: bulk }
  address: 203.0.113.20
  owners: [direct senders]
  senders: [bulk]
balancer:
  subject: { key: balancer, role: balancer }
  addresses: [203.0.113.5]
  sources: [10.0.0.5]
  trusted: [10.0.0.5/32]
  excessive: []
  client_address_header: X-Forwarded-For
setting:
  subject: { key: TRACKING_HOSTNAME, role: tracking, name: TRACKING_HOSTNAME }
  file: main.json
  key: TRACKING_HOSTNAME
  values: [click.acme.example]
  expected: [click.acme.example]
  agrees: true
helo:
  subject: { key: bulk/203.0.113.20/mta1.acme.example, role: helo, name: mta1.acme.example, view: public, address: 203.0.113.20, sender: bulk }
  sender: bulk
  address: 203.0.113.20
  mode: name
  name: mta1.acme.example
  qualified: true
  ptr: [mta1.acme.example]
  others: []
  unplanned: []
  a: [203.0.113.20]
  aaaa: []
  a_special: []
  aaaa_special: []
  aliases: []
inside:
  subject: { key: acme.example/internal, role: mail-from, name: acme.example, view: internal }
  zone: acme.example
  missing: []
web:
  subject: { key: panel/panel.acme.example/public, role: panel, name: panel.acme.example, view: public }
  role: panel
  name: panel.acme.example
  owner: panel.acme.example.
  view: public
  exposure: public
  must_resolve: true
  described: true
  expected: [203.0.113.5, 203.0.113.6]
  behind_nat: false
  coinciding: []
  leads_as_public: false
  alias: !absent
  alias_addresses: []
  leads_to_alias: true
  plans_ipv4: true
  plans_ipv6: false
  a: [203.0.113.5, 203.0.113.6]
  aaaa: []
  a_special: []
  aaaa_special: []
  aliases: []
  service_elsewhere: []
path:
  subject: { key: bulk/bounce.acme.example/public, role: mail-from, name: bounce.acme.example, view: public, sender: bulk }
  sender: bulk
  domain: bounce.acme.example
  owner: bounce.acme.example.
  view: public
  destination: sender
  split_dns: false
  platform: [203.0.113.20, 203.0.113.21, 203.0.113.22]
  relayed: false
  is_from: false
  leads_as_public: false
  forwarding_proven: true
  own_internal: []
  host: mta.bounce.acme.example.
  expected: [203.0.113.20, 203.0.113.21]
  routes:
    - { exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: [], a_special: [], aaaa_special: [], aliases: [] }
    - { exchange: mta2.acme.example, preference: 20, implicit: false, a: [203.0.113.21], aaaa: [], a_special: [], aaaa_special: [], aliases: [] }
address:
  subject: { key: bulk/203.0.113.20, role: sending-address, address: 203.0.113.20, sender: bulk, view: public }
  sender: bulk
  address: 203.0.113.20
  route: direct
  web_names: []
  announced: [mta1.acme.example]
  reverse_name: 20.113.0.203.in-addr.arpa.
  ptr: [{ name: mta1.acme.example, addresses: [203.0.113.20], embeds_address: false, platform: false }]
record:
  subject: { key: bounce.acme.example MX/public, role: record, name: bounce.acme.example, view: public }
  owner: bounce.acme.example
  type: MX
  view: public
  changes: true
  was: [10 mx.office.example.]
  becomes: [10 mta1.acme.example.]
  ttl: 1h

"""#
        ),
        (
            path: "fixtures/tls.yaml",
            text: #"""
# A tracking name that is served well over TLS. A fact that is not given here is unknown.
now: 2026-11-22T12:00:00Z
deployment:
  subject: { key: acme, name: acme }
  name: acme
  scheme: direct
  probes_tls: true
  probes_smtp: true
  probes_http: true
endpoint:
  subject:
    { key: "tracking/click.acme.example:443/203.0.113.11/public", role: tracking, name: click.acme.example, view: public, address: 203.0.113.11 }
  role: tracking
  name: click.acme.example
  port: 443
  address: 203.0.113.11
  view: public
  exposure: public
  place: click.acme.example (203.0.113.11, port 443)
  reachable: true
  connection: takes the connection
  handshake: true
  handshake_failure: !absent
  ordinary_client: true
  client: a browser of 2026
  asks_for_certificate: false
  demands_certificate: false
  tls_1_0: false
  tls_1_1: false
  tls_1_2: true
  tls_1_3: true
  version: TLSv1.3
  cipher: TLS_AES_256_GCM_SHA384
  group: X25519
  key_exchange: ecdhe
  certificate:
    depth: 0
    subject: CN=click.acme.example
    issuer: CN=R10, O=Let's Encrypt, C=US
    serial: 03a1
    not_before: 2026-11-01T00:00:00Z
    not_after: 2027-01-30T00:00:00Z
    lifetime: 2160h
    lifetime_cap: 4800h
    next_cap: !absent
    next_cap_from: !absent
    anchor: false
    names: [click.acme.example]
    covers: click.acme.example
    key_type: EC
    key_bits: 256
    signature: sha256WithRSAEncryption
    digest: SHA256
    self_issued: false
    must_staple: false
    fingerprint: 9f86d081
  chain:
    - depth: 0
      subject: CN=click.acme.example
      issuer: CN=R10, O=Let's Encrypt, C=US
      not_before: 2026-11-01T00:00:00Z
      not_after: 2027-01-30T00:00:00Z
      key_type: EC
      key_bits: 256
      signature: sha256WithRSAEncryption
      digest: SHA256
      self_issued: false
      anchor: false
    - depth: 1
      subject: CN=R10, O=Let's Encrypt, C=US
      issuer: CN=ISRG Root X1, O=Internet Security Research Group, C=US
      not_before: 2024-03-13T00:00:00Z
      not_after: 2027-03-12T23:59:59Z
      key_type: RSA
      key_bits: 2048
      signature: sha256WithRSAEncryption
      digest: SHA256
      self_issued: false
      anchor: false
    - depth: 2
      subject: CN=ISRG Root X1, O=Internet Security Research Group, C=US
      issuer: CN=ISRG Root X1, O=Internet Security Research Group, C=US
      not_before: 2015-06-04T11:04:38Z
      not_after: 2035-06-04T11:04:38Z
      key_type: RSA
      key_bits: 4096
      signature: sha256WithRSAEncryption
      digest: SHA256
      self_issued: true
      anchor: true
  other_certificates: []
  other_faults: []
  first_end:
    subject: CN=click.acme.example
    depth: 0
    not_after: 2027-01-30T00:00:00Z
    lifetime: 2160h
  served: [CN=click.acme.example, "CN=R10, O=Let's Encrypt, C=US"]
  verify_problems: []
  name_matches: true
  trust: trusted
  missing_issuer: !absent
  missing_issuer_urls: []
  trust_detail: ""
  staple: none
  vouched_by_dane: false
  answers_http: false
  plain_port: !absent
  redirects: false
  page: !absent
  page_detail: ""
  caa:
    at: acme.example
    through_alias: false
    records: ['0 issue "letsencrypt.org"']
    allowed: [letsencrypt.org]
    permission: allowed
    authority: Let's Encrypt
    reason: !absent
    detail: ""
    wanted: !absent
    replaced: !absent
    hindrances: []
web:
  subject: { key: tracking/click.acme.example/public, role: tracking, name: click.acme.example, view: public }
  role: tracking
  name: click.acme.example
  view: public
  exposure: public
  caa_failure: !absent
  caa_bogus: false
  certificates:
    - { fingerprint: 9f86d081, subject: CN=click.acme.example, serial: 03a1, not_after: 2027-01-30T00:00:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.11, 203.0.113.12] }

"""#
        ),
        (
            path: "from/private-address-leaked.yaml",
            text: #"""
engine: 1
title: From domain with an internal address
severity: warning
tags: [from]
for_each: mail_domain
# The same address, where the domain takes its own mail.
explained-by:
  - { rules: [mx/target-not-public], when: 'domain.mx.all(m, m.exchange.sameName(domain.name))' }
harm: degraded
# The addresses of a MAIL FROM domain are reported by return-path/private-address-leaked.
applies: 'domain.view == "public" && "from" in domain.roles && !("mail-from" in domain.roles)'
assert: domain.a_special.size() == 0 && domain.aaaa_special.size() == 0
message: >-
  The From domain {domain.name} has an internal address in the public view:
  {(domain.a_special.map(s, string(s.address) + " (" + s.kind + ")") + domain.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")")) | list}.
why: |
  Internal addresses are visible to everybody, and without an MX record, mail to the domain would be sent there. Records of the internal
  view have been published in the public zone.
fix:
  text: Remove the internal address of {domain.name} from the public zone; check every server of the zone.
references: [RFC 1918 §3, RFC 6890 §2]
tests:
  - { name: no address of its own, base: direct, given: { domain.roles: [from] }, expect: pass }
  - name: an internal one
    base: direct
    given: { domain.roles: [from], domain.a: [10.1.0.1], domain.a_special: [{ address: 10.1.0.1, kind: private }] }
    expect: fail
    severity: warning
    message-is: 'The From domain acme.example has an internal address in the public view: 10.1.0.1 (private).'
  - { name: an internal IPv6 address, base: direct, given: { domain.roles: [from], domain.aaaa_special: [{ address: "fd00::1", kind: private }] }, expect: fail }
  - { name: a MAIL FROM domain too, base: direct, expect: not-applicable }
  - { name: no answer, base: direct, given: { domain.roles: [from], domain.a_special: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "from/unreachable.yaml",
            text: #"""
engine: 1
title: From domain accepts no mail
severity: error
tags: [from]
for_each: mail_domain
explained-by: [name/does-not-exist, name/alias-dangling, name/alias-beside-data]
harm: bounces
applies: '"from" in domain.roles && domain.view == "public"'
requires: [name/does-not-exist]
assert: domain.mx.size() > 0 || domain.a.size() > 0 || domain.aaaa.size() > 0
message: The From domain {domain.name} has neither an MX record nor an address.
why: |
  Mailbox providers reject mail whose From domain cannot receive a reply, and replies and complaints are lost.
fix:
  text: Publish an MX record for {domain.name} that names a host which accepts its mail.
references: [RFC 5321 §5.1]
tests:
  - { name: an MX record, base: direct, expect: pass }
  - { name: an address and no MX, base: direct, given: { domain.mx: [], domain.a: [203.0.113.20] }, expect: pass }
  - name: nothing
    base: direct
    given: { domain.mx: [], domain.a: [], domain.aaaa: [] }
    expect: fail
    message: The From domain acme.example has neither an MX record nor an address.
  - { name: no answer for MX, base: direct, given: { domain.mx: !unknown timeout, domain.a: [], domain.aaaa: [] }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from], domain.mx: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "helo/differs-from-ptr.yaml",
            text: #"""
engine: 1
title: Announced name is not the PTR name
severity: warning
tags: [helo, ptr]
for_each: helo
explained-by: [helo/unresolvable, helo/not-at-sender, ptr/not-confirmed]
applies: helo.mode != "ptr"
requires: [helo/not-fqdn]
assert: helo.ptr.size() == 0 || helo.ptr.exists(name, name.sameName(helo.name))
message: Sender {helo.sender} announces {helo.name} from {helo.address}, whose PTR name is {helo.ptr | list}.
why: |
  The standard does not allow receivers to reject mail for this alone, but filters count it.
fix:
  text: Let the sender announce the PTR name (helo ptr), or have the PTR record of {helo.address} changed to {helo.name}.
references: [RFC 5321 §4.1.4, RFC 1912 §2.1]
tests:
  - { name: the same name, base: schemes, given: { helo.ptr: [MTA1.acme.example.] }, expect: pass }
  - { name: no PTR name is another rule's business, base: schemes, given: { helo.ptr: [] }, expect: pass }
  - name: another name
    base: schemes
    given: { helo.ptr: [vm7.provider.example] }
    expect: fail
    severity: warning
    message-is: Sender bulk announces mta1.acme.example from 203.0.113.20, whose PTR name is vm7.provider.example.
  - { name: no answer, base: schemes, given: { helo.ptr: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the PTR name by choice, base: schemes, given: { helo.mode: ptr }, expect: not-applicable }

"""#
        ),
        (
            path: "helo/not-at-sender.yaml",
            text: #"""
engine: 1
title: Announced name resolves to another address
severity: error
tags: [helo]
for_each: helo
explained-by:
  - { rules: [ptr/not-confirmed], at: helo.name }
# The addresses of a PTR name are reported by ptr/not-confirmed.
applies: helo.mode != "ptr"
requires: [helo/not-fqdn, helo/unresolvable]
assert: helo.address in helo.a || helo.address in helo.aaaa
message: >-
  Sender {helo.sender} announces {helo.name} from {helo.address}, but the name resolves to
  {(helo.a + helo.aaaa).map(found, string(found)).join(", ")}.
why: |
  A server that announces the name of another host looks like an impostor. With several sending addresses, a common name is correct for
  one of them at most.
fix:
  text: From {helo.address}, announce a name that resolves to it, preferably its PTR name, or publish its address at {helo.name}.
references: [RFC 5321 §4.1.4, RFC 7208 §2.3]
tests:
  - { name: it leads back, base: schemes, expect: pass }
  - name: it leads to another server
    base: schemes
    given: { helo.a: [203.0.113.21] }
    expect: fail
    severity: error
    message-is: Sender bulk announces mta1.acme.example from 203.0.113.20, but the name resolves to 203.0.113.21.
  - { name: the PTR name by choice, base: schemes, given: { helo.mode: ptr, helo.a: [203.0.113.21] }, expect: not-applicable }
  - { name: no answer, base: schemes, given: { helo.a: !unknown timeout, helo.aaaa: ["2001:db8::1"] }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "helo/not-fqdn.yaml",
            text: #"""
engine: 1
title: Announced name is not a public name
severity: error
tags: [helo]
for_each: helo
explained-by:
  - { rules: [ptr/not-confirmed, ptr/generic], at: helo.name }
assert: helo.qualified
message: Sender {helo.sender} announces {helo.name} from {helo.address}, which is not a fully qualified name on the public Internet.
why: |
  Receivers reject an EHLO name that nobody else can resolve: a bare host name, or one under a domain for local networks.
fix:
  text: Announce a full host name of your own that resolves to {helo.address}, preferably its PTR name.
references: [RFC 5321 §2.3.5, RFC 5321 §4.1.1.1]
tests:
  - { name: a full name, base: schemes, expect: pass }
  - name: a bare host name
    base: schemes
    given: { helo.name: mta1, helo.qualified: false }
    expect: fail
    severity: error
    message-is: Sender bulk announces mta1 from 203.0.113.20, which is not a fully qualified name on the public Internet.
  - { name: the PTR name could not be had, base: schemes, given: { helo.qualified: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "helo/private-address-leaked.yaml",
            text: #"""
engine: 1
title: Announced name with an internal address
severity: warning
tags: [helo]
for_each: helo
explained-by:
  - helo/not-at-sender
  - helo/unresolvable
  - { rules: [ptr/not-confirmed], at: helo.name }
assert: helo.a_special.size() == 0 && helo.aaaa_special.size() == 0
message: >-
  {helo.name}, which sender {helo.sender} announces from {helo.address}, has an internal address in the public view:
  {(helo.a_special.map(s, string(s.address) + " (" + s.kind + ")") + helo.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")")) | list}.
why: |
  Internal addresses are visible to everybody, and a receiver that uses the first address of the name may get one that it cannot reach.
  Records of the internal view, or an address from behind NAT, have been published in the public zone.
fix:
  text: Remove the internal address of {helo.name} from the public zone; check every server of the zone.
references: [RFC 1918 §3, RFC 6890 §2]
tests:
  - { name: a public address, base: schemes, expect: pass }
  - name: an internal one beside it
    base: schemes
    given: { helo.a: [203.0.113.20, 10.1.0.20], helo.a_special: [{ address: 10.1.0.20, kind: private }] }
    expect: fail
    severity: warning
    message-is: 'mta1.acme.example, which sender bulk announces from 203.0.113.20, has an internal address in the public view: 10.1.0.20 (private).'
  - { name: an internal IPv6 address, base: schemes, given: { helo.aaaa_special: [{ address: "fd00::1", kind: private }] }, expect: fail, message: 'fd00::1 (private)' }
  - { name: no answer, base: schemes, given: { helo.a_special: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "helo/shared.yaml",
            text: #"""
engine: 1
title: One announced name for several addresses
severity: warning
tags: [helo]
for_each: helo
explained-by: [helo/not-at-sender]
requires: [helo/not-fqdn, helo/unresolvable]
assert: >-
  helo.address in helo.a || helo.address in helo.aaaa || !helo.others.exists(other, other in helo.a || other in helo.aaaa)
message: >-
  {helo.name} is announced from {helo.address} and from {helo.others.map(other, string(other)).join(", ")}, but resolves only to
  {(helo.a + helo.aaaa).map(found, string(found)).join(", ")}.
why: |
  Servers with several addresses often announce one name from all of them. It is correct for the address that it resolves to, and wrong
  for the others.
fix:
  text: Announce a separate name from each address; with helo ptr this happens automatically.
references: [RFC 5321 §4.1.4]
tests:
  - { name: announced from one address, base: schemes, expect: pass }
  - { name: it leads to both addresses, base: schemes, given: { helo.others: [203.0.113.21], helo.a: [203.0.113.20, 203.0.113.21] }, expect: pass }
  - name: it leads to the other address
    base: schemes
    given: { helo.others: [203.0.113.21], helo.a: [203.0.113.21] }
    expect: fail
    severity: warning
    message-is: mta1.acme.example is announced from 203.0.113.20 and from 203.0.113.21, but resolves only to 203.0.113.21.
  - { name: it leads to neither, base: schemes, given: { helo.others: [203.0.113.21], helo.a: [198.51.100.1] }, expect: pass }
  - { name: no answer, base: schemes, given: { helo.others: !unknown timeout, helo.a: [203.0.113.21] }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "helo/unplanned-address.yaml",
            text: #"""
engine: 1
title: Server's name has an unplanned address
severity: warning
tags: [helo]
for_each: helo
explained-by:
  - helo/unresolvable
  # Addresses of another PTR name than the announced one.
  - { rules: [ptr/not-confirmed], when: '!unplanned.exists(found, found in helo.a || found in helo.aaaa)' }
# A name with none of the planned addresses is reported by helo/not-at-sender and ptr/not-confirmed.
# An internal address is reported by helo/private-address-leaked.
let:
  leads_back: helo.address in helo.a || helo.address in helo.aaaa
  unplanned: '
    helo.unplanned.filter(a, !helo.a_special.exists(s, s.address == a) && !helo.aaaa_special.exists(s, s.address == a))'
assert: unplanned.size() == 0 || !leads_back
message: >-
  {helo.name}, the name of sender {helo.sender} at {helo.address}, also resolves to {unplanned | list}, which
  {deployment.described ? "the deployment file does not name" : "is none of the given addresses"}.
why: |
  A host may send mail from any of its addresses, IPv6 first, unless its configuration says otherwise. Mail from an address that has no
  PTR record and is not in SPF is rejected: Gmail, for example, refuses IPv6 senders without PTR (550 5.7.1). It is the most common reason
  why mail from a new server is refused.
fix:
  text: >-
    If mail can leave from {unplanned | list}: add it to the sender's addresses, with a PTR record and in SPF, or bind the sender to the
    planned addresses. If not, remove its record from {helo.name}.
references: [RFC 5321 §4.1.4, RFC 6724 §2.1]
tests:
  - { name: planned addresses alone, base: schemes, expect: pass }
  - name: an IPv6 address
    base: schemes
    given: { helo.aaaa: ["2001:db8::20"], helo.unplanned: ["2001:db8::20"] }
    expect: fail
    severity: warning
    message-is: mta1.acme.example, the name of sender bulk at 203.0.113.20, also resolves to 2001:db8::20, which the deployment file does not name.
  - { name: it leads elsewhere altogether, base: schemes, given: { helo.a: [198.51.100.1], helo.unplanned: [198.51.100.1] }, expect: pass }
  - { name: an internal address, base: schemes, given: { helo.a: [203.0.113.20, 10.1.0.20], helo.a_special: [{ address: 10.1.0.20, kind: private }], helo.unplanned: [10.1.0.20] }, expect: pass }
  - { name: an internal IPv6 address, base: schemes, given: { helo.aaaa_special: [{ address: "fd00::1", kind: private }], helo.unplanned: ["fd00::1"] }, expect: pass }
  - { name: without a deployment file, base: schemes, given: { deployment.described: false, helo.aaaa: ["2001:db8::20"], helo.unplanned: ["2001:db8::20"] }, expect: fail, message: which is none of the given addresses. }
  - { name: no answer, base: schemes, given: { helo.unplanned: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "helo/unresolvable.yaml",
            text: #"""
engine: 1
title: Announced name does not resolve
severity: error
tags: [helo]
for_each: helo
explained-by:
  - { rules: [name/does-not-exist, mx/target-missing], at: helo.name }
requires: [helo/not-fqdn]
# A PTR name without an address is reported by ptr/not-confirmed.
assert: (helo.mode == "ptr" || helo.a.size() > 0 || helo.aaaa.size() > 0) && helo.aliases.size() == 0
message: >-
  Sender {helo.sender} announces {helo.name} from {helo.address}, which
  {helo.aliases.size() > 0 ? "is an alias of " + helo.aliases.join(", ") : "has no address"}.
why: |
  The EHLO name must be a host name with an address of its own. Many receivers resolve it first, and refuse the session if they cannot.
fix:
  text: >-
    {helo.aliases.size() > 0 ? "Let sender " + helo.sender + " announce a name with an address record of its own, in place of the alias " + helo.name : "Publish the address of " + helo.name + " in a record of its own"}.
references: [RFC 5321 §2.3.5, RFC 5321 §4.1.1.1]
tests:
  - { name: an address, base: schemes, expect: pass }
  - name: none
    base: schemes
    given: { helo.a: [] }
    expect: fail
    severity: error
    message-is: Sender bulk announces mta1.acme.example from 203.0.113.20, which has no address.
  - { name: a PTR name without one, base: schemes, given: { helo.mode: ptr, helo.a: [] }, expect: pass }
  - { name: an alias, base: schemes, given: { helo.aliases: [host.acme.example] }, expect: fail, message: is an alias of host.acme.example }
  - { name: no answer, base: schemes, given: { helo.a: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "mta-sts/max-age-short.yaml",
            text: #"""
engine: 1
title: MTA-STS policy is cached only briefly
severity: notice
tags: [mta-sts, probe]
for_each: mail_domain
harm: bounces
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid, mta-sts/policy-unreachable, mta-sts/policy-invalid]
params:
  shortest: { type: duration, default: 1d, doc: Below this a policy protects hardly anybody. }
assert: >-
  domain.mta_sts.records.size() == 0 || !has(domain.mta_sts.max_age) || has(domain.mta_sts.mode) && domain.mta_sts.mode == "none"
  || domain.mta_sts.max_age >= params.shortest
message: 'Senders cache the MTA-STS policy of {domain.name} for only {string(has(domain.mta_sts.max_age) ? domain.mta_sts.max_age.getSeconds() : 0)} seconds.'
why: |
  The policy protects mail from senders that have cached it. If it expires between two messages, an attacker on the path can keep the next
  sender from fetching it. Weeks are usual.
fix:
  text: 'Serve "max_age: 1209600" (two weeks) or more at {domain.mta_sts.url}.'
references: [RFC 8461 §3.2]
tests:
  - { name: two weeks, base: mail-servers, expect: pass }
  - name: an hour
    base: mail-servers
    given: { domain.mta_sts.max_age: 1h }
    expect: fail
    message-is: Senders cache the MTA-STS policy of acme.example for only 3600 seconds.
  - { name: a policy that is being removed, base: mail-servers, given: { domain.mta_sts.max_age: 1h, domain.mta_sts.mode: none }, expect: pass }
  - { name: without a mode, base: mail-servers, given: { domain.mta_sts.max_age: 1h, domain.mta_sts.mode: !absent }, expect: fail }
  - { name: not given, base: mail-servers, given: { domain.mta_sts.max_age: !absent }, expect: pass }
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.max_age: !unknown not-probed }, expect: pass }
  - { name: not fetched in time, base: mail-servers, given: { domain.mta_sts.max_age: !unknown timeout, domain.mta_sts.mode: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/missing.yaml",
            text: #"""
engine: 1
title: No MTA-STS policy
severity: notice
enabled: false
tags: [mta-sts]
for_each: mail_domain
harm: bounces
applies: domain.view == "public"
assert: domain.mta_sts.records.size() > 0
message: '{domain.name} publishes no MTA-STS record at {domain.mta_sts.name}.'
why: |
  An attacker on the path can make mail to the domain travel unencrypted.
fix:
  text: Serve a policy at {domain.mta_sts.url} and publish "v=STSv1; id=…" at {domain.mta_sts.name}.
references: [RFC 8461 §3]
tests:
  - { name: a record, base: mail-servers, expect: pass }
  - name: none
    base: mail-servers
    given: { domain.mta_sts.records: [] }
    expect: fail
    message-is: acme.example publishes no MTA-STS record at _mta-sts.acme.example.
  - { name: no answer, base: mail-servers, given: { domain.mta_sts.records: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: mail-servers, given: { domain.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/mx-is-address.yaml",
            text: #"""
engine: 1
title: MTA-STS policy lists an address
severity: warning
tags: [mta-sts, mx, probe]
for_each: mail_domain
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid, mta-sts/policy-unreachable, mta-sts/policy-invalid]
assert: domain.mta_sts.records.size() == 0 || !domain.mta_sts.policy_problems.exists(p, p.code == "mx-address")
message: 'The MTA-STS policy of {domain.name}: {domain.mta_sts.policy_problems.filter(p, p.code == "mx-address").map(p, p.message).join("; ")}.'
why: |
  The "mx" values are compared with the names in the MX records, so an address matches nothing. Some senders reject a policy that contains
  one, and with it every host that the policy lists.
fix:
  text: Replace the address in the policy at {domain.mta_sts.url} by the name of the MX host, and change the id in the record.
references: [RFC 8461 §3.2, RFC 8461 §4.1]
tests:
  - { name: names alone, base: mail-servers, expect: pass }
  - name: an address beside a name
    base: mail-servers
    given:
      domain.mta_sts.policy_problems:
        - { code: mx-address, severity: warning, message: "`mx: 203.0.113.20` is an address: it can never match, since MX records hold names" }
    expect: fail
    message-is: 'The MTA-STS policy of acme.example: `mx: 203.0.113.20` is an address: it can never match, since MX records hold names.'
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.policy_problems: !unknown not-probed }, expect: pass }
  - { name: no policy, base: mail-servers, given: { domain.mta_sts.policy_problems: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/mx-not-listed.yaml",
            text: #"""
engine: 1
title: Mail exchanger missing from the MTA-STS policy
severity: error
tags: [mta-sts, mx, probe]
for_each: mail_domain
harm: bounces
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid, mta-sts/policy-unreachable, mta-sts/policy-invalid]
assert: >-
  domain.mta_sts.records.size() == 0 || !has(domain.mta_sts.mode) || domain.mta_sts.mode == "none"
  || domain.mta_sts.unlisted.size() == 0
lower: { to: warning, when: has(domain.mta_sts.mode) && domain.mta_sts.mode == "testing" }
message: >-
  The MTA-STS policy of {domain.name} lists {domain.mta_sts.patterns.size() > 0 ? domain.mta_sts.patterns.join(", ") : "no host"}, but not its mail
  {domain.mta_sts.unlisted.size() == 1 ? "exchanger" : "exchangers"} {domain.mta_sts.unlisted.join(", ")}.
why: |
  Senders that follow the policy do not deliver to a host that it does not list; in mode testing they only report it.
fix:
  text: 'Add "mx: {domain.mta_sts.unlisted.join(", ")}" to the policy at {domain.mta_sts.url} and change the id in the record, before the MX records change.'
references: [RFC 8461 §4.1, RFC 8461 §5.1]
tests:
  - { name: listed, base: mail-servers, expect: pass }
  - name: a host that is not
    base: mail-servers
    given: { domain.mta_sts.unlisted: [mx2.acme.example] }
    expect: fail
    severity: error
    message-is: The MTA-STS policy of acme.example lists mta.acme.example, but not its mail exchanger mx2.acme.example.
  - name: in mode testing
    base: mail-servers
    given: { domain.mta_sts.unlisted: [mx2.acme.example], domain.mta_sts.mode: testing }
    expect: fail
    severity: warning
  - { name: in mode none, base: mail-servers, given: { domain.mta_sts.unlisted: [mx2.acme.example], domain.mta_sts.mode: none }, expect: pass }
  - { name: without a mode, base: mail-servers, given: { domain.mta_sts.unlisted: [mx2.acme.example], domain.mta_sts.mode: !absent }, expect: pass }
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.mode: !unknown not-probed }, expect: pass }
  - { name: no answer for MX, base: mail-servers, given: { domain.mta_sts.unlisted: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/pattern-unused.yaml",
            text: #"""
engine: 1
title: MTA-STS policy lists unused hosts
severity: notice
tags: [mta-sts, mx, probe]
for_each: mail_domain
harm: bounces
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid, mta-sts/policy-unreachable, mta-sts/policy-invalid]
assert: domain.mta_sts.records.size() == 0 || domain.mta_sts.unused.size() == 0
message: 'The MTA-STS policy of {domain.name} lists {domain.mta_sts.unused.join(", ")}, but no MX record names such a host.'
why: |
  This is usual while mail moves from one host to another. Left in place, it lets mail go to a host that nobody maintains any more.
fix:
  text: Remove the line from the policy at {domain.mta_sts.url} when the move is over, and change the id in the record.
references: [RFC 8461 §8.3]
tests:
  - { name: all are in use, base: mail-servers, expect: pass }
  - name: a host of old
    base: mail-servers
    given: { domain.mta_sts.unused: [old.acme.example] }
    expect: fail
    message-is: The MTA-STS policy of acme.example lists old.acme.example, but no MX record names such a host.
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.unused: !unknown not-probed }, expect: pass }
  - { name: no answer for MX, base: mail-servers, given: { domain.mta_sts.unused: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/policy-invalid.yaml",
            text: #"""
engine: 1
title: MTA-STS policy is not valid
severity: error
tags: [mta-sts, probe]
for_each: mail_domain
harm: bounces
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid, mta-sts/policy-unreachable]
assert: domain.mta_sts.records.size() == 0 || !domain.mta_sts.policy_problems.exists(p, p.severity == "error")
message: 'The policy at {domain.mta_sts.url} is not valid: {domain.mta_sts.policy_problems.filter(p, p.severity == "error").map(p, p.message).join("; ")}.'
why: |
  Senders discard the whole policy and deliver as if there were none.
fix:
  text: 'Serve the lines "version: STSv1", "mode: enforce", one "mx: …" for each host and "max_age: 1209600".'
references: [RFC 8461 §3.2]
tests:
  - { name: a sound policy, base: mail-servers, expect: pass }
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.policy_problems: !unknown not-probed }, expect: pass }
  - name: no mode
    base: mail-servers
    given: { domain.mta_sts.policy_problems: [{ code: key-missing, severity: error, message: the policy has no `mode`, position: 1 }] }
    expect: fail
    message-is: 'The policy at https://mta-sts.acme.example/.well-known/mta-sts.txt is not valid: the policy has no `mode`.'
  - { name: not fetched in time, base: mail-servers, given: { domain.mta_sts.policy_problems: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/policy-not-plain-text.yaml",
            text: #"""
engine: 1
title: MTA-STS policy is not served as plain text
severity: warning
tags: [mta-sts, probe]
for_each: mail_domain
harm: bounces
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid, mta-sts/policy-unreachable, mta-sts/policy-invalid]
assert: domain.mta_sts.records.size() == 0 || has(domain.mta_sts.media_type) && domain.mta_sts.media_type == "text/plain"
message: >-
  {domain.mta_sts.url} is served as {has(domain.mta_sts.media_type) ? domain.mta_sts.media_type : "nothing in particular (no Content-Type)"}, not as
  text/plain.
why: |
  Senders should accept a policy only as text/plain, so that no user of a shared host can serve one for everybody. Senders that do this
  act as if there were no policy.
fix:
  text: 'Let the web server send "Content-Type: text/plain" with {domain.mta_sts.url}.'
references: [RFC 8461 §3.2]
tests:
  - { name: plain text, base: mail-servers, expect: pass }
  - name: a page
    base: mail-servers
    given: { domain.mta_sts.media_type: text/html }
    expect: fail
    message-is: https://mta-sts.acme.example/.well-known/mta-sts.txt is served as text/html, not as text/plain.
  - name: no type at all
    base: mail-servers
    given: { domain.mta_sts.media_type: !absent }
    expect: fail
    message-is: https://mta-sts.acme.example/.well-known/mta-sts.txt is served as nothing in particular (no Content-Type), not as text/plain.
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.media_type: !unknown not-probed }, expect: pass }
  - { name: not fetched in time, base: mail-servers, given: { domain.mta_sts.media_type: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/policy-unreachable.yaml",
            text: #"""
engine: 1
title: MTA-STS policy cannot be fetched
severity: error
tags: [mta-sts, probe]
for_each: mail_domain
harm: bounces
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid]
assert: domain.mta_sts.records.size() == 0 || domain.mta_sts.found
message: '{domain.name} announces an MTA-STS policy, but it cannot be fetched from {domain.mta_sts.url}: {domain.mta_sts.failure}.'
why: |
  Senders that have cached the policy apply it until it expires, and then do without; new ones never learn it. Redirects are not followed,
  and the certificate must be valid for the host.
fix:
  text: Serve the policy at {domain.mta_sts.url} with status 200 and a valid certificate, or remove the record at {domain.mta_sts.name}.
references: [RFC 8461 §3.3]
tests:
  - { name: fetched, base: mail-servers, expect: pass }
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.found: false }, expect: pass }
  - name: a redirect
    base: mail-servers
    given: { domain.mta_sts.found: false, domain.mta_sts.failure: 'the server redirects (301), which senders do not follow' }
    expect: fail
    message-is: 'acme.example announces an MTA-STS policy, but it cannot be fetched from https://mta-sts.acme.example/.well-known/mta-sts.txt: the server redirects (301), which senders do not follow.'
  - { name: no way to the host, base: mail-servers, given: { domain.mta_sts.found: !unknown network }, expect: undetermined, cause: network }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/record-invalid.yaml",
            text: #"""
engine: 1
title: MTA-STS record is not valid
severity: error
tags: [mta-sts]
for_each: mail_domain
harm: bounces
applies: domain.view == "public"
assert: domain.mta_sts.records.size() <= 1 && !domain.mta_sts.problems.exists(p, p.severity == "error")
message: >-
  The MTA-STS record at {domain.mta_sts.name} is not valid:
  {domain.mta_sts.records.size() > 1 ? string(domain.mta_sts.records.size()) + " MTA-STS records are published there, and only one is allowed" : domain.mta_sts.problems.filter(p, p.severity == "error").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  Senders act as if there were no policy: the protection that the operator expects does not exist.
fix:
  text: Publish one record "v=STSv1; id=…" at {domain.mta_sts.name}, with a new id whenever the policy changes.
references: [RFC 8461 §3.1]
tests:
  - { name: a sound record, base: mail-servers, expect: pass }
  - { name: none, base: mail-servers, given: { domain.mta_sts.records: [] }, expect: pass }
  - name: no id
    base: mail-servers
    given:
      domain.mta_sts.problems: [{ code: id-missing, severity: error, message: 'there is no `id`: senders cannot tell when the policy changes', position: 8 }]
    expect: fail
    message-is: 'The MTA-STS record at _mta-sts.acme.example is not valid: at position 8, there is no `id`: senders cannot tell when the policy changes.'
  - name: two records
    base: mail-servers
    given: { domain.mta_sts.records: [v=STSv1; id=1, v=STSv1; id=2] }
    expect: fail
    message: 2 MTA-STS records are published there, and only one is allowed
  - { name: no answer, base: mail-servers, given: { domain.mta_sts.records: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: mail-servers, given: { domain.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "mta-sts/testing.yaml",
            text: #"""
engine: 1
title: MTA-STS policy in mode testing
severity: notice
tags: [mta-sts, probe]
for_each: mail_domain
harm: bounces
applies: domain.view == "public" && deployment.probes_http
requires: [mta-sts/record-invalid, mta-sts/policy-unreachable, mta-sts/policy-invalid]
assert: domain.mta_sts.records.size() == 0 || !has(domain.mta_sts.mode) || domain.mta_sts.mode != "testing"
message: 'The MTA-STS policy of {domain.name} only asks for reports (mode testing).'
why: |
  Senders still deliver without TLS. This is right while reports are being watched; after that the policy should protect.
fix:
  text: 'When TLS reports show no failures for some weeks, serve "mode: enforce" and change the id in the record.'
references: [RFC 8461 §5]
tests:
  - { name: enforced, base: mail-servers, expect: pass }
  - { name: testing, base: mail-servers, given: { domain.mta_sts.mode: testing }, expect: fail, message: mode testing }
  - { name: without a mode, base: mail-servers, given: { domain.mta_sts.mode: !absent }, expect: pass }
  - { name: no record, base: mail-servers, given: { domain.mta_sts.records: [], domain.mta_sts.mode: !unknown not-probed }, expect: pass }
  - { name: not fetched in time, base: mail-servers, given: { domain.mta_sts.mode: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: mail-servers, given: { deployment.probes_http: false }, expect: not-applicable }

"""#
        ),
        (
            path: "mx/null-beside-others.yaml",
            text: #"""
engine: 1
title: Null MX beside other MX records
severity: error
tags: [mx]
for_each: mail_domain
harm: bounces
assert: '!domain.mx.exists(m, m.is_null) || domain.mx.size() == 1'
message: >-
  {domain.name} has a null MX record beside {domain.mx.filter(m, !m.is_null).map(m, m.exchange).join(", ")} in the
  {domain.view} view.
why: |
  A null MX must stand alone. Senders disagree on which record wins, so mail is lost at random.
fix:
  text: Remove the record "MX 0 ." from {domain.name}.
references: [RFC 7505 §3]
tests:
  - { name: an ordinary MX, base: direct, expect: pass }
  - { name: a null MX alone is another rule's business, base: direct, given: { domain.mx: [{ preference: 0, exchange: ".", is_null: true }] }, expect: pass }
  - name: both
    base: direct
    given:
      domain.mx:
        - { preference: 0, exchange: ".", is_null: true }
        - { preference: 10, exchange: mx.acme.example, is_null: false }
    expect: fail
    message: acme.example has a null MX record beside mx.acme.example in the public view.
  - { name: no answer, base: direct, given: { domain.mx: !unknown servfail }, expect: undetermined, cause: servfail }

"""#
        ),
        (
            path: "mx/null-on-sending-domain.yaml",
            text: #"""
engine: 1
title: Null MX on a sending domain
severity: error
tags: [mx]
for_each: mail_domain
explained-by: [mx/null-beside-others]
harm: bounces
assert: '!domain.mx.exists(m, m.is_null)'
message: '{domain.name} is a {domain.roles.map(r, r == "from" ? "From" : "MAIL FROM").join(" and ")} domain, and its null MX record in the {domain.view} view says that it accepts no mail.'
why: |
  Receivers reject mail from a domain that cannot receive a reply (RFC 7505 §4.2), and no bounce or reply ever comes back.
fix:
  text: Remove the record "MX 0 ." from {domain.name} and publish an MX record that names a host which accepts its mail.
references: [RFC 7505 §4.2]
tests:
  - { name: an ordinary MX, base: direct, expect: pass }
  - { name: no MX at all, base: direct, given: { domain.mx: [] }, expect: pass }
  - name: a null MX
    base: direct
    given: { domain.mx: [{ preference: 0, exchange: ".", is_null: true }] }
    expect: fail
    severity: error
    message: acme.example is a MAIL FROM and From domain, and its null MX record in the public view says that it accepts no mail.
  - { name: no answer, base: direct, given: { domain.mx: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "mx/target-is-address.yaml",
            text: #"""
engine: 1
title: MX record holds an IP address
severity: error
tags: [mx]
for_each: mx_target
harm: bounces
assert: '!target.is_address'
message: 'The MX record of {target.domain} contains the address {target.exchange} instead of a host name in the {target.view} view.'
why: |
  DNS treats the address as a name, which does not exist: no mail arrives.
fix:
  text: Give the host a name with an A record, and let the MX record of {target.domain} name it.
references: [RFC 1035 §3.3.9, RFC 5321 §5.1]
tests:
  - { name: a host name, base: direct, expect: pass }
  - name: an address
    base: direct
    given: { target.exchange: 203.0.113.20, target.is_address: true }
    expect: fail
    message: The MX record of acme.example contains the address 203.0.113.20 instead of a host name in the public view.
  - { name: no answer, base: direct, given: { target.is_address: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "mx/target-is-alias.yaml",
            text: #"""
engine: 1
title: MX host is an alias
severity: error
tags: [mx]
for_each: mx_target
harm: bounces
requires: [mx/target-is-address]
assert: target.aliases.size() == 0
message: >-
  The MX host {target.exchange} of {target.domain} is an alias of {target.aliases.join(", then ")} in the
  {target.view} view.
why: |
  An MX record must name a host that has addresses of its own. Some senders reject an alias, others treat mail to it as undeliverable, and
  DANE fails.
fix:
  text: Let the MX record of {target.domain} name a host with A or AAAA records, or replace the CNAME at {target.exchange} with such records.
references: [RFC 2181 §10.3, RFC 5321 §5.1]
tests:
  - { name: a host with an address, base: direct, expect: pass }
  - name: an alias
    base: direct
    given: { target.aliases: [host.provider.example] }
    expect: fail
    message: The MX host mta.acme.example of acme.example is an alias of host.provider.example in the public view.
  - { name: no answer, base: direct, given: { target.aliases: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "mx/target-missing.yaml",
            text: #"""
engine: 1
title: MX host without an address
severity: error
tags: [mx]
for_each: mx_target
harm: bounces
requires: [mx/target-is-address]
let:
  labels: target.exchange.split(".")
  two: 'labels.size() > 1 ? labels[labels.size() - 2] + "." + labels[labels.size() - 1] : "?"'
  three: 'labels.size() > 2 ? labels[labels.size() - 3] + "." + two : "?"'
  twice: 'target.exchange.endsWith("." + two + "." + two) ? "." + two : target.exchange.endsWith("." + three + "." + three) ? "." + three : ""'
assert: target.a.size() > 0 || target.aaaa.size() > 0
message: >-
  The MX host {target.exchange} of {target.domain} has neither an A nor an AAAA record in the {target.view} view{twice == "" ? "" : ": the zone stands in its name twice, because the final dot is missing"}.
why: |
  Mail for the domain cannot be delivered to this host. If it is the only one, every bounce and every reply is lost.
fix:
  text: >-
    {twice == "" ? "Publish the address of " + target.exchange + ", or remove the MX record that names it." : "Write " + target.exchange.replace(twice + twice, twice) + " with its final dot in the MX record of " + target.domain + ": without it, the zone was appended once more."}
references: [RFC 5321 §5.1]
tests:
  - { name: an IPv4 address, base: direct, expect: pass }
  - name: neither family
    base: direct
    given: { target.a: [], target.aaaa: [] }
    expect: fail
    message: The MX host mta.acme.example of acme.example has neither an A nor an AAAA record in the public view.
  - name: the zone stands in it twice
    base: direct
    given: { target.exchange: mail.acme.example.acme.example, target.a: [], target.aaaa: [] }
    expect: fail
    message-is: 'The MX host mail.acme.example.acme.example of acme.example has neither an A nor an AAAA record in the public view: the zone stands in its name twice, because the final dot is missing.'
  - { name: one family is missing and the other unknown, base: direct, given: { target.a: [], target.aaaa: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "mx/target-not-public.yaml",
            text: #"""
engine: 1
title: MX host has an address that the Internet cannot reach
severity: error
tags: [mx]
for_each: mx_target
explained-by: [return-path/private-address-leaked]
harm: bounces
applies: target.view == "public"
requires: [mx/target-missing]
assert: target.a_special.size() == 0 && target.aaaa_special.size() == 0
message: >-
  The MX host {target.exchange} of {target.domain} has, in the public view,
  {target.a_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")}{target.a_special.size() > 0 && target.aaaa_special.size() > 0 ? ", " : ""}{target.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")},
  which the Internet cannot reach.
why: |
  Bounces and replies from outside try this address and fail.
fix:
  text: >-
    {target.exchange.contains(".") ? "Publish the public or NAT address of " + target.exchange + "; publish the internal one only in the internal view." : "Let the MX record of " + target.domain + " name a mail host by its full name: " + target.exchange + " is a name that every machine uses for itself, or one that only your own network knows."}
references: [RFC 6890 §2, RFC 5321 §5.1]
tests:
  - { name: a public address, base: direct, expect: pass }
  - name: a private address
    base: direct
    given: { target.a_special: [{ address: 192.168.1.5, kind: private }] }
    expect: fail
    message: 192.168.1.5 (private)
  - { name: no answer, base: direct, given: { target.aaaa_special: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { target.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "name/alias-beside-data.yaml",
            text: #"""
engine: 1
title: Alias beside other records
severity: error
tags: [name]
for_each: name
assert: name.data_beside_alias.size() == 0
message: >-
  {name.conflict_at} has a CNAME record beside {name.data_beside_alias | list} in the {name.view} view{name.conflict_at == name.name ? "" : "; " + name.name + " is an alias of it"}.
why: |
  A name with a CNAME record may have no other record. Servers and resolvers differ in which of the two they return, so the other records
  appear at random. The zone apex always has SOA and NS records, and can have no CNAME.
fix:
  text: Remove the CNAME record of {name.conflict_at} and publish what its target has, or remove the other records.
references: [RFC 1034 §3.6.2, RFC 2181 §10.1]
tests:
  - { name: no alias, base: direct, expect: pass }
  - name: a TXT record beside it
    base: direct
    given: { name.name: _dmarc.acme.example, name.conflict_at: _dmarc.acme.example, name.alias_chain: [_dmarc.provider.example], name.data_beside_alias: [TXT] }
    expect: fail
    message-is: _dmarc.acme.example has a CNAME record beside TXT in the public view.
  - name: the top of a zone
    base: direct
    given: { name.name: acme.example, name.conflict_at: acme.example, name.alias_chain: [shop.provider.example], name.data_beside_alias: [NS, SOA] }
    expect: fail
    message-is: acme.example has a CNAME record beside NS and SOA in the public view.
  - name: further down the chain
    base: direct
    given: { name.conflict_at: lb.acme.example, name.alias_chain: [lb.acme.example, lb.provider.example], name.data_beside_alias: [A] }
    expect: fail
    message-is: lb.acme.example has a CNAME record beside A in the public view; click.acme.example is an alias of it.
  - { name: no answer, base: direct, given: { name.data_beside_alias: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "name/alias-dangling.yaml",
            text: #"""
engine: 1
title: Alias that leads nowhere
severity: error
tags: [name]
for_each: name
harm: pages
# Optional records are not reported as missing, nor are aliases that a wildcard creates.
applies: '!name.is_optional'
assert: '!name.dangling'
message: >-
  {name.name} is an alias of {name.alias_chain.join(", then ")} in the {name.view} view, but the record that is needed does not
  exist there.
why: |
  The record that the name should have does not exist. If anybody can register or rent the target, as with cloud services, somebody else
  can take over the name.
fix:
  text: Publish the record at the end of the chain, or let {name.name} point to a name that has it; remove the alias if it is not needed.
references: [RFC 1034 §3.6.2, RFC 2181 §10.1]
tests:
  - { name: no alias, base: direct, expect: pass }
  - { name: an alias that leads somewhere, base: direct, given: { name.alias_chain: [lb.acme.example] }, expect: pass }
  - name: nothing at the end
    base: direct
    given: { name.alias_chain: [click.provider.example, old.provider.example], name.dangling: true }
    expect: fail
    message: click.acme.example is an alias of click.provider.example, then old.provider.example in the public view, but the record that is needed does not exist there.
  - { name: a name that need not be there, base: direct, given: { name.is_optional: true, name.dangling: true }, expect: not-applicable }
  - { name: no answer, base: direct, given: { name.dangling: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "name/does-not-exist.yaml",
            text: #"""
engine: 1
title: Domain does not exist
severity: error
tags: [name]
for_each: organization
assert: organization.exists
message: >-
  The domain {organization.name} does not exist: the public DNS has no record at or below
  it{organization.names.size() == 1 && organization.names[0] == organization.name ? "" : ", and the deployment needs " + organization.names.join(", ")}.
why: |
  The domain is not registered, its registration has lapsed or is on hold, or the name is misspelt. Mail from it is rejected, and whoever
  registers it receives its mail. Everything else that is missing below it follows from this.
fix:
  text: Correct the name if it is misspelt, or register {organization.name} and have its zone delegated; below a registered domain, publish its records.
references: [RFC 8020, RFC 5321 §2.3.5]
tests:
  - { name: something is there, base: direct, expect: pass }
  - name: nothing is
    base: direct
    given: { organization.exists: false }
    expect: fail
    severity: error
    message-is: 'The domain acme.example does not exist: the public DNS has no record at or below it, and the deployment needs acme.example, click.acme.example.'
  - name: the name itself is all that is needed
    base: direct
    given: { organization.exists: false, organization.names: [acme.example] }
    expect: fail
    message-is: 'The domain acme.example does not exist: the public DNS has no record at or below it.'
  - { name: no answer, base: direct, given: { organization.exists: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "name/service-record-differs.yaml",
            text: #"""
engine: 1
title: HTTPS record and addresses differ
severity: warning
tags: [name]
for_each: web_name
explained-by: [address/missing]
harm: pages
requires: [address/view-not-described]
assert: web.service_elsewhere.size() == 0
message: 'The HTTPS record of the {web.role} name {web.name} in the {web.view} view {web.service_elsewhere | list}; its A and AAAA records lead to {(web.a.map(found, string(found)) + web.aaaa.map(found, string(found))) | list}.'
why: |
  Browsers query HTTPS records first, and connect to the addresses that these give: some visitors reach another server than the rest, and
  checks that use A and AAAA do not see it. The usual cause is a record that was left behind when a name moved away from a CDN.

  Names with an `alias` in the deployment file are not compared: a CDN gives different answers to different queries.
fix:
  text: Remove the HTTPS record of {web.name}, or give it the addresses of the A and AAAA records.
references: [RFC 9460 §7.3, RFC 9460 §2.4]
tests:
  - { name: none, base: direct, expect: pass }
  - name: a hint at another address
    base: direct
    given: { web.service_elsewhere: [hints at 203.0.113.99] }
    expect: fail
    severity: warning
    message-is: The HTTPS record of the tracking name click.acme.example in the public view hints at 203.0.113.99; its A and AAAA records lead to 203.0.113.11.
  - { name: no answer, base: direct, given: { web.service_elsewhere: !unknown servfail }, expect: undetermined, cause: servfail }

"""#
        ),
        (
            path: "name/ttl-high-before-cutover.yaml",
            text: #"""
engine: 1
title: Record that must change has a high TTL
severity: notice
tags: [name, plan]
for_each: record
params:
  limit: { type: duration, default: 1h, min: 1m, max: 7d, doc: The longest TTL of a record that is about to change. }
assert: '!record.changes || !has(record.ttl) || record.ttl <= params.limit'
message: 'The {record.type} record of {record.owner} in the {record.view} view must change ({record.was.join(", ")}), and resolvers may cache it for {string(record.ttl)}.'
why: |
  After the change, resolvers that have cached the old record use it for that long: mail and visitors go to two places.
fix:
  text: Lower the TTL of {record.owner} {record.type} first, wait for the old TTL to pass, and then make the change that sendready plan shows.
references: [RFC 1034 §3.6, RFC 2181 §8]
tests:
  - { name: nothing changes, base: schemes, given: { record.changes: false, record.ttl: 1d }, expect: pass }
  - { name: nothing stands there yet, base: schemes, given: { record.ttl: !absent }, expect: pass }
  - { name: a short TTL, base: schemes, given: { record.ttl: 1h }, expect: pass }
  - name: a day
    base: schemes
    given: { record.ttl: 1d }
    expect: fail
    severity: notice
    message: The MX record of bounce.acme.example in the public view must change (10 mx.office.example.), and resolvers may cache it for 86400s.
  - { name: a shorter limit, base: schemes, params: { limit: 5m }, given: { record.ttl: 10m }, expect: fail }
  - { name: no answer, base: schemes, given: { record.changes: !unknown timeout, record.ttl: 1d }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "name/wildcard-answers.yaml",
            text: #"""
engine: 1
title: Name exists only through a wildcard
severity: warning
tags: [name]
for_each: name
assert: '!name.only_by_wildcard'
escalate: { to: error, when: 'name.name.startsWith("_dmarc.") || name.name.contains("._domainkey.")' }
message: >-
  {name.name} has no record of its own in the {name.view} view: any other label in its place, and any name below it, gets the same
  answer.
why: |
  The wildcard stops answering as soon as any record exists at the name. A DKIM key or DMARC policy that comes from a wildcard applies to
  every selector and every subdomain.

  Addresses, DKIM keys and DMARC records are compared, with the aliases that lead to them. A wildcard that answers with something else,
  such as an SPF record at a DKIM selector, supplies nothing: there the key is missing. A record of the name's own with the same data as
  the wildcard is told apart by a name below it, to which no wildcard applies.
fix:
  text: Publish the records of {name.name} at the name itself.
references: [RFC 4592 §2.2.1, RFC 4592 §3.3.1]
tests:
  - { name: a record of its own, base: direct, expect: pass }
  - name: a web name
    base: direct
    given: { name.only_by_wildcard: true }
    expect: fail
    severity: warning
    message-is: "click.acme.example has no record of its own in the public view: any other label in its place, and any name below it, gets the same answer."
  - { name: a DMARC record, base: direct, given: { name.name: _dmarc.acme.example, name.only_by_wildcard: true }, expect: fail, severity: error }
  - { name: a DKIM key, base: direct, given: { name.name: s1._domainkey.acme.example, name.only_by_wildcard: true }, expect: fail, severity: error }
  - { name: no answer, base: direct, given: { name.only_by_wildcard: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "plan/address-claimed-twice.yaml",
            text: #"""
engine: 1
title: One address for senders that cannot share it
severity: error
tags: [plan]
for_each: address_claim
assert: claim.owners.size() <= 1
message: 'The address {claim.address} is planned for {claim.owners.size()} uses that exclude each other: {claim.owners | list}{claim.senders.size() > 0 ? " (senders " + claim.senders.join(", ") + ")" : ""}.'
why: |
  An address belongs to one node and one way of sending. Mail that leaves from the wrong one fails SPF and PTR checks, and bounces that
  reach one node are unknown to the other.
fix:
  text: Give each of them its own address.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: one owner, base: schemes, expect: pass }
  - name: a direct sender and the relay
    base: schemes
    given: { claim.owners: [direct senders, the relay relay.acme.example] }
    expect: fail
    severity: error
    message-is: 'The address 203.0.113.20 is planned for 2 uses that exclude each other: direct senders and the relay relay.acme.example (senders bulk).'

"""#
        ),
        (
            path: "plan/balancer-not-trusted.yaml",
            text: #"""
engine: 1
title: Balancer is not trusted
severity: error
tags: [plan, balancer]
for_each: balancer
harm: pages
by: platform
applies: deployment.scheme == "load-balanced" && balancer.sources.size() > 0
assert: balancer.sources.all(source, balancer.trusted.exists(network, network.containsIP(source)))
message: The platform does not trust the balancer's source addresses {failing.map(source, string(source)).join(", ")}.
why: |
  The platform uses the visitor's address from the balancer's header only if it trusts the balancer. Otherwise every click and every
  unsubscribe request seems to come from the balancer itself.
fix:
  text: Add these addresses to the platform's trusted list, and to balancer.trusted in the deployment file.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: every source is trusted, base: schemes, given: { deployment.scheme: load-balanced }, expect: pass }
  - name: a second source is not
    base: schemes
    given: { deployment.scheme: load-balanced, balancer.sources: [10.0.0.5, 10.0.0.6] }
    expect: fail
    severity: error
    message-is: The platform does not trust the balancer's source addresses 10.0.0.6.
    failing: [10.0.0.6]
  - { name: no balancer, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "plan/balancer-trust-too-wide.yaml",
            text: #"""
engine: 1
title: Trusted addresses include more than the balancer
severity: warning
tags: [plan, balancer]
for_each: balancer
by: platform
applies: deployment.scheme == "load-balanced"
assert: balancer.excessive.size() == 0
message: >-
  The platform trusts {balancer.excessive.map(network, string(network)).join(", ")}, more than the balancer needs
  {balancer.sources.size() > 0 ? "(" + balancer.sources.map(source, string(source)).join(", ") + ")" : ""}.
why: |
  Whoever connects from a trusted address can claim any client address: addresses in click statistics, subscriptions and proof of consent
  can be forged.
fix:
  text: Trust only the addresses from which the balancer connects.
references: [RFC 7239 §8.1]
tests:
  - { name: exactly the sources, base: schemes, given: { deployment.scheme: load-balanced }, expect: pass }
  - name: everybody
    base: schemes
    given: { deployment.scheme: load-balanced, balancer.trusted: [0.0.0.0/0], balancer.excessive: [0.0.0.0/0] }
    expect: fail
    severity: warning
    message-is: The platform trusts 0.0.0.0/0, more than the balancer needs (10.0.0.5).
  - { name: no balancer, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "plan/client-address-not-passed.yaml",
            text: #"""
engine: 1
title: Balancer does not pass the visitor's address
severity: warning
tags: [plan, balancer]
for_each: balancer
applies: deployment.scheme == "load-balanced"
assert: >-
  has(balancer.client_address_header)
  && (balancer.client_address_header.lowerAscii() == "x-forwarded-for" || balancer.client_address_header.lowerAscii() == "x-real-ip")
message: >-
  The deployment file does not say that the balancer passes the visitor's address in X-Real-IP or
  X-Forwarded-For{has(balancer.client_address_header) ? ", but names " + balancer.client_address_header : ""}.
why: |
  The platform supports these two headers. Without them every visitor has the balancer's address: geolocation, bot detection and proof of
  consent are lost.
fix:
  text: Let the balancer set X-Forwarded-For or X-Real-IP, and name it as balancer.client-address-header.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: X-Forwarded-For, base: schemes, given: { deployment.scheme: load-balanced }, expect: pass }
  - { name: X-Real-IP in any case, base: schemes, given: { deployment.scheme: load-balanced, balancer.client_address_header: x-real-ip }, expect: pass }
  - name: nothing is said
    base: schemes
    given: { deployment.scheme: load-balanced, balancer.client_address_header: !absent }
    expect: fail
    severity: warning
    message-is: The deployment file does not say that the balancer passes the visitor's address in X-Real-IP or X-Forwarded-For.
  - { name: another header, base: schemes, given: { deployment.scheme: load-balanced, balancer.client_address_header: Forwarded }, expect: fail, message: but names Forwarded }
  - { name: no balancer, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "plan/pixel-name-shared.yaml",
            text: #"""
engine: 1
title: Pixel name also serves another role
severity: error
tags: [plan]
for_each: web_host
harm: pages
applies: host.role == "pixel"
assert: host.shared_with.size() == 0
message: The pixel name {host.name} is also the {host.shared_with | list} name.
why: |
  The pixel's cookies and push subscriptions are bound to its name, and it has a server of its own: the name must serve nothing else and
  should never change.
fix:
  text: Give the pixel a name that serves nothing else.
references: ['https://guides.altcraft.com/en/v73/admin-guide/platform-configuration/3113280']
tests:
  - { name: a name of its own, base: schemes, given: { host.role: pixel }, expect: pass }
  - name: the tracking name
    base: schemes
    given: { host.role: pixel, host.shared_with: [tracking] }
    expect: fail
    severity: error
    message-is: The pixel name click.acme.example is also the tracking name.
  - { name: no pixel, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "plan/platform-config-differs.yaml",
            text: #"""
engine: 1
title: Platform configuration differs
severity: warning
tags: [plan]
for_each: platform_setting
by: platform
assert: setting.agrees
message: '{setting.file} says {setting.key} = {setting.values.join(", ")}, but the deployment file says {setting.expected.join(" or ")}.'
why: |
  Links, cookies and servers follow the platform's own configuration. If it differs from the deployment file, this audit is about another
  deployment.
fix:
  text: Correct {setting.key} in {setting.file}, or the deployment file.
references: ['https://use.altcraft.com/en/admin-guide/platform-configuration/9404422']
tests:
  - { name: they agree, base: schemes, expect: pass }
  - name: another name
    base: schemes
    given: { setting.agrees: false, setting.values: [track.acme.example] }
    expect: fail
    severity: warning
    message-is: main.json says TRACKING_HOSTNAME = track.acme.example, but the deployment file says click.acme.example.

"""#
        ),
        (
            path: "plan/role-missing.yaml",
            text: #"""
engine: 1
title: A role is undecided
severity: error
tags: [plan]
for_each: role
harm: degraded
assert: role.decided
message: 'The deployment file leaves a question open: {role.question}'
why: |
  These names must be decided before go-live: records, certificates and the platform's configuration all depend on them.
fix:
  text: Decide, and enter the answer in the deployment file.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: decided, base: direct, expect: pass }
  - name: open
    base: direct
    given: { role.decided: false }
    expect: fail
    message: 'The deployment file leaves a question open: under which name do people reach the control panel?'

"""#
        ),
        (
            path: "plan/sender-shares-web-address.yaml",
            text: #"""
engine: 1
title: Sending address is also a web address
severity: warning
tags: [plan]
for_each: sending_address
applies: deployment.scheme == "direct" && address.route == "direct"
assert: address.web_names.size() == 0
message: The sending address {address.address} of sender {address.sender} also serves {address.web_names | list}.
why: |
  A block list entry caused by mail then also affects the pages that its links lead to, and one PTR name has to serve both.
fix:
  text: Send from addresses that serve no web pages.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: an address for mail alone, base: schemes, expect: pass }
  - name: clicks come to the same address
    base: schemes
    given: { address.web_names: [click.acme.example] }
    expect: fail
    severity: warning
    message-is: The sending address 203.0.113.20 of sender bulk also serves click.acme.example.
  - { name: another scheme, base: schemes, given: { deployment.scheme: relay }, expect: not-applicable }

"""#
        ),
        (
            path: "plan/too-few-sending-addresses.yaml",
            text: #"""
engine: 1
title: Too few sending addresses
severity: error
tags: [plan]
for_each: deployment
harm: degraded
applies: deployment.scheme == "direct" && deployment.direct_senders.size() > 0
params:
  minimum: { type: int, default: 2, min: 1, max: 256, doc: The least number of distinct sending addresses for direct sending. }
assert: deployment.direct_sending_addresses.size() >= params.minimum
message: >-
  Senders that deliver directly have {deployment.direct_sending_addresses | count "sending address"}; at least {params.minimum} are needed.
why: |
  With a single address, one block list entry or one rate limit stops all mail. The platform's placement guide asks for at least two
  addresses.
fix:
  text: Give the direct senders more addresses, each with a PTR record and in SPF.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: two, base: direct, expect: pass }
  - name: one
    base: direct
    given: { deployment.direct_sending_addresses: [203.0.113.20] }
    expect: fail
    message: Senders that deliver directly have 1 sending address; at least 2 are needed.
  - { name: more are wanted, base: direct, params: { minimum: 3 }, expect: fail, message: at least 3 are needed }
  - { name: mail leaves through a relay, base: direct, given: { deployment.scheme: relay }, expect: not-applicable }

"""#
        ),
        (
            path: "plan/tracking-outside-from.yaml",
            text: #"""
engine: 1
title: Tracking name outside the From domains
severity: warning
tags: [plan]
for_each: web_host
applies: host.role == "tracking" && host.from_domains.size() > 0
assert: host.under_from
message: The tracking name {host.name} belongs to a different organizational domain than any of the From domains ({host.from_domains | list}).
why: |
  Filters compare the domains of links with the sender's. Links to another organization look like phishing, and share the reputation of
  whoever else uses that name.
fix:
  text: Use a tracking name at or below the organizational domain of the From domains, for example click.{host.from_domains[0]}.
references: ['https://use.altcraft.com/en/admin-guide/platform-configuration/9404422']
tests:
  - { name: below the same organizational domain, base: schemes, expect: pass }
  - name: another organization
    base: schemes
    given: { host.under_from: false }
    expect: fail
    severity: warning
    message-is: The tracking name click.acme.example belongs to a different organizational domain than any of the From domains (news.acme.example).
  - { name: no public suffix list, base: schemes, given: { host.under_from: !unknown not-probed }, expect: undetermined, cause: not-probed }
  - { name: a panel name, base: schemes, given: { host.role: panel }, expect: not-applicable }

"""#
        ),
        (
            path: "plan/web-roles-share-address.yaml",
            text: #"""
engine: 1
title: Web roles share an address
severity: error
tags: [plan]
for_each: listener
harm: pages
applies: deployment.scheme != "load-balanced"
assert: listener.roles.size() <= 1
message: >-
  {listener.roles.join(" and ")} share the address {listener.address} and port {listener.port}
  ({listener.names.join(", ")}).
why: |
  Panel, tracking and pixel each have a web server of their own. Two servers cannot listen on the same address and port: the second one
  does not start.
fix:
  text: Give each role its own address, or use bind to say on which addresses they listen behind NAT.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: two names of one role, base: schemes, expect: pass }
  - name: panel and tracking
    base: schemes
    given: { listener.roles: [panel, tracking], listener.names: [click.acme.example, panel.acme.example] }
    expect: fail
    severity: error
    message-is: panel and tracking share the address 203.0.113.10 and port 443 (click.acme.example, panel.acme.example).
  - { name: a balancer keeps them apart, base: schemes, given: { deployment.scheme: load-balanced, listener.roles: [panel, pixel] }, expect: not-applicable }

"""#
        ),
        (
            path: "profiles/apple.yaml",
            text: #"""
engine: 1
title: iCloud Mail
about: |
  iCloud Mail (icloud.com, me.com, mac.com). Apple names no volume above which its requirements apply; bulk mail that does not meet them
  is rejected.
requires:
  - { rule: ptr/missing, says: 'Sending addresses have reverse DNS.' }
  - { rule: ptr/not-confirmed, says: 'Sending addresses have reverse DNS with the domain of the sender.' }
  - { rule: ptr/generic, says: 'Sending addresses have reverse DNS with the domain of the sender.' }
  - { rule: spf/sender-not-authorised, says: 'Mail is authenticated by SPF.' }
  - { rule: dkim/missing-for-path, says: 'Mail is authenticated by DKIM.' }
  - { rule: dmarc/missing, says: 'The domain publishes a DMARC policy; no minimum is given.' }
  - { rule: dmarc/multiple-records, says: 'Two records count as none (RFC 9989 §4.10.1).' }
  - { rule: dmarc/policy-missing, lower: false, says: 'The record holds a policy.' }
considers:
  - { rule: dmarc/path-not-aligned, says: 'The page asks for DMARC and does not mention alignment; mail that fails is treated as the policy says.' }
not-checked:
  - recipients who subscribed explicitly, and an unsubscribe link that takes effect immediately
  - messages that comply with RFC 5322, with a consistent From name and address
  - ARC on forwarded mail
checked: 2026-11-28
references:
  # The stored copies of the page itself are older than the requirements: they still speak of best practices.
  - { source: "https://support.apple.com/en-us/102322", read: summary, at: "https://egressif.io/resources/sender-requirements/apple", dated: 2026-06-21 }

"""#
        ),
        (
            path: "profiles/default.yaml",
            text: #"""
engine: 1
title: Default
about: Every rule as its file has it. It applies when no profile is named, and changes nothing.

"""#
        ),
        (
            path: "profiles/gmail.yaml",
            text: #"""
engine: 1
title: Gmail
about: |
  Personal Gmail accounts. The requirements for bulk senders apply from about 5,000 messages in 24 hours, counted for the primary domain
  with all its subdomains, and continue to apply once that number was reached. Since November 2025, mail that does not comply is deferred
  or rejected.
requires:
  - { rule: ptr/missing, says: 'Sending addresses and domains have valid forward and reverse DNS records.' }
  - { rule: ptr/not-confirmed, says: 'The PTR name resolves to the sending address.' }
  # SPF must pass, whatever DKIM says.
  - { rule: spf/sender-not-authorised, lower: false, says: 'Bulk senders set up SPF, and it passes.' }
  - { rule: dkim/missing-for-path, says: 'Bulk senders set up DKIM; keys have at least 1024 bits, better 2048.' }
  - { rule: dmarc/missing, says: 'Bulk senders publish a DMARC policy; p=none is enough.' }
  - { rule: dmarc/multiple-records, says: 'Two records count as none (RFC 9989 §4.10.1).' }
  - { rule: dmarc/policy-missing, lower: false, says: 'The record holds a policy.' }
  - { rule: dmarc/path-not-aligned, says: 'The From domain is aligned with the SPF or the DKIM domain, and DMARC passes.' }
recommends:
  # "550-5.7.25 The IP address sending this message does not have a PTR record": mostly an IPv6 address that nobody planned.
  - { rule: helo/unplanned-address, source: "https://support.google.com/a/answer/3726730", says: 'Mail from an address without a PTR record is refused (550-5.7.25).' }
  - { rule: dmarc/spf-not-aligned, source: "https://support.google.com/a/answer/14229414", says: 'Alignment of both is recommended, and likely to be required in future.' }
  - { rule: dmarc/dkim-not-aligned, source: "https://support.google.com/a/answer/14229414", says: 'Alignment of both is recommended, and likely to be required in future.' }
not-checked:
  - TLS on every connection that delivers mail
  - a spam rate below 0.1 %, never 0.3 % or more
  - one-click unsubscribe (RFC 8058) and a visible unsubscribe link in marketing mail
  - messages that comply with RFC 5322
checked: 2026-11-28
references:
  - { source: "https://support.google.com/mail/answer/81126", read: summary, at: "https://egressif.io/resources/sender-requirements/gmail", dated: 2026-06-21 }
  - { source: "https://support.google.com/a/answer/14229414", read: copy, at: "https://www.hirano.cc/no-auth-no-entry/diff/faq-20250325-050501-faq-20250608-040501.html", dated: 2025-06-08 }
  - { source: "https://support.google.com/a/answer/3726730", read: summary, at: "https://www.spamresource.com/2025/12/help-im-seeing-550-5725-errors-at-gmail.html" }
  # Quotes the warning that the page has had since 3 November 2025.
  - { source: "https://www.spamresource.com/2025/11/google-warns-sender-requirements.html", read: copy }

"""#
        ),
        (
            path: "profiles/gmx.yaml",
            text: #"""
engine: 1
title: GMX and WEB.DE
about: |
  The mailbox brands of United Internet: gmx.net, gmx.de, web.de. A DKIM signature aligned with From is required; SPF alone is not enough.
requires:
  - { rule: ptr/missing, says: 'The sending address has a PTR record.' }
  - { rule: ptr/not-confirmed, says: 'The PTR record is valid and names a fully qualified host.' }
  - { rule: ptr/generic, says: 'Generic names of the network usually lead to rejection.' }
  - { rule: helo/not-fqdn, says: 'HELO is a fully qualified domain name.' }
  - { rule: helo/unresolvable, says: 'HELO is valid.' }
  - { rule: dkim/missing-for-path, says: 'A valid DKIM signature is mandatory, aligned with From at least in relaxed mode; SPF alone is not enough.' }
  - { rule: from/unreachable, says: 'The sender domain has MX or A records, so that it can receive replies.' }
  - { rule: name/does-not-exist, says: 'The sender domain has MX or A records, so that it can receive replies.' }
recommends:
  - { rule: spf/sender-not-authorised, says: 'SPF is recommended.' }
  - { rule: dmarc/missing, says: 'DMARC is recommended.' }
not-checked:
  - static addresses outside dial-up ranges, and on no block list
  - double opt-in, and one-click unsubscribe (RFC 8058) in bulk mail
  - messages that comply with RFC 5322
checked: 2026-11-28
references:
  - { source: "https://postmaster.web.de/en/requirements-and-recommendations", read: copy }

"""#
        ),
        (
            path: "profiles/laposte.yaml",
            text: #"""
engine: 1
title: laposte.net
about: |
  La Poste may refuse addresses whose PTR record is missing or inconsistent. It rejects mail that fails SPF, and treats an invalid SPF record
  no better. Mail without SPF, DKIM and DMARC goes to the spam folder at best.
requires:
  - { rule: ptr/missing, says: 'Addresses without a PTR record may be refused.' }
  - { rule: ptr/not-confirmed, says: 'Addresses whose PTR record is inconsistent may be refused.' }
  - { rule: spf/multiple-records, says: 'A strict rejection policy applies to domains whose SPF record is invalid.' }
  - { rule: spf/syntax-error, says: 'A strict rejection policy applies to domains whose SPF record is invalid.' }
  - { rule: spf/include-without-record, says: 'A strict rejection policy applies to domains whose SPF record is invalid.' }
  - { rule: spf/too-many-lookups, says: 'A strict rejection policy applies to domains whose SPF record is invalid.' }
considers:
  - { rule: spf/sender-not-authorised, says: 'Mail from addresses that SPF does not authorise is rejected.' }
recommends:
  - { rule: dmarc/path-not-aligned, source: "https://emailkarma.net/laposte-tightens-email-authentication-rules", says: 'Since September 2025, SPF and DKIM count only if they are aligned with From; one of them is enough.' }
  - { rule: helo/differs-from-ptr, says: 'Reverse DNS is consistent.' }
  - { rule: dkim/missing-for-path, says: 'DKIM is strongly recommended; mail with neither SPF, DKIM nor DMARC goes to the spam folder at best.' }
  - { rule: dmarc/missing, says: 'Domains publish at least p=none.' }
  - { rule: dmarc/no-aggregate-reports, says: 'The DMARC record names an address for reports (rua).' }
not-checked:
  - whether each message is signed; the page makes no other demand on the mail itself
checked: 2026-11-28
references:
  - { source: "https://postmaster.laposte.net/contents/quelles-sont-les-specifications-techniques-a-respecter-pour-emettre-des-emails-vers-laposte-net?t=p", read: copy }
  - { source: "https://emailkarma.net/laposte-tightens-email-authentication-rules", read: copy }

"""#
        ),
        (
            path: "profiles/mail-ru.yaml",
            text: #"""
engine: 1
title: Mail.ru
about: |
  Of Mail.ru's pages, one could be read: it asks for DKIM and for the consent of recipients. That SPF or DKIM must be aligned with From is
  what its support wrote, as others quote it. What is only reported by senders counts with the rule's own severity.
requires:
  - { rule: dmarc/path-not-aligned, source: "https://www.suped.com/knowledge/email-deliverability/technical/what-are-mailrus-dmarc-spf-and-dkim-alignment-requirements", says: 'By its support, as quoted there: the domain of SPF or DKIM matches the From domain, or mail is blocked.' }
considers:
  - { rule: ptr/missing, says: 'Not on the page; reported by senders.' }
  - { rule: ptr/not-confirmed, says: 'Not on the page; reported by senders.' }
recommends:
  - { rule: ptr/generic, says: 'Not on the page; reported by senders.' }
  - { rule: dkim/missing-for-path, says: 'Mail is signed with DKIM.' }
  - { rule: dmarc/missing, says: 'Not on the page; reported by senders.' }
not-checked:
  - recipients who subscribed explicitly, with addresses that were verified
  - clear instructions for unsubscribing in every message, and an easy way to do it
checked: 2026-11-28
references:
  - { source: "https://help.mail.ru/enmail-help/rules/general", read: copy }
  - { source: "https://www.suped.com/knowledge/email-deliverability/technical/what-are-mailrus-dmarc-spf-and-dkim-alignment-requirements", read: copy }

"""#
        ),
        (
            path: "profiles/outlook.yaml",
            text: #"""
engine: 1
title: Outlook.com
about: |
  The consumer domains outlook.com, hotmail.com and live.com. Since 5 May 2025, domains that send more than 5,000 messages a day must pass
  SPF, DKIM and DMARC, with SPF or DKIM aligned. Microsoft's announcement says both that other mail is rejected (550 5.7.515) and that it
  first goes to the Junk folder.
requires:
  - { rule: ptr/missing, source: "https://postmaster.live.com/pm/policies.aspx", says: 'Mail servers have valid reverse DNS records.' }
  - { rule: ptr/not-confirmed, source: "https://postmaster.live.com/pm/policies.aspx", says: 'Mail servers have valid reverse DNS records.' }
  # SPF must pass, whatever DKIM says.
  - { rule: spf/sender-not-authorised, lower: false, says: 'SPF passes for the sending domain.' }
  - { rule: dkim/missing-for-path, says: 'DKIM passes.' }
  - { rule: dmarc/missing, says: 'There is a DMARC policy of at least p=none.' }
  - { rule: dmarc/multiple-records, says: 'Two records count as none (RFC 9989 §4.10.1).' }
  - { rule: dmarc/policy-missing, lower: false, says: 'The record holds a policy.' }
  - { rule: dmarc/path-not-aligned, says: 'From is aligned with the SPF or the DKIM domain.' }
recommends:
  - { rule: ptr/generic, source: "https://postmaster.live.com/pm/policies.aspx", says: 'Connections from dynamic addresses may be refused.' }
  - { rule: dmarc/spf-not-aligned, says: 'Alignment of both is preferred.' }
  - { rule: dmarc/dkim-not-aligned, says: 'Alignment of both is preferred.' }
not-checked:
  - static addresses, and on no block list
  - a working unsubscribe link, which is recommended; RFC 8058 is not required
  - From and Reply-To addresses that can receive replies
  - at most 500 connections at a time
checked: 2026-11-28
references:
  - { source: "https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730", read: summary, at: "https://egressif.io/resources/sender-requirements/microsoft", dated: 2026-06-21 }
  - { source: "https://postmaster.live.com/pm/policies.aspx", read: copy }

"""#
        ),
        (
            path: "profiles/strict.yaml",
            text: #"""
engine: 1
title: Strict
about: |
  For operators who want everything that the standards offer: transport security and its reports are asked for, and what is only
  monitored, obsolete or a matter of time counts as a defect.
extends: [default]
rules:
  - { rule: mta-sts/missing, enabled: true, severity: warning }
  - { rule: tls-rpt/missing, enabled: true, severity: warning }
  - { rule: bimi/missing, enabled: true }
  - { rule: dmarc/policy-none, severity: error, reason: a policy that is only monitored protects nobody }
  - { rule: dmarc/test-mode, severity: error }
  - { rule: dmarc/spf-not-aligned, severity: error, reason: one of two is no reserve when the other one breaks }
  - { rule: dmarc/dkim-not-aligned, severity: error }
  - { rule: dkim/key-short, severity: error, reason: RFC 8301 asks signers for 2048 bits }
  - { rule: dkim/testing, severity: error }
  - { rule: spf/neutral-all, severity: error }
  - { rule: spf/no-all, severity: error }
  - { rule: spf/ptr-mechanism, severity: error, reason: RFC 7208 §5.5 says that it should not be used }
references: [RFC 8301 §3.2, RFC 8461, RFC 8460]

"""#
        ),
        (
            path: "profiles/t-online.yaml",
            text: #"""
engine: 1
title: T-Online
about: |
  Deutsche Telekom's t-online.de. From the fully qualified name of a sending address, its operator must be easy to find, with a website
  and a direct way of contact. Addresses that are not yet known are refused (554 None/bad reputation) until their operator writes to the
  address in that reply.
requires:
  - { rule: ptr/missing, says: 'The sending address has a fully qualified name.' }
  - { rule: ptr/not-confirmed, says: 'Forward and reverse DNS confirm each other.' }
  - { rule: ptr/generic, says: 'The name leads to the operator, with website and contact.' }
not-checked:
  - a website under the PTR name's domain that names the operator and a direct way of contact
  - the reputation of the address
checked: 2026-11-28
references:
  # The stored copies of the page hold its table of contents; section 4.1 is quoted in the article.
  - { source: "https://postmaster.t-online.de/index.en.html", read: summary, at: "https://sidenotes.de/2026/02/01/email-telefonnummer-bitte.html", dated: 2026-02-01 }
  - RFC 1912

"""#
        ),
        (
            path: "profiles/yahoo.yaml",
            text: #"""
engine: 1
title: Yahoo
about: |
  Yahoo Mail, AOL and the brands that Yahoo hosts. Yahoo names no number of messages from which a sender counts as a bulk sender. DMARC must
  pass; relaxed alignment of SPF or DKIM is enough.
requires:
  - { rule: ptr/missing, says: 'Sending addresses have valid reverse DNS.' }
  - { rule: ptr/not-confirmed, says: 'Forward and reverse DNS agree.' }
  - { rule: ptr/generic, says: 'The PTR name is that of the sender and not a generic one of the network.' }
  # SPF must pass, whatever DKIM says.
  - { rule: spf/sender-not-authorised, lower: false, says: 'Bulk senders use SPF as well as DKIM.' }
  - { rule: dkim/missing-for-path, says: 'Bulk senders use DKIM as well as SPF.' }
  - { rule: dmarc/missing, says: 'Bulk senders publish a DMARC policy; p=none is enough.' }
  - { rule: dmarc/multiple-records, says: 'Two records count as none (RFC 9989 §4.10.1).' }
  - { rule: dmarc/policy-missing, lower: false, says: 'The record holds a policy.' }
  - { rule: dmarc/path-not-aligned, source: "https://senders.yahooinc.com/faqs/", says: 'DMARC passes; relaxed alignment of SPF or DKIM with From is enough.' }
not-checked:
  - a spam rate below 0.3 %
  - one-click unsubscribe (RFC 8058) in marketing mail, honoured within two days
  - the Spamhaus lists
checked: 2026-11-28
references:
  - { source: "https://senders.yahooinc.com/best-practices/", read: summary, at: "https://egressif.io/resources/sender-requirements/yahoo", dated: 2026-06-21 }
  - { source: "https://senders.yahooinc.com/faqs/", read: summary, at: "https://egressif.io/resources/sender-requirements/yahoo", dated: 2026-06-21 }

"""#
        ),
        (
            path: "profiles/yandex.yaml",
            text: #"""
engine: 1
title: Yandex Mail
about: |
  The page of Yandex that could be read refers to its requirements for honest mailing lists, which could not. SPF and DKIM come from the
  guide of another provider; what is only reported by senders counts with the rule's own severity, or less.
recommends:
  - { rule: dkim/missing-for-path, source: "https://knowledge.validity.com/hc/en-us/articles/115002967447", says: 'Mail is authenticated; a list-unsubscribe header and confirmed opt-in are expected.' }
  - { rule: spf/sender-not-authorised, source: "https://knowledge.validity.com/hc/en-us/articles/115002967447", says: 'Mail is authenticated with SPF.' }
  - { rule: ptr/not-confirmed, says: 'Not on the page; reported by senders.' }
  - { rule: dmarc/missing, says: 'Not on the page; reported by senders.' }
  - { rule: dmarc/path-not-aligned, says: 'Not on the page; reported by senders.' }
considers:
  - { rule: ptr/missing, says: 'Not on the page; reported by senders.' }
not-checked:
  - confirmed opt-in, and a List-Unsubscribe header with address and URL in every message
  - the rate of complaints
  - the Spamhaus lists
checked: 2026-11-28
references:
  - { source: "https://yandex.com/support/mail/web/letter/create/send-many-letters.html", read: copy }
  - { source: "https://knowledge.validity.com/hc/en-us/articles/115002967447", read: copy }

"""#
        ),
        (
            path: "ptr/generic.yaml",
            text: #"""
engine: 1
title: Generic PTR name
severity: warning
tags: [ptr]
for_each: sending_address
explained-by: [ptr/not-confirmed]
by: address-owner
requires: [ptr/missing]
# A platform's names follow its own scheme; whether they are confirmed is checked as for all others.
assert: address.ptr.size() == 0 || address.ptr.all(p, !p.embeds_address || p.platform)
message: >-
  The PTR name {failing.map(p, p.name) | list} of the sending address {address.address} of sender {address.sender} is made of the address
  itself.
why: |
  Names that providers assign automatically stand for customers' machines. GMX, WEB.DE and Yahoo reject or defer mail from them, and they
  do not identify the sender. The domain of the name does not matter: a platform or an address provider may name its servers in its own
  domain.
fix:
  text: Have the PTR record of {address.address} changed to a name of your own that resolves to it.
references: [RFC 1912 §2.1]
tests:
  - { name: a name of the deployment, base: schemes, expect: pass }
  - name: the address in the name
    base: schemes
    given: { address.ptr: [{ name: 203-0-113-20.static.provider.example, addresses: [203.0.113.20], embeds_address: true, platform: false }] }
    expect: fail
    severity: warning
    message-is: The PTR name 203-0-113-20.static.provider.example of the sending address 203.0.113.20 of sender bulk is made of the address itself.
  - name: another organization's name
    base: schemes
    given: { address.ptr: [{ name: out7.esp.example, addresses: [203.0.113.20], embeds_address: false, platform: false }] }
    expect: pass
  - name: the address in a name of the platform
    base: schemes
    given: { address.ptr: [{ name: out-203-0-113-20.esp.example, addresses: [203.0.113.20], embeds_address: true, platform: true }] }
    expect: pass
  - { name: no answer, base: schemes, given: { address.ptr: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "ptr/missing.yaml",
            text: #"""
engine: 1
title: Sending address without a PTR record
severity: error
tags: [ptr]
for_each: sending_address
# An address that is delegated by an alias (RFC 2317), and whose name has no record at its end.
explained-by: [name/alias-dangling]
by: address-owner
assert: address.ptr.size() > 0
message: 'The sending address {address.address} of sender {address.sender} has no PTR record at {address.reverse_name}'
why: |
  Gmail, Microsoft, Yahoo and most other receivers reject or defer mail from an address without a name (Gmail answers 550 5.7.25).
fix:
  text: >-
    Ask whoever assigned you {address.address} to publish a PTR record at {address.reverse_name} with the name that the server announces,
    and publish an address record for that name with this address.
references: [RFC 1912 §2.1, RFC 8601 §3]
tests:
  - { name: one name, base: direct, expect: pass }
  - name: none
    base: direct
    given: { address.ptr: [] }
    expect: fail
    message: The sending address 203.0.113.20 of sender bulk has no PTR record at 20.113.0.203.in-addr.arpa.
  - { name: no answer, base: direct, given: { address.ptr: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "ptr/multiple.yaml",
            text: #"""
engine: 1
title: More than one PTR name
severity: warning
tags: [ptr]
for_each: sending_address
by: address-owner
let:
  confirmed: address.ptr.all(p, address.address in p.addresses)
  announced: address.announced.all(name, address.ptr.exists(p, p.name.sameName(name)))
assert: address.ptr.size() <= 1
# Receivers that look for a confirmed name find one, whichever comes first.
lower: { to: notice, when: confirmed && announced }
message: 'The sending address {address.address} of sender {address.sender} has several PTR names: {address.ptr.map(p, p.name).join(", ")}.'
why: |
  Receivers use one of the names, and not always the same one: the announced name matches only sometimes. If every name resolves to the
  address and the announced one is among them, most receivers accept it, and this is a notice.
fix:
  text: Keep the PTR record with the name that the server announces, and have the others removed.
references: [RFC 1912 §2.1]
tests:
  - { name: one name, base: direct, expect: pass }
  - { name: none is another rule's business, base: direct, given: { address.ptr: [] }, expect: pass }
  - name: two
    base: direct
    given: { address.ptr: [{ name: a.example, addresses: [] }, { name: b.example, addresses: [] }] }
    expect: fail
    severity: warning
    message: 'The sending address 203.0.113.20 of sender bulk has several PTR names: a.example, b.example.'
  - name: two that both lead back, the announced one among them
    base: schemes
    given: { address.ptr: [{ name: mta1.acme.example, addresses: [203.0.113.20] }, { name: bulk.acme.example, addresses: [203.0.113.20] }] }
    expect: fail
    severity: notice
  - name: the announced one is not among them
    base: schemes
    given: { address.ptr: [{ name: a.acme.example, addresses: [203.0.113.20] }, { name: b.acme.example, addresses: [203.0.113.20] }] }
    expect: fail
    severity: warning
  - { name: no answer, base: direct, given: { address.ptr: !unknown servfail }, expect: undetermined, cause: servfail }

"""#
        ),
        (
            path: "ptr/not-confirmed.yaml",
            text: #"""
engine: 1
title: PTR name does not resolve to the sending address
severity: error
tags: [ptr]
for_each: sending_address
explained-by:
  - name/does-not-exist
  - mx/target-missing
  - { rules: [helo/unresolvable], at: 'address.ptr.map(p, p.name)' }
by: address-owner
requires: [ptr/missing]
assert: address.ptr.exists(p, address.address in p.addresses)
message: >-
  The sending address {address.address} of sender {address.sender} has the PTR name
  {address.ptr.map(p, p.name + (p.addresses.size() == 0 ? ", which has no address" : ", which resolves to " + p.addresses.map(a, string(a)).join(", "))).join("; ")}.
why: |
  A PTR name counts only if it is forward-confirmed: receivers resolve it and compare the addresses. They treat an unconfirmed name as
  missing.
fix:
  text: Publish the address of the PTR name, or have the PTR record changed to a name that resolves to {address.address}.
references: [RFC 1912 §2.1, RFC 5321 §4.1.4]
tests:
  - { name: the name leads back, base: direct, expect: pass }
  - { name: one name of two leads back, base: direct, given: { address.ptr: [{ name: a.example, addresses: [] }, { name: b.example, addresses: [203.0.113.20] }] }, expect: pass }
  - name: the name has no address
    base: direct
    given: { address.ptr: [{ name: mta.acme.example, addresses: [] }] }
    expect: fail
    message: The sending address 203.0.113.20 of sender bulk has the PTR name mta.acme.example, which has no address.
  - { name: the name leads elsewhere, base: direct, given: { address.ptr: [{ name: mta.acme.example, addresses: [198.51.100.1] }] }, expect: fail, message: "has the PTR name mta.acme.example, which resolves to 198.51.100.1." }
  - { name: the name could not be resolved, base: direct, given: { address.ptr: [{ name: mta.acme.example, addresses: !unknown timeout }] }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "return-path/forwarding-unproven.yaml",
            text: #"""
engine: 1
title: DNS cannot show that the relay forwards bounces
severity: notice
tags: [return-path, split-dns]
for_each: return_path
harm: bounces
applies: path.split_dns && path.destination == "relay" && path.view == "public"
assert: path.forwarding_proven
message: Bounces to {path.domain} reach the relay from outside; whether it forwards them to sender {path.sender} cannot be seen in DNS.
why: |
  The relay must accept mail with an empty sender for every local part of the MAIL FROM domain, and forward it to the host that the
  internal view names.
fix:
  text: Send a message with the null sender from outside to any address at {path.domain} and check that it arrives in the platform; probes.smtp asks the relay whether it accepts such mail.
references: [RFC 5321 §4.5.5, RFC 3464 §2]
tests:
  - { name: it was seen, base: schemes, given: { path.split_dns: true, path.destination: relay }, expect: pass }
  - name: it was not
    base: schemes
    given: { path.split_dns: true, path.destination: relay, path.forwarding_proven: false }
    expect: fail
    severity: notice
    message-is: Bounces to bounce.acme.example reach the relay from outside; whether it forwards them to sender bulk cannot be seen in DNS.
  - { name: the probe got no answer, base: schemes, given: { path.split_dns: true, path.destination: relay, path.forwarding_proven: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no split DNS, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/implicit-mx.yaml",
            text: #"""
engine: 1
title: MAIL FROM domain without an MX record
severity: warning
tags: [return-path]
for_each: return_path
harm: bounces
applies: path.view == "public"
requires: [return-path/unroutable, return-path/not-at-sender, return-path/relay-not-public-route]
assert: '!path.routes.exists(r, r.implicit && (r.a.size() > 0 || r.aaaa.size() > 0))'
message: The MAIL FROM domain {path.domain} of sender {path.sender} has no MX record; bounces are delivered to its address records instead.
why: |
  The fallback is allowed, but some receivers hold a sender domain without an MX record against the mail.
fix:
  text: Publish an MX record for {path.domain} that names a host with the same address.
references: [RFC 5321 §5.1]
tests:
  - { name: an MX record, base: direct, expect: pass }
  - name: an address alone
    base: direct
    given: { path.routes: [{ exchange: acme.example, preference: 0, implicit: true, a: [203.0.113.20], aaaa: [] }] }
    expect: fail
    severity: warning
    message: The MAIL FROM domain acme.example of sender bulk has no MX record
  - name: no address either is another rule's business
    base: direct
    given: { path.routes: [{ exchange: acme.example, preference: 0, implicit: true, a: [], aaaa: [] }] }
    expect: pass
  - name: an IPv6 address alone
    base: direct
    given: { path.routes: [{ exchange: acme.example, preference: 0, implicit: true, a: [], aaaa: ["2001:db8::20"] }] }
    expect: fail
  - name: whether there is an address could not be learned
    base: direct
    given: { path.routes: [{ exchange: acme.example, preference: 0, implicit: true, a: !unknown timeout, aaaa: [] }] }
    expect: undetermined
    cause: timeout
  - { name: no answer, base: direct, given: { path.routes: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { path.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/internal-not-at-sender.yaml",
            text: #"""
engine: 1
title: Internal view does not lead to the sender
severity: error
tags: [return-path, split-dns]
for_each: return_path
explained-by: [return-path/internal-zone-incomplete]
harm: bounces
applies: path.split_dns && path.destination == "sender" && path.view == "internal" && path.expected.size() > 0
requires: [return-path/unroutable, mx/null-on-sending-domain]
assert: >-
  path.routes.exists(r, r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
message: >-
  From inside, mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")}, and none of these hosts has an address
  where sender {path.sender} accepts bounces ({path.expected.map(planned, string(planned)).join(", ")}).
why: |
  With split DNS, the relay uses the internal view to find where to forward bounces. If that leads elsewhere, the relay keeps them or
  mails itself.
fix:
  text: Publish an MX record for {path.domain} in the internal view that leads to the sender.
references: [RFC 5321 §4.4, RFC 5321 §5.1]
tests:
  - name: it leads there
    base: direct
    given: { path.split_dns: true, path.destination: sender, path.view: internal }
    expect: pass
  - name: it leads elsewhere
    base: direct
    given:
      path.split_dns: true
      path.destination: sender
      path.view: internal
      path.routes: [{ exchange: mx.office.example, preference: 10, implicit: false, a: [198.51.100.7], aaaa: [] }]
    expect: fail
    severity: error
    message: mail to acme.example goes to mx.office.example
  - name: no answer
    base: direct
    given: { path.split_dns: true, path.destination: sender, path.view: internal, path.routes: !unknown timeout }
    expect: undetermined
    cause: timeout
  - { name: no split DNS, base: direct, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/internal-zone-incomplete.yaml",
            text: #"""
engine: 1
title: Internal zone hides public records
severity: warning
tags: [return-path, split-dns]
for_each: internal_zone
harm: bounces
assert: inside.missing.size() == 0
message: 'The internal view has its own zone {inside.zone}, which lacks records of the public one: {inside.missing.join(", ")}.'
why: |
  An internal zone answers for every name in it: whatever was not copied from the public zone does not exist inside. The relay then finds
  no SPF, DKIM or DMARC record for the mail it checks, and people inside cannot open the links.
fix:
  text: Copy these records into the internal zone, or limit the internal zone to the names that differ.
references: [RFC 6950 §4]
tests:
  - { name: nothing is missing, base: schemes, expect: pass }
  - name: DMARC was not copied
    base: schemes
    given: { inside.missing: [_dmarc.news.acme.example TXT (DMARC)] }
    expect: fail
    severity: warning
    message-is: 'The internal view has its own zone acme.example, which lacks records of the public one: _dmarc.news.acme.example TXT (DMARC).'
  - { name: no answer, base: schemes, given: { inside.missing: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "return-path/not-at-sender.yaml",
            text: #"""
engine: 1
title: Bounces do not reach the sender
severity: error
tags: [return-path]
for_each: return_path
explained-by:
  - rules: [mx/target-missing, mx/target-is-address]
    when: '!path.routes.exists(r, r.a.size() > 0 || r.aaaa.size() > 0)'
  - mx/target-not-public
  - return-path/shared-with-mailboxes
  - ptr/not-confirmed
harm: bounces
applies: path.destination == "sender" && path.view == "public" && !path.split_dns && path.expected.size() > 0
requires: [return-path/unroutable, mx/null-on-sending-domain]
assert: >-
  path.routes.exists(r, r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
message: >-
  Mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")}, and none of these hosts has an address where sender
  {path.sender} accepts bounces ({path.expected.map(planned, string(planned)).join(", ")}).
why: |
  Delivery reports go to the MAIL FROM domain. If they do not reach the platform's sender, invalid addresses stay on the lists, and
  reputation suffers.
fix:
  text: Point the MX record of {path.domain} to a host with one of the sender's addresses; if the domain has mailboxes elsewhere, use a subdomain for MAIL FROM.
references: [RFC 5321 §4.4, RFC 5321 §5.1]
tests:
  - { name: the MX host has the sender's address, base: direct, expect: pass }
  - name: the MX leads to the office
    base: direct
    given: { path.routes: [{ exchange: mx.office.example, preference: 10, implicit: false, a: [198.51.100.7], aaaa: [] }] }
    expect: fail
    message: Mail to acme.example goes to mx.office.example, and none of these hosts has an address where sender bulk accepts bounces (203.0.113.20, 203.0.113.21).
  - name: one of two routes is right and the other unknown
    base: direct
    given:
      path.routes:
        - { exchange: mx.office.example, preference: 10, implicit: false, a: !unknown timeout, aaaa: !unknown timeout }
        - { exchange: mta.acme.example, preference: 20, implicit: false, a: [203.0.113.21], aaaa: [] }
    expect: pass
  - name: the only route is unknown
    base: direct
    given: { path.routes: [{ exchange: mta.acme.example, preference: 10, implicit: false, a: !unknown timeout, aaaa: [] }] }
    expect: undetermined
    cause: timeout
  - { name: split DNS leads to the relay, base: direct, given: { path.destination: relay, path.split_dns: true }, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/null-sender-rejected.yaml",
            text: #"""
engine: 1
title: Bounces are rejected
severity: error
tags: [return-path, probe]
for_each: smtp_endpoint
harm: bounces
by: platform
applies: server.return_path
requires: [return-path/port-25-closed]
assert: server.acceptance == "accepted"
message: '{server.place} rejects a bounce to {server.domain}: it answers {server.rejection}.'
why: |
  Delivery reports have an empty sender (MAIL FROM:<>). A server that rejects it, or accepts no mail for the domain, loses every one of
  them.
fix:
  text: Let the server at {server.address} accept the empty sender and recipients at {server.domain}.
references: [RFC 5321 §4.5.5, RFC 5321 §3.6.3]
tests:
  - { name: accepted, base: mail-servers, expect: pass }
  - name: the domain is not known there
    base: mail-servers
    given: { server.acceptance: rejected, server.rejection: 'RCPT TO:<postmaster@bounce.acme.example> with 550 relay not permitted' }
    expect: fail
    message-is: 'mta.acme.example (203.0.113.20) rejects a bounce to bounce.acme.example: it answers RCPT TO:<postmaster@bounce.acme.example> with 550 relay not permitted.'
  - { name: greylisted, base: mail-servers, given: { server.acceptance: !unknown refused }, expect: undetermined, cause: refused }
  - { name: not the way of bounces, base: mail-servers, given: { server.return_path: false }, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/partly-elsewhere.yaml",
            text: #"""
engine: 1
title: Some bounces go elsewhere
severity: warning
tags: [return-path]
for_each: return_path
explained-by:
  - rules: [return-path/private-address-leaked]
    when: >-
      !path.routes.exists(r, r.a.exists(found, found.isPublic() && !(found in path.platform) && !(found in path.expected))
      || r.aaaa.exists(found, found.isPublic() && !(found in path.platform) && !(found in path.expected)))
  # A host of the sender's with another's address.
  - { rules: [ptr/not-confirmed], at: 'path.routes.filter(r, r.a.size() > 0 || r.aaaa.size() > 0).map(r, r.exchange)' }
harm: bounces
applies: path.expected.size() > 0
requires: [return-path/unroutable, return-path/not-at-sender, return-path/relay-not-public-route, return-path/internal-not-at-sender, mx/null-on-sending-domain]
assert: >-
  path.routes.size() == 0
  || path.routes.all(r, r.a.size() == 0 && r.aaaa.size() == 0
  || (r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
  && !r.a.exists(found, !(found in path.platform)) && !r.aaaa.exists(found, !(found in path.platform)))
escalate:
  to: error
  when: >-
    path.routes.exists(r, !r.a.exists(found, found in path.expected) && !r.aaaa.exists(found, found in path.expected)
    && (r.a.size() > 0 || r.aaaa.size() > 0)
    && path.routes.all(o, o.preference > r.preference
    || !o.a.exists(found, found in path.expected) && !o.aaaa.exists(found, found in path.expected)))
message: >-
  In the {path.view} view, some mail to {path.domain} goes to {failing.map(r, r.exchange).join(", ")}
  ({failing.map(r, (r.a + r.aaaa).map(found, string(found)).join(", ")).join("; ")});
  bounces of sender {path.sender} are accepted at {path.expected.map(planned, string(planned)).join(", ")}.
why: |
  Delivery reports that take this route are lost, and invalid addresses stay on the lists. If the most preferred route leads elsewhere,
  that is nearly all of them.
fix:
  text: Let every MX host of {path.domain} have addresses where bounces are accepted, or use a separate domain for MAIL FROM.
references: [RFC 5321 §5.1]
tests:
  - { name: every route ends at the sender, base: schemes, expect: pass }
  - name: the backup is somebody else's
    base: schemes
    given:
      path.routes:
        - { exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: [] }
        - { exchange: mx.office.example, preference: 20, implicit: false, a: [198.51.100.7], aaaa: [] }
    expect: fail
    severity: warning
    message: goes to mx.office.example (198.51.100.7);
    failing: [mx.office.example]
  - name: the preferred route is somebody else's
    base: schemes
    given:
      path.routes:
        - { exchange: mx.office.example, preference: 5, implicit: false, a: [198.51.100.7], aaaa: [] }
        - { exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: [] }
    expect: fail
    severity: error
  - name: one address of a host is somebody else's
    base: schemes
    given: { path.routes: [{ exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20, 198.51.100.7], aaaa: [] }] }
    expect: fail
    severity: warning
  - { name: an address that only sends stands beside the right one, base: schemes, given: { path.routes: [{ exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20, 203.0.113.22], aaaa: [] }] }, expect: pass }
  - name: a host of addresses that only send
    base: schemes
    given:
      path.routes:
        - { exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: [] }
        - { exchange: mta3.acme.example, preference: 20, implicit: false, a: [203.0.113.22], aaaa: [] }
    expect: fail
    severity: warning
    failing: [mta3.acme.example]
  - name: an unplanned IPv6 address
    base: schemes
    given: { path.routes: [{ exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: ["2001:db8::9"] }] }
    expect: fail
    message: 203.0.113.20, 2001:db8::9
  - name: a host without addresses is another rule's business
    base: schemes
    given:
      path.routes:
        - { exchange: gone.acme.example, preference: 5, implicit: false, a: [], aaaa: [] }
        - { exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: [] }
    expect: pass
  - name: the other route is unknown
    base: schemes
    given:
      path.routes:
        - { exchange: mta1.acme.example, preference: 10, implicit: false, a: [203.0.113.20], aaaa: [] }
        - { exchange: mta2.acme.example, preference: 20, implicit: false, a: !unknown timeout, aaaa: [] }
    expect: undetermined
    cause: timeout
  - { name: nothing is planned, base: schemes, given: { path.expected: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/port-25-closed.yaml",
            text: #"""
engine: 1
title: Bounces cannot be delivered
severity: error
tags: [return-path, probe]
for_each: smtp_endpoint
harm: bounces
by: platform
applies: server.return_path
assert: server.reachable
message: 'Bounces to {server.domain} go to {server.place}, which on port 25 {server.connection}, seen from the {server.view} view and from where sendready runs.'
why: |
  No delivery report arrives: invalid addresses stay on the lists, and reputation suffers. Some networks do not let their own machines
  connect to port 25; from such a network every mail server looks silent.
fix:
  text: Start the mail server at {server.address} and open port 25 in every firewall on the path; audit again from another network if this one may block the port.
references: [RFC 5321 §4.5.4.2, RFC 5321 §6.1]
tests:
  - { name: a server that greets, base: mail-servers, expect: pass }
  - name: a closed port
    base: mail-servers
    given: { server.reachable: false, server.connection: refuses the connection }
    expect: fail
    message-is: Bounces to bounce.acme.example go to mta.acme.example (203.0.113.20), which on port 25 refuses the connection, seen from the public view and from where sendready runs.
  - { name: come back later, base: mail-servers, given: { server.reachable: !unknown refused }, expect: undetermined, cause: refused }
  - { name: not the way of bounces, base: mail-servers, given: { server.return_path: false }, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/private-address-leaked.yaml",
            text: #"""
engine: 1
title: Internal address in the route of bounces
severity: error
tags: [return-path]
for_each: return_path
harm: bounces
applies: path.view == "public"
# For direct senders, MX hosts at internal addresses are reported by mx/target-not-public.
let: { judges_routes: 'path.relayed || deployment.scheme != "direct"' }
assert: >-
  (!judges_routes || path.routes.size() == 0 || path.routes.all(r, r.a_special.size() == 0 && r.aaaa_special.size() == 0))
  && path.own_internal.size() == 0
message: >-
  In the public view, {path.own_internal.size() > 0 ? path.domain + " itself has the internal address " + path.own_internal.map(s, string(s.address) + " (" + s.kind + ")").join(", ") : "mail to " + path.domain + " goes to an internal address: " + path.routes.filter(r, r.a_special.size() > 0 || r.aaaa_special.size() > 0).map(r, r.exchange + " at " + (r.a_special + r.aaaa_special).map(s, string(s.address) + " (" + s.kind + ")").join(", ")).join("; ")}.
why: |
  The Internet cannot reach it: bounces from outside are lost, and internal addresses are visible to everybody. Records of the internal
  view have been published in the public zone, or the sender's own address instead of the one that NAT gives it.
fix:
  text: Publish the address that the Internet can reach in the public view, and the internal one only in the internal view; check every server of the zone.
references: [RFC 1918 §3, RFC 6890 §2]
tests:
  - { name: public addresses, base: schemes, given: { path.relayed: true }, expect: pass }
  - name: the sender's own address
    base: schemes
    given:
      path.relayed: true
      path.routes: [{ exchange: mta1.acme.example, preference: 10, implicit: false, a: [10.0.0.20], aaaa: [], a_special: [{ address: 10.0.0.20, kind: private }], aaaa_special: [] }]
    expect: fail
    severity: error
    message-is: 'In the public view, mail to bounce.acme.example goes to an internal address: mta1.acme.example at 10.0.0.20 (private).'
  - name: an internal IPv6 address
    base: schemes
    given:
      deployment.scheme: load-balanced
      path.routes: [{ exchange: mta1.acme.example, preference: 10, implicit: false, a: [], aaaa: ["fd00::1"], a_special: [], aaaa_special: [{ address: "fd00::1", kind: private }] }]
    expect: fail
  - { name: no answer, base: schemes, given: { path.relayed: true, path.routes: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: direct sending, base: schemes, expect: pass }
  - name: at the domain itself, where MX leads elsewhere
    base: schemes
    given: { path.own_internal: [{ address: 10.1.0.24, kind: private }] }
    expect: fail
    severity: error
    message-is: In the public view, bounce.acme.example itself has the internal address 10.1.0.24 (private).
  - { name: the internal view, base: schemes, given: { path.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/relay-not-public-route.yaml",
            text: #"""
engine: 1
title: Public view does not lead to the relay
severity: error
tags: [return-path, split-dns]
for_each: return_path
harm: bounces
applies: path.split_dns && path.destination == "relay" && path.view == "public" && path.expected.size() > 0
requires: [return-path/unroutable, mx/null-on-sending-domain]
assert: >-
  path.routes.exists(r, r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
message: >-
  From outside, mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")}, and none of these hosts is the relay
  ({path.expected.map(planned, string(planned)).join(", ")}).
why: |
  With split DNS, the relay accepts bounces from outside and forwards them to the platform. If the public view leads elsewhere, delivery
  reports never arrive.
fix:
  text: Point the public MX record of {path.domain} to the relay.
references: [RFC 5321 §4.4, RFC 5321 §5.1]
tests:
  - name: it leads there
    base: direct
    given: { path.split_dns: true, path.destination: relay, path.view: public }
    expect: pass
  - name: it leads elsewhere
    base: direct
    given:
      path.split_dns: true
      path.destination: relay
      path.view: public
      path.routes: [{ exchange: mx.office.example, preference: 10, implicit: false, a: [198.51.100.7], aaaa: [] }]
    expect: fail
    severity: error
    message: mail to acme.example goes to mx.office.example
  - name: no answer
    base: direct
    given: { path.split_dns: true, path.destination: relay, path.view: public, path.routes: !unknown timeout }
    expect: undetermined
    cause: timeout
  - { name: no split DNS, base: direct, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/shared-with-mailboxes.yaml",
            text: #"""
engine: 1
title: MAIL FROM domain also has mailboxes elsewhere
severity: warning
tags: [return-path]
for_each: return_path
harm: bounces
applies: path.view == "public" && path.is_from && path.expected.size() > 0
assert: >-
  !path.routes.exists(r, !r.implicit
  && (r.a.exists(found, !(found in path.expected)) || r.aaaa.exists(found, !(found in path.expected))))
message: >-
  {path.domain} is a From domain with mailboxes elsewhere, and the MAIL FROM domain of sender {path.sender}: its mail goes to
  {path.routes.map(r, r.exchange).join(", ")}.
why: |
  Replies to people and bounces to the platform need different hosts. One domain cannot serve both: one kind of mail is lost.
fix:
  text: Use a separate domain for MAIL FROM, for example bounce.{path.domain}, with an MX record that leads to the sender.
references: [RFC 5321 §4.4, RFC 5321 §5.1]
tests:
  - { name: mail of the From domain ends at the sender too, base: schemes, given: { path.is_from: true }, expect: pass }
  - name: the office has its mailboxes there
    base: schemes
    given:
      path.is_from: true
      path.routes: [{ exchange: mx.office.example, preference: 10, implicit: false, a: [198.51.100.7], aaaa: [] }]
    expect: fail
    severity: warning
    message-is: 'bounce.acme.example is a From domain with mailboxes elsewhere, and the MAIL FROM domain of sender bulk: its mail goes to mx.office.example.'
  - { name: no answer, base: schemes, given: { path.is_from: true, path.routes: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a domain of its own, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/unroutable.yaml",
            text: #"""
engine: 1
title: MAIL FROM domain without a route
severity: error
tags: [return-path]
for_each: return_path
explained-by: [name/does-not-exist, mx/target-missing, mx/target-is-address, name/alias-dangling, name/alias-beside-data]
harm: bounces
applies: path.view == "public"
requires: [name/does-not-exist, mx/null-on-sending-domain]
assert: path.routes.exists(r, !r.implicit || r.a.size() > 0 || r.aaaa.size() > 0)
message: The MAIL FROM domain {path.domain} of sender {path.sender} has neither an MX record nor an address in the public view.
why: |
  Receivers reject mail whose envelope sender cannot receive a bounce ("domain of sender address does not exist"), and no delivery report
  ever comes back.
fix:
  text: Publish an MX record for {path.domain} whose host has one of the addresses where bounces are accepted.
references: [RFC 5321 §5.1, RFC 5321 §4.4]
tests:
  - { name: an MX record, base: direct, expect: pass }
  - name: an implicit MX
    base: direct
    given: { path.routes: [{ exchange: acme.example, preference: 0, implicit: true, a: [203.0.113.20], aaaa: [] }] }
    expect: pass
  - name: nothing
    base: direct
    given: { path.routes: [{ exchange: acme.example, preference: 0, implicit: true, a: [], aaaa: [] }] }
    expect: fail
    message: The MAIL FROM domain acme.example of sender bulk has neither an MX record nor an address in the public view.
  - { name: no answer for MX, base: direct, given: { path.routes: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { path.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "return-path/views-identical.yaml",
            text: #"""
engine: 1
title: Both views lead to the same place
severity: error
tags: [return-path, split-dns]
for_each: return_path
harm: bounces
applies: path.split_dns && path.view == "internal"
assert: '!path.leads_as_public'
message: Mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")} both from outside and from inside.
why: |
  With split DNS, outside servers find the relay, and the relay finds the platform's sender. If both find the same host, the relay mails
  itself, or outside servers bypass it.
fix:
  text: Publish an MX record for {path.domain} in the internal view that leads to sender {path.sender}, and one in the public view that leads to the relay.
references: [RFC 5321 §5.1, RFC 5321 §6.3]
tests:
  - { name: different places, base: schemes, given: { path.split_dns: true, path.view: internal }, expect: pass }
  - name: the same place
    base: schemes
    given: { path.split_dns: true, path.view: internal, path.leads_as_public: true }
    expect: fail
    severity: error
    message-is: Mail to bounce.acme.example goes to mta1.acme.example, mta2.acme.example both from outside and from inside.
  - { name: no answer in one view, base: schemes, given: { path.split_dns: true, path.view: internal, path.leads_as_public: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: no split DNS, base: schemes, expect: not-applicable }

"""#
        ),
        (
            path: "smtp/banner-differs.yaml",
            text: #"""
engine: 1
title: Mail exchanger announces another name
severity: notice
tags: [smtp, probe]
for_each: smtp_endpoint
harm: bounces
by: platform
applies: server.view == "public" && server.first_of_host
requires: [return-path/port-25-closed, smtp/unreachable]
assert: server.announced.size() == 0 || server.announced.all(n, server.ptr_names.exists(p, p.sameName(n)))
message: >-
  {server.place} announces {failing.join(" and ")}, and the PTR {server.ptr_names.size() > 0 ? "name of the address is " + server.ptr_names.join(", ") : "record of the address does not exist"}.
why: |
  If the server also sends mail, receivers compare these names. Otherwise the difference only confuses people who read the logs.
fix:
  text: Let the mail server announce the name in the PTR record of {server.address}.
references: [RFC 5321 §4.1.1.1, RFC 5321 §4.2]
tests:
  - { name: the same name, base: mail-servers, expect: pass }
  - name: another name
    base: mail-servers
    given: { server.announced: [localhost.localdomain] }
    expect: fail
    message-is: mta.acme.example (203.0.113.20) announces localhost.localdomain, and the PTR name of the address is mta.acme.example.
  - { name: no PTR record, base: mail-servers, given: { server.ptr_names: [] }, expect: fail, message: PTR record of the address does not exist }
  - { name: nothing announced, base: mail-servers, given: { server.announced: [] }, expect: pass }
  - { name: no answer for PTR, base: mail-servers, given: { server.ptr_names: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a domain for which another speaks, base: mail-servers, given: { server.first_of_host: false }, expect: not-applicable }
  - { name: the internal view, base: mail-servers, given: { server.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "smtp/certificate-invalid.yaml",
            text: #"""
engine: 1
title: Mail exchanger's certificate is not valid
severity: warning
tags: [smtp, certificate, probe]
for_each: smtp_endpoint
explained-by:
  - { rules: [tls/expired], when: server.certificate_faults.size() == 1 }
harm: bounces
by: platform
applies: server.speaks
requires: [return-path/port-25-closed, smtp/unreachable, smtp/starttls-missing]
assert: server.certificate_faults.size() == 0 || !server.tls_required && server.dane_secure && server.tlsa_matches
escalate: { to: error, when: server.tls_required }
message: 'The certificate of {server.place}, which accepts mail for {server.alike | list}, fails verification: {server.certificate_faults.join("; ")}.'
why: |
  Most senders encrypt without verifying the certificate, but those that follow an MTA-STS policy verify it, and so do some large
  receivers by rules of their own. Under a policy in mode enforce, senders do not deliver. (If DNSSEC secures matching TLSA records,
  nothing is reported.)
fix:
  text: Obtain a certificate for {server.exchange}, and let the mail server send the full chain.
references: [RFC 8461 §4.1, RFC 7435 §3, RFC 7672 §3.1]
tests:
  - { name: a valid one, base: mail-servers, expect: pass }
  - name: self-signed and for another name
    base: mail-servers
    given:
      server.certificate_faults: [the certificate is self-signed, 'the certificate is for localhost, not for mta.acme.example']
      server.dane_secure: false
    expect: fail
    severity: warning
    message-is: 'The certificate of mta.acme.example (203.0.113.20), which accepts mail for bounce.acme.example and acme.example, fails verification: the certificate is self-signed; the certificate is for localhost, not for mta.acme.example.'
  - name: under a policy
    base: mail-servers
    given: { server.certificate_faults: [the certificate is self-signed], server.tls_required: true }
    expect: fail
    severity: error
  - { name: a domain for which another speaks, base: mail-servers, given: { server.speaks: false }, expect: not-applicable }
  - { name: no session in time, base: mail-servers, given: { server.certificate_faults: !unknown timeout, server.tlsa_matches: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: vouched for by DANE, base: mail-servers, given: { server.certificate_faults: [the certificate is self-signed] }, expect: pass }
  - name: whether DNSSEC vouches for it is not known
    base: mail-servers
    given: { server.certificate_faults: [the certificate is self-signed], server.dane_secure: !unknown servfail }
    expect: undetermined
    cause: servfail

"""#
        ),
        (
            path: "smtp/starttls-missing.yaml",
            text: #"""
engine: 1
title: Mail is accepted without encryption
severity: warning
tags: [smtp, tls, probe]
for_each: smtp_endpoint
harm: bounces
by: platform
applies: server.speaks
requires: [return-path/port-25-closed, smtp/unreachable]
assert: server.starttls
escalate: { to: error, when: server.tls_required || server.dane_secure }
message: 'No encrypted session with {server.place}, which accepts mail for {server.alike | list}, is possible: {server.starttls_failure}.'
why: |
  All mail to the domain can be read on the path. Under an MTA-STS policy in mode enforce, and if DNSSEC secures TLSA records (DANE),
  senders do not deliver.
fix:
  text: Configure a certificate on the mail server at {server.address} and enable STARTTLS on port 25.
references: [RFC 3207 §4, RFC 8461 §4.2, RFC 7672 §2.2]
tests:
  - { name: an encrypted session, base: mail-servers, expect: pass }
  - name: not offered
    base: mail-servers
    given: { server.starttls: false, server.starttls_failure: the server does not offer STARTTLS, server.dane_secure: false }
    expect: fail
    severity: warning
    message-is: 'No encrypted session with mta.acme.example (203.0.113.20), which accepts mail for bounce.acme.example and acme.example, is possible: the server does not offer STARTTLS.'
  - name: under a policy
    base: mail-servers
    given: { server.starttls: false, server.tls_required: true, server.dane_secure: false }
    expect: fail
    severity: error
  - name: under DANE
    base: mail-servers
    given: { server.starttls: false }
    expect: fail
    severity: error
  - { name: a domain for which another speaks, base: mail-servers, given: { server.speaks: false }, expect: not-applicable }
  - { name: the dialogue broke off, base: mail-servers, given: { server.starttls: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "smtp/unreachable.yaml",
            text: #"""
engine: 1
title: Mail exchanger is closed or silent
severity: warning
tags: [smtp, probe]
for_each: smtp_endpoint
harm: bounces
by: platform
applies: '!server.return_path && server.speaks'
assert: server.reachable
message: 'Mail to {server.alike | list} goes to {server.place}, which on port 25 {server.connection}, seen from the {server.view} view and from where sendready runs.'
why: |
  Replies and complaints are lost if no other exchanger accepts them. Some networks do not let their own machines connect to port 25; from
  such a network every mail server looks silent.
fix:
  text: Start the mail server at {server.address}, open port 25, or remove {server.exchange} from the MX records of {server.alike | list}.
references: [RFC 5321 §5.1]
tests:
  - { name: a server that greets, base: mail-servers, given: { server.return_path: false }, expect: pass }
  - name: silence
    base: mail-servers
    given: { server.return_path: false, server.reachable: false, server.connection: does not answer }
    expect: fail
    message: which on port 25 does not answer, seen from the public view
  - { name: no way to it, base: mail-servers, given: { server.return_path: false, server.reachable: !unknown network }, expect: undetermined, cause: network }
  - { name: a domain for which another speaks, base: mail-servers, given: { server.return_path: false, server.speaks: false }, expect: not-applicable }
  - { name: the way of bounces, base: mail-servers, expect: not-applicable }

"""#
        ),
        (
            path: "spf/allows-everyone.yaml",
            text: #"""
engine: 1
title: SPF record authorises the whole Internet
severity: error
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error]
assert: '!spf.allows_everyone'
let:
  by: spf.everyone_by.join(" and ")
  ends_open: spf.everyone_by.exists(t, t.lowerAscii().endsWith("all"))
message: >-
  The SPF record of {spf.name} lets every address pass{spf.everyone_by.size() > 0 ? ", by " + by : ""}: "{spf.records.join(" ")}".
why: |
  Anybody may send mail as the domain, and SPF then also makes DMARC pass for them. Gmail defers or rejects mail for "suspicious entries"
  in such a record (4.7.24, 5.7.24).
fix:
  text: >-
    {spf.everyone_elsewhere.size() > 0 ? "Remove what leads to the record of " + spf.everyone_elsewhere.join(" and ") + ", or ask whoever publishes it to name only its own networks." : ends_open ? "End the record with -all or ~all, and name only the networks that send for " + spf.name + "." : "Remove " + by + ", and name only the networks that send for " + spf.name + "."}
references: [RFC 7208 §5.1, RFC 7208 §11.4]
tests:
  - { name: named addresses, base: direct, expect: pass }
  - name: everybody
    base: direct
    given: { spf.allows_everyone: true, spf.everyone_by: ["+all"], spf.records: ["v=spf1 mx +all"] }
    expect: fail
    message-is: 'The SPF record of acme.example lets every address pass, by +all: "v=spf1 mx +all".'
  - name: two halves
    base: direct
    given: { spf.allows_everyone: true, spf.everyone_by: ["ip4:0.0.0.0/1", "ip4:128.0.0.0/1"], spf.records: ["v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all"] }
    expect: fail
    message-is: 'The SPF record of acme.example lets every address pass, by ip4:0.0.0.0/1 and ip4:128.0.0.0/1: "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all".'
  - name: an included record
    base: direct
    given: { spf.allows_everyone: true, spf.everyone_by: ["+all in the record of open.example"], spf.everyone_elsewhere: [open.example], spf.records: ["v=spf1 include:open.example -all"] }
    expect: fail
    message: 'by +all in the record of open.example:'
  - { name: an included record is unknown, base: direct, given: { spf.allows_everyone: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/duplicate-terms.yaml",
            text: #"""
engine: 1
title: SPF record repeats itself
severity: notice
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
let: { codes: '["duplicate-term", "covered-term"]' }
assert: '!spf.problems.exists(p, p.code in codes)'
message: 'The SPF record of {spf.name}: {spf.problems.filter(p, p.code in codes).map(p, p.message).join("; ")}.'
why: |
  Terms that another one repeats or covers change nothing; a repeated include, a or mx costs its lookups again.
fix:
  text: Remove the terms that are not needed.
references: [RFC 7208 §4.6.4]
tests:
  - { name: each term once, base: direct, expect: pass }
  - name: a repeated term
    base: direct
    given: { spf.problems: [{ code: duplicate-term, severity: notice, message: mx is repeated }] }
    expect: fail
    message-is: 'The SPF record of acme.example: mx is repeated.'
  - name: a covered address
    base: direct
    given: { spf.problems: [{ code: covered-term, severity: notice, message: "ip4:203.0.113.20 lies within ip4:203.0.113.0/24" }] }
    expect: fail
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/foreign-include.yaml",
            text: #"""
engine: 1
title: SPF record includes other senders
severity: notice
tags: [spf]
for_each: spf_domain
# Where nobody named an address, nobody can say whether an include covers it.
applies: '"mail-from" in spf.roles && spf.planned_addresses.size() > 0'
requires: [spf/missing, spf/multiple-records, spf/syntax-error]
assert: spf.foreign_includes.size() == 0
message: >-
  The SPF record of {spf.name} authorises senders that
  {deployment.described ? "the deployment file does not name" : "have none of the given addresses"}: {spf.foreign_includes.join(", ")}.
why: |
  Whoever uses those services may send as the domain, and each include costs lookups. It is correct for services that do send for the
  domain, such as a mailbox provider.
fix:
  text: Remove the includes that nobody needs, or use a MAIL FROM subdomain with a record of its own.
references: [RFC 7208 §5.2, RFC 7208 §11.4]
tests:
  - { name: no include, base: direct, expect: pass }
  - name: a cloud service
    base: direct
    given: { spf.foreign_includes: [spf.cloud.example] }
    expect: fail
    message: 'The SPF record of acme.example authorises senders that the deployment file does not name: spf.cloud.example.'
  - { name: without a deployment file, base: direct, given: { deployment.described: false, spf.foreign_includes: [spf.cloud.example] }, expect: fail, message: 'have none of the given addresses: spf.cloud.example.' }
  - { name: no address was named, base: direct, given: { spf.planned_addresses: [], spf.foreign_includes: [spf.cloud.example] }, expect: not-applicable }
  - { name: no answer, base: direct, given: { spf.foreign_includes: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a From domain alone, base: direct, given: { spf.roles: [from], spf.foreign_includes: [spf.cloud.example] }, expect: not-applicable }

"""#
        ),
        (
            path: "spf/helo-missing.yaml",
            text: #"""
engine: 1
title: No SPF record at the HELO name
severity: notice
tags: [spf]
for_each: spf_domain
explained-by: [name/does-not-exist, ptr/not-confirmed]
applies: '!spf.roles.exists(r, r != "helo")'
assert: spf.records.size() > 0
message: The servers announce themselves as {spf.name}, which publishes no SPF record.
why: |
  Bounces have no sender, so receivers check SPF at the name that the server announces. A record there also keeps others from announcing
  it.
fix:
  text: Publish a TXT record at {spf.name} that authorises its addresses.
references: [RFC 7208 §2.3, RFC 7208 §2.4]
tests:
  - { name: one record, base: direct, given: { spf.roles: [helo] }, expect: pass }
  - name: none
    base: direct
    given: { spf.roles: [helo], spf.name: mta.acme.example, spf.owner: mta.acme.example., spf.records: [], spf.suggested_record: "v=spf1 ip4:203.0.113.20 -all" }
    expect: fail
    message: The servers announce themselves as mta.acme.example, which publishes no SPF record.
  - { name: no answer, base: direct, given: { spf.roles: [helo], spf.records: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: also a MAIL FROM domain, base: direct, given: { spf.roles: [mail-from, helo], spf.records: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "spf/helo-not-authorised.yaml",
            text: #"""
engine: 1
title: SPF of the announced name does not authorise the server
severity: warning
tags: [spf, helo]
for_each: path
explained-by:
  - { rules: [name/does-not-exist, helo/unresolvable, helo/not-at-sender, ptr/not-confirmed], at: mail.helo }
  - rules:
      - spf/multiple-records
      - spf/syntax-error
      - spf/include-loop
      - spf/include-without-record
      - spf/too-many-lookups
      - spf/too-many-mx
      - spf/too-many-void-lookups
    at: mail.helo
    when: mail.helo_spf == "permerror"
# spf/helo-missing reports that there is no record, spf/sender-not-authorised what holds for MAIL FROM too.
applies: 'has(mail.helo) && has(mail.helo_spf) && mail.helo_spf != "none" && mail.helo != mail.mail_from'
assert: mail.helo_spf == "pass"
lower: { to: notice, when: 'mail.helo_spf == "softfail" || mail.helo_spf == "neutral"' }
message: >-
  {mail.address} of sender {mail.sender} announces itself as {mail.helo}, whose SPF record does not authorise it: the result is
  {mail.helo_spf}.
why: |
  Receivers also check the name that a server announces. Of a bounce, whose sender is empty, it is the only name that they can check, and
  some reject a server whose own name says that it may not send.
fix:
  text: 'Let the SPF record of {mail.helo} authorise {mail.address}, for example "v=spf1 a -all".'
references: [RFC 7208 §2.3, RFC 7208 §2.4, RFC 7208 §8.4]
tests:
  - { name: it passes, base: direct, expect: pass }
  - name: a name that never sends mail
    base: direct
    given: { mail.helo_spf: fail }
    expect: fail
    severity: warning
    message-is: '203.0.113.20 of sender bulk announces itself as mta.acme.example, whose SPF record does not authorise it: the result is fail.'
  - { name: a record that cannot be evaluated, base: direct, given: { mail.helo_spf: permerror }, expect: fail, severity: warning }
  - { name: softfail, base: direct, given: { mail.helo_spf: softfail }, expect: fail, severity: notice }
  - { name: no record, base: direct, given: { mail.helo_spf: none }, expect: not-applicable }
  - { name: no name, base: direct, given: { mail.helo: !absent, mail.helo_spf: !absent }, expect: not-applicable }
  - { name: MAIL FROM is that name, base: direct, given: { mail.helo: acme.example, mail.mail_from: acme.example, mail.helo_spf: fail }, expect: not-applicable }
  - { name: a lookup failed, base: direct, given: { mail.helo_spf: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/host-bits.yaml",
            text: #"""
engine: 1
title: SPF network has host bits set
severity: notice
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
assert: '!spf.problems.exists(p, p.code == "host-bits-set")'
message: 'The SPF record of {spf.name}: {spf.problems.filter(p, p.code == "host-bits-set").map(p, p.message).join("; ")}.'
why: |
  Receivers use the whole network. A single address written with a short prefix authorises its neighbours as well.
fix:
  text: Write the network's first address, or omit the prefix length if one address is meant.
references: [RFC 7208 §5.6]
tests:
  - { name: single addresses, base: direct, expect: pass }
  - name: an address with a prefix
    base: direct
    given: { spf.problems: [{ code: host-bits-set, severity: notice, message: "203.0.113.20/24 is the block 203.0.113.0/24" }] }
    expect: fail
    message-is: 'The SPF record of acme.example: 203.0.113.20/24 is the block 203.0.113.0/24.'
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/include-loop.yaml",
            text: #"""
engine: 1
title: SPF record includes itself
severity: error
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error]
assert: spf.loops.size() == 0
message: 'The SPF record of {spf.name} contains a loop: its includes or redirects lead back to {spf.loops.join(", ")}.'
why: |
  Receivers follow the loop until they reach the limit of ten lookups, and return permerror: only senders that an earlier term names pass.
fix:
  text: Remove the include or redirect that leads back to {spf.loops.join(", ")}.
references: [RFC 7208 §4.6.4, RFC 7208 §5.2]
tests:
  - { name: no circle, base: direct, expect: pass }
  - name: an include of itself
    base: direct
    given: { spf.loops: [acme.example] }
    expect: fail
    message: 'The SPF record of acme.example contains a loop: its includes or redirects lead back to acme.example.'
  - { name: an included record is unknown, base: direct, given: { spf.loops: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/include-without-record.yaml",
            text: #"""
engine: 1
title: SPF record includes a name without a valid record
severity: error
tags: [spf]
for_each: spf_domain
# A fault at the included name is reported for that name.
explained-by: [spf/included-record-broken, spf/multiple-records, spf/syntax-error, spf/missing, spf/include-without-record]
requires: [spf/missing, spf/multiple-records, spf/syntax-error]
let:
  errors: 'spf.included_errors.map(p, "the record of " + p.at + " is not valid (at position " + string(p.position) + ", " + p.message + ")")'
assert: spf.without_record.size() == 0 && spf.included_errors.size() == 0
message: 'Receivers cannot evaluate the whole SPF record of {spf.name}: {(spf.without_record + errors).join("; ")}.'
why: |
  Receivers return permerror when they reach such a term: SPF passes only for senders that an earlier term names. The usual case is a host
  that has only an address record: "include" needs its SPF record, not its address.
fix:
  text: >-
    {spf.faulty_includes.size() > 0 ? "Have the SPF record at " + spf.faulty_includes.join(" and ") + " corrected, or remove what leads there from the record of " + spf.name + "." : spf.without_record.exists(t, t.startsWith("redirect=")) ? "Publish an SPF record at the name that \"redirect=\" names, or write \"all\" instead." : "Write \"a:\" instead of \"include:\" if the address of a host is meant, publish an SPF record there, or remove the term."}
references: [RFC 7208 §5.2, RFC 7208 §6.1]
tests:
  - { name: nothing is included, base: direct, expect: pass }
  - name: the include of a host
    base: direct
    given: { spf.without_record: ["include:mail.acme.example: mail.acme.example has no SPF record"] }
    expect: fail
    message-is: 'Receivers cannot evaluate the whole SPF record of acme.example: include:mail.acme.example: mail.acme.example has no SPF record.'
  - name: an included record with an error
    base: direct
    given:
      spf.roles: [from]
      spf.included_errors:
        - { code: missing-address, severity: error, message: "ip4 lacks its address", at: _spf.provider.example, position: 12, repair: !absent }
      spf.faulty_includes: [_spf.provider.example]
    expect: fail
    severity: error
    message: the record of _spf.provider.example is not valid (at position 12, ip4 lacks its address)
  - name: a redirect to nothing
    base: direct
    given: { spf.without_record: ["redirect=_spf.acme.example: _spf.acme.example has no SPF record"] }
    expect: fail
    message: 'Receivers cannot evaluate the whole SPF record of acme.example: redirect=_spf.acme.example: _spf.acme.example has no SPF record.'
  - { name: the included record is unknown, base: direct, given: { spf.without_record: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: errors of included records are unknown, base: direct, given: { spf.included_errors: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/included-record-broken.yaml",
            text: #"""
engine: 1
title: Included SPF record is broken
severity: error
tags: [spf]
for_each: spf_include
let:
  several: 'included.records.size() > 1 ? ["it has " + string(included.records.size()) + " SPF records, and only one may stand there"] : []'
  errors: 'included.problems.map(p, "its record is not valid (at position " + string(p.position) + ", " + p.message + ")")'
  dead: 'included.dead_ends.map(t, "its term " + t + " leads to a name without an SPF record")'
assert: included.records.size() <= 1 && included.problems.size() == 0 && included.dead_ends.size() == 0
message: 'The SPF records of {included.included_by | list} lead to {included.name}, which is broken: {(several + errors + dead).join("; ")}.'
why: |
  Receivers return permerror when they reach such a record: in every record that leads there, SPF passes only for senders that an earlier
  term names. Only whoever runs that domain can correct it.
fix:
  text: >-
    Have the SPF record of {included.name} corrected by whoever runs that domain. Until then, remove the terms that lead there from
    the records of {included.included_by | list}, and name the networks that they stood for.
references: [RFC 7208 §4.5, RFC 7208 §4.6, RFC 7208 §5.2]
tests:
  - { name: a sound record, base: direct, expect: pass }
  - { name: no record is the fault of the term that leads there, base: direct, given: { included.records: [] }, expect: pass }
  - name: two records
    base: direct
    given: { included.records: ["v=spf1 ip4:192.0.2.0/24 -all", "v=spf1 -all"] }
    expect: fail
    message-is: 'The SPF records of acme.example lead to _spf.provider.example, which is broken: it has 2 SPF records, and only one may stand there.'
  - name: a syntax error
    base: direct
    given:
      included.included_by: [acme.example, news.acme.example]
      included.problems:
        - { code: missing-address, severity: error, message: "ip4 lacks its address", at: _spf.provider.example, position: 12, repair: !absent }
    expect: fail
    message-is: 'The SPF records of acme.example and news.acme.example lead to _spf.provider.example, which is broken: its record is not valid (at position 12, ip4 lacks its address).'
  - name: an include of nothing
    base: direct
    given: { included.dead_ends: ["include:gone.provider.example"] }
    expect: fail
    message: its term include:gone.provider.example leads to a name without an SPF record
  - { name: no answer, base: direct, given: { included.records: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/lookalike-record.yaml",
            text: #"""
engine: 1
title: TXT record that looks like SPF but is not
severity: warning
tags: [spf]
for_each: spf_domain
assert: spf.lookalikes.size() == 0
message: '{spf.name} has a TXT record that was meant as SPF but is not read as SPF: {spf.lookalikes.map(r, "\"" + r + "\"").join(", ")}.'
why: |
  Receivers read a record only if it begins with exactly "v=spf1" and a space. A blank or quotation mark before that, or another character
  after it, makes the record invisible.
fix:
  text: Remove it, and publish one record that begins with "v=spf1 " and contains all terms.
references: [RFC 7208 §4.5]
tests:
  - { name: none, base: direct, expect: pass }
  - name: a semicolon
    base: direct
    given: { spf.lookalikes: [v=spf1; mx -all], spf.records: [] }
    expect: fail
    message: 'acme.example has a TXT record that was meant as SPF but is not read as SPF: "v=spf1; mx -all".'
  - { name: no answer, base: direct, given: { spf.lookalikes: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/lookups-near-limit.yaml",
            text: #"""
engine: 1
title: SPF record near the limit of DNS lookups
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error, spf/include-loop]
params:
  near: { type: int, default: 8, min: 1, max: 10, doc: The number of lookups from which on it is reported. }
assert: spf.lookups < params.near || spf.lookups > 10
message: >-
  The SPF record of {spf.name} needs {spf.lookups} of the 10 DNS lookups that receivers allow when nothing matches
  early.{spf.costs.map(c, "\n" + c).join("")}
why: |
  Included records grow without notice. One or two more terms in any of them, and receivers return permerror.
fix:
  text: Remove includes that no longer send for {spf.name}, and write ip4 and ip6 instead of a and mx.
references: [RFC 7208 §4.6.4]
tests:
  - { name: no lookup, base: direct, expect: pass }
  - { name: seven, base: direct, given: { spf.lookups: 7 }, expect: pass }
  - name: eight
    base: direct
    given: { spf.lookups: 8, spf.costs: ["include:_spf.a.example 8"] }
    expect: fail
    message-is: "The SPF record of acme.example needs 8 of the 10 DNS lookups that receivers allow when nothing matches early.\ninclude:_spf.a.example 8"
  - { name: ten, base: direct, given: { spf.lookups: 10 }, expect: fail }
  - { name: too many is another rule's business, base: direct, given: { spf.lookups: 11 }, expect: pass }
  - { name: later, base: direct, given: { spf.lookups: 8 }, params: { near: 9 }, expect: pass }
  - { name: an included record is unknown, base: direct, given: { spf.lookups: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/macro-p.yaml",
            text: #"""
engine: 1
title: SPF record uses the macro for the PTR name
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
assert: '!spf.problems.exists(p, p.code == "macro-p")'
message: 'The SPF record of {spf.name} uses the macro %{{p}}: "{spf.records.join(" ")}".'
why: |
  It is slow and unreliable, because it queries the name servers of whoever connects, and the standard says not to use it.
fix:
  text: Write the term without the macro, or name the addresses.
references: [RFC 7208 §7.2]
tests:
  - { name: no macro, base: direct, expect: pass }
  - name: the macro
    base: direct
    given: { spf.records: ["v=spf1 exists:%{p}.acme.example -all"], spf.problems: [{ code: macro-p, severity: warning }] }
    expect: fail
    message: 'The SPF record of acme.example uses the macro %{p}: "v=spf1 exists:%{p}.acme.example -all".'
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/missing.yaml",
            text: #"""
engine: 1
title: No SPF record
severity: error
tags: [spf]
for_each: spf_domain
explained-by: [name/does-not-exist, name/alias-dangling, name/alias-beside-data, spf/lookalike-record]
applies: spf.roles.exists(r, r != "helo")
requires: [name/does-not-exist]
# Nothing can stand beside an alias, and receivers do not read SPF for a From domain that is no MAIL FROM domain.
assert: spf.records.size() > 0 || has(spf.alias) && !("mail-from" in spf.roles)
lower: { to: notice, when: '!("mail-from" in spf.roles)' }
message: '{spf.name}, a {spf.roles.filter(r, r != "helo").map(r, r == "from" ? "From" : "MAIL FROM").join(" and ")} domain, publishes no SPF record.'
why: |
  Receivers check SPF for the MAIL FROM domain. Without a record, nothing says which addresses may send for it; Gmail, Yahoo and
  Outlook.com require SPF from bulk senders. At a From domain that is never used in MAIL FROM, a record only protects the name.
fix:
  text: Publish a TXT record at {spf.name} that authorises the sending addresses.
references: [RFC 7208 §4.5, RFC 7208 §3]
tests:
  - { name: one record, base: direct, expect: pass }
  - name: none at a MAIL FROM domain
    base: direct
    given: { spf.records: [] }
    expect: fail
    severity: error
    message: acme.example, a MAIL FROM and From domain, publishes no SPF record.
  - { name: none at a From domain alone, base: direct, given: { spf.roles: [from], spf.records: [] }, expect: fail, severity: notice }
  - { name: a From domain that is an alias, base: direct, given: { spf.records: [], spf.roles: [from], spf.alias: lp.vendor.example }, expect: pass }
  - { name: a MAIL FROM domain that is an alias, base: direct, given: { spf.records: [], spf.roles: [from, mail-from], spf.alias: lp.vendor.example }, expect: fail }
  - { name: no answer, base: direct, given: { spf.records: !unknown servfail }, expect: undetermined, cause: servfail }
  - { name: a HELO name alone, base: direct, given: { spf.roles: [helo], spf.records: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "spf/multiple-records.yaml",
            text: #"""
engine: 1
title: More than one SPF record
severity: error
tags: [spf]
for_each: spf_domain
assert: spf.records.size() <= 1
message: '{spf.name} publishes {spf.records.size()} SPF records: {spf.records.map(r, "\"" + r + "\"").join(", ")}.'
why: |
  With more than one record the result is permerror, whatever the records say: SPF passes for nobody.
fix:
  text: Merge the records into one that begins with v=spf1, contains the terms of all, and ends with a single "all"; remove the others.
references: [RFC 7208 §4.5]
tests:
  - { name: one record, base: direct, expect: pass }
  - { name: none is another rule's business, base: direct, given: { spf.records: [] }, expect: pass }
  - name: two
    base: direct
    given: { spf.records: ["v=spf1 mx -all", "v=spf1 a -all"], spf.merged_record: v=spf1 mx a -all }
    expect: fail
    message: 'acme.example publishes 2 SPF records: "v=spf1 mx -all", "v=spf1 a -all".'
  - { name: a From domain alone, base: direct, given: { spf.roles: [from], spf.records: ["v=spf1 mx -all", "v=spf1 a -all"] }, expect: fail, severity: error }
  - { name: no answer, base: direct, given: { spf.records: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/network-too-wide.yaml",
            text: #"""
engine: 1
title: SPF record authorises a very wide network
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/allows-everyone]
assert: '!spf.problems.exists(p, p.code == "network-too-wide")'
message: 'The SPF record of {spf.name}: {spf.problems.filter(p, p.code == "network-too-wide").map(p, p.message).join("; ")}.'
why: |
  Thousands of hosts of strangers may send as the domain. Gmail defers or rejects mail for "suspicious entries" in a record (4.7.24,
  5.7.24).
fix:
  text: Name only the networks that send for {spf.name}, for IPv4 no wider than /16 and for IPv6 no wider than /32.
references: [RFC 7208 §11.4]
tests:
  - { name: single addresses, base: direct, expect: pass }
  - name: a /8
    base: direct
    given:
      spf.problems:
        - { code: network-too-wide, severity: warning, message: "ip4:203.0.0.0/8 authorises a whole /8 of IPv4: wider than /16" }
        - { code: no-all, severity: warning, message: no end }
    expect: fail
    message-is: 'The SPF record of acme.example: ip4:203.0.0.0/8 authorises a whole /8 of IPv4: wider than /16.'
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/neutral-all.yaml",
            text: #"""
engine: 1
title: SPF record is neutral for all other senders
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error]
assert: '!spf.problems.exists(p, p.code == "neutral-all")'
message: 'The SPF record of {spf.name} ends with ?all: "{spf.records.join(" ")}".'
why: |
  Receivers treat "neutral" like a missing record: it does not protect the domain from forged mail.
fix:
  text: End the record with -all, or with ~all until it is known that all senders are in it.
references: [RFC 7208 §8.2, RFC 7208 §5.1]
tests:
  - { name: it ends with -all, base: direct, expect: pass }
  - name: '?all'
    base: direct
    given: { spf.records: ["v=spf1 mx ?all"], spf.problems: [{ code: neutral-all, severity: warning }] }
    expect: fail
    message: 'The SPF record of acme.example ends with ?all: "v=spf1 mx ?all".'
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/no-all.yaml",
            text: #"""
engine: 1
title: SPF record without all or redirect
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error]
assert: '!spf.problems.exists(p, p.code == "no-all")'
message: 'The SPF record of {spf.name} has neither "all" nor "redirect": "{spf.records.join(" ")}".'
why: |
  Every address that no term names gets the result "neutral": the record does not protect the domain from forged mail.
fix:
  text: End the record with -all, or with ~all until it is known that all senders are in it.
references: [RFC 7208 §4.7, RFC 7208 §5.1]
tests:
  - { name: it ends with all, base: direct, expect: pass }
  - name: no end
    base: direct
    given: { spf.records: ["v=spf1 mx"], spf.problems: [{ code: no-all, severity: warning }] }
    expect: fail
    message: 'The SPF record of acme.example has neither "all" nor "redirect": "v=spf1 mx".'
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/obsolete-record.yaml",
            text: #"""
engine: 1
title: Obsolete SPF record
severity: notice
tags: [spf]
for_each: spf_domain
assert: spf.obsolete.size() == 0
message: '{spf.name} has an SPF record of an obsolete kind: {spf.obsolete.map(r, "\"" + r + "\"").join(", ")}.'
why: |
  Nobody evaluates Sender ID (spf2.0) or records of type SPF any more. They do no harm, but do not count as SPF.
fix:
  text: Remove it.
references: [RFC 6686, RFC 7208 §3.1, RFC 7208 §4.5]
tests:
  - { name: none, base: direct, expect: pass }
  - name: Sender ID
    base: direct
    given: { spf.obsolete: ["spf2.0/pra mx -all"] }
    expect: fail
    message: 'acme.example has an SPF record of an obsolete kind: "spf2.0/pra mx -all".'
  - { name: no answer, base: direct, given: { spf.obsolete: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/private-network.yaml",
            text: #"""
engine: 1
title: SPF record names a non-public network
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
assert: '!spf.problems.exists(p, p.code == "private-network")'
message: 'The SPF record of {spf.name}: {spf.problems.filter(p, p.code == "private-network").map(p, p.message).join("; ")}.'
why: |
  Receivers see the public address that mail leaves from. A private or documentation network authorises nobody, and is often written where
  the public address was meant.
fix:
  text: Name the public addresses that mail leaves from, and remove the others.
references: [RFC 6890 §2, RFC 7208 §5.6]
tests:
  - { name: public addresses, base: direct, expect: pass }
  - name: a private address
    base: direct
    given: { spf.problems: [{ code: private-network, severity: warning, message: "10.0.0.5/32 is not part of the public Internet (private)" }] }
    expect: fail
    message-is: 'The SPF record of acme.example: 10.0.0.5/32 is not part of the public Internet (private).'
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/ptr-mechanism.yaml",
            text: #"""
engine: 1
title: SPF record uses ptr
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
assert: '!spf.problems.exists(p, p.code == "ptr-mechanism")'
message: 'The SPF record of {spf.name} uses the mechanism "ptr": "{spf.records.join(" ")}".'
why: |
  It is slow and unreliable, because it queries the name servers of whoever connects, and the standard says that it should not be used.
fix:
  text: Write ip4, ip6, a or mx instead of ptr.
references: [RFC 7208 §5.5]
tests:
  - { name: addresses alone, base: direct, expect: pass }
  - name: ptr
    base: direct
    given: { spf.records: ["v=spf1 ptr -all"], spf.problems: [{ code: ptr-mechanism, severity: warning }] }
    expect: fail
    message: 'The SPF record of acme.example uses the mechanism "ptr": "v=spf1 ptr -all".'
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/sender-not-authorised.yaml",
            text: #"""
engine: 1
title: SPF does not authorise a sending address
severity: error
tags: [spf]
for_each: path
explained-by:
  - { rules: [spf/unreachable-terms], at: mail.mail_from, when: mail.spf_ignored.size() > 0 }
  - { rules: [spf/too-many-void-lookups, spf/void-for-ipv6], at: mail.mail_from, when: mail.spf_void_lookups > 0 }
# These report why the result is permerror or none.
requires:
  - spf/missing
  - spf/multiple-records
  - spf/syntax-error
  - spf/include-loop
  - spf/include-without-record
  - spf/too-many-lookups
  - spf/too-many-mx
assert: mail.spf == "pass"
lower: { to: warning, when: '(mail.spf == "softfail" || mail.spf == "neutral") && mail.dkim_aligned_keys.size() > 0' }
message: >-
  {mail.mail_from} does not authorise {mail.address} of sender {mail.sender}: the result of SPF is {mail.spf}
  ({mail.spf_reason}){mail.spf_ignored.size() > 0 ? "; " + mail.spf_ignored.join(" and ") + " names it, but is not read" : ""}.
why: |
  Outlook.com rejects bulk mail that does not pass SPF (550 5.7.515), Gmail rejects on "fail" with -all (550 5.7.26), and laposte.net on
  any fail. An address that is missing from the record is often that of a relay, or a server's address of the other family.
fix:
  text: Let the SPF record of {mail.mail_from} authorise {mail.address}, or send from an address that it authorises.
references: [RFC 7208 §4, RFC 7208 §8.4]
tests:
  - { name: it passes, base: direct, expect: pass }
  - name: all decides
    base: direct
    given: { mail.address: 203.0.113.22, mail.spf: fail, mail.spf_reason: -all, mail.spf_record: "v=spf1 ip4:203.0.113.22 ip4:203.0.113.20 -all" }
    expect: fail
    severity: error
    message: 'acme.example does not authorise 203.0.113.22 of sender bulk: the result of SPF is fail (-all).'
  - name: a term that is not read
    base: direct
    given: { mail.spf: fail, mail.spf_reason: -all, mail.spf_ignored: [ip4=203.0.113.20] }
    expect: fail
    message-is: 'acme.example does not authorise 203.0.113.20 of sender bulk: the result of SPF is fail (-all); ip4=203.0.113.20 names it, but is not read.'
  - { name: softfail with DKIM, base: direct, given: { mail.spf: softfail, mail.spf_reason: ~all }, expect: fail, severity: warning }
  - { name: neutral with DKIM, base: direct, given: { mail.spf: neutral, mail.spf_reason: "?all" }, expect: fail, severity: warning }
  - { name: softfail without DKIM, base: direct, given: { mail.spf: softfail, mail.spf_reason: ~all, mail.dkim_aligned_keys: [] }, expect: fail, severity: error }
  - { name: fail with DKIM, base: direct, given: { mail.spf: fail, mail.spf_reason: -all }, expect: fail, severity: error }
  - { name: an error on the way, base: direct, given: { mail.spf: permerror, mail.spf_reason: 3 void lookups }, expect: fail, severity: error, message: permerror (3 void lookups) }
  - { name: a lookup failed, base: direct, given: { mail.spf: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/syntax-error.yaml",
            text: #"""
engine: 1
title: SPF record with a syntax error
severity: error
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
let:
  # These have their own rules.
  others: '["allows-everyone", "too-many-lookups", "includes-itself"]'
  errors: spf.problems.filter(p, p.severity == "error" && !(p.code in others))
  repairs: >-
    errors.map(p, "at position " + string(p.position) + (!has(p.repair) ? " only you know what is meant" : p.repair == "" ? " leave the term out"
    : " write " + p.repair))
assert: '!spf.problems.exists(p, p.severity == "error" && !(p.code in others))'
message: 'The SPF record of {spf.name} is not valid: {errors.map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.'
why: |
  One error anywhere makes the result of the whole record permerror: SPF passes for nobody. laposte.net rejects mail from a domain whose
  SPF record is not valid.
fix:
  text: 'Correct the SPF record of {spf.name}: {repairs.join("; ")}.'
references: [RFC 7208 §4.6, RFC 7208 §12]
tests:
  - { name: no problem, base: direct, expect: pass }
  - { name: a warning, base: direct, given: { spf.problems: [{ code: no-all, severity: warning }] }, expect: pass }
  - name: an unknown mechanism
    base: direct
    given:
      spf.problems:
        - { code: unknown-mechanism, severity: error, message: there is no mechanism "ipv4", at: acme.example, position: 8, repair: "ip4:203.0.113.20" }
      spf.repaired_record: v=spf1 ip4:203.0.113.20 -all
    expect: fail
    message-is: 'The SPF record of acme.example is not valid: at position 8, there is no mechanism "ipv4".'
  - name: another rule's error
    base: direct
    given: { spf.problems: [{ code: allows-everyone, severity: error }] }
    expect: pass
  - { name: the record is unknown, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/too-large.yaml",
            text: #"""
engine: 1
title: SPF record or TXT answer is too large
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
params:
  answer: { type: int, default: 512, min: 512, max: 4096, doc: The octets that all TXT records at the name may have together. }
assert: '!spf.problems.exists(p, p.code == "too-large") && spf.answer_octets <= params.answer'
message: >-
  The TXT records of {spf.name} have {spf.answer_octets} octets in total{spf.problems.exists(p, p.code == "too-large") ? ", the SPF record alone more than 450" : ""}{spf.answer_octets > 1232 ? ": more than fits in a UDP answer" : ""}.
why: |
  All TXT records at the name are in one answer. Above 512 octets it needs EDNS, and above 1232 octets usually TCP: a receiver behind a
  firewall that blocks both gets no SPF record.
fix:
  text: Shorten the SPF record, and remove TXT records that nobody needs any more, such as old verification codes.
references: [RFC 7208 §3.4]
tests:
  - { name: a small record, base: direct, expect: pass }
  - name: a large record
    base: direct
    given: { spf.problems: [{ code: too-large, severity: warning }], spf.answer_octets: 470 }
    expect: fail
    message-is: The TXT records of acme.example have 470 octets in total, the SPF record alone more than 450.
  - name: many other records
    base: direct
    given: { spf.answer_octets: 1300 }
    expect: fail
    message-is: 'The TXT records of acme.example have 1300 octets in total: more than fits in a UDP answer.'
  - { name: more is allowed, base: direct, given: { spf.answer_octets: 1200 }, params: { answer: 1232 }, expect: pass }
  - { name: no answer, base: direct, given: { spf.answer_octets: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/too-many-lookups.yaml",
            text: #"""
engine: 1
title: SPF record needs too many DNS lookups
severity: error
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error, spf/include-loop]
params:
  limit: { type: int, default: 10, min: 1, max: 10, doc: The most terms that may ask the DNS. }
assert: spf.lookups <= params.limit
message: >-
  The SPF record of {spf.name} needs {spf.lookups} DNS lookups when nothing matches early; receivers stop after
  {params.limit}.{spf.costs.map(c, "\n" + c).join("")}
why: |
  Each include, a, mx, ptr, exists and redirect counts, also in included records. Receivers return permerror at the eleventh, and senders
  that are named late in the record do not pass.
fix:
  text: >-
    Remove includes of services that no longer send for {spf.name}, and write ip4 and ip6 instead of a and mx. A sender with many
    networks of its own is better off with a MAIL FROM subdomain and a record there.
references: [RFC 7208 §4.6.4]
tests:
  - { name: no lookup, base: direct, expect: pass }
  - { name: exactly ten, base: direct, given: { spf.lookups: 10 }, expect: pass }
  - name: eleven
    base: direct
    given: { spf.lookups: 11, spf.costs: ["include:_spf.a.example 10", "  mx 1", "mx 1"], spf.shortened_record: v=spf1 ip4:192.0.2.0/24 mx -all }
    expect: fail
    message-is: "The SPF record of acme.example needs 11 DNS lookups when nothing matches early; receivers stop after 10.\ninclude:_spf.a.example 10\n  mx 1\nmx 1"
  - { name: fewer are wanted, base: direct, given: { spf.lookups: 9 }, params: { limit: 8 }, expect: fail, message: receivers stop after 8 }
  - { name: an included record is unknown, base: direct, given: { spf.lookups: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/too-many-mx.yaml",
            text: #"""
engine: 1
title: SPF mx term with too many hosts
severity: error
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error]
assert: spf.large_mx_terms.size() == 0
message: 'The SPF record of {spf.name} has {spf.large_mx_terms.join(", ")}, which covers more than 10 MX hosts.'
why: |
  An mx term with more than ten hosts is a permerror: receivers may stop with an error before they reach the sender.
fix:
  text: Write the addresses of the hosts as ip4 and ip6 instead of {spf.large_mx_terms.join(", ")}, or publish fewer MX records.
references: [RFC 7208 §4.6.4]
tests:
  - { name: no mx term, base: direct, expect: pass }
  - name: a large mx term
    base: direct
    given: { spf.large_mx_terms: ["mx:provider.example"] }
    expect: fail
    message: The SPF record of acme.example has mx:provider.example, which covers more than 10 MX hosts.
  - { name: no answer for MX, base: direct, given: { spf.large_mx_terms: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/too-many-void-lookups.yaml",
            text: #"""
engine: 1
title: SPF record with too many void lookups
severity: error
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records, spf/syntax-error, spf/include-loop]
params:
  limit: { type: int, default: 2, min: 0, max: 2, doc: The most terms that may find nothing. }
let:
  # Where no address is known, a sender of either family meets the limit only if both do.
  any_counts: >-
    spf.planned_addresses.size() == 0 && spf.void_terms_ipv4.size() > params.limit && spf.void_terms_ipv6.size() > params.limit
  ipv4_counts: any_counts || spf.planned_addresses.exists(planned, planned.family() == 4)
  ipv6_counts: any_counts || spf.planned_addresses.exists(planned, planned.family() == 6)
  too_many_ipv4: 'ipv4_counts && spf.void_terms_ipv4.size() > params.limit ? spf.void_terms_ipv4 : []'
  too_many_ipv6: 'ipv6_counts && spf.void_terms_ipv6.size() > params.limit ? spf.void_terms_ipv6 : []'
assert: too_many_ipv4.size() == 0 && too_many_ipv6.size() == 0
message: >-
  The SPF record of {spf.name} has more than {params.limit} terms that find nothing, and receivers stop there:
  {(too_many_ipv4.map(term, term + " for an IPv4 sender") + too_many_ipv6.map(term, term + " for an IPv6 sender")).join(", ")}.
why: |
  Receivers count the terms whose name does not exist or has no address of the sender's family, and return permerror at the third: senders
  that are named later do not pass.
fix:
  text: Remove the terms whose names are gone, and write ip4 and ip6 instead of a and mx.
references: [RFC 7208 §4.6.4]
tests:
  - { name: no void term, base: direct, expect: pass }
  - { name: exactly two, base: direct, given: { spf.void_terms_ipv6: ["a:a.example", mx] }, expect: pass }
  - name: three for IPv6
    base: direct
    given: { spf.void_terms_ipv6: ["a:a.example", "a:b.example", mx] }
    expect: fail
    message-is: 'The SPF record of acme.example has more than 2 terms that find nothing, and receivers stop there: a:a.example for an IPv6 sender, a:b.example for an IPv6 sender, mx for an IPv6 sender.'
  - name: three for both
    base: direct
    given: { spf.void_terms_ipv4: [a, mx, "a:b.example"], spf.void_terms_ipv6: [a, mx, "a:b.example"] }
    expect: fail
    message: a:b.example for an IPv4 sender, a for an IPv6 sender
  - name: three for IPv6, which nobody uses
    base: direct
    given: { spf.planned_addresses: [203.0.113.20], spf.void_terms_ipv6: [a, mx, "a:b.example"] }
    expect: pass
  - name: three for both, and no address is known
    base: direct
    given: { spf.planned_addresses: [], spf.void_terms_ipv4: [a, mx, "a:b.example"], spf.void_terms_ipv6: [a, mx, "a:b.example"] }
    expect: fail
    message: a:b.example for an IPv4 sender, a for an IPv6 sender
  - name: three for IPv6 alone, and no address is known
    base: direct
    given: { spf.planned_addresses: [], spf.void_terms_ipv4: [], spf.void_terms_ipv6: [a, mx, "a:b.example"] }
    expect: pass
  - { name: a term is unknown, base: direct, given: { spf.void_terms_ipv4: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/unreachable-terms.yaml",
            text: #"""
engine: 1
title: SPF record has terms that receivers do not read
severity: warning
tags: [spf]
for_each: spf_domain
requires: [spf/missing, spf/multiple-records]
let: { codes: '["unreachable-term", "redirect-beside-all", "mechanism-as-modifier"]' }
assert: '!spf.problems.exists(p, p.code in codes)'
message: 'The SPF record of {spf.name}: {spf.problems.filter(p, p.code in codes).map(p, p.message).join("; ")}.'
why: |
  Receivers stop at "all" and ignore "redirect" beside it, and a name with "=" that they do not know (ip4=…). A sender that is named only
  there is not authorised.
fix:
  text: >-
    {spf.problems.exists(p, p.code == "mechanism-as-modifier") ? "Write a colon: " + spf.problems.filter(p, p.code == "mechanism-as-modifier").map(p, has(p.repair) ? p.repair : "").join(", ") + (spf.problems.exists(p, p.code in codes && p.code != "mechanism-as-modifier") ? ". Move all to the end, and use either all or redirect" : "") : "Move all to the end, and use either all or redirect"}.
references: [RFC 7208 §5.1, RFC 7208 §6.1]
tests:
  - { name: all comes last, base: direct, expect: pass }
  - name: a term behind all
    base: direct
    given: { spf.problems: [{ code: unreachable-term, severity: warning, message: mx stands behind -all and is never reached }] }
    expect: fail
    message-is: 'The SPF record of acme.example: mx stands behind -all and is never reached.'
  - name: an equals sign in place of a colon
    base: direct
    given: { spf.problems: [{ code: mechanism-as-modifier, severity: warning, message: "ip4=192.0.2.1 is an unknown modifier, which receivers ignore", repair: "ip4:192.0.2.1" }] }
    expect: fail
    message-is: 'The SPF record of acme.example: ip4=192.0.2.1 is an unknown modifier, which receivers ignore.'
  - name: redirect beside all
    base: direct
    given: { spf.problems: [{ code: redirect-beside-all, severity: warning, message: redirect is ignored in a record with -all }] }
    expect: fail
  - { name: no answer, base: direct, given: { spf.problems: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "spf/void-for-ipv6.yaml",
            text: #"""
engine: 1
title: SPF term finds nothing for one address family
severity: warning
tags: [spf]
for_each: spf_domain
# The domain's own terms, without a name, or its includes.
explained-by:
  - rules: [from/unreachable, mx/null-on-sending-domain, mx/target-missing, ptr/not-confirmed]
    when: '!(void_ipv4 + void_ipv6).exists(term, term.contains(":") || term.contains("="))'
  - rules: [spf/include-without-record]
    when: (void_ipv4 + void_ipv6).all(term, term.contains("include:") || term.startsWith("redirect="))
requires: [spf/missing, spf/multiple-records, spf/syntax-error, spf/too-many-void-lookups]
let:
  void_ipv4: 'spf.planned_addresses.exists(planned, planned.family() == 4) ? spf.void_terms_ipv4 : []'
  void_ipv6: 'spf.planned_addresses.exists(planned, planned.family() == 6) ? spf.void_terms_ipv6 : []'
  # Evaluators differ: some count each mx host without an address of the family.
  hosts_ipv4: 'spf.planned_addresses.exists(planned, planned.family() == 4) ? spf.void_exchanges_ipv4.map(v, v.term + " at " + v.at + ", where " + v.hosts.join(", ") + (v.hosts.size() == 1 ? " has" : " have") + " no IPv4 address") : []'
  hosts_ipv6: 'spf.planned_addresses.exists(planned, planned.family() == 6) ? spf.void_exchanges_ipv6.map(v, v.term + " at " + v.at + ", where " + v.hosts.join(", ") + (v.hosts.size() == 1 ? " has" : " have") + " no IPv6 address") : []'
assert: void_ipv4.size() == 0 && void_ipv6.size() == 0 && hosts_ipv4.size() == 0 && hosts_ipv6.size() == 0
message: >-
  The SPF record of {spf.name} has terms that find nothing:
  {(void_ipv4.map(term, term + " for an IPv4 sender") + void_ipv6.map(term, term + " for an IPv6 sender") + hosts_ipv4 + hosts_ipv6).join("; ")}{hosts_ipv4.size() + hosts_ipv6.size() == 0 ? "" : ": receivers that count each of these hosts as a void lookup stop with an error, the others do not"}.
why: |
  A host without an address of the sender's family authorises nothing, and counts against the two void lookups that receivers allow: mail
  may pass over IPv4 and fail over IPv6.

  For mx terms, receivers differ. The RFC counts the terms; several implementations also count each host without an address, and return
  permerror at the third. Such a term is reported only if the two counts lead to different results.
fix:
  text: Write ip4 and ip6 instead of these terms, or publish the missing addresses of the hosts.
references: [RFC 7208 §4.6.4, RFC 7208 §5.3]
tests:
  - { name: no void term, base: direct, expect: pass }
  - name: a host without an IPv6 address
    base: direct
    given: { spf.void_terms_ipv6: ["a:mail.acme.example"] }
    expect: fail
    message-is: 'The SPF record of acme.example has terms that find nothing: a:mail.acme.example for an IPv6 sender.'
  - name: a name that is gone
    base: direct
    given: { spf.void_terms_ipv4: ["a:old.acme.example"], spf.void_terms_ipv6: ["a:old.acme.example"] }
    expect: fail
    message: a:old.acme.example for an IPv4 sender; a:old.acme.example for an IPv6 sender
  - name: mx hosts that only some receivers count
    base: direct
    given: { spf.void_exchanges_ipv6: [{ term: mx, at: r.vendor.example, hosts: [m0.vendor.example, m1.vendor.example, m2.vendor.example] }] }
    expect: fail
    severity: warning
    message: 'find nothing: mx at r.vendor.example, where m0.vendor.example, m1.vendor.example, m2.vendor.example have no IPv6 address: receivers that count each of these hosts as a void lookup stop'
  - name: the same for IPv4
    base: direct
    given: { spf.void_exchanges_ipv4: [{ term: mx, at: acme.example, hosts: [m0.vendor.example] }] }
    expect: fail
  - { name: nobody sends over IPv6, base: direct, given: { spf.planned_addresses: [203.0.113.20], spf.void_terms_ipv6: [mx] }, expect: pass }
  - { name: no answer, base: direct, given: { spf.void_terms_ipv6: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls-rpt/invalid.yaml",
            text: #"""
engine: 1
title: TLS-RPT record is not valid
severity: warning
tags: [tls-rpt]
for_each: mail_domain
applies: domain.view == "public"
assert: domain.tls_rpt.records.size() <= 1 && !domain.tls_rpt.problems.exists(p, p.severity == "error")
message: >-
  The TLS-RPT record at {domain.tls_rpt.name} is not valid:
  {domain.tls_rpt.records.size() > 1 ? string(domain.tls_rpt.records.size()) + " TLS-RPT records are published there, and only one is allowed" : domain.tls_rpt.problems.filter(p, p.severity == "error").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
why: |
  Senders ignore such a record: nobody learns when they cannot deliver to the domain because TLS fails.
fix:
  text: Publish one record "v=TLSRPTv1; rua=mailto:…" at {domain.tls_rpt.name}.
references: [RFC 8460 §3]
tests:
  - { name: a sound record, base: direct, expect: pass }
  - { name: none, base: direct, given: { domain.tls_rpt: { name: _smtp._tls.acme.example, records: [], problems: [] } }, expect: pass }
  - name: no address
    base: direct
    given:
      domain.tls_rpt.problems: [{ code: address-missing, severity: error, message: "there is no `rua`: the record asks for reports to nobody", position: 11 }]
    expect: fail
    message-is: 'The TLS-RPT record at _smtp._tls.acme.example is not valid: at position 11, there is no `rua`: the record asks for reports to nobody.'
  - name: two records
    base: direct
    given: { domain.tls_rpt.records: [v=TLSRPTv1; rua=mailto:a@acme.example, v=TLSRPTv1; rua=mailto:b@acme.example] }
    expect: fail
    message-is: 'The TLS-RPT record at _smtp._tls.acme.example is not valid: 2 TLS-RPT records are published there, and only one is allowed.'
  - { name: no answer, base: direct, given: { domain.tls_rpt.records: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { domain.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "tls-rpt/missing.yaml",
            text: #"""
engine: 1
title: No TLS-RPT record
severity: notice
enabled: false
tags: [tls-rpt]
for_each: mail_domain
applies: domain.view == "public"
assert: domain.tls_rpt.records.size() > 0
message: '{domain.name} publishes no TLS-RPT record at {domain.tls_rpt.name}.'
why: |
  Nobody learns when other servers cannot deliver to the domain because TLS fails.
fix:
  text: Publish "v=TLSRPTv1; rua=mailto:…" at {domain.tls_rpt.name}, with a mailbox that receives the reports.
references: [RFC 8460 §3]
tests:
  - { name: a record, base: direct, expect: pass }
  - name: none
    base: direct
    given: { domain.tls_rpt: { name: _smtp._tls.acme.example, records: [], problems: [] } }
    expect: fail
    message: acme.example publishes no TLS-RPT record at _smtp._tls.acme.example.
  - { name: no answer, base: direct, given: { domain.tls_rpt.records: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { domain.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/addresses-differ.yaml",
            text: #"""
engine: 1
title: Addresses of one name serve different certificates
severity: warning
tags: [tls, certificate]
for_each: web_name
explained-by: [tls/expired, tls/expires-soon, tls/name-mismatch, tls/self-signed]
harm: pages
applies: deployment.probes_tls
params:
  share: { type: int, default: 3, min: 2, max: 20, doc: 'A certificate was forgotten when less than this part (a third) of its lifetime is left, and another ends later by more than that.' }
let:
  late: >-
    web.certificates.exists(c, (c.not_after - now).getSeconds() * params.share < c.lifetime.getSeconds()
    && web.certificates.exists(d, (d.not_after - c.not_after).getSeconds() * params.share > c.lifetime.getSeconds()))
  authority: web.certificates.exists(c, c.authority != web.certificates[0].authority)
  names: web.certificates.exists(c, c.names != web.certificates[0].names)
  key: web.certificates.exists(c, c.key != web.certificates[0].key)
  what: >-
    (late ? ["in when they end"] : []) + (authority ? ["in who has issued them"] : []) + (names ? ["in their names"] : [])
    + (key ? ["in their keys"] : [])
assert: web.certificates.size() <= 1 || !late && !authority && !names && !key
message: >-
  The addresses of {web.name} serve {web.certificates.size()} certificates in the {web.view} view that differ {what | list}:
  {web.certificates.map(c, c.addresses.map(a, string(a)).join(", ") + " one of " + c.authority + " (" + c.key + ") with serial number " + c.serial + " for " + c.names.join(", ") + " until " + string(c.not_after)).join("; ")}.
why: |
  One of the servers was forgotten at the last renewal, or is configured differently from the rest. It works until its certificate
  expires, or for some of the names, and then fails for some visitors. Nodes that renew independently, each with a certificate of the same
  kind, are correct and not reported.
fix:
  text: Give every server of {web.name} a certificate with the same authority, names and type of key, and have all of them renew automatically.
references: [RFC 8446 §4.4.2]
tests:
  - { name: the same everywhere, base: tls, expect: pass }
  - { name: no certificate anywhere, base: tls, given: { web.certificates: [] }, expect: pass }
  - name: nodes that renew by themselves
    base: tls
    given:
      web.certificates:
        - { fingerprint: aa, subject: CN=click.acme.example, serial: 03a1, not_after: 2027-01-30T00:00:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.11] }
        - { fingerprint: bb, subject: CN=click.acme.example, serial: 0277, not_after: 2026-12-24T00:00:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.12] }
    expect: pass
  - name: issued together, all of them due
    base: tls
    given:
      now: 2027-01-20T00:00:00Z
      web.certificates:
        - { fingerprint: aa, subject: CN=click.acme.example, serial: 03a1, not_after: 2027-01-30T00:00:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.11] }
        - { fingerprint: bb, subject: CN=click.acme.example, serial: 0277, not_after: 2027-01-30T00:01:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.12] }
    expect: pass
  - name: one that was forgotten
    base: tls
    given:
      web.certificates:
        - { fingerprint: aa, subject: CN=click.acme.example, serial: 03a1, not_after: 2027-01-30T00:00:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.11] }
        - { fingerprint: bb, subject: CN=click.acme.example, serial: 0277, not_after: 2026-11-30T00:00:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.12, 203.0.113.13] }
    expect: fail
    message-is: >-
      The addresses of click.acme.example serve 2 certificates in the public view that differ in when they end: 203.0.113.11 one of Let's
      Encrypt (EC 256) with serial number 03a1 for click.acme.example until 2027-01-30T00:00:00Z; 203.0.113.12, 203.0.113.13 one of Let's
      Encrypt (EC 256) with serial number 0277 for click.acme.example until 2026-11-30T00:00:00Z.
  - name: of another kind
    base: tls
    given:
      web.certificates:
        - { fingerprint: aa, subject: CN=click.acme.example, serial: 03a1, not_after: 2027-01-30T00:00:00Z, lifetime: 2160h, authority: "Let's Encrypt", names: [click.acme.example], key: EC 256, addresses: [203.0.113.11] }
        - { fingerprint: bb, subject: CN=click.acme.example, serial: 0277, not_after: 2027-01-30T00:00:00Z, lifetime: 2160h, authority: Sectigo Limited, names: [click.acme.example, www.acme.example], key: RSA 2048, addresses: [203.0.113.12] }
    expect: fail
    message: differ in who has issued them, in their names and in their keys
  - { name: nothing learned, base: tls, given: { web.certificates: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: probes are off, base: tls, given: { deployment.probes_tls: false }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/chain-incomplete.yaml",
            text: #"""
engine: 1
title: Intermediate certificate missing
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
applies: endpoint.role != "mx"
requires: [tls/unreachable, tls/handshake-failed]
assert: endpoint.trust != "incomplete"
message: >-
  {endpoint.place} does not serve the certificate of {has(endpoint.missing_issuer) ? endpoint.missing_issuer : "?"}, which signed what it
  serves{endpoint.missing_issuer_urls.size() > 0 ? "; it is available at " + endpoint.missing_issuer_urls.join(", ") : ""}.
why: |
  Desktop browsers often find the missing certificate themselves; phones, mail programs, scripts and the platform's partners do not. The
  server was given the certificate file instead of the one with the full chain.
fix:
  text: Let the server send the full chain (fullchain.pem instead of cert.pem), the server's certificate first. If the issuer is a private root, name it under tls.ca-file.
references: [RFC 8446 §4.4.2]
tests:
  - { name: a full chain, base: tls, expect: pass }
  - name: the leaf alone
    base: tls
    given:
      endpoint.trust: incomplete
      endpoint.missing_issuer: CN=R10, O=Let's Encrypt, C=US
      endpoint.missing_issuer_urls: ['http://r10.i.lencr.org/']
    expect: fail
    message-is: click.acme.example (203.0.113.11, port 443) does not serve the certificate of CN=R10, O=Let's Encrypt, C=US, which signed what it serves; it is available at http://r10.i.lencr.org/.
  - name: without a hint
    base: tls
    given: { endpoint.trust: incomplete, endpoint.missing_issuer: CN=Acme Issuing CA }
    expect: fail
    message: CN=Acme Issuing CA, which signed what it serves.
  - { name: no handshake, base: tls, given: { endpoint.trust: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/client-certificate-required.yaml",
            text: #"""
engine: 1
title: Server requires a client certificate
severity: error
tags: [tls, http]
for_each: tls_endpoint
harm: pages
applies: endpoint.exposure == "public" && endpoint.role != "mx"
requires: [tls/unreachable]
let:
  page: 'deployment.probes_http && endpoint.role != "server" && endpoint.handshake && has(endpoint.page) && endpoint.page == "wants-certificate"'
assert: '!endpoint.demands_certificate && !page'
message: >-
  {endpoint.place} refuses clients without a certificate:
  {endpoint.demands_certificate ? (has(endpoint.handshake_failure) ? endpoint.handshake_failure : "the handshake ends") : "the server " + endpoint.page_detail + " to clients without one"}.
why: |
  Nobody who opens a link, a page or a pixel has such a certificate. With TLS 1.3 the handshake seems to succeed, and the server ends the
  session afterwards; nginx serves an error page instead (ssl_verify_client on).
fix:
  text: >-
    Do not ask visitors of {endpoint.name} for a certificate at {endpoint.address} (ssl_verify_client, SSLVerifyClient, mTLS of a
    balancer). If nobody outside should have access, give the panel exposure internal.
references: [RFC 8446 §4.3.2, RFC 8446 §4.4.2.4]
tests:
  - { name: nobody is asked, base: tls, expect: pass }
  - { name: a page that refuses for another reason, base: tls, given: { endpoint.page: refuses, endpoint.page_detail: answers 403 }, expect: pass }
  - name: the handshake
    base: tls
    given: { endpoint.demands_certificate: true, endpoint.handshake: false, endpoint.handshake_failure: 'the server wants a certificate of the client and, since there is none, sends the alert certificate_required' }
    expect: fail
    severity: error
    message-is: 'click.acme.example (203.0.113.11, port 443) refuses clients without a certificate: the server wants a certificate of the client and, since there is none, sends the alert certificate_required.'
  - name: the page
    base: tls
    given: { endpoint.page: wants-certificate, endpoint.page_detail: answers 400 }
    expect: fail
    message-is: 'click.acme.example (203.0.113.11, port 443) refuses clients without a certificate: the server answers 400 to clients without one.'
  - { name: pages are not fetched, base: tls, given: { deployment.probes_http: false, endpoint.page: !unknown not-probed }, expect: pass }
  - { name: not learned, base: tls, given: { endpoint.demands_certificate: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the page was not learned, base: tls, given: { endpoint.page: !unknown timeout, endpoint.page_detail: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: an internal panel, base: tls, given: { endpoint.exposure: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/expired.yaml",
            text: #"""
engine: 1
title: Certificate expired
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed]
let: { certificates: endpoint.chain + endpoint.other_certificates }
# The dates of a trust anchor do not matter, nor do those of a key that DANE secures.
assert: certificates.size() == 0 || endpoint.vouched_by_dane || certificates.all(c, now <= c.not_after || c.anchor)
lower: { to: warning, when: endpoint.role == "mx" }
message: '{endpoint.place} serves a chain in which {failing.map(c, c.subject + " expired on " + string(c.not_after)).join(" and ")}.'
why: |
  Browsers show a warning instead of the page; pixel and API calls fail silently. Mail servers still deliver, except those that follow an
  MTA-STS policy.
fix:
  text: Renew the certificate of {endpoint.name}, have the server reload it, and find out why automatic renewal did not happen.
references: [RFC 5280 §4.1.2.5]
tests:
  - { name: a valid chain, base: tls, expect: pass }
  - { name: the last second counts, base: tls, given: { now: 2027-01-30T00:00:00Z }, expect: pass }
  - name: an expired certificate
    base: tls
    given: { now: 2027-01-30T00:00:01Z }
    expect: fail
    message-is: click.acme.example (203.0.113.11, port 443) serves a chain in which CN=click.acme.example expired on 2027-01-30T00:00:00Z.
    failing: [CN=click.acme.example]
  - name: the one of two that other clients get
    base: tls
    given:
      endpoint.other_certificates: [{ depth: 0, subject: 'CN=click.acme.example, O=RSA', not_after: 2026-11-19T00:00:00Z, anchor: false }]
    expect: fail
    message: 'CN=click.acme.example, O=RSA expired on 2026-11-19T00:00:00Z'
  - { name: nothing served, base: tls, given: { endpoint.chain: [] }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.chain: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx, now: 2027-01-30T00:00:01Z }, expect: fail, severity: warning }
  - { name: a mail exchanger whose key DANE vouches for, base: tls, given: { endpoint.role: mx, endpoint.vouched_by_dane: true, now: 2027-01-30T00:00:01Z }, expect: pass }
  - { name: whether DANE does is not known, base: tls, given: { endpoint.role: mx, endpoint.vouched_by_dane: !unknown servfail, now: 2027-01-30T00:00:01Z }, expect: undetermined, cause: servfail }
  - { name: a root that has ended, base: tls, given: { now: 2026-11-22T12:00:00Z, endpoint.chain: [{ depth: 1, subject: CN=Old Root, not_after: 2025-01-01T00:00:00Z, anchor: true }] }, expect: pass }

"""#
        ),
        (
            path: "tls/expires-soon.yaml",
            text: #"""
engine: 1
title: Certificate expires soon
severity: warning
tags: [tls, certificate]
for_each: tls_endpoint
harm: later
requires: [tls/unreachable, tls/handshake-failed, tls/expired]
params:
  share: { type: int, default: 3, min: 2, max: 20, doc: Warn when less than this part (a third) of the lifetime is left. }
  urgent: { type: duration, default: 3d, doc: 'An error when less is left, or, of a short-lived certificate, a sixth of its lifetime.' }
let:
  left: 'has(endpoint.first_end) ? endpoint.first_end.not_after - now : duration("0s")'
  own: '!has(endpoint.first_end) || endpoint.first_end.depth == 0'
  leaf: 'has(endpoint.certificate) ? endpoint.certificate.lifetime : duration("0s")'
  lifetime: 'has(endpoint.first_end) ? endpoint.first_end.lifetime : duration("0s")'
assert: left.getSeconds() * params.share >= lifetime.getSeconds() || endpoint.vouched_by_dane
escalate: { to: error, when: endpoint.role != "mx" && left < params.urgent && left.getSeconds() * 6 < lifetime.getSeconds() }
message: >-
  {own ? "The certificate" : (has(endpoint.first_end) ? endpoint.first_end.subject : "?") + ", above the certificate"} of {endpoint.place}{own ? "" : ","}
  expires in {left | days}, on
  {has(endpoint.first_end) ? string(endpoint.first_end.not_after) : "?"}{own ? ", of a lifetime of" : "; the server's own has a lifetime of"} {(own ? lifetime : leaf) | days}.
why: |
  Automatic renewal happens with a third of the lifetime left. A renewal that is later than that has probably failed, and there is just
  enough time to find out why. An issuer's certificate that expires first breaks the chain on that day, whatever the date of the server's
  own. The thresholds follow the certificate's lifetime: 30 days of 90, two of six.
fix:
  text: Renew the certificate of {endpoint.name} and find out why automatic renewal has not done so.
references: [https://letsencrypt.org/docs/integration-guide/, RFC 5280 §4.1.2.5, RFC 7671 §5.1]
tests:
  - { name: most of the lifetime left, base: tls, expect: pass }
  - name: under a third
    base: tls
    given: { now: 2027-01-10T00:00:00Z }
    expect: fail
    severity: warning
    message-is: The certificate of click.acme.example (203.0.113.11, port 443) expires in 20 days, on 2027-01-30T00:00:00Z, of a lifetime of 90 days.
  - { name: exactly a third, base: tls, given: { now: 2026-12-31T00:00:00Z }, expect: pass }
  - { name: two days left, base: tls, given: { now: 2027-01-28T00:00:00Z }, expect: fail, severity: error, message: expires in 48 hours }
  - name: two days of six
    base: tls
    given:
      now: 2026-11-05T01:00:00Z
      endpoint.first_end.not_after: 2026-11-07T00:00:00Z
      endpoint.first_end.lifetime: 144h
    expect: fail
    severity: warning
  - name: at a mail exchanger
    base: tls
    given: { now: 2027-01-29T00:00:00Z, endpoint.role: mx }
    expect: fail
    severity: warning
  - { name: nothing served, base: tls, given: { endpoint.first_end: !absent }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.first_end: !unknown timeout }, expect: undetermined, cause: timeout }
  - name: an intermediate that ends first
    base: tls
    given:
      endpoint.first_end: { subject: CN=R99b, depth: 1, not_after: 2026-11-24T11:00:00Z, lifetime: 2160h }
    expect: fail
    severity: error
    message-is: CN=R99b, above the certificate of click.acme.example (203.0.113.11, port 443), expires in 47 hours, on 2026-11-24T11:00:00Z; the server's own has a lifetime of 90 days.
  - { name: a mail exchanger whose key DANE vouches for, base: tls, given: { now: 2027-01-29T00:00:00Z, endpoint.role: mx, endpoint.vouched_by_dane: true }, expect: pass }

"""#
        ),
        (
            path: "tls/handshake-failed.yaml",
            text: #"""
engine: 1
title: TLS handshake fails
severity: error
tags: [tls]
for_each: tls_endpoint
explained-by: [tls/no-modern-protocol]
harm: pages
requires: [tls/unreachable]
assert: endpoint.handshake || endpoint.demands_certificate
lower: { to: warning, when: endpoint.role == "mx" }
message: 'No TLS session with {endpoint.place} is possible: {has(endpoint.handshake_failure) ? endpoint.handshake_failure : "every handshake fails"}.'
why: |
  No client can connect to the server: not with TLS 1.0 to 1.3, and not with the oldest ciphers that can still be tried. The usual causes
  are a certificate that was never configured, a port with another service, and a name that the server does not know.
fix:
  text: Configure certificate and key for {endpoint.name} at {endpoint.address}, and check what the server's log says about the handshake.
references: [RFC 8446 §4.1, RFC 8446 §6.2]
tests:
  - { name: a handshake, base: tls, expect: pass }
  - name: an alert
    base: tls
    given: { endpoint.handshake: false, endpoint.handshake_failure: the server sends the alert handshake_failure }
    expect: fail
    severity: error
    message-is: 'No TLS session with click.acme.example (203.0.113.11, port 443) is possible: the server sends the alert handshake_failure.'
  - name: a mail exchanger, which mail reaches without TLS
    base: tls
    given: { endpoint.role: mx, endpoint.handshake: false, endpoint.handshake_failure: the server sends the alert handshake_failure }
    expect: fail
    severity: warning
  - name: without a certificate of the client, which is told elsewhere
    base: tls
    given: { endpoint.handshake: false, endpoint.demands_certificate: true }
    expect: pass
  - { name: no time left, base: tls, given: { endpoint.handshake: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls/lifetime-too-long.yaml",
            text: #"""
engine: 1
title: Certificate lifetime is too long
severity: warning
tags: [tls, certificate]
for_each: tls_endpoint
harm: later
applies: endpoint.role != "mx"
requires: [tls/unreachable, tls/handshake-failed]
let:
  lifetime: 'has(endpoint.certificate) ? endpoint.certificate.lifetime : duration("0s")'
  cap: 'has(endpoint.certificate) && has(endpoint.certificate.lifetime_cap) ? endpoint.certificate.lifetime_cap : duration("0s")'
  excess: lifetime - cap
assert: '!has(endpoint.certificate) || !has(endpoint.certificate.lifetime_cap) || endpoint.certificate.lifetime <= endpoint.certificate.lifetime_cap'
message: >-
  The certificate of {endpoint.place} lasts {excess | days} longer than the {cap | days} that are allowed for one valid from {has(endpoint.certificate) ? string(endpoint.certificate.not_before) : "?"}.
why: |
  Browsers reject certificates of public authorities that are valid for longer than the limit on their first day: 398 days, 200 since
  March 2026, 100 from March 2027, 47 from March 2029. Certificates of a private authority are mostly exempt; waive the finding for them.
fix:
  text: Have the certificate of {endpoint.name} issued with a shorter lifetime, and renewed automatically.
references: [https://cabforum.org/working-groups/server/baseline-requirements/requirements/]
tests:
  - { name: within the cap, base: tls, expect: pass }
  - name: a year
    base: tls
    given: { endpoint.certificate.lifetime: 8760h }
    expect: fail
    message-is: The certificate of click.acme.example (203.0.113.11, port 443) lasts 165 days longer than the 200 days that are allowed for one valid from 2026-11-01T00:00:00Z.
  - { name: before there was a cap, base: tls, given: { endpoint.certificate.lifetime: 87600h, endpoint.certificate.lifetime_cap: !absent }, expect: pass }
  - { name: nothing served, base: tls, given: { endpoint.certificate: !absent }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.certificate: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/name-mismatch.yaml",
            text: #"""
engine: 1
title: Certificate for other names
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
applies: endpoint.role != "mx"
requires: [tls/unreachable, tls/handshake-failed]
assert: '!has(endpoint.certificate) || endpoint.name_matches'
message: >-
  The certificate that {endpoint.place} serves is not for {endpoint.name}, but for {endpoint.certificate.names.size() > 0 ? endpoint.certificate.covers : "no name at all (the common name in its subject, " + endpoint.certificate.subject + ", does not count)"}.
why: |
  Browsers show a warning instead of the page; if the parent domain demands HTTPS (HSTS), nobody can click through it. The usual causes
  are tracking names that point to somebody else's server, and names that were forgotten when the certificate was requested.
fix:
  text: Obtain a certificate with all names that {endpoint.address} serves, {endpoint.name} among them; a wildcard covers exactly one label.
references: [RFC 9525 §6.3, RFC 9525 §6.6]
tests:
  - { name: the name is in it, base: tls, expect: pass }
  - name: other names
    base: tls
    given: { endpoint.name_matches: false, endpoint.certificate.names: [www.provider.example, provider.example], endpoint.certificate.covers: 'www.provider.example, provider.example' }
    expect: fail
    message-is: The certificate that click.acme.example (203.0.113.11, port 443) serves is not for click.acme.example, but for www.provider.example, provider.example.
  - name: the common name alone
    base: tls
    given: { endpoint.name_matches: false, endpoint.certificate.names: [] }
    expect: fail
    message: no name at all (the common name in its subject, CN=click.acme.example, does not count)
  - { name: nothing served, base: tls, given: { endpoint.certificate: !absent, endpoint.name_matches: false }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.certificate: !unknown timeout, endpoint.name_matches: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/no-hsts.yaml",
            text: #"""
engine: 1
title: No HSTS header
severity: notice
enabled: false
tags: [tls, http]
for_each: tls_endpoint
harm: pages
applies: deployment.probes_http && endpoint.role == "panel" && endpoint.exposure == "public"
requires: [tls/unreachable, tls/handshake-failed]
assert: '!has(endpoint.hsts_fault)'
message: '{endpoint.name} at {endpoint.address} {has(endpoint.hsts_fault) ? endpoint.hsts_fault : "?"}.'
why: |
  With the header, browsers refuse plain connections to the name from then on, and nobody can click through a certificate warning.
fix:
  text: 'Send "Strict-Transport-Security: max-age=31536000" with every response of {endpoint.name}.'
references: [RFC 6797 §6.1.1]
tests:
  - { name: sent, base: tls, given: { endpoint.role: panel, endpoint.hsts: max-age=31536000, endpoint.hsts_fault: !absent }, expect: pass }
  - { name: not sent, base: tls, given: { endpoint.role: panel, endpoint.hsts: !absent, endpoint.hsts_fault: sends no Strict-Transport-Security }, expect: fail, message: click.acme.example at 203.0.113.11 sends no Strict-Transport-Security. }
  - { name: switched off, base: tls, given: { endpoint.role: panel, endpoint.hsts: max-age=0, endpoint.hsts_fault: switches Strict-Transport-Security off (max-age=0) }, expect: fail, message: switches Strict-Transport-Security off (max-age=0). }
  - { name: no page, base: tls, given: { endpoint.role: panel, endpoint.hsts: !unknown network, endpoint.hsts_fault: !unknown network }, expect: undetermined, cause: network }
  - { name: a tracking name, base: tls, expect: not-applicable }

"""#
        ),
        (
            path: "tls/no-modern-protocol.yaml",
            text: #"""
engine: 1
title: Neither TLS 1.2 nor 1.3
severity: error
tags: [tls]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed]
assert: endpoint.tls_1_2 || endpoint.tls_1_3
lower: { to: warning, when: endpoint.role == "mx" }
message: '{endpoint.place} offers neither TLS 1.2 nor 1.3; the best that it offers is {endpoint.version}.'
why: |
  Browsers have removed the older versions: they cannot open the page at all.
fix:
  text: Enable TLS 1.2 and 1.3 on the server at {endpoint.address}; if its software supports neither, update it or put a proxy in front of it.
references: [RFC 8996 §2, RFC 9325 §3.1.1]
tests:
  - { name: TLS 1.2 and 1.3, base: tls, expect: pass }
  - { name: TLS 1.2 alone, base: tls, given: { endpoint.tls_1_3: false }, expect: pass }
  - name: TLS 1.0 alone
    base: tls
    given: { endpoint.tls_1_2: false, endpoint.tls_1_3: false, endpoint.version: TLSv1.0 }
    expect: fail
    severity: error
    message-is: click.acme.example (203.0.113.11, port 443) offers neither TLS 1.2 nor 1.3; the best that it offers is TLSv1.0.
  - name: at a mail exchanger
    base: tls
    given: { endpoint.role: mx, endpoint.tls_1_2: false, endpoint.tls_1_3: false, endpoint.version: TLSv1.0 }
    expect: fail
    severity: warning
  - { name: one was not learned, base: tls, given: { endpoint.tls_1_2: false, endpoint.tls_1_3: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls/no-redirect.yaml",
            text: #"""
engine: 1
title: HTTP does not redirect to HTTPS
severity: notice
tags: [tls, http]
for_each: tls_endpoint
harm: pages
applies: deployment.probes_http && endpoint.role == "panel" && endpoint.exposure == "public"
requires: [tls/unreachable, tls/handshake-failed]
assert: '!endpoint.answers_http || endpoint.redirects'
message: '{endpoint.name} at {endpoint.address} also answers HTTP, on port {has(endpoint.plain_port) ? string(endpoint.plain_port) : "?"}, without a redirect to HTTPS.'
why: |
  Whoever types the name without https:// may log in over a connection that can be read on the path.
fix:
  text: Redirect every plain request for {endpoint.name} to https://{endpoint.name}/.
references: [RFC 6797 §7.2]
tests:
  - { name: a redirect, base: tls, given: { endpoint.role: panel, endpoint.answers_http: true, endpoint.redirects: true }, expect: pass }
  - { name: no HTTP at all, base: tls, given: { endpoint.role: panel, endpoint.answers_http: false, endpoint.redirects: false }, expect: pass }
  - name: a page
    base: tls
    given: { endpoint.role: panel, endpoint.answers_http: true, endpoint.redirects: false, endpoint.plain_port: 80 }
    expect: fail
    message-is: click.acme.example at 203.0.113.11 also answers HTTP, on port 80, without a redirect to HTTPS.
  - { name: not learned, base: tls, given: { endpoint.role: panel, endpoint.answers_http: !unknown timeout, endpoint.redirects: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a tracking name, base: tls, expect: not-applicable }

"""#
        ),
        (
            path: "tls/not-yet-valid.yaml",
            text: #"""
engine: 1
title: Certificate not yet valid
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
applies: endpoint.role != "mx"
requires: [tls/unreachable, tls/handshake-failed]
let: { certificates: endpoint.chain + endpoint.other_certificates }
assert: certificates.size() == 0 || certificates.all(c, c.not_before <= now)
message: '{endpoint.place} serves a chain in which {failing.map(c, c.subject + " is valid only from " + string(c.not_before)).join(" and ")} on.'
why: |
  Clients reject the certificate until then. The usual cause is a clock that was wrong when the certificate was issued; check the clock of
  this machine too.
fix:
  text: Correct the clock, and have the certificate of {endpoint.name} issued again.
references: [RFC 5280 §4.1.2.5]
tests:
  - { name: a valid chain, base: tls, expect: pass }
  - { name: the first second counts, base: tls, given: { now: 2026-11-01T00:00:00Z }, expect: pass }
  - name: a certificate of tomorrow
    base: tls
    given: { now: 2026-10-31T23:59:59Z }
    expect: fail
    message-is: click.acme.example (203.0.113.11, port 443) serves a chain in which CN=click.acme.example is valid only from 2026-11-01T00:00:00Z on.
    failing: [CN=click.acme.example]
  - { name: nothing served, base: tls, given: { endpoint.chain: [] }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.chain: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/old-protocol.yaml",
            text: #"""
engine: 1
title: Old TLS versions are accepted
severity: warning
tags: [tls]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed, tls/no-modern-protocol]
assert: '!endpoint.tls_1_0 && !endpoint.tls_1_1'
lower: { to: notice, when: endpoint.role == "mx" }
message: '{endpoint.place} still accepts {endpoint.tls_1_0 ? (endpoint.tls_1_1 ? "TLS 1.0 and 1.1" : "TLS 1.0") : "TLS 1.1"}.'
why: |
  Both versions are obsolete and must not be used; payment and privacy audits fail because of them. No browser of recent years needs them.
  (At a mail exchanger, old encryption is still better than none.)
fix:
  text: Allow only TLS 1.2 and 1.3 on the server at {endpoint.address}.
references: [RFC 8996 §2, RFC 9325 §3.1.1]
tests:
  - { name: TLS 1.2 and 1.3, base: tls, expect: pass }
  - name: both old versions
    base: tls
    given: { endpoint.tls_1_0: true, endpoint.tls_1_1: true }
    expect: fail
    severity: warning
    message-is: click.acme.example (203.0.113.11, port 443) still accepts TLS 1.0 and 1.1.
  - { name: TLS 1.1, base: tls, given: { endpoint.tls_1_1: true }, expect: fail, message: still accepts TLS 1.1. }
  - { name: TLS 1.0 and nothing known of 1.1, base: tls, given: { endpoint.tls_1_0: true, endpoint.tls_1_1: !unknown timeout }, expect: fail, message: still accepts }
  - { name: at a mail exchanger, base: tls, given: { endpoint.role: mx, endpoint.tls_1_0: true }, expect: fail, severity: notice }
  - { name: one was not learned, base: tls, given: { endpoint.tls_1_1: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls/ordinary-client-refused.yaml",
            text: #"""
engine: 1
title: Current clients cannot connect
severity: error
tags: [tls]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed, tls/no-modern-protocol]
assert: endpoint.ordinary_client || endpoint.demands_certificate
lower: { to: warning, when: endpoint.role == "mx" }
message: >-
  {endpoint.place} refuses {endpoint.client}: {has(endpoint.handshake_failure) ? endpoint.handshake_failure : "the handshake fails"}. What
  works is {endpoint.version} with {endpoint.cipher}{has(endpoint.group) ? " (" + endpoint.group + ")" : ""}, which it does not get.
why: |
  Browsers have removed finite-field Diffie-Hellman, anonymous key exchange and obsolete ciphers, and have never supported Ed25519 or, in
  most cases, P-521. To them, a server that offers nothing else has no TLS. Nor has one whose application protocols (ALPN) are neither
  h2 nor http/1.1: it has to refuse them.
fix:
  text: Use a certificate with an RSA key or one on P-256, let the server offer X25519 or P-256, and allow TLS 1.3, or for TLS 1.2 the suites with ECDHE and AES-GCM or ChaCha20, and the protocols h2 or http/1.1, on the server at {endpoint.address}.
references: [RFC 9325 §4.2, RFC 7301 §3.2, RFC 8446 §9.1, RFC 8446 §4.2.3]
tests:
  - { name: a modern session, base: tls, expect: pass }
  - name: finite-field Diffie-Hellman alone
    base: tls
    given:
      endpoint.ordinary_client: false
      endpoint.handshake_failure: the server sends the alert handshake_failure
      endpoint.version: TLSv1.2
      endpoint.cipher: TLS_DHE_RSA_WITH_AES_128_CBC_SHA
      endpoint.group: DH 2048
    expect: fail
    severity: error
    message: What works is TLSv1.2 with TLS_DHE_RSA_WITH_AES_128_CBC_SHA (DH 2048), which it does not get.
  - name: at a mail exchanger
    base: tls
    given: { endpoint.role: mx, endpoint.ordinary_client: false }
    expect: fail
    severity: warning
  - { name: for want of a certificate of the client, base: tls, given: { endpoint.ordinary_client: false, endpoint.demands_certificate: true }, expect: pass }
  - { name: not learned, base: tls, given: { endpoint.ordinary_client: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls/page-unavailable.yaml",
            text: #"""
engine: 1
title: Page is unavailable
severity: warning
tags: [tls, http]
for_each: tls_endpoint
harm: pages
applies: deployment.probes_http && endpoint.exposure == "public" && endpoint.role in ["panel", "tracking", "pixel"]
requires: [tls/unreachable, tls/handshake-failed, tls/client-certificate-required]
let:
  # The root of a tracking or pixel name need not have a page.
  faults: 'endpoint.role == "panel" ? ["fails", "loops", "too-many-redirects", "leads-to-plain-http", "leads-nowhere", "refuses"] : ["fails", "loops", "too-many-redirects"]'
assert: '!has(endpoint.page) || !(endpoint.page in faults)'
# An API has no page at its root, and others let only some addresses in.
lower: { to: notice, when: endpoint.page == "refuses" }
message: 'Whoever opens https://{endpoint.name}/ at {endpoint.address} gets no page: the server {endpoint.page_detail}.'
why: |
  A successful handshake does not mean that the service works. Loops between HTTP and HTTPS come from a balancer that speaks plain HTTP to
  a server which insists on HTTPS; a 5xx status comes from a balancer without a server behind it.
fix:
  text: >-
    Check what answers for {endpoint.name} at {endpoint.address}: the virtual host, and what the balancer tells the server behind it about
    the scheme (X-Forwarded-Proto).
references: [RFC 9110 §15.4, RFC 9110 §15.6]
tests:
  - { name: a page, base: tls, given: { endpoint.role: panel }, expect: pass }
  - name: a circle
    base: tls
    given: { endpoint.role: panel, endpoint.page: loops, endpoint.page_detail: 'sends its visitors in a circle, back to https://click.acme.example/' }
    expect: fail
    severity: warning
    message-is: 'Whoever opens https://click.acme.example/ at 203.0.113.11 gets no page: the server sends its visitors in a circle, back to https://click.acme.example/.'
  - name: back to plain HTTP
    base: tls
    given: { endpoint.role: panel, endpoint.page: leads-to-plain-http, endpoint.page_detail: 'sends its visitors to http://click.acme.example/, without encryption' }
    expect: fail
    message: sends its visitors to http://click.acme.example/, without encryption.
  - { name: a balancer without a server, base: tls, given: { endpoint.role: pixel, endpoint.page: fails, endpoint.page_detail: answers 502 }, expect: fail, message: the server answers 502. }
  - { name: no page at the root of a tracking name, base: tls, given: { endpoint.page: refuses, endpoint.page_detail: answers 404 }, expect: pass }
  - { name: a panel that refuses everybody, base: tls, given: { endpoint.role: panel, endpoint.page: refuses, endpoint.page_detail: answers 403 }, expect: fail, severity: notice }
  - { name: a certificate is wanted, base: tls, given: { endpoint.role: panel, endpoint.page: wants-certificate, endpoint.page_detail: answers 400 }, expect: pass }
  - { name: not learned, base: tls, given: { endpoint.role: panel, endpoint.page: !unknown timeout, endpoint.page_detail: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: an internal panel, base: tls, given: { endpoint.role: panel, endpoint.exposure: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/plaintext-only.yaml",
            text: #"""
engine: 1
title: Served without encryption
severity: error
tags: [tls, http]
for_each: tls_endpoint
harm: pages
applies: deployment.probes_http && (endpoint.role == "pixel" || endpoint.role == "panel" && endpoint.exposure == "public")
assert: endpoint.handshake || endpoint.demands_certificate || !endpoint.answers_http
message: >-
  {endpoint.name} at {endpoint.address} answers HTTP on port {has(endpoint.plain_port) ? string(endpoint.plain_port) : "?"} and has no TLS on port
  {endpoint.port}.
why: |
  Passwords of the panel can be read on the path; browsers block a pixel or push host without HTTPS on every secure page.
fix:
  text: Configure a certificate for {endpoint.name} and serve it on port {endpoint.port}; redirect HTTP to it.
references: [RFC 9110 §4.2.2, RFC 9325 §3.2]
tests:
  - { name: HTTPS, base: tls, given: { endpoint.role: panel, endpoint.answers_http: true }, expect: pass }
  - name: a panel with HTTP alone
    base: tls
    given: { endpoint.role: panel, endpoint.handshake: false, endpoint.answers_http: true, endpoint.plain_port: 80 }
    expect: fail
    message-is: click.acme.example at 203.0.113.11 answers HTTP on port 80 and has no TLS on port 443.
  - { name: TLS for those with a certificate, base: tls, given: { endpoint.role: panel, endpoint.handshake: false, endpoint.demands_certificate: true, endpoint.answers_http: true }, expect: pass }
  - { name: neither, base: tls, given: { endpoint.role: pixel, endpoint.handshake: false, endpoint.answers_http: false }, expect: pass }
  - { name: not learned, base: tls, given: { endpoint.role: pixel, endpoint.handshake: false, endpoint.answers_http: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a tracking name, base: tls, expect: not-applicable }

"""#
        ),
        (
            path: "tls/renewal-not-automated.yaml",
            text: #"""
engine: 1
title: Certificate lifetime will no longer be issued
severity: notice
tags: [tls, certificate]
for_each: tls_endpoint
applies: endpoint.role != "mx"
requires: [tls/unreachable, tls/handshake-failed]
let:
  cap: 'has(endpoint.certificate) && has(endpoint.certificate.next_cap) ? endpoint.certificate.next_cap : duration("0s")'
assert: '!has(endpoint.certificate) || !has(endpoint.certificate.next_cap)'
message: >-
  From {has(endpoint.certificate) && has(endpoint.certificate.next_cap_from) ? string(endpoint.certificate.next_cap_from) : "?"} on public authorities issue for at most {cap | days}; the certificate of
  {endpoint.place} lasts longer.
why: |
  Lifetimes fell to 200 days in March 2026, and fall to 100 in March 2027 and to 47 in March 2029. A certificate of the longest lifetime
  is mostly renewed by hand; soon that would be necessary every few weeks. Certificates of a private authority are exempt; waive the
  notice for them.
fix:
  text: Have the certificate of {endpoint.name} renewed automatically (ACME).
references: [https://cabforum.org/working-groups/server/baseline-requirements/requirements/, RFC 8555]
tests:
  - { name: ninety days, base: tls, expect: pass }
  - name: two hundred days
    base: tls
    given: { endpoint.certificate.next_cap: 2400h, endpoint.certificate.next_cap_from: 2027-03-15T00:00:00Z }
    expect: fail
    message-is: From 2027-03-15T00:00:00Z on public authorities issue for at most 100 days; the certificate of click.acme.example (203.0.113.11, port 443) lasts longer.
  - { name: nothing served, base: tls, given: { endpoint.certificate: !absent }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.certificate: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/revoked.yaml",
            text: #"""
engine: 1
title: Certificate revoked
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed]
assert: endpoint.staple != "revoked"
message: '{endpoint.place} staples an OCSP response of its authority that says that its certificate has been revoked.'
why: |
  Browsers refuse the page. Authorities revoke when a key has leaked or a certificate was issued in error.

  Only the OCSP response that the server staples is checked. Neither OCSP responders nor revocation lists (CRL) are queried: if an
  authority publishes revocation lists only, as Let's Encrypt has done since August 2025, a revocation is not seen here.
fix:
  text: Ask the authority why, create a new key, and have the certificate of {endpoint.name} issued again.
references: [RFC 6960 §2.2]
tests:
  - { name: no staple, base: tls, expect: pass }
  - { name: a good one, base: tls, given: { endpoint.staple: good }, expect: pass }
  - name: revoked
    base: tls
    given: { endpoint.staple: revoked }
    expect: fail
    message: has been revoked
  - { name: no handshake, base: tls, given: { endpoint.staple: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls/self-signed.yaml",
            text: #"""
engine: 1
title: Self-signed certificate
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
applies: endpoint.role != "mx"
requires: [tls/unreachable, tls/handshake-failed]
assert: endpoint.trust != "self-signed"
message: '{endpoint.place} serves a self-signed certificate: {has(endpoint.certificate) ? endpoint.certificate.subject : "?"}.'
why: |
  No browser trusts it. Servers create such a certificate at installation, and use it when they do not know the requested name.
fix:
  text: Configure a certificate of a public authority for {endpoint.name}; for an internal panel, name your own root under tls.ca-file.
references: [RFC 5280 §6.1]
tests:
  - { name: a trusted chain, base: tls, expect: pass }
  - name: self-signed
    base: tls
    given: { endpoint.trust: self-signed }
    expect: fail
    message-is: 'click.acme.example (203.0.113.11, port 443) serves a self-signed certificate: CN=click.acme.example.'
  - { name: no handshake, base: tls, given: { endpoint.trust: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/staple-missing.yaml",
            text: #"""
engine: 1
title: Required OCSP staple is missing
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed]
assert: '!has(endpoint.certificate) || !endpoint.certificate.must_staple || endpoint.staple in ["good", "revoked"]'
message: >-
  The certificate of {endpoint.place} requires a stapled OCSP response, but
  {endpoint.staple == "none" ? "none is sent" : "the one that is sent is " + endpoint.staple}.
why: |
  Firefox refuses such a page. Let's Encrypt no longer issues such certificates, since it no longer answers OCSP.
fix:
  text: Have the certificate of {endpoint.name} issued without the must-staple extension, or let the server staple.
references: [RFC 7633 §4.2.3, https://letsencrypt.org/2024/12/05/ending-ocsp/]
tests:
  - { name: not demanded, base: tls, expect: pass }
  - { name: demanded and given, base: tls, given: { endpoint.certificate.must_staple: true, endpoint.staple: good }, expect: pass }
  - name: demanded and missing
    base: tls
    given: { endpoint.certificate.must_staple: true }
    expect: fail
    message: requires a stapled OCSP response, but none is sent.
  - name: demanded and outdated
    base: tls
    given: { endpoint.certificate.must_staple: true, endpoint.staple: outdated }
    expect: fail
    message: the one that is sent is outdated
  - { name: nothing served, base: tls, given: { endpoint.certificate: !absent }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.certificate: !unknown timeout, endpoint.staple: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls/unreachable.yaml",
            text: #"""
engine: 1
title: Port is closed or silent
severity: error
tags: [tls]
for_each: tls_endpoint
explained-by: [address/missing, address/not-public, address/unexpected, address/bypasses-balancer]
harm: pages
applies: endpoint.role != "mx"
assert: endpoint.reachable
message: '{endpoint.place} {endpoint.connection}, seen from the {endpoint.view} view.'
why: |
  Whoever gets this address sees an error page or a timeout: links in mail, unsubscribe links, the pixel or the panel do not work. If the
  name has several addresses, this affects some visitors, at random.
fix:
  text: Start the service at {endpoint.address}, open port {endpoint.port} in every firewall on the path, or remove the address from the records of {endpoint.name}.
references: [RFC 9293 §3.5.2, RFC 1034 §3.6]
tests:
  - { name: a server that answers, base: tls, expect: pass }
  - name: a closed port
    base: tls
    given: { endpoint.reachable: false, endpoint.connection: refuses the connection }
    expect: fail
    message-is: click.acme.example (203.0.113.11, port 443) refuses the connection, seen from the public view.
  - name: no way to the address from here
    base: tls
    given: { endpoint.reachable: !unknown network }
    expect: undetermined
    cause: network
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/untrusted.yaml",
            text: #"""
engine: 1
title: Certificate of an unknown authority
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
explained-by: [tls/self-signed, tls/chain-incomplete]
harm: pages
applies: endpoint.role != "mx"
requires: [tls/unreachable, tls/handshake-failed]
let:
  own: 'endpoint.trust in ["untrusted", "invalid", "issuer-unknown", "other-key"]'
assert: '!own && endpoint.other_faults.size() == 0'
message: >-
  {endpoint.trust == "invalid" ? "Clients refuse the certificates that " + endpoint.place + " serves" : "The chain that " + endpoint.place + " serves leads to no trusted root"}: {own ? endpoint.trust_detail : endpoint.other_faults.join("; ")}.
why: |
  Visitors' programs do not know the authority either, and show a warning or nothing.
fix:
  text: >-
    Let the server send every certificate between its own and the root, each signed with the key of the next. Use a certificate that a
    public authority has issued for a server and for {endpoint.name}; if a private one is intended, name its root under tls.ca-file.
references: [RFC 5280 §6.1]
tests:
  - { name: a trusted chain, base: tls, expect: pass }
  - name: an unknown root
    base: tls
    given: { endpoint.trust: untrusted, endpoint.missing_issuer: CN=Acme Private Root, endpoint.trust_detail: 'its chain ends at CN=Acme Private Root, which is no trusted root' }
    expect: fail
    message-is: 'The chain that click.acme.example (203.0.113.11, port 443) serves leads to no trusted root: its chain ends at CN=Acme Private Root, which is no trusted root.'
  - name: an issuer that may not issue
    base: tls
    given: { endpoint.trust: invalid, endpoint.trust_detail: 'CN=mail.acme.example: invalid CA certificate' }
    expect: fail
    message-is: 'Clients refuse the certificates that click.acme.example (203.0.113.11, port 443) serves: CN=mail.acme.example: invalid CA certificate.'
  - name: the wrong file of a renewed authority
    base: tls
    given:
      endpoint.trust: other-key
      endpoint.missing_issuer: CN=Issuing CA
      endpoint.trust_detail: the certificate of CN=Issuing CA that is served has another key than the one that has signed CN=click.acme.example
    expect: fail
    message: the certificate of CN=Issuing CA that is served has another key
  - name: an issuer that nobody knows
    base: tls
    given: { endpoint.trust: issuer-unknown, endpoint.missing_issuer: CN=X, endpoint.trust_detail: 'the certificate of CN=X is neither served nor trusted: a link that is missing, or a root that nobody knows' }
    expect: fail
    message: 'neither served nor trusted'
  - name: what other clients get
    base: tls
    given: { endpoint.other_faults: ['for clients that ask for RSA signatures, the certificate is self-signed'] }
    expect: fail
    message: for clients that ask for RSA signatures, the certificate is self-signed.
  - { name: no roots on this machine, base: tls, given: { endpoint.trust: !unknown not-probed }, expect: undetermined, cause: not-probed }
  - { name: a mail exchanger, base: tls, given: { endpoint.role: mx }, expect: not-applicable }

"""#
        ),
        (
            path: "tls/weak-key.yaml",
            text: #"""
engine: 1
title: Key is too short
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed]
params:
  rsa: { type: int, default: 2048, min: 1024, max: 8192, doc: The shortest RSA key in bits. }
  ec: { type: int, default: 256, min: 160, max: 521, doc: The shortest key on an elliptic curve in bits. }
assert: >-
  endpoint.chain.size() == 0
  || endpoint.chain.all(c, c.key_type == "EC" ? c.key_bits >= params.ec : !c.key_type.startsWith("RSA") && c.key_type != "DSA" || c.key_bits >= params.rsa)
lower: { to: warning, when: endpoint.role == "mx" }
message: 'The chain of {endpoint.place} has keys that are too short: {failing.map(c, c.subject + " (" + c.key_type + ", " + string(c.key_bits) + " bits)").join(" and ")}.'
why: |
  Browsers refuse such certificates, and no public authority has issued one since 2014.
fix:
  text: Create a new key, EC with 256 bits or RSA with 2048, and have the certificate of {endpoint.name} issued again.
references: [RFC 9325 §4.1, https://cabforum.org/working-groups/server/baseline-requirements/requirements/]
tests:
  - { name: keys that are long enough, base: tls, expect: pass }
  - name: RSA with 1024 bits
    base: tls
    given: { endpoint.chain: [{ subject: CN=click.acme.example, key_type: RSA, key_bits: 1024 }] }
    expect: fail
    severity: error
    message-is: 'The chain of click.acme.example (203.0.113.11, port 443) has keys that are too short: CN=click.acme.example (RSA, 1024 bits).'
  - { name: a short curve, base: tls, given: { endpoint.chain: [{ subject: CN=a, key_type: EC, key_bits: 192 }] }, expect: fail, message: 'EC, 192 bits' }
  - { name: DSA, base: tls, given: { endpoint.chain: [{ subject: CN=a, key_type: DSA, key_bits: 1024 }] }, expect: fail, message: DSA }
  - { name: Ed25519, base: tls, given: { endpoint.chain: [{ subject: CN=a, key_type: ED25519, key_bits: 253 }] }, expect: pass }
  - name: at a mail exchanger
    base: tls
    given: { endpoint.role: mx, endpoint.chain: [{ subject: CN=a, key_type: RSA, key_bits: 1024 }] }
    expect: fail
    severity: warning
  - { name: nothing served, base: tls, given: { endpoint.chain: [] }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.chain: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "tls/weak-signature.yaml",
            text: #"""
engine: 1
title: Certificate signed with a broken hash
severity: error
tags: [tls, certificate]
for_each: tls_endpoint
harm: pages
requires: [tls/unreachable, tls/handshake-failed]
assert: >-
  endpoint.chain.size() == 0
  || endpoint.chain.all(c, c.depth > 0 && c.self_issued || !has(c.digest) || !(c.digest in ["SHA1", "MD5", "MD4", "MD2", "MD5-SHA1"]))
lower: { to: warning, when: endpoint.role == "mx" }
message: 'The chain of {endpoint.place} is signed with a broken hash: {failing.map(c, c.subject + " (" + c.signature + ")").join(" and ")}.'
why: |
  An attacker with a modest budget can forge a second certificate with the same signature. Browsers have rejected SHA-1 since 2017.
fix:
  text: Have the certificate of {endpoint.name} issued again, with SHA-256.
references: [RFC 9155 §1, RFC 6194 §3]
tests:
  - { name: SHA-256, base: tls, expect: pass }
  - name: SHA-1
    base: tls
    given: { endpoint.chain: [{ depth: 0, subject: CN=click.acme.example, self_issued: false, signature: sha1WithRSAEncryption, digest: SHA1 }] }
    expect: fail
    severity: error
    message-is: 'The chain of click.acme.example (203.0.113.11, port 443) is signed with a broken hash: CN=click.acme.example (sha1WithRSAEncryption).'
  - name: an old root, whose own signature nobody checks
    base: tls
    given: { endpoint.chain: [{ depth: 2, subject: CN=Old Root, self_issued: true, signature: sha1WithRSAEncryption, digest: SHA1 }] }
    expect: pass
  - name: without a hash of its own
    base: tls
    given: { endpoint.chain: [{ depth: 0, subject: CN=a, self_issued: false, signature: ED25519, digest: !absent }] }
    expect: pass
  - name: at a mail exchanger
    base: tls
    given: { endpoint.role: mx, endpoint.chain: [{ depth: 0, subject: CN=a, self_issued: true, signature: md5WithRSAEncryption, digest: MD5 }] }
    expect: fail
    severity: warning
  - { name: nothing served, base: tls, given: { endpoint.chain: [] }, expect: pass }
  - { name: no handshake, base: tls, given: { endpoint.chain: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "zone/caches-outdated.yaml",
            text: #"""
engine: 1
title: Caches still hold an old answer
severity: notice
tags: [zone, name]
for_each: name
explained-by: [zone/servers-disagree]
assert: name.outdated.size() == 0
message: >-
  The resolvers of the {name.view} view still give an old answer for {name.name}:
  {name.outdated.map(o, o.type + " " + o.given + " until " + string(o.until) + ", where the zone now has " + o.published).join("; ")}.
why: |
  The record was changed. This resolver returns the new one at the given time at the latest; others cached it at other times, and may keep
  it for as long as the old record's TTL. Until then receivers may see either, and other findings about this name may describe the old
  record. Zones that answer according to the client's location look like this permanently.
fix:
  text: Wait, then audit again; before the next change lower the TTL for as long as the old TTL was.
references: [RFC 1035 §3.2.1, RFC 2308 §5]
tests:
  - { name: the same answer, base: authoritative, expect: pass }
  - name: an old address
    base: authoritative
    given: { name.outdated: [{ type: A, given: 203.0.113.9, published: 203.0.113.11, until: 2026-11-22T12:05:00Z }] }
    expect: fail
    message-is: 'The resolvers of the public view still give an old answer for click.acme.example: A 203.0.113.9 until 2026-11-22T12:05:00Z, where the zone now has 203.0.113.11.'
  - { name: not known, base: authoritative, given: { name.outdated: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "zone/delegation-differs.yaml",
            text: #"""
engine: 1
title: Delegation differs from the zone
severity: warning
tags: [zone]
for_each: zone
explained-by: [name/alias-beside-data]
assert: zone.only_delegated.size() == 0 && zone.only_own.size() == 0
message: >-
  The delegation of {zone.name} and its own NS records differ:
  {((zone.only_delegated.size() > 0 ? ["only the parent zone names " + zone.only_delegated.join(", ")] : []) + (zone.only_own.size() > 0 ? ["only the zone itself names " + zone.only_own.join(", ")] : [])).join("; ")}.
why: |
  Resolvers use the parent zone's servers at first, and may then switch to the zone's own NS records. A server that only one side names is
  used by some resolvers and not by others, and is easily forgotten at the next move.
fix:
  text: Give the registrar the name servers in the NS records of {zone.name}, or change the NS records.
references: [RFC 1034 §4.2.2, RFC 1912 §2.3]
tests:
  - { name: both say the same, base: authoritative, expect: pass }
  - name: an old server above
    base: authoritative
    given: { zone.only_delegated: [old.acme.example] }
    expect: fail
    message-is: 'The delegation of acme.example and its own NS records differ: only the parent zone names old.acme.example.'
  - name: a new server in the zone
    base: authoritative
    given: { zone.only_own: [ns3.acme.example] }
    expect: fail
    message: only the zone itself names ns3.acme.example
  - { name: no server says, base: authoritative, given: { zone.only_delegated: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "zone/glue-outdated.yaml",
            text: #"""
engine: 1
title: Glue differs from the servers' addresses
severity: warning
tags: [zone]
for_each: zone
explained-by:
  - { rules: [zone/delegation-differs], when: 'zone.stale_glue.all(s, zone.only_delegated.exists(n, s.startsWith(n + ":")))' }
assert: zone.stale_glue.size() == 0
message: 'The parent zone gives wrong addresses for servers of {zone.name}: {zone.stale_glue.join("; ")}.'
why: |
  Resolvers first reach the servers at these addresses. An address that is no longer used may belong to somebody else.
fix:
  text: Correct the addresses of the name servers (host or glue records) at the registrar of {zone.name}.
references: [RFC 1912 §2.3, RFC 9471 §3]
tests:
  - { name: the same addresses, base: authoritative, expect: pass }
  - name: another address
    base: authoritative
    given: { zone.stale_glue: ["ns1.acme.example: 192.0.2.9 above, 192.0.2.1 in its own zone"] }
    expect: fail
    message-is: 'The parent zone gives wrong addresses for servers of acme.example: ns1.acme.example: 192.0.2.9 above, 192.0.2.1 in its own zone.'
  - { name: no server says, base: authoritative, given: { zone.stale_glue: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "zone/server-lame.yaml",
            text: #"""
engine: 1
title: Lame name server
severity: warning
tags: [zone]
for_each: zone
explained-by:
  - { rules: [zone/delegation-differs], when: 'failing.all(s, zone.only_delegated.exists(n, n.sameName(s.name)) || zone.only_own.exists(n, n.sameName(s.name)))' }
requires: [zone/servers-unreachable]
assert: zone.servers.size() == 0 || zone.servers.all(s, !s.asked || s.authoritative)
message: >-
  {zone.name} is delegated to servers that do not serve it:
  {failing.map(s, s.name + " (" + string(s.address) + "): " + s.detail).join("; ")}.
why: |
  A resolver that happens to choose this server gets no answer and must try another: lookups are slower, and fail when the other servers
  are down. A server that once served the zone may also begin to give wrong answers.
fix:
  text: Load {zone.name} on these servers, or remove them from the delegation and from the zone's NS records.
references: [RFC 1912 §2.8, RFC 1034 §4.2.2]
tests:
  - { name: all have it, base: authoritative, expect: pass }
  - name: one refuses
    base: authoritative
    given:
      zone.servers:
        - { name: ns1.acme.example, address: 192.0.2.1, asked: true, authoritative: true, detail: serial 7 }
        - { name: ns2.acme.example, address: 192.0.2.2, asked: true, authoritative: false, detail: REFUSED }
    expect: fail
    failing: [ns2.acme.example]
    message-is: 'acme.example is delegated to servers that do not serve it: ns2.acme.example (192.0.2.2): REFUSED.'
  - name: one is silent
    base: authoritative
    given:
      zone.servers:
        - { name: ns1.acme.example, address: 192.0.2.1, asked: true, authoritative: true, detail: serial 7 }
        - { name: ns2.acme.example, address: 192.0.2.2, asked: true, authoritative: !unknown timeout, detail: timeout }
    expect: undetermined
    cause: timeout
  - name: no way to one of them from here
    base: authoritative
    given:
      zone.servers:
        - { name: ns1.acme.example, address: 192.0.2.1, asked: true, authoritative: true, detail: serial 7 }
        - { name: ns1.acme.example, address: "2001:db8::1", asked: false, authoritative: !unknown network, detail: "not asked, this machine has no way to it" }
    expect: pass

"""#
        ),
        (
            path: "zone/servers-disagree.yaml",
            text: #"""
engine: 1
title: Name servers disagree
severity: warning
tags: [zone]
for_each: zone
requires: [zone/servers-unreachable]
let:
  serials: >-
    zone.servers.filter(s, has(s.serial)).map(s, s.name + " (" + string(s.address) + ") has " + (has(s.serial) ? string(s.serial) : "none"))
assert: zone.disagreements.size() == 0 && zone.serials.size() < 2
message: >-
  The servers of {zone.name} do not serve the same zone:
  {(zone.disagreements.map(d, d.name + " " + d.type + ": " + d.answers.join("; ")) + (zone.serials.size() > 1 ? ["serial numbers: " + serials.join(", ")] : [])).join(". ")}.
why: |
  Which answer a receiver gets depends on the server that its resolver chooses: SPF, DKIM or a web name work for some and fail for others.
  Right after a change this is normal until the secondary servers have transferred the new zone; if it persists, transfers fail.
fix:
  text: Compare the serial numbers, increase the serial with every change, and repair zone transfers to the servers that lag behind.
references: [RFC 1034 §4.3.5, RFC 1912 §2.2]
tests:
  - { name: they agree, base: authoritative, expect: pass }
  - name: other data on one server
    base: authoritative
    given:
      zone.disagreements:
        - { name: click.acme.example, type: A, answers: ["203.0.113.11 from ns1.acme.example (192.0.2.1)", "203.0.113.9 from ns2.acme.example (192.0.2.2)"] }
    expect: fail
    message-is: 'The servers of acme.example do not serve the same zone: click.acme.example A: 203.0.113.11 from ns1.acme.example (192.0.2.1); 203.0.113.9 from ns2.acme.example (192.0.2.2).'
  - name: two serial numbers
    base: authoritative
    given:
      zone.serials: [6, 7]
      zone.servers:
        - { name: ns1.acme.example, address: 192.0.2.1, authoritative: true, serial: 7 }
        - { name: ns2.acme.example, address: 192.0.2.2, authoritative: true, serial: 6 }
    expect: fail
    message-is: 'The servers of acme.example do not serve the same zone: serial numbers: ns1.acme.example (192.0.2.1) has 7, ns2.acme.example (192.0.2.2) has 6.'
  - { name: a silent server, base: authoritative, given: { zone.disagreements: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "zone/servers-unreachable.yaml",
            text: #"""
engine: 1
title: No name server of the zone answers
severity: error
tags: [zone]
for_each: zone
assert: zone.answers
message: 'No name server of {zone.name} gives an authoritative answer: {zone.detail}.'
why: |
  Nothing in the zone can be resolved once caches have expired: web names cannot be reached, mail is rejected, and bounces are lost.
  Silence alone is reported only if the resolvers of the public view get no answer from the zone either.
fix:
  text: Start the name servers of {zone.name}, open UDP and TCP port 53 to them, or delegate the zone to servers that have it.
references: [RFC 1034 §4.2.2, RFC 1912 §2.8]
tests:
  - { name: it is served, base: authoritative, expect: pass }
  - name: ports are closed
    base: authoritative
    given: { zone.answers: false, zone.detail: "ns1.acme.example (192.0.2.1): unreachable" }
    expect: fail
    message-is: 'No name server of acme.example gives an authoritative answer: ns1.acme.example (192.0.2.1): unreachable.'
  - { name: silence, base: authoritative, given: { zone.answers: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "zone/single-server.yaml",
            text: #"""
engine: 1
title: Zone on a single name server
severity: warning
tags: [zone]
for_each: zone
assert: zone.server_names > 1 && zone.server_addresses > 1
message: >-
  {zone.name} has {zone.server_names == 1 ? "one name server" : string(zone.server_names) + " name servers"} at
  {zone.server_addresses == 1 ? "one address" : string(zone.server_addresses) + " addresses"}: if one machine fails, so does the zone.
why: |
  Each zone should have at least two servers, in places that do not fail together. With one, a restart is enough to defer or lose mail.
fix:
  text: Add a second name server for {zone.name} in another place, in its NS records and in the delegation.
references: [RFC 1034 §4.1, RFC 2182 §5]
tests:
  - { name: two servers, base: authoritative, expect: pass }
  - name: one server
    base: authoritative
    given: { zone.server_names: 1, zone.server_addresses: 1 }
    expect: fail
    message-is: 'acme.example has one name server at one address: if one machine fails, so does the zone.'
  - { name: two names of one address, base: authoritative, given: { zone.server_addresses: 1 }, expect: fail }
  - { name: two addresses of one name, base: authoritative, given: { zone.server_names: 1 }, expect: fail }
  - { name: not known, base: authoritative, given: { zone.server_names: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
    ]
}
