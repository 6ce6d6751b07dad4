"""A device that makes passkeys and signs with them, for tests without a browser."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN, PLACE = "https://testserver", "testserver"
PRESENT, CERTAIN = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV


def said(data):
    """As it goes over the line."""
    return urlsafe_b64encode(bytes(data)).decode().rstrip("=")


class Device:
    """One device; `is_certain` is whether it asked its owner for a finger, face or code."""

    def __init__(self, *, is_certain=True, origin=ORIGIN):
        self.key, self.name = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        self.flags = PRESENT | CERTAIN if is_certain else PRESENT
        self.origin, self.owner = origin, b""

    def client_data(self, kind, options):
        challenge = options["publicKey"]["challenge"]
        raw = urlsafe_b64decode(challenge + "=" * (-len(challenge) % 4))
        return CollectedClientData.create(type=kind, challenge=raw, origin=self.origin)

    def credential(self, **response):
        return json.dumps(
            {
                "id": said(self.name), "rawId": said(self.name), "type": "public-key",
                "response": {part: said(data) for part, data in response.items()},
            }
        )  # fmt: skip

    def make(self, options):
        """A new passkey, for what the house asked."""
        owner = options["publicKey"]["user"]["id"]
        self.owner = urlsafe_b64decode(owner + "=" * (-len(owner) % 4))
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(Aaguid.NONE, self.name, public)
        about = AuthenticatorData.create(
            hashlib.sha256(PLACE.encode()).digest(),
            self.flags | AuthenticatorData.FLAG.AT, 0, made,
        )  # fmt: skip
        return self.credential(
            clientDataJSON=self.client_data("webauthn.create", options),
            attestationObject=AttestationObject.create("none", about, {}),
        )

    def sign(self, options):
        """Signed, for what the house asked."""
        client = self.client_data("webauthn.get", options)
        about = AuthenticatorData.create(hashlib.sha256(PLACE.encode()).digest(), self.flags, 1)
        signed = self.key.sign(about + client.hash, ec.ECDSA(hashes.SHA256()))
        return self.credential(
            clientDataJSON=client, authenticatorData=about, signature=signed, userHandle=self.owner
        )


def asked(client, path, **more):
    """What the script hears when it asks what to sign."""
    return client.post(path, more, headers={"accept": "application/json"}, secure=True).json()
