#!/usr/bin/env bash
# The interface of a contract, which vyper 0.4.3 writes for others to import (-f interface). An event's indexed owner is not indexed in it, so that a
# contract which logs the event by it, as one does of a standard's, logs one that nobody finds by its owner; the ABI of the contract
# itself has it right. A parameter with a default has to be given, though the contract has a function without it. A contract that returns a
# struct does not implement its own interface ("does not implement all interface functions"). The other form, for pasting in
# (-f external_interface), names structs that it does not bring along, and does not compile.
# Guess: what a compiler writes of a contract it compiles, and the contract implements it; the events have the topics of the contract's.
# For Colophon: its contracts are Solidity. A contract in Vyper that asks the registry writes down by hand what it calls.
source "$(dirname "$0")/../shared/begin.sh"
python_packages vyper==0.4.3

cat >titles.vy <<'VY'
event Registered:
    owner: indexed(address)
    title: String[64]

struct Work:
    id: uint256
    title: String[64]

works: public(HashMap[uint256, Work])

@external
def register(id: uint256, title: String[64], note: Bytes[32] = b""):
    self.works[id] = Work(id=id, title=title)
    log Registered(owner=msg.sender, title=title)
VY
cat >logs.vy <<'VY'
import ITitles

@external
def file(title: String[64]):
    log ITitles.Registered(owner=msg.sender, title=title)
VY
cat >calls.vy <<'VY'
import ITitles

@external
def call(registry: address, title: String[64]):
    extcall ITitles(registry).register(1, title)
VY
python/bin/vyper -f interface titles.vy >ITitles.vyi
{ printf 'import ITitles\nimplements: ITitles\n' && cat titles.vy; } >again.vy
python/bin/vyper -f external_interface titles.vy >pasted.vy

said() { python/bin/vyper -f bytecode "$1" 2>&1 | grep -oE '^0x|vyper.exceptions.*' | head -1 | sed 's/^0x$/compiles/'; }
topics() { python/bin/vyper -f abi "$1" | tail -1 | python/bin/python -c 'import json, sys
[event] = [part for part in json.load(sys.stdin) if part["type"] == "event"]
print(", ".join(("indexed " if field["indexed"] else "") + field["name"] for field in event["inputs"]))'; }
{
  echo "Registered of the contract: $(topics titles.vy)"
  echo "Registered by its interface: $(topics logs.vy)"
  echo "a call without the note: $(said calls.vy)"
  echo "the contract, which implements its interface: $(said again.vy)"
  echo "the form for pasting: $(said pasted.vy)"
} >seen

compare seen <<'SEEN'
Registered of the contract: indexed owner, title
Registered by its interface: owner, title
a call without the note: vyper.exceptions.ArgumentException: Invalid argument count for call to 'register': expected 3, got 2
the contract, which implements its interface: vyper.exceptions.InterfaceViolation: Contract does not implement all interface functions: works(uint256)
the form for pasting: vyper.exceptions.UnknownType: No builtin or user-defined type named 'Work'.
SEEN
