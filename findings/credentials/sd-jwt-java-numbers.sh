#!/usr/bin/env bash
# Numbers in a credential whose claims can be kept back (SD-JWT), in com.authlete:sd-jwt 1.5 for Java. What it reads of a disclosure is a
# floating-point number always: the second edition is 2.0, a time is 1.7982432E9, an id beyond 2^53 is another id. The digest of what it read is
# right, since that is of the text; put into a credential anew, as an issuer does who renews one, the claim is "2.0" and the id is lost. A claim
# that is null, as JSON has it, is a NullPointerException. sd-jwt 0.10.4 for Python keeps all of them.
# Guess: a whole number is an Integer, a Long or a BigInteger, as in the rest of a JWT in Java, or a BigDecimal; null is a claim's value.
# For Colophon: what a schema has as a number (docs/credentials.md) is a fraction for whoever reads the credential with this library; ids and hashes
# belong into schemas as text.
source "$(dirname "$0")/../shared/begin.sh"
java_packages com.authlete:sd-jwt:1.5
python_packages sd-jwt==0.10.4

cat >Probe.java <<'JAVA'
import com.authlete.sd.Disclosure;
import com.authlete.sd.SDObjectBuilder;
import com.authlete.sd.SDObjectDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

public class Probe {
    public static void main(String[] arguments) {
        for (String value : new String[] {"2", "1798243200", "9007199254740993", "1.50"}) {
            byte[] json = ("[\"c2FsdA\",\"claim\"," + value + "]").getBytes(StandardCharsets.UTF_8);
            Disclosure read = Disclosure.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(json));
            Object found = read.getClaimValue();
            Disclosure again = new Disclosure("c2FsdA", "claim", found);
            System.out.println(value + ": " + found.getClass().getSimpleName() + " " + found + ", written again " + again.getJson()
                + ", digest " + (again.digest().equals(read.digest()) ? "the same" : "another"));
        }
        var issued = new SDObjectBuilder();
        Disclosure edition = issued.putSDClaim("edition", 2);
        System.out.println("edition 2, issued and decoded: " + new SDObjectDecoder().decode(issued.build(), List.of(edition)));
        try {
            new SDObjectBuilder().putSDClaim("note", null);
            System.out.println("null: taken");
        } catch (NullPointerException error) {
            System.out.println("null: NullPointerException");
        }
    }
}
JAVA
cat >probe.py <<'PY'
import json

from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

claims = {"edition": 2, "until": 1798243200, "id": 9007199254740993, "price": 1.5, "note": None}
key = JWK.generate(kty="EC", crv="P-256")
issued = SDJWTIssuer({SDObj(name): value for name, value in claims.items()}, key).sd_jwt_issuance
print("Python:", json.dumps(SDJWTVerifier(issued, lambda issuer, header: key).get_verified_payload(), sort_keys=True))
PY
{ java -cp 'lib/*' Probe.java && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
2: Double 2.0, written again ["c2FsdA","claim",2.0], digest another
1798243200: Double 1.7982432E9, written again ["c2FsdA","claim",1.7982432E9], digest another
9007199254740993: Double 9.007199254740992E15, written again ["c2FsdA","claim",9.007199254740992E15], digest another
1.50: Double 1.5, written again ["c2FsdA","claim",1.5], digest another
edition 2, issued and decoded: {edition=2}
null: NullPointerException
Python: {"edition": 2, "id": 9007199254740993, "note": null, "price": 1.5, "until": 1798243200}
SEEN
