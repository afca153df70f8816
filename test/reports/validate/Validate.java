import java.io.File;
import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validate FLAVOURS FILE…: one line for each file and flavour, the first failure of each broken rule below it; exit 1 when one is not compliant. */
public class Validate {
	public static void main(String[] given) throws Exception {
		VeraGreenfieldFoundryProvider.initialise();
		int failed = 0;
		for (int at = 1; at < given.length; at++)
			for (String flavour : given[0].split(",")) failed += check(new File(given[at]), flavour) ? 0 : 1;
		System.exit(failed > 0 ? 1 : 0);
	}

	static boolean check(File file, String name) throws Exception {
		PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
		try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
			PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
			ValidationResult result = validator.validate(parser);
			Map<String, String> broken = new TreeMap<>();
			for (TestAssertion one : result.getTestAssertions())
				if (one.getStatus() == TestAssertion.Status.FAILED)
					broken.putIfAbsent(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber(), one.getMessage() + " @ " + one.getLocation().getContext());
			System.out.println(file.getName() + " " + name + " " + (result.isCompliant() ? "compliant" : "NOT compliant") + ", " + result.getTotalAssertions() + " checks");
			broken.forEach((rule, message) -> System.out.println("   " + rule + " " + message));
			return result.isCompliant();
		}
	}
}
