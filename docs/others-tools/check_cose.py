"""Checks what `certificate export --as cose` wrote: scitt-cose all of it, pyscitt the statement's signature.

    python3 docs/others-tools/check_cose.py FILE --key KEY.pem

KEY is the signer's, which the member says (`log key --out KEY.pem`). With --lines it reads questions from standard input, one JSON
object a line: {"data": base64, "key": PEM}.
"""
import argparse
import base64
import json
import sys

from pyscitt.verify import verify_cose_sign1
from scitt_cose import extract_receipts, parse_signed_statement, verify_receipt


def check(data: bytes, key: str) -> str:
    """The event whose place in the log is proven, in hex."""
    statement = parse_signed_statement(data, public_key_pem=key)
    if statement["signature_verified"] is not True:
        raise ValueError("the statement is not signed by that key")
    verify_cose_sign1(data, key)
    receipts = extract_receipts(data)
    if not receipts:
        raise ValueError("there is no receipt")
    leaf = statement["payload"].hex()
    for receipt in receipts:
        result = verify_receipt(receipt, leaf_entry_hex=leaf, log_public_key_pem=key)
        if not result.ok:
            raise ValueError("; ".join(result.errors))
        if result.subject != statement["subject"]:
            raise ValueError("the receipt is about another work")
    return leaf


def answer(data: bytes, key: str) -> str:
    """Whatever a package throws at a changed file is a no."""
    try:
        return f"yes: {check(data, key)}"
    except Exception as error:  # noqa: BLE001
        return f"no: {error}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?")
    parser.add_argument("--key", help="the signer's key, in PEM")
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    if options.lines:
        for line in sys.stdin:
            asked = json.loads(line)
            print(json.dumps(answer(base64.b64decode(asked["data"]), asked["key"])))
        return 0
    with open(options.file, "rb") as data, open(options.key, encoding="ascii") as key:
        said = answer(data.read(), key.read())
    print(said)
    return 0 if said.startswith("yes") else 3


if __name__ == "__main__":
    sys.exit(main())
