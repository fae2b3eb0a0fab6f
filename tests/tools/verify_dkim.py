"""Verifies messages with dkimpy. Standard input: {"records": {name: value}, "files": [path]}; output: for each file the selectors whose signature holds."""
import json, sys
import dkim

work = json.load(sys.stdin)


def text(name, timeout=5):
    return work["records"].get(name.decode().rstrip("."), "").encode() or None


def holds(path):
    with open(path, "rb") as file:
        message = dkim.DKIM(file.read(), minkey=2048)
    found = []
    for index in range(sum(name.lower() == b"dkim-signature" for name, _ in message.headers)):
        try:
            if message.verify(idx=index, dnsfunc=text):
                found.append(message.selector.decode())
        except dkim.DKIMException:
            pass
    return found


print(json.dumps([holds(path) for path in work["files"]]))
