#!/usr/bin/env python3
"""Judges a certificate of the format colophon-certificate/1, without a node and without Colophon.

It shares no code with Colophon: docs/certificates.md says what it does. It needs two packages: pycryptodome for Keccak-256,
coincurve for secp256k1; and where members have signed with post-quantum keys, dilithium-py.

    python3 verify_certificate.py CERTIFICATE --trust TRUST [--file WORK] [--not-before SECONDS]

It prints the verdict and ends with its number in VERDICTS. With --lines it judges many: each line of standard input is
{"certificate": TEXT, "trust": OBJECT, "contentHash": HASH, "notBefore": SECONDS}, of which the last two may be left out, and
each line of standard output a verdict.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from itertools import accumulate
import coincurve
from Crypto.Hash import SHA256, SHA384, SHA512, keccak
from Crypto.PublicKey import ECC, RSA
from Crypto.Signature import DSS, pkcs1_15

MOST_BYTES, MOST_VALUES, MOST_PARTS = 4 * 1024 * 1024, 50_000, 50_000
MOST_DEPTH = 100
LARGEST_INTEGER = 2**53 - 1
MILLISECONDS_FROM = 100_000_000_000
EVENTS_MODULUS = 4096
HELD, ANNULLED = 1, 2
PARTY_STATUSES, PARTY_KINDS = 4, 4
# How wide the parts of a title's slot are: owner, time, newest block, status, whether it has moved, number of events.
TITLE = 160, 40, 40, 3, 1, 12
# Where the registry keeps its anchors, and the registry of parties its appointments and parties.
ANCHORS, APPOINTMENTS, PARTIES = 3, 1, 6
VERDICTS = {
    **{"valid": 0, "not a certificate": 2, "altered": 10, "not this file": 11, "signers unknown": 12, "not enough signers": 13},
    **{"annulled": 14, "on hold": 15, "stale": 16, "later format": 17, "provisional": 18, "anchored": 19, "no title": 20, "trust not continued": 3},
}

HASHES = {"sha256": SHA256, "sha384": SHA384, "sha512": SHA512}
# The names of what is in a timestamp, as DER has them.
OIDS = {
    **{"sha256": "608648016503040201", "type": "2a864886f70d010903", "digest": "2a864886f70d010904"},
    **{"info": "2a864886f70d0109100104", "signer": "2a864886f70d010910022f"},
}

# The events of a work's history. Each has the work as its first topic, and the block of the event before it as its last word.
EVENTS = [
    "WorkRegistered(uint256,address,bytes32,uint40)",
    "WorkSuperseded(uint256,address,address,uint40)",
    "PriorityProven(uint256,bytes32,uint40,uint40)",
    "WorkAmended(uint256,address,bytes32,uint40)",
    "TitleOffered(uint256,address,address,bytes32,uint40,uint40)",
    "TitleOfferDeclined(uint256,address,bytes32,uint40)",
    "TitleOfferWithdrawn(uint256,address,bytes32,uint40)",
    "TitleTransferred(uint256,address,address,bytes32,uint40)",
    "TitleCorrected(uint256,address,address,address,bytes32,uint40)",
    "TitleRecovered(uint256,address,address,address,bytes32,uint40)",
    "TitleStatusChanged(uint256,address,uint8,uint8,bytes32,uint40)",
]
REGISTERED, PROVEN = EVENTS[0], EVENTS[2]
# Those that name the metadata document, as the first word of their data.
WITH_METADATA = REGISTERED, EVENTS[3]

class NotACertificate(Exception):
    """The file never was a certificate."""

class NotContinued(Exception):
    """A change of whom to trust does not follow from those before it."""

class Altered(Exception):
    """Something in the certificate is not as it was issued."""

def require(condition, reason):
    if not condition:
        raise Altered(reason)

# --- Bytes -----------------------------------------------------------------------------------------------------------------
def keccak256(data):
    return keccak.new(digest_bits=256, data=data).digest()

def unhex(text):
    return bytes.fromhex(text[2:])

def eip55(address):
    """An address of 20 bytes in the form of ERC-55."""
    digits = address.hex()
    hashed = keccak256(digits.encode()).hex()
    return "0x" + "".join(c.upper() if int(h, 16) > 7 else c for c, h in zip(digits, hashed))

def to_bytes(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")

def rlp_encode(item):
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return rlp_length(len(item), 0x80) + item
    payload = b"".join(rlp_encode(each) for each in item)
    return rlp_length(len(payload), 0xC0) + payload

def rlp_length(length, offset):
    if length < 56:
        return bytes([offset + length])
    size = to_bytes(length)
    return bytes([offset + 55 + len(size)]) + size

def rlp_decode(data):
    """One item, written in the only right way and with nothing behind it."""
    item, end = rlp_item(data, 0, len(data), 0)
    require(size_of(item) <= MOST_PARTS, "RLP of too many parts")
    require(end == len(data) and rlp_encode(item) == data, "no RLP in its shortest form")
    return item

def size_of(item):
    return 1 + sum(map(size_of, item)) if isinstance(item, list) else 1

def rlp_item(data, start, limit, depth):
    require(start < limit and depth < MOST_DEPTH, "RLP breaks off")
    first = data[start]
    if first < 0x80:
        return data[start : start + 1], start + 1
    is_list = first >= 0xC0
    short = first - (0xC0 if is_list else 0x80)
    begin, length = start + 1, short
    if short > 55:
        begin = start + 1 + short - 55
        require(begin <= limit, "RLP breaks off")
        length = int.from_bytes(data[start + 1 : begin], "big")
    end = begin + length
    require(end <= limit, "RLP breaks off")
    if not is_list:
        return data[begin:end], end
    items = []
    while begin < end:
        item, begin = rlp_item(data, begin, end, depth + 1)
        items.append(item)
    return items, end

def rlp_list(data):
    items = rlp_decode(data)
    require(isinstance(items, list), "no RLP list")
    return items

def text_of(item):
    require(isinstance(item, bytes), "a list where bytes should be")
    return item

# --- The document ------------------------------------------------------------------------------------------------------------
HASH = re.compile(r"0x[0-9a-f]{64}\Z")
BYTES = re.compile(r"0x(?:[0-9a-f]{2})*\Z")
SIGNATURE = re.compile(r"0x[0-9a-f]{130}\Z")
BASE64URL = re.compile(r"[A-Za-z0-9_-]+\Z")
ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}\Z")

def matching(pattern):
    return lambda value: require(isinstance(value, str) and pattern.match(value), "a value of another form")

def is_address(value):
    matching(ADDRESS)(value)
    require(eip55(unhex(value.lower())) == value, "an address that is not in the form of ERC-55")

def is_text(value):
    require(isinstance(value, str), "no text")

def is_whole(value):
    require(type(value) is int and 0 <= value <= LARGEST_INTEGER, "no whole number")

def one_of(*choices):
    return lambda value: require(isinstance(value, str) and value in choices, "another value")

def fields(**shapes):
    """An object with these fields and no others; one whose name ends with _ may be missing."""

    def check(value):
        require(isinstance(value, dict), "no object")
        for name, shape in shapes.items():
            if name.rstrip("_") in value:
                shape(value[name.rstrip("_")])
            else:
                require(name.endswith("_"), f"{name} is missing")
        require(set(value) <= {name.rstrip("_") for name in shapes}, "a field that is not known")

    return check

def some(shape, least=1):
    """A list of at least so many."""

    def check(value):
        require(isinstance(value, list) and len(value) >= least, "no list")
        for each in value:
            shape(each)

    return check

SIGNED = some(fields(by=is_address, signature=matching(SIGNATURE)))
SECOND = re.compile(r"0x[0-9a-f]{4840}\Z")
MEMBERS = some(fields(by=is_address, signature=matching(SIGNATURE), mlDsa44_=matching(SECOND)))
NODES = some(matching(BYTES))
WORK = fields(id=matching(HASH), metadata_=is_text, disclosures_=some(matching(BASE64URL)))
REGISTRY = fields(chainId=is_whole, address=is_address)
CERTIFICATE = fields(
    format=one_of("colophon-certificate/1"),
    work=WORK,
    registry=REGISTRY,
    headers=one_of("ethereum", "qbft", "kaia"),
    blocks=some(
        fields(
            header=matching(BYTES),
            seals_=fields(round_=matching(BYTES), signatures=SIGNED),
            members_=MEMBERS,
        )
    ),
    history=some(fields(block=is_whole, transaction=is_whole, log=is_whole, proof=NODES), 0),
    state=fields(block=is_whole, account=NODES, storage=NODES),
    anchor_=fields(
        owner=is_address, metadataHash=matching(HASH), salt=matching(HASH), siblings=some(matching(HASH), 0), storage=NODES
    ),
    timestamp_=fields(
        info=matching(BYTES), attributes=matching(BYTES), hash=one_of(*HASHES), signature=matching(BYTES), certificate=matching(BYTES)
    ),
    accreditation_=fields(parties=is_address, account=NODES, party=NODES, appointment=NODES),
)

ATTESTATION = fields(
    format=one_of("colophon-attestation/1"),
    work=WORK,
    registry=REGISTRY,
    block=fields(number=is_whole, hash=matching(HASH), time=is_whole),
    title=matching(HASH),
    history=some(fields(block=is_whole, time=is_whole, topics=some(matching(HASH)), data=matching(BYTES))),
    members=MEMBERS,
)
KINDS = {"colophon-certificate": CERTIFICATE, "colophon-attestation": ATTESTATION}

def canonical(document):
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

def no_number(name):
    raise ValueError(f"{name} is no number of JSON")

def read(text):
    """The certificate that a text is, or the verdict "later format"."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise NotACertificate("it is too large")
    marks = re.sub(r'"(?:[^"\\]++|\\.)*+"|[^][{},]', "", text, flags=re.DOTALL)
    deepest = max(accumulate((mark in "[{") - (mark in "]}") for mark in marks), default=0)
    if sum(map(marks.count, ",[{")) > MOST_VALUES or deepest > MOST_DEPTH:
        raise NotACertificate("it is of too many values, or too deep")
    try:
        # Of a number with a fraction, an exponent or very many digits nothing is asked but that it is one.
        document = json.loads(text, parse_constant=no_number, parse_int=lambda digits: int(digits) if len(digits) < 99 else 0.5)
    except ValueError:
        raise NotACertificate("it is not JSON") from None
    named = document.get("format") if isinstance(document, dict) else None
    kind, _, version = named.partition("/") if isinstance(named, str) else ("", "", "")
    if kind not in KINDS or not re.match(r"[0-9]+\Z", version):
        raise NotACertificate("it names no format of a certificate")
    if version != "1":
        return "later format"
    KINDS[kind](document)
    require(canonical(document) + "\n" == text, "it is not written as it was issued")
    return document

# --- Blocks ------------------------------------------------------------------------------------------------------------------
ETHEREUM = {"least": 15, "most": 21, "parent": 0, "state": 3, "receipts": 5, "number": 8, "time": 11, "extra": 12}
KAIA = {"least": 15, "most": 15, "parent": 0, "state": 2, "receipts": 4, "number": 7, "time": 9, "extra": 11}

def number_of(item):
    value = int.from_bytes(item, "big")
    require(item[:1] != b"\0" and value <= LARGEST_INTEGER, "a number that is none")
    return value

def header_of(kind, data):
    form = KAIA if kind == "kaia" else ETHEREUM
    items = [text_of(item) for item in rlp_list(data)]
    require(form["least"] <= len(items) <= form["most"], "no header")
    extra = items[form["extra"]]
    require(is_own_form(kind, extra), "extraData of another kind of header")
    header = {name: items[form[name]] for name in ("parent", "state", "receipts")}
    require(all(len(each) == 32 for each in header.values()), "a root that is none")
    header["hash"] = keccak256(data)
    header["number"] = number_of(items[form["number"]])
    header["time"] = number_of(items[form["time"]])
    header["items"], header["extra"] = items, form["extra"]
    return header

def is_own_form(kind, extra):
    """Whether extraData is as the kind hashes it: Kaia with round 0, both engines without seals."""
    if kind == "ethereum":
        return len(extra) <= 32
    if kind == "kaia":
        require(len(extra) > 32, "no validators")
        items = rlp_list(extra[32:])
        require(len(items) >= 3 and isinstance(items[2], list), "no seals")
        return extra == extra[:31] + b"\0" + rlp_encode([items[0], text_of(items[1]), []])
    items = rlp_list(extra)
    require(len(items) >= 5 and isinstance(items[4], list), "no seals")
    text_of(items[3])
    return extra == rlp_encode([text_of(items[0]), items[1], items[2], b"", []])

def seal_digest(kind, header, seals):
    """What a validator signs; None where the engine has no seals, or the round is missing or too much."""
    if kind == "kaia" and "round" not in seals:
        return keccak256(header["hash"] + b"\2")
    if kind == "qbft" and "round" in seals:
        vanity, validators, vote = rlp_list(header["items"][header["extra"]])[:3]
        items = list(header["items"])
        items[header["extra"]] = rlp_encode([vanity, validators, vote, unhex(seals["round"]), []])
        return keccak256(rlp_encode(items))
    return None

def eip712(name, registry, *values):
    """The digest of EIP-712; the values are 32 bytes each, or numbers, and the first is the hash of their type."""
    words = [each if isinstance(each, bytes) else each.to_bytes(32, "big") for each in values]
    domain = keccak256(
        keccak256(b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
        + keccak256(name)
        + keccak256(b"1")
        + registry["chainId"].to_bytes(32, "big")
        + word_of(registry["address"])
    )
    return keccak256(b"\x19\x01" + domain + keccak256(b"".join(words)))

def word_of(address):
    return unhex(address.lower()).rjust(32, b"\0")

def checkpoint_digest(registry, header):
    """What members sign of a block."""
    kind = keccak256(b"Checkpoint(uint256 blockNumber,bytes32 blockHash,bytes32 stateRoot)")
    return eip712(b"Colophon checkpoint", registry, kind, header["number"], header["hash"], header["state"])

def signers(digest, signatures, keys=()):
    """Who signed, each as it says, in the order of their addresses; and (who, key) where a second key of theirs has signed too."""
    before, second = "", set()
    for each in signatures:
        by = each["by"]
        require(digest is not None and recover(digest, unhex(each["signature"])) == by, "a signature that is another's")
        require(by.lower() > before, "signatures out of order")
        before = by.lower()
        listed = [key for who, key in keys if who == by] if "mlDsa44" in each else []
        if listed:
            right = [key for key in listed if is_second(key, digest, each["mlDsa44"])]
            require(right, "a second signature that is another's")
            second.add((by, right[0]))
    return {each["by"] for each in signatures}, second

def is_second(key, digest, signature):
    """Whether a post-quantum key has signed: the one thing that needs a third package, dilithium-py."""
    from dilithium_py.ml_dsa import ML_DSA_44

    return ML_DSA_44.verify(unhex(key), digest, unhex(signature))

def recover(digest, signature):
    v, s = signature[64], signature[32]
    if v not in (27, 28) or s > 0x7F:
        return None
    try:
        key = coincurve.PublicKey.from_signature_and_message(signature[:64] + bytes([v - 27]), digest, hasher=None)
    except Exception:  # whatever the library says: nobody signed it
        return None
    return eip55(keccak256(key.format(compressed=False)[1:])[12:])

def addresses(parties):
    return {eip55(unhex(each["address"].lower())) for each in parties}

# --- Whom you trust ----------------------------------------------------------------------------------------------------------

def terms_of(trust):
    """Those who are believed, one after the other, each signed by those before."""
    terms, digest = [], bytes(32)
    for each in [trust, *trust.get("changes", [])] if trust else []:
        start, digest = each.get("from", 0), change_digest(trust["registry"], digest, each)
        if terms:
            before = terms[-1]
            signatures = sorted(each["signatures"], key=lambda one: one["by"].lower())
            try:
                signed = signers(digest, signatures, second_keys([before]))
            except Altered:
                raise NotContinued from None
            if not before["start"] < start <= before["end"] or standing(before, before["validators"], signed, signed[0]) != "vouched":
                raise NotContinued
            before["end"] = start
        end = each.get("until", float("inf"))
        terms.append({"members": each.get("members"), "validators": each.get("validators", []), "start": start, "end": end})
    return terms

def change_digest(registry, previous, each):
    """What those before a set sign of it."""
    kind = keccak256(b"TrustChange(bytes32 previous,bytes32 set)")
    said = {name: each[name] for name in ("from", "until", "members", "validators") if name in each}
    return eip712(b"Colophon trust", registry, kind, previous, hashlib.sha256(canonical(said).encode()).digest())

def second_keys(terms):
    listed = [one for term in terms if term["members"] for one in term["members"]["keys"] if "mlDsa44" in one]
    return [(eip55(unhex(one["address"].lower())), one["mlDsa44"]) for one in listed]

def standing(term, validators, signed, sealed, kind="kaia"):
    """Whether enough of a term's members and of these validators vouch, by this engine's rule: "vouched", "too few" or "nobody"."""
    members, validators = term["members"], addresses(validators)
    counted = set()
    if members and "secondSignature" in members:
        counted = {who for who, key in second_keys([term]) if (who, key) in signed[1]}
    elif members:
        counted = addresses(members["keys"]) & signed[0]
    seals = len(validators & sealed)
    needed = len(validators) if kind != "qbft" and len(validators) < 4 else -(-2 * len(validators) // 3)
    if (members and len(counted) >= members["threshold"]) or (validators and seals >= needed):
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
        header = header_of(kind, unhex(block["header"]))
        require(following is None or following["number"] > header["number"], "blocks out of order")
        signed = signers(checkpoint_digest(registry, header), block.get("members", []), second_keys(terms))
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
    nibbles, nodes = [int(digit, 16) for digit in key.hex()], [unhex(node) for node in nodes]
    require(keccak256(nodes[0]) == root, "a proof of another root")
    used = 0
    reference = root
    while True:
        if isinstance(reference, bytes):
            require(used < len(nodes) and keccak256(nodes[used]) == reference, "a proof that breaks off")
            node, used = rlp_list(nodes[used]), used + 1
        else:
            node = reference
        value = None
        if len(node) == 17:
            if not nibbles:
                value = text_of(node[16])
                reference = b""
            else:
                reference, nibbles = node[nibbles[0]], nibbles[1:]
        else:
            require(len(node) == 2 and text_of(node[0]), "no node of a trie")
            path, is_leaf = path_of(node[0])
            if nibbles[: len(path)] != path or (is_leaf and len(nibbles) != len(path)):
                reference = b""
            elif is_leaf:
                value, reference = text_of(node[1]), b""
            else:
                reference, nibbles = node[1], nibbles[len(path) :]
        if reference == b"":
            require(used == len(nodes), "nodes that belong to nothing")
            return value or None

def path_of(encoded):
    digits = [int(digit, 16) for digit in encoded.hex()]
    require(digits[0] < 4 and (digits[0] % 2 == 1 or digits[1] == 0), "no path of a trie")
    return digits[2 - digits[0] % 2 :], digits[0] >= 2

def logs_of(receipt):
    body = receipt[1:] if receipt[0] < 0xC0 else receipt
    items = rlp_list(body)
    require(len(items) == 4 and isinstance(items[3], list), "no receipt")
    for log in items[3]:
        require(isinstance(log, list) and len(log) == 3 and isinstance(log[1], list), "no log")
        for each in [log[0], log[2], *log[1]]:
            text_of(each)
    return items[3]

def history_of(certificate, blocks):
    """The events, as (name, block, topics, data), each after the one before it."""
    known = {keccak256(each.encode()): each for each in EVENTS}
    events, before = [], (0, -1, -1)
    for place in certificate["history"]:
        require(place["block"] in blocks, "an event of a block that is not here")
        header = blocks[place["block"]]
        here = (place["block"], place["transaction"], place["log"])
        require(here > before, "events out of order")
        key = rlp_encode(to_bytes(place["transaction"]))
        receipt = proven(header["receipts"], key, place["proof"])
        require(receipt is not None, "no such transaction")
        logs = logs_of(receipt)
        require(place["log"] < len(logs), "no such log")
        address, topics, data = logs[place["log"]]
        require(address == unhex(certificate["registry"]["address"].lower()), "a log of another contract")
        require(len(topics) > 1 and topics[1] == unhex(certificate["work"]["id"]), "an event of another work")
        require(topics[0] in known, "no event of a history")
        require(int.from_bytes(data[-32:], "big") == before[0], "an event is missing")
        events.append((known[topics[0]], place["block"], topics, data))
        before = here
    return events

def storage_of(kind, header, contract, nodes):
    """The root of all that a contract keeps."""
    account = proven(header["state"], keccak256(unhex(contract.lower())), nodes)
    require(account is not None and (kind != "kaia" or account[:1] == b"\2"), "no contract")
    return text_of(rlp_list(account[1:])[1] if kind == "kaia" else rlp_list(account)[2])

def slot_of(storage, slot, nodes, *bits):
    """The numbers in a slot, from its lowest bit; of an empty one all are 0."""
    value = proven(storage, keccak256(slot), nodes)
    return parts_of(0 if value is None else int.from_bytes(text_of(rlp_decode(value)), "big"), *bits)

def parts_of(word, *bits):
    parts = []
    for width in bits:
        parts.append(word & (1 << width) - 1)
        word >>= width
    return parts

def in_mapping(key, position):
    """The slot of a mapping's value."""
    return keccak256(key.rjust(32, b"\0") + position.to_bytes(32, "big"))

def title_of(certificate, storage, events):
    """What the registry's slot of the work says; None where it is empty."""
    work = unhex(certificate["work"]["id"])
    place = 2 * int.from_bytes(work, "big") + int.from_bytes(keccak256(work[:28] + bytes.fromhex("7d882553")), "big")
    slot = (place % 2**256).to_bytes(32, "big")
    return title_in(slot_of(storage, slot, certificate["state"]["storage"], *TITLE), events)

def title_in(title, events):
    """The parts of a title's slot, which names the newest event and their number."""
    last, count = (events[-1][1], len(events)) if events else (0, 0)
    require(title[2] == last and title[5] == count % EVENTS_MODULUS, "there are more events, or fewer")
    require(any(title) == bool(events), "a title without a history, or the reverse")
    return {"time": title[1], "status": title[3], "moved": title[4]} if events else None

def check_metadata(work, events, anchored=None):
    if "metadata" in work:
        said = [data[:32] for name, _, _, data in events if name in WITH_METADATA] if events else [anchored]
        require(said[-1:] == [hashlib.sha256(work["metadata"].encode()).digest()], "other metadata")
    check_disclosures(work.get("metadata"), work.get("disclosures", []))

def check_anchor(certificate, storage, events, title):
    """The claim leads to a root that is anchored; of a title it is the one that it has its priority from."""
    anchor = certificate.get("anchor")
    if anchor is None:
        return
    owner = unhex(anchor["owner"].lower())
    node = owner.rjust(32, b"\0") + unhex(certificate["work"]["id"] + anchor["metadataHash"][2:] + anchor["salt"][2:])
    node = keccak256(keccak256(node))
    for sibling in anchor["siblings"]:
        node = keccak256(b"".join(sorted([node, unhex(sibling)])))
    account, time, _ = slot_of(storage, in_mapping(node, ANCHORS), anchor["storage"], 160, 40, 40)
    require(account, "a root that nobody anchored")
    if title is None:
        return require(account == int.from_bytes(owner, "big"), "an anchor that another one made")
    roots = [topics[2] for name, _, topics, _ in events if name == PROVEN]
    require(roots and roots[-1] == node and time == title["time"], "an anchor of another title")

def check_disclosures(metadata, disclosures):
    """Each is of a digest in the metadata (RFC 9901, section 4.2), and they are in order."""
    require(disclosures == sorted(set(disclosures)), "disclosures out of order")
    document = json.loads(metadata or "{}") if disclosures else {}
    digests = document.get("_sd") if isinstance(document, dict) else None
    for each in disclosures:
        digest = base64.urlsafe_b64encode(hashlib.sha256(each.encode()).digest()).decode().rstrip("=")
        require(isinstance(digests, list) and digest in digests, "a disclosure of no field")

def der(data):
    """The parts of a DER value that has parts, as (content, whole)."""
    found, (at, end) = [], der_content(data, 0)
    while at < end:
        begin, stop = der_content(data, at)
        found.append((data[begin:stop], data[at:stop]))
        at = stop
    return found

def der_content(data, at):
    length, begin = data[at + 1], at + 2
    if length > 0x7F:
        begin, length = begin + length - 0x80, int.from_bytes(data[begin : begin + length - 0x80], "big")
    require(begin + length <= len(data), "DER breaks off")
    return begin, begin + length

def check_timestamp(timestamp, work_id):
    """RFC 3161: the signed attributes name what was stamped and the signer's certificate, by which they are signed."""
    info, attributes, signature, certificate = (unhex(timestamp[each]) for each in ("info", "attributes", "signature", "certificate"))
    (_, algorithm), (stamped, _) = der(der(info)[2][1])
    require(der(algorithm)[0][0].hex() == OIDS["sha256"] and stamped == unhex(work_id), "a timestamp of another file")
    said = {der(whole)[0][0].hex(): der(der(whole)[1][1])[0] for _, whole in der(attributes)}
    named = hashlib.new(timestamp["hash"], info).digest()
    require(said[OIDS["type"]][0].hex() == OIDS["info"] and said[OIDS["digest"]][0] == named, "attributes of another timestamp")
    by = der(der(der(said[OIDS["signer"]][1])[0][1])[0][1])
    hashes = [hashlib.new(each, certificate).digest() for each in HASHES]
    require(any(whole[0] == 4 and content in hashes for content, whole in by), "another signer's certificate")
    digest = HASHES[timestamp["hash"]].new(attributes)
    try:
        key = pkcs1_15.new(RSA.import_key(certificate))
    except ValueError:
        key = DSS.new(ECC.import_key(certificate), "fips-186-3", "der")
    key.verify(digest, signature)

def check_accreditation(certificate, blocks, events):
    """The registrant was a party at the end of the block of its registration."""
    found = certificate.get("accreditation")
    if found is None:
        return
    registered = [(block, topics[2]) for name, block, topics, _ in events if name == REGISTERED]
    require(registered, "nobody registered it")
    block, owner = registered[-1]
    storage = storage_of(certificate["headers"], blocks[block], found["parties"], found["account"])
    party = slot_of(storage, in_mapping(owner, PARTIES), found["party"], 40, 8, 8, 32)
    number = party[3].to_bytes(32, "big")
    slot_of(storage, in_mapping(number, APPOINTMENTS), found["appointment"], 160)
    require(0 < party[1] < PARTY_STATUSES and party[2] < PARTY_KINDS, "no party")

# --- The verdict -------------------------------------------------------------------------------------------------------------
def verdict_of(text, trust, content_hash=None, not_before=None):
    try:
        certificate = read(text)
        return certificate if isinstance(certificate, str) else judge(certificate, trust, content_hash, not_before)
    except NotACertificate:
        return "not a certificate"
    except NotContinued:
        return "trust not continued"
    except (Altered, LookupError, ValueError, RecursionError):
        return "altered"

def judge(certificate, trust, content_hash, not_before):
    judge_kind = judge_proven if "blocks" in certificate else judge_attested
    title, time, standings = judge_kind(certificate, terms_of(trust))

    if content_hash is not None and content_hash != certificate["work"]["id"]:
        return "not this file"
    if trust is None or not is_trusted(certificate, trust):
        return "signers unknown"
    if standings != {"vouched"}:
        return "signers unknown" if "nobody" in standings else "not enough signers"
    if title and title["status"] in (HELD, ANNULLED):
        return "on hold" if title["status"] == HELD else "annulled"
    time = time // 1000 if time >= MILLISECONDS_FROM else time
    if not_before is not None and time < not_before:
        return "stale"
    if title is None:
        return "anchored" if "anchor" in certificate else "no title"
    window = trust.get("deployment", {}).get("revealWindow", 0)
    return "valid" if title["moved"] or time >= title["time"] + window else "provisional"

def judge_proven(certificate, terms):
    blocks = judge_blocks(certificate, terms)
    events = history_of(certificate, blocks)
    state = certificate["state"]
    require(state["block"] in blocks, "the state of a block that is not here")
    newest = blocks[state["block"]]
    storage = storage_of(certificate["headers"], newest, certificate["registry"]["address"], state["account"])
    title = title_of(certificate, storage, events)
    check_anchor(certificate, storage, events, title)
    check_accreditation(certificate, blocks, events)
    if "timestamp" in certificate:
        check_timestamp(certificate["timestamp"], certificate["work"]["id"])
    anchored = unhex(certificate["anchor"]["metadataHash"]) if "anchor" in certificate else None
    check_metadata(certificate["work"], events, anchored)
    needed = {place["block"] for place in certificate["history"]} | {newest["number"]}
    require(all(number in needed or number - 1 in blocks for number in blocks), "a block that belongs to nothing")
    return title, newest["time"], {header["standing"] for header in blocks.values()}

def judge_attested(certificate, terms):
    """Of a chain without proofs: members' word for the events and for the slot, which must fit together."""
    known = {keccak256(each.encode()): each for each in EVENTS}
    block, work = certificate["block"], unhex(certificate["work"]["id"])
    events, raw, before = [], [], 0
    for event in certificate["history"]:
        topics, data = [unhex(topic) for topic in event["topics"]], unhex(event["data"])
        name = known.get(topics[0], "")
        require(name and topics[1:2] == [work] and len(data) % 32 == 0, "no event of this work")
        require(len(topics) - 1 + len(data) // 32 == name.count(",") + 1, "an event with other values")
        require(before <= event["block"] <= block["number"], "events out of order")
        require(int.from_bytes(data[-32:], "big") == before, "an event is missing")
        events.append((name, event["block"], topics, data))
        raw.append([to_bytes(event["block"]), to_bytes(event["time"]), topics, data])
        before = event["block"]
    title = title_in(parts_of(int(certificate["title"], 16), *TITLE), events)
    check_metadata(certificate["work"], events)
    kind = keccak256(
        b"HistoryCheckpoint(uint256 blockNumber,bytes32 blockHash,uint256 time,bytes32 work,bytes32 title,bytes32 history)"
    )
    said = block["number"], unhex(block["hash"]), block["time"], work, unhex(certificate["title"]), keccak256(rlp_encode(raw))
    digest = eip712(b"Colophon checkpoint", certificate["registry"], kind, *said)
    signed = signers(digest, certificate["members"], second_keys(terms))
    return title, block["time"], {standing_at(terms, block["number"], signed, set())}

def is_trusted(certificate, trust):
    """Whether the trust speaks about this registry, and this registry of parties."""
    own, other = certificate["registry"], trust["registry"]
    parties = certificate.get("accreditation", {}).get("parties")
    named = trust.get("deployment", {}).get("parties", parties)
    is_same = parties is None or parties.lower() == named.lower()
    return own["chainId"] == other["chainId"] and own["address"].lower() == other["address"].lower() and is_same

def judge_lines():
    for line in sys.stdin:
        case = json.loads(line)
        print(verdict_of(case["certificate"], case.get("trust"), case.get("contentHash"), case.get("notBefore")))

def main():
    parser = argparse.ArgumentParser(description="Judges a certificate of a work's chain of title, without a node.")
    parser.add_argument("certificate", nargs="?", help="the certificate")
    parser.add_argument("--trust", help="the file that says whom you trust")
    parser.add_argument("--file", help="the work's file")
    parser.add_argument("--not-before", type=int, help="the earliest time of the newest block, Unix seconds")
    parser.add_argument("--lines", action="store_true", help="judge what standard input has, line by line")
    args = parser.parse_args()
    if args.lines:
        return judge_lines()
    if args.certificate is None:
        parser.error("name a certificate")
    with open(args.certificate, encoding="utf-8", newline="") as file:
        text = file.read(MOST_BYTES + 1)
    trust = None
    if args.trust:
        with open(args.trust, encoding="utf-8") as file:
            trust = json.load(file)
    content_hash = None
    if args.file:
        with open(args.file, "rb") as file:
            content_hash = "0x" + hashlib.file_digest(file, "sha256").hexdigest()
    verdict = verdict_of(text, trust, content_hash, args.not_before)
    print(verdict.upper())
    return VERDICTS[verdict]

if __name__ == "__main__":
    sys.exit(main())
