"""Checks what `certificate export` wrote with packages of others.

    python3 check.py cose FILE --key KEY.pem     scitt-cose, and pyscitt for the statement's signature
    python3 check.py vc FILE                     VC_PACKAGE

It prints what is said, signed by whom, and ends with 3 where a package says no. With --lines it reads questions from standard
input, one JSON object a line: {"as": "cose", "data": base64, "key": PEM} or {"as": "vc", "data": text}.
"""
import argparse
import base64
import json
import sys

from pyscitt.verify import verify_cose_sign1
from scitt_cose import extract_receipts, parse_signed_statement, verify_receipt


def check_cose(data: bytes, key: str) -> str:
    """The event whose place in the log is proven, in hex."""
    statement = parse_signed_statement(data, public_key_pem=key)
    if statement["signature_verified"] is not True:
        raise ValueError("scitt-cose: the statement is not signed by that key")
    verify_cose_sign1(data, key)
    receipts = extract_receipts(data)
    if not receipts:
        raise ValueError("scitt-cose: there is no receipt")
    leaf = statement["payload"].hex()
    for receipt in receipts:
        result = verify_receipt(receipt, leaf_entry_hex=leaf, log_public_key_pem=key)
        if not result.ok:
            raise ValueError(f"scitt-cose: {result.errors}")
        if result.subject != statement["subject"]:
            raise ValueError("the receipt is about another work")
    return leaf


def answer(kind: str, data: bytes, key: str) -> str:
    """Never raises: what a package thinks of a changed file is a no."""
    try:
        return f"yes: {check_cose(data, key) if kind == 'cose' else check_vc(data.decode())}"
    except Exception as error:  # noqa: BLE001
        return f"no: {type(error).__name__}: {error}"[:200]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", nargs="?", choices=["cose", "vc"])
    parser.add_argument("file", nargs="?")
    parser.add_argument("--key", help="the signer's key, in PEM")
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    if options.lines:
        for line in sys.stdin:
            asked = json.loads(line)
            data = base64.b64decode(asked["data"]) if asked["as"] == "cose" else asked["data"].encode()
            print(json.dumps(answer(asked["as"], data, asked.get("key", ""))))
        return 0
    with open(options.file, "rb") as file:
        data = file.read()
    key = open(options.key).read() if options.key else ""
    said = answer(options.kind, data, key)
    print(said)
    return 0 if said.startswith("yes") else 3


if __name__ == "__main__":
    sys.exit(main())
