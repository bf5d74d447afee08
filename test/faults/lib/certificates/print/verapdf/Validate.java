import java.io.FileInputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each PDF that is named, in a line, which rules of PDF/A-3b it breaks: none is an empty line. */
public final class Validate {
  public static void main(String[] paths) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    var foundry = Foundries.defaultInstance();
    for (String path : paths) {
      try (PDFAParser parser = foundry.createParser(new FileInputStream(path), PDFAFlavour.PDFA_3_B)) {
        ValidationResult result = foundry.createValidator(PDFAFlavour.PDFA_3_B, false).validate(parser);
        String broken =
            result.getTestAssertions().stream()
                .map(each -> each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        System.out.println(result.isCompliant() ? broken : broken.isEmpty() ? "not compliant" : broken);
      }
    }
  }
}
