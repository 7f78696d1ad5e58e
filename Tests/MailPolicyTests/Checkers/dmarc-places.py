"""Where checkdmarc finds the DMARC record of domains: worlds as JSON on standard input, places as JSON on standard output.

[{"records": {"_dmarc.example.com": ["v=DMARC1; p=none"]}, "domains": ["a.example.com"]}]
"""
import importlib.util
import json
import sys
import types

import dns.resolver

# The package's own start imports a web client, which finding a record does not need.
found = importlib.util.find_spec("checkdmarc")
package = types.ModuleType("checkdmarc")
package.__path__ = list(found.submodule_search_locations)
sys.modules["checkdmarc"] = package
client = types.ModuleType("httpx")
client.HTTPError = OSError
sys.modules["httpx"] = client

from checkdmarc import dmarc  # noqa: E402


def answer(records):
    def query(name, record_type, **_):
        texts = records.get(name.lower()) if record_type == "TXT" else None
        if not texts:
            raise dns.resolver.NoAnswer
        return texts

    return query


places = []
for world in json.load(sys.stdin):
    dmarc.query_dns = answer(world["records"])
    for domain in world["domains"]:
        try:
            found = dmarc.query_dmarc_record(domain, ignore_unrelated_records=True)
            places.append(f"{found['location']} {found['record']}")
        except dmarc.DMARCRecordNotFound:
            places.append("none")
        except dmarc.DMARCError as error:
            places.append(type(error).__name__)
json.dump(places, sys.stdout)
