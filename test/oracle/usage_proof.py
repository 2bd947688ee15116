"""Checks proofs of usage records without any of the product's code.

Python 3 and its standard library alone. Usage: usage_proof.py ANSWERS.json [ROOT]
ANSWERS.json is an answer of `GET /v1/usage/batches/…/records/…` or of `GET /v1/usage/late`, or a list of them; ROOT is what
the reader's own ledger says that the batch's root is, for one answer. Prints how many it checked; exits with 1 at the first
that does not hold.
"""

import hashlib
import json
import sys
from datetime import datetime, timezone


def sha256(data):
    return hashlib.sha256(data).digest()


def seconds(text):
    return int(datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp())


def tree_root(leaf, index, count, path):
    """The root that a leaf's way up leads to (RFC 6962, section 2.1), or None where the way is not one of such a tree."""
    if not 0 <= index < count:
        return None
    here, last, hashed = index, count - 1, leaf
    for beside in path:
        if last == 0:
            return None
        # The last of a level that has no partner goes up as it is.
        while here == last and here % 2 == 0:
            here, last = here // 2, last // 2
            if last == 0:
                return None
        hashed = sha256(b"\1" + (beside + hashed if here % 2 == 1 else hashed + beside))
        here, last = here // 2, last // 2
    while last > 0 and here == last and here % 2 == 0:
        here, last = here // 2, last // 2
    return hashed if last == 0 else None


def problem_of(answer, root=None):
    """What is wrong with an answer; None where it holds."""
    proof = answer["proof"]
    record = [answer["recordId"], answer["instanceId"], answer["meter"]]
    record += [str(seconds(answer["from"])), str(seconds(answer["to"])), answer["quantity"]]
    leaf = sha256(b"\0" + "\n".join(record).encode("ascii"))
    way = [bytes.fromhex(text) for text in proof["path"]]
    found = tree_root(leaf, proof["index"], proof["count"], way)
    if found is None or found.hex() != proof["treeRoot"]:
        return "the way up does not lead from the record to the tree's root"
    # The ledger channel and the window are not said elsewhere in the answer: the root commits to them.
    said = proof["rootText"].split("\n")
    if len(said) != 9 or said[0] != "cloudfed usage 1" or said[2] != answer["providerId"]:
        return "the root's text is not of this provider"
    if said[3:5] != [answer["lane"], str(answer["sequence"])]:
        return "the root's text is not of this batch"
    if not int(said[5]) <= seconds(answer["from"]) < seconds(answer["to"]) <= int(said[6]):
        return "the record is not within its batch's window"
    if said[7:] != [str(proof["count"]), proof["treeRoot"]]:
        return "the root's text is not of this tree"
    if sha256(proof["rootText"].encode("ascii")).hex() != proof["root"]:
        return "the root is not of its text"
    if root is not None and root != proof["root"]:
        return "the ledger has another root"
    return None


def main(path, root=None):
    with open(path, encoding="utf-8") as file:
        answers = json.load(file)
    if isinstance(answers, dict):
        answers = [answers]
    if root is not None and len(answers) != 1:
        sys.exit("a root is for one answer")
    for number, answer in enumerate(answers):
        problem = problem_of(answer, root)
        if problem is not None:
            sys.exit(f"answer {number}, record {answer['recordId']}: {problem}")
    print(f"{len(answers)} proofs checked")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
