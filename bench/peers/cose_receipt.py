"""How long scitt-cose takes to check a COSE receipt: reads {"data": base64, "key": PEM, "times"} and prints milliseconds, each time's."""
import base64
import json
import sys
import time

from scitt_cose import extract_receipts, parse_signed_statement, verify_receipt

asked = json.load(sys.stdin)
data, key = base64.b64decode(asked["data"]), asked["key"]
leaf = parse_signed_statement(data, public_key_pem=key)["payload"].hex()
receipt = extract_receipts(data)[0]
taken = []
for _ in range(asked["times"]):
    begin = time.perf_counter()
    if not verify_receipt(receipt, leaf_entry_hex=leaf, log_public_key_pem=key).ok:
        sys.exit("scitt-cose says no")
    taken.append((time.perf_counter() - begin) * 1_000)
print(json.dumps(taken))
