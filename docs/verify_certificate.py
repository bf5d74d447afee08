#!/usr/bin/env python3
"""Judges a certificate of the format colophon-certificate/1, without a node and without Colophon.

It shares no code with Colophon: docs/certificates.md says what it does. It needs two packages: pycryptodome for Keccak-256,
coincurve for secp256k1; and where members have signed with post-quantum keys, dilithium-py.

    python3 verify_certificate.py CERTIFICATE --trust TRUST [--file WORK] [--not-before SECONDS]

It prints the verdict and ends with its number in VERDICTS; with 4 and a sentence where nothing could be judged. With --lines it
judges many, each line of standard input {"certificate": TEXT, "trust": TEXT, "contentHash": HASH, "notBefore": SECONDS}, the last
three if need be, each of output a verdict.
Whose timestamps are believed it does not ask: that changes no verdict.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from itertools import accumulate

def give_up(why):
    print(f"Nothing was judged: {why}", file=sys.stderr)
    sys.exit(4)
def lacks(package):
    install = f"python3 -m venv checker && checker/bin/python -m pip install -r {__file__[:-3]}.requirements.txt"
    give_up(f"the package {package} is missing. Do this, and run checker/bin/python in place of python3:\n  {install}")
if sys.version_info < (3, 11):
    give_up(f"this is Python {sys.version_info[0]}.{sys.version_info[1]}, and it takes 3.11 or newer.")
try:
    import coincurve
    from Crypto.Hash import SHA256, SHA384, SHA512, keccak
    from Crypto.PublicKey import ECC, RSA
    from Crypto.Signature import DSS, pkcs1_15
except ImportError as missing:
    lacks(missing.name)

MOST_BYTES, MOST_VALUES, MOST_PARTS, MOST_DEPTH = 4 * 1024 * 1024, 50_000, 50_000, 100
LARGEST_INTEGER, MILLISECONDS_FROM = 2**53 - 1, 100_000_000_000
EVENTS_MODULUS, PARTY_STATUSES, PARTY_KINDS = 4096, 4, 4
# How wide the parts of a title's slot are: owner, time, newest block, status, whether it has moved, number of events.
TITLE = 160, 40, 40, 3, 1, 12
# Where the registry keeps its anchors, and the registry of parties its appointments and parties.
ANCHORS, APPOINTMENTS, PARTIES = 3, 1, 6
# What a title's status says, where it is not in force.
STATUSES = {1: "on hold", 2: "annulled"}
VERDICTS = {
    **{"valid": 0, "not a certificate": 2, "not a trust file": 2, "trust not continued": 3, "altered": 10, "not this file": 11},
    **{"signers unknown": 12, "not enough signers": 13, "annulled": 14, "on hold": 15, "stale": 16, "later format": 17},
    **{"provisional": 18, "anchored": 19, "no title": 20},
}
HASHES = {"sha256": SHA256, "sha384": SHA384, "sha512": SHA512}
# The names of what is in a timestamp, as DER has them.
OIDS = {"sha256": "608648016503040201", "type": "2a864886f70d010903", "digest": "2a864886f70d010904"}
OIDS |= {"info": "2a864886f70d0109100104", "signer": "2a864886f70d010910022f"}
# The events of a work's history by their types. The first value is the work, the last one the block of the event before it.
EVENTS = {
    "uint256,address,bytes32,uint40": ["WorkRegistered", "WorkAmended", "TitleOfferDeclined", "TitleOfferWithdrawn"],
    "uint256,bytes32,uint40,uint40": ["PriorityProven"],
    "uint256,address,address,uint40": ["WorkSuperseded"],
    "uint256,address,address,bytes32,uint40": ["TitleTransferred"],
    "uint256,address,address,bytes32,uint40,uint40": ["TitleOffered"],
    "uint256,address,address,address,bytes32,uint40": ["TitleCorrected", "TitleRecovered"],
    "uint256,address,uint8,uint8,bytes32,uint40": ["TitleStatusChanged"],
}
# What members and validators sign (EIP-712).
CHECKPOINT = b"Checkpoint(uint256 blockNumber,bytes32 blockHash,bytes32 stateRoot)"
HISTORY = b"HistoryCheckpoint(uint256 blockNumber,bytes32 blockHash,uint256 time,bytes32 work,bytes32 title,bytes32 history)"
CHANGE = b"TrustChange(bytes32 previous,bytes32 set)"
DOMAIN = b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"

class Ended(Exception):
    """Judging has ended with a verdict: "altered" where something in the certificate is not as it was issued."""

def require(condition, reason, verdict="altered"):
    if not condition:
        raise Ended(verdict, reason)

# --- Bytes -----------------------------------------------------------------------------------------------------------------
def keccak256(data):
    return keccak.new(digest_bits=256, data=data).digest()

# The names of the events by their first topics, and how many values each has.
NAMES = {keccak256(f"{name}({types})".encode()): (name, types.count(",") + 1) for types in EVENTS for name in EVENTS[types]}
def unhex(text):
    """The bytes of hex digits after 0x, in whatever case."""
    return bytes.fromhex(text[2:])
def words(*values):
    """Numbers and bytes, each in a word of 32 bytes, as contracts and EIP-712 have them."""
    return b"".join(each.to_bytes(32, "big") if isinstance(each, int) else each.rjust(32, b"\0") for each in values)
def parts_of(word, *bits):
    """The numbers in a word, from its lowest bit."""
    return [word >> begin & (1 << width) - 1 for begin, width in zip(accumulate((0, *bits)), bits)]
def shortest(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")
def rlp_encode(item):
    if isinstance(item, bytes) and len(item) == 1 and item[0] < 0x80:
        return item
    payload, offset = (item, 0x80) if isinstance(item, bytes) else (b"".join(map(rlp_encode, item)), 0xC0)
    size = shortest(len(payload))
    return (bytes([offset + len(payload)]) if len(payload) < 56 else bytes([offset + 55 + len(size)]) + size) + payload
def rlp_decode(data):
    """One item, written in the only right way and with nothing behind it."""
    item, end = rlp_item(data, 0, 0)
    require(size_of(item) <= MOST_PARTS, "RLP of too many parts")
    require(end == len(data) and rlp_encode(item) == data, "no RLP in its shortest form")
    return item
def rlp_item(data, start, depth):
    """The item that begins at a place, and the place behind it."""
    require(start < len(data) and depth < MOST_DEPTH, "RLP breaks off")
    first = data[start]
    if first < 0x80:
        return data[start : start + 1], start + 1
    short = first - (0xC0 if first >= 0xC0 else 0x80)
    begin = start + 1 + max(0, short - 55)
    end = begin + (short if short < 56 else int.from_bytes(data[start + 1 : begin], "big"))
    require(end <= len(data), "RLP breaks off")
    items = []
    while first >= 0xC0 and begin < end:
        item, begin = rlp_item(data, begin, depth + 1)
        items.append(item)
    require(first < 0xC0 or begin == end, "RLP breaks off")
    return items if first >= 0xC0 else data[begin:end], end
def size_of(item):
    return 1 + sum(map(size_of, item)) if isinstance(item, list) else 1
def item_of(kind, item):
    require(isinstance(item, kind), "a list where bytes should be, or the reverse")
    return item
def number_of(item):
    require(item[:1] != b"\0", "a number that is none")
    return whole(int.from_bytes(item, "big"))

# --- The document ------------------------------------------------------------------------------------------------------------
# A shape takes a value of JSON and gives it as it is used here: of hex digits and addresses their bytes.
def matching(pattern, give=unhex):
    def shape(value):
        require(isinstance(value, str) and re.fullmatch(pattern, value), "a value of another form")
        return give(value)
    return shape
def address(value):
    """20 bytes, in the one form of ERC-55."""
    found = matching("0x[0-9a-fA-F]{40}")(value)
    marks = zip(found.hex(), keccak256(found.hex().encode()).hex())
    require(value == "0x" + "".join(digit.upper() if mark > "7" else digit for digit, mark in marks), "no form of ERC-55")
    return found
def any_address(value):
    """The same, or in letters of one case."""
    return unhex(value) if isinstance(value, str) and re.fullmatch("0x([0-9a-f]{40}|[0-9A-F]{40})", value) else address(value)
def whole(value, least=0):
    require(type(value) is int and least <= value <= LARGEST_INTEGER, "no whole number")
    return value
def fields(**shapes):
    """An object with these fields and no others; one whose name ends with _ may be missing."""
    def shape(value):
        require(isinstance(value, dict), "no object")
        found = {name.rstrip("_"): each for name, each in shapes.items() if name[-1] != "_" or name.rstrip("_") in value}
        require(set(value) == set(found), "a field that is missing, or not known")
        return {name: each(value[name]) for name, each in found.items()}
    return shape
def some(shape, least=1):
    """A list of at least so many."""
    def shapes(value):
        require(isinstance(value, list) and len(value) >= least, "no list")
        return [shape(each) for each in value]
    return shapes

HASH, BYTES, SIGNATURE = (matching(pattern) for pattern in ("0x[0-9a-f]{64}", "0x(?:[0-9a-f]{2})*", "0x[0-9a-f]{130}"))
TEXT = matching("(?s:.*)", str)
MEMBER = fields(by=address, signature=SIGNATURE, mlDsa44_=matching("0x[0-9a-f]{4840}"))
NODES = some(BYTES)
WORK = fields(id=HASH, metadata_=TEXT, disclosures_=some(matching("[A-Za-z0-9_-]+", str)))
REGISTRY = fields(chainId=whole, address=address)
SEALS = fields(round_=BYTES, signatures=some(fields(by=address, signature=SIGNATURE)))
CERTIFICATE = fields(
    **{"format": TEXT, "work": WORK, "registry": REGISTRY, "headers": matching("ethereum|qbft|kaia", str)},
    blocks=some(fields(header=BYTES, seals_=SEALS, members_=some(MEMBER))),
    history=some(fields(block=whole, transaction=whole, log=whole, proof=NODES), 0),
    state=fields(block=whole, account=NODES, storage=NODES),
    anchor_=fields(owner=address, metadataHash=HASH, salt=HASH, siblings=some(HASH, 0), storage=NODES),
    timestamp_=fields(info=BYTES, attributes=BYTES, hash=matching("|".join(HASHES), str), signature=BYTES, certificate=BYTES),
    accreditation_=fields(parties=address, account=NODES, party=NODES, appointment=NODES),
)
ATTESTATION = fields(
    **{"format": TEXT, "work": WORK, "registry": REGISTRY, "title": HASH, "members": some(MEMBER)},
    block=fields(number=whole, hash=HASH, time=whole),
    history=some(fields(block=whole, time=whole, topics=some(HASH), data=BYTES)),
)
PARTIES_NAMED = some(fields(name=TEXT, address=any_address, mlDsa44_=matching("0x[0-9a-f]{2624}")))
POSITIVE = lambda value: whole(value, 1)
COUNTED = fields(threshold=POSITIVE, secondSignature_=matching("required", str), keys=PARTIES_NAMED)
SET = {"members_": COUNTED, "validators_": PARTIES_NAMED, "from_": whole, "until_": POSITIVE}
PEM = matching("(?s:.*-----BEGIN CERTIFICATE-----[ \\t\\r\\nA-Za-z0-9+/=]+-----END CERTIFICATE-----.*)", str)
TRUST = fields(
    **{"format": matching("colophon-trust/1", str), "registry": fields(chainId=whole, address=any_address), **SET},
    deployment_=fields(parties=any_address, revealWindow=whole),
    timestampAuthorities_=some(fields(name=TEXT, certificate=PEM), 0),
    changes_=some(fields(**SET, **{"from": whole}, signatures=some(MEMBER, 0))),
)
KINDS = {"colophon-certificate": CERTIFICATE, "colophon-attestation": ATTESTATION}
def canonical(document):
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
def parsed(text, otherwise="altered", give=dict):
    """What a text of JSON says, which a stranger wrote."""
    require(len(text.encode("utf-8", "surrogatepass")) <= MOST_BYTES, "it is too large", otherwise)
    marks = re.sub(r'"(?:[^"\\]++|\\.)*+"|[^][{},]', "", text, flags=re.DOTALL)
    deepest = max(accumulate((mark in "[{") - (mark in "]}") for mark in marks), default=0)
    is_modest = sum(map(marks.count, ",[{")) <= MOST_VALUES and deepest <= MOST_DEPTH
    require(is_modest, "it is of too many values, or too deep", otherwise)
    try:
        return json.loads(text, parse_constant=int, parse_int=number, parse_float=number, object_pairs_hook=give)
    except ValueError:
        raise Ended(otherwise, "it is not JSON") from None
def number(digits):
    """A number of JSON: 5.0 and 5e0 are 5. Of one with a fraction nothing is asked but that it is one."""
    return int(float(digits)) if float(digits).is_integer() else 0.5
def once(pairs):
    require(len(dict(pairs)) == len(pairs), "a name that is given twice")
    return dict(pairs)
def trust_of(text):
    """Whom a text says that you trust, as it is written there."""
    try:
        trust = parsed(text.removeprefix("\ufeff"), give=once)
        for each in (TRUST(trust), *trust.get("changes", [])):
            able = [key for key in each.get("members", {}).get("keys", []) if "mlDsa44" in key and "validators" not in each]
            require("secondSignature" not in each.get("members", {}) or able == each["members"]["keys"], "a key is missing")
        require(canonical(trust).encode(), "half a character")
    except (Ended, ValueError):
        raise Ended("not a trust file") from None
    return trust
def read(text):
    """The certificate that a text is."""
    document = parsed(text, "not a certificate")
    named = document.get("format") if isinstance(document, dict) else None
    kind, _, version = named.partition("/") if isinstance(named, str) else ("", "", "")
    require(kind in KINDS and re.fullmatch("[0-9]+", version), "it names no format of a certificate", "not a certificate")
    require(version == "1", "it is of a later version", "later format")
    certificate = KINDS[kind](document)
    require(canonical(document) + "\n" == text, "it is not written as it was issued")
    return certificate

# --- Blocks ------------------------------------------------------------------------------------------------------------------
ETHEREUM = {"least": 15, "most": 21, "parent": 0, "state": 3, "receipts": 5, "number": 8, "time": 11, "extra": 12}
KAIA = {"least": 15, "most": 15, "parent": 0, "state": 2, "receipts": 4, "number": 7, "time": 9, "extra": 11}
def header_of(kind, data):
    form = KAIA if kind == "kaia" else ETHEREUM
    items = [item_of(bytes, item) for item in item_of(list, rlp_decode(data))]
    require(form["least"] <= len(items) <= form["most"], "no header")
    require(is_own_form(kind, items[form["extra"]]), "extraData of another kind of header")
    roots = {name: items[form[name]] for name in ("parent", "state", "receipts")}
    require(all(len(each) == 32 for each in roots.values()), "a root that is none")
    numbers = {name: number_of(items[form[name]]) for name in ("number", "time")}
    return {**roots, **numbers, "hash": keccak256(data), "items": items, "extra": form["extra"]}
def is_own_form(kind, extra):
    """Whether extraData is as the kind hashes it: Kaia with round 0, both engines without seals."""
    if kind == "ethereum":
        return len(extra) <= 32
    items = item_of(list, rlp_decode(extra[32:] if kind == "kaia" else extra))
    if kind == "kaia":
        return extra[31] == 0 and items == [items[0], item_of(bytes, items[1]), []]
    return items == [item_of(bytes, items[0]), *items[1:3], b"", []]
def seal_digest(kind, header, seals):
    """What a validator signs; None where the engine has no seals, or the round is missing or too much."""
    if kind == "kaia" and "round" not in seals:
        return keccak256(header["hash"] + b"\2")
    if kind == "qbft" and "round" in seals:
        items = list(header["items"])
        items[header["extra"]] = rlp_encode([*rlp_decode(items[header["extra"]])[:3], seals["round"], []])
        return keccak256(rlp_encode(items))
    return None
def eip712(name, registry, kind, *values):
    """The digest of EIP-712: of a domain with this name, and of a message of this type with these values."""
    place = words(keccak256(DOMAIN), keccak256(name), keccak256(b"1"), registry["chainId"], registry["address"])
    return keccak256(b"\x19\x01" + keccak256(place) + keccak256(words(keccak256(kind), *values)))
def signers(digest, signatures, keys=(), otherwise="altered"):
    """Who signed, each as it says, in the order of their addresses; and (who, key) where a listed second key of theirs has signed too."""
    named, second = [each["by"] for each in signatures], set()
    require(named == sorted(set(named)), "signatures out of order", otherwise)
    for by, each in zip(named, signatures):
        require(digest is not None and recover(digest, each["signature"]) == by, "a signature that is another's", otherwise)
        listed = [key for who, key in keys if who == by] if "mlDsa44" in each else []
        right = [key for key in listed if is_second(key, digest, each["mlDsa44"])]
        require(right or not listed or otherwise == "altered", "a second signature that is another's", otherwise)
        second |= {(by, key) for key in right[:1]}
    return set(named), second
def is_second(key, digest, signature):
    """Whether a post-quantum key has signed: the one thing that needs a third package, dilithium-py."""
    from dilithium_py.ml_dsa import ML_DSA_44
    return ML_DSA_44.verify(key, digest, signature)
def recover(digest, signature):
    """The address of whoever signed; None where nobody did, or the signature is not in its one form."""
    if signature[64] not in (27, 28) or signature[32] > 0x7F:
        return None
    try:
        key = coincurve.PublicKey.from_signature_and_message(signature[:64] + bytes([signature[64] - 27]), digest, hasher=None)
    except Exception:  # whatever the library says: nobody signed it
        return None
    return keccak256(key.format(compressed=False)[1:])[12:]

# --- Whom you trust ----------------------------------------------------------------------------------------------------------
def terms_of(trust):
    """Those who are believed, one after the other, each signed by those before."""
    terms, digest = [], bytes(32)
    for each in [trust, *trust.get("changes", [])] if trust else []:
        said = canonical({name: each[name] for name in ("from", "until", "members", "validators") if name in each})
        registry = {**trust["registry"], "address": unhex(trust["registry"]["address"])}
        digest = eip712(b"Colophon trust", registry, CHANGE, digest, hashlib.sha256(said.encode()).digest())
        term = {"members": each.get("members"), "validators": each.get("validators", []), "start": each.get("from", 0)}
        if terms:
            before, other = terms[-1], "trust not continued"
            found = sorted(some(MEMBER, 0)(each["signatures"]), key=lambda signature: signature["by"])
            signed = signers(digest, found, second_keys([before]), other)
            require(before["start"] < term["start"] <= before["end"], "not after the term before", other)
            require(standing(before, before["validators"], signed, signed[0]) == "vouched", "not signed by enough", other)
            before["end"] = term["start"]
        terms.append({**term, "end": each.get("until", float("inf"))})
    return terms
def addresses(parties):
    return {unhex(each["address"]) for each in parties}
def second_keys(terms):
    listed = [one for term in terms if term["members"] for one in term["members"]["keys"] if "mlDsa44" in one]
    return [(unhex(one["address"]), unhex(one["mlDsa44"])) for one in listed]
def standing(term, validators, signed, sealed, kind="kaia"):
    """Whether enough of a term's members and of these validators vouch, by this engine's rule: "vouched", "too few" or "nobody"."""
    members, validators = term["members"] or {"keys": []}, addresses(validators)
    counted = addresses(members["keys"]) & signed[0]
    if "secondSignature" in members:
        counted = {who for who, key in second_keys([term]) if (who, key) in signed[1]}
    seals = len(validators & sealed)
    needed = len(validators) if kind != "qbft" and len(validators) < 4 else -(-2 * len(validators) // 3)
    if len(counted) >= members.get("threshold", float("inf")) or (validators and seals >= needed):
        return "vouched"
    return "too few" if len(counted) + seals else "nobody"
def standing_at(terms, number, signed, sealed, kind="kaia"):
    """The best of the terms: validators seal in their own, members also sign what is older than theirs."""
    able = [term for term in terms if number < term["end"]]
    found = {standing(term, term["validators"] if number >= term["start"] else [], signed, sealed, kind) for term in able}
    return next((each for each in ("vouched", "too few") if each in found), "nobody")
def judge_blocks(certificate, terms):
    """The headers by their numbers, each with its standing."""
    kind, registry = certificate["headers"], certificate["registry"]
    judged, following = {}, None
    for block in reversed(certificate["blocks"]):
        header = header_of(kind, block["header"])
        require(following is None or following["number"] > header["number"], "blocks out of order")
        digest = eip712(b"Colophon checkpoint", registry, CHECKPOINT, header["number"], header["hash"], header["state"])
        signed = signers(digest, block.get("members", []), second_keys(terms))
        seals = block.get("seals")
        sealed = signers(seal_digest(kind, header, seals), seals["signatures"])[0] if seals else set()
        own = standing_at(terms, header["number"], signed, sealed, kind)
        linked = following and following["standing"] == "vouched" and following["parent"] == header["hash"]
        header["standing"] = "vouched" if linked else own
        judged[header["number"]] = following = header
    return judged

# --- Proofs ------------------------------------------------------------------------------------------------------------------
def proven(root, key, nodes):
    """The value under a key of a Merkle-Patricia trie; None where the nodes show that there is none. No node is left over."""
    require(keccak256(nodes[0]) == root, "a proof of another root")
    reference, rest, used = root, key.hex(), 0
    while reference:
        node = reference
        if isinstance(reference, bytes):
            require(used < len(nodes) and keccak256(nodes[used]) == reference, "a proof that breaks off")
            node, used = item_of(list, rlp_decode(nodes[used])), used + 1
        reference, rest = step(node, rest)
    require(used == len(nodes), "nodes that belong to nothing")
    return rest if reference is None and rest else None
def step(node, path):
    """Where a node leads on a path of hex digits: to another node and the rest of the path, or to None and a value."""
    if len(node) == 17:
        return (node[int(path[0], 16)], path[1:]) if path else (None, item_of(bytes, node[16]))
    require(len(node) == 2, "no node of a trie")
    digits = item_of(bytes, node[0]).hex()
    flags = int(digits[0], 16)
    require(flags < 4 and (flags % 2 == 1 or digits[1] == "0"), "no path of a trie")
    own = digits[2 - flags % 2 :]
    if flags >= 2:
        return None, item_of(bytes, node[1]) if path == own else b""
    return (node[1], path[len(own) :]) if path.startswith(own) else (b"", b"")
def logs_of(receipt):
    """The logs of a receipt, each as (address, topics, data)."""
    items = item_of(list, rlp_decode(receipt[1:] if receipt[0] < 0xC0 else receipt))
    require(len(items) == 4, "no receipt")
    for log in item_of(list, items[3]):
        contract, topics, data = item_of(list, log)
        for each in [contract, *item_of(list, topics), data]:
            item_of(bytes, each)
    return items[3]
def history_of(certificate, blocks):
    """The events, as (name, block, topics, data, number of values), each after the one before it."""
    events, places = [], [(each["block"], each["transaction"], each["log"]) for each in certificate["history"]]
    require(places == sorted(set(places)), "events out of order")
    for place in certificate["history"]:
        key = rlp_encode(shortest(place["transaction"]))
        receipt = proven(blocks[place["block"]]["receipts"], key, place["proof"]) or b""
        contract, topics, data = logs_of(receipt)[place["log"]]
        require(contract == certificate["registry"]["address"], "a log of another contract")
        events.append(next_event(certificate, events, place["block"], topics, data))
    return events
def next_event(certificate, events, block, topics, data):
    """A log as the event that follows these, which it names."""
    name, values = NAMES.get(topics[0], ("", 0))
    require(name and topics[1:2] == [certificate["work"]["id"]], "no event of this work")
    require(int.from_bytes(data[-32:], "big") == (events[-1][1] if events else 0), "an event is missing")
    return name, block, topics, data, values
def storage_of(kind, header, contract, nodes):
    """The root of all that a contract keeps."""
    account = proven(header["state"], keccak256(contract), nodes)
    require(account is not None and (kind != "kaia" or account[:1] == b"\2"), "no contract")
    return item_of(bytes, item_of(list, rlp_decode(account[1:]))[1] if kind == "kaia" else item_of(list, rlp_decode(account))[2])
def slot_of(storage, slot, nodes, *bits):
    """The numbers in a slot, from its lowest bit; of an empty one all are 0."""
    value = proven(storage, keccak256(slot), nodes)
    return parts_of(0 if value is None else int.from_bytes(item_of(bytes, rlp_decode(value)), "big"), *bits)
def title_of(certificate, storage, events):
    """What the registry's slot of the work says; None where it is empty."""
    work = certificate["work"]["id"]
    hashed = keccak256(work[:28] + bytes.fromhex("7d882553"))
    slot = words((2 * int.from_bytes(work, "big") + int.from_bytes(hashed, "big")) % 2**256)
    return title_in(slot_of(storage, slot, certificate["state"]["storage"], *TITLE), events)
def title_in(title, events):
    """The parts of a title's slot, which names the newest event and their number."""
    last = events[-1][1] if events else 0
    require(title[2] == last and title[5] == len(events) % EVENTS_MODULUS, "there are more events, or fewer")
    require(any(title) == bool(events), "a title without a history, or the reverse")
    return {"time": title[1], "status": title[3], "moved": title[4]} if events else None
def check_anchor(certificate, storage, events, title):
    """The claim leads to a root that is anchored; of a title it is the one that it has its priority from."""
    anchor = certificate["anchor"]
    node = keccak256(keccak256(words(anchor["owner"], certificate["work"]["id"], anchor["metadataHash"], anchor["salt"])))
    for sibling in anchor["siblings"]:
        node = keccak256(b"".join(sorted([node, sibling])))
    account, time, _ = slot_of(storage, keccak256(words(node, ANCHORS)), anchor["storage"], 160, 40, 40)
    require(account, "a root that nobody anchored")
    if title is None:
        require(account == int.from_bytes(anchor["owner"], "big"), "an anchor that another one made")
    else:
        roots = [topics[2] for name, _, topics, *_ in events if name == "PriorityProven"]
        require(roots and roots[-1] == node and time == title["time"], "an anchor of another title")
def check_accreditation(certificate, blocks, events):
    """The registrant was a party at the end of the block of its registration."""
    found = certificate["accreditation"]
    block, owner = [(block, topics[2]) for name, block, topics, *_ in events if name == "WorkRegistered"][-1]
    storage = storage_of(certificate["headers"], blocks[block], found["parties"], found["account"])
    _, status, kind, number = slot_of(storage, keccak256(words(owner, PARTIES)), found["party"], 40, 8, 8, 32)
    slot_of(storage, keccak256(words(number, APPOINTMENTS)), found["appointment"], 160)
    require(0 < status < PARTY_STATUSES and kind < PARTY_KINDS, "no party")
def check_metadata(work, events, anchored=None):
    """The document is the one that its owner said last; each disclosure is of a digest in it (RFC 9901, section 4.2), in order."""
    metadata, disclosures = work.get("metadata"), work.get("disclosures", [])
    if metadata is not None:
        said = [data[:32] for name, _, _, data, _ in events if name in ("WorkRegistered", "WorkAmended")] if events else [anchored]
        require(said[-1:] == [hashlib.sha256(metadata.encode()).digest()], "other metadata")
    require(disclosures == sorted(set(disclosures)), "disclosures out of order")
    document = parsed(metadata or "{}") if disclosures else {}
    digests = document.get("_sd") if isinstance(document, dict) else None
    for each in disclosures:
        digest = base64.urlsafe_b64encode(hashlib.sha256(each.encode()).digest()).decode().rstrip("=")
        require(isinstance(digests, list) and digest in digests, "a disclosure of no field")
    require(len(set(map(field_of, disclosures))) == len(disclosures), "a field that is told twice")
def field_of(disclosure):
    """The name of the field that a disclosure tells: base64url of a list of a salt, the name and the value."""
    data = base64.urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4))
    told = parsed(data.decode())
    is_field = isinstance(told, list) and len(told) == 3 and all(isinstance(each, str) for each in told[:2])
    require(is_field and base64.urlsafe_b64encode(data).decode().rstrip("=") == disclosure, "a disclosure that tells nothing")
    return told[1]
def der(data):
    """The parts of a DER value that has parts, as (content, whole)."""
    found, (at, end) = [], der_content(data, 0)
    while at < end:
        begin, stop = der_content(data, at)
        found.append((data[begin:stop], data[at:stop]))
        at = stop
    return found
def der_content(data, at):
    """Where the content of a DER value begins, and where it ends."""
    length, begin = data[at + 1], at + 2
    if length > 0x7F:
        begin, length = begin + length - 0x80, int.from_bytes(data[begin : begin + length - 0x80], "big")
    require(begin + length <= len(data), "DER breaks off")
    return begin, begin + length
def check_timestamp(certificate):
    """RFC 3161: the signed attributes name what was stamped and the signer's certificate, by which they are signed."""
    info, attributes, signer = ((timestamp := certificate["timestamp"])[name] for name in ("info", "attributes", "certificate"))
    (_, algorithm), (stamped, _) = der(der(info)[2][1])
    require(der(algorithm)[0][0].hex() == OIDS["sha256"] and stamped == certificate["work"]["id"], "a timestamp of another file")
    said = {der(whole)[0][0].hex(): der(der(whole)[1][1])[0] for _, whole in der(attributes)}
    named = hashlib.new(timestamp["hash"], info).digest()
    require(said[OIDS["type"]][0].hex() == OIDS["info"] and said[OIDS["digest"]][0] == named, "attributes of another timestamp")
    by = der(der(der(said[OIDS["signer"]][1])[0][1])[0][1])
    hashes = [hashlib.new(each, signer).digest() for each in HASHES]
    require(any(whole[0] == 4 and content in hashes for content, whole in by), "another signer's certificate")
    try:
        key = pkcs1_15.new(RSA.import_key(signer))
    except ValueError:
        named = ECC.import_key(signer)
        require(named.curve in ("NIST P-256", "NIST P-384", "NIST P-521"), "a key that not every verifier knows")
        key = DSS.new(named, "fips-186-3", "der")
    key.verify(HASHES[timestamp["hash"]].new(attributes), timestamp["signature"])

# --- The verdict -------------------------------------------------------------------------------------------------------------
def verdict_of(text, trust, content_hash=None, not_before=None):
    try:
        trusted = None if trust is None else trust_of(trust)
        return judge(read(text), trusted, content_hash, not_before)
    except Ended as ended:
        return ended.args[0]
    except (LookupError, ValueError, RecursionError):
        # Something is not there, or no value of its kind.
        return "altered"
def judge(certificate, trust, content_hash, not_before):
    """The first thing that keeps a certificate from being valid."""
    judged = judge_proven if "blocks" in certificate else judge_attested
    title, time, standings = judged(certificate, terms_of(trust))
    time = time // 1000 if time >= MILLISECONDS_FROM else time
    window = (trust or {}).get("deployment", {}).get("revealWindow", 0)
    findings = [
        ("not this file", content_hash is not None and unhex(content_hash) != certificate["work"]["id"]),
        ("signers unknown", trust is None or not is_trusted(certificate, trust) or "nobody" in standings),
        ("not enough signers", standings != {"vouched"}),
        (STATUSES.get(title["status"]) if title else None, title and title["status"] in STATUSES),
        ("stale", not_before is not None and time < not_before),
        ("anchored" if "anchor" in certificate else "no title", title is None),
        ("provisional", title and not title["moved"] and time < title["time"] + window),
    ]
    return next((verdict for verdict, is_so in findings if is_so), "valid")
def judge_proven(certificate, terms):
    """The title, the time that it was so, and how well the blocks that prove it are vouched for."""
    blocks = judge_blocks(certificate, terms)
    events = history_of(certificate, blocks)
    state = certificate["state"]
    newest = blocks[state["block"]]
    storage = storage_of(certificate["headers"], newest, certificate["registry"]["address"], state["account"])
    title = title_of(certificate, storage, events)
    if "anchor" in certificate:
        check_anchor(certificate, storage, events, title)
    if "accreditation" in certificate:
        check_accreditation(certificate, blocks, events)
    if "timestamp" in certificate:
        check_timestamp(certificate)
    check_metadata(certificate["work"], events, certificate.get("anchor", {}).get("metadataHash"))
    needed = {place["block"] for place in certificate["history"]} | {newest["number"]}
    require(all(number in needed or number - 1 in blocks for number in blocks), "a block that belongs to nothing")
    return title, newest["time"], {header["standing"] for header in blocks.values()}
def judge_attested(certificate, terms):
    """Of a chain without proofs: members' word for the events and for the slot, which must fit together."""
    block, work, events = certificate["block"], certificate["work"]["id"], []
    for event in certificate["history"]:
        topics, data = event["topics"], event["data"]
        events.append(next_event(certificate, events, event["block"], topics, data))
        require(len(topics) - 1 + len(data) / 32 == events[-1][4], "an event with other values")
        require(events[-2:][0][1] <= event["block"] <= block["number"], "events out of order")
    title = title_in(parts_of(int.from_bytes(certificate["title"], "big"), *TITLE), events)
    check_metadata(certificate["work"], events)
    raw = [[shortest(event["block"]), shortest(event["time"]), event["topics"], event["data"]] for event in certificate["history"]]
    said = block["number"], block["hash"], block["time"], work, certificate["title"], keccak256(rlp_encode(raw))
    digest = eip712(b"Colophon checkpoint", certificate["registry"], HISTORY, *said)
    signed = signers(digest, certificate["members"], second_keys(terms))
    return title, block["time"], {standing_at(terms, block["number"], signed, set())}
def is_trusted(certificate, trust):
    """Whether the trust speaks about this registry, and this registry of parties."""
    own, other = certificate["registry"], trust["registry"]
    parties = certificate.get("accreditation", {}).get("parties")
    named = trust.get("deployment", {}).get("parties")
    is_same = None in (parties, named) or parties == unhex(named)
    return own["chainId"] == other["chainId"] and own["address"] == unhex(other["address"]) and is_same
def text_of(path):
    """The text of a file; nothing of one that is no UTF-8."""
    with open(path, "rb") as file:
        text = (data := file.read(MOST_BYTES + 4)).decode("utf-8", "ignore")
    if data.startswith(b"%PDF-"): give_up(f"{path} is a PDF. Save its attachment certificate.json, and name that.")
    return text if text.encode() == data else ""
def hash_of_file(path):
    with open(path, "rb") as file:
        return "0x" + hashlib.file_digest(file, "sha256").hexdigest()
def main():
    parser = argparse.ArgumentParser(description="Judges a certificate of a work's chain of title, without a node.")
    parser.add_argument("certificate", nargs="?", default="/dev/stdin", help="the certificate; else standard input")
    parser.add_argument("--trust", type=text_of, help="the file that says whom you trust")
    parser.add_argument("--file", type=hash_of_file, help="the work's file")
    parser.add_argument("--not-before", type=int, help="the earliest time of the newest block, Unix seconds")
    parser.add_argument("--lines", action="store_true", help="judge what standard input has, line by line")
    args = parser.parse_args()
    if args.lines:
        for case in map(json.loads, sys.stdin):
            print(verdict_of(case["certificate"], case.get("trust"), case.get("contentHash"), case.get("notBefore")))
        return 0
    print((verdict := verdict_of(text_of(args.certificate), args.trust, args.file, args.not_before)).upper())
    return VERDICTS[verdict]

if __name__ == "__main__":
    try:
        sys.exit(main())
    except ImportError as missing:
        lacks(missing.name)
    except (OSError, ValueError) as wrong:
        give_up(re.sub(r"\[Errno \d+\] ", "", f"{wrong}."))
