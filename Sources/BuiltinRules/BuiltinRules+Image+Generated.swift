// Generated from Rules/ by Scripts/generate. Do not edit.
// swift-format-ignore-file

extension BuiltinRules {
    /// The compiled rules and profiles: `RuleBook.image`.
    package static let image = #"""
2
64 5c7e8530c80fa2a1e657ad3cb76e0e50c993434773b1f622464b1c4549361ac9
16 2ba3a0ce2cb8426b
02j;F
38
25 address/bypasses-balancer
26 Name bypasses the balancer
5 error
6 stable
7 address
8 balancer
8 web_name
5 pages
3 you
149 Visitors who get this address bypass the balancer: they find no valid certificate, or nothing at all, and the platform does not learn
their address.

53 Publish only the balancer's addresses for {web.name}.
77 https://guides.altcraft.com/en/v73/admin-guide/platform-configuration/3113280
17 deployment.scheme
5 web.a
8 web.aaaa
12 web.expected
12 web.exposure
8 web.name
8 web.role
8 web.view
36 Rules/address/bypasses-balancer.yaml
13 load-balanced
6 public
6 exists
215 The {web.role} name {web.name} leads to {(web.a + web.aaaa).filter(found, !(found in web.expected)).map(found, string(found)).join(", ")}, past the balancer ({web.expected.map(planned, string(planned)).join(", ")}).
4 The 
0 
6  name 
10  leads to 
3 map
6 filter
2 , 
21 , past the balancer (
2 ).
42 Publish only the balancer's addresses for 
1 .
115 deployment.scheme == "load-balanced" && web.view == "public" && web.exposure == "public" && web.expected.size() > 0
99 !web.a.exists(found, !(found in web.expected)) && !web.aaaa.exists(found, !(found in web.expected))
02400620048:<002>@0B2D2F0@HJLNP1R1T1V1X120460B02HHHB620608Z1B622808\1B622:08\1@X14@^82622@040HFR1^1622Z182FD28622@0FR1^1622\1:2FD2:622@004000`1B0b1262220d100f1262240d100h12@X54R1j1R1l1@14622Z1622\1<2FD2<622@0>02@T422>08n10d100P22@X54R1j1622@@02@T422@08n10d100R222D60T2262240d100V2000B262220002X2Z2`1000
37
30 address/internal-panel-exposed
34 Internal name has a public address
7 warning
6 stable
7 address
8 web_name
5 pages
3 you
118 A control panel that everybody can find is attacked. A published address suggests that the panel can also be reached.

76 Remove {web.name} from the public zone, or declare it public and protect it.
14 RFC 6950 §3.3
5 web.a
13 web.a_special
21 web.a_special.address
8 web.aaaa
16 web.aaaa_special
24 web.aaaa_special.address
12 web.exposure
8 web.name
8 web.role
8 web.view
41 Rules/address/internal-panel-exposed.yaml
6 public
8 internal
6 exists
206 The {web.role} name {web.name} is meant to be internal, but in the public view it resolves to {web.a.size() > 0 ? web.a.map(found, string(found)).join(", ") : web.aaaa.map(found, string(found)).join(", ")}.
4 The 
0 
6  name 
64  is meant to be internal, but in the public view it resolves to 
3 map
2 , 
1 .
7 Remove 
59  from the public zone, or declare it public and protect it.
50 web.view == "public" && web.exposure == "internal"
166 !web.a.exists(found, !web.a_special.exists(special, special.address == found)) && !web.aaaa.exists(found, !web.aaaa_special.exists(special, special.address == found))
02400620028:002<>0@2B2D0DFHJLNP1R1T1V1X1Z120460D02HB622808\1B622:08^1HFR1`1622Z182FR1`1622^1:2B62:02800FR1`1622\1<2FR1`1622`1>2B62>02<0004000b1>0d1262220f100h1262240f100j12L@X14@^82622Z1040@X54R1l1622Z1@02@T422@08n1@X54R1l1622\1B02@T422B08n10f100P222B60R2262240f100T2000@262220002V2X2b1000
33
22 address/ipv6-unplanned
24 Unplanned IPv6 addresses
7 warning
6 stable
7 address
8 web_name
5 pages
3 you
144 Browsers and mail programs prefer IPv6. Where nothing listens there, pages open late or not at all, while a test over IPv4 finds nothing
wrong.

76 Remove the AAAA records of {web.name}, or plan the addresses and serve them.
14 RFC 6724 §2.1
12 RFC 8305 §3
8 web.aaaa
12 web.expected
16 web.must_resolve
8 web.name
14 web.plans_ipv6
8 web.role
8 web.view
33 Rules/address/ipv6-unplanned.yaml
6 public
141 The {web.role} name {web.name} has the IPv6 addresses {web.aaaa.map(found, string(found)).join(", ")}, but no IPv6 address is planned for it.
4 The 
0 
6  name 
24  has the IPv6 addresses 
3 map
2 , 
40 , but no IPv6 address is planned for it.
27 Remove the AAAA records of 
39 , or plan the addresses and serve them.
86 web.must_resolve && web.view == "public" && web.expected.size() > 0 && !web.plans_ipv6
20 web.aaaa.size() == 0
02400620028:002<>0@2B4DF0>HJLNP1R1T1V120460:02HHH622>B622808X1@X14@^82622@040F622P1B@^82622\104004000Z1>0\1262220^100`1262240^100b12@X54R1d1622\1802@T422808f10^100h122B60j1262240^100l1000@262220002n1P2Z1000
41
18 address/not-public
58 Name resolves to an address that the Internet cannot reach
5 error
7 warning
6 stable
7 address
8 web_name
5 pages
3 you
209 Recipients and visitors outside cannot open the name, and internal addresses are visible to everybody. The usual cause is an address
copied from an example or from the platform's own configuration behind NAT.

110 Publish the public, NAT or balancer address of {web.name}; publish the internal one only in the internal view.
12 RFC 6890 §2
12 RFC 1918 §3
13 web.a_special
21 web.a_special.address
18 web.a_special.kind
16 web.aaaa_special
24 web.aaaa_special.address
21 web.aaaa_special.kind
12 web.exposure
8 web.name
8 web.role
8 web.view
29 Rules/address/not-public.yaml
6 public
8 internal
310 The {web.role} name {web.name} has, in the public view, {web.a_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")}{web.a_special.size() > 0 && web.aaaa_special.size() > 0 ? ", " : ""}{web.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")}, which the Internet cannot reach.
4 The 
0 
6  name 
26  has, in the public view, 
3 map
2  (
1 )
2 , 
34 , which the Internet cannot reach.
47 Publish the public, NAT or balancer address of 
53 ; publish the internal one only in the internal view.
20 web.view == "public"
57 web.a_special.size() == 0 && web.aaaa_special.size() == 0
37 warning if web.exposure == "internal"
02402682002:<002>@0B2D4FH0DJLNP1R1T1V1X1Z1\1^120460<02B622808`1HB@^82622^1040B@^82622`104004026B622:08b10d1B0f1262220h100j1262240h100l12@X54R1n1622^1802@F4@F4@F4@T42628008P2628208R208T20h102LH@X14@^82622^1040@X14@^82622`104008T208h10h102@X54R1n1622`1:02@F4@F4@F4@T4262:008P262:208R208T20h100V222D60X2262240h100Z2000@262220002\2^2d1002`2
25
26 address/view-not-described
28 Internal name is not checked
6 notice
6 stable
7 address
8 web_name
8 degraded
3 you
200 An audit from outside cannot see the answers of the network's own resolvers. This is no defect and does not affect readiness to send:
nobody outside uses the name. Monitor it from inside the network.

100 Add views.{web.view} with the resolvers of the network, and run the audit where they can be reached.
14 RFC 6950 §3.3
13 web.described
16 web.must_resolve
8 web.name
8 web.role
8 web.view
37 Rules/address/view-not-described.yaml
160 The {web.role} name {web.name} is meant for the {web.view} view, which the deployment file does not describe: its addresses and its certificate are not checked.
4 The 
0 
6  name 
18  is meant for the 
102  view, which the deployment file does not describe: its addresses and its certificate are not checked.
10 Add views.
80  with the resolvers of the network, and run the audit where they can be reached.
02400620028:002<>0@2B2D0:FHJLNP120460802622>622<04000R1>0T1262220V100X1262240V100Z1262280V100\122B60^1262280V100`1000@262220002HFR1000
31
31 address/web-roles-share-address
32 Web roles resolve to one address
5 error
6 stable
7 address
8 web_name
18 address/unexpected
5 pages
3 you
145 Each role has a web server of its own, which needs an address of its own. Visitors of one name reach the other's server and see its
certificate.

97 Publish separate addresses for the roles; behind NAT, use bind to say where the platform listens.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
17 deployment.scheme
14 web.behind_nat
14 web.coinciding
12 web.exposure
8 web.name
8 web.role
8 web.view
42 Rules/address/web-roles-share-address.yaml
13 load-balanced
6 public
96 The {web.role} name {web.name} resolves to the same address and port as {web.coinciding | list}.
4 The 
0 
6  name 
42  resolves to the same address and port as 
4 list
1 .
107 deployment.scheme != "load-balanced" && web.view == "public" && web.exposure == "public" && !web.behind_nat
26 web.coinciding.size() == 0
02400620028:02<0002>@0B2D2F0>HJLNP1R1T1V120460802HHHFB620608X1B622808Z1B622:08Z1F622HB@^82622J04004000\1>0^1262220`100b1262240`100d12622J2f1`100h122D20D000B26222002<P12j1l1\1000
38
12 bimi/invalid
24 BIMI record is not valid
7 warning
6 stable
4 bimi
11 mail_domain
3 you
326 Mailbox providers ignore such a record and show no logo.

Only the record is checked. Neither the logo (l=) nor the mark certificate (a=, a VMC or CMC) is fetched, so an expired or unsuitable
certificate is not reported here. Mark certificates are valid for a year or a little longer; note the expiry date when you order one.

103 Publish one record "v=BIMI1; l=https://…" at {domain.bimi.name}, with the address of the logo as SVG.
83 https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/
16 domain.bimi.name
20 domain.bimi.problems
28 domain.bimi.problems.message
29 domain.bimi.problems.position
29 domain.bimi.problems.severity
19 domain.bimi.records
12 domain.roles
11 domain.view
23 Rules/bimi/invalid.yaml
4 from
6 public
6 exists
5 error
315 The BIMI record at {domain.bimi.name} is not valid: {domain.bimi.records.size() > 1 ? string(domain.bimi.records.size()) + " BIMI records are published there, and only one is allowed" : domain.bimi.problems.filter(p, p.severity == "error").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
19 The BIMI record at 
0 
15  is not valid: 
58  BIMI records are published there, and only one is allowed
3 map
6 filter
12 at position 
2 , 
2 ; 
1 .
47 Publish one record "v=BIMI1; l=https://…" at 
38 , with the address of the logo as SVG.
49 "from" in domain.roles && domain.view == "public"
89 domain.bimi.records.size() <= 1 && !domain.bimi.problems.exists(p, p.severity == "error")
02400620028:000<0>2@2B0@DFHJLNP1R1T120460>02HD08V16228B622608X1H@Z14@^826622B2042FR1Z16622B482B628208\1004000^1:0`126622B00b100d12L@X14@^826622B2042@F4@l32@^826622B208f1@X54R1h1R1j16622B4:2B62:208\10<02@F4@F4@F408l1@l3262<808n162<408P20b100R222@60T226622B00b100V2000>262220002X2Z2^1000
26
12 bimi/missing
14 No BIMI record
6 notice
6 stable
4 bimi
11 mail_domain
3 you
129 Mailbox providers that show logos cannot show one for mail from the domain. Gmail also asks for a mark certificate (VMC or CMC).

132 Publish "v=BIMI1; l=https://…" at {domain.bimi.name}, with the address of the logo as SVG. Gmail also asks for a certificate (a=).
83 https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/
16 domain.bimi.name
19 domain.bimi.records
11 domain.name
12 domain.roles
11 domain.view
23 Rules/bimi/missing.yaml
4 from
6 public
61 {domain.name} publishes no BIMI record at {domain.bimi.name}.
0 
29  publishes no BIMI record at 
1 .
36 Publish "v=BIMI1; l=https://…" at 
78 , with the address of the logo as SVG. Gmail also asks for a certificate (a=).
49 "from" in domain.roles && domain.view == "public"
30 domain.bimi.records.size() > 0
02400600028:000<0>2@2B0:DFHJLN20460802HD08P16228B622608R1@X14@^826622B204004000T18262220V100X126622B00V100Z122@60\126622B00V100^1000@262820002`1b1T1000
29
24 bimi/policy-not-enforced
37 BIMI without an enforced DMARC policy
7 warning
6 stable
4 bimi
11 mail_domain
13 dmarc/missing
20 dmarc/policy-missing
17 dmarc/policy-none
27 dmarc/subdomain-policy-weak
15 dmarc/test-mode
3 you
125 Mailbox providers show the logo only when DMARC quarantines or rejects, at the From domain and at its organizational domain.

94 Set the DMARC policy to quarantine or reject, without t=y, a weaker "sp" or a "pct" below 100.
83 https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/
14 RFC 9989 §4.7
19 domain.bimi.records
15 domain.enforced
11 domain.name
12 domain.roles
11 domain.view
35 Rules/bimi/policy-not-enforced.yaml
4 from
6 public
89 {domain.name} publishes a BIMI record, but its DMARC policy is not enforced for all mail.
0 
76  publishes a BIMI record, but its DMARC policy is not enforced for all mail.
49 "from" in domain.roles && domain.view == "public"
50 domain.bimi.records.size() == 0 || domain.enforced
02400620028:0:<000>000@000B000D0000F0H2J4LN0:P1R1T1V1X1Z120460802HD08\16228B622608^1JB@^826622B2040622D04000`14262220b100d122J20J000@2622200:<P1<n1<Z3<`4<Z62f1h1`1000
35
15 dane/not-secure
27 TLSA records without DNSSEC
7 warning
6 stable
4 dane
9 mx_target
18 dnssec/bogus-above
12 dnssec/bogus
7 bounces
3 you
125 Whoever can replace the certificate on the way can also change these answers, so senders ignore TLSA records without DNSSEC.

102 Sign the zones of {target.alike | list} and {target.exchange} with DNSSEC, or remove the TLSA records.
14 RFC 7672 §2.1
14 RFC 7672 §2.2
12 target.alike
18 target.dane_secure
15 target.exchange
15 target.insecure
13 target.speaks
11 target.tlsa
11 target.view
26 Rules/dane/not-secure.yaml
6 public
155 {target.exchange}, which accepts mail for {target.alike | list}, has TLSA records that senders ignore: DNSSEC does not secure {target.insecure.join(", ")}.
0 
25 , which accepts mail for 
4 list
63 , has TLSA records that senders ignore: DNSSEC does not secure 
2 , 
1 .
18 Sign the zones of 
5  and 
41  with DNSSEC, or remove the TLSA records.
40 target.view == "public" && target.speaks
45 target.tlsa.size() == 0 || target.dane_secure
02400620028:04<000>0002@B0D2F4HJ0>LNP1R1T1V1X1Z120460802HB622408\16228JB@^82622B040622D04000^1<2622<0`100b1262262d1`100f12@X54622F08h10`100j122F:0l1262262d1`100n12622<0`100P2000B26222004<P1<X22R2T2^1000
32
13 dane/unusable
41 TLSA records that mail servers cannot use
7 warning
6 stable
4 dane
9 mx_target
7 bounces
3 you
114 For mail, only usages 2 and 3 count. When no record is usable, senders encrypt without verifying the certificate.

72 Publish "3 1 1" records at _25._tcp.{target.exchange} in place of these.
16 RFC 7672 §3.1.3
12 RFC 7671 §5
15 target.exchange
20 target.first_of_host
11 target.tlsa
18 target.tlsa.usable
11 target.view
24 Rules/dane/unusable.yaml
6 public
3 all
126 {target.exchange} has TLSA records that mail servers ignore: {failing.map(r, r.parameters + " (" + r.fault + ")").join(", ")}.
0 
44  has TLSA records that mail servers ignore: 
3 map
2  (
1 )
2 , 
1 .
36 Publish "3 1 1" records at _25._tcp.
19  in place of these.
47 target.view == "public" && target.first_of_host
55 target.tlsa.size() == 0 || target.tlsa.all(r, r.usable)
02400620028:002<>0@2B4DF0:HJLNP1R120462:>02HB622408T1622:JB@^82622B040R1V1622B82628202V1622B82628204000X182622<0Z100\12@X54R1^12:<02@F4@F4@F462<008`162<408b108d10Z100f122B60h12622<0Z100j1000@262220002l1n1X1000
28
17 dkim/ed25519-only
32 Mail is signed with Ed25519 only
7 warning
6 stable
4 dkim
4 path
3 you
116 Not every large receiver verifies Ed25519. For the others the mail is unsigned, and DMARC cannot pass through DKIM.

67 Let sender {mail.sender} sign with an RSA key of 2048 bits as well.
12 RFC 8463 §3
14 RFC 6376 §3.3
22 mail.dkim_aligned_keys
19 mail.dkim_key_types
9 mail.from
11 mail.sender
28 Rules/dkim/ed25519-only.yaml
6 exists
7 ed25519
110 Sender {mail.sender} signs mail from {mail.from} with Ed25519 keys only ({mail.dkim_aligned_keys.join(", ")}).
7 Sender 
0 
17  signs mail from 
25  with Ed25519 keys only (
2 , 
2 ).
11 Let sender 
43  sign with an RSA key of 2048 bits as well.
80 mail.dkim_key_types.size() == 0 || mail.dkim_key_types.exists(t, t != "ed25519")
02400620028:000<0>2@4BD08FHJLN20460:00JB@^82622^1040R1P1622^182FB2808R1004000T1>0V1262220X100Z1262260X100\12@X54622Z108^10X100`122@60b1262220X100d1000<262220000f1T1000
52
21 dkim/missing-for-path
43 Sender without a DKIM key for a From domain
5 error
6 stable
4 dkim
4 path
19 name/does-not-exist
9 mail.from
12 dkim/missing
23 mail.dkim_aligned_names
12 dkim/revoked
21 dkim/multiple-records
17 dkim/syntax-error
19 dkim/key-unreadable
17 dkim/key-mismatch
18 dkim/key-too-short
15 dkim/key-unsafe
13 dkim/unusable
3 you
209 Gmail, Yahoo and Outlook.com require DKIM from bulk senders (Gmail answers 550 5.7.30, Outlook.com 550 5.7.515). GMX and WEB.DE require
a signature that is aligned with From; SPF alone is not enough for them.

148 Let sender {mail.sender} sign with a key of {mail.from}{itself}. Name the key {deployment.described ? "in the deployment file" : "with --selector"}.
16 RFC 6376 §3.6.2
14 RFC 9989 §4.4
20 deployment.described
18 mail.boundary_tags
22 mail.dkim_aligned_keys
24 mail.relaxed_dkim_record
11 mail.sender
10 mail.signs
16 mail.strict_dkim
32 Rules/dkim/missing-for-path.yaml
2 : 
0 
12  itself, as 
48  demands, or publish that record without the tag
20  itself, because of 
2 , 
32  or of its organizational domain
192 Sender {mail.sender} has no usable DKIM key for mail from {mail.from}: {mail.signs ? "none of its keys is both usable and aligned with it" : "the deployment file names no key of this sender"}.
7 Sender 
38  has no usable DKIM key for mail from 
51 none of its keys is both usable and aligned with it
47 the deployment file names no key of this sender
1 .
11 Let sender 
20  sign with a key of 
15 . Name the key 
22 in the deployment file
15 with --selector
33 mail.dkim_aligned_keys.size() > 0
77 without: has(mail.relaxed_dkim_record) ? ": " + mail.relaxed_dkim_record : ""
254 itself: has(mail.strict_dkim) ? " itself, as " + mail.strict_dkim + " demands, or publish that record without the tag" + without : mail.boundary_tags.size() > 0 ? " itself, because of " + mail.boundary_tags.join(", ") : " or of its organizational domain"
02400620028:0D<02>20@02B22D02B22F02B22H02B22J02B22L02B22N02B22P102B22R102B220T10V12X14Z1\10B^1`1b1B>d1f1h1j1l12046084L822V1@F408n1622V108P2L822R1@F4@F4@F408R2622R108T240L@X14@^82622N040@F408V2@X54622N08X208Z20@X14@^82622Z104004000\2>0^2262220P200`2262260P200n12L622>08b208d20P200f222X1@0h2262220P200j2262260P202420P200l22L620408n208P30P200f20402622602622\10b12622200D@NDBFBHBJBLBNBP1BR1BT1B0R3\24T3V300
37
12 dkim/missing
18 No DKIM key record
5 error
6 stable
4 dkim
8 dkim_key
19 name/does-not-exist
19 name/alias-dangling
22 name/alias-beside-data
28 dkim/published-at-wrong-name
3 you
175 Every signature made with this selector fails, and DMARC cannot pass through DKIM. Gmail, Yahoo and Outlook.com require DKIM from bulk
senders, GMX and WEB.DE from everybody.

122 Publish the public key as a TXT record at {key.name}, in strings of at most 255 octets, or as a CNAME to where it is kept.
16 RFC 6376 §3.6.2
10 key.domain
17 key.foreign_texts
8 key.name
20 key.only_by_wildcard
11 key.records
12 key.selector
23 Rules/dkim/missing.yaml
363 {key.records.size() == 0 ? "There is no TXT record" : "There is no key"} at {key.name}, where receivers look for the key of selector {key.selector} of {key.domain}{key.records.size() == 0 ? "" : ": what stands there is " + key.foreign_texts.map(t, "\"" + t + "\"").join(" and ") + (key.only_by_wildcard ? ", which a wildcard gives to every name beside it" : "")}.
22 There is no TXT record
15 There is no key
0 
4  at 
47 , where receivers look for the key of selector 
4  of 
23 : what stands there is 
3 map
1 "
5  and 
48 , which a wildcard gives to every name beside it
1 .
42 Publish the public key as a TXT record at 
70 , in strings of at most 255 octets, or as a CNAME to where it is kept.
45 key.records.size() > key.foreign_texts.size()
02400620028:08<000>000@000B0000D0F2H2J0<LNP1R1T1V1X120460:00@X14@^82622B@^82622H04000Z1B2LB@^82622B04008\108^10`100b1262260`100d1262240`100f1262220`102LB@^82622B04008`1@F4@F408h1@X54R1j1622H802@F4@F408l12808l108n1L622\108P208`10`100R222H60T2262260`100V2000>26222008<P1<Z2<d3<T50X2Z1000
29
21 dkim/multiple-records
39 More than one record at a DKIM selector
5 error
6 stable
4 dkim
8 dkim_key
3 you
242 It is undefined which of them a receiver uses, so signatures fail at random. The usual causes are a long key that was entered as two
records instead of two strings of one, and a service's verification text that was published at the selector.

94 Leave one record at {key.name}. A key longer than 255 octets is one record of several strings.
18 RFC 6376 §3.6.2.2
17 key.foreign_texts
8 key.name
11 key.records
32 Rules/dkim/multiple-records.yaml
261 There are {key.records.size()} TXT records at {key.name}: {key.records.map(r, "\"" + r + "\"").join(", ")}{key.foreign_texts.size() > 0 ? ", of which a key is only " + key.records.filter(r, !(r in key.foreign_texts)).map(r, "\"" + r + "\"").join(" and ") : ""}.
10 There are 
0 
16  TXT records at 
2 : 
3 map
1 "
2 , 
25 , of which a key is only 
6 filter
5  and 
1 .
20 Leave one record at 
64 . A key longer than 255 octets is one record of several strings.
73 key.records.size() <= 1 || key.records.size() == key.foreign_texts.size()
02400620028:000<0>2@2B06DFHJ20460>00J@Z14@^82622B042B@^82622B@^82622H04000L@0N2@^82622B0P100R1262260P100T12@X54R1V1622B802@F4@F408X12808X108Z10P102L@X14@^82622H040@F408\1@X54R1V1R1^1622B:2FD2:622H0<02@F4@F408X12<08X108`108P10P100b122@60d1262260P100f1000>262220000h1L000
22
20 dkim/obsolete-policy
34 Obsolete DomainKeys or ADSP record
6 notice
6 stable
4 dkim
8 dkim_key
3 you
107 DomainKeys and ADSP are obsolete. DKIM verifiers ignore these records; DMARC has taken over their purpose.

10 Remove it.
14 RFC 5617 §4.2
14 RFC 4870 §3.6
10 key.domain
21 key.obsolete_policies
31 Rules/dkim/obsolete-policy.yaml
118 {key.domain} has a policy record of an abandoned standard: {key.obsolete_policies.map(r, "\"" + r + "\"").join(", ")}.
0 
47  has a policy record of an abandoned standard: 
3 map
1 "
2 , 
1 .
33 key.obsolete_policies.size() == 0
02400620028:000<0>2@4BD04FHJ20460:00B@^82622^104004000L8262220N00P12@X54R1R1622^1802@F4@F408T12808T108V10N00X122@20@000<262220000Z1L000
30
28 dkim/published-at-wrong-name
36 DKIM key published at the wrong name
5 error
6 stable
4 dkim
8 dkim_key
3 you
138 Receivers query that one name only, and find no key. The usual cause is a form that appends the domain to a name that already ends in
it.

153 Publish the record at {key.name}, and remove it from {key.misplaced.join(", ")}. In a form that appends the domain, write only {key.selector}._domainkey.
18 RFC 6376 §3.6.2.1
10 key.domain
17 key.foreign_texts
13 key.misplaced
8 key.name
11 key.records
12 key.selector
39 Rules/dkim/published-at-wrong-name.yaml
110 The key of selector {key.selector} of {key.domain} stands at {key.misplaced.join(", ")} instead of {key.name}.
20 The key of selector 
0 
4  of 
11  stands at 
2 , 
12  instead of 
1 .
22 Publish the record at 
21 , and remove it from 
48 . In a form that appends the domain, write only 
12 ._domainkey.
74 key.records.size() > key.foreign_texts.size() || key.misplaced.size() == 0
02400620028:000<0>2@2B0<DFHJLNP120460800J@X14@^82622B@^82622HB@^82622Z104004000R1B0T1262240V100X1262220V100Z12@X54622Z108\10V100^1262260V100`122@>0b1262260V100d12@X54622Z108\10V100f1262240V100h1000<262220000j1R1000
36
23 dmarc/alignment-differs
29 Receivers differ on alignment
6 notice
6 stable
5 dmarc
4 path
3 you
181 RFC 9989 finds the organizational domain by a DNS tree walk, RFC 7489 by a list of public suffixes. Until all receivers have changed
over, mail may pass at one and fail at another.

118 Use {mail.from} itself in MAIL FROM and as the signing domain, or publish a DMARC record at the organizational domain.
17 RFC 9989 §4.10.2
21 RFC 9989 Appendix C.3
22 mail.dkim_aligned_keys
9 mail.from
14 mail.has_dmarc
14 mail.mail_from
23 mail.older_dkim_aligned
22 mail.older_spf_aligned
11 mail.sender
16 mail.spf_aligned
34 Rules/dmarc/alignment-differs.yaml
343 Mail from {mail.from} by sender {mail.sender} with MAIL FROM {mail.mail_from}: SPF is {mail.spf_aligned ? "aligned" : "not aligned"} by the tree walk and {mail.older_spf_aligned ? "aligned" : "not aligned"} by the public suffix list; DKIM is {dkim_aligned ? "aligned" : "not aligned"} and {mail.older_dkim_aligned ? "aligned" : "not aligned"}.
10 Mail from 
0 
11  by sender 
16  with MAIL FROM 
9 : SPF is 
7 aligned
11 not aligned
22  by the tree walk and 
36  by the public suffix list; DKIM is 
5  and 
1 .
4 Use 
103  itself in MAIL FROM and as the signing domain, or publish a DMARC record at the organizational domain.
85 mail.spf_aligned == mail.older_spf_aligned && dkim_aligned == mail.older_dkim_aligned
47 dkim_aligned: mail.dkim_aligned_keys.size() > 0
02400620028:000<0>2@4BD0@FHJLNP1R1T1V12046082@X14@^82622Z10402622`1HB622X1622b1B40622d104000X1N0Z1262260\100^1262220\100`1262280\100b12L622X108d108f10\100h12L622b108d108f10\100j12L4008d108f10\100l12L622d108d108f10\100n122@60P2262260\100R2000@262220002JT2X12V200
27
23 dmarc/discovery-differs
49 Receivers differ on the DMARC policy that applies
6 notice
6 stable
5 dmarc
11 mail_domain
19 name/does-not-exist
3 you
181 RFC 9989 finds the organizational domain by a DNS tree walk, RFC 7489 by a list of public suffixes. Until all receivers have changed
over, mail may pass at one and fail at another.

123 Publish a record at the From domain and at the organizational domain, and use the From domain itself in MAIL FROM and DKIM.
15 RFC 9989 §4.10
21 RFC 9989 Appendix C.3
20 domain.dmarc.differs
11 domain.name
12 domain.roles
11 domain.view
34 Rules/dmarc/discovery-differs.yaml
4 from
6 public
128 Receivers that still use the public suffix list evaluate DMARC for {domain.name} differently: {domain.dmarc.differs.join("; ")}.
67 Receivers that still use the public suffix list evaluate DMARC for 
0 
14  differently: 
2 ; 
1 .
49 "from" in domain.roles && domain.view == "public"
32 domain.dmarc.differs.size() == 0
02400620028:02<0000>0@2B4DF08HJLNP120460802HD08R16228B622608T1B@^826622<R104004000V1:0X1262220Z100\12@X546622<R108^10Z100`122B20B000@26222002<P12b1d1V1000
53
22 dmarc/dkim-not-aligned
29 DMARC passes through SPF only
7 warning
6 stable
5 dmarc
4 path
19 name/does-not-exist
9 mail.from
21 dkim/missing-for-path
12 dkim/missing
23 mail.dkim_aligned_names
12 dkim/revoked
21 dkim/multiple-records
17 dkim/syntax-error
19 dkim/key-unreadable
17 dkim/key-mismatch
18 dkim/key-too-short
15 dkim/key-unsafe
13 dkim/unusable
3 you
219 Forwarded mail comes from another address and fails SPF; without DKIM it fails DMARC too, and p=reject loses it. The standard forbids
relying on SPF alone with p=reject, and GMX and WEB.DE require an aligned signature.

69 Let sender {mail.sender} sign with a DKIM key of {mail.from}{itself}.
14 RFC 9989 §4.4
14 RFC 9989 §7.4
12 mail.address
18 mail.boundary_tags
22 mail.dkim_aligned_keys
14 mail.has_dmarc
24 mail.relaxed_dkim_record
11 mail.sender
8 mail.spf
16 mail.spf_aligned
16 mail.strict_dkim
33 Rules/dmarc/dkim-not-aligned.yaml
2 : 
0 
12  itself, as 
48  demands, or publish that record without the tag
20  itself, because of 
2 , 
32  or of its organizational domain
4 pass
155 Mail from {mail.from} that sender {mail.sender} sends from {mail.address} passes DMARC through SPF only: the sender has no usable DKIM key that is aligned.
10 Mail from 
13  that sender 
12  sends from 
82  passes DMARC through SPF only: the sender has no usable DKIM key that is aligned.
11 Let sender 
25  sign with a DKIM key of 
1 .
78 mail.dkim_aligned_keys.size() > 0 || !(mail.spf == "pass" && mail.spf_aligned)
77 without: has(mail.relaxed_dkim_record) ? ": " + mail.relaxed_dkim_record : ""
254 itself: has(mail.strict_dkim) ? " itself, as " + mail.strict_dkim + " demands, or publish that record without the tag" + without : mail.boundary_tags.size() > 0 ? " itself, because of " + mail.boundary_tags.join(", ") : " or of its organizational domain"
02400620028:0F<02>20@000B02D22F02D22H02D22J02D22L02D22N02D22P102D22R102D22T102D220V10X12Z14\1^10F`1b1d1D>f1h1j1l1n1P2R22046084L822V1@F408T2622V108V2L822R1@F4@F4@F408X2622R108Z240L@X14@^82622N040@F408\2@X54622N08^208`22622`1J@X14@^82622Z1040FHB622@08b2622X104000d2>0f2262260V200h2262220V200j2262240V200l222Z1<0n2262220V200P3262260V202420V200R30402622602622\10d12622200F>N@:DBFBHBJBLBNBP1BR1BT1B2f1T3d24V3X300
30
22 dmarc/multiple-records
26 More than one DMARC record
5 error
6 stable
5 dmarc
11 mail_domain
3 you
100 Receivers discard all records at such a name and continue further up: the policy counts as missing.

58 Leave one record at {domain.dmarc.multiple_at.join(", ")}.
15 RFC 9989 §4.10
24 domain.dmarc.multiple_at
24 domain.dmarc.own_records
11 domain.name
12 domain.roles
11 domain.view
33 Rules/dmarc/multiple-records.yaml
4 from
6 public
206 For {domain.name} there is more than one DMARC record at {domain.dmarc.multiple_at.join(", ")}{domain.dmarc.own_records.size() > 1 ? ": " + domain.dmarc.own_records.map(r, "\"" + r + "\"").join(", ") : ""}.
4 For 
0 
40  there is more than one DMARC record at 
2 , 
2 : 
3 map
1 "
1 .
20 Leave one record at 
49 "from" in domain.roles && domain.view == "public"
36 domain.dmarc.multiple_at.size() == 0
02400620028:0200000<0>2@2B0:DFHJLN20460:02HD08P16228B622608R1B@^826622<:04004000T1<0V1262220X100Z12@X546622<:08\10X102L@X14@^826622<8042@F408^1@X54R1`16622<8802@F4@F408b12808b108\108X10X100d122@60f12@X546622<:08\10X100d1000B26222002>P12h1j1T1000
60
22 dmarc/path-not-aligned
22 Mail cannot pass DMARC
5 error
6 stable
5 dmarc
4 path
19 name/does-not-exist
9 mail.from
16 mail.spf_aligned
14 mail.mail_from
21 dkim/missing-for-path
84 mail.spf_aligned || !mail.has_dmarc || has(mail.strict_spf) && has(mail.strict_dkim)
25 spf/sender-not-authorised
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
16 spf/include-loop
26 spf/include-without-record
20 spf/too-many-lookups
15 spf/too-many-mx
25 spf/too-many-void-lookups
3 you
380 SPF or DKIM must pass for the domain in From. Otherwise Gmail rejects bulk mail (550 5.7.26, 5.7.32), Outlook.com rejects it with 550
5.7.515, and other receivers do what the domain's own policy asks for.

A record with psd=n makes its domain an organization of its own, and one with psd=y does so for the domains directly below it: domains
above are no longer aligned with them.

420 {mail.boundary_tags.size() > 0 ? "Remove the tag psd from the DMARC record if the domains belong together (" + mail.boundary_tags.join(", ") + "). Otherwise let" : "Let"} sender {mail.sender} sign with a DKIM key of {mail.from}, and use {has(mail.strict_spf) ? mail.from + " itself as the MAIL FROM domain (" + mail.strict_spf + ")," : "a MAIL FROM domain below " + mail.from} whose SPF record authorises {mail.address}.
14 RFC 9989 §4.4
12 mail.address
18 mail.boundary_tags
22 mail.dkim_aligned_keys
14 mail.has_dmarc
11 mail.sender
8 mail.spf
16 mail.strict_dkim
15 mail.strict_spf
33 Rules/dmarc/path-not-aligned.yaml
4 pass
377 Mail from {mail.from} that sender {mail.sender} sends from {mail.address} cannot pass DMARC: the result of SPF for {mail.mail_from} is {mail.spf}{mail.spf_aligned ? "" : ", and the domain is not aligned"}, and the sender has no usable DKIM key that is aligned{mail.boundary_tags.size() > 0 ? " (" + mail.boundary_tags.join(", ") + " decides where the organization ends)" : ""}.
10 Mail from 
0 
13  that sender 
12  sends from 
42  cannot pass DMARC: the result of SPF for 
4  is 
31 , and the domain is not aligned
55 , and the sender has no usable DKIM key that is aligned
2  (
2 , 
37  decides where the organization ends)
1 .
73 Remove the tag psd from the DMARC record if the domains belong together (
16 ). Otherwise let
3 Let
8  sender 
25  sign with a DKIM key of 
10 , and use 
33  itself as the MAIL FROM domain (
2 ),
25 a MAIL FROM domain below 
29  whose SPF record authorises 
48 spf_carries || mail.dkim_aligned_keys.size() > 0
51 spf_carries: mail.spf == "pass" && mail.spf_aligned
02400620028:0H<02>20<2@2B22D2F024H2@026J2@2B28L2@2B28N2@2B28P12@2B28R12@2B28T12@2B28V12@2B28X12@2B280Z10\12^12`10Fb1d1f1>h1Bj1l1@n1P2R22046082HB622@08T2622X10J40@X14@^82622Z104004000V2L0X2262260Z200\2262220Z200^2262240Z200`2262280Z200b22622@0Z202L622X108Z208d20Z200f22L@X14@^82622N040@F4@F408h2@X54622N08j208l208Z20Z200n222^1D2L@X14@^82622N040@F4@F408P3@X54622N08j208R308T30Z200V3262220Z200X3262260Z200Z32L822P1@F4@F4@F4622608\3622P108^3@F408`362260Z200b3262240Z200n20:0262262622X1262282JJ622X1F622`1H822P1822R102622X102622X1262280`12622200H@NBNDNFNJBLBNBP1BR1BT1BV1BX1B0d3V22f300
30
29 dmarc/published-at-wrong-name
40 DMARC record published at the wrong name
5 error
6 stable
5 dmarc
11 mail_domain
3 you
114 Receivers do not look there. The usual cause is a form that appends the domain to a name that already ends in it.

153 Publish the record at _dmarc.{domain.name}, and remove it from {domain.dmarc.misplaced.join(", ")}. In a form that appends the domain, write only _dmarc.
14 RFC 9989 §4.7
22 domain.dmarc.misplaced
24 domain.dmarc.own_records
11 domain.name
12 domain.roles
11 domain.view
40 Rules/dmarc/published-at-wrong-name.yaml
4 from
6 public
112 The DMARC record of {domain.name} stands at {domain.dmarc.misplaced.join(", ")} instead of _dmarc.{domain.name}.
20 The DMARC record of 
0 
11  stands at 
2 , 
19  instead of _dmarc.
1 .
29 Publish the record at _dmarc.
21 , and remove it from 
55 . In a form that appends the domain, write only _dmarc.
49 "from" in domain.roles && domain.view == "public"
73 domain.dmarc.own_records.size() > 0 || domain.dmarc.misplaced.size() == 0
02400620028:000<0>2@2B0:DFHJLN20460802HD08P16228B622608R1J@X14@^826622<8040B@^826622<<04004000T1>0V1262220X100Z12@X546622<<08\10X100^1262220X100`122@:0b1262220X100d12@X546622<<08\10X100f1000>262220002h1j1T1000
41
28 dmarc/report-address-invalid
31 DMARC report address is invalid
5 error
6 stable
5 dmarc
11 mail_domain
8 degraded
3 you
129 Nothing is sent to such an address. When no other address is valid and "p" is broken as well, receivers ignore the whole record.

63 Write every address as mailto:name@domain, separated by commas.
14 RFC 9989 §4.7
14 RFC 9989 §4.8
21 domain.dmarc.problems
26 domain.dmarc.problems.code
29 domain.dmarc.problems.message
30 domain.dmarc.problems.position
11 domain.name
12 domain.roles
11 domain.view
39 Rules/dmarc/report-address-invalid.yaml
14 scheme-missing
16 blank-in-address
15 address-invalid
15 address-missing
20 size-limit-malformed
4 from
6 public
6 exists
200 The DMARC record for {domain.name} has a report address that is not valid: {domain.dmarc.problems.filter(p, p.code in codes).map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
21 The DMARC record for 
0 
41  has a report address that is not valid: 
3 map
6 filter
12 at position 
2 , 
2 ; 
1 .
49 "from" in domain.roles && domain.view == "public"
49 !domain.dmarc.problems.exists(p, p.code in codes)
107 codes: ["scheme-missing", "blank-in-address", "address-invalid", "address-missing", "size-limit-malformed"]
02400620028:002<>0@2B4DF0>HJLNP1R1T1V120460>20B:8X18Z18\18^18`12HD08b16228B622608d1FR1f16622<@82D628040004000h1:0j1262220l100n12@X54R1P2R1R26622<@:2D62:0400<02@F4@F4@F408T2@l3262<808V262<408X20l100Z222B20B000B262220002\2^2h12`200
34
25 dmarc/report-size-ignored
38 DMARC report address with a size limit
6 notice
6 stable
5 dmarc
11 mail_domain
3 you
141 RFC 7489 allowed an address to end in a limit such as "!10m". RFC 9989 removed this, and reporters ignore it: they send reports of any
size.

65 Remove the exclamation mark and what follows it from the address.
14 RFC 9989 §4.8
21 domain.dmarc.problems
26 domain.dmarc.problems.code
29 domain.dmarc.problems.message
30 domain.dmarc.problems.position
11 domain.name
12 domain.roles
11 domain.view
36 Rules/dmarc/report-size-ignored.yaml
4 from
6 public
6 exists
19 report-size-ignored
177 The DMARC record for {domain.name}: {domain.dmarc.problems.filter(p, p.code == "report-size-ignored").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
21 The DMARC record for 
0 
2 : 
3 map
6 filter
12 at position 
2 , 
2 ; 
1 .
49 "from" in domain.roles && domain.view == "public"
65 !domain.dmarc.problems.exists(p, p.code == "report-size-ignored")
02400620028:000<0>2@2B0>DFHJLNP1R120460>02HD08T16228B622608V1FR1X16622<@82B628008Z1004000\1:0^1262220`100b12@X54R1d1R1f16622<@:2B62:008Z10<02@F4@F4@F408h1@l3262<808j162<408l10`100n122@20@000>262220002P2R2\1000
59
21 dmarc/spf-not-aligned
30 DMARC passes through DKIM only
7 warning
6 stable
5 dmarc
4 path
19 name/does-not-exist
9 mail.from
16 mail.spf_aligned
14 mail.mail_from
25 spf/sender-not-authorised
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
16 spf/include-loop
26 spf/include-without-record
20 spf/too-many-lookups
15 spf/too-many-mx
25 spf/too-many-void-lookups
3 you
153 If a signature breaks in transit, the mail fails DMARC. Outlook.com prefers both to be aligned, and Gmail has announced that it is
likely to require it.

140 {mail.spf_aligned ? "Let the SPF record of " + mail.mail_from : "Use " + place + instead + ". Let its SPF record"} authorise {mail.address}.
14 RFC 9989 §4.4
12 mail.address
18 mail.boundary_tags
22 mail.dkim_aligned_keys
14 mail.has_dmarc
23 mail.relaxed_spf_record
11 mail.sender
8 mail.spf
15 mail.strict_spf
32 Rules/dmarc/spf-not-aligned.yaml
2 : 
0 
36  itself as the MAIL FROM domain, as 
8  demands
44  itself as the MAIL FROM domain, because of 
2 , 
31 a MAIL FROM domain at or below 
40 , or publish that record without the tag
4 pass
260 Mail from {mail.from} that sender {mail.sender} sends from {mail.address} passes DMARC through DKIM only: {mail.spf_aligned ? "the result of SPF for " + mail.mail_from + " is " + mail.spf : "the MAIL FROM domain " + mail.mail_from + " is not aligned with it"}.
10 Mail from 
13  that sender 
12  sends from 
33  passes DMARC through DKIM only: 
22 the result of SPF for 
4  is 
21 the MAIL FROM domain 
23  is not aligned with it
1 .
22 Let the SPF record of 
4 Use 
20 . Let its SPF record
11  authorise 
76 mail.spf == "pass" && mail.spf_aligned || mail.dkim_aligned_keys.size() == 0
75 without: has(mail.relaxed_spf_record) ? ": " + mail.relaxed_spf_record : ""
284 place: has(mail.strict_spf) ? mail.from + " itself as the MAIL FROM domain, as " + mail.strict_spf + " demands" : mail.boundary_tags.size() > 0 ? mail.from + " itself as the MAIL FROM domain, because of " + mail.boundary_tags.join(", ") : "a MAIL FROM domain at or below " + mail.from
122 instead: has(mail.strict_spf) || mail.boundary_tags.size() > 0 ? ", or publish that record without the tag" + without : ""
02400620028:0F<02>20<2@2B22D2@024F2@2B26H2@2B26J2@2B26L2@2B26N2@2B26P12@2B26R12@2B26T12@2B260V10X12Z12\10F^1`1b1>d1Bf1h1j1@l1n12046086L822T1@F408P2622T108R2L822P1@F4@F4@F4622608T2622P108V2L@X14@^82622N040@F4@F4622608X2@X54622N08Z2@F408\26226LJ822P1@X14@^82622N040@F408^24008R22622`1JHB622@08`2622X1B@^82622Z104004000b2B0d2262260R200f2262220R200h2262240R200j22L622X1@F4@F4@F408l2622808n2622@@F4@F408P3622808R30R200T322Z182L622X1@F408V36228@F4@F4@F408X3424408Z30R200\3262240R200T3080262262622X1262282622X102622X1262280l12622200F@NBNDNHBJBLBNBP1BR1BT1BV1B2d1^3b26`3b3d300
45
18 dmarc/syntax-error
32 DMARC record with a syntax error
5 error
6 stable
5 dmarc
11 mail_domain
3 you
144 Receivers ignore the broken part, and some ignore the whole record: a broken policy protects nothing, and a broken address receives no
reports.

110 Correct the record at _dmarc.{domain.dmarc.inherited && has(domain.dmarc.at) ? domain.dmarc.at : domain.name}.
14 RFC 9989 §4.8
14 RFC 9989 §4.7
15 domain.dmarc.at
22 domain.dmarc.inherited
21 domain.dmarc.problems
26 domain.dmarc.problems.code
29 domain.dmarc.problems.message
30 domain.dmarc.problems.position
30 domain.dmarc.problems.severity
11 domain.name
12 domain.roles
11 domain.view
29 Rules/dmarc/syntax-error.yaml
14 policy-missing
14 scheme-missing
16 blank-in-address
15 address-invalid
15 address-missing
20 size-limit-malformed
4 from
6 public
6 exists
203 The DMARC record for {domain.name} is not valid: {domain.dmarc.problems.filter(p, p.severity == "error" && !(p.code in others)).map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
21 The DMARC record for 
0 
15  is not valid: 
3 map
6 filter
12 at position 
2 , 
2 ; 
1 .
29 Correct the record at _dmarc.
49 "from" in domain.roles && domain.view == "public"
78 !domain.dmarc.problems.exists(p, p.severity == "error" && !(p.code in others))
126 others: ["policy-missing", "scheme-missing", "blank-in-address", "address-invalid", "address-missing", "size-limit-malformed"]
02400620028:000<0>2@4BD0DFHJLNP1R1T1V1X1Z120460>20B<8\18^18`18b18d18f12HD08h16228B622608j1FR1l16622<@82HB6282084FD628040004000n1:0P2262220R200T22@X54R1V2R1X26622<@:2HB62:2084FD62:0400<02@F4@F4@F408Z2@l3262<808\262<408^20R200`222@60b22LH6622<H8622<46622<462220R200`2000D262220002d2f2n12h200
26
17 dns/limit-reached
26 Not everything was checked
6 notice
6 stable
3 dns
4 name
8 degraded
3 you
261 Limits bound what is read, asked and computed for one answer, so that no zone can make an audit endless. Deployments stay far below
them; an answer that does not is mostly the mistake of a program that writes zones. Receivers have limits too, often lower ones.

54 Remove the records of {name.name} that are not needed.
16 RFC 1034 §5.2.2
16 RFC 7208 §4.6.4
11 name.limits
9 name.name
9 name.view
28 Rules/dns/limit-reached.yaml
107 Not everything that follows from {name.name} in the {name.view} view was checked: {name.limits.join("; ")}.
33 Not everything that follows from 
0 
8  in the 
19  view was checked: 
2 ; 
1 .
22 Remove the records of 
21  that are not needed.
23 name.limits.size() == 0
02400620028:002<>0@2B4DF06HJLN20460800B@^82622<04004000P1>0R1262220T100V1262240T100X12@X54622<08Z10T100\122B60^1262220T100`1000>262220000b1P1000
52
17 dns/lookup-failed
27 Name could not be looked up
5 error
6 stable
3 dns
4 name
18 dnssec/bogus-above
12 dnssec/bogus
24 zone/servers-unreachable
3 you
121 A failed lookup says nothing about the record: the checks that need it are undetermined until the name can be looked up.

848 {failure == "bogus" ? "Have the zone of " + name.name + " signed again, or remove its DS record at the registrar; if other resolvers give the answer, correct this one's clock and trust anchor." : ""}{failure == "refused" ? "Let the resolver of the " + string(name.view) + " view answer queries from here, or name another one in views." + string(name.view) + ".resolvers." : ""}{failure == "servfail" ? "Repair the name servers of " + name.name + " or the delegation to them: the resolver gets no usable answer there. If other resolvers do, this one is at fault." : ""}{failure in ["timeout", "network"] ? "Make sure that the resolver of the " + string(name.view) + " view and the name servers of " + name.name + " can be reached, then audit again." : ""}{failure == "not-probed" ? "No further query was sent: " + name.failures[0].detail + "." : ""}
12 RFC 2308 §7
13 name.failures
19 name.failures.cause
20 name.failures.detail
18 name.failures.type
9 name.name
9 name.view
28 Rules/dns/lookup-failed.yaml
0 
42 {name.name | fqdn} {name.failures[0].type}
4 fqdn
1  
143 {name.name} could not be looked up in the {name.view} view: {name.failures.map(f, f.type + ": " + f.cause + " (" + f.detail + ")").join("; ")}.
31  could not be looked up in the 
7  view: 
3 map
2 : 
2  (
1 )
2 ; 
1 .
5 bogus
17 Have the zone of 
135  signed again, or remove its DS record at the registrar; if other resolvers give the answer, correct this one's clock and trust anchor.
7 refused
24 Let the resolver of the 
61  view answer queries from here, or name another one in views.
11 .resolvers.
8 servfail
27 Repair the name servers of 
114  or the delegation to them: the resolver gets no usable answer there. If other resolvers do, this one is at fault.
7 timeout
7 network
35 Make sure that the resolver of the 
30  view and the name servers of 
34  can be reached, then audit again.
10 not-probed
27 No further query was sent: 
25 name.failures.size() == 0
71 failure: name.failures.size() > 0 ? string(name.failures[0].cause) : ""
02400620028:06<000>000@0000B2D2F2H0<JLNP1R1T1V120460:2L@X14@^826226040@h326>6226040208X10B@^826226040040026>622604022Z16262222\1X100^126>622604000X10`1<262220X100b1262240X100d12@X54R1f16226802@F4@F4@F4@F4@F4628008h1628208j1628408l108n10X100P222F:2LB4008R2@F4@F408T2622208V208X10X102LB4008X2@F4@F4@F4@F408Z2@h32622408\2@h32622408^208X10X102LB4008`2@F4@F408b2622208d208X10X102LD400B48f28h2@F4@F4@F4@F408j2@h32622408l2622208n208X10X102LB4008P3@F4@F408R36>6226040408P208X10X10000@26222006<P1<X2<T30T3`12V300
33
24 dns/resolver-unreachable
24 Resolver does not answer
5 error
6 stable
3 dns
8 resolver
3 you
111 What this resolver would have answered is unknown: nothing can be reported as missing, and nothing as correct.

368 {resolver.cause in ["servfail", "bogus"] ? "Find out why the resolver gets no answers itself: check its forwarders, its Internet connection, its clock and its trust anchor." : resolver.cause == "refused" ? "Let the resolver answer queries from here, or name another one " + another + "." : "Make the resolver reachable from here, or name another one " + another + "."}
16 RFC 1034 §5.3.3
20 deployment.described
16 resolver.answers
14 resolver.cause
15 resolver.detail
17 resolver.endpoint
13 resolver.view
35 Rules/dns/resolver-unreachable.yaml
9 in views.
10 .resolvers
15 with --resolver
96 The resolver {resolver.endpoint} of the {resolver.view} view does not answer: {resolver.detail}.
13 The resolver 
0 
8  of the 
23  view does not answer: 
1 .
8 servfail
5 bogus
128 Find out why the resolver gets no answers itself: check its forwarders, its Internet connection, its clock and its trust anchor.
7 refused
63 Let the resolver answer queries from here, or name another one 
59 Make the resolver reachable from here, or name another one 
102 another: deployment.described ? "in views." + string(resolver.view) + ".resolvers" : "with --resolver"
02400620028:000<2>2@2B0<DFHJLNP12046082L6204@F4@F408R1@h32622208T108V1062260400262280X1>0Z1262240\100^1262220\100`12622:0\100b122@22LD62280B48d18f108h1LB622808j1@F4@F408l14008b1@F4@F408n14008b10\10000@262220000FX12P200
36
20 dnsbl/address-listed
31 Sending address on a block list
7 warning
6 stable
5 dnsbl
7 listing
5 other
268 Receivers that use this list reject mail from the address or treat it as spam. A policy entry means that no mail is expected from the
address range, such as dial-up lines; for a sending address it is just as harmful, and the holder of the address can have it removed.

166 Find out why {listing.target} is listed, on the list's own pages; fix the cause first, then ask for removal. For a policy entry, ask whoever assigned you the address.
14 RFC 5782 §2.1
8 RFC 6471
13 listing.codes
12 listing.list
14 listing.listed
10 listing.of
14 listing.policy
15 listing.reasons
14 listing.target
31 Rules/dnsbl/address-listed.yaml
25 by policy, for what it is
15 for what it did
7 address
164 {listing.target} is on the block list {listing.list}, {kind}: {listing.codes.join(", ")}{listing.reasons.size() > 0 ? " (" + listing.reasons.join("; ") + ")" : ""}.
0 
22  is on the block list 
2 , 
2 : 
2  (
2 ; 
1 )
1 .
13 Find out why 
137  is listed, on the list's own pages; fix the cause first, then ask for removal. For a policy entry, ask whoever assigned you the address.
23 listing.of == "address"
15 !listing.listed
70 kind: listing.policy ? "by policy, for what it is" : "for what it did"
02400620028:000<0>2@4BD0>FHJLNP1R1T12046082L622:08V108X12B622408Z1F622804000\1B262260^100`1262220^100b12400^100d12@X54622<08b10^102L@X14@^82622>040@F4@F408f1@X54622>08h108j108^10^100l122@60n1262260^100P2000B262220002R2T2\12V200
26
13 dnsbl/blocked
31 Block list refuses our resolver
6 notice
6 stable
5 dnsbl
10 block_list
3 you
144 Lists refuse public resolvers and heavy users with answers that careless programs take for entries. Whether anything is listed here is
unknown.

104 Query the list through a resolver of your own, register with {list.zone}, or remove the list from dnsbl.
42 https://www.spamhaus.org/news/article/788/
12 RFC 5782 §5
12 list.refusal
12 list.refuses
9 list.zone
24 Rules/dnsbl/blocked.yaml
7 refused
13 {list.zone} A
0 
2  A
92 The block list {list.zone} does not answer the resolvers of the public view: {list.refusal}.
15 The block list 
51  does not answer the resolvers of the public view: 
1 .
61 Query the list through a resolver of your own, register with 
32 , or remove the list from dnsbl.
13 !list.refuses
02400620028:000<2>2@4BD06FHJL20460800F62280400208N2P14262220R100T1V1:0X1262220R100Z12622:0R100\122@60^1262220R100`1000<262220000b1V1000
31
19 dnsbl/domain-listed
22 Domain on a block list
7 warning
6 stable
5 dnsbl
7 listing
5 other
178 Receivers look up the domains in From, in MAIL FROM and in the links of a message. If one is listed, they reject the message or treat it
as spam, whatever address it comes from.

108 Find out why {listing.target} is listed, on the list's own pages; fix the cause first, then ask for removal.
14 RFC 5782 §2.4
13 listing.codes
12 listing.list
14 listing.listed
10 listing.of
15 listing.reasons
14 listing.target
30 Rules/dnsbl/domain-listed.yaml
6 domain
156 {listing.target} is on the block list {listing.list}: {listing.codes.join(", ")}{listing.reasons.size() > 0 ? " (" + listing.reasons.join("; ") + ")" : ""}.
0 
22  is on the block list 
2 : 
2 , 
2  (
2 ; 
1 )
1 .
13 Find out why 
79  is listed, on the list's own pages; fix the cause first, then ask for removal.
22 listing.of == "domain"
15 !listing.listed
02400620028:000<0>2@2B0<DFHJLNP120460802B622408R1F622804000T1>262260V100X1262220V100Z12@X54622<08\10V102L@X14@^82622>040@F4@F408^1@X54622>08`108b108V10V100d122@60f1262260V100h1000@262220002j1l1T1000
21
15 dnsbl/list-dead
18 Block list is dead
6 notice
6 stable
5 dnsbl
10 block_list
5 other
133 A list that was shut down answers nothing, or lists the whole Internet. Its answers are not counted, and few receivers still use it.

30 Remove {list.zone} from dnsbl.
12 RFC 5782 §5
14 RFC 6471 §3.3
20 list.lists_addresses
18 list.lists_domains
9 list.zone
26 Rules/dnsbl/list-dead.yaml
115 {list.zone} lists neither the test address nor the test domain that every block list holds: it is dead, or no list.
0 
104  lists neither the test address nor the test domain that every block list holds: it is dead, or no list.
7 Remove 
12  from dnsbl.
42 list.lists_addresses || list.lists_domains
02400620028:000<0>2@4BD06FHJL20460800J6224622604000N4262220P100R122@60T1262220P100V1000>262220000X1N000
24
18 dnssec/bogus-above
38 DNSSEC validation fails above the zone
5 error
6 stable
6 dnssec
4 zone
5 other
221 Resolvers that validate, among them public ones and those of large mailbox providers, answer SERVFAIL for every name below the zone at
fault. Nothing in the zone below is wrong, and nothing that is published there helps.

254 {zone.bogus_above == "." ? "Check the trust anchor of views.authoritative: it is outdated more often than the root zone is broken." : "Ask whoever runs " + zone.bogus_above + " to sign that zone again, or to correct its DS records in the zone above it."}
14 RFC 4035 §5.2
14 RFC 4035 §5.5
10 zone.bogus
16 zone.bogus_above
9 zone.name
29 Rules/dnssec/bogus-above.yaml
69 {zone.name} does not pass DNSSEC validation: {zone.bogus.join("; ")}.
0 
34  does not pass DNSSEC validation: 
2 ; 
1 .
102 Check the trust anchor of views.authoritative: it is outdated more often than the root zone is broken.
17 Ask whoever runs 
76  to sign that zone again, or to correct its DS records in the zone above it.
22 !has(zone.bogus_above)
02400620028:000<0>2@4BD06FHJL20460800F822R104000N8262220P100R12@X54622P108T10P100V122@22LB622R108V108X1@F4@F408Z1622R108\10P10000>262220000^1N000
33
25 dnssec/signature-expiring
29 DNSSEC signature expires soon
7 warning
6 stable
6 dnssec
4 zone
5 later
3 you
363 After that, validating resolvers answer SERVFAIL for the whole zone. Signers renew signatures days earlier: one this close to its end
usually means that signing has stopped. Providers that sign each answer make signatures of a day or two: zones whose denials show this
(RFC 9824) are not reported, and for others the parameter `within` can be set to a few hours.

83 Find out why {zone.name} was not signed again, and sign it; watch the signer's log.
16 RFC 4034 §3.1.5
16 RFC 6781 §4.4.2
6 within
8 duration
7 259200s
5 3600s
8 2592000s
60 How long before their end signatures must have been renewed.
17 zone.ending_first
9 zone.name
19 zone.signatures_end
17 zone.signs_online
36 Rules/dnssec/signature-expiring.yaml
139 A signature of {zone.name} expires at {string(zone.signatures_end)}{has(zone.ending_first) ? ", the first over " + zone.ending_first : ""}.
15 A signature of 
0 
12  expires at 
17 , the first over 
1 .
13 Find out why 
59  was not signed again, and sign it; watch the signer's log.
46 has(zone.signatures_end) && !zone.signs_online
42 zone.signatures_end - now >= params.within
02400620028:002<>0@2B4DF2HJL2N2P1R18T1V1X1Z1\120460802H822T1F622X1@\24@T14622T124626004000^1<0`1262220b100d12@P42622T10b102L822V1@F408f1622V108b10b100h122B60j1262220b100l1002HJL2N2P1R12@PXj?02@PQ702@P`Vn402B6D262220002n1P2^1000
24
21 dnssec/weak-algorithm
31 DNSSEC with outdated algorithms
7 warning
6 stable
6 dnssec
4 zone
3 you
225 Validators treat algorithms with SHA-1, MD5, DSA or GOST as if the zone were unsigned: it has the cost of DNSSEC without the protection,
and DANE does not count. SHA-1 digests in DS records can be replaced without a new key.

126 Roll {zone.name} over to ECDSA P-256 (algorithm 13) or Ed25519 (15), and publish DS records with SHA-256 (digest type 2) only.
8 RFC 9904
12 RFC 9905 §2
16 RFC 6781 §4.1.4
9 zone.name
17 zone.weak_signing
32 Rules/dnssec/weak-algorithm.yaml
66 DNSSEC of {zone.name} is outdated: {zone.weak_signing.join("; ")}.
10 DNSSEC of 
0 
14  is outdated: 
2 ; 
1 .
5 Roll 
110  over to ECDSA P-256 (algorithm 13) or Ed25519 (15), and publish DS records with SHA-256 (digest type 2) only.
29 zone.weak_signing.size() == 0
02400620028:000<0>2@6BDF04HJL20460800B@^82622Z104004000N:0P1262220R100T12@X54622Z108V10R100X122@60Z1262220R100\1000<262220000^1N000
42
27 from/private-address-leaked
36 From domain with an internal address
7 warning
6 stable
4 from
11 mail_domain
20 mx/target-not-public
50 domain.mx.all(m, m.exchange.sameName(domain.name))
8 degraded
3 you
180 Internal addresses are visible to everybody, and without an MX record, mail to the domain would be sent there. Records of the internal
view have been published in the public zone.

98 Remove the internal address of {domain.name} from the public zone; check every server of the zone.
12 RFC 1918 §3
12 RFC 6890 §2
16 domain.a_special
24 domain.a_special.address
21 domain.a_special.kind
19 domain.aaaa_special
27 domain.aaaa_special.address
24 domain.aaaa_special.kind
9 domain.mx
18 domain.mx.exchange
11 domain.name
12 domain.roles
11 domain.view
38 Rules/from/private-address-leaked.yaml
6 public
9 mail-from
220 The From domain {domain.name} has an internal address in the public view: {(domain.a_special.map(s, string(s.address) + " (" + s.kind + ")") + domain.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")")) | list}.
16 The From domain 
0 
45  has an internal address in the public view: 
3 map
2  (
1 )
4 list
1 .
31 Remove the internal address of 
54  from the public zone; check every server of the zone.
3 all
83 domain.view == "public" && "from" in domain.roles && !("mail-from" in domain.roles)
63 domain.a_special.size() == 0 && domain.aaaa_special.size() == 0
02400620028:02<2>0202@B0D2F4HJ0FLNP1R1T1V1X1Z1\1^1`1b120460>02HHB622608d1D0886228FD08f16228HB@^82622J040B@^82622L04004000h1:0j1262220l100n12@14R1P2622J802@F4@F4@F4@T42628008R2628208T2R1P2622L:02@F4@F4@F4@T4262:008R262:208T22V2l100X222F60Z2262220l100\2022R1^2622:<2@X8462<26222000H26222002@N2`2b2h1000
25
13 helo/not-fqdn
35 Announced name is not a public name
5 error
6 stable
4 helo
17 ptr/not-confirmed
9 helo.name
11 ptr/generic
3 you
120 Receivers reject an EHLO name that nobody else can resolve: a bare host name, or one under a domain for local networks.

95 Announce a full host name of your own that resolves to {helo.address}, preferably its PTR name.
16 RFC 5321 §2.3.5
18 RFC 5321 §4.1.1.1
12 helo.address
14 helo.qualified
11 helo.sender
24 Rules/helo/not-fqdn.yaml
123 Sender {helo.sender} announces {helo.name} from {helo.address}, which is not a fully qualified name on the public Internet.
7 Sender 
0 
11  announces 
6  from 
61 , which is not a fully qualified name on the public Internet.
55 Announce a full host name of your own that resolves to 
26 , preferably its PTR name.
02400620028804:02<20>02<200@0B2D4FH08J<LNP120460800622:04000R1>0T1262220V100X1262280V100Z1262240V100\122D60^1262240V100`1020262280@26222004>N>T20LR1000
36
27 helo/private-address-leaked
39 Announced name with an internal address
7 warning
6 stable
4 helo
18 helo/not-at-sender
17 helo/unresolvable
17 ptr/not-confirmed
9 helo.name
3 you
235 Internal addresses are visible to everybody, and a receiver that uses the first address of the name may get one that it cannot reach.
Records of the internal view, or an address from behind NAT, have been published in the public zone.

96 Remove the internal address of {helo.name} from the public zone; check every server of the zone.
12 RFC 1918 §3
12 RFC 6890 §2
14 helo.a_special
22 helo.a_special.address
19 helo.a_special.kind
17 helo.aaaa_special
25 helo.aaaa_special.address
22 helo.aaaa_special.kind
12 helo.address
11 helo.sender
38 Rules/helo/private-address-leaked.yaml
257 {helo.name}, which sender {helo.sender} announces from {helo.address}, has an internal address in the public view: {(helo.a_special.map(s, string(s.address) + " (" + s.kind + ")") + helo.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")")) | list}.
0 
15 , which sender 
16  announces from 
46 , has an internal address in the public view: 
3 map
2  (
1 )
4 list
1 .
31 Remove the internal address of 
54  from the public zone; check every server of the zone.
59 helo.a_special.size() == 0 && helo.aaaa_special.size() == 0
02400620028806:000<000>02@200B0D2F4HJ0BLNP1R1T1V1X1@Z1\120460<00HB@^82622F040B@^82622H04004000^1@262280`100b1262220`100d1262240`100f12@14R1h1622F802@F4@F4@F4@T42628008j1628208l1R1h1622H:02@F4@F4@F4@T4262:008j162:208l12n1`100P222F60R2262280`100T2020262280D26222006>:@:BN0V2^1000
42
22 helo/unplanned-address
38 Server's name has an unplanned address
7 warning
6 stable
4 helo
17 helo/unresolvable
17 ptr/not-confirmed
63 !unplanned.exists(found, found in helo.a || found in helo.aaaa)
3 you
310 A host may send mail from any of its addresses, IPv6 first, unless its configuration says otherwise. Mail from an address that has no
PTR record and is not in SPF is rejected: Gmail, for example, refuses IPv6 senders without PTR (550 5.7.1). It is the most common reason
why mail from a new server is refused.

195 If mail can leave from {unplanned | list}: add it to the sender's addresses, with a PTR record and in SPF, or bind the sender to the planned addresses. If not, remove its record from {helo.name}.
16 RFC 5321 §4.1.4
14 RFC 6724 §2.1
20 deployment.described
6 helo.a
14 helo.a_special
22 helo.a_special.address
9 helo.aaaa
17 helo.aaaa_special
25 helo.aaaa_special.address
12 helo.address
9 helo.name
11 helo.sender
14 helo.unplanned
33 Rules/helo/unplanned-address.yaml
6 filter
6 exists
204 {helo.name}, the name of sender {helo.sender} at {helo.address}, also resolves to {unplanned | list}, which {deployment.described ? "the deployment file does not name" : "is none of the given addresses"}.
0 
21 , the name of sender 
4  at 
19 , also resolves to 
4 list
8 , which 
33 the deployment file does not name
30 is none of the given addresses
1 .
23 If mail can leave from 
142 : add it to the sender's addresses, with a PTR record and in SPF, or bind the sender to the planned addresses. If not, remove its record from 
36 unplanned.size() == 0 || !leads_back
63 leads_back: helo.address in helo.a || helo.address in helo.aaaa
127 unplanned:  helo.unplanned.filter(a, !helo.a_special.exists(s, s.address == a) && !helo.aaaa_special.exists(s, s.address == a))
02400620028804:000<2>0200@0B2D4FH0FJLNP1R1T1V1X1Z1\1^1`120460@4JD6224622BD6224622DR1b1622@82HFR1d1622F:2B62:0280FR1d1622H<2B62<028000JB@^8242040F4004000f1D262280h100j1262220h100l1262240h100n12422P2h100R22L620408T208V20h100X222D:0Z22422P2h100\2262280h100X2022FR1d142>2JD2>622BD2>622D000P126222004>:BN0^2f14`2b200
26
15 mta-sts/missing
17 No MTA-STS policy
6 notice
6 stable
7 mta-sts
11 mail_domain
7 bounces
3 you
72 An attacker on the path can make mail to the domain travel unencrypted.

94 Serve a policy at {domain.mta_sts.url} and publish "v=STSv1; id=…" at {domain.mta_sts.name}.
12 RFC 8461 §3
19 domain.mta_sts.name
22 domain.mta_sts.records
18 domain.mta_sts.url
11 domain.name
11 domain.view
26 Rules/mta-sts/missing.yaml
6 public
67 {domain.name} publishes no MTA-STS record at {domain.mta_sts.name}.
0 
32  publishes no MTA-STS record at 
1 .
18 Serve a policy at 
34  and publish "v=STSv1; id=…" at 
23 domain.view == "public"
33 domain.mta_sts.records.size() > 0
02400600028:002<>0@2B2D0:FHJLNP120460802B622608R1@X14@^826622@204004000T18262220V100X126622@00V100Z122B:0\126622@60V100^126622@00V100Z1000B262820002`1b1T1000
36
22 mta-sts/record-invalid
27 MTA-STS record is not valid
5 error
6 stable
7 mta-sts
11 mail_domain
7 bounces
3 you
97 Senders act as if there were no policy: the protection that the operator expects does not exist.

105 Publish one record "v=STSv1; id=…" at {domain.mta_sts.name}, with a new id whenever the policy changes.
14 RFC 8461 §3.1
19 domain.mta_sts.name
23 domain.mta_sts.problems
31 domain.mta_sts.problems.message
32 domain.mta_sts.problems.position
32 domain.mta_sts.problems.severity
22 domain.mta_sts.records
11 domain.view
33 Rules/mta-sts/record-invalid.yaml
6 public
6 exists
333 The MTA-STS record at {domain.mta_sts.name} is not valid: {domain.mta_sts.records.size() > 1 ? string(domain.mta_sts.records.size()) + " MTA-STS records are published there, and only one is allowed" : domain.mta_sts.problems.filter(p, p.severity == "error").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
22 The MTA-STS record at 
0 
15  is not valid: 
61  MTA-STS records are published there, and only one is allowed
3 map
6 filter
12 at position 
2 , 
2 ; 
1 .
40 Publish one record "v=STSv1; id=…" at 
44 , with a new id whenever the policy changes.
23 domain.view == "public"
95 domain.mta_sts.records.size() <= 1 && !domain.mta_sts.problems.exists(p, p.severity == "error")
02400620028:002<>0@2B2D0>FHJLNP1R1T120460>02B622608V1H@Z14@^826622@2042FR1X16622@482B6282084004000Z1:0\126622@00^100`12L@X14@^826622@2042@F4@l32@^826622@208b1@X54R1d1R1f16622@4:2B62:20840<02@F4@F4@F408h1@l3262<808j162<408l10^100n122B60P226622@00^100R2000@262220002T2V2Z1000
29
21 mx/null-beside-others
31 Null MX beside other MX records
5 error
6 stable
2 mx
11 mail_domain
7 bounces
3 you
94 A null MX must stand alone. Senders disagree on which record wins, so mail is lost at random.

46 Remove the record "MX 0 ." from {domain.name}.
12 RFC 7505 §3
9 domain.mx
18 domain.mx.exchange
17 domain.mx.is_null
11 domain.name
11 domain.view
32 Rules/mx/null-beside-others.yaml
6 exists
132 {domain.name} has a null MX record beside {domain.mx.filter(m, !m.is_null).map(m, m.exchange).join(", ")} in the {domain.view} view.
0 
29  has a null MX record beside 
3 map
6 filter
2 , 
8  in the 
6  view.
32 Remove the record "MX 0 ." from 
1 .
56 !domain.mx.exists(m, m.is_null) || domain.mx.size() == 1
02400620028:002<>0@2B2D0:FHJLNP120460>00JFR1R1622:8262840B@^82622:04204000T1<262220V100X12@X54R1Z1R1\1622::2F62:40<0262<208^10V100`1262260V100b122B60d1262220V100f1000>262220000h1T1000
32
25 mx/null-on-sending-domain
27 Null MX on a sending domain
5 error
6 stable
2 mx
11 mail_domain
21 mx/null-beside-others
7 bounces
3 you
122 Receivers reject mail from a domain that cannot receive a reply (RFC 7505 §4.2), and no bounce or reply ever comes back.

112 Remove the record "MX 0 ." from {domain.name} and publish an MX record that names a host which accepts its mail.
14 RFC 7505 §4.2
9 domain.mx
17 domain.mx.is_null
11 domain.name
12 domain.roles
11 domain.view
36 Rules/mx/null-on-sending-domain.yaml
6 exists
177 {domain.name} is a {domain.roles.map(r, r == "from" ? "From" : "MAIL FROM").join(" and ")} domain, and its null MX record in the {domain.view} view says that it accepts no mail.
0 
6  is a 
3 map
4 from
4 From
9 MAIL FROM
5  and 
39  domain, and its null MX record in the 
35  view says that it accepts no mail.
32 Remove the record "MX 0 ." from 
67  and publish an MX record that names a host which accepts its mail.
31 !domain.mx.exists(m, m.is_null)
02400620028:02<0002>@0B2D2F0:HJLNP1R120460<00FR1T1622:826284004000V1<262220X100Z12@X54R1\16228:02LB2:08^108`108b108d10X100f1262260X100h122D60j1262220X100l1000@26222002<P10n1V1000
26
20 mx/target-is-address
29 MX record holds an IP address
5 error
6 stable
2 mx
9 mx_target
7 bounces
3 you
73 DNS treats the address as a name, which does not exist: no mail arrives.

88 Give the host a name with an A record, and let the MX record of {target.domain} name it.
16 RFC 1035 §3.3.9
14 RFC 5321 §5.1
13 target.domain
15 target.exchange
17 target.is_address
11 target.view
31 Rules/mx/target-is-address.yaml
121 The MX record of {target.domain} contains the address {target.exchange} instead of a host name in the {target.view} view.
17 The MX record of 
0 
22  contains the address 
31  instead of a host name in the 
6  view.
64 Give the host a name with an A record, and let the MX record of 
9  name it.
18 !target.is_address
02400620028:002<>0@2B4DF08HJLNP120460800F622@04000R1>0T1262220V100X12622<0V100Z1262240V100\122B60^1262220V100`1000>262220000b1R1000
27
22 name/alias-beside-data
26 Alias beside other records
5 error
6 stable
4 name
3 you
222 A name with a CNAME record may have no other record. Servers and resolvers differ in which of the two they return, so the other records
appear at random. The zone apex always has SOA and NS records, and can have no CNAME.

107 Remove the CNAME record of {name.conflict_at} and publish what its target has, or remove the other records.
16 RFC 1034 §3.6.2
15 RFC 2181 §10.1
16 name.conflict_at
22 name.data_beside_alias
9 name.name
9 name.view
33 Rules/name/alias-beside-data.yaml
179 {name.conflict_at} has a CNAME record beside {name.data_beside_alias | list} in the {name.view} view{name.conflict_at == name.name ? "" : "; " + name.name + " is an alias of it"}.
0 
27  has a CNAME record beside 
4 list
8  in the 
5  view
2 ; 
18  is an alias of it
1 .
27 Remove the CNAME record of 
62  and publish what its target has, or remove the other records.
34 name.data_beside_alias.size() == 0
024006200288000:0<2>4@B08DFHJL20460800B@^82622B04004000N@2622D0P100R12622B2T1P100V1262240P100X12LB622D622208P1@F4@F408Z1622208\10P100^122>60`12622D0P100b1000<262220000d1N000
27
19 name/alias-dangling
24 Alias that leads nowhere
5 error
6 stable
4 name
5 pages
3 you
159 The record that the name should have does not exist. If anybody can register or rent the target, as with cloud services, somebody else
can take over the name.

129 Publish the record at the end of the chain, or let {name.name} point to a name that has it; remove the alias if it is not needed.
16 RFC 1034 §3.6.2
15 RFC 2181 §10.1
16 name.alias_chain
13 name.dangling
16 name.is_optional
9 name.name
9 name.view
30 Rules/name/alias-dangling.yaml
138 {name.name} is an alias of {name.alias_chain.join(", then ")} in the {name.view} view, but the record that is needed does not exist there.
0 
16  is an alias of 
7 , then 
8  in the 
58  view, but the record that is needed does not exist there.
51 Publish the record at the end of the chain, or let 
67  point to a name that has it; remove the alias if it is not needed.
17 !name.is_optional
14 !name.dangling
024006200288002:<0>2@4BD0:FHJLNP120460802F6228F622@04000R1<262220T100V12@X54622>08X10T100Z1262240T100\122@60^1262220T100`1000B262220002b1d1R1000
24
19 name/does-not-exist
21 Domain does not exist
5 error
6 stable
4 name
12 organization
3 you
228 The domain is not registered, its registration has lapsed or is on hold, or the name is misspelt. Mail from it is rejected, and whoever
registers it receives its mail. Everything else that is missing below it follows from this.

144 Correct the name if it is misspelt, or register {organization.name} and have its zone delegated; below a registered domain, publish its records.
8 RFC 8020
16 RFC 5321 §2.3.5
19 organization.exists
17 organization.name
18 organization.names
30 Rules/name/does-not-exist.yaml
238 The domain {organization.name} does not exist: the public DNS has no record at or below it{organization.names.size() == 1 && organization.names[0] == organization.name ? "" : ", and the deployment needs " + organization.names.join(", ")}.
11 The domain 
0 
60  does not exist: the public DNS has no record at or below it
27 , and the deployment needs 
2 , 
1 .
48 Correct the name if it is misspelt, or register 
77  and have its zone delegated; below a registered domain, publish its records.
02400620028:000<0>2@4BD06FHJL20460800622804000N:0P1262220R100T12LHB@^826226042B>6226040622208R1@F408V1@X54622608X10R100Z122@60\1262220R100^1000<262220000FN000
38
28 name/ttl-high-before-cutover
38 Record that must change has a high TTL
6 notice
6 stable
4 name
4 plan
6 record
3 you
118 After the change, resolvers that have cached the old record use it for that long: mail and visitors go to two places.

134 Lower the TTL of {record.owner} {record.type} first, wait for the old TTL to pass, and then make the change that sendready plan shows.
14 RFC 1034 §3.6
12 RFC 2181 §8
5 limit
8 duration
5 3600s
3 60s
7 604800s
52 The longest TTL of a record that is about to change.
14 record.changes
12 record.owner
10 record.ttl
11 record.type
11 record.view
10 record.was
39 Rules/name/ttl-high-before-cutover.yaml
160 The {record.type} record of {record.owner} in the {record.view} view must change ({record.was.join(", ")}), and resolvers may cache it for {string(record.ttl)}.
4 The 
0 
11  record of 
8  in the 
19  view must change (
2 , 
34 ), and resolvers may cache it for 
1 .
17 Lower the TTL of 
1  
89  first, wait for the old TTL to pass, and then make the change that sendready plan shows.
65 !record.changes || !has(record.ttl) || record.ttl <= params.limit
02400620048:<000>0@2B4DF2HJL2N2P1R1<T1V1X1Z1\1^1`120460800JJF6228F822>@Z24622>626004000b1F0d1262240f100h1262220f100j1262260f100l12@X54622:08n10f100P22@R42622>0f100R222B:0T2262220f100V2262240f100X2002HJL2N2P1R12@PQ702@h302@PXmT102>6@262220000Z2b1000
25
21 name/wildcard-answers
35 Name exists only through a wildcard
7 warning
5 error
6 stable
4 name
3 you
519 The wildcard stops answering as soon as any record exists at the name. A DKIM key or DMARC policy that comes from a wildcard applies to
every selector and every subdomain.

Addresses, DKIM keys and DMARC records are compared, with the aliases that lead to them. A wildcard that answers with something else,
such as an SPF record at a DKIM selector, supplies nothing: there the key is missing. A record of the name's own with the same data as
the wildcard is told apart by a name below it, to which no wildcard applies.

54 Publish the records of {name.name} at the name itself.
16 RFC 4592 §2.2.1
16 RFC 4592 §3.3.1
9 name.name
21 name.only_by_wildcard
9 name.view
32 Rules/name/wildcard-answers.yaml
7 _dmarc.
12 ._domainkey.
136 {name.name} has no record of its own in the {name.view} view: any other label in its place, and any name below it, gets the same answer.
0 
33  has no record of its own in the 
81  view: any other label in its place, and any name below it, gets the same answer.
23 Publish the records of 
20  at the name itself.
22 !name.only_by_wildcard
78 error if name.name.startsWith("_dmarc.") || name.name.contains("._domainkey.")
02426082002::000<0>2@4BD06FHJL20460800F622F0426J@h44622208N@f44622208P100R18262220T100V1262240T100X122@60Z1262220T100\1000<262220000^1R1002`1
25
26 plan/address-claimed-twice
44 One address for senders that cannot share it
5 error
6 stable
4 plan
13 address_claim
3 you
175 An address belongs to one node and one way of sending. Mail that leaves from the wrong one fails SPF and PTR checks, and bounces that
reach one node are unknown to the other.

34 Give each of them its own address.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
13 claim.address
12 claim.owners
13 claim.senders
37 Rules/plan/address-claimed-twice.yaml
196 The address {claim.address} is planned for {claim.owners.size()} uses that exclude each other: {claim.owners | list}{claim.senders.size() > 0 ? " (senders " + claim.senders.join(", ") + ")" : ""}.
12 The address 
0 
16  is planned for 
31  uses that exclude each other: 
4 list
10  (senders 
2 , 
1 )
1 .
24 claim.owners.size() <= 1
02400620028:000<0>2@2B06DFHJ20460800@Z14@^82622404204000L@0N262220P100R12@^8262240P100T1262242V1P102L@X14@^826226040@F4@F408X1@X54622608Z108\108P10P100^122@20@000<262220000`1L000
26
25 plan/balancer-not-trusted
23 Balancer is not trusted
5 error
6 stable
4 plan
8 balancer
5 pages
8 platform
191 The platform uses the visitor's address from the balancer's header only if it trusts the balancer. Otherwise every click and every
unsubscribe request seems to come from the balancer itself.

99 Add these addresses to the platform's trusted list, and to balancer.trusted in the deployment file.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
16 balancer.sources
16 balancer.trusted
17 deployment.scheme
36 Rules/plan/balancer-not-trusted.yaml
13 load-balanced
3 all
6 exists
109 The platform does not trust the balancer's source addresses {failing.map(source, string(source)).join(", ")}.
60 The platform does not trust the balancer's source addresses 
3 map
2 , 
0 
1 .
67 deployment.scheme == "load-balanced" && balancer.sources.size() > 0
90 balancer.sources.all(source, balancer.trusted.exists(network, network.containsIP(source)))
02400620048::002<>0@2B2D06FHJL20462<@02HB620608N@X14@^826224040R1P1622482R1R16226:2@j742:28002P1622482R1R16226:2@j742:28004000T160V12@X54R1X12<>02@T422>08Z10\100^122B20B000B262220002`1b1T1000
26
28 plan/balancer-trust-too-wide
48 Trusted addresses include more than the balancer
7 warning
6 stable
4 plan
8 balancer
8 platform
151 Whoever connects from a trusted address can claim any client address: addresses in click statistics, subscriptions and proof of consent
can be forged.

58 Trust only the addresses from which the balancer connects.
14 RFC 7239 §8.1
18 balancer.excessive
16 balancer.sources
17 deployment.scheme
39 Rules/plan/balancer-trust-too-wide.yaml
13 load-balanced
217 The platform trusts {balancer.excessive.map(network, string(network)).join(", ")}, more than the balancer needs {balancer.sources.size() > 0 ? "(" + balancer.sources.map(source, string(source)).join(", ") + ")" : ""}.
20 The platform trusts 
3 map
2 , 
0 
31 , more than the balancer needs 
1 (
1 )
1 .
36 deployment.scheme == "load-balanced"
30 balancer.excessive.size() == 0
02400620048::000<0>2@2B06DFHJ20460<02B620608LB@^82622804004000N:0P12@X54R1R16228802@V422808T10V100X12L@X14@^826224040@F4@F408Z1@X54R1R16224:02@T422:08T108\108V10V100^122@20@000@262220002`1b1N000
23
30 plan/client-address-not-passed
44 Balancer does not pass the visitor's address
7 warning
6 stable
4 plan
8 balancer
3 you
154 The platform supports these two headers. Without them every visitor has the balancer's address: geolocation, bot detection and proof of
consent are lost.

97 Let the balancer set X-Forwarded-For or X-Real-IP, and name it as balancer.client-address-header.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
30 balancer.client_address_header
17 deployment.scheme
41 Rules/plan/client-address-not-passed.yaml
13 load-balanced
15 x-forwarded-for
9 x-real-ip
204 The deployment file does not say that the balancer passes the visitor's address in X-Real-IP or X-Forwarded-For{has(balancer.client_address_header) ? ", but names " + balancer.client_address_header : ""}.
111 The deployment file does not say that the balancer passes the visitor's address in X-Real-IP or X-Forwarded-For
12 , but names 
0 
1 .
36 deployment.scheme == "load-balanced"
167 has(balancer.client_address_header) && (balancer.client_address_header.lowerAscii() == "x-forwarded-for" || balancer.client_address_header.lowerAscii() == "x-real-ip")
02400620048::000<0>2@2B04DFH20460802B620608JH822:JB@l42622:08LB@l42622:08N04000P160R12L822:@F408T1622:08V10V100X122@20@000>262220002Z1\1P1000
24
22 plan/pixel-name-shared
35 Pixel name also serves another role
5 error
6 stable
4 plan
8 web_host
5 pages
3 you
156 The pixel's cookies and push subscriptions are bound to its name, and it has a server of its own: the name must serve nothing else and
should never change.

47 Give the pixel a name that serves nothing else.
77 https://guides.altcraft.com/en/v73/admin-guide/platform-configuration/3113280
9 host.name
9 host.role
16 host.shared_with
33 Rules/plan/pixel-name-shared.yaml
5 pixel
70 The pixel name {host.name} is also the {host.shared_with | list} name.
15 The pixel name 
0 
13  is also the 
4 list
6  name.
20 host.role == "pixel"
28 host.shared_with.size() == 0
02400620028:002<>0@2B2D06FHJL20460802B622208NB@^82622604004000P1:0R1262240T100V1262262X1T100Z122B20B000@262220002\1^1P1000
27
28 plan/platform-config-differs
30 Platform configuration differs
7 warning
6 stable
4 plan
16 platform_setting
8 platform
148 Links, cookies and servers follow the platform's own configuration. If it differs from the deployment file, this audit is about another
deployment.

64 Correct {setting.key} in {setting.file}, or the deployment file.
70 https://use.altcraft.com/en/admin-guide/platform-configuration/9404422
14 setting.agrees
16 setting.expected
12 setting.file
11 setting.key
14 setting.values
39 Rules/plan/platform-config-differs.yaml
126 {setting.file} says {setting.key} = {setting.values.join(", ")}, but the deployment file says {setting.expected.join(" or ")}.
0 
6  says 
3  = 
2 , 
31 , but the deployment file says 
4  or 
1 .
8 Correct 
4  in 
25 , or the deployment file.
02400620028:000<0>2@2B0:DFHJLN20460800622:04000P1@262220R100T1262240R100V12@X54622608X10R100Z12@X54622808\10R100^122@:0`1262240R100b1262220R100d1000>262220000DP1000
17
17 plan/role-missing
19 A role is undecided
5 error
6 stable
4 plan
4 role
8 degraded
3 you
119 These names must be decided before go-live: records, certificates and the platform's configuration all depend on them.

52 Decide, and enter the answer in the deployment file.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
12 role.decided
13 role.question
28 Rules/plan/role-missing.yaml
59 The deployment file leaves a question open: {role.question}
44 The deployment file leaves a question open: 
0 
02400620028:002<>0@2B2D04FHJ20460800622404000L40N262260P1022B20B000>262220000FL000
26
30 plan/sender-shares-web-address
37 Sending address is also a web address
7 warning
6 stable
4 plan
15 sending_address
3 you
122 A block list entry caused by mail then also affects the pages that its links lead to, and one PTR name has to serve both.

44 Send from addresses that serve no web pages.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
15 address.address
13 address.route
14 address.sender
17 address.web_names
17 deployment.scheme
41 Rules/plan/sender-shares-web-address.yaml
6 direct
104 The sending address {address.address} of sender {address.sender} also serves {address.web_names | list}.
20 The sending address 
0 
11  of sender 
13  also serves 
4 list
1 .
58 deployment.scheme == "direct" && address.route == "direct"
29 address.web_names.size() == 0
02400620028:000<0>2@2B0:DFHJLN20460802HB620608P1B622608P1B@^82622804004000R1>0T1262240V100X1262220V100Z1262282\1V100^122@20@000>262220002`1b1R1000
31
30 plan/too-few-sending-addresses
25 Too few sending addresses
5 error
6 stable
4 plan
10 deployment
8 degraded
3 you
142 With a single address, one block list entry or one rate limit stops all mail. The platform's placement guide asks for at least two
addresses.

74 Give the direct senders more addresses, each with a PTR record and in SPF.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
7 minimum
3 int
1 2
1 1
3 256
66 The least number of distinct sending addresses for direct sending.
25 deployment.direct_senders
35 deployment.direct_sending_addresses
17 deployment.scheme
41 Rules/plan/too-few-sending-addresses.yaml
6 direct
137 Senders that deliver directly have {deployment.direct_sending_addresses | count "sending address"}; at least {params.minimum} are needed.
35 Senders that deliver directly have 
5 count
15 sending address
11 ; at least 
0 
12  are needed.
69 deployment.scheme == "direct" && deployment.direct_senders.size() > 0
60 deployment.direct_sending_addresses.size() >= params.minimum
02400620028:002<>0@2B2D2FHJ2L2NP16R1T1V1X100240602HB620608Z1@X14@^82620D040@\14@^82620F624004000\1:0^12620F2`1b100d1262400f100h122B20B002FHJ2L2NP124424224P@2B6D262220002j1l1\1000
25
26 plan/tracking-outside-from
38 Tracking name outside the From domains
7 warning
6 stable
4 plan
8 web_host
3 you
163 Filters compare the domains of links with the sender's. Links to another organization look like phishing, and share the reputation of
whoever else uses that name.

120 Use a tracking name at or below the organizational domain of the From domains, for example click.{host.from_domains[0]}.
70 https://use.altcraft.com/en/admin-guide/platform-configuration/9404422
17 host.from_domains
9 host.name
9 host.role
15 host.under_from
37 Rules/plan/tracking-outside-from.yaml
8 tracking
133 The tracking name {host.name} belongs to a different organizational domain than any of the From domains ({host.from_domains | list}).
18 The tracking name 
0 
76  belongs to a different organizational domain than any of the From domains (
4 list
2 ).
97 Use a tracking name at or below the organizational domain of the From domains, for example click.
1 .
55 host.role == "tracking" && host.from_domains.size() > 0
02400620028:000<0>2@2B08DFHJL20460802HB622208N@X14@^826228040622:04000P1:0R1262240T100V1262282X1T100Z122@60\12>62280400T100^1000>262220002`1JP1000
28
28 plan/web-roles-share-address
26 Web roles share an address
5 error
6 stable
4 plan
8 listener
5 pages
3 you
150 Panel, tracking and pixel each have a web server of their own. Two servers cannot listen on the same address and port: the second one
does not start.

93 Give each role its own address, or use bind to say on which addresses they listen behind NAT.
92 https://guides.altcraft.com/en/admin-guide/technology-description/deployment-schemes/3113190
17 deployment.scheme
16 listener.address
14 listener.names
13 listener.port
14 listener.roles
39 Rules/plan/web-roles-share-address.yaml
13 load-balanced
123 {listener.roles.join(" and ")} share the address {listener.address} and port {listener.port} ({listener.names.join(", ")}).
5  and 
0 
19  share the address 
10  and port 
2  (
2 , 
2 ).
36 deployment.scheme != "load-balanced"
26 listener.roles.size() <= 1
02400620028:002<>0@2B2D0:FHJLNP120460802FB620608R1@Z14@^82622604204000T1@2@X54622608V10X100Z1262220X100\1262240X100^12@X54622808`10X100b122B20B000@262220002d1f1T1000
26
11 ptr/missing
36 Sending address without a PTR record
5 error
6 stable
3 ptr
15 sending_address
19 name/alias-dangling
13 address-owner
129 Gmail, Microsoft, Yahoo and most other receivers reject or defer mail from an address without a name (Gmail answers 550 5.7.25).

196 Ask whoever assigned you {address.address} to publish a PTR record at {address.reverse_name} with the name that the server announces, and publish an address record for that name with this address.
14 RFC 1912 §2.1
12 RFC 8601 §3
15 address.address
11 address.ptr
20 address.reverse_name
14 address.sender
22 Rules/ptr/missing.yaml
108 The sending address {address.address} of sender {address.sender} has no PTR record at {address.reverse_name}
20 The sending address 
0 
11  of sender 
22  has no PTR record at 
25 Ask whoever assigned you 
28  to publish a PTR record at 
104  with the name that the server announces, and publish an address record for that name with this address.
22 address.ptr.size() > 0
02400620028:02<0000>0@2B4DF08HJLNP120460800@X14@^82622>04004000R1<0T1262240V100X1262220V100Z12622:0V1022B:0\1262240V100^12622:0V100`1000B26222002>P10b1R1000
32
12 ptr/multiple
22 More than one PTR name
7 warning
6 notice
6 stable
3 ptr
15 sending_address
13 address-owner
227 Receivers use one of the names, and not always the same one: the announced name matches only sometimes. If every name resolves to the
address and the announced one is among them, most receivers accept it, and this is a notice.

89 Keep the PTR record with the name that the server announces, and have the others removed.
14 RFC 1912 §2.1
15 address.address
17 address.announced
11 address.ptr
21 address.ptr.addresses
16 address.ptr.name
14 address.sender
23 Rules/ptr/multiple.yaml
3 all
6 exists
128 The sending address {address.address} of sender {address.sender} has several PTR names: {address.ptr.map(p, p.name).join(", ")}.
20 The sending address 
0 
11  of sender 
24  has several PTR names: 
3 map
2 , 
1 .
23 address.ptr.size() <= 1
61 confirmed: address.ptr.all(p, address.address in p.addresses)
84 announced: address.announced.all(name, address.ptr.exists(p, p.name.sameName(name)))
32 notice if confirmed && announced
02402682002:<000>0@2B2D0<FHJLNP1R120460@4R1T1622>82D622462820R1T1622<:2R1V1622><2@X8462<02:000@Z14@^82622>04204026H40420X1>0Z1262240\100^1262220\100`12@X54R1b1622>>0262>008d10\100f122B20B000D262220000h1X14j1l102n1
30
31 return-path/forwarding-unproven
47 DNS cannot show that the relay forwards bounces
6 notice
6 stable
11 return-path
9 split-dns
11 return_path
7 bounces
3 you
151 The relay must accept mail with an empty sender for every local part of the MAIL FROM domain, and forward it to the host that the
internal view names.

180 Send a message with the null sender from outside to any address at {path.domain} and check that it arrives in the platform; probes.smtp asks the relay whether it accepts such mail.
16 RFC 5321 §4.5.5
12 RFC 3464 §2
16 path.destination
11 path.domain
22 path.forwarding_proven
11 path.sender
14 path.split_dns
9 path.view
42 Rules/return-path/forwarding-unproven.yaml
5 relay
6 public
126 Bounces to {path.domain} reach the relay from outside; whether it forwards them to sender {path.sender} cannot be seen in DNS.
11 Bounces to 
0 
66  reach the relay from outside; whether it forwards them to sender 
23  cannot be seen in DNS.
67 Send a message with the null sender from outside to any address at 
100  and check that it arrives in the platform; probes.smtp asks the relay whether it accepts such mail.
70 path.split_dns && path.destination == "relay" && path.view == "public"
02400620048:<002>@0B2D4FH0<JLNP1R1T1V120460802HH622>B622:08X1B622808Z1622H04000\1:0^1262240`100b1262220`100d122D60f1262240`100h1000@262220002j1N\1000
22
36 return-path/internal-zone-incomplete
34 Internal zone hides public records
7 warning
6 stable
11 return-path
9 split-dns
13 internal_zone
7 bounces
3 you
230 An internal zone answers for every name in it: whatever was not copied from the public zone does not exist inside. The relay then finds
no SPF, DKIM or DMARC record for the mail it checks, and people inside cannot open the links.

95 Copy these records into the internal zone, or limit the internal zone to the names that differ.
12 RFC 6950 §4
14 inside.missing
11 inside.zone
47 Rules/return-path/internal-zone-incomplete.yaml
117 The internal view has its own zone {inside.zone}, which lacks records of the public one: {inside.missing.join(", ")}.
35 The internal view has its own zone 
0 
41 , which lacks records of the public one: 
2 , 
1 .
26 inside.missing.size() == 0
02400620048:<002>@0B2D2F04HJL20460800B@^82622404004000N:0P1262220R100T12@X54622408V10R100X122D20D000>262220000Z1N000
30
26 return-path/port-25-closed
27 Bounces cannot be delivered
5 error
6 stable
11 return-path
5 probe
13 smtp_endpoint
7 bounces
8 platform
205 No delivery report arrives: invalid addresses stay on the lists, and reputation suffers. Some networks do not let their own machines
connect to port 25; from such a network every mail server looks silent.

154 Start the mail server at {server.address} and open port 25 in every firewall on the path; audit again from another network if this one may block the port.
18 RFC 5321 §4.5.4.2
14 RFC 5321 §6.1
14 server.address
17 server.connection
13 server.domain
12 server.place
16 server.reachable
18 server.return_path
11 server.view
37 Rules/return-path/port-25-closed.yaml
150 Bounces to {server.domain} go to {server.place}, which on port 25 {server.connection}, seen from the {server.view} view and from where sendready runs.
11 Bounces to 
0 
7  go to 
19 , which on port 25 
16 , seen from the 
36  view and from where sendready runs.
25 Start the mail server at 
113  and open port 25 in every firewall on the path; audit again from another network if this one may block the port.
02400620048:<002>@0B2D4FH0>JLNP1R1T1V1X120460802622<622D04000Z1B0\1262220^100`12622:0^100b12622F0^100d1262280^100f122D60h1262260^100j1000B262220002T1R1Z1000
44
34 return-path/private-address-leaked
40 Internal address in the route of bounces
5 error
6 stable
11 return-path
11 return_path
7 bounces
3 you
245 The Internet cannot reach it: bounces from outside are lost, and internal addresses are visible to everybody. Records of the internal
view have been published in the public zone, or the sender's own address instead of the one that NAT gives it.

147 Publish the address that the Internet can reach in the public view, and the internal one only in the internal view; check every server of the zone.
12 RFC 1918 §3
12 RFC 6890 §2
17 deployment.scheme
11 path.domain
17 path.own_internal
25 path.own_internal.address
22 path.own_internal.kind
12 path.relayed
11 path.routes
21 path.routes.a_special
24 path.routes.aaaa_special
20 path.routes.exchange
9 path.view
45 Rules/return-path/private-address-leaked.yaml
6 direct
6 public
3 all
452 In the public view, {path.own_internal.size() > 0 ? path.domain + " itself has the internal address " + path.own_internal.map(s, string(s.address) + " (" + s.kind + ")").join(", ") : "mail to " + path.domain + " goes to an internal address: " + path.routes.filter(r, r.a_special.size() > 0 || r.aaaa_special.size() > 0).map(r, r.exchange + " at " + (r.a_special + r.aaaa_special).map(s, string(s.address) + " (" + s.kind + ")").join(", ")).join("; ")}.
20 In the public view, 
33  itself has the internal address 
3 map
2  (
1 )
2 , 
8 mail to 
30  goes to an internal address: 
6 filter
4  at 
2 ; 
0 
1 .
21 path.view == "public"
153 (!judges_routes || path.routes.size() == 0 || path.routes.all(r, r.a_special.size() == 0 && r.aaaa_special.size() == 0)) && path.own_internal.size() == 0
60 judges_routes: path.relayed || deployment.scheme != "direct"
02400620028:002<>0@2B4DF0FHJLNP1R1T1V1X1Z1\1^120462:D2J622BFB620608`12B622808b1HJJF40B@^82622N040R1d1622N82HB@^82628:040B@^82628<0400B@^82622J0402d1622N82HB@^82628:040B@^82628<04004000f160h12L@X14@^82622J040@F4@F4622408j1@X54R1l1622J<02@F4@F4@F4@T4262<008n162<208P208R2@F4@F4@F408T2622408V2@X54R1l1R1X2622N>2J@X14@^8262>:040@X14@^8262><0400@02@F4@F462@008Z2@X54R1l1@1462@:62@<B02@F4@F4@F4@T4262B008n162B208P208R208\20^200`222B20B000D262220002b2d2f12f200
36
33 return-path/shared-with-mailboxes
45 MAIL FROM domain also has mailboxes elsewhere
7 warning
6 stable
11 return-path
11 return_path
7 bounces
3 you
124 Replies to people and bounces to the platform need different hosts. One domain cannot serve both: one kind of mail is lost.

114 Use a separate domain for MAIL FROM, for example bounce.{path.domain}, with an MX record that leads to the sender.
14 RFC 5321 §4.4
14 RFC 5321 §5.1
11 path.domain
13 path.expected
12 path.is_from
11 path.routes
13 path.routes.a
16 path.routes.aaaa
20 path.routes.exchange
20 path.routes.implicit
11 path.sender
9 path.view
44 Rules/return-path/shared-with-mailboxes.yaml
6 public
6 exists
168 {path.domain} is a From domain with mailboxes elsewhere, and the MAIL FROM domain of sender {path.sender}: its mail goes to {path.routes.map(r, r.exchange).join(", ")}.
0 
79  is a From domain with mailboxes elsewhere, and the MAIL FROM domain of sender 
19 : its mail goes to 
3 map
2 , 
1 .
56 Use a separate domain for MAIL FROM, for example bounce.
45 , with an MX record that leads to the sender.
65 path.view == "public" && path.is_from && path.expected.size() > 0
136 !path.routes.exists(r, !r.implicit && (r.a.exists(found, !(found in path.expected)) || r.aaaa.exists(found, !(found in path.expected))))
02400620028:002<>0@2B4DF0DHJLNP1R1T1V1X1Z1\120460@02HHB622808^1622D@X14@^82622<040FR1`1622N82HF6284JR1`16286:2FD2:622<0R1`16288<2FD2<622<0004000b1<262240d100f1262220d100h12@X54R1j1622N>0262>008l10d100n122B60P2262240d100R2000@262220002T2V2b1000
34
27 return-path/views-identical
33 Both views lead to the same place
5 error
6 stable
11 return-path
9 split-dns
11 return_path
7 bounces
3 you
173 With split DNS, outside servers find the relay, and the relay finds the platform's sender. If both find the same host, the relay mails
itself, or outside servers bypass it.

147 Publish an MX record for {path.domain} in the internal view that leads to sender {path.sender}, and one in the public view that leads to the relay.
14 RFC 5321 §5.1
14 RFC 5321 §6.3
11 path.domain
20 path.leads_as_public
11 path.routes
20 path.routes.exchange
11 path.sender
14 path.split_dns
9 path.view
38 Rules/return-path/views-identical.yaml
8 internal
108 Mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")} both from outside and from inside.
8 Mail to 
0 
9  goes to 
3 map
2 , 
35  both from outside and from inside.
25 Publish an MX record for 
43  in the internal view that leads to sender 
53 , and one in the public view that leads to the relay.
41 path.split_dns && path.view == "internal"
21 !path.leads_as_public
02400620048:<002>@0B2D4FH0>JLNP1R1T1V1X120460:02H622>B622808Z1F622F04000\1:0^1262240`100b12@X54R1d1622N802628008f10`100h122D:0j1262240`100l1262220`100n1000@262220002P2R2\1000
35
16 smtp/unreachable
34 Mail exchanger is closed or silent
7 warning
6 stable
4 smtp
5 probe
13 smtp_endpoint
7 bounces
8 platform
184 Replies and complaints are lost if no other exchanger accepts them. Some networks do not let their own machines connect to port 25; from
such a network every mail server looks silent.

130 Start the mail server at {server.address}, open port 25, or remove {server.exchange} from the MX records of {server.alike | list}.
14 RFC 5321 §5.1
14 server.address
12 server.alike
17 server.connection
15 server.exchange
12 server.place
16 server.reachable
18 server.return_path
13 server.speaks
11 server.view
27 Rules/smtp/unreachable.yaml
155 Mail to {server.alike | list} goes to {server.place}, which on port 25 {server.connection}, seen from the {server.view} view and from where sendready runs.
8 Mail to 
4 list
0 
9  goes to 
19 , which on port 25 
16 , seen from the 
36  view and from where sendready runs.
25 Start the mail server at 
26 , open port 25, or remove 
24  from the MX records of 
1 .
36 !server.return_path && server.speaks
02400620048:<002>@0B2D2F0BHJLNP1R1T1V1X1Z120460802HF622<622@622D04000\1B0^12622>2`1b100d12622:0b100f12622F0b100h1262280b100j122D>0l1262260b100n1262240b100P22622>2`1b100R2000B262220002T2R1\1000
27
16 spf/helo-missing
30 No SPF record at the HELO name
6 notice
6 stable
3 spf
10 spf_domain
19 name/does-not-exist
17 ptr/not-confirmed
3 you
139 Bounces have no sender, so receivers check SPF at the name that the server announces. A record there also keeps others from announcing
it.

65 Publish a TXT record at {spf.name} that authorises its addresses.
14 RFC 7208 §2.3
14 RFC 7208 §2.4
8 spf.name
11 spf.records
9 spf.roles
27 Rules/spf/helo-missing.yaml
6 exists
4 helo
77 The servers announce themselves as {spf.name}, which publishes no SPF record.
35 The servers announce themselves as 
0 
32 , which publishes no SPF record.
24 Publish a TXT record at 
31  that authorises its addresses.
33 !spf.roles.exists(r, r != "helo")
22 spf.records.size() > 0
02400620028:04<000>0000@0B2D4FH06JLNP120460:02FR1R1622882FB2808T10@X14@^82622<04004000V160X1262220Z100\122D60^1262220Z100`1000@26222004<P1<Z22b1d1V1000
49
23 spf/helo-not-authorised
55 SPF of the announced name does not authorise the server
7 warning
6 notice
6 stable
3 spf
4 helo
4 path
19 name/does-not-exist
9 mail.helo
17 helo/unresolvable
18 helo/not-at-sender
17 ptr/not-confirmed
20 spf/multiple-records
28 mail.helo_spf == "permerror"
16 spf/syntax-error
16 spf/include-loop
26 spf/include-without-record
20 spf/too-many-lookups
15 spf/too-many-mx
25 spf/too-many-void-lookups
3 you
199 Receivers also check the name that a server announces. Of a bounce, whose sender is empty, it is the only name that they can check, and
some reject a server whose own name says that it may not send.

88 Let the SPF record of {mail.helo} authorise {mail.address}, for example "v=spf1 a -all".
14 RFC 7208 §2.3
14 RFC 7208 §2.4
14 RFC 7208 §8.4
12 mail.address
13 mail.helo_spf
14 mail.mail_from
11 mail.sender
34 Rules/spf/helo-not-authorised.yaml
4 none
4 pass
8 softfail
7 neutral
142 {mail.address} of sender {mail.sender} announces itself as {mail.helo}, whose SPF record does not authorise it: the result is {mail.helo_spf}.
0 
11  of sender 
21  announces itself as 
56 , whose SPF record does not authorise it: the result is 
1 .
22 Let the SPF record of 
11  authorise 
30 , for example "v=spf1 a -all".
9 permerror
94 has(mail.helo) && has(mail.helo_spf) && mail.helo_spf != "none" && mail.helo != mail.mail_from
23 mail.helo_spf == "pass"
67 notice if mail.helo_spf == "softfail" || mail.helo_spf == "neutral"
02402682004:<>0F@02B20D02B20F02B20H02B20J2L2B22N2L2B22P12L2B22R12L2B22T12L2B22V12L2B22X12L2B220Z10\12^16`1b1d10:f1Bh1j1l1n120460802HHH822J822LFB622L08P2FB622J6228B622L08R204026JB622L08T2B622L08V20X2@262240Z200\2262220Z200^22622J0Z200`22622L0Z200b222^1:0d22622J0Z200f2262240Z200h20402622J2B622L08j22622J0X12622200F>N>X2>^3>f4BBDBFBHBJBLBNB2l2n2X2002P3
43
26 spf/included-record-broken
29 Included SPF record is broken
5 error
6 stable
3 spf
11 spf_include
3 you
194 Receivers return permerror when they reach such a record: in every record that leads there, SPF passes only for senders that an earlier
term names. Only whoever runs that domain can correct it.

216 Have the SPF record of {included.name} corrected by whoever runs that domain. Until then, remove the terms that lead there from the records of {included.included_by | list}, and name the networks that they stood for.
14 RFC 7208 §4.5
14 RFC 7208 §4.6
14 RFC 7208 §5.2
18 included.dead_ends
20 included.included_by
13 included.name
17 included.problems
25 included.problems.message
26 included.problems.position
16 included.records
37 Rules/spf/included-record-broken.yaml
7 it has 
42  SPF records, and only one may stand there
3 map
37 its record is not valid (at position 
2 , 
1 )
9 its term 
38  leads to a name without an SPF record
130 The SPF records of {included.included_by | list} lead to {included.name}, which is broken: {(several + errors + dead).join("; ")}.
19 The SPF records of 
4 list
0 
9  lead to 
19 , which is broken: 
2 ; 
1 .
23 Have the SPF record of 
105  corrected by whoever runs that domain. Until then, remove the terms that lead there from the records of 
44 , and name the networks that they stood for.
95 included.records.size() <= 1 && included.problems.size() == 0 && included.dead_ends.size() == 0
136 several: included.records.size() > 1 ? ["it has " + string(included.records.size()) + " SPF records, and only one may stand there"] : []
119 errors: included.problems.map(p, "its record is not valid (at position " + string(p.position) + ", " + p.message + ")")
91 dead: included.dead_ends.map(t, "its term " + t + " leads to a name without an SPF record")
02400620028:000<0>2@6BDF0>HJLNP1R1T1V120460<6L@X14@^826228042N2@F4@F408X1@l32@^82622808Z10B0R1\1622:802@F4@F4@F4@F408^1@l32628808`1628408b1R1\1622<:02@F4@F408d12:08f10HH@Z14@^826228042B@^82622:040B@^82622<04004000h1>0j1262262l1n100P2262220n100R22@X54@14@1440424408T20n100V222@:0X2262220n100Z2262262l1n100\2000D262220000^2h16`2b2d200
21
20 spf/lookalike-record
41 TXT record that looks like SPF but is not
7 warning
6 stable
3 spf
10 spf_domain
3 you
175 Receivers read a record only if it begins with exactly "v=spf1" and a space. A blank or quotation mark before that, or another character
after it, makes the record invisible.

84 Remove it, and publish one record that begins with "v=spf1 " and contains all terms.
14 RFC 7208 §4.5
14 spf.lookalikes
8 spf.name
31 Rules/spf/lookalike-record.yaml
126 {spf.name} has a TXT record that was meant as SPF but is not read as SPF: {spf.lookalikes.map(r, "\"" + r + "\"").join(", ")}.
0 
64  has a TXT record that was meant as SPF but is not read as SPF: 
3 map
1 "
2 , 
1 .
26 spf.lookalikes.size() == 0
02400620028:000<0>2@2B04DFH20460:00B@^82622H04004000J8262220L00N2@X54R1P1622H802@F4@F408R12808R108T10L00V122@20@000<262220000X1J000
22
20 spf/multiple-records
24 More than one SPF record
5 error
6 stable
3 spf
10 spf_domain
3 you
100 With more than one record the result is permerror, whatever the records say: SPF passes for nobody.

127 Merge the records into one that begins with v=spf1, contains the terms of all, and ends with a single "all"; remove the others.
14 RFC 7208 §4.5
8 spf.name
11 spf.records
31 Rules/spf/multiple-records.yaml
104 {spf.name} publishes {spf.records.size()} SPF records: {spf.records.map(r, "\"" + r + "\"").join(", ")}.
0 
11  publishes 
14  SPF records: 
3 map
1 "
2 , 
1 .
23 spf.records.size() <= 1
02400620028:000<0>2@2B04DFH20460:00@Z14@^82622<04204000J<262220L00N2@^82622<0L00P12@X54R1R1622<802@F4@F408T12808T108V10L00X122@20@000<262220000Z1J000
23
19 spf/obsolete-record
19 Obsolete SPF record
6 notice
6 stable
3 spf
10 spf_domain
3 you
111 Nobody evaluates Sender ID (spf2.0) or records of type SPF any more. They do no harm, but do not count as SPF.

10 Remove it.
8 RFC 6686
14 RFC 7208 §3.1
14 RFC 7208 §4.5
8 spf.name
12 spf.obsolete
30 Rules/spf/obsolete-record.yaml
100 {spf.name} has an SPF record of an obsolete kind: {spf.obsolete.map(r, "\"" + r + "\"").join(", ")}.
0 
40  has an SPF record of an obsolete kind: 
3 map
1 "
2 , 
1 .
24 spf.obsolete.size() == 0
02400620028:000<0>2@6BDF04HJL20460:00B@^82622J04004000N8262220P100R12@X54R1T1622J802@F4@F408V12808V108X10P100Z122@20@000<262220000\1N000
35
15 tls-rpt/invalid
27 TLS-RPT record is not valid
7 warning
6 stable
7 tls-rpt
11 mail_domain
3 you
102 Senders ignore such a record: nobody learns when they cannot deliver to the domain because TLS fails.

73 Publish one record "v=TLSRPTv1; rua=mailto:…" at {domain.tls_rpt.name}.
12 RFC 8460 §3
19 domain.tls_rpt.name
23 domain.tls_rpt.problems
31 domain.tls_rpt.problems.message
32 domain.tls_rpt.problems.position
32 domain.tls_rpt.problems.severity
22 domain.tls_rpt.records
11 domain.view
26 Rules/tls-rpt/invalid.yaml
6 public
6 exists
5 error
333 The TLS-RPT record at {domain.tls_rpt.name} is not valid: {domain.tls_rpt.records.size() > 1 ? string(domain.tls_rpt.records.size()) + " TLS-RPT records are published there, and only one is allowed" : domain.tls_rpt.problems.filter(p, p.severity == "error").map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
22 The TLS-RPT record at 
0 
15  is not valid: 
61  TLS-RPT records are published there, and only one is allowed
3 map
6 filter
12 at position 
2 , 
2 ; 
1 .
51 Publish one record "v=TLSRPTv1; rua=mailto:…" at 
23 domain.view == "public"
95 domain.tls_rpt.records.size() <= 1 && !domain.tls_rpt.problems.exists(p, p.severity == "error")
02400620028:000<0>2@2B0>DFHJLNP1R120460>02B622608T1H@Z14@^826622>2042FR1V16622>482B628208X1004000Z1:0\126622>00^100`12L@X14@^826622>2042@F4@l32@^826622>208b1@X54R1d1R1f16622>4:2B62:208X10<02@F4@F4@F408h1@l3262<808j162<408l10^100n122@60P226622>00^100n1000>262220002R2T2Z1000
24
15 tls-rpt/missing
17 No TLS-RPT record
6 notice
6 stable
7 tls-rpt
11 mail_domain
3 you
81 Nobody learns when other servers cannot deliver to the domain because TLS fails.

104 Publish "v=TLSRPTv1; rua=mailto:…" at {domain.tls_rpt.name}, with a mailbox that receives the reports.
12 RFC 8460 §3
11 domain.name
19 domain.tls_rpt.name
22 domain.tls_rpt.records
11 domain.view
26 Rules/tls-rpt/missing.yaml
6 public
67 {domain.name} publishes no TLS-RPT record at {domain.tls_rpt.name}.
0 
32  publishes no TLS-RPT record at 
1 .
40 Publish "v=TLSRPTv1; rua=mailto:…" at 
43 , with a mailbox that receives the reports.
23 domain.view == "public"
33 domain.tls_rpt.records.size() > 0
02400600028:000<0>2@2B08DFHJL20460802B622608N@X14@^826622>204004000P18262220R100T126622>00R100V122@60X126622>00R100Z1000@262820002\1^1P1000
64
20 tls/addresses-differ
50 Addresses of one name serve different certificates
7 warning
6 stable
3 tls
11 certificate
8 web_name
11 tls/expired
16 tls/expires-soon
17 tls/name-mismatch
15 tls/self-signed
5 pages
3 you
302 One of the servers was forgotten at the last renewal, or is configured differently from the rest. It works until its certificate
expires, or for some of the names, and then fails for some visitors. Nodes that renew independently, each with a certificate of the same
kind, are correct and not reported.

135 Give every server of {web.name} a certificate with the same authority, names and type of key, and have all of them renew automatically.
16 RFC 8446 §4.4.2
5 share
3 int
1 3
1 2
2 20
129 A certificate was forgotten when less than this part (a third) of its lifetime is left, and another ends later by more than that.
21 deployment.probes_tls
16 web.certificates
26 web.certificates.addresses
26 web.certificates.authority
20 web.certificates.key
25 web.certificates.lifetime
22 web.certificates.names
26 web.certificates.not_after
23 web.certificates.serial
8 web.name
8 web.view
31 Rules/tls/addresses-differ.yaml
6 exists
16 in when they end
22 in who has issued them
14 in their names
13 in their keys
346 The addresses of {web.name} serve {web.certificates.size()} certificates in the {web.view} view that differ {what | list}: {web.certificates.map(c, c.addresses.map(a, string(a)).join(", ") + " one of " + c.authority + " (" + c.key + ") with serial number " + c.serial + " for " + c.names.join(", ") + " until " + string(c.not_after)).join("; ")}.
17 The addresses of 
0 
7  serve 
21  certificates in the 
18  view that differ 
4 list
2 : 
3 map
2 , 
8  one of 
2  (
21 ) with serial number 
5  for 
7  until 
2 ; 
1 .
21 Give every server of 
104  a certificate with the same authority, names and type of key, and have all of them renew automatically.
69 web.certificates.size() <= 1 || !late && !authority && !names && !key
220 late: web.certificates.exists(c, (c.not_after - now).getSeconds() * params.share < c.lifetime.getSeconds() && web.certificates.exists(d, (d.not_after - c.not_after).getSeconds() * params.share > c.lifetime.getSeconds()))
83 authority: web.certificates.exists(c, c.authority != web.certificates[0].authority)
71 names: web.certificates.exists(c, c.names != web.certificates[0].names)
65 key: web.certificates.exists(c, c.key != web.certificates[0].key)
157 what: (late ? ["in when they end"] : []) + (authority ? ["in who has issued them"] : []) + (names ? ["in their names"] : []) + (key ? ["in their keys"] : [])
02400620048:<08>000@000B000D0002FH0J2L2N2P1R1T12V12X1Z1F\1^1`1b1d1f1h1j1l1n1P2R220460F:R1T2622R182H@V14@44@j62@T146286246260@j626288R1T2622R1:2@X14@44@j62@T1462:662866260@j62628800R1T2622R1<2FB62<:6>622R1040:0R1T2622R1>2FB62><6>622R1040<0R1T2622R1@2FB62@>6>622R1040>0@14@14@14L400B28V20B0L420B28X20B0L440B28Z20B0L460B28\20B02620:J@Z14@^82622R1042HHHF40F42F44F4604000^2F0`2262240b200d22@^82622R10b200f2262280b200h22482j2b200l22@X54R1n2622R1B02@F4@F4@F4@F4@F4@F4@F4@F4@F4@F4@X54R1n262B@D02@T422D08P308R362B:08T362B>08V362B408X3@X5462B<08P308Z3@P4262B608\30b200^322L60`3262240b200b3002P1R1T12V12X1Z124624424X12D6Z126222008<P1<j1<n2<T42\1d3^2:f3h3j3l3n300
39
18 tls/plaintext-only
25 Served without encryption
5 error
6 stable
3 tls
4 http
12 tls_endpoint
5 pages
3 you
120 Passwords of the panel can be read on the path; browsers block a pixel or push host without HTTPS on every secure page.

102 Configure a certificate for {endpoint.name} and serve it on port {endpoint.port}; redirect HTTP to it.
16 RFC 9110 §4.2.2
14 RFC 9325 §3.2
22 deployment.probes_http
16 endpoint.address
21 endpoint.answers_http
28 endpoint.demands_certificate
17 endpoint.exposure
18 endpoint.handshake
13 endpoint.name
19 endpoint.plain_port
13 endpoint.port
13 endpoint.role
29 Rules/tls/plaintext-only.yaml
5 pixel
5 panel
6 public
161 {endpoint.name} at {endpoint.address} answers HTTP on port {has(endpoint.plain_port) ? string(endpoint.plain_port) : "?"} and has no TLS on port {endpoint.port}.
0 
4  at 
22  answers HTTP on port 
1 ?
24  and has no TLS on port 
1 .
28 Configure a certificate for 
22  and serve it on port 
22 ; redirect HTTP to it.
113 deployment.probes_http && (endpoint.role == "pixel" || endpoint.role == "panel" && endpoint.exposure == "public")
76 endpoint.handshake || endpoint.demands_certificate || !endpoint.answers_http
02400620048:<002>@0B2D4FH0DJLNP1R1T1V1X1Z1\1^120460802H620>JB622208`1HB622208b1B622<08d1JJ622D622NF622Z204000f1@262240h100j1262280h100l12L822\2@l32622\208n10h100P2262260h100R222D:0T2262240h100V2262260h100X2000@262220002Z2\2f1000
36
15 tls/unreachable
24 Port is closed or silent
5 error
6 stable
3 tls
12 tls_endpoint
15 address/missing
18 address/not-public
18 address/unexpected
25 address/bypasses-balancer
5 pages
3 you
203 Whoever gets this address sees an error page or a timeout: links in mail, unsubscribe links, the pixel or the panel do not work. If the
name has several addresses, this affects some visitors, at random.

156 Start the service at {endpoint.address}, open port {endpoint.port} in every firewall on the path, or remove the address from the records of {endpoint.name}.
16 RFC 9293 §3.5.2
14 RFC 1034 §3.6
16 endpoint.address
19 endpoint.connection
13 endpoint.name
14 endpoint.place
13 endpoint.port
18 endpoint.reachable
13 endpoint.role
13 endpoint.view
26 Rules/tls/unreachable.yaml
2 mx
75 {endpoint.place} {endpoint.connection}, seen from the {endpoint.view} view.
0 
1  
16 , seen from the 
6  view.
21 Start the service at 
12 , open port 
74  in every firewall on the path, or remove the address from the records of 
1 .
21 endpoint.role != "mx"
02400620028:08<000>000@000B0002DF0H2J4LN0@P1R1T1V1X1Z1\1^1`120460802FB622208b1622@04000d1<2622>0f100h12622B0f100j12622:0f100l122J>0n1262280f100P2262260f100R2262240f100T2000B26222008<P1<R2<Z3<b42V2Z1d1000
32
20 zone/caches-outdated
31 Caches still hold an old answer
6 notice
6 stable
4 zone
4 name
21 zone/servers-disagree
3 you
359 The record was changed. This resolver returns the new one at the given time at the latest; others cached it at other times, and may keep
it for as long as the old record's TTL. Until then receivers may see either, and other findings about this name may describe the old
record. Zones that answer according to the client's location look like this permanently.

92 Wait, then audit again; before the next change lower the TTL for as long as the old TTL was.
16 RFC 1035 §3.2.1
12 RFC 2308 §5
9 name.name
13 name.outdated
19 name.outdated.given
23 name.outdated.published
18 name.outdated.type
19 name.outdated.until
9 name.view
31 Rules/zone/caches-outdated.yaml
212 The resolvers of the {name.view} view still give an old answer for {name.name}: {name.outdated.map(o, o.type + " " + o.given + " until " + string(o.until) + ", where the zone now has " + o.published).join("; ")}.
21 The resolvers of the 
0 
35  view still give an old answer for 
2 : 
3 map
1  
7  until 
25 , where the zone now has 
2 ; 
1 .
25 name.outdated.size() == 0
02400620048::02<0000>0@2B4DF0>HJLNP1R1T1V120460:00B@^82622L04004000X1>0Z1262240\100^1262220\100`12@X54R1b1622L802@F4@F4@F4@F4@F4@F4628008d1628208f1@P42628608h1628408j10\100l122B20B000>26222002<P10n1X1000
27
23 zone/delegation-differs
32 Delegation differs from the zone
7 warning
6 stable
4 zone
22 name/alias-beside-data
3 you
221 Resolvers use the parent zone's servers at first, and may then switch to the zone's own NS records. A server that only one side names is
used by some resolvers and not by others, and is easily forgotten at the next move.

95 Give the registrar the name servers in the NS records of {zone.name}, or change the NS records.
16 RFC 1034 §4.2.2
14 RFC 1912 §2.3
9 zone.name
19 zone.only_delegated
13 zone.only_own
34 Rules/zone/delegation-differs.yaml
276 The delegation of {zone.name} and its own NS records differ: {((zone.only_delegated.size() > 0 ? ["only the parent zone names " + zone.only_delegated.join(", ")] : []) + (zone.only_own.size() > 0 ? ["only the zone itself names " + zone.only_own.join(", ")] : [])).join("; ")}.
18 The delegation of 
0 
32  and its own NS records differ: 
27 only the parent zone names 
2 , 
27 only the zone itself names 
2 ; 
1 .
57 Give the registrar the name servers in the NS records of 
27 , or change the NS records.
60 zone.only_delegated.size() == 0 && zone.only_own.size() == 0
02400620028802:0000<0>2@4BD06FHJL20460800HB@^82622B040B@^82622D04004000N:0P1262220R100T12@X54@14L@X14@^82622B040N2@F408V1@X54622B08X10B0L@X14@^82622D040N2@F408Z1@X54622D08X10B008\10R100^122@60`1262220R100b1000>26222002<P10d1N000
27
18 zone/glue-outdated
40 Glue differs from the servers' addresses
7 warning
6 stable
4 zone
23 zone/delegation-differs
76 zone.stale_glue.all(s, zone.only_delegated.exists(n, s.startsWith(n + ":")))
3 you
117 Resolvers first reach the servers at these addresses. An address that is no longer used may belong to somebody else.

97 Correct the addresses of the name servers (host or glue records) at the registrar of {zone.name}.
14 RFC 1912 §2.3
12 RFC 9471 §3
9 zone.name
19 zone.only_delegated
15 zone.stale_glue
29 Rules/zone/glue-outdated.yaml
95 The parent zone gives wrong addresses for servers of {zone.name}: {zone.stale_glue.join("; ")}.
53 The parent zone gives wrong addresses for servers of 
0 
2 : 
2 ; 
1 .
85 Correct the addresses of the name servers (host or glue records) at the registrar of 
3 all
6 exists
1 :
27 zone.stale_glue.size() == 0
02400620028802:2<0200>0@2B4DF06HJLN20460<00B@^82622F04004000P1:0R1262220T100V12@X54622F08X10T100Z122B60\1262220T100Z1022R1^1622F82R1`1622B:2@h4428@F42:08b10000@26222002>N0d1P1000
21
24 zone/servers-unreachable
34 No name server of the zone answers
5 error
6 stable
4 zone
3 you
234 Nothing in the zone can be resolved once caches have expired: web names cannot be reached, mail is rejected, and bounces are lost.
Silence alone is reported only if the resolvers of the public view get no answer from the zone either.

118 Start the name servers of {zone.name}, open UDP and TCP port 53 to them, or delegate the zone to servers that have it.
16 RFC 1034 §4.2.2
14 RFC 1912 §2.8
12 zone.answers
11 zone.detail
9 zone.name
35 Rules/zone/servers-unreachable.yaml
75 No name server of {zone.name} gives an authoritative answer: {zone.detail}.
18 No name server of 
0 
32  gives an authoritative answer: 
1 .
26 Start the name servers of 
81 , open UDP and TCP port 53 to them, or delegate the zone to servers that have it.
024006200288000:0<2>4@B06DFHJ20460800622604000L:0N262220P100R1262280P100T122>60V1262220P100X1000<262220000DL000
26
18 zone/single-server
28 Zone on a single name server
7 warning
6 stable
4 zone
3 you
134 Each zone should have at least two servers, in places that do not fail together. With one, a restart is enough to defer or lose mail.

99 Add a second name server for {zone.name} in another place, in its NS records and in the delegation.
14 RFC 1034 §4.1
12 RFC 2182 §5
9 zone.name
21 zone.server_addresses
17 zone.server_names
29 Rules/zone/single-server.yaml
242 {zone.name} has {zone.server_names == 1 ? "one name server" : string(zone.server_names) + " name servers"} at {zone.server_addresses == 1 ? "one address" : string(zone.server_addresses) + " addresses"}: if one machine fails, so does the zone.
0 
5  has 
15 one name server
13  name servers
4  at 
11 one address
10  addresses
41 : if one machine fails, so does the zone.
29 Add a second name server for 
59  in another place, in its NS records and in the delegation.
50 zone.server_names > 1 && zone.server_addresses > 1
024006200288000:0<2>4@B06DFHJ20460800H@X14622>042@X14622@04204000L<262220N00P12LB622>04208R1@F4@l32622>08T10N00V12LB622@04208X1@F4@l32622@08Z10N00\122>60^1262220N00`1000<262220000b1L000
32
15 address/missing
19 Name has no address
5 error
6 stable
7 address
8 web_name
26 address/view-not-described
19 name/does-not-exist
19 name/alias-dangling
22 name/alias-beside-data
5 pages
3 you
136 Without an address the name cannot be reached: links in mail that was already sent, unsubscribe links among them, end in an error page.

44 Publish the planned addresses of {web.name}.
16 RFC 1035 §3.4.1
14 RFC 3596 §2.1
5 web.a
8 web.aaaa
16 web.must_resolve
8 web.name
8 web.role
8 web.view
26 Rules/address/missing.yaml
90 The {web.role} name {web.name} has neither an A nor an AAAA record in the {web.view} view.
4 The 
0 
6  name 
44  has neither an A nor an AAAA record in the 
6  view.
33 Publish the planned addresses of 
1 .
39 web.a.size() > 0 || web.aaaa.size() > 0
02400620028:4<>6>000@000B0002DF0H2J4LN0<P1R1T1V1X1Z1\120460802622>J@X14@^82622Z1040@X14@^82622\104004000^1>0`1262220b100d1262240b100f1262280b100h122J60j1262240b100l1000D2622204BHB`26<P1<Z2<d32T1n1^1000
43
22 address/views-disagree
35 Internal view gives other addresses
7 warning
6 stable
7 address
8 web_name
26 address/view-not-described
15 address/missing
18 address/not-public
18 address/unexpected
36 return-path/internal-zone-incomplete
41 web.a.size() == 0 && web.aaaa.size() == 0
5 pages
3 you
109 People and hosts inside the network open the same links as everybody else, but reach another server or none.

97 Publish {web.name} in the internal view as well, or let the internal resolvers forward the query.
12 RFC 6950 §4
5 web.a
8 web.aaaa
12 web.expected
12 web.exposure
19 web.leads_as_public
8 web.name
8 web.role
8 web.view
33 Rules/address/views-disagree.yaml
8 internal
6 public
6 exists
248 The {web.role} name {web.name} resolves to {web.a.size() + web.aaaa.size() == 0 ? "nothing" : (web.a + web.aaaa).map(found, string(found)).join(", ")} in the internal view; expected is one of {web.expected.map(planned, string(planned)).join(", ")}.
4 The 
0 
6  name 
13  resolves to 
7 nothing
3 map
2 , 
42  in the internal view; expected is one of 
1 .
8 Publish 
79  in the internal view as well, or let the internal resolvers forward the query.
77 web.view == "internal" && web.exposure == "public" && web.expected.size() > 0
167 web.leads_as_public || (web.a.size() > 0 || web.aaaa.size() > 0) && !web.a.exists(found, !(found in web.expected)) && !web.aaaa.exists(found, !(found in web.expected))
02400620028:2<8>000@000B000D2F0202HJ0L2N2P10@R1T1V1X1Z1\1^1`1b120460@02HHB622808d1B622:08f1@X14@^82622@040J622LHHJ@X14@^82622Z1040@X14@^82622\1040FR1h1622Z182FD28622@0FR1h1622\1:2FD2:622@004000j1B0l1262220n100P2262240n100R22LB@04@^82622Z1@^82622\104008T2@X54R1V2@14622Z1622\1<02@T422<08X20n100Z22@X54R1V2622@>02@T422>08X20n100\222N60^2262240n100`2022HB@^82622Z1040B@^82622\104000N2622202JH8>:@:B:DN2b2d2j1000
23
18 dkim/key-too-short
36 DKIM key is too short to be accepted
5 error
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
3 you
90 Receivers must treat signatures made with such a key as failed, and anybody can break it.

96 Create an RSA key of 2048 bits, publish it at a new selector, and let the platform sign with it.
14 RFC 8301 §3.2
8 key.bits
8 key.name
8 key.type
29 Rules/dkim/key-too-short.yaml
3 rsa
87 The RSA key at {key.name} has {key.bits} bits; receivers do not accept fewer than 1024.
15 The RSA key at 
0 
5  has 
47  bits; receivers do not accept fewer than 1024.
73 !has(key.type) || key.type != "rsa" || !has(key.bits) || key.bits >= 1024
02400620028:4<>00@0B2D2F06HJLN20460800JJJF822LFB622L08P1F822N@\14622N04PP204000R1:0T1262260V100X12622N0V100Z122D20D000>2622204<H<d100\1R1000
51
19 dkim/key-unreadable
23 DKIM key cannot be read
5 error
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
3 you
263 Every signature made with this selector fails. The usual cause is a form that cut the key at 255 octets, or characters that were added
on the way. With a private key that was published, anybody can sign as the domain, also after it has been removed from the DNS.

820 {key.problems.exists(p, p.code == "key-private") ? "Make a new key pair, let the platform sign with it, and publish its public half only." : is_form && has(key.repaired_record) ? "Publish this text instead: " + key.repaired_record : is_form ? "Publish the record with the k that the key has: ed25519 with the 32 octets of the key alone, or rsa." : key.problems.exists(p, p.code in ["key-certificate", "key-other-algorithm", "key-garbage", "key-ed25519-length"]) ? "Publish the public key that the platform shows for this selector." : key.problems.exists(p, p.code == "key-truncated") ? "Publish the whole key again, as one record with strings of at most 255 octets." : has(key.repaired_record) ? "Publish this text instead: " + key.repaired_record : "Publish the key again as the platform shows it, in base64 and once."}
16 RFC 6376 §3.6.1
18 RFC 6376 §3.6.2.2
8 key.name
12 key.problems
17 key.problems.code
20 key.problems.message
21 key.problems.severity
19 key.repaired_record
30 Rules/dkim/key-unreadable.yaml
13 key-too-short
16 key-type-unknown
23 key-ed25519-small-order
16 key-exponent-one
6 exists
16 key-type-differs
21 key-ed25519-structure
4 key-
167 The key at {key.name} cannot be read: {key.problems.filter(p, p.severity == "error" && p.code.startsWith("key-") && !(p.code in others)).map(p, p.message).join("; ")}.
11 The key at 
0 
17  cannot be read: 
3 map
6 filter
2 ; 
1 .
11 key-private
85 Make a new key pair, let the platform sign with it, and publish its public half only.
27 Publish this text instead: 
100 Publish the record with the k that the key has: ed25519 with the 32 octets of the key alone, or rsa.
15 key-certificate
19 key-other-algorithm
11 key-garbage
18 key-ed25519-length
65 Publish the public key that the platform shows for this selector.
13 key-truncated
78 Publish the whole key again, as one record with strings of at most 255 octets.
67 Publish the key again as the platform shows it, in base64 and once.
98 !key.problems.exists(p, p.severity == "error" && p.code.startsWith("key-") && !(p.code in others))
92 others: ["key-too-short", "key-type-unknown", "key-ed25519-small-order", "key-exponent-one"]
98 is_form: key.problems.exists(p, p.code == "key-type-differs" || p.code == "key-ed25519-structure")
02400620028:4<>00@0B2D4FH0<JLNP1R1T1V120460F40B88X18Z18\18^1R1`1622J82JB628008b1B628008d100FR1`1622J:2HHB62:2084@h4462:008f1FD62:040004000h1:0j1262260l100n12@X54R1P2R1R2622J<2HHB62<2084@h4462<008f1FD62<0400>0262>408T20l100V222D22LR1`1622J@2B62@008X2008Z2LH42822F@F408\2622FL4208^2LR1`1622JB2D62B00B88`28b28d28f2008h2LR1`1622JD2B62D008j2008l2L822F@F408\2622F08n20l10000F2622204<H<d100P3h14R3T300
32
15 dkim/key-unsafe
34 Anybody can sign with the DKIM key
5 error
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
3 you
172 A valid signature can be computed from the key alone. Receivers whose software checks keys reject it; to all others, whoever reads the
record can sign mail as this domain.

127 Create a new key pair, publish its public half at a new selector, let the platform sign with it, and revoke this record (`p=`).
16 RFC 8032 §5.1.3
12 RFC 8463 §4
16 RFC 6376 §3.6.1
8 key.name
12 key.problems
17 key.problems.code
20 key.problems.message
26 Rules/dkim/key-unsafe.yaml
23 key-ed25519-small-order
16 key-exponent-one
6 exists
112 The key at {key.name} protects nothing: {key.problems.filter(p, p.code in unsafe).map(p, p.message).join("; ")}.
11 The key at 
0 
19  protects nothing: 
3 map
6 filter
2 ; 
1 .
41 !key.problems.exists(p, p.code in unsafe)
55 unsafe: ["key-ed25519-small-order", "key-exponent-one"]
02400620028:4<>00@0B2D6FHJ08LNP1R1T120460>20B48V18X10FR1Z1622J82D628040004000\1:0^1262260`100b12@X54R1d1R1f1622J:2D62:0400<0262<408h10`100j122D20D000B2622204<H<d100l1\12n100
26
12 dkim/revoked
19 DKIM key is revoked
5 error
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
3 you
47 Every signature made with this selector fails.

244 {has(key.alias) ? "Ask whoever runs " + key.alias + " for the key that signs, since the record is published there, or let the platform sign with another selector." : "Publish the key that signs, or let the platform sign with another selector."}
16 RFC 6376 §3.6.1
9 key.alias
8 key.name
11 key.revoked
23 Rules/dkim/revoked.yaml
130 The record at {key.name}{has(key.alias) ? ", which is an alias of " + key.alias + "," : ""} has an empty "p=": the key is revoked.
14 The record at 
0 
23 , which is an alias of 
1 ,
39  has an empty "p=": the key is revoked.
17 Ask whoever runs 
109  for the key that signs, since the record is published there, or let the platform sign with another selector.
75 Publish the key that signs, or let the platform sign with another selector.
12 !key.revoked
02400620028:4<>00@0B2D2F06HJLN20460800F622P104000P180R1262260T102L822D@F4@F408V1622D08X108T10T100Z122D22L822D@F4@F408\1622D08^108`10T10000>2622204<H<d100b1P1000
28
20 dkim/strict-identity
41 DKIM key forbids identities in subdomains
7 warning
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
3 you
136 With this flag, the identity of a signature (i=) must be in the signing domain itself. Signatures with an identity in a subdomain fail.

93 Remove "s" from the tag "t" at {key.name}, or sign for the subdomains with keys of their own.
16 RFC 6376 §3.6.1
10 key.domain
8 key.name
19 key.strict_identity
24 key.subdomain_identities
31 Rules/dkim/strict-identity.yaml
121 The record at {key.name} has "t=s", but the key also signs for {key.subdomain_identities.join(", ")}, below {key.domain}.
14 The record at 
0 
39  has "t=s", but the key also signs for 
2 , 
8 , below 
1 .
31 Remove "s" from the tag "t" at 
52 , or sign for the subdomains with keys of their own.
35 key.subdomain_identities.size() > 0
20 !key.strict_identity
02400620028:4<>00@0B2D2F08HJLNP120460802@X14@^82622<040F622T104000R1>0T1262260V100X12@X54622<08Z10V100\1262220V100^122D60`1262260V100b1000@2622204>H>d102d1f1R1000
50
17 dkim/syntax-error
31 DKIM record with a syntax error
5 error
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
3 you
87 Receivers discard the whole record, and every signature made with this selector fails.

365 {is_pasted ? "Publish the record as the platform shows it, without the quotation marks and backslashes of a zone file in the text." : is_version ? "Begin the record with v=DKIM1, exactly so; the other tags follow." : "Correct what is named, or publish the record as the platform shows it."}{has(key.repaired_record) ? " The whole text: " + key.repaired_record : ""}
16 RFC 6376 §3.6.1
14 RFC 6376 §3.2
8 key.name
12 key.problems
17 key.problems.code
20 key.problems.message
21 key.problems.position
21 key.problems.severity
19 key.repaired_record
28 Rules/dkim/syntax-error.yaml
7 revoked
13 hash-unusable
22 service-excludes-email
6 exists
8 version-
16 zone-file-syntax
11 stray-quote
17 escaped-semicolon
15 stray-backslash
11 smart-quote
4 key-
214 The record at {key.name} is not valid: {key.problems.filter(p, p.severity == "error" && !p.code.startsWith("key-") && !(p.code in others)).map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
14 The record at 
0 
15  is not valid: 
3 map
6 filter
12 at position 
2 , 
2 ; 
1 .
116 Publish the record as the platform shows it, without the quotation marks and backslashes of a zone file in the text.
65 Begin the record with v=DKIM1, exactly so; the other tags follow.
70 Correct what is named, or publish the record as the platform shows it.
17  The whole text: 
99 !key.problems.exists(p, p.severity == "error" && !p.code.startsWith("key-") && !(p.code in others))
62 others: ["revoked", "hash-unusable", "service-excludes-email"]
90 is_version: key.problems.exists(p, p.code.startsWith("version-") && p.severity == "error")
135 is_pasted: key.problems.exists(p, p.code in ["zone-file-syntax", "stray-quote", "escaped-semicolon", "stray-backslash", "smart-quote"])
02400620028:4<>00@0B2D4FH0>JLNP1R1T1V1X120460B60B68Z18\18^1R1`1622J82H@h44628008b1B62820840R1`1622J:2D62:00B:8d18f18h18j18l100FR1`1622J<2HHB62<2084F@h4462<008n1FD62<040004000P2:0R2262260T200V22@X54R1X2R1Z2622J>2HHB62>2084F@h4462>008n1FD62>0400@02@F4@F4@F408\2@l3262@808^262@408`20T200b222D42L4408d2L4208f208h20T202L822F@F408j2622F08T20T20000H2622204<H<d100l2P26n2P3R300
22
12 dkim/testing
21 DKIM key in test mode
7 warning
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
3 you
125 The flag asks receivers to treat mail whose signature fails as unsigned mail. It is meant for tests and is easily forgotten.

42 Remove "y" from the "t" tag at {key.name}.
16 RFC 6376 §3.6.1
8 key.name
11 key.testing
23 Rules/dkim/testing.yaml
62 The record at {key.name} has "t=y": DKIM is only being tested.
14 The record at 
0 
38  has "t=y": DKIM is only being tested.
31 Remove "y" from the "t" tag at 
1 .
12 !key.testing
02400620028:4<>00@0B2D2F04HJL20460800F622R104000N60P1262260R100T122D60V1262260R100X1000>2622204<H<d100Z1N000
40
13 dmarc/missing
15 No DMARC policy
5 error
6 stable
5 dmarc
11 mail_domain
19 name/does-not-exist
19 name/alias-dangling
22 name/alias-beside-data
29 dmarc/published-at-wrong-name
22 dmarc/multiple-records
20 dmarc/policy-missing
18 dmarc/syntax-error
3 you
123 Gmail, Yahoo and Microsoft require a DMARC policy from every bulk sender, and reject mail without one or treat it as spam.

295 {domain.dmarc.own_records.size() == 0 ? "Publish a policy" : "Leave one valid policy"} at _dmarc.{domain.name}, with an address for aggregate reports (rua=mailto:…). If it is not known whether all mail of the domain passes, begin with p=none, and tighten it once the reports show that it does.
15 RFC 9989 §4.10
18 domain.dmarc.asked
22 domain.dmarc.effective
18 domain.dmarc.found
22 domain.dmarc.inherited
24 domain.dmarc.own_records
11 domain.name
12 domain.roles
11 domain.view
24 Rules/dmarc/missing.yaml
4 from
6 public
99 No DMARC policy applies to the From domain {domain.name}; queried: {domain.dmarc.asked.join(", ")}.
43 No DMARC policy applies to the From domain 
0 
11 ; queried: 
2 , 
1 .
16 Publish a policy
22 Leave one valid policy
11  at _dmarc.
185 , with an address for aggregate reports (rua=mailto:…). If it is not known whether all mail of the domain passes, begin with p=none, and tighten it once the reports show that it does.
49 "from" in domain.roles && domain.view == "public"
77 domain.dmarc.found && (domain.dmarc.inherited || has(domain.dmarc.effective))
02400620028:2<><000>000@000B000D000F000H0000J0L2N2P10@R1T1V1X1Z1\1^1`1b120460802HD08d16228B622608f1H6622<0J6622<H8622<F04000h1:0j1262220l100n12@X546622<608P20l100R222N82LB@^826622<804008T208V20l100X2262220l100Z2000R12622202P1H>>:@:B:D:F:H:J:2\2^2h1000
33
20 dmarc/policy-missing
35 DMARC record without a valid policy
5 error
7 warning
6 stable
5 dmarc
11 mail_domain
22 dmarc/multiple-records
18 dmarc/syntax-error
3 you
189 With a valid address in "rua", receivers treat it as p=none; without one they ignore the record. Gmail defers or rejects mail from bulk
senders whose record has no policy (4.7.40, 5.7.40).

61 Add p=none, p=quarantine or p=reject directly after v=DMARC1.
14 RFC 9989 §4.7
17 RFC 9989 §4.10.1
18 domain.dmarc.found
24 domain.dmarc.own_records
19 domain.dmarc.policy
19 domain.dmarc.record
11 domain.name
12 domain.roles
11 domain.view
31 Rules/dmarc/policy-missing.yaml
4 from
6 public
141 The DMARC record for {domain.name} has no valid "p": "{has(domain.dmarc.record) ? domain.dmarc.record : domain.dmarc.own_records.join(" ")}".
21 The DMARC record for 
0 
20  has no valid "p": "
1  
2 ".
49 "from" in domain.roles && domain.view == "public"
89 has(domain.dmarc.policy) || (!domain.dmarc.found && domain.dmarc.own_records.size() == 0)
29 warning if domain.dmarc.found
02402682002:<2>2@0000B0D2F4HJ0>LNP1R1T1V1X1Z120460802HD08\16228B622608^1J8622<DHF6622<0B@^826622<8040040266622<00`1:0b1262220d100f12L8622<26622<2@X546622<808h10d100j122F20F000H2622202FH2<P12l1n1`1002P2
23
12 dnssec/bogus
23 DNSSEC validation fails
5 error
6 stable
6 dnssec
4 zone
18 dnssec/bogus-above
24 zone/servers-unreachable
3 you
469 Resolvers that validate, among them public ones and those of large mailbox providers, answer SERVFAIL: for a large part of the world the
names do not exist, while tools that do not validate see nothing wrong.

Validation starts from the trust anchor of `views.authoritative`, and covers each zone once with all the names that the deployment
needs. Without that view there is only the resolver's refusal: `dns/lookup-failed` reports it, and the verdict is undetermined.

124 Sign the zone again, or correct its DS records at the registrar; if the zone is to be unsigned, remove the DS records first.
14 RFC 4035 §5.2
14 RFC 4035 §5.5
12 RFC 6781 §4
10 zone.bogus
9 zone.name
23 Rules/dnssec/bogus.yaml
69 {zone.name} does not pass DNSSEC validation: {zone.bogus.join("; ")}.
0 
34  does not pass DNSSEC validation: 
2 ; 
1 .
22 zone.bogus.size() == 0
02400620028:2<4<000>0000@0B2D6FHJ04LNP120460800B@^82622P104004000R18262220T100V12@X54622P108X10T100Z122D20D000@2622202>H4<P1<X20\1R1000
30
16 from/unreachable
27 From domain accepts no mail
5 error
6 stable
4 from
11 mail_domain
19 name/does-not-exist
19 name/alias-dangling
22 name/alias-beside-data
7 bounces
3 you
109 Mailbox providers reject mail whose From domain cannot receive a reply, and replies and complaints are lost.

80 Publish an MX record for {domain.name} that names a host which accepts its mail.
14 RFC 5321 §5.1
8 domain.a
11 domain.aaaa
9 domain.mx
11 domain.name
12 domain.roles
11 domain.view
27 Rules/from/unreachable.yaml
6 public
70 The From domain {domain.name} has neither an MX record nor an address.
16 The From domain 
0 
41  has neither an MX record nor an address.
25 Publish an MX record for 
42  that names a host which accepts its mail.
49 "from" in domain.roles && domain.view == "public"
69 domain.mx.size() > 0 || domain.a.size() > 0 || domain.aaaa.size() > 0
02400620028:2<6<000>000@0002BD0F2H2J0<LNP1R1T1V1X120460802HD0886228B622608Z1JJ@X14@^82622:040@X14@^82622F040@X14@^82622H04004000\160^1262220`100b122H60d1262220`100f1000D2622202BH6<P1<Z2<d32h1j1\1000
34
21 helo/differs-from-ptr
34 Announced name is not the PTR name
7 warning
6 stable
4 helo
3 ptr
13 helo/not-fqdn
17 helo/unresolvable
18 helo/not-at-sender
17 ptr/not-confirmed
3 you
91 The standard does not allow receivers to reject mail for this alone, but filters count it.

113 Let the sender announce the PTR name (helo ptr), or have the PTR record of {helo.address} changed to {helo.name}.
16 RFC 5321 §4.1.4
14 RFC 1912 §2.1
12 helo.address
9 helo.mode
9 helo.name
8 helo.ptr
11 helo.sender
32 Rules/helo/differs-from-ptr.yaml
6 exists
100 Sender {helo.sender} announces {helo.name} from {helo.address}, whose PTR name is {helo.ptr | list}.
7 Sender 
0 
11  announces 
6  from 
20 , whose PTR name is 
4 list
1 .
75 Let the sender announce the PTR name (helo ptr), or have the PTR record of 
12  changed to 
18 helo.mode != "ptr"
71 helo.ptr.size() == 0 || helo.ptr.exists(name, name.sameName(helo.name))
02400620048:82<6>000@000B0000D0F2H4JL0:NP1R1T1V1X120460:02FB622608:JB@^82622<040R1Z1622<82@X84286228004000\1B0^1262220`100b1262280`100d1262240`100f12622<2h1`100j122H:0l1262240`100n1262280`100j1000B2622202@H6<P1<V2<^32P2R2\1000
37
17 helo/unresolvable
31 Announced name does not resolve
5 error
6 stable
4 helo
13 helo/not-fqdn
19 name/does-not-exist
9 helo.name
17 mx/target-missing
3 you
134 The EHLO name must be a host name with an address of its own. Many receivers resolve it first, and refuse the session if they cannot.

215 {helo.aliases.size() > 0 ? "Let sender " + helo.sender + " announce a name with an address record of its own, in place of the alias " + helo.name : "Publish the address of " + helo.name + " in a record of its own"}.
16 RFC 5321 §2.3.5
18 RFC 5321 §4.1.1.1
6 helo.a
9 helo.aaaa
12 helo.address
12 helo.aliases
9 helo.mode
11 helo.sender
28 Rules/helo/unresolvable.yaml
3 ptr
161 Sender {helo.sender} announces {helo.name} from {helo.address}, which {helo.aliases.size() > 0 ? "is an alias of " + helo.aliases.join(", ") : "has no address"}.
7 Sender 
0 
11  announces 
6  from 
8 , which 
15 is an alias of 
2 , 
14 has no address
1 .
11 Let sender 
74  announce a name with an address record of its own, in place of the alias 
23 Publish the address of 
23  in a record of its own
93 (helo.mode == "ptr" || helo.a.size() > 0 || helo.aaaa.size() > 0) && helo.aliases.size() == 0
0240062002882:4<02>20@02>200B0D2F4HJ0>LNP1R1T1>V1X120460800HJJB622608Z1@X14@^82622B040@X14@^82622D040B@^82622J04004000\1B0^1262220`100b1262280`100d1262240`100f12L@X14@^82622J040@F408h1@X54622J08j108l10`100n122F42L@X14@^82622J040@F4@F4@F408P2622208R26228@F4@F408T2622808V20`100n1020262280D2622202@H4>N>X20X2\1000
32
26 mta-sts/policy-unreachable
32 MTA-STS policy cannot be fetched
5 error
6 stable
7 mta-sts
5 probe
11 mail_domain
22 mta-sts/record-invalid
7 bounces
3 you
185 Senders that have cached the policy apply it until it expires, and then do without; new ones never learn it. Redirects are not followed,
and the certificate must be valid for the host.

128 Serve the policy at {domain.mta_sts.url} with status 200 and a valid certificate, or remove the record at {domain.mta_sts.name}.
14 RFC 8461 §3.3
22 deployment.probes_http
22 domain.mta_sts.failure
20 domain.mta_sts.found
19 domain.mta_sts.name
22 domain.mta_sts.records
18 domain.mta_sts.url
11 domain.name
11 domain.view
37 Rules/mta-sts/policy-unreachable.yaml
6 public
120 {domain.name} announces an MTA-STS policy, but it cannot be fetched from {domain.mta_sts.url}: {domain.mta_sts.failure}.
0 
60  announces an MTA-STS policy, but it cannot be fetched from 
2 : 
1 .
20 Serve the policy at 
66  with status 200 and a valid certificate, or remove the record at 
49 domain.view == "public" && deployment.probes_http
58 domain.mta_sts.records.size() == 0 || domain.mta_sts.found
02400620048:<2>02@B0D2F2H0@JLNP1R1T1V1X1Z120460802HB622608\1620>JB@^826622@20406622@804000^1<262220`100b126622@60`100d126622@:0`100f122F:0h126622@60`100j126622@00`100f1000B2622202@H02l1n1^1000
30
18 mx/target-is-alias
19 MX host is an alias
5 error
6 stable
2 mx
9 mx_target
20 mx/target-is-address
7 bounces
3 you
149 An MX record must name a host that has addresses of its own. Some senders reject an alias, others treat mail to it as undeliverable, and
DANE fails.

133 Let the MX record of {target.domain} name a host with A or AAAA records, or replace the CNAME at {target.exchange} with such records.
15 RFC 2181 §10.3
14 RFC 5321 §5.1
14 target.aliases
13 target.domain
15 target.exchange
11 target.view
29 Rules/mx/target-is-alias.yaml
123 The MX host {target.exchange} of {target.domain} is an alias of {target.aliases.join(", then ")} in the {target.view} view.
12 The MX host 
0 
4  of 
16  is an alias of 
7 , then 
8  in the 
6  view.
21 Let the MX record of 
61  name a host with A or AAAA records, or replace the CNAME at 
19  with such records.
26 target.aliases.size() == 0
02400620028:2<02>@0B2D4FH08JLNP1R120460800B@^82622P104004000T1B0V12622<0X100Z1262220X100\12@X54622P108^10X100`1262240X100b122D:0d1262220X100f12622<0X100h1000@2622202>H00j1T1000
37
17 mx/target-missing
26 MX host without an address
5 error
6 stable
2 mx
9 mx_target
20 mx/target-is-address
7 bounces
3 you
115 Mail for the domain cannot be delivered to this host. If it is the only one, every bounce and every reply is lost.

275 {twice == "" ? "Publish the address of " + target.exchange + ", or remove the MX record that names it." : "Write " + target.exchange.replace(twice + twice, twice) + " with its final dot in the MX record of " + target.domain + ": without it, the zone was appended once more."}
14 RFC 5321 §5.1
8 target.a
11 target.aaaa
13 target.domain
15 target.exchange
11 target.view
28 Rules/mx/target-missing.yaml
1 .
1 ?
0 
203 The MX host {target.exchange} of {target.domain} has neither an A nor an AAAA record in the {target.view} view{twice == "" ? "" : ": the zone stands in its name twice, because the final dot is missing"}.
12 The MX host 
4  of 
44  has neither an A nor an AAAA record in the 
5  view
69 : the zone stands in its name twice, because the final dot is missing
23 Publish the address of 
40 , or remove the MX record that names it.
6 Write 
40  with its final dot in the MX record of 
46 : without it, the zone was appended once more.
45 target.a.size() > 0 || target.aaaa.size() > 0
34 labels: target.exchange.split(".")
90 two: labels.size() > 1 ? labels[labels.size() - 2] + "." + labels[labels.size() - 1] : "?"
70 three: labels.size() > 2 ? labels[labels.size() - 3] + "." + two : "?"
139 twice: target.exchange.endsWith("." + two + "." + two) ? "." + two : target.exchange.endsWith("." + three + "." + three) ? "." + three : ""
02400620028:2<02>@0B2D2F0:HJLNP1R12046088@R54622<08T1L@X14@^8240042@F4@F4>40@24@^824004408T1>40@24@^824004208V1L@X14@^8240044@F4@F4>40@24@^824004608T14208V1L@j44622<@F4@F4@F408T14208T142@F408T142L@j44622<@F4@F4@F408T14408T144@F408T14408X10J@X14@^82622H040@X14@^82622J04004000Z1B0\12622<0X100^1262220X100`1262240X100b12LB4608X108X108d10X100T122D22LB4608X1@F4@F408f1622<08h1@F4@F4@F4@F408j1@Z56622<@F446464608l1622208n10X10000J2622202>H00P2Z18R2T2V2X200
34
27 name/service-record-differs
33 HTTPS record and addresses differ
7 warning
6 stable
4 name
8 web_name
26 address/view-not-described
15 address/missing
5 pages
3 you
378 Browsers query HTTPS records first, and connect to the addresses that these give: some visitors reach another server than the rest, and
checks that use A and AAAA do not see it. The usual cause is a record that was left behind when a name moved away from a CDN.

Names with an `alias` in the deployment file are not compared: a CDN gives different answers to different queries.

90 Remove the HTTPS record of {web.name}, or give it the addresses of the A and AAAA records.
14 RFC 9460 §7.3
14 RFC 9460 §2.4
5 web.a
8 web.aaaa
8 web.name
8 web.role
21 web.service_elsewhere
8 web.view
38 Rules/name/service-record-differs.yaml
217 The HTTPS record of the {web.role} name {web.name} in the {web.view} view {web.service_elsewhere | list}; its A and AAAA records lead to {(web.a.map(found, string(found)) + web.aaaa.map(found, string(found))) | list}.
24 The HTTPS record of the 
0 
6  name 
8  in the 
6  view 
4 list
33 ; its A and AAAA records lead to 
3 map
1 .
27 Remove the HTTPS record of 
53 , or give it the addresses of the A and AAAA records.
33 web.service_elsewhere.size() == 0
02400620028:2<2>0002@B0D2F4HJ0<LNP1R1T1V1X120460<00B@^82622X104004000Z1F0\1262220^100`1262240^100b1262280^100d12622X12f1^100h12@14R1j1622Z1802@T4228R1j1622\1:02@T422:2f1^100l122F60n1262240^100P2000B2622202@H2<P10R2Z1000
30
11 ptr/generic
16 Generic PTR name
7 warning
6 stable
3 ptr
15 sending_address
11 ptr/missing
17 ptr/not-confirmed
13 address-owner
278 Names that providers assign automatically stand for customers' machines. GMX, WEB.DE and Yahoo reject or defer mail from them, and they
do not identify the sender. The domain of the name does not matter: a platform or an address provider may name its servers in its own
domain.

91 Have the PTR record of {address.address} changed to a name of your own that resolves to it.
14 RFC 1912 §2.1
15 address.address
11 address.ptr
26 address.ptr.embeds_address
20 address.ptr.platform
14 address.sender
22 Rules/ptr/generic.yaml
3 all
143 The PTR name {failing.map(p, p.name) | list} of the sending address {address.address} of sender {address.sender} is made of the address itself.
13 The PTR name 
3 map
4 list
0 
24  of the sending address 
11  of sender 
31  is made of the address itself.
23 Have the PTR record of 
51  changed to a name of your own that resolves to it.
78 address.ptr.size() == 0 || address.ptr.all(p, !p.embeds_address || p.platform)
02400620028:2<2>0000@0B2D2F0:HJLNP1R120462:>00JB@^82622>040R1T1622>82JF6284628602T1622>82JF6284628604000V1>0X12R1Z12:<0262<02\1^100`1262240^100b1262220^100d122D60f1262240^100h1000D2622202@H2<P10j1V1000
36
17 ptr/not-confirmed
48 PTR name does not resolve to the sending address
5 error
6 stable
3 ptr
15 sending_address
11 ptr/missing
19 name/does-not-exist
17 mx/target-missing
17 helo/unresolvable
26 address.ptr.map(p, p.name)
13 address-owner
142 A PTR name counts only if it is forward-confirmed: receivers resolve it and compare the addresses. They treat an unconfirmed name as
missing.

113 Publish the address of the PTR name, or have the PTR record changed to a name that resolves to {address.address}.
14 RFC 1912 §2.1
16 RFC 5321 §4.1.4
15 address.address
11 address.ptr
21 address.ptr.addresses
16 address.ptr.name
14 address.sender
28 Rules/ptr/not-confirmed.yaml
6 exists
245 The sending address {address.address} of sender {address.sender} has the PTR name {address.ptr.map(p, p.name + (p.addresses.size() == 0 ? ", which has no address" : ", which resolves to " + p.addresses.map(a, string(a)).join(", "))).join("; ")}.
20 The sending address 
0 
11  of sender 
18  has the PTR name 
3 map
22 , which has no address
20 , which resolves to 
2 , 
2 ; 
1 .
95 Publish the address of the PTR name, or have the PTR record changed to a name that resolves to 
53 address.ptr.exists(p, address.address in p.addresses)
02400620028:2<6>000@000B02D200F0H2J4LN0:P1R1T1V1X1Z120460@00R1\1622>82D62246282004000^1>0`1262240b100d1262220b100f12@X54R1h1622>:02@F462:0LB@^8262:204008j1@F408l1@X54R1h162:2<02@T422<08n108P20b100R222J60T2262240b100R20202R1h1622>>0262>00H2622202FH6>:@:BN0V2^1000
30
32 return-path/null-sender-rejected
20 Bounces are rejected
5 error
6 stable
11 return-path
5 probe
13 smtp_endpoint
26 return-path/port-25-closed
7 bounces
8 platform
140 Delivery reports have an empty sender (MAIL FROM:<>). A server that rejects it, or accepts no mail for the domain, loses every one of
them.

93 Let the server at {server.address} accept the empty sender and recipients at {server.domain}.
16 RFC 5321 §4.5.5
16 RFC 5321 §3.6.3
17 server.acceptance
14 server.address
13 server.domain
12 server.place
16 server.rejection
18 server.return_path
43 Rules/return-path/null-sender-rejected.yaml
8 accepted
82 {server.place} rejects a bounce to {server.domain}: it answers {server.rejection}.
0 
21  rejects a bounce to 
13 : it answers 
1 .
18 Let the server at 
43  accept the empty sender and recipients at 
31 server.acceptance == "accepted"
02400620048:<2>02@B0D2F4HJ0<LNP1R1T1V1X120460802622<B622V108Z104000\1<2622:0^100`1262220^100b12622X10^100d122F:0f1262260^100h1262220^100d1000D2622202BH02V1j1\1000
37
22 return-path/unroutable
32 MAIL FROM domain without a route
5 error
6 stable
11 return-path
11 return_path
19 name/does-not-exist
25 mx/null-on-sending-domain
17 mx/target-missing
20 mx/target-is-address
19 name/alias-dangling
22 name/alias-beside-data
7 bounces
3 you
153 Receivers reject mail whose envelope sender cannot receive a bounce ("domain of sender address does not exist"), and no delivery report
ever comes back.

102 Publish an MX record for {path.domain} whose host has one of the addresses where bounces are accepted.
14 RFC 5321 §5.1
14 RFC 5321 §4.4
11 path.domain
11 path.routes
13 path.routes.a
16 path.routes.aaaa
20 path.routes.implicit
11 path.sender
9 path.view
33 Rules/return-path/unroutable.yaml
6 public
6 exists
118 The MAIL FROM domain {path.domain} of sender {path.sender} has neither an MX record nor an address in the public view.
21 The MAIL FROM domain 
0 
11  of sender 
60  has neither an MX record nor an address in the public view.
25 Publish an MX record for 
64  whose host has one of the addresses where bounces are accepted.
21 path.view == "public"
73 path.routes.exists(r, !r.implicit || r.a.size() > 0 || r.aaaa.size() > 0)
02400620028:4<>:<000@000B000D000F0002HJ0L2N4P1R10>T1V1X1Z1\1^1`1b120460:02B622808d1R1f1622N82JJF6284@X14@^826286040@X14@^826288040004000h1:0j1262240l100n1262220l100P222N60R2262240l100T2000D2622204BHBR2:<P1<Z2<`3<l4<V62V2X2h1000
37
19 smtp/banner-differs
37 Mail exchanger announces another name
6 notice
6 stable
4 smtp
5 probe
13 smtp_endpoint
26 return-path/port-25-closed
16 smtp/unreachable
7 bounces
8 platform
127 If the server also sends mail, receivers compare these names. Otherwise the difference only confuses people who read the logs.

76 Let the mail server announce the name in the PTR record of {server.address}.
18 RFC 5321 §4.1.1.1
14 RFC 5321 §4.2
14 server.address
16 server.announced
20 server.first_of_host
12 server.place
16 server.ptr_names
11 server.view
30 Rules/smtp/banner-differs.yaml
6 public
3 all
6 exists
191 {server.place} announces {failing.join(" and ")}, and the PTR {server.ptr_names.size() > 0 ? "name of the address is " + server.ptr_names.join(", ") : "record of the address does not exist"}.
0 
11  announces 
5  and 
14 , and the PTR 
23 name of the address is 
2 , 
36 record of the address does not exist
1 .
59 Let the mail server announce the name in the PTR record of 
47 server.view == "public" && server.first_of_host
98 server.announced.size() == 0 || server.announced.all(n, server.ptr_names.exists(p, p.sameName(n)))
02400620048:<4>@02BD0F2H4JL0<NP1R1T1V1X1Z120462<>02HB622808\1622BJB@^82622J040R1^1622J82R1`1622L:2@X842:28002^1622J82R1`1622L:2@X842:28004000b1<2622:0d100f12@X542<08h10d100j12L@X14@^82622L040@F408l1@X54622L08n108P20d100R222H60T2262260d100R2000D2622204BHB`202V2X2b1000
37
21 smtp/starttls-missing
35 Mail is accepted without encryption
7 warning
5 error
6 stable
4 smtp
3 tls
5 probe
13 smtp_endpoint
26 return-path/port-25-closed
16 smtp/unreachable
7 bounces
8 platform
156 All mail to the domain can be read on the path. Under an MTA-STS policy in mode enforce, and if DNSSEC secures TLSA records (DANE),
senders do not deliver.

94 Configure a certificate on the mail server at {server.address} and enable STARTTLS on port 25.
12 RFC 3207 §4
14 RFC 8461 §4.2
14 RFC 7672 §2.2
14 server.address
12 server.alike
18 server.dane_secure
12 server.place
13 server.speaks
15 server.starttls
23 server.starttls_failure
19 server.tls_required
32 Rules/smtp/starttls-missing.yaml
127 No encrypted session with {server.place}, which accepts mail for {server.alike | list}, is possible: {server.starttls_failure}.
26 No encrypted session with 
0 
25 , which accepts mail for 
4 list
15 , is possible: 
1 .
46 Configure a certificate on the mail server at 
32  and enable STARTTLS on port 25.
50 error if server.tls_required || server.dane_secure
02426082006:<>@4BD02FH0J2L6NP1R10@T1V1X1Z1\1^1`1b1d120460802622@622N0426J622T1622\100f1>0h12622:0j100l12622>2n1j100P22622P10j100R222L60T2262260j100V2000D2622204BHB`202\1^1f1002X2
39
11 spf/missing
13 No SPF record
5 error
6 notice
6 stable
3 spf
10 spf_domain
19 name/does-not-exist
19 name/alias-dangling
22 name/alias-beside-data
20 spf/lookalike-record
3 you
253 Receivers check SPF for the MAIL FROM domain. Without a record, nothing says which addresses may send for it; Gmail, Yahoo and
Outlook.com require SPF from bulk senders. At a From domain that is never used in MAIL FROM, a record only protects the name.

73 Publish a TXT record at {spf.name} that authorises the sending addresses.
14 RFC 7208 §4.5
12 RFC 7208 §3
9 spf.alias
8 spf.name
11 spf.records
9 spf.roles
22 Rules/spf/missing.yaml
6 exists
4 helo
9 mail-from
138 {spf.name}, a {spf.roles.filter(r, r != "helo").map(r, r == "from" ? "From" : "MAIL FROM").join(" and ")} domain, publishes no SPF record.
0 
4 , a 
3 map
6 filter
4 from
4 From
9 MAIL FROM
5  and 
33  domain, publishes no SPF record.
24 Publish a TXT record at 
39  that authorises the sending addresses.
32 spf.roles.exists(r, r != "helo")
71 spf.records.size() > 0 || has(spf.alias) && !("mail-from" in spf.roles)
37 notice if !("mail-from" in spf.roles)
02402682002:<2>8>000@000B000D0000F0H2J4LN08P1R1T1V1X120460>02R1Z1622882FB2808\10J@X14@^82622<040H822>FD08^1622804026FD08^162280`18262220b100d12@X54R1f1R1h16228:2FB2:08\10<02LB2<08j108l108n108P20b100R222J60T2262220b100V2000D2622202@H8<P1<Z2<d3<T52X2Z2`1002\2
43
31 tls/client-certificate-required
36 Server requires a client certificate
5 error
6 stable
3 tls
4 http
12 tls_endpoint
15 tls/unreachable
5 pages
3 you
215 Nobody who opens a link, a page or a pixel has such a certificate. With TLS 1.3 the handshake seems to succeed, and the server ends the
session afterwards; nginx serves an error page instead (ssl_verify_client on).

208 Do not ask visitors of {endpoint.name} for a certificate at {endpoint.address} (ssl_verify_client, SSLVerifyClient, mTLS of a balancer). If nobody outside should have access, give the panel exposure internal.
16 RFC 8446 §4.3.2
18 RFC 8446 §4.4.2.4
22 deployment.probes_http
16 endpoint.address
28 endpoint.demands_certificate
17 endpoint.exposure
18 endpoint.handshake
26 endpoint.handshake_failure
13 endpoint.name
13 endpoint.page
20 endpoint.page_detail
14 endpoint.place
13 endpoint.role
42 Rules/tls/client-certificate-required.yaml
6 server
17 wants-certificate
6 public
2 mx
242 {endpoint.place} refuses clients without a certificate: {endpoint.demands_certificate ? (has(endpoint.handshake_failure) ? endpoint.handshake_failure : "the handshake ends") : "the server " + endpoint.page_detail + " to clients without one"}.
0 
40  refuses clients without a certificate: 
18 the handshake ends
11 the server 
23  to clients without one
1 .
23 Do not ask visitors of 
22  for a certificate at 
130  (ssl_verify_client, SSLVerifyClient, mTLS of a balancer). If nobody outside should have access, give the panel exposure internal.
54 endpoint.exposure == "public" && endpoint.role != "mx"
38 !endpoint.demands_certificate && !page
141 page: deployment.probes_http && endpoint.role != "server" && endpoint.handshake && has(endpoint.page) && endpoint.page == "wants-certificate"
02400620048:<2>02@B0D2F4HJ0FLNP1R1T1V1X1Z1\1^1`1b12046082HHHH620>FB622208d1622D822`2B622`208f12HB622<08h1FB622208j1HF622NF4004000l182622>0n100P22L622NL822F622F08R2@F4@F408T2622b208V20n100X222F:0Z2262240n100\2262280n100^2000F2622202@H02`2b2l12d200
35
20 tls/handshake-failed
19 TLS handshake fails
5 error
7 warning
6 stable
3 tls
12 tls_endpoint
15 tls/unreachable
22 tls/no-modern-protocol
5 pages
3 you
252 No client can connect to the server: not with TLS 1.0 to 1.3, and not with the oldest ciphers that can still be tried. The usual causes
are a certificate that was never configured, a port with another service, and a name that the server does not know.

130 Configure certificate and key for {endpoint.name} at {endpoint.address}, and check what the server's log says about the handshake.
14 RFC 8446 §4.1
14 RFC 8446 §6.2
16 endpoint.address
28 endpoint.demands_certificate
18 endpoint.handshake
26 endpoint.handshake_failure
13 endpoint.name
14 endpoint.place
13 endpoint.role
31 Rules/tls/handshake-failed.yaml
2 mx
139 No TLS session with {endpoint.place} is possible: {has(endpoint.handshake_failure) ? endpoint.handshake_failure : "every handshake fails"}.
20 No TLS session with 
0 
14  is possible: 
21 every handshake fails
1 .
34 Configure certificate and key for 
4  at 
59 , and check what the server's log says about the handshake.
50 endpoint.handshake || endpoint.demands_certificate
32 warning if endpoint.role == "mx"
02402682002:<2>2@0002BD0F2H4JL0>NP1R1T1V1X1Z1\120460800J622D622N04026B622208^10`1:0b12622>0d100f12L822F622F08h10d100j122H:0l1262240d100n1262280d100P2000B2622202@H2<P10R2`1002T2
33
16 zone/server-lame
16 Lame name server
7 warning
6 stable
4 zone
24 zone/servers-unreachable
23 zone/delegation-differs
112 failing.all(s, zone.only_delegated.exists(n, n.sameName(s.name)) || zone.only_own.exists(n, n.sameName(s.name)))
3 you
218 A resolver that happens to choose this server gets no answer and must try another: lookups are slower, and fail when the other servers
are down. A server that once served the zone may also begin to give wrong answers.

101 Load {zone.name} on these servers, or remove them from the delegation and from the zone's NS records.
14 RFC 1912 §2.8
16 RFC 1034 §4.2.2
9 zone.name
19 zone.only_delegated
13 zone.only_own
12 zone.servers
18 zone.servers.asked
26 zone.servers.authoritative
27 Rules/zone/server-lame.yaml
3 all
140 {zone.name} is delegated to servers that do not serve it: {failing.map(s, s.name + " (" + string(s.address) + "): " + s.detail).join("; ")}.
0 
47  is delegated to servers that do not serve it: 
3 map
2  (
3 ): 
2 ; 
1 .
5 Load 
85  on these servers, or remove them from the delegation and from the zone's NS records.
6 exists
76 zone.servers.size() == 0 || zone.servers.all(s, !s.asked || s.authoritative)
0240062002882:2<2>0200@0B2D4FH0<JLNP1R1T1V120462:D00JB@^82622:040R1X1622:82JF6288628:02X1622:82JF6288628:04000Z18262220\100^12@X54R1`12:<02@F4@F4@F4@F462<008b1@T4262<208d162<>08f10\100h122D60j1262220\100l1022R1X12:>2JR1n1622B@2@X842@62>00R1n1622DB2@X842B62>00000B2622202@H2>N0P2Z1000
40
21 zone/servers-disagree
21 Name servers disagree
7 warning
6 stable
4 zone
24 zone/servers-unreachable
3 you
264 Which answer a receiver gets depends on the server that its resolver chooses: SPF, DKIM or a web name work for some and fail for others.
Right after a change this is normal until the secondary servers have transferred the new zone; if it persists, transfers fail.

124 Compare the serial numbers, increase the serial with every change, and repair zone transfers to the servers that lag behind.
16 RFC 1034 §4.3.5
14 RFC 1912 §2.2
18 zone.disagreements
26 zone.disagreements.answers
23 zone.disagreements.name
23 zone.disagreements.type
9 zone.name
12 zone.serials
12 zone.servers
20 zone.servers.address
17 zone.servers.name
19 zone.servers.serial
32 Rules/zone/servers-disagree.yaml
3 map
6 filter
2  (
6 ) has 
4 none
226 The servers of {zone.name} do not serve the same zone: {(zone.disagreements.map(d, d.name + " " + d.type + ": " + d.answers.join("; ")) + (zone.serials.size() > 1 ? ["serial numbers: " + serials.join(", ")] : [])).join(". ")}.
15 The servers of 
0 
29  do not serve the same zone: 
1  
2 : 
2 ; 
16 serial numbers: 
2 , 
2 . 
1 .
57 zone.disagreements.size() == 0 && zone.serials.size() < 2
145 serials: zone.servers.filter(s, has(s.serial)).map(s, s.name + " (" + string(s.address) + ") has " + (has(s.serial) ? string(s.serial) : "none"))
0240062002882:00<0>2@4BD0DFHJLNP1R1T1V1X1Z120460>2R1\1R1^1622:82828<0:02@F4@F4@F4@F462:008`1@T4262:208b1L82:<@l3262:<08d10HB@^82622J040@V14@^82622H04404000f1:0h1262220j100l12@X54@14R1\1622J<02@F4@F4@F4@F462<008n162<208P2@X5462<408R2L@X14@^82622H042N2@F408T2@X544008V20B008X20j100Z222@20@000D2622202<H00\2f12^200
55
18 address/unexpected
33 Name leads elsewhere than planned
5 error
6 stable
7 address
8 web_name
26 address/view-not-described
15 address/missing
25 address/bypasses-balancer
22 name/alias-beside-data
18 address/not-public
286 !(web.a + web.aaaa).exists(found, !(found in web.expected) && !(web.a_special + web.aaaa_special).exists(s, s.address == found)) && web.expected.all(planned, planned in web.a || planned in web.aaaa || (web.a_special + web.aaaa_special).exists(s, s.address.family() == planned.family()))
5 pages
3 you
172 Every address of a name gets a share of the visitors: an old server that is still in the answer fails for some of them, and a planned
server that is missing takes no load.

157 {has(web.alias) ? "Make " + web.name + " an alias of " + web.alias : "Publish exactly the planned addresses of " + web.name}, or correct the deployment file.
14 RFC 1034 §3.6
5 web.a
13 web.a_special
8 web.aaaa
16 web.aaaa_special
9 web.alias
19 web.alias_addresses
12 web.expected
18 web.leads_to_alias
16 web.must_resolve
8 web.name
14 web.plans_ipv6
8 web.role
8 web.view
29 Rules/address/unexpected.yaml
6 exists
501 The {web.role} name {web.name} resolves to {web.a.size() == 0 ? "no IPv4 address" : web.a.map(found, string(found)).join(", ")} and {web.aaaa.size() == 0 ? "no IPv6 address" : web.aaaa.map(found, string(found)).join(", ")} in the {web.view} view; planned: {has(web.alias) ? "an alias of " + web.alias + " or its addresses, " + (web.alias_addresses.size() == 0 ? "and it has none" : web.alias_addresses.map(planned, string(planned)).join(", ")) : web.expected.map(planned, string(planned)).join(", ")}.
4 The 
0 
6  name 
13  resolves to 
15 no IPv4 address
3 map
2 , 
5  and 
15 no IPv6 address
8  in the 
16  view; planned: 
12 an alias of 
19  or its addresses, 
15 and it has none
1 .
5 Make 
13  an alias of 
41 Publish exactly the planned addresses of 
33 , or correct the deployment file.
3 all
63 web.must_resolve && (web.expected.size() > 0 || has(web.alias))
261 has(web.alias) ? web.leads_to_alias : !web.a.exists(found, !(found in web.expected)) && (!web.plans_ipv6 || !web.aaaa.exists(found, !(found in web.expected))) && !web.expected.exists(planned, planned.family() == 4 ? !(planned in web.a) : !(planned in web.aaaa))
02400620028:6<>@4B000D2F0202HJ0L2N2P10JR1T1V1X1Z1\1^1`1b1d1f1h1j1l120460N02H622>J@X14@^82622@040822BL822B622FHHFR1n1622Z182FD28622@0JF622P1FR1n1622\1:2FD2:622@0FR1n1622@<2LB@Z722<048FD2<622Z1FD2<622\1004000P2J0R2262220T200V2262240T200X22LB@^82622Z104008Z2@X54R1\2622Z1>02@T422>08^20T200`22LB@^82622\104008b2@X54R1\2622\1@02@T422@08^20T200d2262280T200f22L822B@F4@F4@F408h2622B08j2LB@^82622D04008l2@X54R1\2622DB02@T422B08^2@X54R1\2622@D02@T422D08^20T200n222N42L822B@F4@F4@F408P3622408R3622B@F408T362240T200V3022HFR1n1@14622Z1622\1F2HFD2F622@FR1n1@14622^1622`1H2B62H02F00R1X3622@J2JJD2J622Z1D2J622\1R1n1@14622^1622`1L2B@Z7262L0@Z722J0000T12622206R1HR1`2R1b34@:BJ2Z3\3P2000
40
16 caa/lookup-fails
16 CAA lookup fails
7 warning
5 error
6 stable
3 caa
11 certificate
8 web_name
15 address/missing
18 dnssec/bogus-above
12 dnssec/bogus
24 zone/servers-unreachable
16 zone/server-lame
5 later
3 you
262 Authorities must look up CAA records before every issuance, and since March 2026 must validate DNSSEC when they do. A validation
failure, or a server that answers every query but this one, does not permit them to issue: the certificate in use cannot be renewed.

291 {web.caa_bogus ? "Sign the zone of " + web.name + " again, or remove its DS record at the registrar until that is done." : "Let the name servers of " + web.name + " answer queries of type CAA, with the records or an empty answer. Old balancers that act as name servers are the usual cause."}
114 https://cabforum.org/2025/06/18/ballot-sc-085v2-require-validation-of-dnssec-when-present-for-caa-and-dcv-lookups/
12 RFC 8659 §3
21 deployment.probes_tls
13 web.caa_bogus
15 web.caa_failure
12 web.exposure
8 web.name
8 web.view
27 Rules/caa/lookup-fails.yaml
6 public
144 An authority that looks up the CAA records of {web.name} before it issues gets no usable answer: {has(web.caa_failure) ? web.caa_failure : "?"}.
46 An authority that looks up the CAA records of 
0 
41  before it issues gets no usable answer: 
1 ?
1 .
17 Sign the zone of 
68  again, or remove its DS record at the registrar until that is done.
24 Let the name servers of 
125  answer queries of type CAA, with the records or an empty answer. Old balancers that act as name servers are the usual cause.
73 deployment.probes_tls && web.view == "public" && web.exposure == "public"
21 !has(web.caa_failure)
22 error if web.caa_bogus
02426082004:<>2@8B000D000F000H0002JL0N2P14R1T10<V1X1Z1\1^1`1b120460802HH620:B622808d1B622:08d1F822T10426622V100f1:0h1262240j100l12L822T1622T108n10j100P222P122L622V1@F4@F408R2622408T2@F4@F408V2622408X20j10000D2622202BH8<P1<X2<T3<h42Z2\2f1002^2
39
18 dane/tlsa-mismatch
41 TLSA records do not match the certificate
5 error
6 stable
4 dane
5 probe
13 smtp_endpoint
26 return-path/port-25-closed
16 smtp/unreachable
21 smtp/starttls-missing
7 bounces
3 you
179 Senders that support DANE do not deliver to the host, and there is no fallback. The usual cause is a certificate that was renewed with a
new key while the record stayed the same.

150 Publish a "3 1 1" record of the key in use at _25._tcp.{server.exchange}, and the next key's before each change; then remove those that match neither.
14 RFC 7672 §3.1
14 RFC 7671 §8.1
12 server.alike
18 server.dane_secure
15 server.exchange
12 server.place
13 server.speaks
11 server.tlsa
19 server.tlsa_matches
11 server.view
29 Rules/dane/tlsa-mismatch.yaml
6 public
151 None of the TLSA records of {server.exchange} ({server.tlsa.join(", ")}) matches what {server.place} serves; it accepts mail for {server.alike | list}.
28 None of the TLSA records of 
0 
2  (
2 , 
15 ) matches what 
29  serves; it accepts mail for 
4 list
1 .
55 Publish a "3 1 1" record of the key in use at _25._tcp.
78 , and the next key's before each change; then remove those that match neither.
40 server.view == "public" && server.speaks
69 server.tlsa.size() == 0 || !server.dane_secure || server.tlsa_matches
02400620048:<6>@B02DF0H2J4LN0@P1R1T1V1X1Z1\1^1`120460802HB622808b1622@JJB@^82622Z1040F622\1622^104000d1B0f1262240h100j12@X54622Z108l10h100n12622:0h100P22622>2R2h100T222J60V2262240h100X2000B2622206@H@`2@d302Z2\2d1000
24
17 dkim/key-mismatch
34 DKIM key is not the one that signs
5 error
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
17 dkim/syntax-error
19 dkim/key-unreadable
12 dkim/revoked
3 you
114 Every signature made with this selector fails. The usual cause is the record of an old key, or of another server.

103 Publish the public half of the key that signs, or let the platform sign with the key that is published.
16 RFC 6376 §3.6.1
16 key.has_key_file
11 key.matches
8 key.name
28 Rules/dkim/key-mismatch.yaml
87 The key at {key.name} is not the public half of the key that the deployment file names.
11 The key at 
0 
66  is not the public half of the key that the deployment file names.
32 !has(key.matches) || key.matches
02400620028::<>@BD00F0H2J2L06NP1R1T120460802622>JF822X1622X104000V160X1262260Z100\122J20J000@262220:>H>d1>R3>X4>b502N^1V1000
33
14 dkim/key-short
17 DKIM key is short
7 warning
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
18 dkim/key-too-short
3 you
110 The standard asks signers for 2048 bits, and Gmail and Yahoo recommend them. Shorter keys are still accepted.

108 Create an RSA key of {params.minimum} bits, publish it at a new selector, and let the platform sign with it.
14 RFC 8301 §3.2
7 minimum
3 int
4 2048
4 1024
4 4096
29 The least bits of an RSA key.
8 key.bits
8 key.name
8 key.type
25 Rules/dkim/key-short.yaml
3 rsa
80 The RSA key at {key.name} has {key.bits} bits; {params.minimum} are recommended.
15 The RSA key at 
0 
5  has 
7  bits; 
17  are recommended.
21 Create an RSA key of 
71  bits, publish it at a new selector, and let the platform sign with it.
83 !has(key.type) || key.type != "rsa" || !has(key.bits) || key.bits >= params.minimum
02400620028:6<>@00B0D2F2H2JLN2P12R1T16V1X1Z1\120460800JJJF822LFB622L08^1F822N@\14622N626004000`1>0b1262260d100f12622N0d100h1262600d100j122F60l1262600d100n1002JLN2P12R1T124PP424PP224PP82@6B2622206<H<d1<R300P2`1000
39
13 dkim/unusable
27 DKIM key cannot verify mail
5 error
6 stable
4 dkim
8 dkim_key
12 dkim/missing
21 dkim/multiple-records
17 dkim/syntax-error
19 dkim/key-unreadable
12 dkim/revoked
18 dkim/key-too-short
15 dkim/key-unsafe
3 you
178 The key is valid, but its tags forbid what is needed: "h" must allow sha256, "s" must allow email, and "k" must be rsa or ed25519. Every
signature made with this selector fails.

213 {key.problems.exists(p, p.code == "key-type-unknown") ? 'Publish the record with the right "k", rsa or ed25519 in lower case' : 'Publish the record without the tags "h" and "s", or with sha256 and email in them'}.
16 RFC 6376 §3.6.1
14 RFC 8301 §3.1
8 key.name
12 key.problems
17 key.problems.code
20 key.problems.message
21 key.problems.severity
10 key.usable
24 Rules/dkim/unusable.yaml
3 map
6 filter
22 service-excludes-email
104 No mail can be verified with the key at {key.name}{reasons.size() > 0 ? ": " + reasons.join("; ") : ""}.
40 No mail can be verified with the key at 
0 
2 : 
2 ; 
1 .
6 exists
16 key-type-unknown
67 Publish the record with the right "k", rsa or ed25519 in lower case
81 Publish the record without the tags "h" and "s", or with sha256 and email in them
110 reasons: key.problems.filter(p, p.severity == "error" || p.code == "service-excludes-email").map(p, p.message)
02400620028:><>@BDFH00J0L2N4P1R10<T1V1X1Z1\1^1`120460>2R1b1R1d1622J82JB6282084B628008f10:0262:40622V104000h180j1262260l102L@X14@^8240040@F408n1@X544008P208l10l100R222N42LR1T2622J<2B62<008V2008X208Z20l100R2000N262220>>:@:B:D:F:H:J:00^1h12\200
30
26 dmarc/no-aggregate-reports
26 No DMARC aggregate reports
7 warning
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
18 dmarc/syntax-error
76 has(domain.dmarc.record) && domain.dmarc.record.lowerAscii().contains("rua")
28 dmarc/report-address-invalid
3 you
180 Receivers send reports by mail alone, to mailto addresses. Without one, nobody learns which mail fails DMARC, or who forges the domain. laposte.net expects "rua" even with p=none.

105 Add rua=mailto:… with a mailbox that receives the reports, or the address of a service that reads them.
14 RFC 9989 §4.7
8 RFC 9990
27 domain.dmarc.aggregate_uris
19 domain.dmarc.record
11 domain.name
12 domain.roles
11 domain.view
37 Rules/dmarc/no-aggregate-reports.yaml
4 from
6 public
87 The DMARC record for {domain.name} has no usable address for aggregate reports ("rua").
21 The DMARC record for 
0 
53  has no usable address for aggregate reports ("rua").
3 rua
49 "from" in domain.roles && domain.view == "public"
38 domain.dmarc.aggregate_uris.size() > 0
02400620028:2<4>2@020B2@0200D0F2H4JL0:NP1R1T1V1X120460802HD08Z16228B622608\1@X14@^826622<L04004000^160`1262220b100d122H20H022H8622<2@f44@l426622<208f100F2622202DH4@J@R22h1j1^1000
26
18 dmarc/removed-tags
30 DMARC record with removed tags
6 notice
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
3 you
139 Receivers that follow RFC 9989 ignore pct, rf and ri; older ones may still apply them, so the policy differs from one receiver to
another.

48 Remove them. To test a stricter policy, use t=y.
14 RFC 9989 §4.7
25 domain.dmarc.removed_tags
11 domain.name
12 domain.roles
11 domain.view
29 Rules/dmarc/removed-tags.yaml
4 from
6 public
114 The DMARC record for {domain.name} has tags that the standard has removed: {domain.dmarc.removed_tags.join(", ")}.
21 The DMARC record for 
0 
41  has tags that the standard has removed: 
2 , 
1 .
49 "from" in domain.roles && domain.view == "public"
37 domain.dmarc.removed_tags.size() == 0
02400620028:2<00>0@2B2D08FHJLN20460802HD08P16228B622608R1B@^826622<P104004000T1:0V1262220X100Z12@X546622<P108\10X100^122B20B000@2622202>H02`1b1T1000
36
37 dmarc/report-destination-unauthorised
48 DMARC reports go to a domain that has not agreed
7 warning
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
3 you
132 Receivers send reports to another organization only if it publishes a record that accepts them. Without that record they send none.

94 Ask the destination to publish the record, or have the reports sent to an address of your own.
12 RFC 9990 §4
25 domain.dmarc.destinations
44 domain.dmarc.destinations.authorisation_name
36 domain.dmarc.destinations.authorised
32 domain.dmarc.destinations.domain
34 domain.dmarc.destinations.external
29 domain.dmarc.destinations.uri
11 domain.name
12 domain.roles
11 domain.view
48 Rules/dmarc/report-destination-unauthorised.yaml
4 from
6 public
6 exists
213 DMARC reports for {domain.name} are to be sent to {domain.dmarc.destinations.filter(d, d.external && !d.authorised).map(d, d.uri + ", which " + d.domain + " does not allow at " + d.authorisation_name).join("; ")}.
18 DMARC reports for 
0 
19  are to be sent to 
3 map
6 filter
8 , which 
19  does not allow at 
2 ; 
1 .
49 "from" in domain.roles && domain.view == "public"
65 !domain.dmarc.destinations.exists(d, d.external && !d.authorised)
02400620028:2<00>0@2B2D0BFHJLNP1R1T1V1X120460>02HD08Z16228B622608\1FR1^16622<N82H6284F6286004000`1:0b1262220d100f12@X54R1h1R1j16622<N:2H62:4F62:60<02@F4@F4@F4@F462<008l162<208n162<808P20d100R222B20B000@2622202>H02T2V2`1000
37
38 dmarc/report-destination-undeliverable
49 DMARC reports go to a domain that accepts no mail
7 warning
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
16 from/unreachable
81 domain.dmarc.destinations.all(d, d.deliverable || d.domain.sameName(domain.name))
25 mx/null-on-sending-domain
3 you
89 The reports are lost, and nobody learns which mail fails DMARC or who forges the domain.

66 Have the reports sent to an address whose domain has an MX record.
8 RFC 9990
14 RFC 5321 §5.1
25 domain.dmarc.destinations
37 domain.dmarc.destinations.deliverable
32 domain.dmarc.destinations.domain
29 domain.dmarc.destinations.uri
11 domain.name
12 domain.roles
11 domain.view
49 Rules/dmarc/report-destination-undeliverable.yaml
4 from
6 public
6 exists
161 DMARC reports for {domain.name} are to be sent to {domain.dmarc.destinations.filter(d, !d.deliverable).map(d, d.uri).join(", ")}, where no mail can be delivered.
18 DMARC reports for 
0 
19  are to be sent to 
3 map
6 filter
2 , 
33 , where no mail can be delivered.
3 all
49 "from" in domain.roles && domain.view == "public"
52 !domain.dmarc.destinations.exists(d, !d.deliverable)
02400620028:2<4>2@020B2@0200D0F2H4JL0>NP1R1T1V1X1Z1\120460@02HD08^16228B622608`1FR1b16622<N82F628:004000d1:0f1262220h100j12@X54R1l1R1n16622<N:2F62::0<0262<008P20h100R222H20H022R1T26622<N>2J62>:@X8462>26222000F2622202DH4>J>n12V2X2d1000
48
27 dmarc/subdomain-policy-weak
37 DMARC policy is weaker for subdomains
7 warning
6 notice
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
20 dmarc/policy-missing
3 you
127 The tags "sp" and "np" set the policy for subdomains. If only the domain itself is protected, mail is forged from a subdomain.

110 Remove "sp" and "np" from the record, make them as strict as "p", or publish a record at _dmarc.{domain.name}.
14 RFC 9989 §4.7
17 RFC 9989 §4.10.1
15 domain.dmarc.at
22 domain.dmarc.effective
22 domain.dmarc.inherited
19 domain.dmarc.policy
21 domain.dmarc.problems
26 domain.dmarc.problems.code
11 domain.name
12 domain.roles
11 domain.view
38 Rules/dmarc/subdomain-policy-weak.yaml
4 none
10 quarantine
6 reject
6 filter
21 subdomain-policy-weak
4 from
6 public
344 {weak_for_itself ? domain.name + " inherits the DMARC policy \"" + domain.dmarc.effective + "\"" + (has(domain.dmarc.at) ? " from " + domain.dmarc.at : "") + ", whose own policy is \"" + domain.dmarc.policy + "\"" : "The DMARC record of " + domain.name + " protects subdomains less than the domain: " + weak_below.map(p, p.message).join("; ")}.
28  inherits the DMARC policy "
1 "
6  from 
0 
23 , whose own policy is "
20 The DMARC record of 
43  protects subdomains less than the domain: 
3 map
2 ; 
1 .
96 Remove "sp" and "np" from the record, make them as strict as "p", or publish a record at _dmarc.
49 "from" in domain.roles && domain.view == "public"
42 !weak_for_itself && weak_below.size() == 0
246 weak_for_itself: domain.dmarc.inherited && has(domain.dmarc.policy) && has(domain.dmarc.effective) && (domain.dmarc.effective == "none" && domain.dmarc.policy != "none" || domain.dmarc.effective == "quarantine" && domain.dmarc.policy == "reject")
109 weak_below: !domain.dmarc.inherited ? domain.dmarc.problems.filter(p, p.code == "subdomain-policy-weak") : []
26 notice if !weak_for_itself
02402682002:<4>@00B0D2F4HJ0BLNP1R1T1V1X1Z1\1^120460<4HHH6622<H8622<D8622<FJHB6622<F08`1FB6622<D08`1HB6622<F08b1B6622<D08d1LF6622<HR1f16622<@82B628008h100B02HD08j16228B622608l1HF40B@^824204004026F400n142L40@F4@F4@F4@F4@F4@F4@F4622208P26622<F08R2L8622<4@F408T26622<408V208X26622<D08R2@F4@F4@F408Z2622208\2@X54R1^242:0262:408`20V200b222F60d2262220V200b2000L2622204>H>f102f2h2n14j2l202n2
24
15 dmarc/test-mode
25 DMARC policy in test mode
7 warning
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
3 you
102 Receivers apply the next weaker policy: quarantine instead of reject, and none instead of quarantine.

56 Remove "t=y" when the reports show that all mail passes.
14 RFC 9989 §4.7
20 domain.dmarc.testing
11 domain.name
12 domain.roles
11 domain.view
26 Rules/dmarc/test-mode.yaml
4 from
6 public
78 The DMARC record for {domain.name} has "t=y": its policy is only being tested.
21 The DMARC record for 
0 
44  has "t=y": its policy is only being tested.
49 "from" in domain.roles && domain.view == "public"
21 !domain.dmarc.testing
02400620028:2<00>0@2B2D08FHJLN20460802HD08P16228B622608R1F6622<J04000T160V1262220X100Z122B20B000@2622202>H02\1^1T1000
40
20 dmarc/values-ignored
46 DMARC record with values that receivers ignore
7 warning
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
3 you
135 Receivers act as if a tag that they do not know, or a value that is not allowed, were not there: what was meant by it does not happen.

126 Correct the values at _dmarc.{domain.dmarc.inherited && has(domain.dmarc.at) ? domain.dmarc.at : domain.name}, or remove them.
14 RFC 9989 §4.7
14 RFC 9989 §4.8
15 domain.dmarc.at
22 domain.dmarc.inherited
21 domain.dmarc.problems
26 domain.dmarc.problems.code
30 domain.dmarc.problems.severity
11 domain.name
12 domain.roles
11 domain.view
31 Rules/dmarc/values-ignored.yaml
6 filter
13 value-invalid
11 unknown-tag
4 from
6 public
147 Receivers ignore a part of the DMARC record for {domain.name}: {ignored.map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
48 Receivers ignore a part of the DMARC record for 
0 
2 : 
3 map
12 at position 
2 , 
2 ; 
1 .
29 Correct the values at _dmarc.
17 , or remove them.
49 "from" in domain.roles && domain.view == "public"
19 ignored.size() == 0
123 ignored: domain.dmarc.problems.filter(p, p.severity == "warning" && (p.code == "value-invalid" || p.code == "unknown-tag"))
02400620028:2<00>0@2B4DF0@HJLNP1R1T1V1X120460<2R1Z16622<@82HB6282084JB628008\1B628008^102HD08`16228B622608b1B@^824004004000d1:0f1262220h100j12@X54R1l140:02@F4@F4@F408n1@l3262:808P262:408R20h100T222B60V22LH6622<H8622<46622<462220h100X2000D2622202>H02Z2\2d12^200
34
18 helo/not-at-sender
42 Announced name resolves to another address
5 error
6 stable
4 helo
13 helo/not-fqdn
17 helo/unresolvable
17 ptr/not-confirmed
9 helo.name
3 you
155 A server that announces the name of another host looks like an impostor. With several sending addresses, a common name is correct for
one of them at most.

121 From {helo.address}, announce a name that resolves to it, preferably its PTR name, or publish its address at {helo.name}.
16 RFC 5321 §4.1.4
14 RFC 7208 §2.3
6 helo.a
9 helo.aaaa
12 helo.address
9 helo.mode
11 helo.sender
29 Rules/helo/not-at-sender.yaml
3 ptr
149 Sender {helo.sender} announces {helo.name} from {helo.address}, but the name resolves to {(helo.a + helo.aaaa).map(found, string(found)).join(", ")}.
7 Sender 
0 
11  announces 
6  from 
27 , but the name resolves to 
3 map
2 , 
1 .
5 From 
90 , announce a name that resolves to it, preferably its PTR name, or publish its address at 
18 helo.mode != "ptr"
51 helo.address in helo.a || helo.address in helo.aaaa
0240062002884:<2>02@200B0D2F4HJ0<LNP1R1@T1V120460:02FB622608X1JD6224622BD6224622D04000Z1B0\1262220^100`1262280^100b1262240^100d12@X54R1f1@14622B622D802@T422808h10^100j122F:0l1262240^100n1262280^100j1020262280F2622204DHDf12>N2P2R2Z1000
28
11 helo/shared
40 One announced name for several addresses
7 warning
6 stable
4 helo
13 helo/not-fqdn
17 helo/unresolvable
18 helo/not-at-sender
3 you
150 Servers with several addresses often announce one name from all of them. It is correct for the address that it resolves to, and wrong
for the others.

85 Announce a separate name from each address; with helo ptr this happens automatically.
16 RFC 5321 §4.1.4
6 helo.a
9 helo.aaaa
12 helo.address
9 helo.name
11 helo.others
22 Rules/helo/shared.yaml
6 exists
187 {helo.name} is announced from {helo.address} and from {helo.others.map(other, string(other)).join(", ")}, but resolves only to {(helo.a + helo.aaaa).map(found, string(found)).join(", ")}.
0 
19  is announced from 
10  and from 
3 map
2 , 
23 , but resolves only to 
1 .
120 helo.address in helo.a || helo.address in helo.aaaa || !helo.others.exists(other, other in helo.a || other in helo.aaaa)
0240062002884:<2>0000@0B2D2F0:HJLNP1R120460>00JJD6224622BD6224622DFR1T1622>82JD28622BD28622D004000V1@262280X100Z1262240X100\12@X54R1^1622>:02@T422:08`10X100b12@X54R1^1@14622B622D<02@T422<08`10X100d122D20D000@2622204>H>f12<P10f1V1000
34
22 mta-sts/policy-invalid
27 MTA-STS policy is not valid
5 error
6 stable
7 mta-sts
5 probe
11 mail_domain
22 mta-sts/record-invalid
26 mta-sts/policy-unreachable
7 bounces
3 you
68 Senders discard the whole policy and deliver as if there were none.

102 Serve the lines "version: STSv1", "mode: enforce", one "mx: …" for each host and "max_age: 1209600".
14 RFC 8461 §3.2
22 deployment.probes_http
30 domain.mta_sts.policy_problems
38 domain.mta_sts.policy_problems.message
39 domain.mta_sts.policy_problems.severity
22 domain.mta_sts.records
18 domain.mta_sts.url
11 domain.view
33 Rules/mta-sts/policy-invalid.yaml
6 public
6 exists
144 The policy at {domain.mta_sts.url} is not valid: {domain.mta_sts.policy_problems.filter(p, p.severity == "error").map(p, p.message).join("; ")}.
14 The policy at 
0 
15  is not valid: 
3 map
6 filter
2 ; 
1 .
49 domain.view == "public" && deployment.probes_http
102 domain.mta_sts.records.size() == 0 || !domain.mta_sts.policy_problems.exists(p, p.severity == "error")
02400620048:<4>@02BD0F2H2J0>LNP1R1T1V1X1Z120460>02HB622608\1620>JB@^826622@2040FR1^16622@>82B6282084004000`1:0b126622@60d100f12@X54R1h1R1j16622@>:2B62:20840<0262<408l10d100n122H20H000B2622204@H@X202P2R2`1000
43
20 mx/target-not-public
53 MX host has an address that the Internet cannot reach
5 error
6 stable
2 mx
9 mx_target
17 mx/target-missing
34 return-path/private-address-leaked
7 bounces
3 you
60 Bounces and replies from outside try this address and fail.

342 {target.exchange.contains(".") ? "Publish the public or NAT address of " + target.exchange + "; publish the internal one only in the internal view." : "Let the MX record of " + target.domain + " name a mail host by its full name: " + target.exchange + " is a name that every machine uses for itself, or one that only your own network knows."}
12 RFC 6890 §2
14 RFC 5321 §5.1
16 target.a_special
24 target.a_special.address
21 target.a_special.kind
19 target.aaaa_special
27 target.aaaa_special.address
24 target.aaaa_special.kind
13 target.domain
15 target.exchange
11 target.view
31 Rules/mx/target-not-public.yaml
6 public
340 The MX host {target.exchange} of {target.domain} has, in the public view, {target.a_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")}{target.a_special.size() > 0 && target.aaaa_special.size() > 0 ? ", " : ""}{target.aaaa_special.map(s, string(s.address) + " (" + s.kind + ")").join(", ")}, which the Internet cannot reach.
12 The MX host 
0 
4  of 
26  has, in the public view, 
3 map
2  (
1 )
2 , 
34 , which the Internet cannot reach.
1 .
37 Publish the public or NAT address of 
53 ; publish the internal one only in the internal view.
21 Let the MX record of 
36  name a mail host by its full name: 
87  is a name that every machine uses for itself, or one that only your own network knows.
23 target.view == "public"
63 target.a_special.size() == 0 && target.aaaa_special.size() == 0
02400620028:2<2>0002@B0D2F4HJ0BLNP1R1T1V1X1Z1\1^120460<02B622408`1HB@^82622L040B@^82622N04004000b1B0d12622<0f100h1262220f100j12@X54R1l1622L802@F4@F4@F4@T42628008n1628208P208R20f102LH@X14@^82622L040@X14@^82622N04008R208f10f102@X54R1l1622N:02@F4@F4@F4@T4262:008n162:208P208R20f100T222F22L@f44622<08V2@F4@F408X2622<08Z2@F4@F4@F4@F408\2622208^2622<08`20f10000D2622202BH2<P12b2d2b1000
43
34 return-path/internal-not-at-sender
41 Internal view does not lead to the sender
5 error
6 stable
11 return-path
9 split-dns
11 return_path
22 return-path/unroutable
25 mx/null-on-sending-domain
36 return-path/internal-zone-incomplete
7 bounces
3 you
146 With split DNS, the relay uses the internal view to find where to forward bounces. If that leads elsewhere, the relay keeps them or
mails itself.

85 Publish an MX record for {path.domain} in the internal view that leads to the sender.
14 RFC 5321 §4.4
14 RFC 5321 §5.1
16 path.destination
11 path.domain
13 path.expected
11 path.routes
13 path.routes.a
16 path.routes.aaaa
20 path.routes.exchange
11 path.sender
14 path.split_dns
9 path.view
45 Rules/return-path/internal-not-at-sender.yaml
6 sender
8 internal
6 exists
229 From inside, mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")}, and none of these hosts has an address where sender {path.sender} accepts bounces ({path.expected.map(planned, string(planned)).join(", ")}).
21 From inside, mail to 
0 
9  goes to 
3 map
2 , 
54 , and none of these hosts has an address where sender 
18  accepts bounces (
2 ).
25 Publish an MX record for 
47  in the internal view that leads to the sender.
101 path.split_dns && path.destination == "sender" && path.view == "internal" && path.expected.size() > 0
112 path.routes.exists(r, r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
02400620048:<4>@2B0002DF0H2J4LN0DP1R1T1V1X1Z1\1^1`1b1d120460B02HHH622>B622:08f1B622808h1@X14@^82622<040R1j1622N82JR1j16286:2D2:622<0R1j16288<2D2<622<0004000l1B0n1262240P200R22@X54R1T2622N>0262>008V20P200X2262220P200Z22@X54R1T2622<@02@T422@08V20P200\222J60^2262240P200`2000D2622204BHBX22<P12b2d2l1000
47
25 return-path/not-at-sender
31 Bounces do not reach the sender
5 error
6 stable
11 return-path
11 return_path
22 return-path/unroutable
25 mx/null-on-sending-domain
17 mx/target-missing
59 !path.routes.exists(r, r.a.size() > 0 || r.aaaa.size() > 0)
20 mx/target-is-address
20 mx/target-not-public
33 return-path/shared-with-mailboxes
17 ptr/not-confirmed
7 bounces
3 you
150 Delivery reports go to the MAIL FROM domain. If they do not reach the platform's sender, invalid addresses stay on the lists, and
reputation suffers.

152 Point the MX record of {path.domain} to a host with one of the sender's addresses; if the domain has mailboxes elsewhere, use a subdomain for MAIL FROM.
14 RFC 5321 §4.4
14 RFC 5321 §5.1
16 path.destination
11 path.domain
13 path.expected
11 path.routes
13 path.routes.a
16 path.routes.aaaa
20 path.routes.exchange
11 path.sender
14 path.split_dns
9 path.view
36 Rules/return-path/not-at-sender.yaml
6 sender
6 public
6 exists
216 Mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")}, and none of these hosts has an address where sender {path.sender} accepts bounces ({path.expected.map(planned, string(planned)).join(", ")}).
8 Mail to 
0 
9  goes to 
3 map
2 , 
54 , and none of these hosts has an address where sender 
18  accepts bounces (
2 ).
23 Point the MX record of 
116  to a host with one of the sender's addresses; if the domain has mailboxes elsewhere, use a subdomain for MAIL FROM.
100 path.destination == "sender" && path.view == "public" && !path.split_dns && path.expected.size() > 0
112 path.routes.exists(r, r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
02400620028:4<>:@2B020D2B020F000H000J0002LN0P12R14T1V10DX1Z1\1^1`1b1d1f1h1j1l120460D02HHHB622:08n1B622808P2F622>@X14@^82622<040R1R2622N82JR1R26286:2D2:622<0R1R26288<2D2<622<0004000T2B0V2262240X200Z22@X54R1\2622N>0262>008^20X200`2262220X200b22@X54R1\2622<@02@T422@08^20X200d222R160f2262240X200h2022FR1R2622NB2J@X14@^8262B6040@X14@^8262B8040000N2622204LHLX2:>J>P2B:D:F:2j2l2T2000
40
34 return-path/relay-not-public-route
38 Public view does not lead to the relay
5 error
6 stable
11 return-path
9 split-dns
11 return_path
22 return-path/unroutable
25 mx/null-on-sending-domain
7 bounces
3 you
157 With split DNS, the relay accepts bounces from outside and forwards them to the platform. If the public view leads elsewhere, delivery
reports never arrive.

57 Point the public MX record of {path.domain} to the relay.
14 RFC 5321 §4.4
14 RFC 5321 §5.1
16 path.destination
11 path.domain
13 path.expected
11 path.routes
13 path.routes.a
16 path.routes.aaaa
20 path.routes.exchange
14 path.split_dns
9 path.view
45 Rules/return-path/relay-not-public-route.yaml
5 relay
6 public
6 exists
185 From outside, mail to {path.domain} goes to {path.routes.map(r, r.exchange).join(", ")}, and none of these hosts is the relay ({path.expected.map(planned, string(planned)).join(", ")}).
22 From outside, mail to 
0 
9  goes to 
3 map
2 , 
40 , and none of these hosts is the relay (
2 ).
30 Point the public MX record of 
14  to the relay.
98 path.split_dns && path.destination == "relay" && path.view == "public" && path.expected.size() > 0
112 path.routes.exists(r, r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected))
02400620048:<4>@02BD0F2H4JL0BNP1R1T1V1X1Z1\1^1`120460B02HHH622>B622:08b1B622808d1@X14@^82622<040R1f1622N82JR1f16286:2D2:622<0R1f16288<2D2<622<0004000h1>0j1262240l100n12@X54R1P2622N>0262>008R20l100T22@X54R1P2622<@02@T422@08R20l100V222H60X2262240l100Z2000B2622204@H@X202\2^2h1000
42
24 smtp/certificate-invalid
41 Mail exchanger's certificate is not valid
7 warning
5 error
6 stable
4 smtp
11 certificate
5 probe
13 smtp_endpoint
26 return-path/port-25-closed
16 smtp/unreachable
21 smtp/starttls-missing
11 tls/expired
37 server.certificate_faults.size() == 1
7 bounces
8 platform
281 Most senders encrypt without verifying the certificate, but those that follow an MTA-STS policy verify it, and so do some large
receivers by rules of their own. Under a policy in mode enforce, senders do not deliver. (If DNSSEC secures matching TLSA records,
nothing is reported.)

88 Obtain a certificate for {server.exchange}, and let the mail server send the full chain.
14 RFC 8461 §4.1
12 RFC 7435 §3
14 RFC 7672 §3.1
12 server.alike
25 server.certificate_faults
18 server.dane_secure
15 server.exchange
12 server.place
13 server.speaks
19 server.tls_required
19 server.tlsa_matches
35 Rules/smtp/certificate-invalid.yaml
140 The certificate of {server.place}, which accepts mail for {server.alike | list}, fails verification: {server.certificate_faults.join("; ")}.
19 The certificate of 
0 
25 , which accepts mail for 
4 list
22 , fails verification: 
2 ; 
1 .
25 Obtain a certificate for 
46 , and let the mail server send the full chain.
106 server.certificate_faults.size() == 0 || !server.tls_required && server.dane_secure && server.tlsa_matches
28 error if server.tls_required
02426082006:<>@6BDF2H2J0202LN0P12R16T1V1X10@Z1\1^1`1b1d1f1h1j120460802622@JB@^82622R1040HHF622T1622\1622^10426622T100l1>0n12622:0P200R22622>2T2P200V22@X54622R108X20P200Z222R160\2262240P200^2022B@^82622R104200H2622206FHF`2Fd32>N2d1`2l1002b2
30
19 spf/duplicate-terms
25 SPF record repeats itself
6 notice
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
110 Terms that another one repeats or covers change nothing; a repeated include, a or mx costs its lookups again.

37 Remove the terms that are not needed.
16 RFC 7208 §4.6.4
8 spf.name
12 spf.problems
17 spf.problems.code
20 spf.problems.message
30 Rules/spf/duplicate-terms.yaml
14 duplicate-term
12 covered-term
6 exists
101 The SPF record of {spf.name}: {spf.problems.filter(p, p.code in codes).map(p, p.message).join("; ")}.
18 The SPF record of 
0 
2 : 
3 map
6 filter
2 ; 
1 .
40 !spf.problems.exists(p, p.code in codes)
41 codes: ["duplicate-term", "covered-term"]
02400620028:4<>00@0B2D2F08HJLNP120460>20B48R18T10FR1V1622N82D628040004000X1:0Z1262220\100^12@X54R1`1R1b1622N:2D62:0400<0262<408d10\100f122D20D000@2622204<H<b100h1X12j100
28
13 spf/host-bits
29 SPF network has host bits set
6 notice
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
113 Receivers use the whole network. A single address written with a short prefix authorises its neighbours as well.

85 Write the network's first address, or omit the prefix length if one address is meant.
14 RFC 7208 §5.6
8 spf.name
12 spf.problems
17 spf.problems.code
20 spf.problems.message
24 Rules/spf/host-bits.yaml
6 exists
13 host-bits-set
111 The SPF record of {spf.name}: {spf.problems.filter(p, p.code == "host-bits-set").map(p, p.message).join("; ")}.
18 The SPF record of 
0 
2 : 
3 map
6 filter
2 ; 
1 .
50 !spf.problems.exists(p, p.code == "host-bits-set")
02400620028:4<>00@0B2D2F08HJLNP120460>00FR1R1622N82B628008T1004000V1:0X1262220Z100\12@X54R1^1R1`1622N:2B62:008T10<0262<408b10Z100d122D20D000>2622204<H<b100f1V1000
26
11 spf/macro-p
42 SPF record uses the macro for the PTR name
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
121 It is slow and unreliable, because it queries the name servers of whoever connects, and the standard says not to use it.

56 Write the term without the macro, or name the addresses.
14 RFC 7208 §7.2
8 spf.name
12 spf.problems
17 spf.problems.code
11 spf.records
22 Rules/spf/macro-p.yaml
6 exists
7 macro-p
78 The SPF record of {spf.name} uses the macro %{{p}}: "{spf.records.join(" ")}".
18 The SPF record of 
0 
23  uses the macro %{p}: "
1  
2 ".
44 !spf.problems.exists(p, p.code == "macro-p")
02400620028:4<>00@0B2D2F08HJLNP120460:00FR1R1622N82B628008T1004000V1:0X1262220Z100\12@X54622<08^10Z100`122D20D000>2622204<H<b100b1V1000
29
19 spf/private-network
37 SPF record names a non-public network
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
167 Receivers see the public address that mail leaves from. A private or documentation network authorises nobody, and is often written where
the public address was meant.

71 Name the public addresses that mail leaves from, and remove the others.
12 RFC 6890 §2
14 RFC 7208 §5.6
8 spf.name
12 spf.problems
17 spf.problems.code
20 spf.problems.message
30 Rules/spf/private-network.yaml
6 exists
15 private-network
113 The SPF record of {spf.name}: {spf.problems.filter(p, p.code == "private-network").map(p, p.message).join("; ")}.
18 The SPF record of 
0 
2 : 
3 map
6 filter
2 ; 
1 .
52 !spf.problems.exists(p, p.code == "private-network")
02400620028:4<>00@0B2D4FH08JLNP1R120460>00FR1T1622N82B628008V1004000X1:0Z1262220\100^12@X54R1`1R1b1622N:2B62:008V10<0262<408d10\100f122D20D000>2622204<H<b100h1X1000
26
17 spf/ptr-mechanism
19 SPF record uses ptr
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
134 It is slow and unreliable, because it queries the name servers of whoever connects, and the standard says that it should not be used.

39 Write ip4, ip6, a or mx instead of ptr.
14 RFC 7208 §5.5
8 spf.name
12 spf.problems
17 spf.problems.code
11 spf.records
28 Rules/spf/ptr-mechanism.yaml
6 exists
13 ptr-mechanism
81 The SPF record of {spf.name} uses the mechanism "ptr": "{spf.records.join(" ")}".
18 The SPF record of 
0 
28  uses the mechanism "ptr": "
1  
2 ".
50 !spf.problems.exists(p, p.code == "ptr-mechanism")
02400620028:4<>00@0B2D2F08HJLNP120460:00FR1R1622N82B628008T1004000V1:0X1262220Z100\12@X54622<08^10Z100`122D20D000>2622204<H<b100b1V1000
41
16 spf/syntax-error
30 SPF record with a syntax error
5 error
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
160 One error anywhere makes the result of the whole record permerror: SPF passes for nobody. laposte.net rejects mail from a domain whose
SPF record is not valid.

59 Correct the SPF record of {spf.name}: {repairs.join("; ")}.
14 RFC 7208 §4.6
13 RFC 7208 §12
8 spf.name
12 spf.problems
17 spf.problems.code
21 spf.problems.severity
27 Rules/spf/syntax-error.yaml
15 allows-everyone
16 too-many-lookups
15 includes-itself
6 filter
3 map
12 at position 
28  only you know what is meant
0 
19  leave the term out
7  write 
6 exists
126 The SPF record of {spf.name} is not valid: {errors.map(p, "at position " + string(p.position) + ", " + p.message).join("; ")}.
18 The SPF record of 
15  is not valid: 
2 , 
2 ; 
1 .
26 Correct the SPF record of 
2 : 
69 !spf.problems.exists(p, p.severity == "error" && !(p.code in others))
66 others: ["allows-everyone", "too-many-lookups", "includes-itself"]
76 errors: spf.problems.filter(p, p.severity == "error" && !(p.code in others))
175 repairs: errors.map(p, "at position " + string(p.position) + (!has(p.repair) ? " only you know what is meant" : p.repair == "" ? " leave the term out" : " write " + p.repair))
02400620028:4<>00@0B2D4FH08JLNP1R120460@60B68T18V18X1R1Z1622N82HB6282084FD6280400R1\142:02@F4@F408^1@l3262:8LF82::08`1LB62::08b108d1@F408f162::0FR1h1622N<2HB62<2084FD62<040004000j1:0l1262220b100n12@X54R1\142>02@F4@F4@F408^1@l3262>808P262>408R20b100T222D:0V2262220b100X22@X544408R20b100T2000L2622204<H<b100Z2j16\2^2`200
33
13 spf/too-large
37 SPF record or TXT answer is too large
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
180 All TXT records at the name are in one answer. Above 512 octets it needs EDNS, and above 1232 octets usually TCP: a receiver behind a
firewall that blocks both gets no SPF record.

106 Shorten the SPF record, and remove TXT records that nobody needs any more, such as old verification codes.
14 RFC 7208 §3.4
6 answer
3 int
3 512
4 4096
62 The octets that all TXT records at the name may have together.
17 spf.answer_octets
8 spf.name
12 spf.problems
17 spf.problems.code
24 Rules/spf/too-large.yaml
6 exists
9 too-large
232 The TXT records of {spf.name} have {spf.answer_octets} octets in total{spf.problems.exists(p, p.code == "too-large") ? ", the SPF record alone more than 450" : ""}{spf.answer_octets > 1232 ? ": more than fits in a UDP answer" : ""}.
19 The TXT records of 
0 
6  have 
16  octets in total
36 , the SPF record alone more than 450
32 : more than fits in a UDP answer
1 .
84 !spf.problems.exists(p, p.code == "too-large") && spf.answer_octets <= params.answer
02400620028:4<>00@0B2D2F2HJL2L2NP18R1T1V1X1Z120460<00HFR1\1622N82B628008^10@Z14622L626004000`1@0b1262220d100f12622L0d100h12LR1\1622N:2B62:008^1008j108d10d102L@X14622L04P]208l108d10d100n122D20D002HJL2L2NP124PP124PP124PP82@6B2622204<H<b100P2`1000
37
21 spf/unreachable-terms
47 SPF record has terms that receivers do not read
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
3 you
163 Receivers stop at "all" and ignore "redirect" beside it, and a name with "=" that they do not know (ip4=…). A sender that is named only
there is not authorised.

389 {spf.problems.exists(p, p.code == "mechanism-as-modifier") ? "Write a colon: " + spf.problems.filter(p, p.code == "mechanism-as-modifier").map(p, has(p.repair) ? p.repair : "").join(", ") + (spf.problems.exists(p, p.code in codes && p.code != "mechanism-as-modifier") ? ". Move all to the end, and use either all or redirect" : "") : "Move all to the end, and use either all or redirect"}.
14 RFC 7208 §5.1
14 RFC 7208 §6.1
8 spf.name
12 spf.problems
17 spf.problems.code
20 spf.problems.message
19 spf.problems.repair
32 Rules/spf/unreachable-terms.yaml
16 unreachable-term
19 redirect-beside-all
21 mechanism-as-modifier
6 exists
101 The SPF record of {spf.name}: {spf.problems.filter(p, p.code in codes).map(p, p.message).join("; ")}.
18 The SPF record of 
0 
2 : 
3 map
6 filter
2 ; 
1 .
15 Write a colon: 
2 , 
53 . Move all to the end, and use either all or redirect
51 Move all to the end, and use either all or redirect
40 !spf.problems.exists(p, p.code in codes)
75 codes: ["unreachable-term", "redirect-beside-all", "mechanism-as-modifier"]
02400620028:4<>00@0B2D4FH0:JLNP1R1T120460F20B68V18X18Z10FR1\1622N82D628040004000^1:0`1262220b100d12@X54R1f1R1h1622N:2D62:0400<0262<408j10b100l122D42LR1\1622N>2B62>008Z10@F4@F408n1@X54R1f1R1h1622N@2B62@008Z10B02L82B:62B:08b108P2LR1\1622ND2HD62D040FB62D008Z1008R208b108T20b100l1000@2622204<H<b100V2^12X200
32
20 tls/chain-incomplete
32 Intermediate certificate missing
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
213 Desktop browsers often find the missing certificate themselves; phones, mail programs, scripts and the platform's partners do not. The
server was given the certificate file instead of the one with the full chain.

163 Let the server send the full chain (fullchain.pem instead of cert.pem), the server's certificate first. If the issuer is a private root, name it under tls.ca-file.
16 RFC 8446 §4.4.2
23 endpoint.missing_issuer
28 endpoint.missing_issuer_urls
14 endpoint.place
13 endpoint.role
14 endpoint.trust
31 Rules/tls/chain-incomplete.yaml
2 mx
10 incomplete
257 {endpoint.place} does not serve the certificate of {has(endpoint.missing_issuer) ? endpoint.missing_issuer : "?"}, which signed what it serves{endpoint.missing_issuer_urls.size() > 0 ? "; it is available at " + endpoint.missing_issuer_urls.join(", ") : ""}.
0 
35  does not serve the certificate of 
1 ?
29 , which signed what it serves
21 ; it is available at 
2 , 
1 .
21 endpoint.role != "mx"
30 endpoint.trust != "incomplete"
02400620048:<4>@02BD0F2H2J0:LNP1R1T1V120460802FB622208X1FB622P208Z104000\1<2622>0^100`12L822R2622R208b10^100d12L@X14@^82622T2040@F408f1@X54622T208h108^10^100j122H20H000B2622204@H@j102l1n1\1000
36
11 tls/expired
19 Certificate expired
5 error
7 warning
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
152 Browsers show a warning instead of the page; pixel and API calls fail silently. Mail servers still deliver, except those that follow an
MTA-STS policy.

119 Renew the certificate of {endpoint.name}, have the server reload it, and find out why automatic renewal did not happen.
18 RFC 5280 §4.1.2.5
14 endpoint.chain
13 endpoint.name
27 endpoint.other_certificates
14 endpoint.place
13 endpoint.role
24 endpoint.vouched_by_dane
22 Rules/tls/expired.yaml
3 all
2 mx
122 {endpoint.place} serves a chain in which {failing.map(c, c.subject + " expired on " + string(c.not_after)).join(" and ")}.
0 
25  serves a chain in which 
3 map
12  expired on 
5  and 
1 .
25 Renew the certificate of 
79 , have the server reload it, and find out why automatic renewal did not happen.
107 certificates.size() == 0 || endpoint.vouched_by_dane || certificates.all(c, now <= c.not_after || c.anchor)
58 certificates: endpoint.chain + endpoint.other_certificates
32 warning if endpoint.role == "mx"
02402682004:<>4@B02DF0H2J2L0<NP1R1T1V1X1Z120462:>2@14622b1622d10JJB@^8240040622h2R1\14082J@R2424628:628D02\14082J@R2424628:628D04026B622208^10`182622>0b100d12@X54R1f12:<02@F4@F462<208h1@P4262<:08j10b100l122J60n1262240b100P2000D2622204>H>j100R2`12T202V2
38
21 tls/lifetime-too-long
32 Certificate lifetime is too long
7 warning
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 later
3 you
268 Browsers reject certificates of public authorities that are valid for longer than the limit on their first day: 398 days, 200 since
March 2026, 100 from March 2027, 47 from March 2029. Certificates of a private authority are mostly exempt; waive the finding for them.

98 Have the certificate of {endpoint.name} issued with a shorter lifetime, and renewed automatically.
78 https://cabforum.org/working-groups/server/baseline-requirements/requirements/
29 endpoint.certificate.lifetime
33 endpoint.certificate.lifetime_cap
31 endpoint.certificate.not_before
13 endpoint.name
14 endpoint.place
13 endpoint.role
32 Rules/tls/lifetime-too-long.yaml
2 mx
199 The certificate of {endpoint.place} lasts {excess | days} longer than the {cap | days} that are allowed for one valid from {has(endpoint.certificate) ? string(endpoint.certificate.not_before) : "?"}.
19 The certificate of 
0 
7  lasts 
4 days
17  longer than the 
37  that are allowed for one valid from 
1 ?
1 .
24 Have the certificate of 
59  issued with a shorter lifetime, and renewed automatically.
21 endpoint.role != "mx"
139 !has(endpoint.certificate) || !has(endpoint.certificate.lifetime_cap) || endpoint.certificate.lifetime <= endpoint.certificate.lifetime_cap
84 lifetime: has(endpoint.certificate) ? endpoint.certificate.lifetime : duration("0s")
125 cap: has(endpoint.certificate) && has(endpoint.certificate.lifetime_cap) ? endpoint.certificate.lifetime_cap : duration("0s")
22 excess: lifetime - cap
02400620048:<4>@02BD0F2H2J0<LNP1R1T1V1X12046086L822`16622`1<0@00LH822`18622`1>6622`1>0@00@J440422FB622208Z1JJF822`1F8622`1>@Z246622`1<6622`1>04000\1B0^12622>0`100b12442d1`100f12422d1`100h12L822`1@P426622`1808j10`100l122H60n1262240`100P2000J2622204@H@j102R2T2\16V2X2Z200
38
17 tls/name-mismatch
27 Certificate for other names
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
257 Browsers show a warning instead of the page; if the parent domain demands HTTPS (HSTS), nobody can click through it. The usual causes
are tracking names that point to somebody else's server, and names that were forgotten when the certificate was requested.

132 Obtain a certificate with all names that {endpoint.address} serves, {endpoint.name} among them; a wildcard covers exactly one label.
14 RFC 9525 §6.3
14 RFC 9525 §6.6
16 endpoint.address
27 endpoint.certificate.covers
26 endpoint.certificate.names
28 endpoint.certificate.subject
13 endpoint.name
21 endpoint.name_matches
14 endpoint.place
13 endpoint.role
28 Rules/tls/name-mismatch.yaml
2 mx
257 The certificate that {endpoint.place} serves is not for {endpoint.name}, but for {endpoint.certificate.names.size() > 0 ? endpoint.certificate.covers : "no name at all (the common name in its subject, " + endpoint.certificate.subject + ", does not count)"}.
21 The certificate that 
0 
19  serves is not for 
10 , but for 
48 no name at all (the common name in its subject, 
17 , does not count)
1 .
41 Obtain a certificate with all names that 
9  serves, 
49  among them; a wildcard covers exactly one label.
21 endpoint.role != "mx"
51 !has(endpoint.certificate) || endpoint.name_matches
02400620048:<4>@02BD0F2H4JL0@NP1R1T1V1X1Z1\1^120460802FB622208`1JF822`1622n104000b1>0d12622>0f100h1262240f100j12L@X14@^826622`1F0406622`1H@F4@F408l16622`1208n10f100P222H:0R2262280f100T2262240f100V2000B2622204@H@j102X2Z2b1000
32
11 tls/no-hsts
14 No HSTS header
6 notice
6 stable
3 tls
4 http
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
129 With the header, browsers refuse plain connections to the name from then on, and nobody can click through a certificate warning.

90 Send "Strict-Transport-Security: max-age=31536000" with every response of {endpoint.name}.
16 RFC 6797 §6.1.1
22 deployment.probes_http
16 endpoint.address
17 endpoint.exposure
19 endpoint.hsts_fault
13 endpoint.name
13 endpoint.role
22 Rules/tls/no-hsts.yaml
5 panel
6 public
93 {endpoint.name} at {endpoint.address} {has(endpoint.hsts_fault) ? endpoint.hsts_fault : "?"}.
0 
4  at 
1  
1 ?
1 .
74 Send "Strict-Transport-Security: max-age=31536000" with every response of 
83 deployment.probes_http && endpoint.role == "panel" && endpoint.exposure == "public"
25 !has(endpoint.hsts_fault)
02400600048:<4>@02BD0F2H2J0<LNP1R1T1V1X120460802HH620>B622208Z1B622<08\1F822f204000^1<262240`100b1262280`100d12L822f2622f208f10`100h122H60j1262240`100h1000D2628204BHBj102l1n1^1000
31
22 tls/no-modern-protocol
23 Neither TLS 1.2 nor 1.3
5 error
7 warning
6 stable
3 tls
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
76 Browsers have removed the older versions: they cannot open the page at all.

134 Enable TLS 1.2 and 1.3 on the server at {endpoint.address}; if its software supports neither, update it or put a proxy in front of it.
12 RFC 8996 §2
16 RFC 9325 §3.1.1
16 endpoint.address
14 endpoint.place
13 endpoint.role
16 endpoint.tls_1_2
16 endpoint.tls_1_3
16 endpoint.version
33 Rules/tls/no-modern-protocol.yaml
2 mx
95 {endpoint.place} offers neither TLS 1.2 nor 1.3; the best that it offers is {endpoint.version}.
0 
60  offers neither TLS 1.2 nor 1.3; the best that it offers is 
1 .
40 Enable TLS 1.2 and 1.3 on the server at 
76 ; if its software supports neither, update it or put a proxy in front of it.
36 endpoint.tls_1_2 || endpoint.tls_1_3
32 warning if endpoint.role == "mx"
02402682002:<4>@02BD0F2H4JL0<NP1R1T1V1X1Z120460800J622T1622V104026B622208\10^182622>0`100b12622X10`100d122H60f1262280`100h1000@2622204>H>j100j1^1002l1
36
15 tls/no-redirect
31 HTTP does not redirect to HTTPS
6 notice
6 stable
3 tls
4 http
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
99 Whoever types the name without https:// may log in over a connection that can be read on the path.

77 Redirect every plain request for {endpoint.name} to https://{endpoint.name}/.
14 RFC 6797 §7.2
22 deployment.probes_http
16 endpoint.address
21 endpoint.answers_http
17 endpoint.exposure
13 endpoint.name
19 endpoint.plain_port
18 endpoint.redirects
13 endpoint.role
26 Rules/tls/no-redirect.yaml
5 panel
6 public
157 {endpoint.name} at {endpoint.address} also answers HTTP, on port {has(endpoint.plain_port) ? string(endpoint.plain_port) : "?"}, without a redirect to HTTPS.
0 
4  at 
28  also answers HTTP, on port 
1 ?
30 , without a redirect to HTTPS.
33 Redirect every plain request for 
12  to https://
2 /.
83 deployment.probes_http && endpoint.role == "panel" && endpoint.exposure == "public"
44 !endpoint.answers_http || endpoint.redirects
02400620048:<4>@02BD0F2H2J0@LNP1R1T1V1X1Z1\120460802HH620>B622208^1B622<08`1JF622Z2622^204000b1<262240d100f1262280d100h12L822\2@l32622\208j10d100l122H:0n1262240d100P2262240d100R2000B2622204@H@j102T2V2b1000
34
17 tls/not-yet-valid
25 Certificate not yet valid
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
155 Clients reject the certificate until then. The usual cause is a clock that was wrong when the certificate was issued; check the clock of
this machine too.

76 Correct the clock, and have the certificate of {endpoint.name} issued again.
18 RFC 5280 §4.1.2.5
14 endpoint.chain
13 endpoint.name
27 endpoint.other_certificates
14 endpoint.place
13 endpoint.role
28 Rules/tls/not-yet-valid.yaml
2 mx
3 all
134 {endpoint.place} serves a chain in which {failing.map(c, c.subject + " is valid only from " + string(c.not_before)).join(" and ")} on.
0 
25  serves a chain in which 
3 map
20  is valid only from 
5  and 
4  on.
47 Correct the clock, and have the certificate of 
14  issued again.
21 endpoint.role != "mx"
68 certificates.size() == 0 || certificates.all(c, c.not_before <= now)
58 certificates: endpoint.chain + endpoint.other_certificates
02400620048:<4>@02BD0F2H2J0:LNP1R1T1V120462:>2@14622b1622d12FB622208X1JB@^8240040R1Z14082@R2462882402Z14082@R2462882404000\182622>0^100`12@X54R1b12:<02@F4@F462<208d1@P4262<808f10^100h122H60j1262240^100l1000D2622204@H@j102n1P2\12R200
48
20 tls/page-unavailable
19 Page is unavailable
7 warning
6 notice
6 stable
3 tls
4 http
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
31 tls/client-certificate-required
5 pages
3 you
233 A successful handshake does not mean that the service works. Loops between HTTP and HTTPS come from a balancer that speaks plain HTTP to
a server which insists on HTTPS; a 5xx status comes from a balancer without a server behind it.

166 Check what answers for {endpoint.name} at {endpoint.address}: the virtual host, and what the balancer tells the server behind it about the scheme (X-Forwarded-Proto).
15 RFC 9110 §15.4
15 RFC 9110 §15.6
22 deployment.probes_http
16 endpoint.address
17 endpoint.exposure
13 endpoint.name
13 endpoint.page
20 endpoint.page_detail
13 endpoint.role
31 Rules/tls/page-unavailable.yaml
5 panel
5 fails
5 loops
18 too-many-redirects
19 leads-to-plain-http
13 leads-nowhere
7 refuses
6 public
8 tracking
5 pixel
109 Whoever opens https://{endpoint.name}/ at {endpoint.address} gets no page: the server {endpoint.page_detail}.
22 Whoever opens https://
0 
5 / at 
26  gets no page: the server 
1 .
23 Check what answers for 
4  at 
106 : the virtual host, and what the balancer tells the server behind it about the scheme (X-Forwarded-Proto).
106 deployment.probes_http && endpoint.exposure == "public" && endpoint.role in ["panel", "tracking", "pixel"]
49 !has(endpoint.page) || !(endpoint.page in faults)
169 faults: endpoint.role == "panel" ? ["fails", "loops", "too-many-redirects", "leads-to-plain-http", "leads-nowhere", "refuses"] : ["fails", "loops", "too-many-redirects"]
36 notice if endpoint.page == "refuses"
02402682004:<>6@BD02FH0J2L4NP10>R1T1V1X1Z1\1^1`12046082LB622208b10B<8d18f18h18j18l18n10B68d18f18h12HH620>B622<08P2D62220B68b18R28T2JF822`2FD622`24004026B622`208n10V2>0X2262240Z200\2262280Z200^22622b20Z200`222L:0b2262240Z200d2262280Z200f2000H2622206@H@j1@V302h2j2V22l202n2
34
25 tls/renewal-not-automated
45 Certificate lifetime will no longer be issued
6 notice
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
3 you
283 Lifetimes fell to 200 days in March 2026, and fall to 100 in March 2027 and to 47 in March 2029. A certificate of the longest lifetime
is mostly renewed by hand; soon that would be necessary every few weeks. Certificates of a private authority are exempt; waive the
notice for them.

69 Have the certificate of {endpoint.name} renewed automatically (ACME).
78 https://cabforum.org/working-groups/server/baseline-requirements/requirements/
8 RFC 8555
29 endpoint.certificate.next_cap
34 endpoint.certificate.next_cap_from
13 endpoint.name
14 endpoint.place
13 endpoint.role
36 Rules/tls/renewal-not-automated.yaml
2 mx
230 From {has(endpoint.certificate) && has(endpoint.certificate.next_cap_from) ? string(endpoint.certificate.next_cap_from) : "?"} on public authorities issue for at most {cap | days}; the certificate of {endpoint.place} lasts longer.
5 From 
1 ?
0 
41  on public authorities issue for at most 
4 days
21 ; the certificate of 
14  lasts longer.
24 Have the certificate of 
30  renewed automatically (ACME).
21 endpoint.role != "mx"
65 !has(endpoint.certificate) || !has(endpoint.certificate.next_cap)
117 cap: has(endpoint.certificate) && has(endpoint.certificate.next_cap) ? endpoint.certificate.next_cap : duration("0s")
02400620048:<4>@00B0D2F4HJ0:LNP1R1T1V12046082LH822`18622`1@6622`1@0@002FB622208X1JF822`1F8622`1@04000Z1>0\12LH822`18622`1B@P426622`1B08^10`100b12402d1`100f12622>0`100h122F60j1262240`100l1000D2622204>H>j102n1P2Z12R200
25
11 tls/revoked
19 Certificate revoked
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
354 Browsers refuse the page. Authorities revoke when a key has leaked or a certificate was issued in error.

Only the OCSP response that the server staples is checked. Neither OCSP responders nor revocation lists (CRL) are queried: if an
authority publishes revocation lists only, as Let's Encrypt has done since August 2025, a revocation is not seen here.

98 Ask the authority why, create a new key, and have the certificate of {endpoint.name} issued again.
14 RFC 6960 §2.2
13 endpoint.name
14 endpoint.place
15 endpoint.staple
22 Rules/tls/revoked.yaml
7 revoked
107 {endpoint.place} staples an OCSP response of its authority that says that its certificate has been revoked.
0 
91  staples an OCSP response of its authority that says that its certificate has been revoked.
69 Ask the authority why, create a new key, and have the certificate of 
14  issued again.
28 endpoint.staple != "revoked"
02400620048:<4>@02BD0F2H2J06LNP1R120460800FB622X208T104000V142622>0X100Z122H60\1262240X100^1000@2622204>H>j100`1V1000
31
15 tls/self-signed
23 Self-signed certificate
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
126 No browser trusts it. Servers create such a certificate at installation, and use it when they do not know the requested name.

127 Configure a certificate of a public authority for {endpoint.name}; for an internal panel, name your own root under tls.ca-file.
14 RFC 5280 §6.1
28 endpoint.certificate.subject
13 endpoint.name
14 endpoint.place
13 endpoint.role
14 endpoint.trust
26 Rules/tls/self-signed.yaml
2 mx
11 self-signed
116 {endpoint.place} serves a self-signed certificate: {has(endpoint.certificate) ? endpoint.certificate.subject : "?"}.
0 
35  serves a self-signed certificate: 
1 ?
1 .
50 Configure a certificate of a public authority for 
62 ; for an internal panel, name your own root under tls.ca-file.
21 endpoint.role != "mx"
31 endpoint.trust != "self-signed"
02400620048:<4>@02BD0F2H2J0:LNP1R1T1V120460802FB622208X1FB622P208Z104000\182622>0^100`12L822`16622`1208b10^100d122H60f1262240^100h1000B2622204@H@j102j1l1\1000
33
18 tls/staple-missing
31 Required OCSP staple is missing
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
112 Firefox refuses such a page. Let's Encrypt no longer issues such certificates, since it no longer answers OCSP.

107 Have the certificate of {endpoint.name} issued without the must-staple extension, or let the server staple.
16 RFC 7633 §4.2.3
47 https://letsencrypt.org/2024/12/05/ending-ocsp/
32 endpoint.certificate.must_staple
13 endpoint.name
14 endpoint.place
15 endpoint.staple
29 Rules/tls/staple-missing.yaml
4 good
7 revoked
166 The certificate of {endpoint.place} requires a stapled OCSP response, but {endpoint.staple == "none" ? "none is sent" : "the one that is sent is " + endpoint.staple}.
19 The certificate of 
0 
39  requires a stapled OCSP response, but 
4 none
12 none is sent
24 the one that is sent is 
1 .
24 Have the certificate of 
68  issued without the must-staple extension, or let the server staple.
105 !has(endpoint.certificate) || !endpoint.certificate.must_staple || endpoint.staple in ["good", "revoked"]
02400620048:<4>@02BD0F2H4JL08NP1R1T1V120460800JJF822`1F6622`1T1D622X20B48X18Z104000\1:0^12622>0`100b12LB622X208d108f1@F408h1622X20`100j122H60l1262240`100n1000@2622204>H>j100P2\1000
42
13 tls/untrusted
35 Certificate of an unknown authority
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
15 tls/self-signed
20 tls/chain-incomplete
5 pages
3 you
84 Visitors' programs do not know the authority either, and show a warning or nothing.

259 Let the server send every certificate between its own and the root, each signed with the key of the next. Use a certificate that a public authority has issued for a server and for {endpoint.name}; if a private one is intended, name its root under tls.ca-file.
14 RFC 5280 §6.1
13 endpoint.name
21 endpoint.other_faults
14 endpoint.place
13 endpoint.role
14 endpoint.trust
21 endpoint.trust_detail
24 Rules/tls/untrusted.yaml
9 untrusted
7 invalid
14 issuer-unknown
9 other-key
2 mx
241 {endpoint.trust == "invalid" ? "Clients refuse the certificates that " + endpoint.place + " serves" : "The chain that " + endpoint.place + " serves leads to no trusted root"}: {own ? endpoint.trust_detail : endpoint.other_faults.join("; ")}.
37 Clients refuse the certificates that 
7  serves
15 The chain that 
32  serves leads to no trusted root
0 
2 : 
2 ; 
1 .
180 Let the server send every certificate between its own and the root, each signed with the key of the next. Use a certificate that a public authority has issued for a server and for 
64 ; if a private one is intended, name its root under tls.ca-file.
21 endpoint.role != "mx"
41 !own && endpoint.other_faults.size() == 0
78 own: endpoint.trust in ["untrusted", "invalid", "issuer-unknown", "other-key"]
02400620048:<4>@4B000D0002FH0J2L2N0<P1R1T1V1X1Z1\12046082D622P20B88^18`18b18d12FB622208f1HF40B@^82622f104004000h182LB622P208`1@F4@F408j1622>08l1@F4@F408n1622>08P20R200T22L40622V2@X54622f108V20R200X222L60Z2262240R200\2000H2622204BHBj14<P1<R22^2`2h12b200
53
12 tls/weak-key
16 Key is too short
5 error
7 warning
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
86 Browsers refuse such certificates, and no public authority has issued one since 2014.

110 Create a new key, EC with 256 bits or RSA with 2048, and have the certificate of {endpoint.name} issued again.
14 RFC 9325 §4.1
78 https://cabforum.org/working-groups/server/baseline-requirements/requirements/
3 rsa
3 int
4 2048
4 1024
4 8192
29 The shortest RSA key in bits.
2 ec
3 256
3 160
3 521
46 The shortest key on an elliptic curve in bits.
14 endpoint.chain
23 endpoint.chain.key_bits
23 endpoint.chain.key_type
13 endpoint.name
14 endpoint.place
13 endpoint.role
23 Rules/tls/weak-key.yaml
3 all
2 EC
3 RSA
3 DSA
2 mx
160 The chain of {endpoint.place} has keys that are too short: {failing.map(c, c.subject + " (" + c.key_type + ", " + string(c.key_bits) + " bits)").join(" and ")}.
13 The chain of 
0 
30  has keys that are too short: 
3 map
2  (
2 , 
6  bits)
5  and 
1 .
81 Create a new key, EC with 256 bits or RSA with 2048, and have the certificate of 
14  issued again.
180 endpoint.chain.size() == 0 || endpoint.chain.all(c, c.key_type == "EC" ? c.key_bits >= params.ec : !c.key_type.startsWith("RSA") && c.key_type != "DSA" || c.key_bits >= params.rsa)
32 warning if endpoint.role == "mx"
02402682004:<>4@B02DF0H2J4LN4P1R1T12V12X1Z1\1R1^12`12b1d1<f1h1j1l1n1P2R220462:>00JB@^82622b1040R1T2622b182LB628J08V2@\14628L6262JHF@h44628J08X2FB628J08Z2@\14628L626002T2622b182LB628J08V2@\14628L6262JHF@h44628J08X2FB628J08Z2@\14628L626004026B622208\20^2:0`22622>0b200d22@X54R1f22:<02@F4@F4@F4@F4@F462<208h262<J08j2@l3262<L08l208n20b200P322J60R3262240b200T3004P1R1T12V12X1Z1\1R1^12`12b1d124PP424PP224PP@2B624P@24P:24bP12D6F2622204>H>j100V3^2002X3
44
18 tls/weak-signature
37 Certificate signed with a broken hash
5 error
7 warning
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
5 pages
3 you
130 An attacker with a modest budget can forge a second certificate with the same signature. Browsers have rejected SHA-1 since 2017.

67 Have the certificate of {endpoint.name} issued again, with SHA-256.
12 RFC 9155 §1
12 RFC 6194 §3
14 endpoint.chain
20 endpoint.chain.depth
21 endpoint.chain.digest
26 endpoint.chain.self_issued
13 endpoint.name
14 endpoint.place
13 endpoint.role
29 Rules/tls/weak-signature.yaml
3 all
4 SHA1
3 MD5
3 MD4
3 MD2
8 MD5-SHA1
2 mx
129 The chain of {endpoint.place} is signed with a broken hash: {failing.map(c, c.subject + " (" + c.signature + ")").join(" and ")}.
13 The chain of 
0 
31  is signed with a broken hash: 
3 map
2  (
1 )
5  and 
1 .
24 Have the certificate of 
28  issued again, with SHA-256.
159 endpoint.chain.size() == 0 || endpoint.chain.all(c, c.depth > 0 && c.self_issued || !has(c.digest) || !(c.digest in ["SHA1", "MD5", "MD4", "MD2", "MD5-SHA1"]))
32 warning if endpoint.role == "mx"
02402682004:<>4@B02DF0H2J4LN0>P1R1T1V1X1Z1\1^120462:>00JB@^82622b1040R1`1622b182JJH@X146280040628R1F828P1FD628P10B:8b18d18f18h18j102`1622b182JJH@X146280040628R1F828P1FD628P10B:8b18d18f18h18j104026B622208l10n1:0P22622>0R200T22@X54R1V22:<02@F4@F4@F462<208X262<N08Z208\20R200^222J60`2262240R200b2000@2622204>H>j100d2n1002f2
64
20 caa/issuer-forbidden
39 CAA records forbid the authority in use
7 warning
6 stable
3 caa
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
15 tls/self-signed
5 later
3 you
248 The authority must look up the CAA records before each renewal, and will refuse it. The page works until the certificate expires.
Records at a parent domain apply to every name below it that has none; for an alias, the records at its target apply.

535 {has(endpoint.caa.wanted) ? (has(endpoint.caa.replaced) ? "Replace `" + replaced + "` by `" + wanted + "`" : "Add `" + wanted + "`") : (has(endpoint.caa.replaced) ? "Remove `" + replaced + "`, or clear its critical flag (0 in place of 128)," : "Add an \"issue\" record that names the authority")} at {at}.{endpoint.caa.through_alias ? " Where somebody else runs that zone, ask them to do it, or replace the alias with address records and publish the set at " + endpoint.name + " itself: no other record may stand beside a CNAME." : ""}
12 RFC 8659 §3
14 RFC 8659 §4.1
14 RFC 8659 §4.2
16 RFC 1034 §3.6.2
20 endpoint.caa.allowed
15 endpoint.caa.at
22 endpoint.caa.authority
19 endpoint.caa.detail
23 endpoint.caa.permission
19 endpoint.caa.reason
21 endpoint.caa.replaced
26 endpoint.caa.through_alias
19 endpoint.caa.wanted
17 endpoint.exposure
13 endpoint.name
13 endpoint.role
13 endpoint.view
31 Rules/caa/issuer-forbidden.yaml
1 ?
13 other-issuers
6 public
2 mx
6 server
9 forbidden
262 {endpoint.name} has a certificate of {endpoint.caa.authority}, and the CAA records at {at}{endpoint.caa.through_alias ? ", the target of its alias," : ""} {others ? "allow only " + endpoint.caa.allowed.join(", ") : "do not let it issue: " + endpoint.caa.detail}.
0 
22  has a certificate of 
25 , and the CAA records at 
26 , the target of its alias,
1  
11 allow only 
2 , 
21 do not let it issue: 
1 .
9 Replace `
6 ` by `
1 `
5 Add `
8 Remove `
50 `, or clear its critical flag (0 in place of 128),
46 Add an "issue" record that names the authority
4  at 
121  Where somebody else runs that zone, ask them to do it, or replace the alias with address records and publish the set at 
50  itself: no other record may stand beside a CNAME.
112 endpoint.view == "public" && endpoint.exposure == "public" && endpoint.role != "mx" && endpoint.role != "server"
68 !has(endpoint.certificate) || endpoint.caa.permission != "forbidden"
48 at: has(endpoint.caa.at) ? endpoint.caa.at : "?"
60 wanted: has(endpoint.caa.wanted) ? endpoint.caa.wanted : "?"
66 replaced: has(endpoint.caa.replaced) ? endpoint.caa.replaced : "?"
74 others: has(endpoint.caa.reason) && endpoint.caa.reason == "other-issuers"
02400620048:<6>@B02DF0H2J8LNP1R10JT1V1X1Z1\1^1`1b1d1f1h1j1l1n12046088L8622j206622j2008P2L8622j2@6622j2@08P2L8622j2B6622j2B08P2H8622j2<B6622j2<08R22HHHB622:08T2B622<08T2FB622208V2FB622208X2JF822`1FB6622j2808Z204000\2B262240^200`226622j2:0^200b22400^202L6622j2208d208^20^200f22L46@F408h2@X546622j2608j2@F408l26622j2>0^200n222J:2L8622j2@L8622j2B@F4@F4@F4@F408P34408R34208T3@F4@F408V34208T3L8622j2B@F4@F408X34408Z308\30^200^32400^200n22L6622j22@F4@F408`3622408b308^20^20000L2622206@H@j1@V302d3f3\28h3j3l3n300
53
21 caa/parameters-forbid
55 Parameters of CAA records forbid the certificate in use
7 warning
6 stable
3 caa
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
15 tls/self-signed
5 later
3 you
267 An authority that processes these parameters refuses the next renewal. Let's Encrypt does so today; all authorities must from
2027-03-15. Methods have registered names: http-01, tls-alpn-01 and dns-01 are in common use, and a wildcard needs one that is based on
DNS.

321 Correct the parameters of the record at {has(endpoint.caa.at) ? endpoint.caa.at : "?"}, or leave them out{endpoint.caa.hindrances.exists(h, has(h.wanted)) ? ": " + endpoint.caa.hindrances.filter(h, has(h.wanted)).map(h, "in place of `" + h.record + "` publish `" + (has(h.wanted) ? h.wanted : "") + "`").join("; ") : ""}.
12 RFC 8657 §3
12 RFC 8657 §4
79 https://cabforum.org/2026/05/13/ballot-sc098v2-process-rfc-8657-caa-parameters/
15 endpoint.caa.at
22 endpoint.caa.authority
23 endpoint.caa.hindrances
30 endpoint.caa.hindrances.detail
30 endpoint.caa.hindrances.record
30 endpoint.caa.hindrances.wanted
17 endpoint.exposure
13 endpoint.name
13 endpoint.role
13 endpoint.view
32 Rules/caa/parameters-forbid.yaml
6 public
2 mx
6 server
264 The CAA records at {has(endpoint.caa.at) ? endpoint.caa.at : "?"} name {endpoint.caa.authority}, which has issued the certificate of {endpoint.name}, but do not let it issue another: {endpoint.caa.hindrances.map(h, "in `" + h.record + "` " + h.detail).join("; ")}.
19 The CAA records at 
1 ?
0 
6  name 
38 , which has issued the certificate of 
35 , but do not let it issue another: 
3 map
4 in `
2 ` 
2 ; 
1 .
40 Correct the parameters of the record at 
19 , or leave them out
6 exists
2 : 
6 filter
13 in place of `
11 ` publish `
1 `
112 endpoint.view == "public" && endpoint.exposure == "public" && endpoint.role != "mx" && endpoint.role != "server"
65 !has(endpoint.certificate) || endpoint.caa.hindrances.size() == 0
02400620048:<6>@B02DF0H2J6LNP10DR1T1V1X1Z1\1^1`1b1d1f120460@02HHHB622:08h1B622<08h1FB622208j1FB622208l1JF822`1B@^826622j2D04004000n1B0P22L8622j206622j2008R20T200V226622j2:0T200X2262240T200Z22@X54R1\26622j2D802@F4@F4@F408^2628008`2628208b20T200d222J:0f22L8622j206622j2008R20T200h22LR1j26622j2D:282:40@F408l2@X54R1\2R1n26622j2D<282<40>02@F4@F4@F4@F408P362>008R3L82>462>408T208T308b208T20T200d2000B2622206@H@j1@V302V3X3n1000
34
17 dmarc/policy-none
29 DMARC policy asks for nothing
7 warning
6 notice
6 stable
5 dmarc
11 mail_domain
13 dmarc/missing
20 dmarc/policy-missing
27 dmarc/subdomain-policy-weak
3 you
141 Receivers deliver forged mail from the domain as if it were genuine. The policy is right for a start, as long as somebody reads the
reports.

216 When the aggregate reports show that all mail passes, change to p=quarantine and later to p=reject{deployment.described ? ": the key policy below dmarc in the deployment file makes plan and repairs ask for it" : ""}.
14 RFC 9989 §4.7
20 deployment.described
23 deployment.dmarc_policy
22 domain.dmarc.effective
11 domain.name
12 domain.roles
11 domain.view
28 Rules/dmarc/policy-none.yaml
4 from
6 public
4 none
45 The DMARC policy for {domain.name} is "none".
21 The DMARC policy for 
0 
11  is "none".
98 When the aggregate reports show that all mail passes, change to p=quarantine and later to p=reject
85 : the key policy below dmarc in the deployment file makes plan and repairs ask for it
1 .
49 "from" in domain.roles && domain.view == "public"
64 !has(domain.dmarc.effective) || domain.dmarc.effective != "none"
75 notice if has(deployment.dmarc_policy) && deployment.dmarc_policy == "none"
02402682002:<6>@B00D0F2H2J0<LNP1R1T1V1X120460802HD08Z16228B622608\1JF8622<FFB6622<F08^104026H820BB620B08^10`160b1262220d100f122H60h12L620408j108d10d100l1000D2622206BHBf1BR302n1P2`1002R2
38
21 mta-sts/max-age-short
37 MTA-STS policy is cached only briefly
6 notice
6 stable
7 mta-sts
5 probe
11 mail_domain
22 mta-sts/record-invalid
26 mta-sts/policy-unreachable
22 mta-sts/policy-invalid
7 bounces
3 you
179 The policy protects mail from senders that have cached it. If it expires between two messages, an attacker on the path can keep the next
sender from fetching it. Weeks are usual.

69 Serve "max_age: 1209600" (two weeks) or more at {domain.mta_sts.url}.
14 RFC 8461 §3.2
8 shortest
8 duration
6 86400s
44 Below this a policy protects hardly anybody.
22 deployment.probes_http
22 domain.mta_sts.max_age
19 domain.mta_sts.mode
22 domain.mta_sts.records
18 domain.mta_sts.url
11 domain.name
11 domain.view
32 Rules/mta-sts/max-age-short.yaml
6 public
4 none
147 Senders cache the MTA-STS policy of {domain.name} for only {string(has(domain.mta_sts.max_age) ? domain.mta_sts.max_age.getSeconds() : 0)} seconds.
36 Senders cache the MTA-STS policy of 
0 
10  for only 
9  seconds.
48 Serve "max_age: 1209600" (two weeks) or more at 
1 .
49 domain.view == "public" && deployment.probes_http
172 domain.mta_sts.records.size() == 0 || !has(domain.mta_sts.max_age) || has(domain.mta_sts.mode) && domain.mta_sts.mode == "none" || domain.mta_sts.max_age >= params.shortest
02400620048:<6>@B02DF0H2J2L2NP1R100T1>V1X1Z1\1^1`1b1d120460802HB622608f1620>JJJB@^826622@2040F8622@BH8622@@B6622@@08h1@\246622@B626004000j1:0l1262220n100P22@l32L8622@B@j626622@B0400n100R222J60T226622@60n100V2002NP1R100T12@PhX50002D6F2622206@H@X2@P402X2Z2j1000
40
21 mta-sts/mx-is-address
31 MTA-STS policy lists an address
7 warning
6 stable
7 mta-sts
2 mx
5 probe
11 mail_domain
22 mta-sts/record-invalid
26 mta-sts/policy-unreachable
22 mta-sts/policy-invalid
3 you
188 The "mx" values are compared with the names in the MX records, so an address matches nothing. Some senders reject a policy that contains
one, and with it every host that the policy lists.

118 Replace the address in the policy at {domain.mta_sts.url} by the name of the MX host, and change the id in the record.
14 RFC 8461 §3.2
14 RFC 8461 §4.1
22 deployment.probes_http
30 domain.mta_sts.policy_problems
35 domain.mta_sts.policy_problems.code
38 domain.mta_sts.policy_problems.message
22 domain.mta_sts.records
18 domain.mta_sts.url
11 domain.name
11 domain.view
32 Rules/mta-sts/mx-is-address.yaml
6 public
6 exists
10 mx-address
133 The MTA-STS policy of {domain.name}: {domain.mta_sts.policy_problems.filter(p, p.code == "mx-address").map(p, p.message).join("; ")}.
22 The MTA-STS policy of 
0 
2 : 
3 map
6 filter
2 ; 
1 .
37 Replace the address in the policy at 
61  by the name of the MX host, and change the id in the record.
49 domain.view == "public" && deployment.probes_http
103 domain.mta_sts.records.size() == 0 || !domain.mta_sts.policy_problems.exists(p, p.code == "mx-address")
02400620068:<>6@BD00F0H2J4LN0@P1R1T1V1X1Z1\1^1`120460>02HB622608b1620>JB@^826622@2040FR1d16622@>82B628008f1004000h1:0j1262220l100n12@X54R1P2R1R26622@>:2B62:008f10<0262<408T20l100V222J60X226622@60l100Z2000@2622206>H>X2>P402\2^2h1000
47
21 mta-sts/mx-not-listed
46 Mail exchanger missing from the MTA-STS policy
5 error
7 warning
6 stable
7 mta-sts
2 mx
5 probe
11 mail_domain
22 mta-sts/record-invalid
26 mta-sts/policy-unreachable
22 mta-sts/policy-invalid
7 bounces
3 you
116 Senders that follow the policy do not deliver to a host that it does not list; in mode testing they only report it.

147 Add "mx: {domain.mta_sts.unlisted.join(", ")}" to the policy at {domain.mta_sts.url} and change the id in the record, before the MX records change.
14 RFC 8461 §4.1
14 RFC 8461 §5.1
22 deployment.probes_http
19 domain.mta_sts.mode
23 domain.mta_sts.patterns
22 domain.mta_sts.records
23 domain.mta_sts.unlisted
18 domain.mta_sts.url
11 domain.name
11 domain.view
32 Rules/mta-sts/mx-not-listed.yaml
6 public
4 none
7 testing
250 The MTA-STS policy of {domain.name} lists {domain.mta_sts.patterns.size() > 0 ? domain.mta_sts.patterns.join(", ") : "no host"}, but not its mail {domain.mta_sts.unlisted.size() == 1 ? "exchanger" : "exchangers"} {domain.mta_sts.unlisted.join(", ")}.
22 The MTA-STS policy of 
0 
7  lists 
2 , 
7 no host
19 , but not its mail 
9 exchanger
10 exchangers
1  
1 .
9 Add "mx: 
19 " to the policy at 
63  and change the id in the record, before the MX records change.
49 domain.view == "public" && deployment.probes_http
135 domain.mta_sts.records.size() == 0 || !has(domain.mta_sts.mode) || domain.mta_sts.mode == "none" || domain.mta_sts.unlisted.size() == 0
71 warning if has(domain.mta_sts.mode) && domain.mta_sts.mode == "testing"
02402682006:<>@6BDF02HJ0L2N4P1R10@T1V1X1Z1\1^1`1b1d120460802HB622608f1620>JJJB@^826622@2040F8622@@B6622@@08h1B@^826622@F04004026H8622@@B6622@@08j10l1B0n1262220P200R22L@X14@^826622@D040@X546622@D08T208V20P200X22LB@^826622@F04208Z208\20P200^22@X546622@F08T20P200`222N:0b22@X546622@F08T20P200d226622@60P200f2000B2622206@H@X2@P402h2j2l1002l2
34
22 mta-sts/pattern-unused
33 MTA-STS policy lists unused hosts
6 notice
6 stable
7 mta-sts
2 mx
5 probe
11 mail_domain
22 mta-sts/record-invalid
26 mta-sts/policy-unreachable
22 mta-sts/policy-invalid
7 bounces
3 you
130 This is usual while mail moves from one host to another. Left in place, it lets mail go to a host that nobody maintains any more.

111 Remove the line from the policy at {domain.mta_sts.url} when the move is over, and change the id in the record.
14 RFC 8461 §8.3
22 deployment.probes_http
22 domain.mta_sts.records
21 domain.mta_sts.unused
18 domain.mta_sts.url
11 domain.name
11 domain.view
33 Rules/mta-sts/pattern-unused.yaml
6 public
113 The MTA-STS policy of {domain.name} lists {domain.mta_sts.unused.join(", ")}, but no MX record names such a host.
22 The MTA-STS policy of 
0 
7  lists 
2 , 
37 , but no MX record names such a host.
35 Remove the line from the policy at 
56  when the move is over, and change the id in the record.
49 domain.view == "public" && deployment.probes_http
71 domain.mta_sts.records.size() == 0 || domain.mta_sts.unused.size() == 0
02400620068:<>6@BD02FH0J2L2N0<P1R1T1V1X1Z1\120460802HB622608^1620>JB@^826622@2040B@^826622@H04004000`1:0b1262220d100f12@X546622@H08h10d100j122L60l126622@60d100n1000B2622206@H@X2@P402P2R2`1000
32
29 mta-sts/policy-not-plain-text
42 MTA-STS policy is not served as plain text
7 warning
6 stable
7 mta-sts
5 probe
11 mail_domain
22 mta-sts/record-invalid
26 mta-sts/policy-unreachable
22 mta-sts/policy-invalid
7 bounces
3 you
166 Senders should accept a policy only as text/plain, so that no user of a shared host can serve one for everybody. Senders that do this
act as if there were no policy.

77 Let the web server send "Content-Type: text/plain" with {domain.mta_sts.url}.
14 RFC 8461 §3.2
22 deployment.probes_http
25 domain.mta_sts.media_type
22 domain.mta_sts.records
18 domain.mta_sts.url
11 domain.view
40 Rules/mta-sts/policy-not-plain-text.yaml
6 public
10 text/plain
158 {domain.mta_sts.url} is served as {has(domain.mta_sts.media_type) ? domain.mta_sts.media_type : "nothing in particular (no Content-Type)"}, not as text/plain.
0 
14  is served as 
39 nothing in particular (no Content-Type)
20 , not as text/plain.
56 Let the web server send "Content-Type: text/plain" with 
1 .
49 domain.view == "public" && deployment.probes_http
113 domain.mta_sts.records.size() == 0 || has(domain.mta_sts.media_type) && domain.mta_sts.media_type == "text/plain"
02400620048:<6>@B02DF0H2J2L0:NP1R1T1V1X120460802HB622608Z1620>JB@^826622@2040H8622@<B6622@<08\104000^1826622@60`100b12L8622@<6622@<08d10`100f122J60h126622@60`100j1000B2622206@H@X2@P402l1n1^1000
29
15 mta-sts/testing
30 MTA-STS policy in mode testing
6 notice
6 stable
7 mta-sts
5 probe
11 mail_domain
22 mta-sts/record-invalid
26 mta-sts/policy-unreachable
22 mta-sts/policy-invalid
7 bounces
3 you
120 Senders still deliver without TLS. This is right while reports are being watched; after that the policy should protect.

104 When TLS reports show no failures for some weeks, serve "mode: enforce" and change the id in the record.
12 RFC 8461 §5
22 deployment.probes_http
19 domain.mta_sts.mode
22 domain.mta_sts.records
11 domain.name
11 domain.view
26 Rules/mta-sts/testing.yaml
6 public
7 testing
73 The MTA-STS policy of {domain.name} only asks for reports (mode testing).
22 The MTA-STS policy of 
0 
38  only asks for reports (mode testing).
49 domain.view == "public" && deployment.probes_http
99 domain.mta_sts.records.size() == 0 || !has(domain.mta_sts.mode) || domain.mta_sts.mode != "testing"
02400620048:<6>@B02DF0H2J2L0:NP1R1T1V1X120460802HB622608Z1620>JJB@^826622@2040F8622@@FB6622@@08\104000^160`1262220b100d122J20J000B2622206@H@X2@P402f1h1^1000
33
23 return-path/implicit-mx
37 MAIL FROM domain without an MX record
7 warning
6 stable
11 return-path
11 return_path
22 return-path/unroutable
25 return-path/not-at-sender
34 return-path/relay-not-public-route
7 bounces
3 you
104 The fallback is allowed, but some receivers hold a sender domain without an MX record against the mail.

79 Publish an MX record for {path.domain} that names a host with the same address.
14 RFC 5321 §5.1
11 path.domain
11 path.routes
13 path.routes.a
16 path.routes.aaaa
20 path.routes.implicit
11 path.sender
9 path.view
34 Rules/return-path/implicit-mx.yaml
6 public
6 exists
130 The MAIL FROM domain {path.domain} of sender {path.sender} has no MX record; bounces are delivered to its address records instead.
21 The MAIL FROM domain 
0 
11  of sender 
72  has no MX record; bounces are delivered to its address records instead.
25 Publish an MX record for 
41  that names a host with the same address.
21 path.view == "public"
75 !path.routes.exists(r, r.implicit && (r.a.size() > 0 || r.aaaa.size() > 0))
02400620028:6<>@02BD0F2H2J0>LNP1R1T1V1X1Z120460:02B622808\1FR1^1622N82H6284J@X14@^826286040@X14@^826288040004000`1:0b1262240d100f1262220d100h122H60j1262240d100l1000B2622206@H@X2@n302n1P2`1000
52
28 return-path/partly-elsewhere
25 Some bounces go elsewhere
7 warning
5 error
6 stable
11 return-path
11 return_path
22 return-path/unroutable
25 return-path/not-at-sender
34 return-path/relay-not-public-route
34 return-path/internal-not-at-sender
25 mx/null-on-sending-domain
34 return-path/private-address-leaked
217 !path.routes.exists(r, r.a.exists(found, found.isPublic() && !(found in path.platform) && !(found in path.expected)) || r.aaaa.exists(found, found.isPublic() && !(found in path.platform) && !(found in path.expected)))
17 ptr/not-confirmed
77 path.routes.filter(r, r.a.size() > 0 || r.aaaa.size() > 0).map(r, r.exchange)
7 bounces
3 you
162 Delivery reports that take this route are lost, and invalid addresses stay on the lists. If the most preferred route leads elsewhere,
that is nearly all of them.

117 Let every MX host of {path.domain} have addresses where bounces are accepted, or use a separate domain for MAIL FROM.
14 RFC 5321 §5.1
11 path.domain
13 path.expected
13 path.platform
11 path.routes
13 path.routes.a
16 path.routes.aaaa
20 path.routes.exchange
22 path.routes.preference
11 path.sender
9 path.view
39 Rules/return-path/partly-elsewhere.yaml
3 all
6 exists
289 In the {path.view} view, some mail to {path.domain} goes to {failing.map(r, r.exchange).join(", ")} ({failing.map(r, (r.a + r.aaaa).map(found, string(found)).join(", ")).join("; ")}); bounces of sender {path.sender} are accepted at {path.expected.map(planned, string(planned)).join(", ")}.
7 In the 
0 
20  view, some mail to 
9  goes to 
3 map
2 , 
2  (
2 ; 
21 ); bounces of sender 
17  are accepted at 
1 .
21 Let every MX host of 
83  have addresses where bounces are accepted, or use a separate domain for MAIL FROM.
6 filter
24 path.expected.size() > 0
280 path.routes.size() == 0 || path.routes.all(r, r.a.size() == 0 && r.aaaa.size() == 0 || (r.a.exists(found, found in path.expected) || r.aaaa.exists(found, found in path.expected)) && !r.a.exists(found, !(found in path.platform)) && !r.aaaa.exists(found, !(found in path.platform)))
310 error if path.routes.exists(r, !r.a.exists(found, found in path.expected) && !r.aaaa.exists(found, found in path.expected) && (r.a.size() > 0 || r.aaaa.size() > 0) && path.routes.all(o, o.preference > r.preference || !o.a.exists(found, found in path.expected) && !o.aaaa.exists(found, found in path.expected)))
02426082002:<:>@BDF4H2J020L02N222P1R10T12V12X10DZ1\1^1`1b1d1f1h1j1l1n120462Bb102@X14@^82622<040JB@^82622N040R1P2622N82JHB@^826286040B@^826288040HHJR1R26286:2D2:622<0R1R26288<2D2<622<0FR1R26286>2FD2>622@0FR1R26288@2FD2@622@002P2622N82JHB@^826286040B@^826288040HHJR1R26286:2D2:622<0R1R26288<2D2<622<0FR1R26286>2FD2>622@0FR1R26288@2FD2@622@00426R1R2622ND2HHHFR1R262D6F2D2F622<0FR1R262D8H2D2H622<0J@X14@^8262D6040@X14@^8262D8040R1P2622NJ2J@X1462J262D2HFR1R262J6L2D2L622<0FR1R262J8N2D2N622<00000T2J0V2262280X200Z2262240X200\22@X54R1^22BP10262P1008`20X200b22@X54R1^22BR102@X54R1^2@1462R1662R18T102@T422T108`208d20X200f2262220X200h22@X54R1^2622<V102@T422V108`20X200j222V160l2262240X200n2042FR1R2622NX12JR1R262X16Z12HH@h722Z1FD2Z1622@FD2Z1622<0R1R262X18\12HH@h722\1FD2\1622@FD2\1622<00002R1^2R1P3622N^12J@X14@^8262^16040@X14@^8262^180400`10262`100P1262220:NHNX2Nn3NV6N^84>JHN2R3T3T2002V3
40
19 spf/allows-everyone
40 SPF record authorises the whole Internet
5 error
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
3 you
171 Anybody may send mail as the domain, and SPF then also makes DMARC pass for them. Gmail defers or rejects mail for "suspicious entries"
in such a record (4.7.24, 5.7.24).

370 {spf.everyone_elsewhere.size() > 0 ? "Remove what leads to the record of " + spf.everyone_elsewhere.join(" and ") + ", or ask whoever publishes it to name only its own networks." : ends_open ? "End the record with -all or ~all, and name only the networks that send for " + spf.name + "." : "Remove " + by + ", and name only the networks that send for " + spf.name + "."}
14 RFC 7208 §5.1
15 RFC 7208 §11.4
19 spf.allows_everyone
15 spf.everyone_by
22 spf.everyone_elsewhere
8 spf.name
11 spf.records
30 Rules/spf/allows-everyone.yaml
5  and 
6 exists
3 all
128 The SPF record of {spf.name} lets every address pass{spf.everyone_by.size() > 0 ? ", by " + by : ""}: "{spf.records.join(" ")}".
18 The SPF record of 
0 
24  lets every address pass
5 , by 
3 : "
1  
2 ".
35 Remove what leads to the record of 
60 , or ask whoever publishes it to name only its own networks.
75 End the record with -all or ~all, and name only the networks that send for 
1 .
7 Remove 
43 , and name only the networks that send for 
20 !spf.allows_everyone
33 by: spf.everyone_by.join(" and ")
68 ends_open: spf.everyone_by.exists(t, t.lowerAscii().endsWith("all"))
02400620028:6<>@00B0D2F4HJ0:LNP1R1T1V120460:4@X54622h108X1R1Z1622h182@j44@l422808\100F622f104000^1>0`1262220b100d12L@X14@^82622h1040@F408f14008b10b100h12@X54622<08j10b100l122F22L@X14@^82622j1040@F4@F408n1@X54622j108X108P2L42@F4@F408R2622208T2@F4@F4@F4@F408V24008X2622208T20b10000>2622206<H<b1<n200Z2^14\2^200
32
19 spf/foreign-include
33 SPF record includes other senders
6 notice
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
3 you
168 Whoever uses those services may send as the domain, and each include costs lookups. It is correct for services that do send for the
domain, such as a mailbox provider.

93 Remove the includes that nobody needs, or use a MAIL FROM subdomain with a record of its own.
14 RFC 7208 §5.2
15 RFC 7208 §11.4
20 deployment.described
20 spf.foreign_includes
8 spf.name
21 spf.planned_addresses
9 spf.roles
30 Rules/spf/foreign-include.yaml
9 mail-from
186 The SPF record of {spf.name} authorises senders that {deployment.described ? "the deployment file does not name" : "have none of the given addresses"}: {spf.foreign_includes.join(", ")}.
18 The SPF record of 
0 
25  authorises senders that 
33 the deployment file does not name
32 have none of the given addresses
2 : 
2 , 
1 .
60 "mail-from" in spf.roles && spf.planned_addresses.size() > 0
32 spf.foreign_includes.size() == 0
02400620028:6<>@00B0D2F4HJ0:LNP1R1T1V120460802HD08X16228@X14@^82622:040B@^82622l104004000Z1>0\1262220^100`12L620408b108d10^100f12@X54622l108h10^100j122F20F000B2622206@H@b1@n202l1n1Z1000
25
16 spf/include-loop
26 SPF record includes itself
5 error
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
3 you
137 Receivers follow the loop until they reach the limit of ten lookups, and return permerror: only senders that an earlier term names pass.

73 Remove the include or redirect that leads back to {spf.loops.join(", ")}.
16 RFC 7208 §4.6.4
14 RFC 7208 §5.2
9 spf.loops
8 spf.name
27 Rules/spf/include-loop.yaml
108 The SPF record of {spf.name} contains a loop: its includes or redirects lead back to {spf.loops.join(", ")}.
18 The SPF record of 
0 
57  contains a loop: its includes or redirects lead back to 
2 , 
1 .
50 Remove the include or redirect that leads back to 
21 spf.loops.size() == 0
02400620028:6<>@00B0D2F4HJ04LNP120460800B@^82622^104004000R1:0T1262220V100X12@X54622^108Z10V100\122F60^12@X54622^108Z10V100\1000>2622206<H<b1<n200`1R1000
43
26 spf/include-without-record
49 SPF record includes a name without a valid record
5 error
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
26 spf/included-record-broken
3 you
219 Receivers return permerror when they reach such a term: SPF passes only for senders that an earlier term names. The usual case is a host
that has only an address record: "include" needs its SPF record, not its address.

449 {spf.faulty_includes.size() > 0 ? "Have the SPF record at " + spf.faulty_includes.join(" and ") + " corrected, or remove what leads there from the record of " + spf.name + "." : spf.without_record.exists(t, t.startsWith("redirect=")) ? "Publish an SPF record at the name that \"redirect=\" names, or write \"all\" instead." : "Write \"a:\" instead of \"include:\" if the address of a host is meant, publish an SPF record there, or remove the term."}
14 RFC 7208 §5.2
14 RFC 7208 §6.1
19 spf.faulty_includes
19 spf.included_errors
22 spf.included_errors.at
27 spf.included_errors.message
28 spf.included_errors.position
8 spf.name
18 spf.without_record
37 Rules/spf/include-without-record.yaml
3 map
14 the record of 
27  is not valid (at position 
2 , 
1 )
105 Receivers cannot evaluate the whole SPF record of {spf.name}: {(spf.without_record + errors).join("; ")}.
50 Receivers cannot evaluate the whole SPF record of 
0 
2 : 
2 ; 
1 .
23 Have the SPF record at 
5  and 
58  corrected, or remove what leads there from the record of 
6 exists
9 redirect=
81 Publish an SPF record at the name that "redirect=" names, or write "all" instead.
116 Write "a:" instead of "include:" if the address of a host is meant, publish an SPF record there, or remove the term.
65 spf.without_record.size() == 0 && spf.included_errors.size() == 0
137 errors: spf.included_errors.map(p, "the record of " + p.at + " is not valid (at position " + string(p.position) + ", " + p.message + ")")
02400620028:6<>@:B000>000@000<00000000D0F2H4JL0>NP1R1T1V1X1Z1\120460<2R1^1622P1802@F4@F4@F4@F4@F4@F408`1628608b1@l32628808d1628408f10HB@^82622`1040B@^82622P104004000h1:0j1262220l100n12@X54@14622`14008P20l100R222H22L@X14@^82622b1040@F4@F4@F4@F408T2@X54622b108V208X2622208R2LR1Z2622`1:2@h442:08\2008^208`20l10000F2622206@H@b1@n2:>P1>h2>T4>X5>R60b2h12d200
28
15 spf/neutral-all
43 SPF record is neutral for all other senders
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
3 you
98 Receivers treat "neutral" like a missing record: it does not protect the domain from forged mail.

84 End the record with -all, or with ~all until it is known that all senders are in it.
14 RFC 7208 §8.2
14 RFC 7208 §5.1
8 spf.name
12 spf.problems
17 spf.problems.code
11 spf.records
26 Rules/spf/neutral-all.yaml
6 exists
11 neutral-all
71 The SPF record of {spf.name} ends with ?all: "{spf.records.join(" ")}".
18 The SPF record of 
0 
18  ends with ?all: "
1  
2 ".
48 !spf.problems.exists(p, p.code == "neutral-all")
02400620028:6<>@00B0D2F4HJ08LNP1R1T120460:00FR1V1622N82B628008X1004000Z1:0\1262220^100`12@X54622<08b10^100d122F20F000>2622206<H<b1<n200f1Z1000
28
10 spf/no-all
34 SPF record without all or redirect
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
3 you
117 Every address that no term names gets the result "neutral": the record does not protect the domain from forged mail.

84 End the record with -all, or with ~all until it is known that all senders are in it.
14 RFC 7208 §4.7
14 RFC 7208 §5.1
8 spf.name
12 spf.problems
17 spf.problems.code
11 spf.records
21 Rules/spf/no-all.yaml
6 exists
6 no-all
89 The SPF record of {spf.name} has neither "all" nor "redirect": "{spf.records.join(" ")}".
18 The SPF record of 
0 
36  has neither "all" nor "redirect": "
1  
2 ".
43 !spf.problems.exists(p, p.code == "no-all")
02400620028:6<>@00B0D2F4HJ08LNP1R1T120460:00FR1V1622N82B628008X1004000Z1:0\1262220^100`12@X54622<08b10^100d122F20F000>2622206<H<b1<n200f1Z1000
25
15 spf/too-many-mx
31 SPF mx term with too many hosts
5 error
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
3 you
115 An mx term with more than ten hosts is a permerror: receivers may stop with an error before they reach the sender.

120 Write the addresses of the hosts as ip4 and ip6 instead of {spf.large_mx_terms.join(", ")}, or publish fewer MX records.
16 RFC 7208 §4.6.4
18 spf.large_mx_terms
8 spf.name
26 Rules/spf/too-many-mx.yaml
101 The SPF record of {spf.name} has {spf.large_mx_terms.join(", ")}, which covers more than 10 MX hosts.
18 The SPF record of 
0 
5  has 
2 , 
37 , which covers more than 10 MX hosts.
59 Write the addresses of the hosts as ip4 and ip6 instead of 
30 , or publish fewer MX records.
30 spf.large_mx_terms.size() == 0
02400620028:6<>@00B0D2F2H04JLN20460800B@^82622d104004000P1:0R1262220T100V12@X54622d108X10T100Z122F60\12@X54622d108X10T100^1000>2622206<H<b1<n200`1P1000
61
16 tls/expires-soon
24 Certificate expires soon
7 warning
5 error
6 stable
3 tls
11 certificate
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
11 tls/expired
5 later
3 you
352 Automatic renewal happens with a third of the lifetime left. A renewal that is later than that has probably failed, and there is just
enough time to find out why. An issuer's certificate that expires first breaks the chain on that day, whatever the date of the server's
own. The thresholds follow the certificate's lifetime: 30 days of 90, two of six.

92 Renew the certificate of {endpoint.name} and find out why automatic renewal has not done so.
47 https://letsencrypt.org/docs/integration-guide/
18 RFC 5280 §4.1.2.5
14 RFC 7671 §5.1
5 share
3 int
1 3
1 2
2 20
64 Warn when less than this part (a third) of the lifetime is left.
6 urgent
8 duration
7 259200s
86 An error when less is left, or, of a short-lived certificate, a sixth of its lifetime.
29 endpoint.certificate.lifetime
24 endpoint.first_end.depth
27 endpoint.first_end.lifetime
28 endpoint.first_end.not_after
26 endpoint.first_end.subject
13 endpoint.name
14 endpoint.place
13 endpoint.role
24 endpoint.vouched_by_dane
27 Rules/tls/expires-soon.yaml
2 mx
355 {own ? "The certificate" : (has(endpoint.first_end) ? endpoint.first_end.subject : "?") + ", above the certificate"} of {endpoint.place}{own ? "" : ","} expires in {left | days}, on {has(endpoint.first_end) ? string(endpoint.first_end.not_after) : "?"}{own ? ", of a lifetime of" : "; the server's own has a lifetime of"} {(own ? lifetime : leaf) | days}.
15 The certificate
1 ?
23 , above the certificate
0 
4  of 
1 ,
12  expires in 
4 days
5 , on 
18 , of a lifetime of
36 ; the server's own has a lifetime of
1  
1 .
25 Renew the certificate of 
52  and find out why automatic renewal has not done so.
85 left.getSeconds() * params.share >= lifetime.getSeconds() || endpoint.vouched_by_dane
83 left: has(endpoint.first_end) ? endpoint.first_end.not_after - now : duration("0s")
62 own: !has(endpoint.first_end) || endpoint.first_end.depth == 0
80 leaf: has(endpoint.certificate) ? endpoint.certificate.lifetime : duration("0s")
80 lifetime: has(endpoint.first_end) ? endpoint.first_end.lifetime : duration("0s")
103 error if endpoint.role != "mx" && left < params.urgent && left.getSeconds() * 6 < lifetime.getSeconds()
02426082004:<>6@BD02FH0J2L6NP1R14T1V1X12Z12\1^1`1b1d100f1Bh1j1l1n1P2R2T2V2X2Z22046088L822h1@T146622h14240@00JF822h1B6622h12040L822`16622`1<0@00L822h16622h160@000J@\14@44@j62406260@j6246622h20426HHFB622208\2@V24406262@V14@44@j624004<@j624600^2H2L4208`2@F4L822h16622h1008b208d20f200h22622>0f202L4208f208j20f200l22402n2f200P32L822h1@P426622h1408b20f202L4208R308T30f200V32L4246442n2f200X322L60Z3262240f200\3004T1V1X12Z12\1^1`1b1d100f124624424X12B62@PXj?0002D6P12622206>H>j1>V300^3^28`3b3d3f302h3
33
16 tls/old-protocol
29 Old TLS versions are accepted
7 warning
6 notice
6 stable
3 tls
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
22 tls/no-modern-protocol
5 pages
3 you
202 Both versions are obsolete and must not be used; payment and privacy audits fail because of them. No browser of recent years needs them.
(At a mail exchanger, old encryption is still better than none.)

63 Allow only TLS 1.2 and 1.3 on the server at {endpoint.address}.
12 RFC 8996 §2
16 RFC 9325 §3.1.1
16 endpoint.address
14 endpoint.place
13 endpoint.role
16 endpoint.tls_1_0
16 endpoint.tls_1_1
27 Rules/tls/old-protocol.yaml
2 mx
115 {endpoint.place} still accepts {endpoint.tls_1_0 ? (endpoint.tls_1_1 ? "TLS 1.0 and 1.1" : "TLS 1.0") : "TLS 1.1"}.
0 
15  still accepts 
15 TLS 1.0 and 1.1
7 TLS 1.0
7 TLS 1.1
1 .
44 Allow only TLS 1.2 and 1.3 on the server at 
38 !endpoint.tls_1_0 && !endpoint.tls_1_1
31 notice if endpoint.role == "mx"
02402682002:<6>@B02DF0H2J4LN0:P1R1T1V1X1Z120460800HF622P1F622R104026B622208\10^182622>0`100b12L622P1L622R108d108f108h10`100j122J60l1262280`100j1000@2622206>H>j1>V300n1^1002P2
44
27 tls/ordinary-client-refused
30 Current clients cannot connect
5 error
7 warning
6 stable
3 tls
12 tls_endpoint
15 tls/unreachable
20 tls/handshake-failed
22 tls/no-modern-protocol
5 pages
3 you
309 Browsers have removed finite-field Diffie-Hellman, anonymous key exchange and obsolete ciphers, and have never supported Ed25519 or, in
most cases, P-521. To them, a server that offers nothing else has no TLS. Nor has one whose application protocols (ALPN) are neither
h2 nor http/1.1: it has to refuse them.

240 Use a certificate with an RSA key or one on P-256, let the server offer X25519 or P-256, and allow TLS 1.3, or for TLS 1.2 the suites with ECDHE and AES-GCM or ChaCha20, and the protocols h2 or http/1.1, on the server at {endpoint.address}.
14 RFC 9325 §4.2
14 RFC 7301 §3.2
14 RFC 8446 §9.1
16 RFC 8446 §4.2.3
16 endpoint.address
15 endpoint.cipher
15 endpoint.client
28 endpoint.demands_certificate
14 endpoint.group
26 endpoint.handshake_failure
24 endpoint.ordinary_client
14 endpoint.place
13 endpoint.role
16 endpoint.version
38 Rules/tls/ordinary-client-refused.yaml
2 mx
267 {endpoint.place} refuses {endpoint.client}: {has(endpoint.handshake_failure) ? endpoint.handshake_failure : "the handshake fails"}. What works is {endpoint.version} with {endpoint.cipher}{has(endpoint.group) ? " (" + endpoint.group + ")" : ""}, which it does not get.
0 
9  refuses 
2 : 
19 the handshake fails
16 . What works is 
6  with 
2  (
1 )
24 , which it does not get.
221 Use a certificate with an RSA key or one on P-256, let the server offer X25519 or P-256, and allow TLS 1.3, or for TLS 1.2 the suites with ECDHE and AES-GCM or ChaCha20, and the protocols h2 or http/1.1, on the server at 
1 .
56 endpoint.ordinary_client || endpoint.demands_certificate
32 warning if endpoint.role == "mx"
02402682002:<6>@B02DF0H2J8LNP1R10DT1V1X1Z1\1^1`1b1d1f1h120460800J622H622N04026B622208j10l1F2622>0n100P22622J0n100R22L822F622F08T20n100V22622X10n100X22622Z10n102L822\1@F4@F408Z2622\108\208n10n100^222J60`2262280n100b2000@2622206>H>j1>V300d2l1002f2
34
22 spf/lookups-near-limit
40 SPF record near the limit of DNS lookups
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
16 spf/include-loop
3 you
108 Included records grow without notice. One or two more terms in any of them, and receivers return permerror.

94 Remove includes that no longer send for {spf.name}, and write ip4 and ip6 instead of a and mx.
16 RFC 7208 §4.6.4
4 near
3 int
1 8
1 1
2 10
51 The number of lookups from which on it is reported.
9 spf.costs
11 spf.lookups
8 spf.name
33 Rules/spf/lookups-near-limit.yaml
156 The SPF record of {spf.name} needs {spf.lookups} of the 10 DNS lookups that receivers allow when nothing matches early.{spf.costs.map(c, "\n" + c).join("")}
18 The SPF record of 
0 
7  needs 
71  of the 10 DNS lookups that receivers allow when nothing matches early.
3 map
1 

40 Remove includes that no longer send for 
44 , and write ip4 and ip6 instead of a and mx.
45 spf.lookups < params.near || spf.lookups > 10
02400620028:8<>@B00D0F2H2J2LNP12R12T1V16X1Z1\1^120460:00J@V14622R16260@X14622R104D04000`1<0b1262220d100f12622R10d100h12@X54R1j1622T1802@F408l12808d10d1222H60n1262220d100P2002LNP12R12T1V124@24224D2@6B2622208<H<b1<n2<R400R2`1000
31
20 spf/network-too-wide
41 SPF record authorises a very wide network
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
19 spf/allows-everyone
3 you
140 Thousands of hosts of strangers may send as the domain. Gmail defers or rejects mail for "suspicious entries" in a record (4.7.24,
5.7.24).

107 Name only the networks that send for {spf.name}, for IPv4 no wider than /16 and for IPv6 no wider than /32.
15 RFC 7208 §11.4
8 spf.name
12 spf.problems
17 spf.problems.code
20 spf.problems.message
31 Rules/spf/network-too-wide.yaml
6 exists
16 network-too-wide
114 The SPF record of {spf.name}: {spf.problems.filter(p, p.code == "network-too-wide").map(p, p.message).join("; ")}.
18 The SPF record of 
0 
2 : 
3 map
6 filter
2 ; 
1 .
37 Name only the networks that send for 
60 , for IPv4 no wider than /16 and for IPv6 no wider than /32.
53 !spf.problems.exists(p, p.code == "network-too-wide")
02400620028:6<>@00B0D2F2H08JLNP1R120460>00FR1T1622N82B628008V1004000X1:0Z1262220\100^12@X54R1`1R1b1622N:2B62:008V10<0262<408d10\100f122F60h1262220\100j1000>2622206<H<b1<n200l1X1000
34
20 spf/too-many-lookups
37 SPF record needs too many DNS lookups
5 error
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
16 spf/include-loop
3 you
183 Each include, a, mx, ptr, exists and redirect counts, also in included records. Receivers return permerror at the eleventh, and senders
that are named late in the record do not pass.

206 Remove includes of services that no longer send for {spf.name}, and write ip4 and ip6 instead of a and mx. A sender with many networks of its own is better off with a MAIL FROM subdomain and a record there.
16 RFC 7208 §4.6.4
5 limit
3 int
2 10
1 1
36 The most terms that may ask the DNS.
9 spf.costs
11 spf.lookups
8 spf.name
31 Rules/spf/too-many-lookups.yaml
162 The SPF record of {spf.name} needs {spf.lookups} DNS lookups when nothing matches early; receivers stop after {params.limit}.{spf.costs.map(c, "\n" + c).join("")}
18 The SPF record of 
0 
7  needs 
62  DNS lookups when nothing matches early; receivers stop after 
1 .
3 map
1 

52 Remove includes of services that no longer send for 
144 , and write ip4 and ip6 instead of a and mx. A sender with many networks of its own is better off with a MAIL FROM subdomain and a record there.
27 spf.lookups <= params.limit
02400620028:8<>@B00D0F2H2J2LNP12R12P1T16V1X1Z1\120460:00@Z14622R1626004000^1@0`1262220b100d12622R10b100f1262600b100h12@X54R1j1622T1802@F408l12808b10b1222H60n1262220b100P2002LNP12R12P1T124D24224D2@6B2622208<H<b1<n2<R400R2^1000
41
25 spf/too-many-void-lookups
37 SPF record with too many void lookups
5 error
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
16 spf/include-loop
3 you
171 Receivers count the terms whose name does not exist or has no address of the sender's family, and return permerror at the third: senders
that are named later do not pass.

81 Remove the terms whose names are gone, and write ip4 and ip6 instead of a and mx.
16 RFC 7208 §4.6.4
5 limit
3 int
1 2
1 0
37 The most terms that may find nothing.
8 spf.name
21 spf.planned_addresses
19 spf.void_terms_ipv4
19 spf.void_terms_ipv6
36 Rules/spf/too-many-void-lookups.yaml
6 exists
234 The SPF record of {spf.name} has more than {params.limit} terms that find nothing, and receivers stop there: {(too_many_ipv4.map(term, term + " for an IPv4 sender") + too_many_ipv6.map(term, term + " for an IPv6 sender")).join(", ")}.
18 The SPF record of 
0 
15  has more than 
52  terms that find nothing, and receivers stop there: 
3 map
19  for an IPv4 sender
19  for an IPv6 sender
2 , 
1 .
54 too_many_ipv4.size() == 0 && too_many_ipv6.size() == 0
135 any_counts: spf.planned_addresses.size() == 0 && spf.void_terms_ipv4.size() > params.limit && spf.void_terms_ipv6.size() > params.limit
87 ipv4_counts: any_counts || spf.planned_addresses.exists(planned, planned.family() == 4)
87 ipv6_counts: any_counts || spf.planned_addresses.exists(planned, planned.family() == 6)
98 too_many_ipv4: ipv4_counts && spf.void_terms_ipv4.size() > params.limit ? spf.void_terms_ipv4 : []
98 too_many_ipv6: ipv6_counts && spf.void_terms_ipv6.size() > params.limit ? spf.void_terms_ipv6 : []
02400620028:8<>@B00D0F2H2J2LNP12R12P1T18V1X1Z1\1^120460@:HHB@^82622:040@X14@^82622V16260@X14@^82622X16260J40R1`1622:82B@Z72280480J40R1`1622::2B@Z722:04<0LH42@X14@^82622V16260622V10B0LH44@X14@^82622X16260622X10B00HB@^8246040B@^824804004000b1>0d1262220f100h1262600f100j12@X54@14R1l146<02@F42<08n1R1l148>02@F42>08P208R20f100T222H20H002LNP12R12P1T12442402442@6R12622208<H<b1<n2<R400V2b1:X2Z2\2^2`200
52
25 spf/sender-not-authorised
40 SPF does not authorise a sending address
5 error
7 warning
6 stable
3 spf
4 path
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
16 spf/include-loop
26 spf/include-without-record
20 spf/too-many-lookups
15 spf/too-many-mx
21 spf/unreachable-terms
27 mail.spf_ignored.size() > 0
14 mail.mail_from
25 spf/too-many-void-lookups
25 mail.spf_void_lookups > 0
17 spf/void-for-ipv6
3 you
257 Outlook.com rejects bulk mail that does not pass SPF (550 5.7.515), Gmail rejects on "fail" with -all (550 5.7.26), and laposte.net on
any fail. An address that is missing from the record is often that of a relay, or a server's address of the other family.

108 Let the SPF record of {mail.mail_from} authorise {mail.address}, or send from an address that it authorises.
12 RFC 7208 §4
14 RFC 7208 §8.4
12 mail.address
22 mail.dkim_aligned_keys
11 mail.sender
8 mail.spf
16 mail.spf_ignored
15 mail.spf_reason
21 mail.spf_void_lookups
36 Rules/spf/sender-not-authorised.yaml
4 pass
8 softfail
7 neutral
233 {mail.mail_from} does not authorise {mail.address} of sender {mail.sender}: the result of SPF is {mail.spf} ({mail.spf_reason}){mail.spf_ignored.size() > 0 ? "; " + mail.spf_ignored.join(" and ") + " names it, but is not read" : ""}.
0 
20  does not authorise 
11  of sender 
23 : the result of SPF is 
2  (
1 )
2 ; 
5  and 
26  names it, but is not read
1 .
22 Let the SPF record of 
11  authorise 
45 , or send from an address that it authorises.
18 mail.spf == "pass"
97 warning if (mail.spf == "softfail" || mail.spf == "neutral") && mail.dkim_aligned_keys.size() > 0
02402682002:<>>@BDFHJ6L2N2P120R12T12P122V12T12P1220X10Z12\14^1`10@b1d1P1f1h1j1l1n1P220460800B622@08R204026HJB622@08T2B622@08V2@X14@^82622Z10400X2H262280Z200\2262240Z200^2262220Z200`22622@0Z200b22622B0Z200d22L@X14@^82622D040@F4@F408f2@X54622D08h208j208Z20Z200l222\1:0n2262280Z200P3262240Z200R3042@X14@^82622D040262282@X14622F040262280T1262220>F:H:J:L:N:P1:R1:6>N@N@d20T3X2002V3
63
17 spf/void-for-ipv6
45 SPF term finds nothing for one address family
7 warning
6 stable
3 spf
10 spf_domain
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
25 spf/too-many-void-lookups
16 from/unreachable
79 !(void_ipv4 + void_ipv6).exists(term, term.contains(":") || term.contains("="))
25 mx/null-on-sending-domain
17 mx/target-missing
17 ptr/not-confirmed
26 spf/include-without-record
92 (void_ipv4 + void_ipv6).all(term, term.contains("include:") || term.startsWith("redirect="))
3 you
408 A host without an address of the sender's family authorises nothing, and counts against the two void lookups that receivers allow: mail
may pass over IPv4 and fail over IPv6.

For mx terms, receivers differ. The RFC counts the terms; several implementations also count each host without an address, and return
permerror at the third. Such a term is reported only if the two counts lead to different results.

88 Write ip4 and ip6 instead of these terms, or publish the missing addresses of the hosts.
16 RFC 7208 §4.6.4
14 RFC 7208 §5.3
8 spf.name
21 spf.planned_addresses
23 spf.void_exchanges_ipv4
26 spf.void_exchanges_ipv4.at
29 spf.void_exchanges_ipv4.hosts
28 spf.void_exchanges_ipv4.term
23 spf.void_exchanges_ipv6
26 spf.void_exchanges_ipv6.at
29 spf.void_exchanges_ipv6.hosts
28 spf.void_exchanges_ipv6.term
19 spf.void_terms_ipv4
19 spf.void_terms_ipv6
28 Rules/spf/void-for-ipv6.yaml
6 exists
3 map
4  at 
8 , where 
2 , 
4  has
5  have
16  no IPv4 address
16  no IPv6 address
352 The SPF record of {spf.name} has terms that find nothing: {(void_ipv4.map(term, term + " for an IPv4 sender") + void_ipv6.map(term, term + " for an IPv6 sender") + hosts_ipv4 + hosts_ipv6).join("; ")}{hosts_ipv4.size() + hosts_ipv6.size() == 0 ? "" : ": receivers that count each of these hosts as a void lookup stop with an error, the others do not"}.
18 The SPF record of 
0 
30  has terms that find nothing: 
19  for an IPv4 sender
19  for an IPv6 sender
2 ; 
97 : receivers that count each of these hosts as a void lookup stop with an error, the others do not
1 .
1 :
1 =
3 all
8 include:
9 redirect=
98 void_ipv4.size() == 0 && void_ipv6.size() == 0 && hosts_ipv4.size() == 0 && hosts_ipv6.size() == 0
98 void_ipv4: spf.planned_addresses.exists(planned, planned.family() == 4) ? spf.void_terms_ipv4 : []
98 void_ipv6: spf.planned_addresses.exists(planned, planned.family() == 6) ? spf.void_terms_ipv6 : []
232 hosts_ipv4: spf.planned_addresses.exists(planned, planned.family() == 4) ? spf.void_exchanges_ipv4.map(v, v.term + " at " + v.at + ", where " + v.hosts.join(", ") + (v.hosts.size() == 1 ? " has" : " have") + " no IPv4 address") : []
232 hosts_ipv6: spf.planned_addresses.exists(planned, planned.family() == 6) ? spf.void_exchanges_ipv6.map(v, v.term + " at " + v.at + ", where " + v.hosts.join(", ") + (v.hosts.size() == 1 ? " has" : " have") + " no IPv6 address") : []
02400620028:8<>@B:D2F020H2F020J2F020L2F020N2P10220R10T12V14X1Z10H\1^1`1b1d1f1h1j1l1n1P2R2T220460L8LR1V2622:82B@Z72280480622V10B0LR1V2622::2B@Z722:04<0622X10B0LR1V2622:<2B@Z722<0480R1X2622Z1>02@F4@F4@F4@F4@F4@F462>008Z262>208\2@X5462>408^2LB@^8262>404208`208b208d20B0LR1V2622:@2B@Z722@04<0R1X2622\1B02@F4@F4@F4@F4@F4@F462B008Z262B208\2@X5462B408^2LB@^8262B404208`208b208f20B00HHHB@^8240040B@^8242040B@^8244040B@^824604004000h2<0j2262220l200n22@X54@14@14@14R1X240D02@F42D08P3R1X242F02@F42F08R3444608T30l202LB@04@^8244@^824604008l208V30l200X322V120V1042FR1V2@144042H2J@f442H08Z3@f442H08\3002R1^3@144042J2J@f442J08`3@h442J08b3000V12622208HHHb1Hn2HR4:@J@n1@d3@j4DJ0d3h28f3h3j3l300
48
5 apple
11 iCloud Mail
148 iCloud Mail (icloud.com, me.com, mac.com). Apple names no volume above which its requirements apply; bulk mail that does not meet them
is rejected.

21 dkim/missing-for-path
8 required
13 dmarc/missing
22 dmarc/multiple-records
22 dmarc/path-not-aligned
10 considered
20 dmarc/policy-missing
11 ptr/generic
11 ptr/missing
17 ptr/not-confirmed
25 spf/sender-not-authorised
91 recipients who subscribed explicitly, and an unsubscribe link that takes effect immediately
75 messages that comply with RFC 5322, with a consistent From name and address
21 ARC on forwarded mail
38 https://support.apple.com/en-us/102322
7 summary
55 https://egressif.io/resources/sender-requirements/apple
10 2026-06-21
10 2026-11-28
30 Mail is authenticated by DKIM.
57 The domain publishes a DMARC policy; no minimum is given.
46 Two records count as none (RFC 9989 §4.10.1).
102 The page asks for DMARC and does not mention alignment; mail that fails is treated as the policy says.
26 The record holds a policy.
65 Sending addresses have reverse DNS with the domain of the sender.
35 Sending addresses have reverse DNS.
29 Mail is authenticated by SPF.
25 Rules/profiles/apple.yaml
31 Rules/profiles/apple.yaml:16:13
30 Rules/profiles/apple.yaml:7:13
30 Rules/profiles/apple.yaml:8:13
30 Rules/profiles/apple.yaml:9:13
31 Rules/profiles/apple.yaml:10:13
19 name/does-not-exist
16 spf/include-loop
26 spf/include-without-record
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
20 spf/too-many-lookups
15 spf/too-many-mx
31 Rules/profiles/apple.yaml:11:13
31 Rules/profiles/apple.yaml:12:13
31 Rules/profiles/apple.yaml:13:13
31 Rules/profiles/apple.yaml:14:13
024B68:8<8>@B8D8F8H8J82B6LNP12R12T12V12X12Z1B62R12\1:2R12^1<2R12`1>2R12b1B2R12d1D2R12f1F2R12h1H2R12f1J2R12j1l10L2>024@220020n12F0248220020P22H0248220020R22F00220020R22D0248220020T22F00220020T22J0248220020V2@X2Z2\2^2`2b2d2f200220020V2260248220020h22:0248220020j22X200220020j22<0248220020l22B0248220020n22<00220020n2
4
7 default
7 Default
88 Every rule as its file has it. It applies when no profile is named, and changes nothing.
27 Rules/profiles/default.yaml
024000000600
62
5 gmail
5 Gmail
284 Personal Gmail accounts. The requirements for bulk senders apply from about 5,000 messages in 24 hours, counted for the primary domain
with all its subdomains, and continue to apply once that number was reached. Since November 2025, mail that does not comply is deferred
or rejected.

21 dkim/missing-for-path
8 required
22 dmarc/dkim-not-aligned
11 recommended
13 dmarc/missing
22 dmarc/multiple-records
22 dmarc/path-not-aligned
20 dmarc/policy-missing
21 dmarc/spf-not-aligned
22 helo/unplanned-address
11 ptr/missing
17 ptr/not-confirmed
25 spf/sender-not-authorised
42 TLS on every connection that delivers mail
44 a spam rate below 0.1 %, never 0.3 % or more
81 one-click unsubscribe (RFC 8058) and a visible unsubscribe link in marketing mail
34 messages that comply with RFC 5322
44 https://support.google.com/mail/answer/81126
7 summary
55 https://egressif.io/resources/sender-requirements/gmail
10 2026-06-21
44 https://support.google.com/a/answer/14229414
4 copy
88 https://www.hirano.cc/no-auth-no-entry/diff/faq-20250325-050501-faq-20250608-040501.html
10 2025-06-08
43 https://support.google.com/a/answer/3726730
81 https://www.spamresource.com/2025/12/help-im-seeing-550-5725-errors-at-gmail.html
74 https://www.spamresource.com/2025/11/google-warns-sender-requirements.html
10 2026-11-28
68 Bulk senders set up DKIM; keys have at least 1024 bits, better 2048.
70 Alignment of both is recommended, and likely to be required in future.
54 Bulk senders publish a DMARC policy; p=none is enough.
46 Two records count as none (RFC 9989 §4.10.1).
77 The From domain is aligned with the SPF or the DKIM domain, and DMARC passes.
26 The record holds a policy.
66 Mail from an address without a PTR record is refused (550-5.7.25).
73 Sending addresses and domains have valid forward and reverse DNS records.
45 The PTR name resolves to the sending address.
39 Bulk senders set up SPF, and it passes.
25 Rules/profiles/gmail.yaml
31 Rules/profiles/gmail.yaml:19:13
31 Rules/profiles/gmail.yaml:20:13
31 Rules/profiles/gmail.yaml:21:13
30 Rules/profiles/gmail.yaml:8:13
30 Rules/profiles/gmail.yaml:9:13
31 Rules/profiles/gmail.yaml:11:13
19 name/does-not-exist
16 spf/include-loop
26 spf/include-without-record
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
20 spf/too-many-lookups
15 spf/too-many-mx
31 Rules/profiles/gmail.yaml:12:13
31 Rules/profiles/gmail.yaml:13:13
31 Rules/profiles/gmail.yaml:14:13
31 Rules/profiles/gmail.yaml:15:13
31 Rules/profiles/gmail.yaml:16:13
024F68:<>8@8B8D8F<H<J8L8N84DN8P1R1T1V18X12Z12\12^1`12b12d12f1h12Z12j10l12b1002n1F62X12P2:2`12R2>2X12T2@2X12V2B2X12X2D2X12Z2F2`12R2H2h12\2J2X12^2L2X12`2N2X12b2d20N2H024<220020f22F024<220020h22:024<220020j22J0248220020l22L0248220020n22J00220020n22N0248220020P3@R3T3V3X3Z3\3^3`300220020P3260248220020b32>0248220020d32R300220020d32@0248220020f32D0248220020h32@00220020h32B0248220020j3
48
3 gmx
14 GMX and WEB.DE
137 The mailbox brands of United Internet: gmx.net, gmx.de, web.de. A DKIM signature aligned with From is required; SPF alone is not enough.

21 dkim/missing-for-path
8 required
13 dmarc/missing
11 recommended
16 from/unreachable
13 helo/not-fqdn
17 helo/unresolvable
19 name/does-not-exist
11 ptr/generic
11 ptr/missing
17 ptr/not-confirmed
25 spf/sender-not-authorised
61 static addresses outside dial-up ranges, and on no block list
64 double opt-in, and one-click unsubscribe (RFC 8058) in bulk mail
34 messages that comply with RFC 5322
61 https://postmaster.web.de/en/requirements-and-recommendations
4 copy
10 2026-11-28
105 A valid DKIM signature is mandatory, aligned with From at least in relaxed mode; SPF alone is not enough.
21 DMARC is recommended.
70 The sender domain has MX or A records, so that it can receive replies.
38 HELO is a fully qualified domain name.
14 HELO is valid.
55 Generic names of the network usually lead to rejection.
37 The sending address has a PTR record.
57 The PTR record is valid and names a fully qualified host.
19 SPF is recommended.
23 Rules/profiles/gmx.yaml
29 Rules/profiles/gmx.yaml:15:13
16 spf/include-loop
26 spf/include-without-record
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
20 spf/too-many-lookups
15 spf/too-many-mx
29 Rules/profiles/gmx.yaml:16:13
28 Rules/profiles/gmx.yaml:6:13
28 Rules/profiles/gmx.yaml:7:13
28 Rules/profiles/gmx.yaml:8:13
28 Rules/profiles/gmx.yaml:9:13
29 Rules/profiles/gmx.yaml:10:13
29 Rules/profiles/gmx.yaml:11:13
29 Rules/profiles/gmx.yaml:12:13
29 Rules/profiles/gmx.yaml:13:13
024D68:<>8@8B8D8F8H8J8L<06NP1R12T12V1002X1D62T12Z1:2T12\1>2T12^1@2T12`1B2T12b1D2T12^1F2T12d1H2T12f1J2T12h1L2T12j1l10P12L024<220020n1@DP2R2T2V2X2Z2\200220020n12:024<220020^22D00220020^22H0248220020`22J0248220020b22H00220020b22F0248220020d22H00220020d22@0248220020f22B0248220020h22@00220020h2260248220020j22>0248220020l22D00220020l22D0248220020n2
50
7 laposte
11 laposte.net
217 La Poste may refuse addresses whose PTR record is missing or inconsistent. It rejects mail that fails SPF, and treats an invalid SPF record
no better. Mail without SPF, DKIM and DMARC goes to the spam folder at best.

21 dkim/missing-for-path
11 recommended
13 dmarc/missing
26 dmarc/no-aggregate-reports
22 dmarc/path-not-aligned
21 helo/differs-from-ptr
11 ptr/missing
8 required
17 ptr/not-confirmed
26 spf/include-without-record
20 spf/multiple-records
25 spf/sender-not-authorised
10 considered
16 spf/syntax-error
20 spf/too-many-lookups
81 whether each message is signed; the page makes no other demand on the mail itself
139 https://postmaster.laposte.net/contents/quelles-sont-les-specifications-techniques-a-respecter-pour-emettre-des-emails-vers-laposte-net?t=p
4 copy
66 https://emailkarma.net/laposte-tightens-email-authentication-rules
10 2026-11-28
100 DKIM is strongly recommended; mail with neither SPF, DKIM nor DMARC goes to the spam folder at best.
32 Domains publish at least p=none.
52 The DMARC record names an address for reports (rua).
99 Since September 2025, SPF and DKIM count only if they are aligned with From; one of them is enough.
26 Reverse DNS is consistent.
46 Addresses without a PTR record may be refused.
58 Addresses whose PTR record is inconsistent may be refused.
73 A strict rejection policy applies to domains whose SPF record is invalid.
60 Mail from addresses that SPF does not authorise is rejected.
27 Rules/profiles/laposte.yaml
33 Rules/profiles/laposte.yaml:14:13
19 name/does-not-exist
16 spf/include-loop
11 spf/missing
15 spf/too-many-mx
33 Rules/profiles/laposte.yaml:16:13
33 Rules/profiles/laposte.yaml:17:13
13 helo/not-fqdn
33 Rules/profiles/laposte.yaml:18:13
33 Rules/profiles/laposte.yaml:19:13
33 Rules/profiles/laposte.yaml:20:13
32 Rules/profiles/laposte.yaml:7:13
32 Rules/profiles/laposte.yaml:8:13
32 Rules/profiles/laposte.yaml:9:13
33 Rules/profiles/laposte.yaml:10:13
33 Rules/profiles/laposte.yaml:11:13
33 Rules/profiles/laposte.yaml:12:13
024H68:8<8>8@8BDFDHDJDLNP1DR1D02T14V12X100Z12X1002\1H62V12^1:2V12`1<2V12b1>2Z12d1@2V12f1B2V12h1F2V12j1H2V12l1J2V12l1L2V12n1P12V12l1R12V12l1P20X12L024N220020R2@T2V2HX2JP1R1Z200220020R22>0248220020\22@0248220020^22`200220020^2260248220020b22:0248220020d22T200220020d22<0248220020f24:T200220020f22B024D220020h22F024D220020j22B00220020j22J024D220020l22P1024D220020n26T2X2J00220020n22H024D220020P38T2X2JP100220020P32R1024D220020R3:T2V2X2JP100220020R3
29
7 mail-ru
7 Mail.ru
251 Of Mail.ru's pages, one could be read: it asks for DKIM and for the consent of recipients. That SPF or DKIM must be aligned with From is
what its support wrote, as others quote it. What is only reported by senders counts with the rule's own severity.

21 dkim/missing-for-path
11 recommended
13 dmarc/missing
22 dmarc/path-not-aligned
8 required
11 ptr/generic
11 ptr/missing
10 considered
17 ptr/not-confirmed
71 recipients who subscribed explicitly, with addresses that were verified
79 clear instructions for unsubscribing in every message, and an easy way to do it
46 https://help.mail.ru/enmail-help/rules/general
4 copy
121 https://www.suped.com/knowledge/email-deliverability/technical/what-are-mailrus-dmarc-spf-and-dkim-alignment-requirements
10 2026-11-28
25 Mail is signed with DKIM.
37 Not on the page; reported by senders.
103 By its support, as quoted there: the domain of SPF or DKIM matches the From domain, or mail is blocked.
27 Rules/profiles/mail-ru.yaml
32 Rules/profiles/mail-ru.yaml:9:13
33 Rules/profiles/mail-ru.yaml:10:13
33 Rules/profiles/mail-ru.yaml:12:13
33 Rules/profiles/mail-ru.yaml:13:13
33 Rules/profiles/mail-ru.yaml:14:13
19 name/does-not-exist
32 Rules/profiles/mail-ru.yaml:7:13
024<68:8<>@8BDFD04HJ4L2N00P12N002R1<62L2T1:2L2V1<2P12X1@2L2V1B2L2V1F2L2V1Z10B2B024D220020\12F024D220020^12B00220020^12@0248220020`12B00220020`1260248220020b12:0248220020d12f100220020d12<024>220020h1
56
7 outlook
11 Outlook.com
304 The consumer domains outlook.com, hotmail.com and live.com. Since 5 May 2025, domains that send more than 5,000 messages a day must pass
SPF, DKIM and DMARC, with SPF or DKIM aligned. Microsoft's announcement says both that other mail is rejected (550 5.7.515) and that it
first goes to the Junk folder.

21 dkim/missing-for-path
8 required
22 dmarc/dkim-not-aligned
11 recommended
13 dmarc/missing
22 dmarc/multiple-records
22 dmarc/path-not-aligned
20 dmarc/policy-missing
21 dmarc/spf-not-aligned
11 ptr/generic
11 ptr/missing
17 ptr/not-confirmed
25 spf/sender-not-authorised
38 static addresses, and on no block list
74 a working unsubscribe link, which is recommended; RFC 8058 is not required
52 From and Reply-To addresses that can receive replies
33 at most 500 connections at a time
179 https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730
7 summary
59 https://egressif.io/resources/sender-requirements/microsoft
10 2026-06-21
44 https://postmaster.live.com/pm/policies.aspx
4 copy
10 2026-11-28
12 DKIM passes.
31 Alignment of both is preferred.
43 There is a DMARC policy of at least p=none.
46 Two records count as none (RFC 9989 §4.10.1).
48 From is aligned with the SPF or the DKIM domain.
26 The record holds a policy.
50 Connections from dynamic addresses may be refused.
44 Mail servers have valid reverse DNS records.
34 SPF passes for the sending domain.
27 Rules/profiles/outlook.yaml
33 Rules/profiles/outlook.yaml:18:13
33 Rules/profiles/outlook.yaml:19:13
33 Rules/profiles/outlook.yaml:20:13
32 Rules/profiles/outlook.yaml:8:13
32 Rules/profiles/outlook.yaml:9:13
33 Rules/profiles/outlook.yaml:11:13
19 name/does-not-exist
16 spf/include-loop
26 spf/include-without-record
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
20 spf/too-many-lookups
15 spf/too-many-mx
33 Rules/profiles/outlook.yaml:12:13
33 Rules/profiles/outlook.yaml:13:13
33 Rules/profiles/outlook.yaml:14:13
33 Rules/profiles/outlook.yaml:15:13
33 Rules/profiles/outlook.yaml:16:13
024F68:<>8@8B8D8F<H<J8L8N84DN8P1R1T1V14X12Z12\12^1`12b1002d1F62X12f1:2X12h1>2X12j1@2X12l1B2X12n1D2X12P2F2X12h1H2`12R2J2`12T2L2`12T2N2X12V2X20P12H024<220020Z22J00220020Z22F024<220020\22:024<220020^22J0248220020`22L0248220020b22J00220020b22N0248220020d2@f2h2j2l2n2P3R3T300220020d2260248220020V32>0248220020X32f200220020X32@0248220020Z32D0248220020\32@00220020\32B0248220020^3
38
6 strict
6 Strict
187 For operators who want everything that the standards offer: transport security and its reports are asked for, and what is only
monitored, obsolete or a matter of time counts as a defect.

14 RFC 8301 §3.2
8 RFC 8461
8 RFC 8460
26 Rules/profiles/strict.yaml
7 default
15 mta-sts/missing
7 warning
31 Rules/profiles/strict.yaml:8:13
15 tls-rpt/missing
31 Rules/profiles/strict.yaml:9:13
12 bimi/missing
32 Rules/profiles/strict.yaml:10:13
17 dmarc/policy-none
5 error
47 a policy that is only monitored protects nobody
32 Rules/profiles/strict.yaml:11:13
15 dmarc/test-mode
32 Rules/profiles/strict.yaml:12:13
21 dmarc/spf-not-aligned
50 one of two is no reserve when the other one breaks
32 Rules/profiles/strict.yaml:13:13
22 dmarc/dkim-not-aligned
32 Rules/profiles/strict.yaml:14:13
14 dkim/key-short
35 RFC 8301 asks signers for 2048 bits
32 Rules/profiles/strict.yaml:15:13
12 dkim/testing
32 Rules/profiles/strict.yaml:16:13
15 spf/neutral-all
32 Rules/profiles/strict.yaml:17:13
10 spf/no-all
32 Rules/profiles/strict.yaml:18:13
17 spf/ptr-mechanism
46 RFC 7208 §5.5 says that it should not be used
32 Rules/profiles/strict.yaml:19:13
024000660008000:00000<2>H2@022B2220020D2F022B2220020H2J00220020L2N022P12002R120T12V1022P1200020X12Z1022P12002\120^12`1022P1200020b12d1022P12002f120h12j1022P1200020l12n1022P1200020P22R2022P1200020T22V2022P12002X220Z2
22
8 t-online
8 T-Online
292 Deutsche Telekom's t-online.de. From the fully qualified name of a sending address, its operator must be easy to find, with a website
and a direct way of contact. Addresses that are not yet known are refused (554 None/bad reputation) until their operator writes to the
address in that reply.

11 ptr/generic
8 required
11 ptr/missing
17 ptr/not-confirmed
89 a website under the PTR name's domain that names the operator and a direct way of contact
29 the reputation of the address
44 https://postmaster.t-online.de/index.en.html
7 summary
62 https://sidenotes.de/2026/02/01/email-telefonnummer-bitte.html
10 2026-02-01
8 RFC 1912
10 2026-11-28
57 The name leads to the operator, with website and contact.
47 The sending address has a fully qualified name.
43 Forward and reverse DNS confirm each other.
28 Rules/profiles/t-online.yaml
33 Rules/profiles/t-online.yaml:8:13
33 Rules/profiles/t-online.yaml:9:13
34 Rules/profiles/t-online.yaml:10:13
024668:8<804>@4B2D2F2HJ0002L662B2N:2B2P1<2B2R1T10:2:0248220020V12<0248220020X12:00220020X1260248220020Z12:00220020Z1
49
5 yahoo
5 Yahoo
189 Yahoo Mail, AOL and the brands that Yahoo hosts. Yahoo names no number of messages from which a sender counts as a bulk sender. DMARC must
pass; relaxed alignment of SPF or DKIM is enough.

21 dkim/missing-for-path
8 required
13 dmarc/missing
22 dmarc/multiple-records
22 dmarc/path-not-aligned
20 dmarc/policy-missing
11 ptr/generic
11 ptr/missing
17 ptr/not-confirmed
25 spf/sender-not-authorised
23 a spam rate below 0.3 %
76 one-click unsubscribe (RFC 8058) in marketing mail, honoured within two days
18 the Spamhaus lists
44 https://senders.yahooinc.com/best-practices/
7 summary
55 https://egressif.io/resources/sender-requirements/yahoo
10 2026-06-21
34 https://senders.yahooinc.com/faqs/
10 2026-11-28
37 Bulk senders use DKIM as well as SPF.
54 Bulk senders publish a DMARC policy; p=none is enough.
46 Two records count as none (RFC 9989 §4.10.1).
67 DMARC passes; relaxed alignment of SPF or DKIM with From is enough.
26 The record holds a policy.
72 The PTR name is that of the sender and not a generic one of the network.
41 Sending addresses have valid reverse DNS.
30 Forward and reverse DNS agree.
37 Bulk senders use SPF as well as DKIM.
25 Rules/profiles/yahoo.yaml
30 Rules/profiles/yahoo.yaml:7:13
30 Rules/profiles/yahoo.yaml:8:13
30 Rules/profiles/yahoo.yaml:9:13
31 Rules/profiles/yahoo.yaml:11:13
19 name/does-not-exist
16 spf/include-loop
26 spf/include-without-record
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
20 spf/too-many-lookups
15 spf/too-many-mx
31 Rules/profiles/yahoo.yaml:12:13
31 Rules/profiles/yahoo.yaml:13:13
31 Rules/profiles/yahoo.yaml:14:13
31 Rules/profiles/yahoo.yaml:15:13
31 Rules/profiles/yahoo.yaml:16:13
024B68:8<8>8@8B8D8F8H84@H6JLN4P12R12T12V1X12R12T12V12Z1B62P12\1:2P12^1<2P12`1>2X12b1@2P12d1B2P12f1D2P12h1F2P12j1H2P12l1n10L2D0248220020P22F0248220020R22D00220020R22B0248220020T22D00220020T22H0248220020V2@X2Z2\2^2`2b2d2f200220020V2260248220020h22:0248220020j22X200220020j22<0248220020l22@0248220020n22<00220020n22>0248220020P3
36
6 yandex
11 Yandex Mail
241 The page of Yandex that could be read refers to its requirements for honest mailing lists, which could not. SPF and DKIM come from the
guide of another provider; what is only reported by senders counts with the rule's own severity, or less.

21 dkim/missing-for-path
11 recommended
13 dmarc/missing
22 dmarc/path-not-aligned
11 ptr/missing
10 considered
17 ptr/not-confirmed
25 spf/sender-not-authorised
85 confirmed opt-in, and a List-Unsubscribe header with address and URL in every message
22 the rate of complaints
18 the Spamhaus lists
72 https://yandex.com/support/mail/web/letter/create/send-many-letters.html
4 copy
61 https://knowledge.validity.com/hc/en-us/articles/115002967447
10 2026-11-28
83 Mail is authenticated; a list-unsubscribe header and confirmed opt-in are expected.
37 Not on the page; reported by senders.
31 Mail is authenticated with SPF.
26 Rules/profiles/yandex.yaml
32 Rules/profiles/yandex.yaml:13:13
31 Rules/profiles/yandex.yaml:7:13
31 Rules/profiles/yandex.yaml:8:13
19 name/does-not-exist
16 spf/include-loop
26 spf/include-without-record
11 spf/missing
20 spf/multiple-records
16 spf/syntax-error
20 spf/too-many-lookups
15 spf/too-many-mx
31 Rules/profiles/yandex.yaml:9:13
32 Rules/profiles/yandex.yaml:10:13
32 Rules/profiles/yandex.yaml:11:13
024<68:8<8>@B8D806FHJ4L2N00P12N002R1<62P12T1:2L2V1<2L2V1>2L2V1B2L2V1D2P12X1Z10B2>024@220020\1260248220020^12D0248220020`1@b1d1f1h1j1l1n1P200220020`12B0248220020R22>00220020R22:0248220020T22b100220020T22<0248220020V2

"""#
}
