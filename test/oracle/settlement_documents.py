"""Checks the test vectors of settlement documents without any of the product's code: canonical bytes and signatures.

Python 3 and its standard library alone. Usage: settlement_documents.py VECTORS.json
Prints how many it checked; exits with 1 at the first that is not as it says.
"""

import hashlib
import json
import re
import sys

# NIST P-256 (FIPS 186-4, D.1.2.3).
P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
POINT = re.compile("04[0-9a-f]{128}")
SIGNATURE = re.compile("[0-9a-f]{128}")


def add(one, other):
    """The sum of two points; None is the point at infinity."""
    if one is None:
        return other
    if other is None:
        return one
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        if (y1 + y2) % P == 0:
            return None
        slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def times(factor, point):
    total = None
    while factor:
        if factor & 1:
            total = add(total, point)
        point = add(point, point)
        factor >>= 1
    return total


def verifies(key, message, signature):
    if not (POINT.fullmatch(key) and SIGNATURE.fullmatch(signature)):
        return False
    x, y = int(key[2:66], 16), int(key[66:], 16)
    if (y * y - (x * x * x - 3 * x + B)) % P != 0:
        return False
    r, s = int(signature[:64], 16), int(signature[64:], 16)
    if not (0 < r < N and 0 < s <= N // 2):
        return False
    digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
    inverse = pow(s, -1, N)
    point = add(times(digest * inverse % N, G), times(r * inverse % N, (x, y)))
    return point is not None and point[0] % N == r


def netstrings(values):
    return "".join(f"{len(value)}:{value}," for value in values).encode("ascii")


def end_of(document):
    return "final" if document["final"] else "open"


def values_of(document):
    kind = document["type"]
    if kind == "cheque":
        return [document["beneficiary"], document["cumulative"]]
    if kind == "channel-state":
        values = [document["version"], document["funding"], end_of(document), document.get("leaving", "")]
        values += [str(len(document["balances"])), *document["balances"]]
        values += [str(len(document["withdrawn"])), *document["withdrawn"], str(len(document["locks"]))]
        for lock in document["locks"]:
            values += [lock[name] for name in ("id", "payer", "payee", "amount", "hash", "expiry")]
        return values
    if kind == "account-terms":
        return [document["holder"], document["platform"]]
    if kind == "account-credits":
        return [document["credits"]]
    if kind == "account-debits":
        return [document["debits"]]
    if kind == "account-withdrawal":
        return [document["toHolder"], document["toPlatform"], end_of(document)]
    raise ValueError(f"{kind} is no document")


def main(path):
    with open(path, encoding="ascii") as file:
        vectors = json.load(file)
    for number, vector in enumerate(vectors):
        domain, signer, document = vector["domain"], vector["signer"], vector["document"]
        message = netstrings(
            [
                "cloudfed-settlement-1",
                *(domain[name] for name in ("network", "ledgerChannel", "chaincode", "kind", "id")),
                signer["party"],
                signer["epoch"],
                document["type"],
                *values_of(document),
            ]
        )
        if message.hex() != vector["bytes"]:
            sys.exit(f"vector {number}, {vector['says']}: the bytes differ")
        if verifies(vector["publicKey"], message, vector["signature"]) != vector["valid"]:
            sys.exit(f"vector {number}, {vector['says']}: the signature is not as it says")
    print(f"{len(vectors)} vectors checked")


if __name__ == "__main__":
    main(sys.argv[1])
