"""Runs sign.json and verify.json. Python 3.8 or newer, nothing to install:

    python3 vectors/verifiers/python/verify.py vectors
"""
import base64
import hashlib
import hmac
import json
import math
import os
import re
import sys


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def mac_of(secret, text):
    return hmac.new(secret.encode("utf-8"), text.encode("utf-8"), hashlib.sha256).digest()


def sign(case):
    """The claims in the order of Zoom's sample; `iat` gives way where the lifetime would leave the range."""
    request = case["request"]
    now = math.floor(case["now"])
    exp = now + request.get("expirationSeconds", 7200)
    iat = min(max(now - case["backdateSeconds"], exp - 172800), exp - 1801)
    claims = {"appKey": case["sdkKey"], "sdkKey": case["sdkKey"]}
    if case["kind"] == "web":
        claims.update(mn=case["claims"]["mn"], role=request["role"])
    claims.update(iat=iat, exp=exp, tokenExp=exp)
    if "videoWebRtcMode" in request:
        claims["video_webrtc_mode"] = request["videoWebRtcMode"]
    # Without separators Python writes a space behind each, which is valid and other bytes.
    payload = json.dumps(claims, separators=(",", ":"))
    text = encode(b'{"alg":"HS256","typ":"JWT"}') + "." + encode(payload.encode("utf-8"))
    return text + "." + encode(mac_of(case["sdkSecret"], text))


def decode(part):
    """The bytes, or None: decoders are lenient, so what they read is written again and compared."""
    if re.fullmatch(r"[A-Za-z0-9_-]*", part) is None or len(part) % 4 == 1:
        return None
    data = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    return data if encode(data) == part else None


def object_of(text):
    def no_constant(word):
        raise ValueError(word + " is no JSON")

    try:
        value = json.loads(text, parse_constant=no_constant)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def is_time(value):
    # True and False are ints in Python.
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def verify(token, secrets, now):
    if not isinstance(token, str):
        return "not-a-string"
    parts = token.split(".")
    if len(parts) != 3 or parts[0] == "" or parts[2] == "":
        return "not-three-parts"
    header_bytes, payload_bytes, mac = (decode(part) for part in parts)
    if header_bytes is None or payload_bytes is None or mac is None:
        return "not-canonical-base64url"
    try:
        header_text, payload_text = header_bytes.decode("utf-8"), payload_bytes.decode("utf-8")
    except UnicodeDecodeError:
        return "not-utf8"
    header = object_of(header_text)
    if header is None:
        return "header-not-a-json-object"
    if header.get("alg") != "HS256":
        return "alg-not-hs256"
    if "crit" in header or "b64" in header:
        return "header-not-supported"

    text = parts[0] + "." + parts[1]
    matching = [i for i, secret in enumerate(secrets) if hmac.compare_digest(mac, mac_of(secret, text))]
    if not matching:
        return "mac-mismatch"
    payload = object_of(payload_text)
    if payload is None:
        return "payload-not-a-json-object"
    iat, exp = payload.get("iat"), payload.get("exp")
    if not is_time(iat) or not is_time(exp):
        return "times-missing"
    if exp <= now:
        return "expired"
    if iat > now:
        return "issued-in-the-future"
    return "valid %d" % matching[0]


def main(folder):
    def read(name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return json.load(file)["cases"]

    signing, verifying = read("sign.json"), read("verify.json")
    failing = [case["name"] for case in signing if sign(case) != case["signature"]]
    for case in verifying:
        expected = case["verdict"] + (" %d" % case["secretIndex"] if case["verdict"] == "valid" else "")
        if verify(case["signature"], case["secrets"], case["now"]) != expected:
            failing.append(case["name"])
    for name in failing:
        print("failed: " + name)
    if not failing:
        print("ok %d" % (len(signing) + len(verifying)))
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "vectors"))
