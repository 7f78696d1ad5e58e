// Generated from Rules/ by Scripts/generate. Do not edit.
// swift-format-ignore-file

/// The rules and fixtures that are inside the binary, by their paths below `Rules/`.
public enum BuiltinRules {
    public static let files: [(path: String, text: String)] = [
        (
            path: "address/missing.yaml",
            text: #"""
engine: 1
title: Name has no address
severity: error
tags: [address]
for_each: web_name
applies: web.must_resolve
assert: web.a.size() > 0 || web.aaaa.size() > 0
message: 'The {web.role} name {web.name} has neither an A nor an AAAA record in the {web.view} view.'
why: |
  Without an address the name leads nowhere: links in mail that has been sent, unsubscription among them, end in an error page.
fix:
  text: Publish the planned addresses of {web.name}.
  publish:
    - for_each: web.expected
      as: planned
      owner: '{web.owner}'
      type: '{planned.family() == 4 ? "A" : "AAAA"}'
      value: '{planned}'
      view: '{web.view}'
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
    fix: { owner: click.acme.example., type: A, value: 203.0.113.11 }
  - { name: one family is there and the other unknown, base: direct, given: { web.aaaa: !unknown timeout }, expect: pass }
  - { name: one family is missing and the other unknown, base: direct, given: { web.a: [], web.aaaa: !unknown servfail }, expect: undetermined, cause: servfail }
  - { name: the view may lack it, base: direct, given: { web.must_resolve: false, web.a: [] }, expect: not-applicable }

"""#
        ),
        (
            path: "address/not-public.yaml",
            text: #"""
engine: 1
title: Name leads to an address that the Internet cannot reach
severity: error
tags: [address]
for_each: web_name
applies: web.view == "public"
assert: web.a_special.size() == 0 && web.aaaa_special.size() == 0
lower: { to: warning, when: web.exposure == "internal" }
message: >-
  The {web.role} name {web.name} has, in the public view,
  {web.a_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")}{web.a_special.size() > 0 && web.aaaa_special.size() > 0 ? ", " : ""}{web.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")},
  which the Internet cannot reach.
why: |
  Recipients and visitors outside cannot open the name, and the internal addressing is shown to everybody. Addresses copied from
  an example or from the platform's own configuration behind NAT are the usual cause.
fix:
  text: Publish the public, NAT or balancer address of {web.name}; keep the other one in the internal view.
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
  - { name: no answer, base: direct, given: { web.a_special: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { web.view: internal }, expect: not-applicable }

"""#
        ),
        (
            path: "address/unexpected.yaml",
            text: #"""
engine: 1
title: Name leads to other addresses than planned
severity: error
tags: [address]
for_each: web_name
applies: web.must_resolve && web.expected.size() > 0
requires: [address/missing]
assert: >-
  !web.a.exists(found, !(found in web.expected))
  && (!web.plans_ipv6 || !web.aaaa.exists(found, !(found in web.expected)))
  && !web.expected.exists(planned, planned.family() == 4 ? !(planned in web.a) : !(planned in web.aaaa))
message: >-
  The {web.role} name {web.name} leads to
  {web.a.size() == 0 ? "no IPv4 address" : web.a.map(found, string(found)).join(", ")} and
  {web.aaaa.size() == 0 ? "no IPv6 address" : web.aaaa.map(found, string(found)).join(", ")} in the {web.view} view; planned is
  {web.expected.map(planned, string(planned)).join(", ")}.
why: |
  Every address of a name gets its share of the visitors: an old server left in the answer fails for some of them, and a planned
  one that is missing takes no load.
fix:
  text: Publish exactly the planned addresses of {web.name}, or correct the deployment file.
  publish:
    - for_each: web.expected
      as: planned
      owner: '{web.owner}'
      type: '{planned.family() == 4 ? "A" : "AAAA"}'
      value: '{planned}'
      view: '{web.view}'
references: [RFC 1034 §3.6]
tests:
  - { name: exactly the planned address, base: direct, expect: pass }
  - name: an old server beside the planned one
    base: direct
    given: { web.a: [203.0.113.11, 198.51.100.9] }
    expect: fail
    message: leads to 203.0.113.11, 198.51.100.9
    fix: { owner: click.acme.example., type: A, value: 203.0.113.11 }
  - name: a planned address is missing
    base: direct
    given: { web.expected: [203.0.113.11, 203.0.113.12] }
    expect: fail
    message: planned is 203.0.113.11, 203.0.113.12
  - { name: an unplanned family is another rule's business, base: direct, given: { web.aaaa: ["2001:db8::9"] }, expect: pass }
  - name: the planned IPv6 address is another
    base: direct
    given: { web.expected: [203.0.113.11, "2001:db8::1"], web.plans_ipv6: true, web.aaaa: ["2001:db8::9"] }
    expect: fail
    message: leads to 203.0.113.11 and 2001:db8::9
  - { name: a wrong address is certain whatever the other family, base: direct, given: { web.a: [198.51.100.9], web.aaaa: !unknown timeout }, expect: fail }
  - { name: no answer, base: direct, given: { web.a: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: nothing is planned, base: direct, given: { web.expected: [] }, expect: not-applicable }

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
assert: key.records.size() > 0
message: There is no TXT record at {key.name}, where receivers look for the key of selector {key.selector} of {key.domain}.
why: |
  Every signature made with this selector fails, and DMARC cannot pass by DKIM.
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
  - { name: no answer, base: direct, given: { key.records: !unknown timeout }, expect: undetermined, cause: timeout }

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
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.dmarc.found
message: 'No DMARC policy applies to the From domain {domain.name}; looked for at {domain.dmarc.asked.join(", ")}.'
why: |
  Gmail, Yahoo and Microsoft require a DMARC policy of every bulk sender and reject or file as spam without one.
fix:
  text: >-
    Publish a policy at _dmarc.{domain.name}. Begin with p=none and an address for aggregate reports (rua=mailto:…), and tighten it once the
    reports show that all mail passes.
  publish:
    - { owner: '_dmarc.{domain.owner}', type: TXT, value: v=DMARC1; p=none, view: public }
references: [RFC 9989 §4.10]
tests:
  - { name: a policy is found, base: direct, expect: pass }
  - name: none
    base: direct
    given: { domain.dmarc.found: false, domain.dmarc.record: !absent }
    expect: fail
    message: No DMARC policy applies to the From domain acme.example; looked for at _dmarc.acme.example, _dmarc.example.
    fix: { owner: _dmarc.acme.example., type: TXT, value: v=DMARC1; p=none }
  - { name: no answer, base: direct, given: { domain.dmarc.found: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: a MAIL FROM domain alone, base: direct, given: { domain.roles: [mail-from], domain.dmarc.found: false }, expect: not-applicable }

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
assert: name.failures.size() == 0
outcome: undetermined
cause: name.failures[0].cause
question: '{name.name | fqdn} {name.failures[0].type}'
message: >-
  {name.name} could not be looked up in the {name.view} view:
  {name.failures.map(f, f.type + ": " + f.cause + " (" + f.detail + ")").join("; ")}.
why: |
  A question without an answer says nothing about the record: the checks that need it are undetermined until the name can be
  looked up.
fix:
  text: Repair the zone's name servers or the resolver, then run the audit again.
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
assert: resolver.answers
outcome: undetermined
cause: resolver.cause
message: 'The resolver {resolver.endpoint} of the {resolver.view} view answers nothing: {resolver.detail}.'
why: |
  What this resolver should have told is not known: nothing can be called missing, and nothing can be called fine.
fix:
  text: Make the resolver reachable from here, or name another one in views.{resolver.view}.resolvers.
references: [RFC 1034 §5.3.3]
tests:
  - { name: it answers, base: direct, expect: pass }
  - name: silence
    base: direct
    given: { resolver.answers: false, resolver.detail: "192.0.2.53:53 over udp: timeout (3 times)" }
    expect: undetermined
    cause: timeout
    message: 'The resolver 192.0.2.53:53 of the public view answers nothing: 192.0.2.53:53 over udp: timeout (3 times).'
  - name: port closed
    base: direct
    given: { resolver.answers: false, resolver.cause: network, resolver.detail: connection refused }
    expect: undetermined
    cause: network

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
  scheme: direct
  split_dns: false
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
  failures: []
web:
  subject: { key: tracking/click.acme.example/public, role: tracking, name: click.acme.example, view: public }
  role: tracking
  name: click.acme.example
  owner: click.acme.example.
  view: public
  exposure: public
  must_resolve: true
  expected: [203.0.113.11]
  plans_ipv4: true
  plans_ipv6: false
  a: [203.0.113.11]
  aaaa: []
  a_special: []
  aaaa_special: []
  aliases: []
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
  dmarc: { found: true, record: v=DMARC1; p=reject, at: acme.example, asked: [_dmarc.acme.example, _dmarc.example] }
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
  ptr: [{ name: mta.acme.example, addresses: [203.0.113.20] }]
spf:
  subject: { key: acme.example/public, role: mail-from, name: acme.example, view: public }
  name: acme.example
  owner: acme.example.
  view: public
  roles: [mail-from, from]
  planned_addresses: [203.0.113.20, 203.0.113.21, "2001:db8::21"]
  records: ["v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all"]
key:
  subject: { key: s1._domainkey.acme.example, role: dkim, name: s1._domainkey.acme.example, view: public }
  domain: acme.example
  selector: s1
  name: s1._domainkey.acme.example
  view: public
  senders: [bulk]
  records: ["v=DKIM1; k=rsa; p=MIIB"]

"""#
        ),
        (
            path: "from/unreachable.yaml",
            text: #"""
engine: 1
title: From domain takes no mail
severity: error
tags: [from]
for_each: mail_domain
applies: '"from" in domain.roles && domain.view == "public"'
assert: domain.mx.size() > 0 || domain.a.size() > 0 || domain.aaaa.size() > 0
message: The From domain {domain.name} has neither an MX record nor an address.
why: |
  Mailbox providers reject mail whose From domain could not take an answer; replies and complaints get lost.
fix:
  text: Publish an MX record for {domain.name} that leads to a host that takes its mail.
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
            path: "mx/null-beside-others.yaml",
            text: #"""
engine: 1
title: Null MX beside other MX records
severity: error
tags: [mx]
for_each: mail_domain
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
assert: '!domain.mx.exists(m, m.is_null)'
message: '{domain.name} is a {domain.roles.map(r, r == "from" ? "From" : "MAIL FROM").join(" and ")} domain, and its null MX record in the {domain.view} view says that it takes no mail.'
why: |
  Receivers refuse mail from a domain that can take no answer, and neither bounces nor replies ever come back (RFC 7505 §4.2).
fix:
  text: Remove the record "MX 0 ." from {domain.name} and publish an MX record that leads to a host that takes its mail.
references: [RFC 7505 §4.2]
tests:
  - { name: an ordinary MX, base: direct, expect: pass }
  - { name: no MX at all, base: direct, given: { domain.mx: [] }, expect: pass }
  - name: a null MX
    base: direct
    given: { domain.mx: [{ preference: 0, exchange: ".", is_null: true }] }
    expect: fail
    severity: error
    message: acme.example is a MAIL FROM and From domain, and its null MX record in the public view says that it takes no mail.
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
assert: '!target.is_address'
message: 'The MX record of {target.domain} holds the address {target.exchange} where a host name must stand, in the {target.view} view.'
why: |
  DNS takes the address for a name, which does not exist: no mail arrives.
fix:
  text: Give the host a name with an A record, and let the MX record of {target.domain} hold that name.
references: [RFC 1035 §3.3.9, RFC 5321 §5.1]
tests:
  - { name: a host name, base: direct, expect: pass }
  - name: an address
    base: direct
    given: { target.exchange: 203.0.113.20, target.is_address: true }
    expect: fail
    message: The MX record of acme.example holds the address 203.0.113.20 where a host name must stand, in the public view.
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
requires: [mx/target-is-address]
assert: target.aliases.size() == 0
message: >-
  The MX host {target.exchange} of {target.domain} is an alias (CNAME) of {target.aliases.join(", then ")} in the
  {target.view} view.
why: |
  An MX record must name a host that has addresses of its own. Some senders refuse an alias, others treat mail to it as undeliverable,
  and DANE breaks.
fix:
  text: Let the MX record of {target.domain} name a host with A or AAAA records, or replace the CNAME at {target.exchange} by such records.
references: [RFC 2181 §10.3, RFC 5321 §5.1]
tests:
  - { name: a host with an address, base: direct, expect: pass }
  - name: an alias
    base: direct
    given: { target.aliases: [host.provider.example] }
    expect: fail
    message: The MX host mta.acme.example of acme.example is an alias (CNAME) of host.provider.example in the public view.
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
requires: [mx/target-is-address]
assert: target.a.size() > 0 || target.aaaa.size() > 0
message: 'The MX host {target.exchange} of {target.domain} has neither an A nor an AAAA record in the {target.view} view.'
why: |
  Mail for the domain cannot be delivered to this host; when it is the only one, every bounce and every reply is lost.
fix:
  text: Publish the address of {target.exchange}, or remove the MX record that names it.
references: [RFC 5321 §5.1]
tests:
  - { name: an IPv4 address, base: direct, expect: pass }
  - name: neither family
    base: direct
    given: { target.a: [], target.aaaa: [] }
    expect: fail
    message: The MX host mta.acme.example of acme.example has neither an A nor an AAAA record in the public view.
  - { name: one family is missing and the other unknown, base: direct, given: { target.a: [], target.aaaa: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
        (
            path: "mx/target-not-public.yaml",
            text: #"""
engine: 1
title: MX host at an address that the Internet cannot reach
severity: error
tags: [mx]
for_each: mx_target
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
  text: Publish the public or NAT address of {target.exchange}; keep the other one in the internal view.
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
            path: "plan/role-missing.yaml",
            text: #"""
engine: 1
title: A role is not decided
severity: error
tags: [plan]
for_each: role
assert: role.decided
message: 'The deployment file leaves a question open: {role.question}'
why: |
  These names must be decided before go-live: records, certificates and the platform's configuration all follow from them.
fix:
  text: Decide, and write it into the deployment file.
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
            path: "plan/too-few-sending-addresses.yaml",
            text: #"""
engine: 1
title: Too few sending addresses
severity: error
tags: [plan]
for_each: deployment
applies: deployment.scheme == "direct" && deployment.direct_senders.size() > 0
params:
  minimum: { type: int, default: 2, min: 1, max: 256, doc: The least number of distinct sending addresses for direct sending. }
assert: deployment.direct_sending_addresses.size() >= params.minimum
message: >-
  Senders that deliver directly have {deployment.direct_sending_addresses.size()} sending address(es); at least {params.minimum} are needed.
why: |
  With a single address, one listing or one rate limit stops all mail. The platform's placement guide asks for at least two.
fix:
  text: Give the direct senders more addresses, each with a PTR record and in SPF.
references: ['https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190']
tests:
  - { name: two, base: direct, expect: pass }
  - name: one
    base: direct
    given: { deployment.direct_sending_addresses: [203.0.113.20] }
    expect: fail
    message: Senders that deliver directly have 1 sending address(es); at least 2 are needed.
  - { name: more are wanted, base: direct, params: { minimum: 3 }, expect: fail, message: at least 3 are needed }
  - { name: mail leaves through a relay, base: direct, given: { deployment.scheme: relay }, expect: not-applicable }

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
assert: address.ptr.size() > 0
message: 'The sending address {address.address} of sender {address.sender} has no PTR record at {address.reverse_name}'
why: |
  Gmail, Microsoft, Yahoo and most others reject or defer mail from an address without a name (Gmail answers 550 5.7.25).
fix:
  text: >-
    Ask whoever gave you {address.address} to publish a PTR record at {address.reverse_name} with the name that the server announces,
    and publish an address record for that name that leads back.
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
            path: "ptr/not-confirmed.yaml",
            text: #"""
engine: 1
title: PTR name does not lead back to the sending address
severity: error
tags: [ptr]
for_each: sending_address
requires: [ptr/missing]
assert: address.ptr.exists(p, address.address in p.addresses)
message: >-
  The sending address {address.address} of sender {address.sender} has the PTR name {address.ptr.map(p, p.name).join(", ")},
  which does not lead back to it.
why: |
  A name counts only when it is forward-confirmed: receivers resolve it and compare. An unconfirmed one is treated as none.
fix:
  text: Publish the address of the PTR name, or have the PTR record changed to a name that leads back to {address.address}.
  publish:
    - owner: '{address.ptr[0].name}.'
      type: '{address.address.family() == 4 ? "A" : "AAAA"}'
      value: '{address.address}'
      view: public
references: [RFC 1912 §2.1, RFC 5321 §4.1.4]
tests:
  - { name: the name leads back, base: direct, expect: pass }
  - { name: one name of two leads back, base: direct, given: { address.ptr: [{ name: a.example, addresses: [] }, { name: b.example, addresses: [203.0.113.20] }] }, expect: pass }
  - name: the name has no address
    base: direct
    given: { address.ptr: [{ name: mta.acme.example, addresses: [] }] }
    expect: fail
    message: The sending address 203.0.113.20 of sender bulk has the PTR name mta.acme.example, which does not lead back to it.
    fix: { owner: mta.acme.example., type: A, value: 203.0.113.20 }
  - { name: the name leads elsewhere, base: direct, given: { address.ptr: [{ name: mta.acme.example, addresses: [198.51.100.1] }] }, expect: fail }
  - { name: the name could not be resolved, base: direct, given: { address.ptr: [{ name: mta.acme.example, addresses: !unknown timeout }] }, expect: undetermined, cause: timeout }

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
applies: path.destination == "sender" && path.view == "public" && !path.split_dns && path.expected.size() > 0
requires: [return-path/unroutable, mx/null-on-sending-domain]
assert: >-
  path.routes.exists(r, r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
message: >-
  Mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")}, and none of these hosts has an address where sender
  {path.sender} accepts bounces ({path.expected.map(planned, string(planned)).join(", ")}).
why: |
  Delivery reports go to the MAIL FROM domain. When they do not reach the platform's sender, dead addresses stay on the lists, and
  reputation suffers.
fix:
  text: Point the MX record of {path.domain} to a host with one of the sender's addresses; if the domain has mailboxes elsewhere, use a subdomain for MAIL FROM.
  publish:
    - { owner: '{path.owner}', type: MX, value: '10 {path.host}', view: public }
    - for_each: path.expected
      as: planned
      owner: '{path.host}'
      type: '{planned.family() == 4 ? "A" : "AAAA"}'
      value: '{planned}'
      view: public
references: [RFC 5321 §4.4, RFC 5321 §5.1]
tests:
  - { name: the MX host has the sender's address, base: direct, expect: pass }
  - name: the MX leads to the office
    base: direct
    given: { path.routes: [{ exchange: mx.office.example, preference: 10, implicit: false, a: [198.51.100.7], aaaa: [] }] }
    expect: fail
    message: Mail to acme.example goes to mx.office.example, and none of these hosts has an address where sender bulk accepts bounces (203.0.113.20, 203.0.113.21).
    fix: { owner: acme.example., type: MX, value: 10 mta.acme.example. }
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
            path: "return-path/unroutable.yaml",
            text: #"""
engine: 1
title: MAIL FROM domain without a route
severity: error
tags: [return-path]
for_each: return_path
applies: path.view == "public"
requires: [mx/null-on-sending-domain]
assert: path.routes.exists(r, !r.implicit || r.a.size() > 0 || r.aaaa.size() > 0)
message: The MAIL FROM domain {path.domain} of sender {path.sender} has neither an MX record nor an address in the public view.
why: |
  Receivers reject mail whose envelope sender cannot take a bounce ("domain of sender address does not exist"), and no delivery report
  ever comes back.
fix:
  text: Publish an MX record for {path.domain} whose host has one of the addresses where bounces are accepted.
  publish:
    - { owner: '{path.owner}', type: MX, value: '10 {path.host}', view: public }
    - for_each: path.expected
      as: planned
      owner: '{path.host}'
      type: '{planned.family() == 4 ? "A" : "AAAA"}'
      value: '{planned}'
      view: public
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
    fix: { owner: acme.example., type: MX, value: 10 mta.acme.example. }
  - { name: no answer for MX, base: direct, given: { path.routes: !unknown timeout }, expect: undetermined, cause: timeout }
  - { name: the internal view, base: direct, given: { path.view: internal }, expect: not-applicable }

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
assert: spf.records.size() > 0
lower: { to: notice, when: '!("mail-from" in spf.roles)' }
message: '{spf.name}, a {spf.roles.map(r, r == "from" ? "From" : "MAIL FROM").join(" and ")} domain, publishes no SPF record.'
why: |
  Receivers look for SPF at the MAIL FROM domain. Without a record nothing says which addresses may send for it, and large mailbox
  providers reject or file as spam. At a From domain that never stands in MAIL FROM a record merely protects its name.
fix:
  text: Publish a TXT record at {spf.name} that authorises the sending addresses.
  publish:
    - when: spf.planned_addresses.size() > 0
      owner: '{spf.owner}'
      type: TXT
      value: 'v=spf1 {spf.planned_addresses.map(planned, (planned.family() == 4 ? "ip4:" : "ip6:") + string(planned)).join(" ")} -all'
      view: public
references: [RFC 7208 §4.5, RFC 7208 §3]
tests:
  - { name: one record, base: direct, expect: pass }
  - name: none at a MAIL FROM domain
    base: direct
    given: { spf.records: [] }
    expect: fail
    severity: error
    message: acme.example, a MAIL FROM and From domain, publishes no SPF record.
    fix: { owner: acme.example., type: TXT, value: 'v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 ip6:2001:db8::21 -all' }
  - { name: none at a From domain alone, base: direct, given: { spf.roles: [from], spf.records: [] }, expect: fail, severity: notice }
  - { name: no answer, base: direct, given: { spf.records: !unknown servfail }, expect: undetermined, cause: servfail }

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
  With more than one record the result is permerror, whatever they say: SPF passes for nobody.
fix:
  text: Merge the records into one that begins with v=spf1, holds the terms of all, and ends with a single "all"; remove the others.
references: [RFC 7208 §4.5]
tests:
  - { name: one record, base: direct, expect: pass }
  - { name: none is another rule's business, base: direct, given: { spf.records: [] }, expect: pass }
  - name: two
    base: direct
    given: { spf.records: ["v=spf1 mx -all", "v=spf1 a -all"] }
    expect: fail
    message: 'acme.example publishes 2 SPF records: "v=spf1 mx -all", "v=spf1 a -all".'
  - { name: no answer, base: direct, given: { spf.records: !unknown timeout }, expect: undetermined, cause: timeout }

"""#
        ),
    ]
}
