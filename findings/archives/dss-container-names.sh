#!/usr/bin/env bash
# Works that a publisher signs together in one container (ASiC, of ETSI), by DSS 6.2, the European Commission's own library. Asked for what was
# signed (getOriginalDocuments), it gives the files with other names than they have in the container, as they stand in the signature's links: "old
# song.txt" is "old%20song.txt", 海.txt is "%E6%B5%B7.txt", from ASiC-E and from an ASiC-S of one file; from an ASiC-S of several they are as they
# were. The other way, the report of an ASiC-S of several reads names that are no links as if they were: 100%25.txt is 100%.txt in it, so that two
# works with these names are one name twice. The signature is good in all of them.
# Guess: what comes out has the name under which it went in, whatever the container; the report says the names in it.
# For Colophon: a work is its hash, and a name in a batch file is text. Who takes a delivery out of such a container registers it under names that
# nobody gave it, unless the names are decoded, or taken from the container itself.
source "$(dirname "$0")/../shared/begin.sh"
dss=eu.europa.ec.joinup.sd-dss
java_packages $dss:dss-asic-xades:6.2 $dss:dss-token:6.2 $dss:dss-validation:6.2 $dss:dss-utils-apache-commons:6.2 \
  $dss:dss-crl-parser-stream:6.2 $dss:dss-policy-jaxb:6.2 org.slf4j:slf4j-nop:2.0.16

keytool -genkeypair -alias press -keyalg RSA -dname CN=Press -storetype PKCS12 -keystore press.p12 -storepass secret 2>/dev/null
cat >Names.java <<'JAVA'
import java.io.File;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.List;

import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;

public class Names {
    public static void main(String[] arguments) throws Exception {
        var token = new Pkcs12SignatureToken(new File("press.p12"), new PasswordProtection("secret".toCharArray()));
        var key = token.getKeys().get(0);
        var verifier = new CommonCertificateVerifier();
        verifier.setAIASource(null);
        var service = new ASiCWithXAdESService(verifier);
        for (var type : ASiCContainerType.values()) {
            for (String line : "old song.txt;海.txt;old song.txt,海.txt;100%25.txt,100%.txt".split(";")) {
                List<String> names = List.of(line.split(","));
                List<DSSDocument> works = new ArrayList<>();
                for (String name : names) works.add(new InMemoryDocument(name.getBytes("UTF-8"), name));
                var parameters = new ASiCWithXAdESSignatureParameters();
                parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
                parameters.aSiC().setContainerType(type);
                parameters.setSigningCertificate(key.getCertificate());
                parameters.setCertificateChain(key.getCertificateChain());
                var signed = token.sign(service.getDataToSign(works, parameters), parameters.getDigestAlgorithm(), key);
                var validator = SignedDocumentValidator.fromDocument(service.signDocument(works, parameters, signed));
                validator.setCertificateVerifier(verifier);
                var reports = validator.validateDocument();
                String id = reports.getSimpleReport().getFirstSignatureId();
                var found = reports.getDiagnosticData().getSignatureById(id);
                var out = validator.getOriginalDocuments(id).stream().map(DSSDocument::getName).toList();
                var scopes = found.getSignatureScopes().stream().map(scope -> scope.getName()).filter(name -> !name.endsWith(".zip")).toList();
                System.out.println(type + " " + names + ": good " + found.isSignatureValid() + ", out " + out + ", report " + scopes);
            }
        }
    }
}
JAVA
java -cp "lib/*" -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 Names.java >seen 2>/dev/null

compare seen <<'SEEN'
ASiC-S [old song.txt]: good true, out [old%20song.txt], report [old song.txt]
ASiC-S [海.txt]: good true, out [%E6%B5%B7.txt], report [海.txt]
ASiC-S [old song.txt, 海.txt]: good true, out [old song.txt, 海.txt], report [old song.txt, 海.txt]
ASiC-S [100%25.txt, 100%.txt]: good true, out [100%25.txt, 100%.txt], report [100%.txt, 100%.txt]
ASiC-E [old song.txt]: good true, out [old%20song.txt], report [old song.txt]
ASiC-E [海.txt]: good true, out [%E6%B5%B7.txt], report [海.txt]
ASiC-E [old song.txt, 海.txt]: good true, out [old%20song.txt, %E6%B5%B7.txt], report [old song.txt, 海.txt]
ASiC-E [100%25.txt, 100%.txt]: good true, out [100%2525.txt, 100%25.txt], report [100%25.txt, 100%.txt]
SEEN
